"""Nothing writes to the disk but the room that does so in one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wijkexcel

ROOM = Path(wijkexcel.__file__).parent
CALLS = {
    "write_bytes",
    "write_text",
    "touch",
    "mkdir",
    "makedirs",
    "rename",
    "renames",
    "rmdir",
    "removedirs",
    "symlink_to",
    "hardlink_to",
    "chmod",
    "chown",
    "mkfifo",
    "copyfile",
    "copy2",
    "copytree",
    "copystat",
    "copymode",
    "rmtree",
    "NamedTemporaryFile",
    "TemporaryFile",
    "TemporaryDirectory",
    "SpooledTemporaryFile",
    "mkstemp",
    "mkdtemp",
    "truncate",
}
"""Whatever they are called on."""
OF_OS = {"open", "write", "link", "symlink", "remove", "unlink", "replace"}
MAY = {
    "files": "the room itself",
    "xlwings_libreoffice": "stands by itself: profiles of the LibreOffice that it starts",
    "workers/inside.py": "to nowhere: /dev/null",
    "cli/main.py": "to nowhere: /dev/null",
}


def writes(source: str) -> Iterator[str]:
    """Calls that may write, as they stand there."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        owner, _, name = called.rpartition(".")
        modes = [*node.args, *(k.value for k in node.keywords if k.arg == "mode")]
        opens = name == "open" and any(
            isinstance(a, ast.Constant)
            and isinstance(a.value, str)
            and {*a.value} & {*"wxa+"}
            and len(a.value) <= 3
            for a in modes
        )
        if opens or name in CALLS or (owner in {"os", "shutil"} and name in OF_OS):
            yield called


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOM.rglob("*.py")):
        name = path.relative_to(ROOM).as_posix()
        if not any(name == may or name.startswith(f"{may}/") for may in MAY):
            yield name, path.read_text("utf-8")


def test_only_the_room_with_files_writes() -> None:
    assert {name: [*writes(source)] for name, source in modules() if [*writes(source)]} == {}


@pytest.mark.parametrize(
    "line",
    [
        "path.write_bytes(b'')",
        "open(path, 'w')",
        "path.open('ab')",
        "path.open(mode='r+')",
        "os.replace(a, b)",
        "shutil.copyfile(a, b)",
        "tempfile.NamedTemporaryFile()",
        "folder.mkdir()",
        "os.open(path, os.O_WRONLY)",
        "path.rename(other)",
    ],
)
def test_each_way_of_writing_is_seen(line: str) -> None:
    assert [*writes(line)]


@pytest.mark.parametrize("line", ["text.replace(a, b)", "path.open('rb')", "FilePort.open(path)"])
def test_reading_is_not(line: str) -> None:
    assert [*writes(line)] == []
