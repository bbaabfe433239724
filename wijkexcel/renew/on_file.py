"""The command ``bijwerken``: more room, the current layout, and proof that nothing was lost."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from wijkexcel.checks.equality import check_equality
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import EngineError, StructureError
from wijkexcel.files.save import Keep
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.port import calculation_cells
from wijkexcel.hosts.who import who
from wijkexcel.layout.spec import Capacity
from wijkexcel.look.house import house_beside
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.renew import Renewed, renew
from wijkexcel.renew.room import Wish
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.sentences import logged
from wijkexcel.steps.changes import log_change, next_log_row, to_edits
from wijkexcel.steps.on_file import check_names
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.read import Reading, read
from wijkexcel.workbook.reading.source import FileSource

MOST_LOGGED = 32_000
_MORE_LEFT = "\n… en nog meer: zie de vorige versie van het bestand."
_ASKED = ("opgaven", "criteria", "groups", "scorers")
TO_LOOK_AT = (Fate.LOST, Fate.FROZEN, Fate.CHECK)
ROOMS = {
    "opgaven": "opgaven",
    "criteria": "criteria",
    "groups": "groepen",
    "scorers": "deelnemers",
    "pairs": "paren",
    "log": "logregels",
}


@dataclass(frozen=True)
class Renewal:
    """What was done to a workbook file.

    ``calculated``: whether the new totals could be calculated and compared with Python's.
    """

    renewed: Renewed
    workbook: Path
    previous: Path | None
    saved: bool
    trial: bool
    calculated: bool

    @property
    def to_look_at(self) -> tuple[Leftover, ...]:
        """What a person has to check."""
        return tuple(item for item in self.renewed.leftovers if item.fate in TO_LOOK_AT)


def renew_workbook(
    workbook: Path,
    wish: Wish,
    *,
    target: Path | None = None,
    trial: bool = False,
    when: datetime | None = None,
    by: str | None = None,
) -> Renewal:
    """Renew a workbook file; with ``trial`` nothing is written.

    Raises:
        FileError: the workbook cannot be read or saved; then nothing is changed.
        StructureError: it is not a wijkexcel workbook, or typed values would be lost.
        EngineError: a total would differ.
    """
    check_names(workbook, target)
    run = Run(when or datetime.now(), by or who(), house=house_beside(workbook))
    opened = (
        nullcontext(FilePort.open(workbook))
        if trial
        else FilePort.to_change(workbook, run.who, "bijwerken", target)
    )
    with opened as port:
        return _renew(port, run, wish, target or workbook, trial=trial)


def _renew(port: FilePort, run: Run, wish: Wish, place: Path, *, trial: bool) -> Renewal:
    before = read(port)
    renewed = renew(port.data, port, before, wish, run.house)
    if not renewed.changed:
        copied = place != port.path and not trial
        previous = port.save(place) if copied else None
        return Renewal(renewed, place, previous, saved=copied, trial=trial, calculated=True)
    source = FileSource(renewed.data)
    after = read(source)
    _check_kept(before.dossier, after.dossier)
    renewed = replace(renewed, leftovers=(*renewed.leftovers, *_to_choose(after)))
    line = log_text(renewed)
    changes = log_change(
        _log_row(after, source), run.when, run.who, line, fingerprint(after.dossier)
    )
    port.replace(renewed.data, to_edits(changes, after, source))
    if port.could_calculate:
        done = FileSource(port.content)
        last = read(done)
        cells = calculation_cells(done, last)
        if any(check_equality(last.dossier, outcome_of(last.dossier), cells)):
            raise EngineError(
                "Na het bijwerken zouden werkboek en programma niet hetzelfde rekenen. Er is niets "
                f"opgeslagen. Laat '{as_typed('bereken')}' lopen en kijk wat er op Bevindingen "
                "staat."
            )
    calculated = port.could_calculate
    # Items that were not carried over are only in the previous version: no later step may remove
    # it.
    keep = Keep.APART if any(x.fate in TO_LOOK_AT for x in renewed.leftovers) else Keep.LATEST
    previous = None if trial else port.save(place, keep)
    return Renewal(renewed, place, previous, saved=not trial, trial=trial, calculated=calculated)


def _to_choose(after: Reading) -> Iterator[Leftover]:
    """Criteria without a choice: the first version treated those as public."""
    for criterion in after.dossier.criteria:
        if criterion.visibility is None:
            where = Where("tblCriteria", criterion.id, "visibility")
            found = after.map.place(Finding(Severity.WARNING, "", where, "", ""))
            yield Leftover(
                Fate.CHOOSE,
                found.sheet,
                found.cell,
                f"Hier is niet gekozen of criterium {criterion.id} openbaar of intern is. Eerder "
                "telde dat als openbaar. Nu is het intern, tot u kiest.",
                "Kies openbaar of intern.",
            )


def _log_row(after: Reading, source: FileSource) -> str:
    """The line to write to: the first new one when all others are in use."""
    row = next_log_row(after, source)
    if row is None:
        # Added lines are recognised by this one being in use.
        row = str(after.layout.capacity.log + 1)
        located = after.map.tables["tblLogboek"]
        located.rows[row] = located.header_row + int(row)
    return row


def room_in_words(capacity: Capacity) -> str:
    """The requested room, as ``3 opgaven, 2 criteria, …``."""
    asked = {name: ROOMS[name] for name in _ASKED}
    return commas(f"{getattr(capacity, name)} {word}" for name, word in asked.items())


def log_text(renewed: Renewed) -> Written:
    """The line for the logbook, with everything that was not carried over unchanged."""
    room = {name: getattr(renewed.capacity, name) for name in _ASKED}
    added = {"tabs": renewed.added} if renewed.added else None
    most = MOST_LOGGED - len(logged.ROOM.write(**room, added=added, left={"left": ""}))
    left = "\n".join(item.text for item in renewed.leftovers)
    if len(left) > most:
        left = left[: most - len(_MORE_LEFT)] + _MORE_LEFT
    return logged.ROOM.write(**room, added=added, left={"left": left} if left else None)


def _by_id(records: Iterable[Any], key: str) -> dict[str, Any]:
    return {getattr(record, key): record for record in records}


def _check_kept(before: Dossier, after: Dossier) -> None:
    """Compare the values read now with those read before: all must be present and equal.

    Raises:
        StructureError: a value is missing or differs.
    """
    groups = {group.id for group in before.groups}
    named = {
        "criteria": "id",
        "anchors": "criterion",
        "opgaven": "id",
        "groups": "id",
        "scorers": "id",
        "reconsiderations": "opgave",
        "pairs": "id",
        "decisions": "opgave",
        "ambitions": "opgave",
        "left_out": "id",
        "joining": "id",
        "priorities": "id",
    }
    kept = before.settings == after.settings and before.log == after.log
    for field, key in named.items():
        now = _by_id(getattr(after, field), key)
        for record in getattr(before, field):
            same = now.get(getattr(record, key))
            if field == "criteria" and same is not None:
                same = same.model_copy(
                    update={"groups": tuple(g for g in same.groups if g in groups)}
                )
            kept = kept and same == record
    marks: Mapping[tuple[str, str, str], Any] = after.scores.cells()
    kept = kept and all(marks.get(cell) == mark for cell, mark in before.scores.cells().items())
    kept = kept and set(before.remarks) <= set(after.remarks)
    if not kept:
        raise StructureError(
            "Niet alles wat in het werkboek staat, zou goed meekomen. Er is niets opgeslagen. Laat "
            f"'{as_typed('valideer')}' lopen, los op wat er gevonden wordt en probeer het opnieuw."
        )
