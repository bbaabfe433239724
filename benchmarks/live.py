"""Reading and writing a block in a live LibreOffice, compared with bare UNO in this process."""

import importlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.results import Aim, Result
from benchmarks.timing import Side, in_turns
from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.xlwings_libreoffice import programs

JOB = "kantoor"
ROWS, COLUMNS = 200, 20
_PACKAGES = "/usr/lib/python3/dist-packages"


def _bare(pipe: str) -> Any:
    """The desktop of LibreOffice through ``uno`` in this process; None where impossible."""
    sys.path.append(_PACKAGES)
    try:
        uno = importlib.import_module("uno")
    except ImportError:
        return None
    finally:
        sys.path.remove(_PACKAGES)
    local = uno.getComponentContext()
    create = local.ServiceManager.createInstanceWithContext
    resolver = create("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
    return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def blocks(runs: int, show: Callable[[str], None]) -> Iterator[Result]:
    """Time a block of numbers and words in each direction, through xlwings and bare."""
    import xlwings as xw

    try:
        programs.soffice()
    except xw.XlwingsError as error:
        show(f"{JOB}: overgeslagen, {error}")
        return
    libreoffice.register(activate=True)
    with tempfile.TemporaryDirectory(prefix="wijkexcel-") as folder:
        app = xw.App(visible=False, add_book=False, spec=folder)
        try:
            desktop = _bare(programs.pipe_of(Path(folder)))
            if desktop is None:
                show(f"{JOB}: overgeslagen, deze Python kan uno niet zelf laden")
                return
            yield from _measure(app.books.add(), desktop, runs, show)
        finally:
            app.kill()


def _measure(book: Any, desktop: Any, runs: int, show: Callable[[str], None]) -> Iterator[Result]:
    area = book.sheets[0].range((1, 1), (ROWS, COLUMNS))
    sheet = next(iter(desktop.getComponents())).getSheets().getByIndex(0)
    cells = sheet.getCellRangeByPosition(0, 0, COLUMNS - 1, ROWS - 1)
    rows = [
        [f"tekst {r} {c}" if c % 4 == 0 else r * COLUMNS + c + 0.5 for c in range(COLUMNS)]
        for r in range(ROWS)
    ]
    fixed = tuple(tuple(row) for row in rows)

    def write() -> None:
        area.value = rows

    write()
    if area.value != rows or cells.getDataArray() != fixed:
        raise AssertionError("xlwings and UNO do not give back what was written")
    size = f"{ROWS} × {COLUMNS}"
    for job, ours, theirs in (
        ("blok schrijven in LibreOffice", write, lambda: cells.setDataArray(fixed)),
        ("blok lezen uit LibreOffice", lambda: area.value, cells.getDataArray),
    ):
        show(f"{size}: {job}")
        a, b = in_turns([Side("xlwings", ours), Side("kaal UNO", theirs)], max(runs, 10))
        note = "kaal UNO: geen datums, fouten, formules of beveiliging"
        yield Result(size, job, a, b, Aim(3, at_most=True), note)
