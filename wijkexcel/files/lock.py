"""One run at a time changes a workbook; others get a message with who, where and since when.

The lock is a small file beside the workbook that names its owner. Creating it is atomic on any file
system, so it also works between computers. Its owner keeps it open under an operating system lock:
when that is gone and the file still exists, the owner was killed, and the next run on that computer
takes over. For another computer that is uncertain (many network shares do not pass such locks on),
so there a person decides.

LibreOffice's own kind of lock file is not used: left behind by a killed run, it would keep users
from opening their workbook.
"""

import contextlib
import errno
import json
import os
import platform
import random
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wijkexcel.dutch.days import time_of
from wijkexcel.errors import WorkbookChangedError, WorkbookLockedError
from wijkexcel.files.folders import real_path
from wijkexcel.files.in_use import check_not_open
from wijkexcel.files.leftovers import mark, sweep
from wijkexcel.files.rights import lend
from wijkexcel.files.trouble import Doing, explained

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["Claim", "claimed", "lock_file"]

_PLAINLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A lock is an ordinary file: links are not followed, pipes not waited for."""
_BEYOND_THE_TEXT = 1 << 20
_PATIENCE = 3.0
"""Seconds in which an empty lock may still get its text; writing it takes a moment."""
_BLINK = 0.05
_LOOKS = 6
"""Number of times that a lock must be found held before its owner counts as working."""
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.EBADF, errno.EINVAL, errno.ENOTSUP}


def lock_file(path: Path) -> Path:
    """Path of the lock of a workbook; ``path`` is not a link."""
    return path.with_name(f".{path.name}.wijkexcel-slot")


@dataclass(frozen=True, slots=True)
class _Owner:
    """The contents of a lock; all texts may be empty."""

    who: str = ""
    computer: str = ""
    since: str = ""
    doing: str = ""
    key: str = ""

    @classmethod
    def here(cls, who: str, doing: str) -> "_Owner":
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return cls(who, platform.node(), now, doing, secrets.token_hex(8))

    @classmethod
    def read(cls, content: bytes) -> "_Owner | None":
        """Read a lock; None when it does not name its owner."""
        try:
            found = json.loads(content)
            texts = {key: str(found[key]) for key in cls.__slots__}
        except (ValueError, KeyError, TypeError):
            return None
        return cls(**{k: "".join(filter(str.isprintable, v))[:200] for k, v in texts.items()})

    def __bytes__(self) -> bytes:
        return json.dumps({key: getattr(self, key) for key in self.__slots__}).encode()

    @property
    def is_here(self) -> bool:
        return self.computer == platform.node()

    @property
    def moment(self) -> str:
        try:
            return time_of(datetime.fromisoformat(self.since).astimezone())
        except (ValueError, OverflowError, OSError):
            return "een onbekend moment"


@dataclass
class Claim:
    """The right to change a workbook, for the duration of the ``with``."""

    target: Path
    _handle: int | None = None
    _obstacle: OSError | None = None

    def check(self) -> None:
        """Check that the workbook may be saved now.

        Raises:
            FileError: no lock could be made: the folder is read-only, or the disk is full.
            WorkbookChangedError: the lock was removed.
        """
        if self._obstacle is not None:
            raise explained(self.target, self._obstacle, Doing.SAVE) from self._obstacle
        if self._handle is not None and not _is_at(self._handle, lock_file(self.target)):
            raise WorkbookChangedError(
                f"Het slot van '{self.target}' is intussen weggehaald, dus misschien is nog iemand "
                "ermee bezig; er is niets opgeslagen. Voer de opdracht opnieuw uit."
            )


@contextlib.contextmanager
def claimed(
    path: Path, who: str, doing: str, *, like: Path | None = None, open_here: bool = False
) -> Iterator[Claim]:
    """Prevent other runs of this program from changing a workbook, from reading until saving.

    If no lock can be made (read-only folder, full disk) the work goes on, as there may be nothing
    to save; otherwise ``Claim.check`` reports it.

    Args:
        path: the workbook to be written; a symbolic link is followed.
        who: the person at the keyboard.
        doing: the command, as shown to others.
        like: the file whose rights the lock gets if the workbook does not exist yet.
        open_here: the spreadsheet program that has it open will write it.

    Raises:
        WorkbookLockedError: another run is working on it, or a spreadsheet program has it open.
        FileError: the path is impossible for a workbook.
    """
    target = real_path(path)
    for place in () if open_here else dict.fromkeys((path, target)):
        check_not_open(place)
    claim = Claim(target)
    try:
        source = target if target.exists() else like
        claim._handle = _claim(target, _Owner.here(who, doing), source)
    except OSError as error:
        claim._obstacle = error
    try:
        if claim._handle is not None:
            with contextlib.suppress(OSError):
                sweep(target.parent, mark(target), alone=True)
        yield claim
    finally:
        if claim._handle is not None:
            _let_go(claim._handle, lock_file(target))


def _claim(target: Path, owner: _Owner, like: Path | None) -> int:
    """Make the lock file and hold it; readers of the workbook may read the lock."""
    path = lock_file(target)
    until = time.monotonic() + _PATIENCE
    busy = ("", 0)
    while True:
        try:
            mode = 0o666 if like is None else 0o600
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        except FileExistsError:
            busy = _clear_when_dead(target, busy, until)
            continue
        try:
            # Another holder at this moment is only examining it, and sees nothing yet.
            _hold(handle, wait=True)
            if _is_at(handle, path):
                if like is not None:
                    lend(path, like)
                os.lseek(handle, 0, os.SEEK_SET)
                os.write(handle, bytes(owner))
                os.fsync(handle)
                return handle
        except BaseException:
            _let_go(handle, path)
            raise
        os.close(handle)


def _clear_when_dead(target: Path, busy: tuple[str, int], until: float) -> tuple[str, int]:
    """Examine an existing lock; remove it if its owner was killed.

    Takes and returns the owner found and how many times in succession the lock was held: another
    run examining it at the same moment holds it too, so only a lock that is held every time is held
    by its owner.

    Raises:
        WorkbookLockedError: its owner is working, or may be.
    """
    path = lock_file(target)
    patient = time.monotonic() < until
    try:
        handle = _open(path)
    except FileNotFoundError:
        return "", 0
    except OSError:
        if not patient:
            raise _in_use(target, None, known=False) from None
        time.sleep(_BLINK)
        return "", 0
    try:
        free = _hold(handle, wait=False)
        owner = _owner_in(handle)
        if not _is_at(handle, path):
            return "", 0
        if owner is None and patient:
            time.sleep(_BLINK)
            return "", 0
        if free is False:
            key = "?" if owner is None else owner.key
            seen = busy[1] + 1 if busy[0] == key else 1
            if seen < _LOOKS:
                time.sleep(random.uniform(0.5, 1.5) * _BLINK)  # not in step
                return key, seen
            raise _in_use(target, owner, known=True)
        if free is None or not (owner is None or owner.is_here):
            raise _in_use(target, owner, known=False)
        handle = _let_go(handle, path)
        return "", 0
    finally:
        if handle >= 0:
            os.close(handle)


def _in_use(target: Path, owner: _Owner | None, *, known: bool) -> WorkbookLockedError:
    """Say who is working on it; ``known``: that is certain."""
    owner = owner or _Owner()
    where = "op deze computer" if owner.is_here else f"op computer {owner.computer or '(onbekend)'}"
    text = (
        f"'{target}' is nu in gebruik: {owner.who or 'iemand'} is {where} bezig met 'wijkexcel "
        f"{owner.doing}' sinds {owner.moment}. Er is niets veranderd. Wacht tot dat klaar is en "
        "probeer het opnieuw."
        if owner.key
        else f"'{target}' is nu in gebruik door wijkexcel; het slot zegt niet door wie. Er is "
        "niets veranderd. Wacht even en probeer het opnieuw."
    )
    if not (known and owner.is_here):
        text += (
            " Is daar niets meer bezig, bijvoorbeeld na een storing, verwijder dan "
            f"'{lock_file(target).name}' in dezelfde map."
        )
    return WorkbookLockedError(text)


def _owner_in(handle: int) -> _Owner | None:
    try:
        return _Owner.read(os.read(handle, 4096))
    except OSError:  # some network shares close the whole file to everyone but its owner
        return None


def _open(path: Path) -> int:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "no ordinary file", str(path))
    try:
        return os.open(path, os.O_RDWR | _PLAINLY)
    except PermissionError:
        # Owned by another user of this computer: it may be read and removed.
        return os.open(path, os.O_RDONLY | _PLAINLY)


def _hold(handle: int, *, wait: bool) -> bool | None:
    """Lock an open file; False when another run has it, None where that is unknown."""
    try:
        if sys.platform == "win32":
            # Not on the text itself: others cannot read a locked range there.
            os.lseek(handle, _BEYOND_THE_TEXT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS_HERE:
            return None
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK, errno.EWOULDBLOCK):
            return False
        raise
    return True


def _is_at(handle: int, path: Path) -> bool:
    """Whether the open file is still the one with that name."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


def _let_go(handle: int, path: Path) -> int:
    """Remove a lock that we hold; returns -1, an invalid handle."""
    if sys.platform == "win32":
        os.close(handle)
        _remove_unless_open(path)
    else:
        if _is_at(handle, path):
            with contextlib.suppress(OSError):
                path.unlink()
        os.close(handle)
    return -1


def _remove_unless_open(path: Path) -> None:
    """Remove a file on Windows; one opened by another stays, as the lock of a new owner must.

    A run that only examines it has it open for a moment.
    """
    for _ in range(20):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            time.sleep(_BLINK)
        else:
            return
