"""Mark a value as searched; for the gate alone (see the contracts on imports)."""

from typing import TypeVar

from wijkexcel.outgoing.cleared import Cleared

T = TypeVar("T")


def seal(value: T) -> Cleared[T]:
    """Make of a value that was searched what a document can be made of."""
    made: Cleared[T] = object.__new__(Cleared)
    made._value = value
    return made
