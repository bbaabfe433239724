"""Putting one file in place, step by step, so that each step can be undone."""

import contextlib
import errno
import os
import shutil
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wijkexcel.dutch.days import time_of
from wijkexcel.errors import WorkbookChangedError
from wijkexcel.files.exchange import give_name, swapped
from wijkexcel.files.folders import check_may_write, missing_folder, mode_of, real_path
from wijkexcel.files.in_use import check_not_open
from wijkexcel.files.leftovers import Keep, previous_of, retire, swapping, unready
from wijkexcel.files.reading import FileStamp, check_ordinary, digest, stamp_at
from wijkexcel.files.rights import hand_over, lend

GONE = (
    "'{}' is verwijderd of verplaatst nadat het is ingelezen; er is niets opgeslagen. Zet het "
    "bestand terug of begin opnieuw vanaf de juiste versie."
)
CHANGED = (
    "'{}' is intussen door iemand anders gewijzigd (op {}); er is niets "
    "opgeslagen, zodat die wijziging niet verloren gaat. Voer de opdracht opnieuw uit op de nieuwe "
    "versie."
)
APPEARED = (
    "'{}' is er al, of is er intussen bijgekomen; er is niets opgeslagen, zodat het niet wordt "
    "overschreven. Voer de opdracht opnieuw uit, zo nodig met een andere naam."
)
_CANNOT_LINK = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOTSUP,
    errno.ENOSYS,
    errno.EMLINK,
    errno.EINVAL,
    errno.EXDEV,
}


@dataclass(frozen=True)
class New:
    """A file to put in place.

    Attributes:
        path: its destination.
        content: its content; None to set aside the existing file, because it is no longer true.
        keep: what happens to an existing file.
        like: the file it is made from, whose rights it gets if it is new.
        expected: the version that must exist.
        follow: whether a symbolic link is kept and its target replaced.
        private: only the owner may read it.
        with_folder: its folder is made if it does not exist.
        free: its path must not exist yet.
    """

    path: Path
    content: bytes | None
    keep: Keep = Keep.EVERY
    like: Path | None = None
    expected: FileStamp | None = None
    follow: bool = False
    private: bool = False
    with_folder: bool = False
    free: bool = False


@dataclass
class Job:
    """The state of one file being put in place."""

    new: New
    target: Path
    owner: str
    was: FileStamp | None = None
    """The existing file as examined; None if there is none, or a link."""
    there: bool = False
    missing: Path | None = None
    """The topmost missing folder; it appears complete, with this file in it."""
    fresh: Path | None = None
    """The new file, while hidden."""
    taken: Path | None = None
    """The previous file, after its removal."""
    kept: Path | None = None
    placed: bool = False
    same: bool = False
    """An identical file exists already: there is nothing to do."""
    _inode: tuple[int, int] | None = None
    _swapped: bool = False

    @property
    def path(self) -> Path:
        """The destination, as given by the user."""
        return self.new.path

    @classmethod
    def looked(cls, new: New, owner: str) -> "Job":
        """Examine the destination of a file; nothing is changed.

        Raises:
            WorkbookLockedError: a program has it open.
            WorkbookChangedError: it is not the expected version.
            FileError: the destination is impossible for a file.
            OSError: it cannot be written there.
        """
        target = real_path(new.path) if new.follow else new.path
        for place in dict.fromkeys((new.path, target)):
            check_not_open(place)
        job = cls(new, target, owner)
        job.missing = missing_folder(target)
        if job.missing is not None:
            if not new.with_folder:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
            return job
        mode = mode_of(target)
        earlier = mode_of(previous_of(target))  # a name that is too long is detected now
        if earlier is not None and stat.S_ISDIR(earlier) and new.keep is Keep.LATEST:
            check_ordinary(previous_of(target), earlier)
        if mode is not None:
            job._look_at(mode)
        job._check_expected(job.was)
        return job

    def _look_at(self, mode: int) -> None:
        """Examine the existing file."""
        self.there = True
        if not stat.S_ISLNK(mode):
            check_ordinary(self.target, mode)
            self.was = stamp_at(self.target)[1]
        content = self.new.content
        if self.new.keep is Keep.EVERY and content is not None and self.was is not None:
            self.same = self.was.sha256 == digest(content)
        if self.new.free and not self.same:
            raise WorkbookChangedError(APPEARED.format(self.target))
        if self.was is not None and not self.same:
            check_may_write(self.target)

    def _check_expected(self, found: FileStamp | None) -> None:
        expected = self.new.expected
        if expected is None:
            return
        if found is None:
            raise WorkbookChangedError(GONE.format(self.target))
        if not found.same_content(expected):
            moment = datetime.fromtimestamp(found.mtime_ns / 1e9)
            raise WorkbookChangedError(CHANGED.format(self.target, time_of(moment)))

    def write(self, folder: Path | None = None) -> None:
        """Write the new file hidden: beside its destination, or in a hidden folder."""
        content, like = self.new.content, self.new.like
        if content is None or self.same:
            return
        at_last = self.target if folder is None else folder / self.target.name
        fresh = at_last if folder is not None else unready(self.target.parent, self.owner)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        closed = self.was is not None or like is not None or self.new.private
        self.fresh = fresh
        with os.fdopen(os.open(fresh, flags, 0o600 if closed else 0o666), "wb") as file:
            file.write(content)
            file.flush()
            if self.new.private:
                pass
            elif self.was is not None:
                hand_over(fresh, self.target)
            elif like is not None:
                lend(fresh, like)
            os.fsync(file.fileno())
            status = os.fstat(file.fileno())
            self._inode = status.st_dev, status.st_ino

    def place(self) -> None:
        """Give the new file its name, and remove the previous one.

        Raises:
            WorkbookChangedError: the existing file is not the one that was examined.
            OSError: it failed; ``undo`` reverts what was done.
        """
        if self.same:
            return
        if self.new.content is None:
            if self.there:
                name = self._hidden(b"")
                self.target.rename(name)
                self.taken, self.placed = name, True
            return
        assert self.fresh is not None
        if self.there:
            self._replace(self.fresh)
            return
        try:
            give_name(self.fresh, self.target)
        except FileExistsError:
            raise WorkbookChangedError(APPEARED.format(self.target)) from None
        self.fresh, self.placed = None, True

    def _hidden(self, content: bytes) -> Path:
        old = self.was.sha256 if self.was is not None else ""
        return swapping(self.target, self.owner, digest(content), old, self.new.keep)

    def _replace(self, fresh: Path) -> None:
        name = self._hidden(self.new.content or b"")
        if self.new.keep is Keep.NONE:
            fresh.replace(self.target)
            self.fresh, self.placed = None, True
            return
        fresh.rename(name)
        self.fresh = name
        try:
            if swapped(name, self.target):
                self.fresh, self.taken, self.placed, self._swapped = None, name, True, True
            else:
                self._link_and_replace(name)
        except FileNotFoundError:
            raise WorkbookChangedError(GONE.format(self.target)) from None
        self._check_expected(self._taken_stamp())

    def _link_and_replace(self, fresh: Path) -> None:
        """Where names cannot be swapped: give the existing file a second name first."""
        taken = self._hidden(self.new.content or b"")
        before = _version(self.target)
        try:
            os.link(self.target, taken, follow_symlinks=False)
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno not in _CANNOT_LINK:
                raise
            shutil.copy2(self.target, taken, follow_symlinks=False)
        self.taken = taken
        self._check_expected(self._taken_stamp())
        # As late as possible: a sync client does not wait for our lock.
        if _version(self.target) != before:
            raise WorkbookChangedError(CHANGED.format(self.target, time_of(datetime.now())))
        fresh.replace(self.target)
        self.fresh, self.placed = None, True

    def _taken_stamp(self) -> FileStamp | None:
        assert self.taken is not None
        return None if self.taken.is_symlink() else stamp_at(self.taken)[1]

    def undo(self) -> None:
        """Restore everything.

        Raises:
            OSError: it failed.
        """
        if not self.placed:
            return
        if self.taken is None and self.there:
            raise FileExistsError(errno.EEXIST, "what was there is not kept", str(self.target))
        if self.taken is None:
            if self._is_ours(self.target):
                self.target.unlink()
        elif self.new.content is None:
            give_name(self.taken, self.target)
            self.taken = None
        elif self._swapped and swapped(self.taken, self.target):
            if not self._is_ours(self.taken):  # yet another version appeared
                retire(self.taken, self.target, Keep.EVERY, seen=False)
        else:
            self.taken.replace(self.target)
        self.placed = False

    def _is_ours(self, path: Path) -> bool:
        with contextlib.suppress(OSError):
            status = path.lstat()
            return (status.st_dev, status.st_ino) == self._inode
        return False

    def finish(self) -> None:
        """Keep the previous file, under its new name.

        Raises:
            OSError: it failed.
        """
        if self.taken is None:
            return
        found = self._taken_stamp()
        seen = (
            found is None
            if self.was is None
            else found is not None and (found.same_content(self.was))
        )
        self.kept = retire(self.taken, self.target, self.new.keep, seen=seen)
        self.taken = self.kept

    def clear(self) -> None:
        """Remove what is left of our own files; that may fail again."""
        for path in (self.fresh, None if self.placed else self.taken):
            if path is not None:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)


def _version(path: Path) -> tuple[int, ...]:
    """What changes when the file is replaced, obtained with one call."""
    status = path.lstat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
