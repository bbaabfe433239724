"""The look of cells: colour, number format, sizes, font."""

from typing import Any

from xlwings import base_classes
from xlwings.utils import hex_to_rgb, int_to_rgb

from .complete import complete

_POINT = 2540 / 72  # hundredths of a millimetre
_PIXEL = 2540 / 96
_CHARACTER, _PADDING = 7, 5  # pixels of a digit in Excel's own font, and beside a column


def _color_number(value: Any) -> int:
    if value is None:
        return -1
    if isinstance(value, str):
        value = hex_to_rgb(value)
    elif isinstance(value, int):
        value = int_to_rgb(value)
    red, green, blue = value
    return (int(red) << 16) | (int(green) << 8) | int(blue)


def _color_parts(number: int) -> tuple[int, int, int]:
    return number >> 16 & 255, number >> 8 & 255, number & 255


class Looks(base_classes.Range):
    """The part of a range that concerns formatting."""

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do an operation on these cells."""
        raise NotImplementedError

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Background; None for none, black when the cells differ (as in Excel)."""
        number = self.call("formats.color")
        if number is None:
            return 0, 0, 0
        return None if number < 0 else _color_parts(number)

    @color.setter
    def color(self, value: Any) -> None:
        self.call("formats.set_color", _color_number(value))

    @property
    def number_format(self) -> str | None:
        """Number format in English; None when the cells differ."""
        found = self.call("formats.number_format")
        return None if found is None else str(found)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.call("formats.set_number_format", value)

    @property
    def font(self) -> "Font":
        """The font of the first cell; setting changes all."""
        return Font(self)

    @property
    def wrap_text(self) -> bool | None:
        """Whether text wraps; None when the cells differ."""
        found = self.call("formats.wrap", None)
        return None if found is None else bool(found)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.call("formats.wrap", bool(value))

    def _extent(self) -> tuple[int, int, int, int, int, int]:
        left, top, width, height, column, row = self.call("formats.extent")
        return left, top, width, height, column, row

    @property
    def left(self) -> float:
        """Distance from the left of the sheet, in points."""
        return self._extent()[0] / _POINT

    @property
    def top(self) -> float:
        """Distance from the top of the sheet, in points."""
        return self._extent()[1] / _POINT

    @property
    def width(self) -> float:
        """Width in points."""
        return self._extent()[2] / _POINT

    @property
    def height(self) -> float:
        """Height in points."""
        return self._extent()[3] / _POINT

    @property
    def column_width(self) -> float:
        """Width of the first column in characters, about as Excel counts them."""
        pixels = self._extent()[4] / _PIXEL
        return round(max(0.0, (pixels - _PADDING) / _CHARACTER), 2)

    @column_width.setter
    def column_width(self, value: float) -> None:
        size = round((value * _CHARACTER + _PADDING) * _PIXEL) if value else 0
        self.call("formats.set_extent", "columns", size)

    @property
    def row_height(self) -> float:
        """Height of the first row in points."""
        return round(self._extent()[5] / _POINT, 2)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.call("formats.set_extent", "rows", round(value * _POINT))

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns, rows or both to their contents."""
        if axis not in {None, "columns", "c", "rows", "r"}:
            message = f"axis is 'columns' or 'rows', not {axis!r}."
            raise ValueError(message)
        if axis in {None, "columns", "c"}:
            self.call("formats.set_extent", "columns", None)
        if axis in {None, "rows", "r"}:
            self.call("formats.set_extent", "rows", None)

    def _hidden(self, axis: str) -> bool | None:
        found = self.call("formats.hidden", axis, None)
        return None if found is None else bool(found)

    @property
    def row_hidden(self) -> bool | None:
        """Whether its rows are hidden, by hand or by a filter; None when some are."""
        return self._hidden("rows")

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.call("formats.hidden", "rows", bool(value))

    @property
    def column_hidden(self) -> bool | None:
        """Whether its columns are hidden; None when some are."""
        return self._hidden("columns")

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.call("formats.hidden", "columns", bool(value))

    @property
    def merge_cells(self) -> bool:
        """Whether the cells are merged."""
        return bool(self.call("formats.merge", None))

    def merge(self, across: bool = False) -> None:
        """Merge the cells into one."""
        if across:
            raise NotImplementedError("LibreOffice merges all cells into one: merge row by row.")
        self.call("formats.merge", True)

    def unmerge(self) -> None:
        """Undo a merge."""
        self.call("formats.merge", False)


@complete
class Font(base_classes.Font):
    """The font of cells."""

    def __init__(self, owner: Looks) -> None:
        self._owner = owner

    @property
    def api(self) -> Any:
        """The cells it belongs to."""
        return self._owner.api

    def _get(self, what: str) -> Any:
        return self._owner.call("formats.font", what)

    def _set(self, what: str, value: Any) -> None:
        self._owner.call("formats.set_font", what, value)

    @property
    def bold(self) -> bool:
        """Whether it is bold."""
        return bool(self._get("bold"))

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set("bold", bool(value))

    @property
    def italic(self) -> bool:
        """Whether it is italic."""
        return bool(self._get("italic"))

    @italic.setter
    def italic(self, value: bool) -> None:
        self._set("italic", bool(value))

    @property
    def size(self) -> float:
        """Size in points."""
        return float(self._get("size"))

    @size.setter
    def size(self, value: float) -> None:
        self._set("size", float(value))

    @property
    def name(self) -> str:
        """Name of the typeface."""
        return str(self._get("name"))

    @name.setter
    def name(self, value: str) -> None:
        self._set("name", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Colour of the letters; None for automatic."""
        number = int(self._get("color"))
        return None if number < 0 else _color_parts(number)

    @color.setter
    def color(self, value: Any) -> None:
        self._set("color", _color_number(value))
