"""A LibreOffice of its own on a screen of its own, with keys sent to its window."""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TOOLS = ("Xvfb", "xdotool", "soffice")
_SCREEN = "1366x768x24"
_TIMEOUT = 60.0
_REFUSED = "Dat past hier niet"
_SETTINGS = {
    ("Save/Document", "WarnAlienFormat"): "false",
    ("Misc", "FirstRun"): "false",
    ("Misc", "ShowTipOfTheDay"): "false",
}
"""No questions that a test does not ask."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)


@dataclass
class Office:
    """LibreOffice with one window at a time."""

    display: str
    profile: Path
    processes: list[subprocess.Popen[bytes]]
    _main: str = ""

    def _run(self, *command: str) -> str:
        env = {**os.environ, "DISPLAY": self.display}
        done = subprocess.run(
            command, check=False, env=env, capture_output=True, text=True, timeout=_TIMEOUT
        )
        return done.stdout.strip()

    def _windows(self, name: str) -> list[str]:
        return self._run("xdotool", "search", "--onlyvisible", "--name", name).split()

    def open(self, path: Path) -> None:
        """Open a workbook and give its window the keys."""
        command = ("soffice", f"-env:UserInstallation={self.profile.as_uri()}")
        options = ("--norestore", "--nologo", "--nofirststartwizard", "--calc", str(path))
        env = {**os.environ, "DISPLAY": self.display}
        self.processes.append(subprocess.Popen((*command, *options), env=env))
        until(lambda: bool(self._windows(path.stem)), f"the window of {path.name}")
        time.sleep(1.0)  # it is drawn before it listens
        self._main = self._windows(path.stem)[-1]
        self._focus(self._main)

    def _focus(self, window: str) -> None:
        self._run("xdotool", "windowfocus", window)

    def type(self, text: str) -> None:
        """Type; a tab and a line end are the keys Tab and Enter."""
        self._run("xdotool", "type", "--delay", "30", text)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key, such as ``Tab`` or ``ctrl+s``."""
        self._run("xdotool", "key", "--delay", "15", "--repeat", str(times), key)

    def refuses(self) -> bool:
        """Whether the program says that what was typed does not fit; closes the message."""
        try:
            until(lambda: bool(self._windows(_REFUSED)), "a message", 5.0)
        except TimeoutError:
            return False
        self._focus(self._windows(_REFUSED)[-1])  # a window manager would do so
        self.press("Return")
        until(lambda: not self._windows(_REFUSED), "the message to close")
        self._focus(self._main)
        self.press("Escape")
        return True

    def save(self, path: Path) -> None:
        """Save, and wait until the file is there."""
        before = path.stat().st_mtime_ns
        self.press("ctrl+s")
        until(lambda: path.stat().st_mtime_ns != before, "the file to be saved")
        lock = path.with_name(f".~lock.{path.name}#")
        self.press("ctrl+w")
        until(lambda: not lock.exists(), "the workbook to close")


def until(true: Callable[[], bool], what: str, seconds: float = _TIMEOUT) -> None:
    """Wait for something.

    Raises:
        TimeoutError: it did not come.
    """
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.1)


@contextlib.contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Start a screen, on which LibreOffice starts with the first workbook; end both."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = (_ITEM.format(path, name, value) for (path, name), value in _SETTINGS.items())
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(_PROFILE.format("\n".join(items)), "utf-8")
    read, write = os.pipe()
    command = (
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        _SCREEN,
        "-noreset",
        "-nolisten",
        "tcp",
    )
    screen = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    here = Office(display, profile, [])
    try:
        yield here
    finally:
        for process in (*reversed(here.processes), screen):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
