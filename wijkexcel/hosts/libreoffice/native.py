"""What ``.api`` gives: enough to call an operation that xlwings has no property for."""

from typing import Any

from .connection import Connection


class Native:
    """A thing in LibreOffice, by what the operations in ``office`` need to find it.

    ``book.sheets[0].api.protected()`` calls ``sheets.protected``; an operation gets the workbook's
    id and, of a sheet or range, the name of the sheet and the box before its own arguments. UNO
    objects themselves stay in the process that talks to LibreOffice.
    """

    def __init__(self, connection: Connection, module: str, *place: Any) -> None:
        self._connection = connection
        self._module = module
        self._place = place

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments: self._connection.call(
            f"{self._module}.{name}", *self._place, *arguments
        )

    def __repr__(self) -> str:
        return f"<LibreOffice {self._module} {self._place}>"
