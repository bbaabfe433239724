"""The first actions of a worker process: reserving its pipes and limiting its memory."""

import contextlib
import os
import sys
from typing import IO

if sys.platform != "win32":
    import resource


def own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Reserve the pipes for orders and answers, so that nothing else reads or prints there.

    They stay closed for child processes.
    """
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return asked, answers


def limit_memory(most: int) -> None:
    """Limit the memory of this process in bytes, where the system can."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_AS, most)


def write_nothing() -> None:
    """Prevent this process from writing files, even crash dumps."""
    if sys.platform != "win32":
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)


def most_connections() -> None:
    """Let this process and its children have as many open files as the system allows."""
    if sys.platform != "win32":
        with contextlib.suppress(ValueError, OSError):
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if sys.platform != "win32":

    def _limit(what: int, most: int) -> None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
