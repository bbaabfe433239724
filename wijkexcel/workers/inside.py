"""What a process that works for another does first: its pipes are its own, its memory limited."""

import contextlib
import os
import sys
from typing import IO

if sys.platform != "win32":
    import resource


def own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take the pipes for orders and answers away from whatever reads or prints.

    They stay closed for what this process starts.
    """
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return asked, answers


def limit_memory(most: int) -> None:
    """Let this process take at most so many bytes, where the system can limit it."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_AS, most)


def write_nothing() -> None:
    """Let this process write no file, not even what a crash leaves behind."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)


def most_connections() -> None:
    """Let this process and those that it starts have as many files open as the system gives."""
    if sys.platform != "win32":
        with contextlib.suppress(ValueError, OSError):
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if sys.platform != "win32":

    def _limit(what: int, most: int) -> None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
