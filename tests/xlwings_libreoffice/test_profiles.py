"""Profiles of our own that a killed run left behind go; those in use and those of others stay."""

import os
import tempfile
from pathlib import Path

import pytest

from wijkexcel.xlwings_libreoffice import programs


def test_what_a_killed_run_left_is_cleared_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("oud", "in-gebruik", "nieuw"):
        (tmp_path / f"xlwings-libreoffice-{name}").mkdir()
    (tmp_path / "doel").mkdir()
    (tmp_path / "xlwings-libreoffice-link").symlink_to("doel")
    for name in ("oud", "in-gebruik"):
        os.utime(tmp_path / f"xlwings-libreoffice-{name}", (1, 1))
    monkeypatch.setattr(programs, "running", lambda folder: folder.name.endswith("in-gebruik"))
    made = programs.passing_profile()
    assert made.is_dir()
    assert {path.name.rpartition("-")[2] for path in tmp_path.iterdir() if path != made} == {
        "gebruik",
        "nieuw",
        "link",
        "doel",
    }
