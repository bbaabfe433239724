"""A typed text with its cell; and all texts of a value.

Every outgoing type is made of these, so that every match can be traced to its cell. ``pieces``
walks a value by its type, so new fields are walked too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple


class Cell(NamedTuple):
    """A place by key: table, row and column; all empty for a text that is in no cell."""

    table: str = ""
    row: str = ""
    column: str = ""


NOWHERE: Final = Cell()


class Typed(str):
    """An outgoing text that knows its cell."""

    __slots__ = ("cell",)

    cell: Cell

    def __new__(cls, text: str = "", cell: Cell = NOWHERE) -> "Typed":
        """Attach a cell to a text."""
        made = super().__new__(cls, text)
        made.cell = cell
        return made


class OwnWords(Typed):
    """The reader's own text: it is sent back to its writer."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a value, and its field."""

    text: str
    cell: Cell
    field: str
    own: bool = False
    """Whether the reader wrote it."""


def pieces(value: object, field: str = "") -> Iterator[Piece]:
    """Walk over all texts of a value, by its type.

    Raises:
        TypeError: the value contains a type that cannot be walked.
    """
    if isinstance(value, Typed):
        yield Piece(str(value), value.cell, field, isinstance(value, OwnWords))
    elif isinstance(value, Enum | bool | int | float | date | None):
        return
    elif isinstance(value, str):
        yield Piece(value, NOWHERE, field)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from pieces(getattr(value, each.name), f"{field}.{each.name}".lstrip("."))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from pieces(key, field)
            yield from pieces(held, field)
    elif isinstance(value, tuple | list | frozenset | set):
        for held in value:
            yield from pieces(held, field)
    else:
        message = f"{field}: nobody can look into a {type(value).__name__}"
        raise TypeError(message)
