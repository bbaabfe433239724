"""What costs much is made once a run: by the first process that asks, for all of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import once

ASK = """
import sys, os
from tests.support.once import once
def make():
    with open(sys.argv[1], "a") as told:
        told.write("x")
    return b"gemaakt"
assert once("stuk", sys.argv[2].encode(), make) == b"gemaakt"
assert once("stuk", sys.argv[2].encode(), make) == b"gemaakt"
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv(once.FOLDER, str(folder))
    return folder


def test_two_processes_make_it_once(kept: Path, tmp_path: Path) -> None:
    told = tmp_path / "gemaakt"
    command = [sys.executable, "-c", ASK, str(told)]
    root = Path(__file__).parents[2]
    asking = [subprocess.Popen([*command, "a"], cwd=root) for _ in range(2)]
    assert [process.wait(60) for process in asking] == [0, 0]
    assert told.read_text() == "x"
    subprocess.run([*command, "b"], cwd=root, check=True, timeout=60)
    assert told.read_text() == "xx"  # of another source it is another thing


def test_what_fails_halfway_is_made_again(kept: Path) -> None:
    def fails() -> bytes:
        raise OSError("de schijf is vol")

    with pytest.raises(OSError, match="vol"):
        once.once("stuk", b"half", fails)
    assert once.once("stuk", b"half", lambda: b"heel") == b"heel"


def test_the_folder_of_a_run_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(once.FOLDER)
    once.begin()
    folder = Path(os.environ[once.FOLDER])
    once.begin()
    assert Path(os.environ[once.FOLDER]) == folder
    assert folder.is_dir()
    once.end()
    assert not folder.exists()
    assert once.FOLDER not in os.environ
