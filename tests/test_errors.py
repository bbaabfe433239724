"""One tree of errors, and one way to say in a docstring which of them come."""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from wijkexcel import errors

ROOT = Path(__file__).parents[1]
APART = ROOT / "wijkexcel" / "xlwings_libreoffice"
MAKERS = (ROOT / "docs" / "maken", ROOT / "workbook_template" / "maken")
ELSEWHERE = {"XlwingsError": "xlwings", "HTTPException": "fastapi"}
"""Errors of libraries that ours pass on."""


@dataclass(frozen=True)
class Class:
    """A class as it is written: its bases, by their last name, and the module that has it."""

    name: str
    bases: tuple[str, ...]
    module: str


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def sources() -> list[Path]:
    return sorted(path for room in (ROOT / "wijkexcel", *MAKERS) for path in room.rglob("*.py"))


def name_of(base: ast.expr) -> str:
    return ast.unparse(base).rpartition(".")[2]


def classes(path: Path) -> Iterator[Class]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removeprefix("wijkexcel.")
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ClassDef):
            yield Class(node.name, tuple(map(name_of, node.bases)), module)


def is_builtin_error(name: str) -> bool:
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)


def exceptions(found: list[Class]) -> dict[str, Class]:
    """The classes that descend from an exception, however far."""
    known: dict[str, Class] = {}
    while new := {
        one.name: one
        for one in found
        if one.name not in known
        and any(base in known or base in ELSEWHERE or is_builtin_error(base) for base in one.bases)
    }:
        known |= new
    return known


@cache
def ours() -> Mapping[str, Class]:
    paths = [path for path in sources() if path.is_relative_to(ROOT / "wijkexcel")]
    return exceptions([one for p in paths if not p.is_relative_to(APART) for one in classes(p)])


def drawn(name: str, before: str = "") -> Iterator[str]:
    """The tree below a class, as ``errors`` draws it."""
    below = sorted(one.name for one in ours().values() if name in one.bases)
    for at, child in enumerate(below):
        last = at == len(below) - 1
        yield f"{before}{'└──' if last else '├──'} {child}"
        yield from drawn(child, before + ("    " if last else "│   "))


def test_the_tree_that_is_drawn_is_the_tree_that_there_is() -> None:
    block = re.findall(r"^    (OurError\n(?:    .+\n)+)", errors.__doc__ or "", re.MULTILINE)
    lines = block[0].replace("\n    ", "\n").rstrip().splitlines()
    told = [re.split(r"(?<=\w)\s+(?=\w)", line, maxsplit=1) for line in lines]
    assert [line[0] for line in told] == ["OurError", *drawn("OurError")]
    homes = {line[0].split()[-1]: line[1] for line in told if len(line) > 1}
    assert homes.pop("WijkexcelError") == "for the user"
    assert homes.pop("InnerError") == "caught within"
    assert homes == {one.name: one.module for one in ours().values() if one.module != "errors"}


def test_every_error_is_in_the_tree() -> None:
    roots = [one.name for one in ours().values() if not set(one.bases) & set(ours())]
    assert roots == ["OurError"]


def test_the_engine_for_libreoffice_knows_none_of_them() -> None:
    apart = exceptions([one for path in APART.rglob("*.py") for one in classes(path)])
    assert len(apart) > 5
    assert not set(apart) & set(ours())


def test_an_error_is_found_however_far_it_descends() -> None:
    found = [Class("A", ("B",), ""), Class("B", ("OSError",), ""), Class("C", ("str",), "")]
    assert set(exceptions(found)) == {"A", "B"}


# --- docstrings ---------------------------------------------------------------------------------

ENTRY = re.compile(r"    (\w+): \S.*")
MORE = re.compile(r" {6,}\S.*")
SAID = re.compile(r":raises?\b|\b[Rr]aise[sd]?\b(?! on purpose)")


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", path.stem), text


def faults(text: str, known: set[str]) -> list[str]:
    """What is wrong with how a docstring says which errors come."""
    before, section, after = text.partition("\nRaises:\n")
    found = [f"says it outside the section: {said[0]}" for said in SAID.finditer(before)]
    lines = after.splitlines()
    if section and not (lines and ENTRY.fullmatch(lines[0])):
        found.append("the section is empty")
    for line in lines:
        if entry := ENTRY.fullmatch(line):
            if entry[1] not in known and not is_builtin_error(entry[1]):
                found.append(f"no error is called {entry[1]}")
        elif not MORE.fullmatch(line):
            found.append(f"neither an error nor more about one: {line!r}")
    return found


def test_every_docstring_says_in_one_way_which_errors_come() -> None:
    known = {*exceptions([one for path in sources() for one in classes(path)]), *ELSEWHERE}
    found = [
        f"{path.relative_to(ROOT)}, {name}: {fault}"
        for path in sources()
        for name, text in docstrings(path)
        for fault in faults(text, known)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Do.\n\nRaises ``FileError`` when it is gone.", "outside"),
        ("Do.\n\n:raises FileError: it is gone.", "outside"),
        ("Do it, or raise ``FileError``.", "outside"),
        ("Do.\n\nRaises the errors of reading.", "outside"),
        ("Do.\n\nRaises:\n    FileErorr: it is gone.", "no error is called"),
        ("Do.\n\nRaises:\n    ``FileError``: it is gone.", "empty"),
        ("Do.\n\nRaises:\n    FileError: it is gone.\n\nThe errors of reading too.", "neither"),
        ("Do.\n\nRaises:\n    FileError: it is gone.\n    or is no file.", "neither"),
    ],
)
def test_another_way_is_found(text: str, fault: str) -> None:
    assert any(fault in found for found in faults(text, {"FileError"}))


def test_the_one_way_passes() -> None:
    text = "Do.\n\nRaises:\n    FileError: it is gone,\n        or no file.\n    OSError: else."
    assert faults(text, {"FileError"}) == []
