"""Two atomic file system operations that Python itself does not offer.

Linux and macOS can swap two names, and give a name only where it is free. Elsewhere, and on file
systems that cannot (many network shares), the caller is informed and uses the closest alternative.
"""

import contextlib
import ctypes
import errno
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

_HERE = -100
"""``AT_FDCWD``: paths are relative to the working folder."""
_ONLY_WHERE_FREE, _SWAP = {"linux": (1, 2), "darwin": (4, 2)}.get(sys.platform, (0, 0))
_CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EXDEV}


def swapped(one: Path, other: Path) -> bool:
    """Swap two names atomically; False where that is impossible.

    Raises:
        OSError: it failed, and nothing changed.
    """
    return _renamed(one, other, _SWAP)


def give_name(path: Path, name: Path) -> None:
    """Rename a file or folder to a name that is not in use.

    Where a file system has no such operation, a file created at that very moment is lost.

    Raises:
        FileExistsError: the name is taken.
        OSError: it failed, and nothing changed.
    """
    if _renamed(path, name, _ONLY_WHERE_FREE):
        return
    if not path.is_dir() and _linked(path, name):
        path.unlink()
        return
    if os.path.lexists(name):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name))
    path.rename(name)


def _linked(path: Path, name: Path) -> bool:
    """Give a file a second name, where possible; never one that is in use."""
    with contextlib.suppress(OSError, NotImplementedError):
        os.link(path, name, follow_symlinks=False)
        return True
    return False


@cache
def _call() -> Any:
    """The system call for special renames; None where there is none."""
    if not _SWAP:
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return getattr(library, "renameat2" if sys.platform == "linux" else "renamex_np", None)


def _renamed(old: Path, new: Path, how: int) -> bool:
    call = _call()
    if call is None:
        return False
    names = os.fsencode(old), os.fsencode(new)
    if sys.platform == "linux":
        failed = call(_HERE, names[0], _HERE, names[1], ctypes.c_uint(how))
    else:
        failed = call(names[0], names[1], ctypes.c_uint(how))
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(new))
