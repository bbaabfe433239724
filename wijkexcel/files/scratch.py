"""A folder for temporary work; the next run clears what a killed run left behind."""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

_PREFIX = "wijkexcel-"
_HELD = ".bezig"
_STALE_AFTER = 24 * 3600
"""Seconds after which no run can still be active, where that cannot be determined."""


@dataclass(frozen=True)
class Scratch:
    """A private folder."""

    folder: Path
    _held: tuple[int, ...] = ()

    @property
    def inherited(self) -> dict[str, Any]:
        """Keyword arguments for starting a program that works in the folder.

        The folder then counts as in use for as long as the program runs, whatever happens to this
        run; and what the program leaves behind when stopped is there too.
        """
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.folder))
        held = {"pass_fds": self._held} if self._held else {}
        return {"env": {**os.environ, **own}, **held}

    def write(self, name: str, content: bytes) -> Path:
        """Put a file in the folder; returns its path.

        Raises:
            OSError: it cannot be written.
        """
        path = self.folder / name
        path.write_bytes(content)
        return path

    def remove(self, path: Path) -> None:
        """Remove a file from the folder."""
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def scratch() -> Iterator[Scratch]:
    """Make a folder that only this user can enter, and remove it at the end."""
    _sweep(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        handle = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            held = _hold(handle)
            yield Scratch(folder, (handle,) if held else ())
        finally:
            os.close(handle)


def _hold(handle: int) -> bool:
    """Lock a file for as long as a handle of it is open anywhere; False where impossible."""
    if sys.platform == "win32":
        return False  # there the open file itself cannot be removed
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(place: Path) -> None:
    """Remove folders of this user whose run has died; not those of others, and not links."""
    with contextlib.suppress(OSError):
        for path in place.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if _is_ours(path.lstat()) and _is_left(path):
                    shutil.rmtree(path, ignore_errors=True)


def _is_ours(status: os.stat_result) -> bool:
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return mine and stat.S_ISDIR(status.st_mode)


def _is_left(folder: Path) -> bool:
    held = folder / _HELD
    old = time.time() - folder.lstat().st_mtime > _STALE_AFTER
    if sys.platform == "win32":
        if old:
            held.unlink(missing_ok=True)  # fails while it is open
        return old
    try:
        handle = os.open(held, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return old  # just made, or by an earlier version
    try:
        return _hold(handle)
    finally:
        os.close(handle)
