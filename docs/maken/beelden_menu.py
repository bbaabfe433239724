"""The picture of the menu in LibreOffice: a real window on a separate screen (Xvfb)."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wijkexcel import libreoffice_menu
from wijkexcel.xlwings_libreoffice import programs

NAME: Final = "libreoffice-menu.png"
_SCREEN: Final = "1200x560x24"
_PART: Final = "1200x470+0+0"
_SECONDS: Final = 60


def missing() -> str | None:
    """Missing requirements for this picture; None when there are none."""
    return next((name for name in ("Xvfb", "xdotool", "import") if not shutil.which(name)), None)


def draw(workbook: Path, target: Path, work: Path, settings: str) -> Path:
    """Install the menu in a new profile, open the workbook, open the menu, take the picture."""
    profile = work / "menu"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    libreoffice_menu.install(profile)
    with _screen() as display, _window(workbook, profile, display):
        for keys in (["F10"], ["Left", "Left", "Left"], ["Down"]):
            subprocess.run(["xdotool", "key", *keys], env=display, check=True)
            time.sleep(1)
        picture = target / NAME
        command = ["import", "-window", "root", "-crop", _PART, "+repage"]
        command += ["+dither", "-colors", "48", str(picture)]
        subprocess.run(command, env=display, check=True)
    return picture


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """A virtual screen; yields the environment for programs on it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SCREEN]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield {**os.environ, "DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _window(workbook: Path, profile: Path, display: dict[str, str]) -> Iterator[None]:
    """LibreOffice with the workbook open in a window."""
    office = subprocess.Popen(
        [
            *(str(programs.soffice()), "--nologo", "--norestore"),
            *(f"-env:UserInstallation={profile.as_uri()}", str(workbook)),
        ],
        env=display,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        search = ["xdotool", "search", "--onlyvisible", "--name", workbook.stem]
        deadline = time.monotonic() + _SECONDS
        while subprocess.run(search, env=display, check=False, capture_output=True).returncode:
            if time.monotonic() > deadline:
                raise TimeoutError(f"LibreOffice did not show {workbook}")
            time.sleep(0.5)
        time.sleep(4)  # until everything in the window is drawn
        yield
    finally:
        os.killpg(office.pid, 9)
        office.wait()
