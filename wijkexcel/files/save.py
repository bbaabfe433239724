"""Put files in place: all or none, complete, and never overwriting a version that is not kept.

First everything is examined, then everything is written to hidden files, and only then do files get
their names. A replaced file swaps names with the new one, so that exactly the version present at
that moment comes out; it is examined again, and kept. So a colleague or sync client that intervenes
loses nothing. Where a file system cannot swap (Windows, many network shares) the file gets a second
name first, and only a version that appears between that and the next step, a moment later, can be
missed.
"""

import contextlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkexcel.dutch.lists import commas
from wijkexcel.errors import FileError, WijkexcelError, WorkbookChangedError
from wijkexcel.files.exchange import give_name
from wijkexcel.files.folders import NO_FOLDER, make_folder, sync_folder
from wijkexcel.files.job import APPEARED, Job, New
from wijkexcel.files.leftovers import Keep, mark, previous_of, sweep, unready
from wijkexcel.files.reading import FileStamp, read_file
from wijkexcel.files.trouble import Doing, explained

if sys.platform != "win32":
    import fcntl

__all__ = ["Keep", "New", "check", "keep_copy", "previous_of", "put", "save_atomic"]

NOTHING_SAVED = "Er is niets opgeslagen."
NOT_THERE = "Er is niets opgeslagen: de map {} bestaat niet. Maak die eerst."
BETWEEN_DONE = "Het werkboek is wel al opgeslagen. Geef dezelfde opdracht opnieuw."


def save_atomic(
    path: Path,
    data: bytes,
    *,
    expected: FileStamp | None = None,
    keep_previous: bool = True,
    like: Path | None = None,
) -> Path | None:
    """Put one file in place; see ``put``. A symbolic link is followed.

    Returns where the previous version is kept, as ``NAAM.vorige``; None if there was none, or if it
    was made by the program itself (``keep_previous=False``).
    """
    kept = Keep.LATEST if keep_previous else Keep.NONE
    return put([New(path, data, kept, like, expected, follow=True)])[0]


def put(
    files: Sequence[New], between: Callable[[], object] | None = None
) -> tuple[Path | None, ...]:
    """Put files in place so that each is at all times the complete old or new version.

    Afterwards all of them are in place, or none is and everything is as before. The first file is
    put in place first; the left-overs of a killed run are identified by it.

    Args:
        files: contents and destinations.
        between: called when all is written and nothing is in place yet; cannot be undone: letting
            another program save the workbook.

    Returns:
        For each file where its previous version is kept; None if there was none.

    Raises:
        WorkbookLockedError: a program has one of the files open.
        WorkbookChangedError: one is no longer the same version.
        FileError: one cannot be written, or the disk fails; the message says what was saved.
    """
    jobs = _look(files)
    if not jobs:
        return ()
    work = _Work(jobs)
    with contextlib.ExitStack() as stack:
        for folder in sorted(work.folders):
            alone = stack.enter_context(_one_saver(folder))
            sweep(folder, jobs[0].owner, alone=alone)
        stack.callback(work.clear)
        try:
            work.run(between)
        except BaseException as error:
            state = _state(work.undo(), between=work.between)
            if isinstance(error, OSError):
                state = state or NOTHING_SAVED
                raise explained(work.path, error, Doing.SAVE, state=state) from error
            if state and isinstance(error, WijkexcelError):
                raise FileError(f"{error} {state}") from error
            raise
        work.last()
    return tuple(job.kept for job in jobs)


def check(files: Sequence[New]) -> None:
    """Check whether files could be put in place; nothing is written.

    Raises:
        FileError: as ``put``.
    """
    _look(files)


def keep_copy(path: Path) -> Path:
    """Keep a copy of a file as its previous version; returns the path.

    For a file that another program is about to save.

    Raises:
        FileError: it cannot be read or written.
    """
    put([New(previous_of(path), read_file(path), Keep.NONE, like=path)])
    return previous_of(path)


def _look(files: Sequence[New]) -> list[Job]:
    jobs: list[Job] = []
    for new in files:
        try:
            jobs.append(Job.looked(new, mark(files[0].path)))
        except NotADirectoryError as error:
            raise FileError(NO_FOLDER.format(error.filename or new.path)) from error
        except FileNotFoundError as error:
            raise FileError(NOT_THERE.format(new.path.parent)) from error
        except OSError as error:
            path = error.filename if isinstance(error, IsADirectoryError) else new.path
            raise explained(Path(path), error, Doing.SAVE, state=NOTHING_SAVED) from error
    return jobs


@dataclass
class _Folder:
    """A folder that does not exist yet: it appears with everything in it."""

    path: Path
    hidden: Path
    jobs: list[Job]
    placed: bool = False

    def write(self) -> None:
        first = self.jobs[0].new
        for job in self.jobs:
            inside = self.hidden / job.target.absolute().parent.relative_to(self.path)
            make_folder(inside, first.like, private=first.private)
            job.write(inside)
        for each, _, _ in os.walk(self.hidden):
            sync_folder(Path(each))

    def place(self) -> None:
        try:
            give_name(self.hidden, self.path)
        except FileExistsError:
            raise WorkbookChangedError(APPEARED.format(self.path)) from None
        self.placed = True


class _Work:
    """All files of one save, and their new folders."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = [job for job in jobs if job.missing is None]
        self.new_folders: list[_Folder] = []
        self.between = False
        self.path = jobs[0].path
        """The current operation, for the message if it fails."""
        for path in dict.fromkeys(job.missing for job in jobs if job.missing is not None):
            inside = [job for job in jobs if job.missing == path]
            self.new_folders.append(_Folder(path, unready(path.parent, jobs[0].owner), inside))

    @property
    def folders(self) -> set[Path]:
        """Folders in which files change."""
        return {job.target.absolute().parent for job in self.jobs} | {
            folder.path.parent for folder in self.new_folders
        }

    def run(self, between: Callable[[], object] | None) -> None:
        """Write everything, and then put everything in place.

        Raises:
            OSError: a step failed; ``undo`` then reverts what was done.
            WorkbookChangedError: there is another version; likewise.
        """
        steps: list[Job | _Folder] = [*self.jobs, *self.new_folders]
        for step in steps:
            self.path = step.path
            step.write()
        if between is not None:
            between()
            self.between = True
        for step in steps:
            self.path = step.path
            step.place()
        # The earlier version of a workbook goes last: that cannot be undone.
        for job in sorted(self.jobs, key=lambda job: job.new.keep in (Keep.LATEST, Keep.OTHERS)):
            self.path = job.path
            job.finish()

    def undo(self) -> list[Path]:
        """Restore everything; returns the files that could not be restored and stay new."""
        stuck = []
        for folder in self.new_folders:
            if folder.placed:
                try:
                    folder.path.rename(folder.hidden)
                    folder.placed = False
                except OSError:
                    stuck.append(folder.path)
        for job in reversed(self.jobs):
            try:
                job.undo()
            except OSError:
                stuck.append(job.target)
        return stuck

    def last(self) -> None:
        """Flush it to disk.

        Raises:
            FileError: the disk fails.
        """
        for folder in sorted(self.folders):
            try:
                sync_folder(folder)
            except OSError as error:
                saved = self.jobs[0].path if self.jobs else folder
                raise FileError(
                    f"'{saved}' is opgeslagen, maar de schijf meldt een fout ({error.strerror}). "
                    "Controleer of het bestand te openen is voor u verder gaat."
                ) from error

    def clear(self) -> None:
        for job in self.jobs:
            job.clear()
        for folder in self.new_folders:
            if not folder.placed:
                shutil.rmtree(folder.hidden, ignore_errors=True)


def _state(in_place: Sequence[Path], *, between: bool) -> str:
    """What was saved all the same; empty for nothing."""
    saved = BETWEEN_DONE if between else ""
    if in_place:
        names = commas(f"'{path}'" for path in in_place)
        saved += f" Wel opgeslagen en niet meer terug te draaien: {names}. Kijk dat eerst na."
    return saved.strip()


class _Held(threading.local):
    """The folders that this thread has locked."""

    def __init__(self) -> None:
        self.folders: set[str] = set()


_HELD = _Held()


@contextlib.contextmanager
def _one_saver(folder: Path) -> Iterator[bool]:
    """Lock the folder against other runs of this program, where the file system can.

    A ``put`` in between finds its folder locked already.
    """
    place = os.path.realpath(folder)
    if sys.platform == "win32" or place in _HELD.folders:
        yield False
        return
    with contextlib.ExitStack() as stack:
        try:
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            alone = True
        except OSError:
            # A missing folder is detected when the file is written.
            alone = False
        _HELD.folders.add(place)
        stack.callback(_HELD.folders.discard, place)
        yield alone
