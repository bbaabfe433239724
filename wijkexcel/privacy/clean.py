"""From what was typed to what stands in the copy, with a line for everything to review."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wijkexcel.layout.spec import Layout, a1
from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.finder import Replaced, national
from wijkexcel.privacy.people import Cast
from wijkexcel.privacy.policy import Treatment, is_plain, treatment
from wijkexcel.privacy.suspects import suspects
from wijkexcel.workbook.convert import shown
from wijkexcel.workbook.rows import Plain, Rows

ROLES = {"organisatie": "organisation", "rol": "role"}
"""What can be asked to stay: word on the command line -> column; the sender's role is a role."""

TAKEN_OUT = "weggehaald"
CHOICE = "rol of organisatie weggehaald (u kunt ze laten staan met --houd)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the copy, in words."""

    sheet: str
    cell: str
    what: str
    """Header and row: 'Beschrijving van O01'."""


@dataclass(frozen=True, slots=True)
class Review:
    """A text that a person reviews, as it stands in the copy."""

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
    """The cells of the copy, what to review, and what was taken out."""

    rows: Rows = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)


def clean(
    cells: Iterable[Typed], cast: Cast, layout: Layout, keep: frozenset[str] = frozenset()
) -> Cleaned:
    """Clean every cell; ``keep`` names columns of ``ROLES`` that stay as free text."""
    result = Cleaned()
    phones = cast.finder.known.phones
    remade: dict[str, set[str]] = {}
    for cell in cells:
        how = treatment(cell.table, cell.row, cell.column)
        if how is Treatment.REMADE:
            remade.setdefault(cell.sheet, set()).add(cell.row)
            continue
        what = _what(cell, layout)
        kind = TAKEN_OUT
        if how is Treatment.ROLE:
            kind = CHOICE
            key = "role" if cell.row == "sender_role" else cell.column.key
            how = Treatment.TEXT if key in keep else Treatment.GONE
        if cell.formula:
            result.gone.append(Gone("formule", cell.sheet, cell.cell, f"{what}: nu een waarde"))
        if cell.error:
            result.gone.append(Gone("foutwaarde", cell.sheet, cell.cell, what))
            continue
        if how is Treatment.GONE:
            text = cell.value if isinstance(cell.value, str) else shown(cell.value)
            result.gone.append(Gone(kind, cell.sheet, cell.cell, what, text))
            continue
        place = place_of(cell, layout, what)
        if how is Treatment.NAME:
            _put(result.rows, cell, f"Deelnemer {cell.row}")
            continue
        if not isinstance(cell.value, str):
            digits = national(f"0{shown(cell.value)}") if isinstance(cell.value, float) else ""
            if digits and digits in phones:
                result.gone.append(Gone(TAKEN_OUT, cell.sheet, cell.cell, what,
                                        shown(cell.value)))  # fmt: skip
                continue
            value: Plain = cell.value
            if how not in {Treatment.KEEP, Treatment.PROGRAM} and isinstance(value, int | float):
                result.reviews.append(Review(place, shown(value), ("getal",), ()))
        else:
            value = _text(result, cell, how, place, cast)
        _put(result.rows, cell, value)
    for sheet, rows in remade.items():
        what = f"{len(rows)} regels; 'wijkexcel valideer' maakt ze opnieuw"
        result.gone.append(Gone("uitkomst van een controle", sheet, "", what))
    return result


def _text(result: Cleaned, cell: Typed, how: Treatment, place: Place, cast: Cast) -> Plain:
    text = str(cell.value)
    if how is Treatment.KEEP and is_plain(cell.row, cell.column, text):
        return text
    if how is Treatment.WHO:
        done = cast.who(text)
    elif how is Treatment.ACCOUNT:
        done = cast.person(text)
    else:
        done = cast.finder.replaced(text)
    review = review_of(place, done, cast)
    replaced = any(why != "bestandsnaam" for _, _, why in done.done)
    if how in {Treatment.ACCOUNT, Treatment.FILE}:
        wanted = bool(review.marked)
    else:
        wanted = how is not Treatment.PROGRAM or bool(review.marked) or replaced
    if wanted:
        result.reviews.append(review)
    return done.text


def review_of(place: Place, done: Replaced, cast: Cast) -> Review:
    """Make the line of the list for a text."""
    hints = [f"{hit.word} ({hit.why})" for hit in cast.finder.hits(done.text)]
    marked = [*hints, *suspects(done.text, cast.finder.ordinary, cast.roles)]
    return Review(place, done.text, tuple(dict.fromkeys(marked)), done.done)


def _put(rows: Rows, cell: Typed, value: Plain) -> None:
    if value is not None and value != "":
        rows.setdefault(cell.table, {}).setdefault(cell.row, {})[cell.column.key] = value


def place_of(cell: Typed, layout: Layout, what: str) -> Place:
    """Where a cell stands in the copy: rows there are in the order of their ids."""
    table = layout.tables[cell.table]
    at = a1(table.first_row + table.row_ids.index(cell.row), table.col_of(cell.column.key))
    return Place(table.sheet, at, what)


def _what(cell: Typed, layout: Layout) -> str:
    if cell.table == "tblInstellingen":
        return next((s.label for s in layout.settings if s.field == cell.row), cell.row)
    if cell.table in {"tblLogboek", "tblBevindingen", "tblOntvangst", "tblControle"}:
        return cell.column.header
    return f"{cell.column.header} van {cell.row}"
