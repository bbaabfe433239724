"""The settings of xlwings for one user: which Python Excel starts, and which functions it imports.

What somebody else set stays, also where it says in another way which Python that is: then Excel
starts theirs, so nothing of ours is added that theirs would not know. Names and who wins from
whom: xlwings' sources, ``addin/Main.bas`` and ``addin/Config.bas``.
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
"""Anaconda counts only where both are set."""


@dataclass(frozen=True)
class Put:
    """A settings file with ours in it."""

    content: bytes | None
    """The new content; None where nothing changes."""
    ours: dict[str, str]
    """What in it is ours."""
    other_python: str
    """What somebody else set that has Excel start another Python, in words; or empty."""
    other_modules: str
    """What somebody else set as modules with functions, so that ours are not among them."""


def put(
    content: bytes,
    wanted: Mapping[str, str],
    ours: Mapping[str, str],
    environment: Mapping[str, str],
) -> Put:
    """Put settings in a settings file.

    Args:
        content: what is in the file.
        wanted: the settings by their names; the first says which Python.
        ours: what an earlier version of us put there.
        environment: what ``%NAME%`` in a path stands for.

    Raises:
        FileError: a setting holds a sign that Excel cannot read there.
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
    return Put(b"".join([*rest, *added]) if new else None, still | new, other, theirs)


def take(content: bytes, ours: Mapping[str, str]) -> bytes | None:
    """Take our settings out of a file; None where none of them stands there any more."""
    lines = _lines(content)
    rest = [line for line in lines if ours.get(_key(line)) != (value_of(line, _key(line)) or "")]
    return b"".join(rest) if len(rest) < len(lines) else None


def value_of(content: bytes, key: str) -> str | None:
    """The value of a setting as it was written; None when it is not there."""
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
    """What somebody else set that has Excel start another Python; empty where there is none.

    A path to an interpreter goes before Anaconda: xlwings then runs that path, and has Anaconda
    at most switched on first.
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
    """Whether two paths are of one Python: on Windows there are two programs of each."""
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
    """Lines of a settings file, each with its end; blank ones left out."""
    lines = (line for line in content.splitlines(keepends=True) if line.strip())
    return [line if line.endswith(b"\n") else line + b"\n" for line in lines]


def _key(line: bytes) -> str:
    return line.split(b",", 1)[0].strip().strip(b'"').decode("latin-1").upper()
