"""Stopped at any moment, or on a full disk: the old file or the new one, and no litter (K2)."""

import re
import subprocess
import sys

import pytest

from tests.post.scenes import SCENES
from tests.support.sample import seed

pytestmark = pytest.mark.slow  # whole commands, one after the other

MOMENTS, WRITES = 60, 20
"""Of each scene so many of the moments and of the writes, others with each commit: all of them by
``python -m tests.post.moments``."""


def stopped(*words: object) -> dict[str, tuple[int, str]]:
    """Let the harness work in a process of its own, for it forks.

    Gives by way how many moments it had, and what it saw.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.post.moments", *map(str, words), "--zaad", seed()],
        capture_output=True,
        text=True,
        check=False,
    )
    if "Only root can make a small disk" in done.stderr:
        pytest.skip("een kleine schijf maken mag hier niet")
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.findall(r"^((?: .*\n)*)(\w+): (\d+) moments in \d+ s, 0 problems$", done.stdout, re.M)
    return {how: (int(count), seen) for seen, how, count in told}


@pytest.mark.parametrize("scene", SCENES)
def test_killed_at_any_moment(scene: str) -> None:
    moments, seen = stopped(scene, "--aantal", MOMENTS)["dood"]
    assert moments == MOMENTS
    assert "killed, the workbook is old" in seen
    assert "killed, the workbook is new" in seen


@pytest.mark.parametrize("scene", SCENES)
def test_a_full_disk(scene: str) -> None:
    """One that says so at a write, and one that is really full."""
    found = stopped(scene, "--hoe", "vol", "klein", "--aantal", WRITES)
    for how in ("vol", "klein"):
        moments, seen = found[how]
        assert moments > 5
        assert "told, the workbook is old" in seen


def test_killed_where_names_cannot_be_swapped() -> None:
    """As on Windows and on many network shares."""
    program = (
        "import sys, tests.post.moments as moments\n"
        "from wijkexcel.files import exchange, job\n"
        "job.swapped = exchange._renamed = lambda *_: False\n"
        "sys.exit(moments.main(['verdeel-erbij', '--aantal', '40', '--zaad', sys.argv[1]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, seed()], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed, the workbook is old" in done.stdout
    assert "killed, the workbook is new" in done.stdout


def test_the_harness_catches_a_careless_save() -> None:
    """A save that writes over the file itself is found out."""
    program = (
        "import sys, tests.post.moments as moments\n"
        "from wijkexcel.hosts import file as files\n"
        "def careless(new):\n"
        "    with new[0].path.open('wb') as file:\n"
        "        for byte in new[0].content[:200]:\n"
        "            file.write(bytes([byte])); file.flush()\n"
        "        file.write(new[0].content[200:]); file.flush()\n"
        "    return (None,)\n"
        "files.put = careless\n"
        "sys.exit(moments.main(['verzamel', '--aantal', '40']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "the workbook is neither old nor new" in done.stdout
