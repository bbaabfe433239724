"""What the gate let through. Whatever is made to go out is made of this, and of nothing else."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Cleared(Generic[T]):
    """A value that was searched for all that may not stand in it. Only the gate makes one."""

    __slots__ = ("_value",)

    _value: T

    def __init__(self) -> None:
        message = "only wijkexcel.outgoing.gate clears what goes out"
        raise TypeError(message)

    @property
    def value(self) -> T:
        """What was searched."""
        return self._value
