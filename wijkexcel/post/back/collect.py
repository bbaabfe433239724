"""Verzamelen as a whole: read the returned files, settle the answers, write them in one save."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import StructureError
from wijkexcel.files.leftovers import Keep
from wijkexcel.hosts.port import Port
from wijkexcel.layout.spec import a1
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Settings
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.post.back.gather import gather
from wijkexcel.post.back.line import ABOUT_WORKBOOK, REMARK, Cell, Kind, Line
from wijkexcel.post.back.logbook import answered, sent_lately, traced
from wijkexcel.post.back.mailbox import Found
from wijkexcel.post.back.reply import replies
from wijkexcel.post.back.returns import Choice, Gathered, Returned
from wijkexcel.post.back.same import same
from wijkexcel.post.back.settled import settled_lines
from wijkexcel.post.out.distribute import Parcel
from wijkexcel.sentences import received
from wijkexcel.steps.changes import Change, log_change, next_log_row, to_edits
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.convert import is_blank, shown
from wijkexcel.workbook.reading.read import Reading, read

Reader = Callable[[Found, Settings], Returned]
"""Reads one item that was found; never raises."""

RECEIVED = ("file", "scorer", "kind", "sheet", "cell", "problem", "action")
_IN_SHEET = {
    Kind.TAKEN,
    Kind.TOLD,
    Kind.REFUSED,
    Kind.CONFLICT,
    Kind.ASIDE,
    Kind.SKIPPED,
    Kind.MISSING,
}


@dataclass(frozen=True)
class Collected:
    """The result; ``files`` is the number of items examined.

    ``in_workbook`` is whether the workbook has a sheet Ontvangst for the report.
    """

    gathered: Gathered
    files: int
    in_workbook: bool = True
    keep: Keep = Keep.LATEST
    """What becomes of the workbook before: where only the report differs, it is not kept."""
    replies: tuple[Parcel, ...] = ()
    """What can be sent back to scorers who still have something to do; when requested."""

    @property
    def to_mend(self) -> bool:
        """Whether something is waiting for a decision by a person."""
        waiting = (Kind.REFUSED, Kind.CONFLICT, Kind.ASIDE)
        return any(line.kind in waiting for line in self.gathered.lines)


def collect(
    port: Port,
    run: Run,
    found: Iterable[Found],
    reader: Reader,
    choice: Choice,
    reply: str | None = None,
) -> Collected:
    """Settle the returned answers and write them to the port; the caller may save it, or not.

    ``reply`` is the text of a mail to scorers who still have something to do; None for no mail.

    Raises:
        FileError: the coordinator's workbook cannot be read.
        StructureError: it is not a wijkexcel workbook.
        TemplateError: the text of the mail cannot be filled in.
    """
    reading = read(port)
    returned = [_read(item, reading, reader) for item in found]
    gathered = gather(reading.dossier, returned, choice, _occupied(reading, port))
    gathered.lines = [_placed(line, reading) for line in gathered.lines]
    today = run.when.date()
    noted = reading.dossier.settings.answers_before
    before = noted if noted is not None and noted >= today else None
    made = replies(reading.dossier, gathered, reply, before, today) if reply is not None else ()
    marks = {r.file: r.mark for r in returned}
    edits = _score_edits(reading, gathered)
    texts = [
        *settled_lines(gathered.decided, gathered.settled),
        *traced(gathered, marks, reading.dossier),
    ]
    version = fingerprint(reading.dossier)
    sent = {s.id: s.version for s in reading.dossier.scorers}
    anew = [p for p in made if sent[p.request.scorer] != version]
    if anew:
        texts.append(answered(tuple(anew)))
    report = _received(reading, gathered)
    changes = _log(reading, port, run, texts)
    for parcel in anew:
        changes.append(Change("tblDeelnemers", parcel.request.scorer, "sent_on", today))
    # While scores on an older question count, the older version stays: the checks report it.
    told = {parcel.request.scorer for parcel in anew} - gathered.stale(reading.dossier)
    # Workbooks made by earlier versions contained the fingerprint of the whole framework.
    current = gathered.current & sent_lately(reading.dossier, version) | {
        who for a, _, who in gathered.answers if same(a.identity.get("version", ""), version)
    }
    for scorer in sorted(s for s in told | current if sent[s] != version):
        changes.append(Change("tblDeelnemers", scorer, "version", version))
    for scorer in sorted({cell[0] for cell in gathered.values}):
        changes.append(Change("tblDeelnemers", scorer, "received_on", today))
    port.write([*edits, *to_edits([*report, *changes], reading, port)])
    keep = Keep.LATEST if edits or changes else Keep.OTHERS
    return Collected(gathered, len(returned), "tblOntvangst" in reading.map.tables, keep, made)


def _read(item: Found, reading: Reading, reader: Reader) -> Returned:
    if item.refused or item.skipped:
        return Returned(item.name, "", refused=item.refused, skipped=item.skipped)
    return reader(item, reading.dossier.settings)


def _occupied(reading: Reading, port: Port) -> dict[Cell, str]:
    """Cells of the tabs with a value that is not a score: it must not be lost either."""
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
    """Edits of the scorers' own cells, limited to those that were settled.

    Raises:
        StructureError: the tab of a scorer is missing.
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
    """Refill the sheet Ontvangst; the same files give the same lines."""
    table = reading.layout.tables["tblOntvangst"]
    if "tblOntvangst" not in reading.map.tables:
        return []
    shown_here = (x for x in gathered.lines if x.kind in _IN_SHEET)
    lines = sorted(shown_here, key=lambda line: line.kind is not Kind.TAKEN)
    rows = [(x.file, x.scorer, str(x.kind), x.sheet, x.cell, x.problem, _action(x)) for x in lines]
    room = len(table.row_ids)
    if len(rows) > room:
        more = len(rows) - room + 1
        text = received.TOO_MANY.write(number=more)
        rows = [*rows[: room - 1], ("", "", "", "", "", text, "")]
    blank = ("",) * len(RECEIVED)
    return [
        Change("tblOntvangst", row_id, key, value or None)
        for i, row_id in enumerate(table.row_ids)
        for key, value in zip(RECEIVED, rows[i] if i < len(rows) else blank, strict=True)
    ]


def _placed(line: Line, reading: Reading) -> Line:
    """Say where the cell is that a line on a conflict is about."""
    if line.kind not in ABOUT_WORKBOOK or line.place is None:
        return line
    scorer, opgave, what = line.place
    located = reading.map.tables.get(f"tblScore_{scorer}")
    if located is None:
        return line
    cell = located.cell(opgave, "remark" if what == REMARK else what)
    return replace(line, sheet=located.sheet, cell=cell)


def _action(line: Line) -> str:
    """What to do, for a reader of the workbook who may not know the command line."""
    if line.kind is not Kind.CONFLICT or not line.cell:
        return line.action
    return received.TYPE.write(sheet=line.sheet, cell=line.cell)


def _log(reading: Reading, port: Port, run: Run, texts: Sequence[Written]) -> list[Change]:
    """Add lines to the logbook so that every score can be traced to its file.

    Raises:
        StructureError: the logbook has too few lines left.
    """
    rows = reading.layout.tables["tblLogboek"].row_ids
    first = next_log_row(reading, port)
    free = rows[rows.index(first) :] if first is not None else ()
    if len(texts) > len(free):
        raise StructureError(
            "Het Logboek is vol, dus niet van elke score zou te zien zijn uit welk bestand zij "
            f"komt. Laat eerst '{as_typed('bijwerken')}' lopen: dat geeft het Logboek meer regels. "
            "Verzamel daarna opnieuw."
        )
    version = fingerprint(reading.dossier)
    changes: list[Change] = []
    for row, text in zip(free, texts, strict=False):
        changes += log_change(row, run.when, run.who, text, version)
    return changes
