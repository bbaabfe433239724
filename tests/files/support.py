"""People who share a folder, and a colleague who comes in between."""

import contextlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from wijkexcel.errors import WijkexcelError
from wijkexcel.files.lock import lock_file

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


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def excel_lock(name: str) -> bytes:
    narrow = name.encode("cp1252", "replace")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ")
    return head + len(name).to_bytes(2, "little") + name.ljust(54).encode("utf-16-le")


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Give up root for a while: to root no folder is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def left(book: Path, **says: str) -> Path:
    """A lock that lies there while nobody holds it, as after a crash."""
    path = lock_file(book)
    owner = {
        "who": "Anna",
        "computer": platform.node(),
        "since": "2026-11-24T10:11:00+01:00",
        "doing": "verzamel",
        "key": "k",
        **says,
    }
    path.write_text(json.dumps(owner), encoding="utf-8")
    return path
