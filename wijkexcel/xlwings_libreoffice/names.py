"""Defined names, of a workbook and of its sheets."""

from typing import TYPE_CHECKING, Optional

from xlwings import XlwingsError, base_classes

from .address import quoted, split_sheet
from .complete import complete
from .formulas import to_excel, to_office
from .native import Native
from .ranges import Range

if TYPE_CHECKING:
    from .book import Book
    from .sheets import Sheet


@complete
class Name(base_classes.Name):
    """A defined name."""

    def __init__(self, book: "Book", scope: str | None, name: str) -> None:
        self._book = book
        self._scope = scope
        self._name = name

    @property
    def api(self) -> Native:
        """The name in LibreOffice."""
        return Native(self._book.app.connection, "names", self._book.uid, self._scope, self._name)

    @property
    def name(self) -> str:
        """Its name, prefixed with the sheet if it belongs to one."""
        return f"{quoted(self._scope)}!{self._name}" if self._scope else self._name

    @name.setter
    def name(self, value: str) -> None:
        local = value.rpartition("!")[2]
        self._book.call("names.rename", self._scope, self._name, local)
        self._name = local

    @property
    def local_name(self) -> str:
        """Its name without the sheet."""
        return self._name

    @property
    def refers_to(self) -> str:
        """Its definition, as a formula."""
        return "=" + to_excel(str(self._book.call("names.content", self._scope, self._name)))

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        text = to_office(value.removeprefix("="))
        self._book.call("names.put", self._scope, self._name, text)

    @property
    def refers_to_range(self) -> Range:
        """The cells it refers to.

        Raises:
            XlwingsError: it refers to something else.
        """
        sheet, box = self._book.call("names.cells", self._scope, self._name)
        return Range(self._book.sheets(sheet), box)

    def delete(self) -> None:
        """Delete the name, not the cells."""
        self._book.call("names.delete", self._scope, self._name)


@complete
class Names(base_classes.Names):
    """The names of a whole workbook, or those that belong to one sheet."""

    def __init__(self, book: "Book", only: Optional["Sheet"] = None) -> None:
        self._book = book
        self._only = only

    @property
    def api(self) -> Native:
        """The names in LibreOffice."""
        return Native(self._book.app.connection, "names", self._book.uid)

    def _all(self) -> list[Name]:
        listed = self._book.call("names.listed")
        return [
            Name(self._book, scope, name)
            for scope, name, _ in listed
            if self._only is None or scope == self._only.name
        ]

    def snapshot(self) -> list[tuple[str, Name]]:
        """All names with their text."""
        return [(name.name, name) for name in self._all()]

    def find(self, key: int | str) -> Name | None:
        """A name by number or text; None if there is none."""
        for index, name in enumerate(self._all(), 1):
            known = {name.name.lower(), *([name.local_name.lower()] if self._only else [])}
            if key == index or str(key).lower() in known:
                return name
        return None

    def __call__(self, key: int | str) -> Name:
        """A name by number or text; KeyError if there is none."""
        name = self.find(key)
        if name is None:
            raise KeyError(key)
        return name

    def contains(self, key: int | str) -> bool:
        """Whether a name exists."""
        return self.find(key) is not None

    def __len__(self) -> int:
        return len(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        """Make a name; ``Sheet1!total`` belongs to that sheet."""
        scope = self._only.name if self._only else None
        if parts := split_sheet(name):
            scope, name = self._book.sheets(parts[0]).name, parts[1]
        if not refers_to:
            raise XlwingsError("A name must refer to something.")
        self._book.call("names.put", scope, name, to_office(refers_to.removeprefix("=")))
        return Name(self._book, scope, name)
