"""Make the copy: rebuilt from the tables, so that only values with a place there are included.

No part of the original file is copied as it is: hidden contents of its parts (notes, pictures,
properties, macros, strings of emptied cells) are left behind because they have no place in the
copy, not because they were found. Values typed in the tables are cleaned; then the finished file is
searched once more.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from wijkexcel.checks.equality import check_equality
from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import EngineError
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.port import calculation_cells
from wijkexcel.layout.spec import Layout, Sheet, a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.ooxml.package import Package
from wijkexcel.privacy.carry import Typed, as_read, carried, typed_cells
from wijkexcel.privacy.clean import Cleaned, Gone, Place, clean, review_of
from wijkexcel.privacy.left_out import OWN_SHEET, left_out, own_sheets
from wijkexcel.privacy.people import People, people_of
from wijkexcel.privacy.policy import Held, rows_of
from wijkexcel.privacy.residue import Residue, residue
from wijkexcel.privacy.review import Traceable, build_review, traceable
from wijkexcel.privacy.sweep import rest
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.sentences.logged import COPIED
from wijkexcel.steps.frame import held_against
from wijkexcel.workbook.building.build import build_layout
from wijkexcel.workbook.reading.convert import is_blank, shown
from wijkexcel.workbook.reading.headers import readable
from wijkexcel.workbook.reading.read import Reading, read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

_LONGEST_NAME = 31
_NOT_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LOGGED: Final = COPIED.write()
"""The log line that only a copy has."""
Loose = dict[str, dict[tuple[int, int], tuple[str, str]]]


@dataclass(frozen=True)
class Wishes:
    """The options for a copy.

    ``keep``: columns with roles and organisations (``clean.ROLES``) that stay as free text.
    ``own_sheets``: include the values of sheets that the user added.
    """

    keep: frozenset[str] = frozenset()
    own_sheets: bool = False


@dataclass(frozen=True)
class Anonymised:
    """The copy and the list; with any ``residue`` the copy must not be used."""

    copy: bytes
    review: bytes
    cleaned: Cleaned
    people: People
    traceable: Traceable
    residue: tuple[Residue, ...]
    limit: int
    """The smallest group that may be reported."""
    calculated: bool
    """False when the workbook is too large to store the results of its formulas."""

    @property
    def notable(self) -> int:
        """Number of texts in which something needs attention."""
        return sum(bool(review.marked or review.replaced) for review in self.cleaned.reviews)


def anonymise(port: FilePort, day: date, copy_name: str, wishes: Wishes) -> Anonymised:
    """Make the copy and the list of one workbook, in memory.

    Raises:
        EngineError: the workbook and the program calculate differently, or the copy would.
        StructureError: it is not a wijkexcel workbook.
    """
    reading = read(port)
    _check_original(port, reading)
    cells = list(typed_cells(reading, port))
    people = people_of(cells, reading.layout, fingerprint(reading.dossier))
    cleaned = clean(cells, people, reading.layout, wishes.keep)
    _log(cleaned, reading.layout, day, people.marks.current)
    layout, loose = reading.layout, Loose()
    if wishes.own_sheets:
        layout, loose = _with_own_sheets(port, reading, people, cleaned)
    wijk = cleaned.rows.get("tblInstellingen", {}).get("wijk", {}).get("value")
    title = f"Keuzes over opgaven in {wijk}" if wijk else "Keuzes over te verbinden opgaven"
    made = recalculate(
        build_layout(
            layout, rows_of(cleaned.rows), loose, title=title, author="wijkexcel", created=day
        )
    )
    taken = set(own_sheets(port, reading)) if wishes.own_sheets else set()
    cleaned.gone += _gone(port, reading, Package(made.data), taken, cells, cleaned.gone)
    copied = _check_copy(made.data, reading.dossier, complete=made.complete)
    empty = build_layout(reading.layout, {}, title="", author="wijkexcel", created=day)
    found = [
        *residue(made.data, people.finder, empty, people.marks.gone),
        *(Residue("de naam van de kopie", hit.word) for hit in people.finder.sure(copy_name)),
    ]
    leads = traceable(reading.dossier, copied)
    limit = reading.dossier.settings.smallest_group
    review = build_review(copy_name, cleaned, people, leads, limit, day)
    return Anonymised(made.data, review, cleaned, people, leads, tuple(found), limit, made.complete)


def _gone(
    port: FilePort,
    reading: Reading,
    copy: Package,
    taken: Set[str],
    cells: Sequence[Typed],
    before: Sequence[Gone],
) -> list[Gone]:
    """What is left out of the copy; ``taken`` are the user's sheets that are included."""
    original = Package(port.data)
    named = [
        gone
        for gone in left_out(port, reading, original, copy)
        if not (gone.kind == OWN_SHEET and gone.sheet in taken)
    ]
    treated = [as_read(cell.value) for cell in cells]
    grids = readable(port, sorted(taken))
    values = (raw for _, grid in grids for row in grid for raw in row if not is_blank(raw))
    treated += [as_read(carried(raw)) for raw in values]
    treated += taken
    listed = [text for gone in (*before, *named) for text in (gone.text, gone.what, gone.sheet)]
    ours = {located.sheet for located in reading.map.tables.values()}
    return named + list(rest(original, copy, ours | taken, treated, listed))


def _check_original(port: FilePort, reading: Reading) -> None:
    """A copy of a workbook with doubtful totals would show different totals."""
    calculation, different = held_against(port, reading, outcome_of(reading.dossier))
    if different and calculation.fresh:
        place = reading.map.place(different[0])
        raise EngineError(
            f"Dit werkboek rekent anders dan het programma, dus de kopie zou andere totalen laten "
            f"zien. {place.problem} Los dat eerst op: '{as_typed('bereken')}' zegt waar het zit."
        )


def _check_copy(data: bytes, original: Dossier, *, complete: bool) -> Dossier:
    """The scores are equal, and so is everything derived from them."""
    source = FileSource(data)
    reading = read(source)
    outcome = outcome_of(reading.dossier)
    same = (
        reading.dossier.scores == original.scores
        and outcome.opgaven == outcome_of(original).opgaven
        and not (
            complete
            and any(check_equality(reading.dossier, outcome, calculation_cells(source, reading)))
        )
    )
    if not same:
        raise EngineError(
            "De kopie zou niet dezelfde scores en totalen hebben als het origineel. Er is niets "
            f"gemaakt. Laat '{as_typed('valideer')}' het werkboek nakijken en probeer het nog eens."
        )
    return reading.dossier


def _log(cleaned: Cleaned, layout: Layout, day: date, version: str) -> None:
    """Note in the copy's logbook that it is a copy; a copy of a copy says it once."""
    log = cleaned.rows.setdefault("tblLogboek", {})
    ids = layout.tables["tblLogboek"].row_ids
    used = max((i for i, row in enumerate(ids, 1) if row in log), default=0)
    if used and log[ids[used - 1]].get("what") == Held(LOGGED):
        return
    if used < len(ids):
        line = {"when": datetime.combine(day, time()), "what": LOGGED, "fingerprint": version}
        log[ids[used]] = {key: Held(value) for key, value in line.items()}


def _with_own_sheets(
    port: FilePort, reading: Reading, people: People, cleaned: Cleaned
) -> tuple[Layout, Loose]:
    """Add the values of the user's own sheets, as text; every one of them is reviewed."""
    sheets, loose = list(reading.layout.sheets), Loose()
    taken = {sheet.name.casefold() for sheet in sheets}
    for sheet, grid in readable(port, own_sheets(port, reading)):
        done = people.replaced(sheet)
        name = _free_name(done.text, taken)
        cleaned.reviews.append(review_of(Place(name, "", "naam van het blad"), done, people))
        sheets.append(Sheet(name, "", "Eigen blad: alleen de waarden."))
        cells: dict[tuple[int, int], tuple[str, str]] = {}
        for row, line in enumerate(grid):
            for col, raw in enumerate(line):
                if not is_blank(raw):
                    value = carried(raw)
                    said = people.replaced(value if isinstance(value, str) else shown(value))
                    place = Place(name, a1(row, col), "eigen blad")
                    cleaned.reviews.append(review_of(place, said, people))
                    cells[row, col] = said.text, "text"
        loose[name] = cells
    return replace(reading.layout, sheets=tuple(sheets)), loose


def _free_name(wanted: str, taken: set[str]) -> str:
    bare = " ".join(wanted.translate(_NOT_IN_NAME).split())[:_LONGEST_NAME] or "Eigen blad"
    name, number = bare, 1
    while name.casefold() in taken:
        number += 1
        name = f"{bare[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name
