"""The output of ``verzamel``."""

from pydantic import Field

from wijkexcel.cli.json_models.parcel import ParcelShape, parcel_shape
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.on_file import Collection
from wijkexcel.steps.as_json import Shape, Versioned


class TakenShape(Shape):
    """An accepted answer."""

    deelnemer: str = Field(description="id of the scorer")
    opgave: str = Field(description="id of the opgave")
    criterium: str = Field(description="id of the criterion, or `opmerking`")
    waarde: float | str = Field(description="the mark, `weet niet`, or the remark")
    bestand: str = Field(description="the file that it came from")


class LineShape(Shape):
    """A line of the report."""

    uitkomst: Kind = Field(description="what became of it")
    bestand: str = Field(description="the file that it is about, or empty")
    deelnemer: str = Field(description="id of the scorer, or empty")
    blad: str = Field(description="sheet, or empty")
    cel: str = Field(description="cell, or empty")
    probleem: str = Field(description="what there is to know, in Dutch")
    actie: str = Field(description="what to do about it, or empty")


class CollectionShape(Versioned):
    """The returned files, and what happened to them."""

    bestanden: int = Field(description="how many files and attachments were looked at")
    opgeslagen: bool = Field(description="whether the workbook was changed")
    proef: bool = Field(description="whether it was only tried")
    terug: list[ParcelShape] = Field(
        description="with `--terug`, what can go back to each scorer; file names are of the folder "
        "given"
    )
    overgenomen: list[TakenShape] = Field(description="the answers that were taken")
    regels: list[LineShape] = Field(description="the report")


def collection_shape(made: Collection) -> CollectionShape:
    """Convert the result to its model."""
    gathered = made.collected.gathered
    return CollectionShape(
        bestanden=made.collected.files,
        opgeslagen=made.saved,
        proef=made.trial,
        terug=[parcel_shape(parcel) for parcel in made.collected.replies],
        overgenomen=[
            TakenShape(deelnemer=scorer, opgave=opgave, criterium=what, waarde=value, bestand=file)
            for (scorer, opgave, what), (value, file) in gathered.values.items()
        ],
        regels=[
            LineShape(
                uitkomst=line.kind,
                bestand=line.file,
                deelnemer=line.scorer,
                blad=line.sheet,
                cel=line.cell,
                probleem=line.problem,
                actie=line.action,
            )
            for line in gathered.lines
        ],
    )
