"""What the charts of a file hold of their own, which viewers draw that do not calculate."""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree
from openpyxl.utils.cell import cols_from_range

from tests.support.engines import Value, Values, cached

_AREA = re.compile(r"'?(.+?)'?!([A-Z0-9:]+)")


@dataclass(frozen=True)
class Drawn:
    """One set of names or values that a chart draws: the cells, and what it has of each."""

    cells: tuple[tuple[str, str], ...]
    points: tuple[str | None, ...]

    def wrong(self, values: Values) -> list[str]:
        """Return one line per point that is not what its cell holds; text is no number."""
        pairs = zip(self.cells, self.points, strict=True)
        return [
            f"{sheet}!{cell}: drawn as {point!r}, holds {values[sheet, cell]!r}"
            for (sheet, cell), point in pairs
            if not _same(point, values[sheet, cell])
        ]


def _same(point: str | None, value: Value) -> bool:
    if isinstance(value, float):
        return point is not None and float(point) == value
    return point == (None if value == "#N/A" else value or None)


def drawn(data: bytes) -> list[Drawn]:
    """Read all names and values that the charts of a file hold, in order."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in sorted(package.namelist()):
            if part.startswith("xl/charts/chart"):
                root = etree.fromstring(package.read(part))
                for ref in (*root.iter("{*}strRef"), *root.iter("{*}numRef")):
                    if not (ref.findtext("{*}f") or "").startswith('"'):  # a name that is typed
                        found.append(_of_ref(ref))
    return found


def _of_ref(ref: etree._Element) -> Drawn:
    area = _AREA.fullmatch((ref.findtext("{*}f") or "").replace("$", ""))
    assert area
    sheet = area[1].replace("''", "'")
    cells = tuple((sheet, cell) for line in cols_from_range(area[2]) for cell in line)
    cache = next(child for child in ref if "Cache" in str(child.tag))
    count = cache.find("{*}ptCount")
    assert count is not None
    assert int(count.get("val", "")) == len(cells)
    points: dict[int, str | None] = {
        int(point.get("idx", "")): point.findtext("{*}v") for point in cache.iter("{*}pt")
    }
    return Drawn(cells, tuple(points.get(i) for i in range(len(cells))))


def wrongly_drawn(data: bytes) -> list[str]:
    """Return one line per point of a chart that is not what its cell holds."""
    values = cached(data)
    return [line for each in drawn(data) for line in each.wrong(values)]
