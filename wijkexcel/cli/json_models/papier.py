"""The output of ``papier``."""

from pydantic import Field

from wijkexcel.cli.json_models.parcel import PersonShape
from wijkexcel.post.out.handout_on_file import HandedOut
from wijkexcel.post.out.paper_on_file import OnPaper
from wijkexcel.steps.as_json import RefusalShape, Shape, Versioned, refusals


class FormShape(Shape):
    """One paper form; file names are relative to `map`."""

    nummer: str | None = Field(description="id of the scorer; null on a blank form")
    naam: str | None = Field(description="name of the scorer; null on a blank form")
    groep: str = Field(description="name of the group")
    code: str | None = Field(description="the code on the form; null on a blank form")
    word: str = Field(description="the form as a Word file")
    pdf: str | None = Field(description="the form as a PDF; null without a program for it")


class PaperShape(Versioned):
    """The forms that were made, and what to do with them."""

    map: str = Field(description="folder in which the forms were made")
    formulieren: list[FormShape] = Field(description="the forms")
    invoer: str | None = Field(
        description="the workbook to type the forms over in; null when there is nobody to type over"
    )
    over_te_typen: list[PersonShape] = Field(description="whose forms can be typed over in it")
    opmerkingen: list[str] = Field(
        description="who was left out, what could not be made, and which numbers belong on blank "
        "forms"
    )
    stukken: list[str] = Field(
        description="what was made with `--tafel` or `--vraag`, Word file first; then there are no "
        "forms"
    )
    geweigerd: list[RefusalShape] = Field(description="errors because of which nothing was made")


def paper_shape(made: OnPaper) -> PaperShape:
    """Convert the result to its model."""
    names = {path.name for path in made.files}
    return PaperShape(
        map=str(made.folder),
        formulieren=[
            FormShape(
                nummer=form.request.scorer or None,
                naam=form.request.name or None,
                groep=form.request.group,
                code=form.request.code or None,
                word=f"{form.file_name}.docx",
                pdf=f"{form.file_name}.pdf" if f"{form.file_name}.pdf" in names else None,
            )
            for form in made.papers.forms
        ],
        invoer=str(made.entry) if made.entry is not None else None,
        over_te_typen=[
            PersonShape(nummer=request.scorer, naam=request.name) for request in made.papers.entered
        ],
        opmerkingen=[*made.papers.notes, *made.words],
        stukken=[],
        geweigerd=refusals(made.papers.refused),
    )


def handout_shape(made: HandedOut) -> PaperShape:
    """Convert a paper that is handed out to the same model."""
    return PaperShape(
        map=str(made.folder),
        formulieren=[],
        invoer=None,
        over_te_typen=[],
        opmerkingen=[*made.made.notes, *made.words],
        stukken=[path.name for path in made.files],
        geweigerd=refusals(made.made.refused),
    )
