"""What is no ordinary file is not opened (C6)."""

import os
import sys
from pathlib import Path

import pytest

from wijkexcel.post.inspect.on_disk import refusal_of_path
from wijkexcel.post.inspect.zip import MOST_IN_ALL


def test_an_ordinary_file_may_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.write_bytes(b"x")
    assert refusal_of_path(path) is None


def test_a_folder_with_the_name_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    path.mkdir()
    assert "is een map" in str(refusal_of_path(path))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("target", ["echt.xlsx", "nergens.xlsx", "/dev/zero"])
def test_a_symbolic_link_is_not_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "echt.xlsx").write_bytes(b"x")
    path = tmp_path / "scores.xlsx"
    path.symlink_to(target)
    assert "verwijzing" in str(refusal_of_path(path))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_named_pipe_would_wait_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    os.mkfifo(path)
    assert "geen gewoon bestand" in str(refusal_of_path(path))


def test_too_large_to_read(tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    with path.open("wb") as file:
        file.truncate(MOST_IN_ALL + 1)  # takes no room on the disk
    assert "64 MB" in str(refusal_of_path(path))


def test_gone_meanwhile(tmp_path: Path) -> None:
    assert "niet meer" in str(refusal_of_path(tmp_path / "weg.xlsx"))
