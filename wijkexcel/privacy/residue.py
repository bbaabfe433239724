"""The final check: every text in every part of a finished file, searched for what must not stay.

It searches twice: with the finder, and in another way (``watch``) that does not know the forms of a
name; so a form that the finder overlooks is not overlooked here as well.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wijkexcel.names.finder import PSEUDONYM, Finder
from wijkexcel.ooxml.package import Package
from wijkexcel.privacy.spots import STRINGS, Spot, readings, spots
from wijkexcel.privacy.watch import Watch

_SMALLEST = 4


@dataclass(frozen=True, slots=True)
class Residue:
    """Something that must not stay: its part, and its place and sheet."""

    part: str
    word: str
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Its place, in words."""
        if self.sheet and self.cell:
            return f"blad {self.sheet}, cel {self.cell}"
        return f"blad {self.sheet}" if self.sheet else self.part or "het bestand zelf"


def residue(
    data: bytes, finder: Finder, empty: bytes | None = None, marks: Collection[str] = ()
) -> list[Residue]:
    """Search a finished file.

    Args:
        data: the file.
        finder: recognises what must not stay.
        empty: the same workbook with nothing filled in: its texts are not personal.
        marks: hashes of removed contents.
    """
    watch = Watch(finder.known, finder.ordinary, marks)
    own = {spot.text for spot in spots(Package(empty))} if empty else frozenset[str]()
    told: dict[str, tuple[str, ...]] = dict.fromkeys(own, ())
    found: dict[Residue, None] = {}
    for spot in spots(Package(data)):
        if spot.text not in told:
            told[spot.text] = tuple(_in_text(spot, finder, watch))
        for word in told[spot.text]:
            shown = "".join(char for char in word if char.isprintable())
            found[Residue(spot.part, shown, spot.sheet, spot.cell)] = None
    ours = tuple(_loose(empty)) if empty else ("", "")
    for text, of_empty in zip(_loose(data), ours, strict=True):
        for word in _needles(finder, marks):
            if word in text and word not in of_empty:
                found[Residue("", word)] = None
    return _shortest(found)


def _in_text(spot: Spot, finder: Finder, watch: Watch) -> Iterable[str]:
    found: dict[str, None] = {}
    for text in readings(spot.text):
        found |= dict.fromkeys(hit.word for hit in finder.sure(text))
        seen = list(watch.seen(text))
        # One word that may belong to another name is left to a person, if the list mentions it.
        hints = [] if all(one.sure for one in seen) else list(finder.hits(text))
        found |= dict.fromkeys(
            one.word
            for one in seen
            if one.sure or not any(h.start < one.end and one.start < h.end for h in hints)
        )
    return found


def _shortest(found: Collection[Residue]) -> list[Residue]:
    """Drop part of a name if the whole is reported, and a string already reported by cell."""
    in_cells = {one.word for one in found if one.cell}
    places: dict[tuple[str, str, str], list[Residue]] = {}
    for one in found:
        places.setdefault((one.part, one.sheet, one.cell), []).append(one)
    return [
        one
        for same in places.values()
        for one in same
        if not (one.part == STRINGS and one.word in in_cells)
        and not any(one.word != other.word and one.word in other.word for other in same)
    ]


def _loose(data: bytes) -> Iterable[str]:
    """What is between the parts: names, comments and fields of the zip itself."""
    return data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")


def _needles(finder: Finder, marks: Collection[str]) -> list[str]:
    known = finder.known
    names = [name for names in known.people.values() for name in names if " " in name.strip()]
    words = [*names, *known.codes, *known.files, *marks]
    return [word for word in words if len(word) >= _SMALLEST and not PSEUDONYM.fullmatch(word)]
