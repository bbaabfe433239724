"""The defined names of a workbook or of one sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.support.xlwings_engine.errors import ComError

if TYPE_CHECKING:
    from tests.support.xlwings_engine.books import Book
    from tests.support.xlwings_engine.ranges import Range
    from tests.support.xlwings_engine.sheets import Sheet


class Names(base_classes.Names):
    """The names of the whole book, or those that belong to one sheet."""

    def __init__(self, book: Book, only: Sheet | None = None) -> None:
        self.api = None
        self._names = [] if only else [Name(book, d) for d in book.parts.defined_names.values()]
        for sheet in [only] if only else book.sheet_list:
            held = getattr(sheet.parts, "defined_names", {})
            self._names += [Name(book, d, sheet) for d in held.values()]

    def find(self, key: int | str) -> Name | None:
        for index, name in enumerate(self._names, 1):
            if key == index or str(key).lower() in (name.name.lower(), f"={name.name}".lower()):
                return name
            if name.sheet and isinstance(key, str) and key.lower() == name.local_name.lower():
                return name
        return None

    def __call__(self, key: int | str) -> Name:
        name = self.find(key)
        if name is None:
            raise ComError("Application-defined or object-defined error")
        return name

    def contains(self, key: int | str) -> bool:
        return self.find(key) is not None

    def __len__(self) -> int:
        return len(self._names)


class Name(base_classes.Name):
    def __init__(self, book: Book, definition: Any, sheet: Sheet | None = None) -> None:
        self.api = definition
        self.sheet = sheet
        self.local_name: str = definition.name
        self._book = book

    @property
    def name(self) -> str:
        if self.sheet is None:
            return self.local_name
        plain = re.fullmatch(r"[^\W\d]\w*", self.sheet.name)
        quoted = self.sheet.name if plain else "'" + self.sheet.name.replace("'", "''") + "'"
        return f"{quoted}!{self.local_name}"

    @property
    def refers_to(self) -> str:
        return f"={self.api.attr_text}"

    @property
    def refers_to_range(self) -> Range:
        return self._book.refer(self.api.attr_text)
