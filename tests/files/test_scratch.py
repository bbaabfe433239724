"""Temporary folders: gone at the end, and after a kill gone at the next start; never another's."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from wijkexcel.files.scratch import scratch

WORK = """
import subprocess, sys, time
from wijkexcel.files.scratch import scratch
with scratch() as place:
    place.write("geheim.docx", b"x")
    if len(sys.argv) > 1:
        child = subprocess.Popen(["sleep", "600"], start_new_session=True, **place.inherited)
        print(child.pid, flush=True)
    print("klaar", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def started(temporary: Path, *words: str) -> tuple["subprocess.Popen[str]", int]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORK, *words],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if words:
        process.stdout.readline()
    return process, int(line) if words else 0


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def test_it_is_gone_at_the_end_and_only_its_user_may_enter(temporary: Path) -> None:
    with scratch() as place:
        assert place.folder.parent == temporary
        assert place.folder.stat().st_mode & 0o777 == 0o700
        assert place.write("a", b"x").read_bytes() == b"x"
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_by_the_next(temporary: Path) -> None:
    process, _ = started(temporary)
    (left,) = temporary.iterdir()
    with scratch():
        assert left.exists(), "its run is alive"
    kill(process)
    assert left.exists()
    with scratch():
        assert not left.exists()


def test_not_while_a_program_that_it_started_still_works_there(temporary: Path) -> None:
    process, child = started(temporary, "kind")
    (left,) = temporary.iterdir()
    kill(process)
    with scratch():
        assert left.exists()
    os.kill(child, signal.SIGKILL)
    until = time.monotonic() + 10
    while left.exists() and time.monotonic() < until:
        with scratch():
            time.sleep(0.05)
    assert not left.exists()


def test_what_is_not_ours_stays(temporary: Path) -> None:
    (temporary / "doel").mkdir()
    (temporary / "wijkexcel-link").symlink_to("doel")
    (temporary / "wijkexcel-bestand").write_bytes(b"x")
    (temporary / "wijkexcel-nieuw").mkdir()  # just made: its run may not have come further
    (temporary / "wijkexcel-oud").mkdir()
    os.utime(temporary / "wijkexcel-oud", (1, 1))
    with scratch():
        pass
    assert {path.name for path in temporary.iterdir()} == {
        "doel",
        "wijkexcel-link",
        "wijkexcel-bestand",
        "wijkexcel-nieuw",
    }
