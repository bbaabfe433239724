"""How ``bereken`` on a file spends its time: its stages, called in succession."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from benchmarks.edits import realistic_edits
from benchmarks.results import Stage
from wijkexcel.checks.catalogue import check
from wijkexcel.files.save import save_atomic
from wijkexcel.ooxml.edit import apply_edits
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource, Grid, Specials
from wijkexcel.workbook.recalculate import results_of

T = TypeVar("T")


@dataclass
class _Clock:
    stages: list[Stage] = field(default_factory=list)

    def time(self, name: str, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        done = work()
        self.stages.append(Stage(name, time.perf_counter() - started))
        return done


@dataclass
class _TimedSource:
    """A ``FileSource`` that records the time for returning values and finding formulas."""

    inner: FileSource
    values: float = 0.0
    formulas: float = 0.0

    @property
    def sheet_names(self) -> Sequence[str]:
        return self.inner.sheet_names

    def grid(self, sheet: str) -> Grid:
        started = time.perf_counter()
        found = self.inner.grid(sheet)
        self.values += time.perf_counter() - started
        return found

    def specials(self, sheet: str) -> Specials:
        started = time.perf_counter()
        found = self.inner.specials(sheet)
        self.formulas += time.perf_counter() - started
        return found


def stages_of(book: bytes) -> list[Stage]:
    """Read, check, calculate, write back, recalculate and save once; seconds per stage."""
    clock = _Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "werkboek.xlsx"
        path.write_bytes(book)
        source = _TimedSource(FileSource(clock.time("bestand openen", path.read_bytes)))
        reading = clock.time("lezen", lambda: read(source))
        clock.stages += [
            Stage("waarden (calamine)", source.values, detail=True),
            Stage("formules en foutwaarden zoeken", source.formulas, detail=True),
        ]
        outcome = clock.time("uitkomst (outcome_of)", lambda: outcome_of(reading.dossier))
        clock.time("controleren (check)", lambda: check(reading.dossier, outcome))
        clock.time("doorrekenen, om te vergelijken", lambda: results_of(source.inner.data))
        edits = realistic_edits(reading)
        done = clock.time(
            f"terugschrijven ({len(edits)} cellen)",
            lambda: apply_edits(source.inner.data, edits),
        )
        results = clock.time("opnieuw doorrekenen, na het schrijven", lambda: results_of(done))
        if results is None:
            clock.stages.append(Stage("te veel formules: alleen geteld", 0.0, detail=True))
        else:
            done = clock.time("uitkomsten opslaan", lambda: apply_edits(done, [], results))
        clock.time("bewaren (save_atomic)", lambda: save_atomic(path, done))
    return clock.stages


def best_of(book: bytes, runs: int) -> list[Stage]:
    """Run the chain several times and keep the fastest complete run."""
    all_runs = (stages_of(book) for _ in range(runs))
    return min(all_runs, key=lambda run: sum(s.seconds for s in run if not s.detail))
