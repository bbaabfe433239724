"""Reads calls and answers them: the whole protocol between the user's Python and LibreOffice.

A call is a pickled ``(operation, arguments)``, an answer a pickled ``(None, result)`` or ``(kind,
message)`` where kind is that of a ``Problem`` (for the user) or ``gone`` (the office ended). Only
numbers, text, booleans, None, tuples and lists are sent. The first answer, sent unprompted, is
``(None, names of operations)``: this Python can import ``uno``. The end of standard input ends the
process, not LibreOffice.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

from . import arrays, books, cells, extensions, formats, link, moves, names, sheets, tables, work
from .problem import Closed, Problem

_OPERATIONS: dict[str, Callable[..., Any]] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": function
    for module in (
        arrays,
        books,
        cells,
        extensions,
        formats,
        link,
        moves,
        names,
        sheets,
        tables,
        work,
    )
    for name, function in vars(module).items()
    if callable(function) and getattr(function, "__module__", "") == module.__name__
    if not name.startswith("_")
}


def answer(office: link.Office, operation: str, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    """Carry out one call."""
    try:
        return None, _OPERATIONS[operation](office, *arguments)
    except Problem as problem:
        return problem.kind, str(problem)
    except Exception as error:
        name = type(error).__name__.rpartition(".")[2]
        if not office.alive():
            return "gone", name
        if name == "DisposedException":
            office.forget()
            return Closed.kind, "The workbook is closed."
        detail = str(getattr(error, "Message", "") or error).strip()
        return "problem", f"LibreOffice refused {operation}: {name} {detail}".strip()


def main() -> None:
    """Answer calls until standard input ends."""
    # Output printed by a library must not end up among the answers.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    calls = sys.stdin.buffer
    office = link.Office()
    pickle.dump((None, tuple(_OPERATIONS)), replies, 4)
    replies.flush()
    while True:
        try:
            operation, arguments = pickle.load(calls)
        except EOFError:
            break
        pickle.dump(answer(office, operation, arguments), replies, 4)
        replies.flush()
    # No clean-up of the bridge: a LibreOffice that hangs would hang this process too.
    os._exit(0)
