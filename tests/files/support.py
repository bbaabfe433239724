"""People who share a folder, and a colleague who comes in between."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from wijkexcel.errors import WijkexcelError

ANNA, BRAM, TEAM, OTHERS = 12_001, 12_002, 13_000, 13_999
"""Two users, the group that they share, and a group that has nothing to do with it."""

only_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="alleen root kan een ander worden"
)


def as_user(user: int, groups: tuple[int, ...], work: Callable[[], object]) -> str:
    """Do something as another user, in a process of its own; gives what was told, or nothing."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        said = ""
        try:
            os.umask(0o022)
            os.setgroups(groups)
            os.setgid(groups[0])
            os.setuid(user)
            work()
        except WijkexcelError as error:
            said = str(error)
        except BaseException as error:
            said = repr(error)
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


def in_between(work: Callable[[], object], at: int, act: Callable[[], object]) -> int:
    """Work, and let something else happen at the so-many-th call of it; gives how many there were.

    Every call that the room with files makes into Python's own code counts, before and after.
    """
    passed = 0

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal passed
        if event in {"c_call", "c_return"} and "/wijkexcel/files/" in frame.f_code.co_filename:
            passed += 1
            if passed == at:
                act()

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return passed


def contents(folder: Path) -> dict[str, bytes]:
    """All files in a folder that people can see."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}
