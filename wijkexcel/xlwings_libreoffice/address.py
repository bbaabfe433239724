"""Addresses as Excel writes them."""

import re

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
Box = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 0."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]+):\$?([0-9]+)")
_SHEET = re.compile(r"=?(?:'((?:[^']|'')+)'|([^'!=]+))!(.+)")


def letters(column: int) -> str:
    """Letters of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_of(text: str) -> int:
    """Column counted from 0."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def parse(text: str) -> Box | None:
    """The box of an address such as ``A1``, ``$A$1:B2``, ``A:C`` or ``1:3``; None for others."""
    parts = text.split(":")
    cells = [_CELL.fullmatch(part) for part in parts]
    if len(parts) <= 2 and all(cells):
        rows = sorted(int(cell[2]) - 1 for cell in cells if cell)
        columns = sorted(column_of(cell[1]) for cell in cells if cell)
        box = rows[0], columns[0], rows[-1], columns[-1]
    elif found := _COLUMNS.fullmatch(text):
        left, right = sorted((column_of(found[1]), column_of(found[2])))
        box = 0, left, MAX_ROWS - 1, right
    elif found := _ROWS.fullmatch(text):
        top, bottom = sorted((int(found[1]) - 1, int(found[2]) - 1))
        box = top, 0, bottom, MAX_COLUMNS - 1
    else:
        return None
    inside = box[0] >= 0 and box[2] < MAX_ROWS and box[3] < MAX_COLUMNS
    return box if inside else None


def split_sheet(text: str) -> tuple[str, str] | None:
    """Sheet and the rest of ``'My sheet'!A1``; None without a sheet."""
    found = _SHEET.fullmatch(text)
    if found is None:
        return None
    return (found[1].replace("''", "'") if found[1] else found[2]), found[3]


def quoted(sheet: str) -> str:
    """The name of a sheet as written before ``!``."""
    if re.fullmatch(r"[^\W\d]\w*", sheet) and parse(sheet) is None:
        return sheet
    escaped = sheet.replace("'", "''")
    return f"'{escaped}'"


def written(box: Box, *, rows: bool = True, columns: bool = True) -> str:
    """A box as an address, with dollars before rows and columns as requested."""
    top, left, bottom, right = box
    row, column = "$" * rows, "$" * columns
    if (top, bottom) == (0, MAX_ROWS - 1):
        return f"{column}{letters(left)}:{column}{letters(right)}"
    if (left, right) == (0, MAX_COLUMNS - 1):
        return f"{row}{top + 1}:{row}{bottom + 1}"
    first = f"{column}{letters(left)}{row}{top + 1}"
    if (top, left) == (bottom, right):
        return first
    return f"{first}:{column}{letters(right)}{row}{bottom + 1}"
