"""How a workbook and a step on it grow with its size: time, memory, file and formulas."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.dossiers import random_dossier
from benchmarks.sizes import Size
from wijkexcel.ooxml.specials import count_formulas
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.recalculate import recalculate

JOB = "groei"
GROWTH = (
    Size("klein", 20, 8, 4, 12),
    Size("sjabloon", 60, 12, 6, 24),
    Size("grootst", 200, 20, 6, 60, slow_runs=1),
)
HEAD = ("grootte", "formules", "bestand", "opdracht", "seconden", "rekentijd", "geheugen")
_RECALCULATE = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" '
    'oor:op="fuse"><value>0</value></prop></item></oor:items>'
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: seconds by the clock and of the processor, and bytes of memory."""

    command: str
    clock: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Growth:
    """One size: formula cells and bytes of its workbook, and what each command took."""

    size: Size
    formulas: int
    file: int
    costs: tuple[Cost, ...]

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The lines of the table."""
        return [
            (
                self.size.title,
                f"{self.formulas:_}".replace("_", "."),
                f"{self.file / 1e6:.2f} MB".replace(".", ","),
                cost.command,
                f"{cost.clock:.1f}".replace(".", ","),
                f"{cost.processor:.1f}".replace(".", ","),
                f"{cost.memory / 1e6:.0f} MB",
            )
            for cost in self.costs
        ]


def cost_of(command: str, words: Sequence[str]) -> Cost:
    """Run a program and tell what it took.

    Raises:
        CalledProcessError: it ended in an error.
    """
    began = os.times().elapsed
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1:  # 1: done, with errors to mend in the workbook
        raise subprocess.CalledProcessError(child.returncode, words)
    spent = os.times().elapsed - began
    return Cost(command, spent, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def formulas_in(path: Path) -> int:
    """Count the formula cells of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        return sum(count_formulas(package.read(part)) for part in parts)


def _write(book: Path, size: Size) -> None:
    """Write a filled workbook of this size."""
    book.write_bytes(recalculate(build(random_dossier(size), size.capacity)).data)


def _apart(work: Callable[..., None], *given: object) -> None:
    """Do it in another process: what a child takes counts from what its parent had."""
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        other.submit(work, *given).result()


def growth(
    sizes: Iterable[Size], show: Callable[[str], None], office: str | None = None
) -> list[Growth]:
    """Measure each size: ``nieuw``, a step on a filled workbook, and LibreOffice where it is."""
    found = []
    for size in sizes:
        show(f"{size.name}: {JOB}")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            book = folder / "werkboek.xlsx"
            _apart(_write, book, size)
            formulas, length = formulas_in(book), book.stat().st_size
            room = {
                "--opgaven": size.opgaven,
                "--criteria": size.criteria,
                "--groepen": size.groups,
                "--deelnemers": size.scorers,
            }
            new = [str(word) for pair in room.items() for word in pair]
            ours = (sys.executable, "-m", "wijkexcel")
            costs = [
                cost_of("nieuw", [*ours, "nieuw", str(folder / "nieuw.xlsx"), *new]),
                cost_of("bereken", [*ours, "bereken", str(book)]),
            ]
            if office:
                costs.append(cost_of("LibreOffice: openen en opslaan", _office(office, book)))
        found.append(Growth(size, formulas, length, tuple(costs)))
    return found


def _office(office: str, book: Path) -> list[str]:
    """Let LibreOffice open a workbook, calculate all of it, and save it."""
    profile = book.parent / "profiel"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    target = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(book.parent / "uit"))
    return [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", *target, str(book)]
