"""Finds LibreOffice, a Python that can talk to it, and the folder of the user's own settings.

Set ``XLWINGS_LIBREOFFICE`` to the program ``soffice``, or ``XLWINGS_LIBREOFFICE_PYTHON`` to a
Python that imports ``uno``, if the search does not find the right one.
"""

import contextlib
import hashlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from xlwings import XlwingsError

PROGRAM, PYTHON = "XLWINGS_LIBREOFFICE", "XLWINGS_LIBREOFFICE_PYTHON"
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
_PASSING, _LONG_AGO = "xlwings-libreoffice-", 3600.0
"""Prefix of our own profiles' names; seconds after which no start can still be in progress."""
_PACKAGES = ("/usr/lib/python3/dist-packages", "/usr/lib/python3/site-packages")


def soffice() -> Path:
    """The program that starts LibreOffice.

    Raises:
        XlwingsError: there is none.
    """
    if given := os.environ.get(PROGRAM):
        if Path(given).is_file():
            return Path(given)
        raise XlwingsError(f"{PROGRAM} is {given}, and no program is there.")
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    folders = [os.environ.get(key) for key in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    places = [Path(f) / "LibreOffice" / "program" / "soffice.exe" for f in folders if f]
    for place in (*places, Path(_MAC)):
        if place.is_file():
            return place
    message = (
        "LibreOffice was not found. Install it, or set the environment variable "
        f"{PROGRAM} to the program soffice."
    )
    raise XlwingsError(message)


def pythons() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pythons that may be able to import ``uno``, with folders to add to their path; best first.

    LibreOffice's own comes first if it has one (Windows, Mac, LibreOffice's own Linux packages);
    then the distribution's, for which its package ``python3-uno`` was made; then the running one,
    with the distribution's packages, which works if the versions are equal.
    """
    if given := os.environ.get(PYTHON):
        yield given, ()
        return
    folder = soffice().resolve().parent
    resources = folder.parent / "Resources"
    for own in (folder / "python.exe", folder / "python", resources / "python"):
        if own.is_file():
            yield str(own), ()
    if sys.platform.startswith("linux"):
        for place in ("/usr/bin/python3", "/usr/local/bin/python3"):
            if Path(place).is_file():
                yield place, ()
    yield sys.executable, (str(folder), *_PACKAGES)


def profile() -> Path:
    """The folder in which the user's own LibreOffice keeps its settings."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "LibreOffice" / "4"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LibreOffice" / "4"
    settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(settings) / "libreoffice" / "4"


def passing_profile() -> Path:
    """Make a temporary profile, removed when its LibreOffice ends.

    A profile left behind by a killed process is removed.
    """
    place = Path(tempfile.gettempdir())
    with contextlib.suppress(OSError):
        for left in place.glob(f"{_PASSING}*"):
            with contextlib.suppress(OSError):
                status = left.lstat()
                mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
                old = time.time() - status.st_mtime > _LONG_AGO
                if mine and old and stat.S_ISDIR(status.st_mode) and not running(left):
                    shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=_PASSING))


def running(folder: Path) -> bool:
    """Whether a LibreOffice with this profile is running.

    Outside Linux one that crashed and left its lock counts as running too.
    """
    if not (folder / ".lock").exists():
        return False
    sockets = Path("/proc/net/unix")
    if not sockets.exists():
        return True
    # The pipe by which a second LibreOffice with the same profile finds the first.
    address = hashlib.md5(folder.absolute().as_uri().encode("utf-16-le"), usedforsecurity=False)
    name = "".join(f"{byte:x}" for byte in address.digest())
    pipe = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{name}"
    return any(line.endswith(pipe) for line in sockets.read_text(errors="replace").splitlines())


def pipe_of(folder: Path) -> str:
    """Name of the pipe to the LibreOffice with this profile.

    It is derived from the profile, so that every Python of the user finds the same LibreOffice.
    """
    text = os.path.normcase(folder.absolute())
    return f"xlwings{hashlib.sha256(text.encode()).hexdigest()[:16]}"
