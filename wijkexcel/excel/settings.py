"""The settings of xlwings for one user: which Python Excel starts, and which functions it imports.

Settings made by others stay, even if they specify a Python in another way: Excel then starts that
one, so nothing of ours is added that it would not know. For names and precedence see xlwings'
sources, ``addin/Main.bas`` and ``addin/Config.bas``.
"""

import locale
import ntpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wijkexcel.dutch.lists import listed
from wijkexcel.excel.buttons import INTERPRETERS, MODULES, WINDOWS, as_excel_reads, settings_line

_OLD_NAME = "INTERPRETER"
_CONDA = ("CONDA PATH", "CONDA ENV")
"""Anaconda counts only if both are set."""


@dataclass(frozen=True)
class SettingsFile:
    """A settings file with our settings added."""

    content: bytes | None
    """The new content; None if nothing changes."""
    ours: dict[str, str]
    """Our settings in it."""
    other_python: str
    """Others' setting that makes Excel start another Python, in words; or empty."""
    other_modules: str
    """Others' setting for modules with functions, which then does not include ours."""


def put(
    content: bytes,
    wanted: Mapping[str, str],
    ours: Mapping[str, str],
    environment: Mapping[str, str],
) -> SettingsFile:
    """Put settings in a settings file.

    Args:
        content: the contents of the file.
        wanted: the settings by name; the first one specifies Python.
        ours: settings made by an earlier version of ours.
        environment: the values for ``%NAME%`` in a path.

    Raises:
        FileError: a setting contains a character that Excel cannot read there.
    """
    lines = _lines(content)
    python, *_ = wanted
    other = _other_python(lines, python, wanted[python], ours, environment)
    theirs = "" if other else _other_modules(lines, wanted, ours)
    new = {
        key: value
        for key, value in wanted.items()
        if not other and value_of(content, key) in {None, "", ours.get(key)}
    }
    still = {key: value for key, value in ours.items() if value_of(content, key) == value}
    rest = [line for line in lines if _key(line) not in new]
    added = [as_excel_reads(settings_line(key, value)) for key, value in new.items()]
    return SettingsFile(b"".join([*rest, *added]) if new else None, still | new, other, theirs)


def take(content: bytes, ours: Mapping[str, str]) -> bytes | None:
    """Remove our settings from a file; None if there are none left in it."""
    lines = _lines(content)
    rest = [line for line in lines if ours.get(_key(line)) != (value_of(line, _key(line)) or "")]
    return b"".join(rest) if len(rest) < len(lines) else None


def value_of(content: bytes, key: str) -> str | None:
    """The value of a setting as written; None if it is missing."""
    encoding = locale.getpreferredencoding(do_setlocale=False)
    for line in _lines(content):
        if _key(line) == key:
            text = line.partition(b",")[2].strip().strip(b'"')
            return text.decode(encoding, errors="replace")
    return None


def _other_python(
    lines: list[bytes],
    key: str,
    wanted: str,
    ours: Mapping[str, str],
    environment: Mapping[str, str],
) -> str:
    """Others' setting that makes Excel start another Python; empty if there is none.

    A path to an interpreter takes precedence over Anaconda: xlwings then runs that path, at most
    after activating Anaconda.
    """
    content = b"".join(lines)
    for name in (key, _OLD_NAME):
        found = value_of(content, name)
        if found:
            same = name == key and found == ours.get(key)
            return (
                ""
                if same or _same_python(found, wanted, key, environment)
                else (f"{name} ({found})")
            )
    conda = {name: value_of(content, name) for name in _CONDA}
    if key == INTERPRETERS[WINDOWS] and all(conda.values()):
        return listed(f"{name} ({found})" for name, found in conda.items())
    return ""


def _same_python(found: str, wanted: str, key: str, environment: Mapping[str, str]) -> bool:
    """Whether two paths belong to one Python: on Windows each has two programs."""
    if key != INTERPRETERS[WINDOWS]:
        return found == wanted
    known = {name.upper(): value for name, value in environment.items()}
    found = re.sub(r"%(\w+)%", lambda name: known.get(name[1].upper(), name[0]), found)
    folders = {ntpath.normcase(ntpath.dirname(path)) for path in (found, wanted)}
    names = {ntpath.basename(path).casefold() for path in (found, wanted)}
    return len(folders) == 1 and names <= {"python.exe", "pythonw.exe"}


def _other_modules(lines: list[bytes], wanted: Mapping[str, str], ours: Mapping[str, str]) -> str:
    found = value_of(b"".join(lines), MODULES) or ""
    if MODULES not in wanted or found == ours.get(MODULES):
        return ""
    return "" if wanted[MODULES] in found.split(";") else found


def _lines(content: bytes) -> list[bytes]:
    """Lines of a settings file with their line ends, without blank ones."""
    lines = (line for line in content.splitlines(keepends=True) if line.strip())
    return [line if line.endswith(b"\n") else line + b"\n" for line in lines]


def _key(line: bytes) -> str:
    return line.split(b",", 1)[0].strip().strip(b'"').decode("latin-1").upper()
