"""Tell whether the contents of a sheet changed, regardless of how it is written as XML."""

import hashlib
from collections.abc import Iterator
from itertools import chain

from wijkexcel.ooxml.package import Element
from wijkexcel.renew.cells import NS, Cells, local
from wijkexcel.renew.refs import UnsoundError
from wijkexcel.renew.strings import Strings
from wijkexcel.renew.styles import said

_ASIDE = {"sheetData", "dimension", "cols"}
_OF_ROW = ("ht", "customHeight", "hidden", "outlineLevel", "s")


def _cells(cells: Cells) -> Iterator[object]:
    for number, row in cells.rows.items():
        kept = tuple((key, row.get(key)) for key in _OF_ROW if row.get(key) is not None)
        if kept:
            yield number, kept
    for place, cell in cells.cells.items():
        style = cell.get("s", "0")
        if cells.has_formula(place):
            try:
                yield place, style, "f", cells.formula(place)
            except UnsoundError:
                yield place, style, "f", cells.said(place)
            continue
        text = cells.text(place)
        if text or style != "0":
            kind = cell.get("t", "n") if text else ""
            yield place, style, "s" if kind == "inlineStr" else kind, text


def _columns(root: Element) -> Iterator[object]:
    for band in root.iterfind(f"{NS}cols/{NS}col"):
        looks = tuple(sorted((k, v) for k, v in band.attrib.items() if k not in ("min", "max")))
        first, last = int(band.get("min", "1")), int(band.get("max", "1"))
        yield from ((number, looks) for number in range(first, min(last, first + 300) + 1))


def signature(name: str, root: Element, strings: Strings) -> str:
    """Hash of the contents of a sheet, except the results of its formulas."""
    rest = (said(child) for child in root if local(child) not in (*_ASIDE, ""))
    digest = hashlib.sha256()
    for item in chain(_cells(Cells(name, root, strings)), _columns(root), rest):
        digest.update(repr(item).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
