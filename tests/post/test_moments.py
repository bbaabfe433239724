"""Stopped at any moment, or on a full disk: the old file or the new one, and no litter (K2)."""

import re
import subprocess
import sys

import pytest

from tests.post.scenes import SCENES

pytestmark = pytest.mark.slow  # whole commands, one after the other

MOMENTS = 200


def stopped(*words: object) -> tuple[int, str]:
    """Let the harness work in a process of its own, for it forks; gives how many moments it had."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.post.moments", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "Only root can make a small disk" in done.stderr:
        pytest.skip("een kleine schijf maken mag hier niet")
    count = re.search(r"^(\d+) moments in \d+ s, 0 problems$", done.stdout, re.MULTILINE)
    assert count, done.stdout + done.stderr
    assert done.returncode == 0
    return int(count[1]), done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_killed(scene: str) -> None:
    moments, said = stopped(scene, "--aantal", MOMENTS)
    assert moments == MOMENTS
    assert "killed, the workbook is old" in said
    assert "killed, the workbook is new" in said


@pytest.mark.slow
def test_killed_where_names_cannot_be_swapped() -> None:
    """As on Windows and on many network shares."""
    program = (
        "import sys, tests.post.moments as moments\n"
        "from wijkexcel.files import exchange, job\n"
        "job.swapped = exchange._renamed = lambda *_: False\n"
        "sys.exit(moments.main(['verdeel-erbij', '--aantal', '100']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed, the workbook is old" in done.stdout
    assert "killed, the workbook is new" in done.stdout


@pytest.mark.parametrize("scene", SCENES)
def test_each_write_finds_the_disk_full(scene: str) -> None:
    moments, said = stopped(scene, "--hoe", "vol")
    assert moments > 20
    assert "told, the workbook is old" in said


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES)
def test_a_disk_that_is_really_full(scene: str) -> None:
    moments, said = stopped(scene, "--hoe", "klein", "--aantal", 40)
    assert moments > 10
    assert "told, the workbook is old" in said


@pytest.mark.slow
def test_the_harness_catches_a_careless_save() -> None:
    """A save that writes over the file itself is found out."""
    program = (
        "import sys, tests.post.moments as moments\n"
        "from wijkexcel.hosts import files\n"
        "def careless(new):\n"
        "    with new[0].path.open('wb') as file:\n"
        "        file.write(new[0].content); file.flush()\n"
        "    return (None,)\n"
        "files.put = careless\n"
        "sys.exit(moments.main(['verzamel', '--aantal', '60']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "the workbook is neither old nor new" in done.stdout
