"""Verzamelen as a whole: read what came back, settle it, and write it in one go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from wijkexcel.errors import StructureError
from wijkexcel.hosts.changes import Change, log_change, next_log_row, to_edits
from wijkexcel.hosts.port import Port
from wijkexcel.hosts.steps import Run
from wijkexcel.layout.spec import a1
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Settings
from wijkexcel.post.gather import REMARK, Cell, Choice, Gathered, Kind, Line, Returned, gather, said
from wijkexcel.post.mailbox import Found
from wijkexcel.workbook.convert import is_blank, shown
from wijkexcel.workbook.edit import CellEdit
from wijkexcel.workbook.read import Reading, read

Reader = Callable[[Found, Settings], Returned]
"""Reads one thing that was found; never raises."""

RECEIVED = ("file", "scorer", "kind", "sheet", "cell", "problem", "action")
PROCESSED = "verwerkt"
_IN_SHEET = {Kind.TOLD, Kind.REFUSED, Kind.CONFLICT, Kind.ASIDE, Kind.MISSING}


@dataclass(frozen=True)
class Collected:
    """What came of it; ``files`` is how many things were looked at.

    ``in_workbook`` tells whether the workbook has a sheet Ontvangst for the report.
    """

    gathered: Gathered
    files: int
    in_workbook: bool = True

    @property
    def to_mend(self) -> bool:
        """Whether something waits for a person."""
        waiting = (Kind.REFUSED, Kind.CONFLICT, Kind.ASIDE)
        return any(line.kind in waiting for line in self.gathered.lines)


def collect(
    port: Port, run: Run, found: Iterable[Found], reader: Reader, choice: Choice
) -> Collected:
    """Settle what came back and write it to the port; the caller saves it, or not.

    Raises the errors of reading the coordinator's workbook.
    """
    reading = read(port)
    returned = [_read(item, reading, reader) for item in found]
    gathered = gather(reading.dossier, returned, choice, _occupied(reading, port))
    marks = {r.file: r.mark for r in returned}
    edits = _score_edits(reading, gathered)
    changes = [*_received(reading, gathered), *_log(reading, port, run, gathered, marks)]
    for scorer in sorted({cell[0] for cell in gathered.values}):
        changes.append(Change("tblDeelnemers", scorer, "received_on", run.when.date()))
    port.write([*edits, *to_edits(changes, reading, port)])
    return Collected(gathered, len(returned), "tblOntvangst" in reading.map.tables)


def _read(item: Found, reading: Reading, reader: Reader) -> Returned:
    if item.refused:
        return Returned(item.name, "", refused=item.refused)
    return reader(item, reading.dossier.settings)


def _occupied(reading: Reading, port: Port) -> dict[Cell, str]:
    """Cells of the tabs that hold something which is no score: it may not be lost either."""
    found: dict[Cell, str] = {}
    for scorer in reading.dossier.scorers:
        located = reading.map.tables.get(f"tblScore_{scorer.id}")
        if located is None:
            continue
        grid, specials = port.grid(located.sheet), port.specials(located.sheet)
        for opgave in reading.dossier.opgaven:
            row = located.rows.get(opgave.id)
            if row is None:
                continue
            for key in (*(c.id for c in reading.dossier.criteria), "remark"):
                col = located.columns.get(key)
                if col is None:
                    continue
                raw = grid[row][col] if row < len(grid) and col < len(grid[row]) else None
                special = (row, col) in specials.formulas or (row, col) in specials.errors
                if special or not is_blank(raw):
                    text = "een formule of foutwaarde" if special else shown(raw)
                    found[scorer.id, opgave.id, REMARK if key == "remark" else key] = text
    return found


def _score_edits(reading: Reading, gathered: Gathered) -> list[CellEdit]:
    """Edits of the scorers' own cells: only those that were settled.

    Raises:
        StructureError: the tab of a scorer is gone.
    """
    edits = []
    for (scorer, opgave, what), (value, _) in gathered.values.items():
        located = reading.map.tables.get(f"tblScore_{scorer}")
        key = "remark" if what == REMARK else what
        if located is None or opgave not in located.rows or key not in located.columns:
            raise StructureError(
                f"Het invulblad van {scorer} of de rij van {opgave} daarop ontbreekt, dus de "
                "scores kunnen er niet in. Zet het terug uit een eerdere versie."
            )
        edits.append(CellEdit(located.sheet, a1(located.rows[opgave], located.columns[key]), value))
    return edits


def _received(reading: Reading, gathered: Gathered) -> list[Change]:
    """Fill the sheet Ontvangst anew; the same files give the same lines."""
    table = reading.layout.tables["tblOntvangst"]
    if "tblOntvangst" not in reading.map.tables:
        return []
    lines = [*_processed(gathered.lines), *(x for x in gathered.lines if x.kind in _IN_SHEET)]
    rows = [
        (x.file, x.scorer, str(x.kind), x.sheet, x.cell, x.problem, _action(x, reading))
        for x in lines
    ]
    room = len(table.row_ids)
    if len(rows) > room:
        more = len(rows) - room + 1
        text = f"Er zijn nog {more} regels die hier niet passen. Los deze eerst op."
        rows = [*rows[: room - 1], ("", "", "", "", "", text, "")]
    blank = ("",) * len(RECEIVED)
    return [
        Change("tblOntvangst", row_id, key, value or None)
        for i, row_id in enumerate(table.row_ids)
        for key, value in zip(RECEIVED, rows[i] if i < len(rows) else blank, strict=True)
    ]


def _action(line: Line, reading: Reading) -> str:
    """What to do, for someone who reads it in the workbook and may know no command line."""
    if line.kind is not Kind.CONFLICT or line.place is None:
        return line.action
    scorer, opgave, what = line.place
    located = reading.map.tables.get(f"tblScore_{scorer}")
    if located is None:
        return line.action
    cell = located.cell(opgave, "remark" if what == REMARK else what)
    return (
        f"Typ de juiste waarde op het blad {located.sheet} in cel {cell}. Haal elk bestand waarin "
        "iets anders staat uit de map. Verzamel daarna opnieuw."
    )


def _processed(lines: Iterable[Line]) -> list[Line]:
    """One line per file: how many answers of it stand in the workbook."""
    counts: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.kind in (Kind.TAKEN, Kind.SAME):
            key = line.file, line.scorer
            counts[key] = counts.get(key, 0) + int(line.problem.split()[0])
    return [
        Line(Kind.SAME, file, f"Antwoorden die in het werkboek staan: {number}.", "", scorer)
        for (file, scorer), number in counts.items()
    ]


def _log(
    reading: Reading, port: Port, run: Run, gathered: Gathered, marks: Mapping[str, str]
) -> list[Change]:
    """One line per file from which something was taken, with every score that came from it."""
    first = next_log_row(reading, port)
    if first is None:
        return []
    rows = reading.layout.tables["tblLogboek"].row_ids
    free = iter(rows[rows.index(first) :])
    version = fingerprint(reading.dossier)
    held = {**reading.dossier.scores.cells()}
    per_file: dict[tuple[str, str], list[str]] = {}
    for (scorer, opgave, what), (value, file) in gathered.values.items():
        before = held.get((scorer, opgave, what))
        was = f" (was {said(before)})" if before is not None else ""
        text = "opmerking" if what == REMARK else f"{what} {said(value)}{was}"
        per_file.setdefault((scorer, file), []).append(f"{opgave} {text}")
    changes: list[Change] = []
    for (scorer, file), cells in per_file.items():
        words = "antwoord" if len(cells) == 1 else "antwoorden"
        what = (
            f"verzamel: {len(cells)} {words} van {scorer} uit {file} (kenmerk {marks[file]}).\n"
            + "; ".join(cells)
        )
        changes += log_change(next(free, None), run.when, run.who, what[:32_000], version)
    return changes
