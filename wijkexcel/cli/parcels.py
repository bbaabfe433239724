"""A parcel as JSON: what goes out to one scorer, or back."""

from typing import Any

from wijkexcel.post.out.distribute import Parcel


def parcel_as_json(parcel: Parcel) -> dict[str, Any]:
    """The scorer, and the files that are for him."""
    return {
        "nummer": parcel.request.scorer,
        "naam": parcel.request.name,
        "werkboek": f"{parcel.file_name}.xlsx",
        "mail": f"{parcel.file_name}.eml" if parcel.mail is not None else None,
        "tekst": f"{parcel.file_name}.txt" if parcel.mail is None else None,
    }
