"""From typed values to the values of the copy, with a line for everything to review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wijkexcel.dutch.commands import as_typed
from wijkexcel.layout.named import OPGAVEN, with_name
from wijkexcel.layout.spec import Kind, Layout, a1
from wijkexcel.names.finder import Replaced, national
from wijkexcel.names.suspects import suspects
from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.log import Entry, entries
from wijkexcel.privacy.marks import WHY
from wijkexcel.privacy.people import People
from wijkexcel.privacy.policy import Held, HeldRows, Treatment, is_plain, treatment
from wijkexcel.privacy.traces import is_own
from wijkexcel.workbook.reading.convert import shown
from wijkexcel.workbook.typed_cells import Plain

ROLES = {"organisatie": "organisation", "rol": "role"}
"""Columns that can be kept: word on the command line -> column; the sender's role is a role."""

REMADE = "uitkomst van de laatste controle"
PHONE = "telefoonnummer"
_ROLE = "rol of functie (blijft staan met --houd rol)"
_KINDS = {
    "email": "e-mailadres",
    "contact_email": "e-mailadres",
    "contact_phone": PHONE,
    "code": "code van een deelnemer",
    "organisation": "organisatie (blijft staan met --houd organisatie)",
    "role": _ROLE,
    "sender_role": _ROLE,
}
"""Column or setting that is removed -> its name in the list."""
_UNKNOWN = "tekst in een kolom die deze wijkexcel niet kent"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the copy, in words."""

    sheet: str
    cell: str
    what: str
    """Row and header: 'O01, kolom Beschrijving'."""


@dataclass(frozen=True, slots=True)
class Review:
    """A text for a person to review, as it is in the copy."""

    place: Place
    text: str
    marked: tuple[str, ...]
    replaced: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """Something of the original that is not in the copy; places are those of the original."""

    kind: str
    sheet: str
    cell: str
    what: str
    text: str = ""


@dataclass
class Cleaned:
    """The cells of the copy, the lines to review, and the removed items."""

    rows: HeldRows = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)


def clean(
    cells: Iterable[Typed], people: People, layout: Layout, keep: frozenset[str] = frozenset()
) -> Cleaned:
    """Clean every cell; ``keep`` names columns of ``ROLES`` that stay as free text."""
    result = Cleaned()
    phones = people.finder.known.phones
    remade: dict[str, set[str]] = {}
    cells = list(cells)
    log = entries(cells)
    names = {c.row: c.value for c in cells if (c.table, c.column.key) == (OPGAVEN, "name")}
    for cell in cells:
        how = treatment(cell.table, cell.row, cell.column)
        if how is Treatment.REMADE:
            remade.setdefault(cell.sheet, set()).add(cell.row)
            continue
        what = _what(cell, layout)
        key = cell.row if cell.table == "tblInstellingen" else cell.column.key
        if how is Treatment.ROLE:
            kept = "role" if key == "sender_role" else key
            how = Treatment.TEXT if kept in keep else Treatment.GONE
        if cell.formula:
            result.gone.append(Gone("formule", cell.sheet, cell.cell, f"{what}: nu een waarde"))
        if cell.error:
            result.gone.append(Gone("foutwaarde", cell.sheet, cell.cell, what))
            continue
        if how is Treatment.GONE:
            text = cell.value if isinstance(cell.value, str) else shown(cell.value)
            kind = _KINDS.get(key, _UNKNOWN)
            result.gone.append(Gone(kind, cell.sheet, cell.cell, what, text))
            continue
        if how is Treatment.VERSION:
            was = cell.value if isinstance(cell.value, str) else shown(cell.value)
            now = people.marks.version(was)
            result.gone.append(Gone(WHY, cell.sheet, cell.cell, f"{what}: nu '{now}'", was))
            _put(result.rows, cell, Held(now))
        elif how is Treatment.NAME:
            _put(result.rows, cell, Held(f"Deelnemer {cell.row}"))
        elif listed := _listed(cell, names, people):
            _put(result.rows, cell, Held(listed))
        elif isinstance(cell.value, str):
            if (cell.table, cell.column.key) != ("tblLogboek", "what"):
                _text(result, Entry((cell,)), how, layout, people)
            elif cell.row in log:
                _text(result, log[cell.row], how, layout, people)
        else:
            digits = national(f"0{shown(cell.value)}") if isinstance(cell.value, float) else ""
            if digits and digits in phones:
                result.gone.append(Gone(PHONE, cell.sheet, cell.cell, what, shown(cell.value)))
                continue
            value: Plain = cell.value
            if how not in {Treatment.KEEP, Treatment.PROGRAM} and isinstance(value, int | float):
                place = place_of(cell, layout, what)
                result.reviews.append(Review(place, shown(value), ("getal",), ()))
            _put(result.rows, cell, Held(value))
    for sheet, rows in remade.items():
        what = f"{len(rows)} regels; '{as_typed('valideer')}' maakt ze opnieuw"
        result.gone.append(Gone(REMADE, sheet, "", what))
    return result


def _listed(cell: Typed, names: Mapping[str, object], people: People) -> str | None:
    """A choice from the list of opgaven, as the list of the copy has it; None for another text."""
    if cell.column.kind is not Kind.NAMED or not isinstance(cell.value, str):
        return None
    opgave = cell.value.partition(" ")[0]
    name = names.get(opgave)
    if not isinstance(name, str) or cell.value != with_name(opgave, name):
        return None
    return with_name(opgave, people.replaced(name).text)


def _text(result: Cleaned, entry: Entry, how: Treatment, layout: Layout, people: People) -> None:
    """Clean a text, put it in the copy, and list it unless it contains no typed words."""
    text, cell = entry.text, entry.cells[0]
    if how is Treatment.KEEP and is_plain(cell.row, cell.column, text):
        _put(result.rows, cell, Held(text))
        return
    done = _replaced(cell, text, how, people)
    own = is_own(cell.table, cell.column.key, done.text)
    for i, (part, piece) in enumerate(zip(entry.cells, entry.spread(done.text), strict=True)):
        place = place_of(part, layout, _what(part, layout))
        if not own:
            replaced = Replaced(piece, () if i else done.done)
            result.reviews.append(review_of(place, replaced, people))
        _put(result.rows, part, Held(piece))
    result.gone += [
        Gone(WHY, cell.sheet, cell.cell, f"{_what(cell, layout)}: nu '{new}'", mark)
        for mark, new, why in dict.fromkeys(done.done)
        if why == WHY
    ]


def _replaced(cell: Typed, text: str, how: Treatment, people: People) -> Replaced:
    if how is Treatment.WHO:
        return people.who(text)
    if how is Treatment.ACCOUNT:
        return people.person(text)
    if how not in {Treatment.PROGRAM, Treatment.FILE}:
        return people.replaced(text)
    files = people.files.replaced(cell.table, cell.row, cell.column.key, text)
    rest = people.replaced(files.text)
    return Replaced(rest.text, files.done + rest.done)


def review_of(place: Place, done: Replaced, people: People) -> Review:
    """Make the line in the list for a text."""
    hints = [f"{hit.word} ({hit.why})" for hit in people.finder.hits(done.text)]
    marked = [*hints, *suspects(done.text, people.ordinary)]
    return Review(place, done.text, tuple(dict.fromkeys(marked)), done.done)


def _put(rows: HeldRows, cell: Typed, value: Held) -> None:
    if value not in (Held(None), Held("")):
        rows.setdefault(cell.table, {}).setdefault(cell.row, {})[cell.column.key] = value


def place_of(cell: Typed, layout: Layout, what: str) -> Place:
    """The location of a cell in the copy, where rows are in order of their ids."""
    table = layout.tables[cell.table]
    at = a1(table.first_row + table.row_ids.index(cell.row), table.col_of(cell.column.key))
    return Place(table.sheet, at, what)


def _what(cell: Typed, layout: Layout) -> str:
    if cell.table == "tblInstellingen":
        return next((s.label for s in layout.settings if s.field == cell.row), cell.row)
    row = f"Regel {cell.row}" if cell.table in {"tblLogboek", "tblOntvangst"} else cell.row
    return f"{row}, kolom {cell.column.header}"
