"""Read files from disk: ordinary files only, because a pipe or device may never end."""

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
    """The identity of one version of a file; the time is only for messages."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "FileStamp":
        """Read the file and stamp it.

        Raises:
            FileError: it does not exist, is not an ordinary file, or cannot be read.
        """
        return stamped(path)[1]

    def same_content(self, other: "FileStamp") -> bool:
        """Whether both stamps are of the same bytes, whenever they were written."""
        return (self.size, self.sha256) == (other.size, other.sha256)


def digest(content: bytes) -> str:
    """A digest that identifies content."""
    return hashlib.sha256(content).hexdigest()


def stamped(path: Path, what: str = "") -> tuple[bytes, FileStamp]:
    """Read a file, with the stamp of its content.

    Args:
        path: the file; a symbolic link is followed.
        what: the start of an error message: ``Het sjabloon``; empty for its name alone.

    Raises:
        FileError: it does not exist, is not an ordinary file, or cannot be read.
    """
    try:
        return stamp_at(path)
    except OSError as error:
        raise explained(path, error, Doing.READ, what=what) from error


def stamp_at(path: Path) -> tuple[bytes, FileStamp]:
    """Read a file, with the stamp of its content.

    Raises:
        FileError: it is not an ordinary file.
        OSError: it does not exist or cannot be read.
    """
    try:
        # Opening a device can already have effects, so check first; and check the open file again.
        check_ordinary(path, path.stat().st_mode)
        handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    except ValueError as error:  # a name with a null character
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
    """Refuse folders, and files that would keep a reader waiting: pipes, sockets and devices.

    Raises:
        IsADirectoryError: it is a folder.
        FileError: it is something other than a file.
    """
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise FileError(f"'{path}' {_ODD}")


def holds(path: Path, content: bytes) -> bool:
    """Whether an ordinary file with exactly this content exists."""
    try:
        return path.stat().st_size == len(content) and read_file(path) == content
    except (OSError, FileError):
        return False
