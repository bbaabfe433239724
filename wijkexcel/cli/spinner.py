"""Show in a terminal that work is in progress."""

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

T = TypeVar("T")


def with_spinner(text: str, work: Callable[[], T]) -> T:
    """Do the work; meanwhile show in a terminal that it is in progress."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return work()
    with console.status(text):
        return work()
