"""Show in a terminal that work is in progress; and load what terminals need only for them."""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def terminal(what: str) -> ModuleType:
    """The module that shows something in a terminal: for other programs it is never loaded."""
    return import_module(f"{__package__}.terminal.{what}")


def with_spinner(text: str, work: Callable[[], T]) -> T:
    """Do the work; meanwhile show in a terminal that it is in progress."""
    if not sys.stderr.isatty():
        return work()
    done: T = terminal("status").with_status(text, work)
    return done
