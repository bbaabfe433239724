"""Read what lies on the disk: ordinary files only, for a pipe or a device may never end."""

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.trouble import Doing, explained

_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_ODD = "is geen gewoon bestand, maar een apparaat, een pijp of iets dergelijks. Geef een bestand."


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What identifies one version of a file; the time is only there to tell people."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "FileStamp":
        """Read the file and stamp it.

        Raises:
            FileError: it is not there, is no ordinary file, or cannot be read.
        """
        return stamped(path)[1]

    def same_content(self, other: "FileStamp") -> bool:
        """Tell whether both stamps are of the same bytes, whenever they were written."""
        return (self.size, self.sha256) == (other.size, other.sha256)


def digest(content: bytes) -> str:
    """What tells one content from another."""
    return hashlib.sha256(content).hexdigest()


def stamped(path: Path, what: str = "") -> tuple[bytes, FileStamp]:
    """Read a file, with the stamp of what was read.

    Args:
        path: the file; a symbolic link is followed.
        what: what it is, as an error begins: ``Het sjabloon``; empty for its name alone.

    Raises:
        FileError: it is not there, is no ordinary file, or cannot be read.
    """
    try:
        return stamp_at(path)
    except OSError as error:
        raise explained(path, error, Doing.READ, what=what) from error


def stamp_at(path: Path) -> tuple[bytes, FileStamp]:
    """Read a file, with the stamp of what was read.

    Raises:
        FileError: it is no ordinary file.
        OSError: it is not there or cannot be read.
    """
    try:
        # Opening a device can already do something, so look first; and look again at what is open.
        check_ordinary(path, path.stat().st_mode)
        handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    except ValueError as error:  # a name with a null in it
        raise OSError(errno.EINVAL, str(error)) from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        check_ordinary(path, status.st_mode)
        data = file.read()
    return data, FileStamp(len(data), status.st_mtime_ns, digest(data))


def read_file(path: Path, what: str = "") -> bytes:
    """Read a file; see ``stamped``."""
    return stamped(path, what)[0]


def check_ordinary(path: Path, mode: int) -> None:
    """Refuse a folder, and what would keep a reader waiting: a pipe, a socket, a device.

    Raises:
        IsADirectoryError: it is a folder.
        FileError: it is something else than a file.
    """
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise FileError(f"'{path}' {_ODD}")


def holds(path: Path, content: bytes) -> bool:
    """Whether an ordinary file is there, with just this content."""
    try:
        return path.stat().st_size == len(content) and read_file(path) == content
    except (OSError, FileError):
        return False
