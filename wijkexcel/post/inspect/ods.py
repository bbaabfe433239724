"""How far the cells of a returned .ods file reach, and whether all readers would see the same."""

from collections.abc import Mapping

from wijkexcel.ooxml.cellvalue import MAX_COLUMN, MAX_ROW, column_letters
from wijkexcel.post.inspect.cells import (
    FAR,
    MERGED,
    MOST_CELLS,
    MOST_MERGED,
    NO_TYPE,
    NUMBER,
    TRUTHS,
    Handler,
    whole,
)
from wijkexcel.post.inspect.grammar import Place
from wijkexcel.post.inspect.links import OdsLinks
from wijkexcel.post.inspect.refused import RESAVE, RefusedError

MOST_SPACES = 32_767
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_VALUE_TYPE = f"{_OFFICE}value-type"
_ODS_HOLDER = {
    "float": "value",
    "percentage": "value",
    "currency": "value",
    "boolean": "boolean-value",
    "date": "date-value",
    "time": "time-value",
    "string": "string-value",
}
_ODS_VALUES = frozenset(
    _OFFICE + name
    for name in ("value", "string-value", "boolean-value", "date-value", "time-value")
)


_SPACES = f"In dit bestand staat een tekst met heel veel spaties. Haal die weg. {RESAVE}"


class OdsCells:
    """The cells of ``content.xml``, counted with their repeats."""

    def __init__(self, part: str, place: Place) -> None:
        self.texts, self.last_string = 0, -1
        self.handlers: Mapping[str, Handler] = {}
        self.sheet = ""
        self._unsure = False
        """Whether the current text is in a cell without a declared type."""
        self._top, self._rows, self._left, self._right = 0, 0, 0, 0
        if part != "content.xml":
            return  # a chart contains its own table
        self.handlers = {
            "table": self._table,
            "table-row": self._row,
            "table-cell": self._cell,
            "covered-table-cell": self._cell,
            "p": self._text,
            "s": self._spaces,
            "annotation": self._note,
        }
        self._place = place
        self._typed = False
        self._merged = 0

    def _note(self, _: dict[str, str]) -> None:
        """A comment on a cell is not what the cell shows."""
        self._unsure = False

    @property
    def at(self) -> str:
        """The current cell; the last one of repeated cells."""
        if not (0 < self._left <= MAX_COLUMN and self._top < MAX_ROW):
            return ""
        return f"{column_letters(self._left)}{self._top + 1}"

    def _table(self, given: dict[str, str]) -> None:
        self.sheet = _plain(given).get("name", "")
        self._top, self._rows, self._left, self._right, self._merged = 0, 0, 0, 0, 0

    def _row(self, given: dict[str, str]) -> None:
        self._top += self._rows
        repeated = _plain(given).get("number-rows-repeated", "1")
        self._rows = whole(repeated, MAX_ROW, self.sheet)
        self._left = 0

    def _cell(self, given: dict[str, str]) -> None:
        plain = _plain(given)
        columns = whole(plain.get("number-columns-repeated", "1"), MAX_COLUMN, self.sheet)
        self._left += columns
        self._unsure = False
        kind = given.get(_VALUE_TYPE)
        # A formula with an empty result has no type.
        self._typed = kind in _ODS_HOLDER or (kind is None and "formula" in plain)
        holder = _OFFICE + _ODS_HOLDER.get(kind or "", "")
        value = given.get(holder, "")
        others = any(key in _ODS_VALUES and key != holder for key in given)
        wrong = (
            (not self._typed and kind is not None)
            or others
            or (kind not in {None, "string"} and not value)
            or (holder == f"{_OFFICE}value" and not NUMBER.fullmatch(value))
            or (kind == "boolean" and value not in TRUTHS)
        )
        if wrong:
            raise RefusedError(NO_TYPE, self.sheet)
        if kind is not None or "value-type" in plain or "formula" in plain:
            OdsLinks.check_formula(plain.get("formula", ""))
            self._right = max(self._right, self._left)
            if (self._top + self._rows) * self._right > MOST_CELLS:
                raise RefusedError(FAR, self.sheet)
        if "number-columns-spanned" in plain or "number-rows-spanned" in plain:
            across = whole(plain.get("number-columns-spanned", "1"), MAX_COLUMN, self.sheet)
            down = whole(plain.get("number-rows-spanned", "1"), MAX_ROW, self.sheet)
            self._merged += across * down * columns * self._rows
            if self._merged > MOST_MERGED:
                raise RefusedError(MERGED, self.sheet)

    def _text(self, _: dict[str, str]) -> None:
        """A cell that shows something but has no type is blank to some readers."""
        in_cell = self._place.parent in {"table-cell", "covered-table-cell"}
        self._unsure = not self._typed and in_cell

    def _spaces(self, given: dict[str, str]) -> None:
        if given and whole(_plain(given).get("c", "1"), 10**12, self.sheet) > MOST_SPACES:
            raise RefusedError(_SPACES, self.sheet)

    def said(self, text: str) -> None:
        """Check what a cell shows; an empty paragraph shows nothing."""
        if self._unsure and not text.isspace():
            raise RefusedError(NO_TYPE, self.sheet)

    def finish(self, _: str) -> tuple[str, ...]:
        """There is nothing left to report."""
        return ()


def _plain(given: dict[str, str]) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in given.items()}
