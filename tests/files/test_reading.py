"""What is no ordinary file is refused at once: nothing waits for what never comes."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkexcel.errors import FileError, WorkbookLockedError
from wijkexcel.files import lock
from wijkexcel.files.lock import claimed, lock_file
from wijkexcel.files.reading import holds, read_file, stamped
from wijkexcel.files.save import save_atomic

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
ODD = ("pijp", "socket", "apparaat", "naar een pijp", "terminal")


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    path = tmp_path / "a.xlsx"
    match request.param:
        case "pijp":
            os.mkfifo(path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(path.name)
        case "apparaat":
            path.symlink_to("/dev/zero")
        case "terminal":
            path.symlink_to("/dev/tty")
        case _:
            os.mkfifo(tmp_path / "pijp")
            path.symlink_to("pijp")
    return path


def test_it_is_not_read(odd: Path) -> None:
    with pytest.raises(FileError, match=r"a.xlsx' is geen gewoon bestand.*Geef een bestand\.$"):
        read_file(odd)
    assert not holds(odd, b"x")


def test_it_is_not_written(odd: Path) -> None:
    with pytest.raises(FileError, match="is geen gewoon bestand"):
        save_atomic(odd, b"x")
    with pytest.raises(FileError, match="is geen gewoon bestand"), claimed(odd, "Anna", "bereken"):
        pass


@pytest.mark.parametrize("name", ["~$b.xlsx", ".~lock.b.xlsx#", ".b.xlsx.wijkexcel-slot"])
def test_nor_waited_for_as_a_lock(odd: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    odd.rename(odd.with_name(name))
    with (
        pytest.raises(WorkbookLockedError, match="verwijder dan"),
        claimed(odd.with_name("b.xlsx"), "Anna", "bereken"),
    ):
        pass


def test_nor_a_lock_that_leads_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)
    lock_file(tmp_path / "b.xlsx").symlink_to("nergens")
    with pytest.raises(WorkbookLockedError), claimed(tmp_path / "b.xlsx", "Anna", "bereken"):
        pass


def test_other_ways_to_be_no_file(tmp_path: Path) -> None:
    (tmp_path / "rond.xlsx").symlink_to("rond.xlsx")
    for path, said in (
        (tmp_path / "rond.xlsx", "Het sjabloon '.*' kan niet worden gelezen: de verwijzingen"),
        (tmp_path / "weg.xlsx", "bestaat niet"),
        (tmp_path, "een map en geen bestand"),
        (tmp_path / "a\0b", "die naam kan daar niet"),
    ):
        with pytest.raises(FileError, match=said):
            stamped(path, "Het sjabloon")


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "echt.xlsx").write_bytes(b"x")
    (tmp_path / "link.xlsx").symlink_to("echt.xlsx")
    assert read_file(tmp_path / "link.xlsx") == b"x"


def test_nothing_ordinary_is_slowed_down() -> None:
    """Reading is imported at every start."""
    code = "import sys, wijkexcel.files.reading; print('ctypes' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
