"""How far a property may move or shrink text before it is off the paper or unreadable."""

from typing import Final

from wijkexcel.documents.seen.drawing import Paper
from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.tags import Element, name, whole

_EDGE: Final = 1700
"""Twentieths of a point (3 cm): the maximum distance from the text to the edge of the paper."""
_ADVICE: Final = "Zet de tekst op het papier, of haal hem weg."
_MOVES: Final = {
    "w:ind": ("left", "start", "right", "end", "firstLine", "hanging"),
    "w:tblInd": ("w",),
    "w:pgMar": ("left", "right", "header", "footer", "top", "bottom"),
    "w:framePr": ("x", "y"),
    "w:tblpPr": ("tblpX", "tblpY"),
}
_DOWN: Final = frozenset({"top", "bottom", "header", "footer", "y", "tblpY"})
_SHIFTS: Final = {"w:position": (-100, 100), "w:spacing": (-60, 400)}
"""For characters: half points down or up, and twentieths of a point between them."""
_IN_SIGNS: Final = ("left", "right", "start", "end", "firstLine", "hanging")
_MOST_SIGNS: Final = 4000
"""Hundredths of a character: Word also stores indents in that unit."""
_NARROWEST: Final = 300


def refuse_off_paper(root: Element, paper: Paper) -> None:
    """Refuse properties that move text off the paper, in a story, in styles or in lists.

    Raises:
        TemplateError: a text, table or frame is moved off the paper.
    """
    for tag, sides in _MOVES.items():
        for element in root.iter(name(tag)):
            for side in sides:
                room = paper[1] if side in _DOWN else paper[0]
                at = whole(element.get(name(f"w:{side}"), "0"))
                if not -_EDGE <= at <= room - 400:
                    raise refuse("tekst die buiten het papier kan vallen", element, _ADVICE)
    for indent in root.iter(name("w:ind")):
        signs = (whole(indent.get(name(f"w:{side}Chars"), "0")) for side in _IN_SIGNS)
        if any(abs(said) > _MOST_SIGNS for said in signs):
            raise refuse("tekst die buiten het papier kan vallen", indent, _ADVICE)
    for column in root.iter(name("w:col")):
        if whole(column.get(name("w:w"), str(_NARROWEST))) < _NARROWEST:
            raise refuse("een kolom die te smal is voor de tekst", column, _ADVICE)
    for tag, (least, most) in _SHIFTS.items():
        for properties in root.iter(name("w:rPr")):
            shift = properties.find(name(tag))
            said = "" if shift is None else shift.get(name("w:val"), "")
            if shift is not None and not least <= whole(said) <= most:
                raise refuse("tekst die van zijn plaats is geschoven", shift, _ADVICE)
