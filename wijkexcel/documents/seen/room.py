"""Text that does not fit: more than a row, frame or box of a fixed size can show."""

from typing import Final

from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.tags import Element, find, name, short, value, whole, words_of

_LINE, _SIGN = 110, 45
"""In twentieths of a point: the smallest readable line and character, so excess is cut off."""
_TWIP: Final = 635
_ADVICE: Final = "Maak er meer ruimte voor, of haal de tekst weg."
_WIDE: Final = 10000


def refuse_cut_off(root: Element) -> None:
    """Refuse rows, frames and boxes whose text cannot fit.

    Raises:
        TemplateError: some of the text would not be visible.
    """
    for cell in root.iter(name("w:tc")):
        row = cell.getparent()
        height = find(row, "w:trPr", "w:trHeight")
        if value(height, "w:hRule") == "exact":
            wide = whole(value(find(cell, "w:tcPr", "w:tcW"), "w:w")) or _WIDE
            _check(cell, wide, whole(value(height)), "een tabelrij die te laag is voor de tekst")
    for frame in root.iter(name("w:framePr")):
        paragraph = next(frame.iterancestors(name("w:p")), None)
        if value(frame, "w:hRule") == "exact" and paragraph is not None:
            wide, high = whole(value(frame, "w:w")) or _WIDE, whole(value(frame, "w:h"))
            _check(paragraph, wide, high, "een kader dat te klein is voor de tekst")
    for shape in root.iter(name("wps:wsp")):
        size = find(shape, "wps:spPr", "a:xfrm", "a:ext")
        body = find(shape, "wps:bodyPr")
        inside = find(shape, "wps:txbx", "w:txbxContent")
        if size is not None and inside is not None and find(body, "a:spAutoFit") is None:
            wide, high = (whole(size.get(side, "")) // _TWIP for side in ("cx", "cy"))
            if body is not None:
                wide -= (whole(body.get("lIns", "")) + whole(body.get("rIns", ""))) // _TWIP
                high -= (whole(body.get("tIns", "")) + whole(body.get("bIns", ""))) // _TWIP
            _check(inside, wide, high, "een tekstvak dat te klein is voor de tekst")


def _check(block: Element, wide: int, high: int, what: str) -> None:
    own = [block] if short(block.tag) == "w:p" else list(block.iter(name("w:p")))
    said = [len(text) for p in own if (text := words_of(p).strip()) and "{" not in text]
    lines = sum(1 + length * _SIGN // max(wide, 1) for length in said)
    if said and (wide <= 0 or lines * _LINE > high):
        raise refuse(what, block, _ADVICE)
