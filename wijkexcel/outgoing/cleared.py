"""What the gate cleared. Everything that goes out is made from this, and from nothing else."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Cleared(Generic[T]):
    """A value that was searched for everything it must not contain. Only the gate makes one."""

    __slots__ = ("_value",)

    _value: T

    def __init__(self) -> None:
        message = "only wijkexcel.outgoing.gate clears what goes out"
        raise TypeError(message)

    @property
    def value(self) -> T:
        """The value that was searched."""
        return self._value
