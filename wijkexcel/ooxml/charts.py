"""Store the values and names of its cells in each chart.

A chart contains a copy of its data: mail previews, phones and Excel's Protected View use that.
XlsxWriter leaves zeros and empty names there, and steps change the underlying cells.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from wijkexcel.dutch.plain import showable
from wijkexcel.ooxml.cellvalue import (
    CachedValue,
    CellErrorText,
    column_letters,
    number_text,
    parse_area,
)
from wijkexcel.ooxml.package import Element, Package, parse_xml, serialise_xml

Results = Mapping[str, Mapping[str, CachedValue]]
"""Sheet -> cell -> result, for formula cells."""

_CHART = re.compile(r"xl/charts/chart[0-9]*\.xml", re.IGNORECASE)
_PLACE = re.compile(r"('(?:[^']|'')+'|[^'!()\[\],:]+)!([$A-Z0-9:]+)")
"""One area of one sheet; not a name, several areas or another file."""
_MOST_POINTS = 32_000
"""Maximum number of points of a chart series."""


def with_chart_values(data: bytes, results: Results) -> bytes:
    """Return the workbook with its formula results in its charts too.

    Points of cells without a formula stay unchanged: typing there has stored them.
    """
    package = Package(data)
    by_name = {sheet.casefold(): cells for sheet, cells in results.items()}
    changed = {}
    for part in filter(_CHART.fullmatch, package.names()):
        root = parse_xml(package.read(part))
        refs = [ref for kind in ("strRef", "numRef") for ref in root.iter(f"{{*}}{kind}")]
        # Not any(): that would stop at the first.
        if sum(_renewed(ref, by_name) for ref in refs):
            changed[part] = serialise_xml(root)
    return package.replaced(changed) if changed else data


def _renewed(ref: Element, results: Results) -> bool:
    """Store the results of the cells that a chart refers to; return whether anything changed."""
    cells = list(_cells(ref.findtext("{*}f") or "", results))
    if all(result is None for result in cells):
        return False
    ns = f"{{{etree.QName(ref).namespace}}}"
    write, kind = (_number, "numCache") if ref.tag == f"{ns}numRef" else (_text, "strCache")
    cache = ref.find(f"{ns}{kind}")
    if cache is None:
        cache = etree.Element(f"{ns}{kind}")
        ref.insert(1, cache)
    had = {point.get("idx", ""): point for point in cache.iterfind(f"{ns}pt")}
    texts = {str(i): write(result) for i, result in enumerate(cells) if result is not None}
    other = {i: text for i, text in texts.items() if not _holds(had.get(i), text, cells[int(i)])}
    count = cache.find(f"{ns}ptCount")
    if not other and count is not None and count.get("val") == str(len(cells)):
        return False
    for index, text in other.items():
        point = had.pop(index, None)
        if point is None:
            point = etree.Element(f"{ns}pt", idx=index)
            etree.SubElement(point, f"{ns}v")
        if text is not None:
            point.find(f"{ns}v").text = text  # type: ignore[union-attr]  # every point has one
            had[index] = point
    for old in (*cache.iterfind(f"{ns}ptCount"), *cache.findall(f"{ns}pt")):
        cache.remove(old)
    at = 0 if cache.find(f"{ns}formatCode") is None else 1
    points = (had[index] for index in sorted(had, key=int))
    cache[at:at] = [etree.Element(f"{ns}ptCount", val=str(len(cells))), *points]
    return True


def _cells(formula: str, results: Results) -> Iterator[CachedValue | None]:
    """Yield the result of each cell of an area; None for a cell without a formula."""
    found = _PLACE.fullmatch(formula)
    if found is None:
        return
    sheet = found[1][1:-1].replace("''", "'") if found[1].startswith("'") else found[1]
    calculated = results.get(sheet.casefold(), {})
    try:
        area = parse_area(found[2].replace("$", ""))
    except ValueError:  # whole rows or columns
        return
    size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if not calculated or size > _MOST_POINTS:
        return
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield calculated.get(f"{column_letters(column)}{row}")


def _number(result: CachedValue) -> str | None:
    """A point of the chart; nothing is drawn for a text or an error."""
    return None if isinstance(result, str) else number_text(result)


def _text(result: CachedValue) -> str | None:
    if isinstance(result, bool):
        return str(result).upper()
    text = result if isinstance(result, str) else number_text(result)
    return showable(text) or None


def _holds(point: Element | None, text: str | None, result: CachedValue | None) -> bool:
    """Whether a point has the required value; a number can be written in several ways.

    Excel also stores errors in points, without drawing them: those may stay.
    """
    had = None if point is None else point.findtext("{*}v") or ""
    if isinstance(result, CellErrorText) and had == result:
        return True
    if had is None or text is None or had == text:
        return had == text
    try:
        return float(had) == float(text)
    except ValueError:
        return False
