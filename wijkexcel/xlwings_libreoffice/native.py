"""The value of ``.api``: enough to call operations that xlwings has no property for."""

from typing import Any

from .connection import Connection


class Native:
    """An object in LibreOffice, with what the operations in ``office`` need to find it.

    ``book.sheets[0].api.protected()`` calls ``sheets.protected``; an operation gets the workbook's
    id and, for a sheet or range, the name of the sheet and the box before its own arguments. UNO
    objects themselves stay in the process that talks to LibreOffice. A name that is not an
    operation, such as those of Excel, is an ``AttributeError``; so is setting one.
    """

    __slots__ = ("_connection", "_module", "_place")

    def __init__(self, connection: Connection, module: str, *place: Any) -> None:
        object.__setattr__(self, "_connection", connection)
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_place", place)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in dir(self):
            raise AttributeError(self._no(name))
        return lambda *arguments: self._connection.call(
            f"{self._module}.{name}", *self._place, *arguments
        )

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(self._no(name))

    def __dir__(self) -> list[str]:
        begin = f"{self._module}."
        names = self._connection.operations
        return sorted(name[len(begin) :] for name in names if name.startswith(begin))

    def _no(self, name: str) -> str:
        return (
            f"LibreOffice has no '{name}' here: its .api is not that of Excel. Use what xlwings "
            f"itself has for it, or one of: {', '.join(dir(self))}."
        )

    def __repr__(self) -> str:
        return f"<LibreOffice {self._module} {self._place}>"
