"""The output of ``anonimiseer``."""

from collections import Counter

from pydantic import Field

from wijkexcel.privacy.on_file import Copied
from wijkexcel.privacy.review import DECIDES_NOTHING
from wijkexcel.steps.as_json import Shape, Versioned


class SmallGroupShape(Shape):
    """A group smaller than the minimum."""

    groep: str = Field(description="its name in the copy")
    deelnemers: int = Field(description="how many people it has")


class ResidueShape(Shape):
    """An item found in the finished copy, because of which it was not saved."""

    onderdeel: str = Field(description="the part of the file")
    blad: str = Field(description="sheet; empty where it stands on none")
    cel: str = Field(description="cell; empty where it stands in none")
    woord: str = Field(description="what was found")


class CopyShape(Versioned):
    """What was made, and what to check.

    It contains no text and no name from the workbook, except for items found in the finished copy.
    """

    proef: bool = Field(description="whether it was only tried")
    kopie: str | None = Field(description="path of the copy; null when none was made")
    lijst: str | None = Field(description="path of the list to review, which holds personal data")
    pseudoniemen: list[str] = Field(description="what people are called in the copy")
    na_te_kijken: int = Field(description="texts that a person reviews")
    valt_op: int = Field(description="how many of them hold something that stands out")
    niet_in_de_kopie: dict[str, int] = Field(
        description="kind of thing → how many of it were left out"
    )
    kleine_groepen: list[SmallGroupShape] = Field(description="groups below the set minimum")
    doorgerekend: bool = Field(
        description="false when the workbook is too large to store the results of its formulas"
    )
    gevonden: list[ResidueShape] = Field(
        description="what was still found in the finished copy, so that it was not saved"
    )
    let_op: str = Field(description="that the program decides nothing about disclosure")


def copy_shape(made: Copied) -> CopyShape:
    """Convert the result to its model."""
    cleaned = made.made.cleaned
    return CopyShape(
        proef=made.trial,
        kopie=str(made.copy) if made.copy is not None else None,
        lijst=str(made.review) if made.review is not None else None,
        pseudoniemen=list(made.made.people.finder.known.people),
        na_te_kijken=len(cleaned.reviews),
        valt_op=made.made.notable,
        niet_in_de_kopie=dict(Counter(gone.kind for gone in cleaned.gone)),
        kleine_groepen=[
            SmallGroupShape(groep=name, deelnemers=count)
            for name, count in made.made.traceable.small
        ],
        doorgerekend=made.made.calculated,
        gevonden=[
            ResidueShape(onderdeel=r.part, blad=r.sheet, cel=r.cell, woord=r.word)
            for r in made.residue
        ],
        let_op=DECIDES_NOTHING,
    )
