"""Show in a terminal that work goes on."""

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

T = TypeVar("T")


def with_spinner(text: str, work: Callable[[], T]) -> T:
    """Do the work; show meanwhile, in a terminal, that it goes on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return work()
    with console.status(text):
        return work()
