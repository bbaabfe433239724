"""The files sent to one scorer, or sent back."""

from pydantic import Field

from wijkexcel.post.out.distribute import Parcel
from wijkexcel.steps.as_json import Shape


class PersonShape(Shape):
    """A scorer."""

    nummer: str = Field(description="id, such as `S01`")
    naam: str = Field(description="name")


class ParcelShape(PersonShape):
    """The files for one scorer, by their names in the folder."""

    werkboek: str = Field(description="the workbook to send")
    mail: str | None = Field(description="the draft mail; null without an address")
    tekst: str | None = Field(description="the text to pass on; null when there is a mail")


def parcel_shape(parcel: Parcel) -> ParcelShape:
    """Convert a parcel to its model."""
    return ParcelShape(
        nummer=parcel.request.scorer,
        naam=parcel.request.name,
        werkboek=f"{parcel.file_name}.xlsx",
        mail=f"{parcel.file_name}.eml" if parcel.mail is not None else None,
        tekst=f"{parcel.file_name}.txt" if parcel.mail is None else None,
    )
