"""Versions that are kept, and the recovery of files that a killed run left unfinished.

Two kinds of hidden files exist beside a file that is being saved. One is being written, and is
worthless once its run has died. The other swaps names with the file: it contains the new version,
and a moment later the previous one. Its name identifies both, so that after a kill only a version
made by a person is kept.
"""

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterable
from enum import Enum
from itertools import chain, count
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.exchange import give_name
from wijkexcel.files.reading import digest, read_file

UNREADY, SWAPPED = ".wijkexcel-tmp", ".wijkexcel-oud"
_STALE_AFTER = 3600
"""Seconds after which no run can still be working on it."""
_SHORT = 10


class Keep(Enum):
    """What happens to a replaced file."""

    LATEST = "latest"
    """Its typed contents are in the new version too: one previous version is kept."""
    EVERY = "every"
    """It may contain a person's own work: each version is kept."""
    APART = "apart"
    """It has contents that are not in the new one: kept where later saves do not overwrite it."""
    OTHERS = "others"
    """The new version contains everything that users made: only a version by another is kept."""
    NONE = "none"
    """It was made by the program itself."""


def mark(path: Path) -> str:
    """Identifies the left-overs of one workbook, whatever path leads to it."""
    return digest(os.fsencode(os.path.realpath(path)))[:_SHORT]


def unready(folder: Path, owner: str) -> Path:
    """A hidden name in a folder for a file that is being written; ``owner`` is a ``mark``."""
    return folder / f".{owner}-{secrets.token_hex(6)}{UNREADY}"


def swapping(target: Path, owner: str, new: str, old: str, kept: Keep) -> Path:
    """A hidden name to swap with a file; ``new`` and ``old`` are digests of the contents."""
    known = new[:_SHORT], old[:_SHORT], kept.value
    parts = (owner, secrets.token_hex(4), _of_name(target), *known)
    return target.with_name(f".{'-'.join(parts)}{SWAPPED}")


def previous_of(path: Path) -> Path:
    """The path of the previous version."""
    return path.with_name(f"{path.stem}.vorige{path.suffix}")


def retire(version: Path, target: Path, kept: Keep, *, seen: bool) -> Path | None:
    """Give a replaced version the name under which it is kept; None where it is not kept.

    ``seen``: whether it is the version that was examined before the replacement.

    Raises:
        OSError: it failed; the version is still in its old place.
    """
    if kept is Keep.LATEST and seen:
        return version.replace(previous_of(target))
    if kept is Keep.OTHERS and seen:
        version.unlink()
        return None
    later = (target.with_name(f"{target.stem}.vorige-{n}{target.suffix}") for n in count(2))
    # The first name is the one that the next save of a workbook uses.
    names: Iterable[Path] = chain([previous_of(target)], later) if kept is Keep.EVERY else later
    for name in names:
        if _same(version, name):
            version.unlink()
            return name
        with contextlib.suppress(FileExistsError):
            give_name(version, name)
            return name
    raise AssertionError


def sweep(folder: Path, owner: str, *, alone: bool) -> None:
    """Clean up what a killed run left in a folder.

    ``alone``: no other run can be working for this ``owner`` now; of others only old files go.
    """
    if not os.access(folder, os.R_OK):
        return
    for path in folder.iterdir():
        if not path.name.startswith(".") or not path.name.endswith((UNREADY, SWAPPED)):
            continue
        ours = alone and path.name.startswith(f".{owner}-")
        with contextlib.suppress(OSError, FileError, ValueError):
            status = path.lstat()
            # A swapped file was written long ago, but got its name just now.
            if not ours and time.time() - max(status.st_mtime, status.st_ctime) < _STALE_AFTER:
                continue
            if path.name.endswith(SWAPPED):
                _settle(path)
            elif path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _settle(path: Path) -> None:
    """Finish an interrupted save: the previous file becomes an earlier version."""
    _, _, name, new, old, kept = path.name.removesuffix(SWAPPED).split("-")
    content = "" if path.is_symlink() else digest(read_file(path))[:_SHORT]
    if content == new:
        path.unlink()  # it was never put in place
        return
    for target in path.parent.iterdir():
        if _of_name(target) == name:
            if target.samefile(path):
                path.unlink()  # a second name only: nothing was replaced yet
                return
            retire(path, target, Keep(kept), seen=content == old)
            return


def _of_name(path: Path) -> str:
    return digest(os.fsencode(path.name))[:_SHORT]


def _same(one: Path, other: Path) -> bool:
    """Whether two ordinary files have the same content."""
    with contextlib.suppress(OSError, FileError):
        if one.is_symlink() or other.is_symlink() or one.stat().st_size != other.stat().st_size:
            return False
        return read_file(one) == read_file(other)
    return False
