"""Stop a command at any moment: ``python -m tests.post.moments verzamel``.

The command runs in a process of its own. From the moment that it takes its lock, every call that
reaches the operating system counts as two moments: just before it and just after. At one of them
the process is killed with ``kill -9`` (``dood``), or that call is told that the disk is full
(``vol``); or the folder lies on a real disk with a few pages left (``klein``, as root on Linux).

After each: the workbook is the old one or the new one, to the byte; what goes to the scorers is
there in full or not at all; nothing half can be seen. And the same command once more does its
work, and leaves nothing behind but what belongs there.
"""

import argparse
import errno
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import FrameType

from tests.post.scenes import SCENES, Scene, Tree, remember, tree
from wijkexcel.errors import WijkexcelError

DONE, TOLD, KILLED = "done", "told", "killed"
CLEAR = (
    "de schijf is vol. Er is niets opgeslagen.",
    "de schijf is vol. Maak ruimte",
    "is opgeslagen, maar de schijf meldt een fout",
)
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
DISK, PAGE = 8 << 20, 4096
_SYSTEM = {"posix", "_io", "io", "fcntl"}
_ON_DISK = (io.FileIO, io.BufferedRandom, io.BufferedWriter)
_ONLY_NAMES = {"_path_normpath", "fspath"}
"""Calls that stand among those of the system and work on names alone."""
_FILLS = {"open", "write", "flush", "fsync", "mkdir", "rename", "replace", "sendfile"}
"""Calls that a full disk can refuse."""


@dataclass(frozen=True)
class Ended:
    """How a run ended; ``moments``: how many it has passed."""

    how: str
    said: str = ""
    moments: int = 0


class Watch:
    """Counts the moments of this process, and does something at one of them."""

    def __init__(
        self, at: int, act: Callable[[], None], counted: Callable[[str, str], bool]
    ) -> None:
        self.at, self.act, self.counted = at, act, counted
        self.passed = 0
        self.begun = False

    def __call__(self, frame: FrameType, event: str, called: object) -> None:
        if event not in {"c_call", "c_return"}:
            return
        name: str = getattr(called, "__name__", "")
        file = frame.f_code.co_filename
        reaches = getattr(called, "__module__", None) in _SYSTEM and name not in _ONLY_NAMES
        if not reaches and not isinstance(getattr(called, "__self__", None), _ON_DISK):
            return
        if not self.begun:
            self.begun = name == "open" and file.endswith("lock.py")
        # Looking into a folder to remove it takes no room.
        removing = name == "open" and "rmtree" in frame.f_code.co_name
        if self.begun and not removing and self.counted(event, name):
            self.passed += 1
            if self.passed == self.at:
                self.act()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _refuse() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def dead(at: int) -> Watch:
    """Watch that ends the process at a moment."""
    return Watch(at, _kill, lambda *_: True)


def full(at: int) -> Watch:
    """Watch that lets one call find the disk full."""
    return Watch(at, _refuse, lambda event, name: event == "c_call" and name in _FILLS)


def in_a_process(work: Callable[[], None], watch: Watch | None = None) -> Ended:
    """Run work in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        said, code = "", 0
        try:
            if watch is not None:
                sys.setprofile(watch)
            work()
        except WijkexcelError as error:
            said, code = str(error), 2
        except BaseException as error:
            said, code = repr(error), 3
        sys.setprofile(None)
        os.write(writer, f"{watch.passed if watch else 0} {said}".encode())
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        count, _, said = pipe.read().decode().partition(" ")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    how = {0: DONE, 2: TOLD, -signal.SIGKILL: KILLED}.get(status, f"exit code {status}")
    return Ended(how, said, int(count or 0))


@dataclass
class Trial:
    """One scene, stopped again and again in one folder."""

    scene: Scene
    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    _old: Tree = field(default_factory=dict)
    _new: Tree = field(default_factory=dict)
    _again: Tree = field(default_factory=dict)

    def prepare(self) -> None:
        """See what a run gives that nothing happens to, and one after it.

        In this process, so that what was calculated need not be calculated again.
        """
        remember()
        self._old = self.scene.before
        self.restore()
        self._run()
        self._new = tree(self.folder)
        self._run()
        self._again = tree(self.folder)

    def _run(self) -> None:
        self.scene.run(self.folder)

    def restore(self) -> None:
        """Put everything back as it was before."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, content in self.scene.before.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_bytes(content)

    def stop(self, watch: Watch | None = None) -> Ended:
        """Start anew, and run."""
        self.restore()
        return in_a_process(self._run, watch)

    def look(self, where: str, ended: Ended) -> None:
        """See what is there, and run again."""
        found = tree(self.folder)
        state = self._state(found)
        if state == "broken":
            self._wrong(where, "the workbook is neither old nor new")
        if ended.how not in {DONE, TOLD, KILLED}:
            self._wrong(where, f"{ended.how}: {ended.said}")
        if ended.how == TOLD and not any(words in ended.said for words in CLEAR):
            self._wrong(where, f"no clear word: {ended.said}")
        if ended.how == DONE and state != "new":
            self._wrong(where, "it said nothing and did nothing")
        for name, content in found.items():
            if _hidden(name):
                if ended.how != KILLED:
                    self._wrong(where, f"litter: {name}")
            elif content not in (self._old.get(name), self._new.get(name)):
                self._wrong(where, f"{name} is neither old nor new")
        for start in self.scene.whole:
            there, all_ = (
                {n for n in names if n.startswith(start)} for names in (found, self._new)
            )
            if there not in (set(), all_):
                self._wrong(where, f"a part of {start}: {sorted(there)}")
        self.counts[f"{ended.how}, the workbook is {state}"] += 1
        self._again_after(where, self._new if state == "old" else self._again)

    def _state(self, found: Tree) -> str:
        books = {self._old[self.scene.book]: "old", self._new[self.scene.book]: "new"}
        return books.get(found.get(self.scene.book, b""), "broken")

    def _again_after(self, where: str, wanted: Tree) -> None:
        ended = in_a_process(self._run)
        after = tree(self.folder)
        if ended.how != DONE:
            self._wrong(where, f"again: {ended.how}: {ended.said}")
        elif after[self.scene.book] != wanted[self.scene.book]:
            self._wrong(where, "again: another workbook")
        elif _no_earlier(after) != _no_earlier(wanted):
            self._wrong(where, f"again: {sorted(_no_earlier(after) ^ _no_earlier(wanted))}")

    def _wrong(self, where: str, what: str) -> None:
        self.problems.append(f"{self.scene.name}, {where}: {what}")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in Path(name).parts)


def _no_earlier(found: Tree) -> set[str]:
    """Names, but for earlier versions that were kept: how many there are depends on the moment."""
    return {name for name in found if ".vorige" not in name}


def spread(moments: int, wanted: int, seed: str) -> list[int]:
    """Moments spread over a run: all when there are few, else one of each stretch by the seed."""
    if moments <= wanted:
        return list(range(1, moments + 1))
    edges = [1 + i * moments // wanted for i in range(wanted + 1)]
    chance = random.Random(seed)
    return [chance.randrange(start, end) for start, end in pairwise(edges)]


def at_each(trial: Trial, wanted: int, seed: str, watch: Callable[[int], Watch]) -> int:
    """Let something happen at so many moments."""
    whole = trial.stop(watch(0))
    if whole.how != DONE:
        raise AssertionError(whole)
    moments = spread(whole.moments, wanted, seed)
    for at in moments:
        trial.look(f"at {at}", trial.stop(watch(at)))
    return len(moments)


def on_a_small_disk(trial: Trial, wanted: int, _seed: str) -> int:
    """Leave ever more pages of the disk, until a run fits."""
    room = trial.folder / "disk"
    room.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "wijkexcel", str(room)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        raise PermissionError("Only root can make a small disk, and not everywhere.")
    try:
        trial.folder = room / "werk"
        trial.folder.mkdir()
        trial.stop()
        trial.restore()
        pages = sum(1 + len(c) // PAGE for c in tree(trial.folder).values())
        return _fill(trial, room / "ballast", max(1, 3 * pages // wanted))
    finally:
        subprocess.run(["umount", str(room)], check=True)


def _fill(trial: Trial, ballast: Path, step: int) -> int:
    left = times = 0
    while True:
        trial.restore()
        free = os.statvfs(ballast.parent).f_bfree
        ballast.write_bytes(bytes((free - left) * PAGE))
        ended = in_a_process(trial._run)
        ballast.unlink()
        trial.look(f"with {left} pages left", ended)
        times += 1
        if ended.how == DONE:
            return times
        left += step


WAYS: dict[str, Callable[[Trial, int, str], int]] = {
    "dood": partial(at_each, watch=dead),
    "vol": partial(at_each, watch=full),
    "klein": on_a_small_disk,
}


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.post.moments", description=__doc__)
    parser.add_argument("wat", choices=[*SCENES])
    parser.add_argument("--hoe", choices=[*WAYS], nargs="+", default=["dood"])
    parser.add_argument("--aantal", type=int, default=10_000)
    parser.add_argument("--zaad", default="", help="kiest welke momenten, als het er minder zijn")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="wijkexcel-", dir=IN_MEMORY) as name:
        trial = Trial(SCENES[asked.wat](), Path(name))
        trial.prepare()
        for how in asked.hoe:
            started = time.monotonic()
            count = WAYS[how](trial, asked.aantal, asked.zaad)
            _tell(f"{how}: {count} moments in {time.monotonic() - started:.0f} s", trial)
    return 1 if trial.problems else 0


def _tell(what: str, trial: Trial) -> None:
    """What came of one way; the counts begin anew."""
    for seen, times in sorted(trial.counts.items()):
        print(f"{times:5} {seen}")
    trial.counts.clear()
    for problem in trial.problems:
        print(problem)
    print(f"{what}, {len(trial.problems)} problems")


if __name__ == "__main__":
    sys.exit(main())
