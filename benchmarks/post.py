"""The round trip by mail with sixty scorers: making outgoing files, collecting returned ones."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from benchmarks.dossiers import random_dossier
from benchmarks.results import Aim, Most, Result
from benchmarks.sizes import LARGE, TYPICAL, Size
from benchmarks.timing import Side, Times, in_turns
from wijkexcel.layout.partner_form import FORM, FORM_HEADER
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.scores import ScoreTable
from wijkexcel.ooxml.cellvalue import column_letters
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.request import Request
from wijkexcel.post.back.answer import Answer, parse
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.inspect.inspect import inspect
from wijkexcel.post.out.distribute import Parcel, Skeleton, parcels, requests, sender_values
from wijkexcel.post.out.mail import REQUEST, packaged
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

JOB = "rondreis"
SCORERS = 60
POST_SIZES = (
    replace(TYPICAL, name="typisch, 60", scorers=SCORERS),
    LARGE,
)
DAY, BEFORE = date(2026, 11, 24), date(2026, 12, 12)


@dataclass
class Post:
    """One size: a dossier without answers, its outgoing files and the returned ones."""

    size: Size
    runs: int
    show: Callable[[str], None]

    @cached_property
    def full(self) -> Dossier:
        """The dossier with everyone's answers, and a code for everyone."""
        dossier = random_dossier(self.size)
        version = fingerprint(dossier)
        return dossier.model_copy(
            update={
                "remarks": (),
                "scorers": tuple(
                    s.model_copy(update={"code": f"CODE{s.id}", "sent_on": DAY, "version": version})
                    for s in dossier.scorers
                ),
            }
        )

    @cached_property
    def blank(self) -> Dossier:
        """The same without answers."""
        s = self.full.scores
        none = ScoreTable.of(s.opgaven, s.scorers, s.criteria, {})
        return self.full.model_copy(update={"scores": none})

    @cached_property
    def asked(self) -> list[Request]:
        """The requests to all scorers."""
        return requests(self.blank, self.blank.scorers, {s.id: s.code for s in self.blank.scorers})

    def sent(self) -> list[Parcel]:
        """All workbooks and mails."""
        text, sender = packaged(REQUEST), sender_values(self.blank)
        return list(parcels(gate_of(self.blank), self.asked, text, sender, BEFORE, DAY))

    @cached_property
    def returned(self) -> dict[str, bytes]:
        """The returned workbooks, filled in."""
        cells = self.full.scores.cells()
        files = {}
        for parcel in self.sent():
            sheet = openpyxl.load_workbook(io.BytesIO(parcel.workbook), read_only=True)[FORM]
            rows = list(sheet.iter_rows(min_row=FORM_HEADER + 1))
            columns = {cell.value: cell.column for cell in rows[0] if cell.value}
            edits = [
                CellEdit(FORM, f"{column_letters(columns[c.id])}{row[0].row}", cells[cell])
                for row in rows[1 : 1 + len(parcel.request.opgaven)]
                for c in parcel.request.criteria
                if (cell := (parcel.request.scorer, row[0].value, c.id)) in cells
            ]
            files[f"{parcel.file_name}.xlsx"] = apply_edits(parcel.workbook, edits)
        return files

    def answer(self, data: bytes) -> Answer:
        """The answers in a workbook."""
        return parse(FileSource(data), self.blank.settings)

    def results(self) -> Iterator[Result]:
        """Time both directions."""
        yield from self.distributing()
        yield from self.checking()
        yield from self.collecting()

    def distributing(self) -> Iterator[Result]:
        """Make the workbooks, with and without their mails."""
        first = self.sent()[0]
        if self.answer(with_openpyxl(first.workbook, first.request)) != self.answer(first.workbook):
            raise AssertionError("both ways do not ask the same of the first scorer")
        cleared = gate_of(self.blank).reader(first.request).clear(first.request)
        skeleton = Skeleton.of(cleared, BEFORE, DAY)
        job = "werkboek van een deelnemer"
        self.show(f"{self.size.name}: {job}")
        ours, theirs = in_turns(
            [
                Side("uit een geraamte", partial(skeleton.filled, cleared)),
                Side("openpyxl", partial(with_openpyxl, first.workbook, first.request)),
            ],
            self.runs,
        )
        yield Result(self.size.name, job, ours, theirs, Aim(15), "openpyxl: laden en opslaan")
        (all_,) = in_turns([Side("verdeel", self.sent)], self.runs)
        job = f"verdeel, per deelnemer van {len(self.asked)}"
        yield Result(self.size.name, f"{job}, met geraamten en mail", per(all_, len(self.asked)))

    def checking(self) -> Iterator[Result]:
        """Inspect a returned file before anything parses it, and parse it."""
        files = list(self.returned.items())[:10]
        if any(inspect(name, data).refused for name, data in files):
            raise AssertionError("a sound file is refused")
        job = "keuren voor het lezen, per bestand"
        self.show(f"{self.size.name}: {job}")
        look, read, theirs = in_turns(
            [
                Side("inspect", lambda: [inspect(name, data) for name, data in files]),
                Side("lezen", lambda: [self.answer(data) for _, data in files]),
                Side(
                    "openpyxl, load_workbook",
                    lambda: [openpyxl.load_workbook(io.BytesIO(data)) for _, data in files],
                ),
            ],
            self.runs,
        )
        one = per(look, len(files))
        took = f"{one.best_processor * 1000:.1f} ms rekentijd".replace(".", ",")
        yield Result(self.size.name, f"{job} ({took})", one, aim=Most(0.010))
        yield Result(
            self.size.name,
            "antwoord lezen, per bestand",
            per(read, len(files)),
            per(theirs, len(files)),
            None,
            "alleen laden",
        )

    def collecting(self) -> Iterator[Result]:
        """Collect sixty files, as the command does: including sandbox, calculating and saving."""
        room = Capacity(self.size.opgaven, self.size.criteria, self.size.groups, self.size.scorers)
        blank = recalculate(build(self.blank, room)).data
        with TemporaryDirectory(prefix="wijkexcel-") as name:
            book, folder = Path(name) / "werkboek.xlsx", Path(name) / "terug"
            folder.mkdir()
            for file, data in self.returned.items():
                (folder / file).write_bytes(data)

            def collect(*, trial: bool) -> None:
                book.write_bytes(blank)
                made = collect_folder(book, folder, trial=trial, when=datetime(2026, 12, 13))
                taken = {c: value for c, (value, _) in made.collected.gathered.values.items()}
                if len(self.full.scores.cells()) < len(taken) or len(taken) < 1000:
                    raise AssertionError(f"{len(taken)} scores arrived")

            job = f"verzamel, {len(self.returned)} bestanden"
            self.show(f"{self.size.name}: {job}")
            sides = [
                Side(job, partial(collect, trial=False), 2),
                Side(f"{job}, proef", partial(collect, trial=True), 2),
            ]
            for times in in_turns(sides, min(self.runs, 2)):
                yield Result(self.size.name, times.name, times)


def with_openpyxl(data: bytes, request: Request) -> bytes:
    """Load the workbook of a scorer, fill in the addressee, and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book["Uitleg"].iter_rows(max_col=2):
        for cell in row:
            if cell.value in (request.name, request.scorer, request.code):
                cell.value = str(cell.value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def per(times: Times, count: int) -> Times:
    """The times per item."""
    return Times(times.name, [t / count for t in times.clock], [t / count for t in times.processor])


def round_trip(sizes: Sequence[Size], runs: int, show: Callable[[str], None]) -> Iterator[Result]:
    """Time the round trip on these sizes."""
    for size in sizes:
        yield from Post(size, runs, show).results()
