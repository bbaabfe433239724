"""Folders: examining them, making them, and flushing them to disk."""

import errno
import os
import stat
import sys
from itertools import count
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.reading import check_ordinary
from wijkexcel.files.rights import lend
from wijkexcel.files.trouble import Doing, explained

NO_FOLDER = "'{}' is een bestand en geen map. Er is niets opgeslagen. Kies een andere map."
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM, errno.EROFS}
_EFFECTIVE = os.access in os.supports_effective_ids


def mode_of(path: Path, *, follow: bool = False) -> int | None:
    """The mode of a path; None where nothing exists, or where its parent is a file.

    Raises:
        OSError: it cannot be determined, or the name is impossible.
    """
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError as error:  # a null in the name
        raise OSError(errno.EINVAL, str(error)) from error


def real_path(path: Path) -> Path:
    """Follow links to the file itself.

    Raises:
        FileError: the path is impossible for a file.
    """
    try:
        target = path.resolve()
        if (mode := mode_of(target)) is not None:
            check_ordinary(path, mode)
    except IsADirectoryError as error:
        raise FileError(f"'{path}' is een map en geen bestand. Kies een bestandsnaam.") from error
    except (RuntimeError, ValueError) as error:  # a loop of links; a null in the name
        number = errno.ELOOP if isinstance(error, RuntimeError) else errno.EINVAL
        raise explained(path, OSError(number, str(error)), Doing.FIND) from error
    except OSError as error:
        raise explained(path, error, Doing.FIND) from error
    return target


def check_may_write(path: Path) -> None:
    """Stop if writing is not permitted.

    Raises:
        PermissionError: a file may not be written, or nothing may be made in a folder.
    """
    how = os.W_OK | (os.X_OK if path.is_dir() else 0)
    if not os.access(path, how, effective_ids=_EFFECTIVE):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def missing_folder(target: Path) -> Path | None:
    """The topmost folder that must be made for a file; None if its folder exists.

    Raises:
        OSError: no folder can be made there, or no file in it.
    """
    missing = None
    for folder in target.absolute().parents:
        mode = mode_of(folder, follow=True)
        if mode is None and not folder.is_symlink():
            missing = folder
            continue
        if mode is None or not stat.S_ISDIR(mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        check_may_write(folder)
        break
    return missing


def make_folder(folder: Path, like: Path | None = None, *, private: bool = False) -> None:
    """Make a folder if there is none yet, with the rights of the file that it is made for.

    ``private``: only the owner may enter it.

    Raises:
        FileError: it cannot be made.
    """
    try:
        if folder.is_dir():
            return
        make_folder(folder.parent, like, private=private)
        folder.mkdir(mode=0o700 if private or like is not None else 0o777)
        if like is not None and not private:
            lend(folder, like)
    except (FileExistsError, NotADirectoryError) as error:
        if not folder.is_dir():
            raise FileError(NO_FOLDER.format(folder)) from error
    except OSError as error:
        raise explained(folder, error, Doing.MAKE, what="De map") from error


def free_folder(parent: Path, name: str) -> Path:
    """A folder that does not exist yet: ``name``, or ``name-2`` and so on if that is in use."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(parent / each for each in names if not os.path.lexists(parent / each))


def remove(path: Path) -> None:
    """Remove a file that the program made; it may be gone already.

    Raises:
        FileError: it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise explained(path, error, Doing.REMOVE) from error


def sync_folder(folder: Path) -> None:
    """Flush new names in a folder to disk.

    Raises:
        OSError: the disk fails.
    """
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        # Some network shares cannot sync a folder, and it may not be readable.
        if error.errno not in _CANNOT_SYNC:
            raise
