"""Something that moves while work is in progress."""

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

T = TypeVar("T")


def with_status(text: str, work: Callable[[], T]) -> T:
    """Do the work, and show meanwhile that it is in progress."""
    with Console(stderr=True).status(text):
        return work()
