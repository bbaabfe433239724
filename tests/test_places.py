"""The tests stand where one looks for them: as the package does, and none leans on another."""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "wijkexcel"
NO_ROOM_OF_THE_PACKAGE = {
    "docs": "the documentation is held against the code",
    "post/back/earlier": "an answer of an earlier version",
    "renew/earlier": "workbooks of earlier versions",
    "support": "what tests share: oracles, the lint of packages, the stand-in for Excel",
    "tools": "programs that only the tests need",
}


def rooms() -> set[str]:
    """The folders that hold something of the tests, from here."""
    files = (path for path in TESTS.rglob("*") if path.is_file())
    found = {path.parent.relative_to(TESTS).as_posix() for path in files}
    hidden = {"node_modules", "__pycache__"}
    return {room for room in found - {"."} if not hidden & set(Path(room).parts)}


def test_every_folder_is_named_after_a_room_of_the_package() -> None:
    strangers = {room for room in rooms() if not (PACKAGE / room).is_dir()}
    assert {room for room in strangers if not _excepted(room)} == set()
    assert {room for room in NO_ROOM_OF_THE_PACKAGE if room not in strangers} == set()


def _excepted(room: str) -> bool:
    return any(Path(room).is_relative_to(known) for known in NO_ROOM_OF_THE_PACKAGE)


def test_no_module_leans_on_a_test_module() -> None:
    """What two need stands in a module of its own: a test module can be run, split or dropped."""
    modules = [path for path in TESTS.rglob("*.py") if "node_modules" not in path.parts]
    assert len(modules) > 100
    assert [
        (path.name, name) for path in modules for name in _imported(path) if _a_test(name)
    ] == []


def _imported(module: Path) -> Iterator[str]:
    """The dotted names that a module imports."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def _a_test(name: str) -> bool:
    return any(part.startswith("test_") for part in name.split("."))
