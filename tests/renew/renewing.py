"""What the tests of the renewal share: renewing bytes, and looking at the result as others do."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from tests.workbook.books import saved_by_openpyxl
from wijkexcel.renew.leftover import Leftover
from wijkexcel.renew.renew import Renewed, renew
from wijkexcel.renew.room import Wish
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate


def renewed(data: bytes, **wish: int) -> Renewed:
    """Renew a workbook; ``opgaven=...`` and so on ask for room."""
    source = FileSource(data)
    return renew(data, source, read(source), Wish(**wish))


def finished(data: bytes, **wish: int) -> bytes:
    """The renewed workbook with its results, as it is saved."""
    return recalculate(renewed(data, **wish).data).data


def changed_by_hand(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody changed it; with the results of its formulas."""
    return recalculate(saved_by_openpyxl(data, change)).data


def opened(data: bytes, *, results: bool = False) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=results)


def told(found: Iterable[Leftover]) -> list[tuple[str, str, str]]:
    """Fate, sheet and place of each line of the list."""
    return [(item.fate.value, item.sheet, item.place) for item in found]


def parts(data: bytes) -> dict[str, bytes]:
    """Every member of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(data: bytes, new: Mapping[str, bytes]) -> bytes:
    """The file with some members replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts(data), **new}.items():
            package.writestr(name, content)
    return out.getvalue()


def swapped(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with a piece of the text of one part replaced."""
    text = parts(data)[part].decode()
    assert old in text, f"{old!r} is not in {part}"
    return with_parts(data, {part: text.replace(old, new, 1).encode()})


FIRST = (Path(__file__).parent / "earlier" / "eerste_versie.xlsx").read_bytes()
