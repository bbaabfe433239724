"""The timed jobs; each first proves that both sides give the same results."""

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from benchmarks.dossiers import random_dossier
from benchmarks.edits import edit_with_openpyxl, realistic_edits
from benchmarks.openpyxl_build import build_with_openpyxl
from benchmarks.openpyxl_source import OpenpyxlSource
from benchmarks.pandas_aggregate import (
    aggregate_with_pandas,
    as_numbers,
    as_text,
    assert_equal,
    tidy,
)
from benchmarks.plain_docxtpl import render_plain
from benchmarks.results import Aim, Result
from benchmarks.same_books import differences
from benchmarks.sizes import Size
from benchmarks.timing import Side, Times, in_turns
from wijkexcel.documents import letter, sheet
from wijkexcel.documents.internal_builder import decision_sheet
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.ooxml.edit import apply_edits
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.rules.aggregate import aggregate
from wijkexcel.rules.outcome import outcome_of, weighing_of
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource, Grid, Source
from wijkexcel.workbook.recalculate import recalculate

JOBS = ("bouwen", "lezen", "samenvoegen", "terugschrijven", "doorrekenen", "stukken", "opstarten")
ONCE = "openpyxl één keer gemeten: traag"


class DifferentError(AssertionError):
    """Two sides give different results; their times cannot be compared."""


@dataclass
class Bench:
    """One size: the dossier, its workbook, and the number of runs."""

    size: Size
    runs: int
    show: Callable[[str], None] = field(default=lambda _: None)

    @cached_property
    def dossier(self) -> Dossier:
        """The random dossier."""
        return random_dossier(self.size)

    @cached_property
    def book(self) -> bytes:
        """The workbook, filled; with the results of its formulas unless it is too large."""
        return recalculate(build(self.dossier, self.size.capacity)).data

    def time(self, job: str, *sides: Side) -> list[Times]:
        """Time the sides of a job in turns."""
        self.show(f"{self.size.name}: {job}")
        return in_turns(sides, self.runs)

    def results(self, jobs: Collection[str]) -> Iterator[Result]:
        """Time these jobs (of ``JOBS``) on this size."""
        work = (
            self.building,
            self.reading,
            self.aggregating,
            self.writing_back,
            self.recalculating,
        )
        for name, job in zip(JOBS, work, strict=False):
            if name in jobs:
                yield from job()

    def _note(self, text: str = "") -> str:
        return "; ".join(t for t in (ONCE if self.size.slow_runs == 1 else "", text) if t)

    def building(self) -> Iterator[Result]:
        """Build the filled workbook."""
        capacity, slow = self.size.capacity, self.size.slow_runs
        ours = partial(build, self.dossier, capacity)
        shared, usual = (
            partial(build_with_openpyxl, self.dossier, capacity, shared=way)
            for way in (True, False)
        )
        found = "" if slow else next(differences(ours(), shared()), "")
        if found:
            self.show(f"let op: openpyxl bouwt iets anders: {found}")
        unlike = "openpyxl bouwt iets anders, zie de melding" if found else ""
        job = "werkboek bouwen, gevuld"
        a, b, c = self.time(
            job,
            Side("XlsxWriter", ours),
            Side("openpyxl, stijl per cel", usual, slow),
            Side("openpyxl, gedeelde stijlen", shared, slow),
        )
        yield Result(self.size.name, job, a, b, Aim(1.4), self._note(unlike))
        yield Result(self.size.name, job, a, c, None, self._note("ongedocumenteerde kortste weg"))

    def reading(self) -> Iterator[Result]:
        """Read the workbook."""
        data, slow = self.book, self.size.slow_runs

        def ours() -> Dossier:
            return read(FileSource(data)).dossier

        def theirs(*, read_only: bool) -> Dossier:
            return read(OpenpyxlSource(data, read_only)).dossier

        usual, fastest = (partial(theirs, read_only=way) for way in (False, True))
        if slow is None and any(work() != self.dossier for work in (ours, usual, fastest)):
            raise DifferentError("a source does not give back the dossier that was written")
        job = "werkboek lezen"
        a, b, c = self.time(
            job,
            Side("calamine", ours),
            Side("openpyxl, load_workbook", usual, slow),
            Side("openpyxl, read_only", fastest, slow),
        )
        yield Result(self.size.name, job, a, b, Aim(10), self._note())
        yield Result(self.size.name, job, a, c, None, self._note("zijn snelste vorm"))
        roosters = "scoreroosters lezen"
        tabs = self.size.capacity.scorer_ids

        def grids(source: Callable[[], Source]) -> list[Grid]:
            opened = source()
            return [opened.grid(tab) for tab in tabs]

        a, b, c = self.time(
            roosters,
            Side("calamine", partial(grids, partial(FileSource, data))),
            Side("openpyxl, load_workbook", partial(grids, partial(OpenpyxlSource, data)), slow),
            Side(
                "openpyxl, read_only",
                partial(grids, partial(OpenpyxlSource, data, read_only=True)),
                slow,
            ),
        )
        yield Result(self.size.name, roosters, a, b, Aim(10), self._note())
        yield Result(self.size.name, roosters, a, c, None, self._note("zijn snelste vorm"))

    def aggregating(self) -> Iterator[Result]:
        """Compute means, criterion scores and totals."""
        weighing, table = weighing_of(self.dossier), tidy(self.dossier)
        text, numbers = as_text(table), as_numbers(table)
        assert_equal(self.dossier, aggregate(weighing), aggregate_with_pandas(text))
        job = "scores samenvoegen"
        a, b, c = self.time(
            job,
            Side("matrixproducten", partial(aggregate, weighing)),
            Side("pandas groupby op tekst", partial(aggregate_with_pandas, text)),
            Side("pandas groupby op rangnummers", partial(aggregate_with_pandas, numbers)),
        )
        aim = Aim(20 if self.size.slow_runs is None else 10)
        less = "pandas zonder grenzen, dekking en groepstotalen"
        yield Result(self.size.name, job, a, b, aim, less)
        yield Result(self.size.name, job, a, c, None, f"{less}; zijn snelste vorm")
        whole = "hele uitkomst (stand, rang, grenzen)"
        (outcome,) = self.time(whole, Side("outcome_of", partial(outcome_of, self.dossier)))
        yield Result(self.size.name, whole, outcome)

    def writing_back(self) -> Iterator[Result]:
        """Write findings, a log line and decisions into the workbook."""
        data = self.book
        edits = realistic_edits(read(FileSource(data)))
        job = f"terugschrijven, {len(edits)} cellen"
        a, b = self.time(
            job,
            Side("apply_edits", partial(apply_edits, data, edits)),
            Side(
                "openpyxl laden en opslaan",
                partial(edit_with_openpyxl, data, edits),
                self.size.slow_runs,
            ),
        )
        yield Result(self.size.name, job, a, b, None, self._note("openpyxl verliest uitkomsten"))

    def recalculating(self) -> Iterator[Result]:
        """Calculate all formulas and store the results, unless there are too many."""
        data = build(self.dossier, self.size.capacity)
        limit = None if self.size.slow_runs is None else 2
        job = "doorrekenen en uitkomsten opslaan"
        if not recalculate(data).complete:
            job = "vaststellen dat doorrekenen te groot is (Excel doet het bij openen)"
        (ours,) = self.time(job, Side("betteroffice-xlsx", partial(recalculate, data), limit))
        yield Result(self.size.name, job, ours)


def documents(runs: int, show: Callable[[str], None]) -> Iterator[Result]:
    """Render the letter and the decision sheet of the example."""
    dossier = example()
    outcome, today = outcome_of(dossier), date(2026, 6, 1)
    public = public_letter(dossier, outcome, today)
    internal = decision_sheet(dossier, outcome, today)
    cases = (
        (
            "brief als docx",
            partial(letter.letter_docx, gate_of(dossier).letter(public)),
            partial(render_plain, letter.shipped_template(), letter.fields(public)),
        ),
        (
            "besluitenblad als docx",
            partial(sheet.decision_sheet_docx, internal),
            partial(render_plain, sheet.shipped_template(), sheet.fields(internal)),
        ),
    )
    for job, ours, plain in cases:
        show(f"voorbeeld: {job}")
        a, b = in_turns([Side("wijkexcel", ours), Side("docxtpl kaal", plain)], runs)
        note = "docxtpl kaal: geen zandbak, typtekst niet letterlijk, kenmerken niet geschoond"
        yield Result("voorbeeld", job, a, b, None, note)


def command_line(runs: int, show: Callable[[str], None]) -> Iterator[Result]:
    """Start the command line for its help text."""
    job = "wijkexcel --help"
    if importlib.util.find_spec("wijkexcel.__main__") is None:
        show(f"{job}: overgeslagen, wijkexcel/__main__.py is er nog niet")
        return
    show(job)

    def start(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True)

    a, b = in_turns(
        [
            Side("python -m wijkexcel --help", partial(start, "-m", "wijkexcel", "--help")),
            Side("python -c pass", partial(start, "-c", "pass")),
        ],
        max(runs, 10),
    )
    yield Result("-", job, a, b, Aim(6, at_most=True))
