"""Five hundred spoilt workbooks, others with each commit; ten thousand by ``tests.post.fuzz``."""

import hashlib
import os
import subprocess
import sys
import zlib

import pytest

from tests.post.fuzz import MOST_MEGABYTES, MOST_SECONDS, SEED, Fuzz
from tests.post.mutate import mutant
from tests.support.sample import seed

IN_ALL = 500
CHUNK, CARELESS = 250, 80
OF_THIS_COMMIT = zlib.crc32(seed().encode())
"""The seed of the mutants; with ``--zaad`` the command makes the same ones."""


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, IN_ALL, CHUNK))
def test_spoilt_workbooks_are_refused_or_read_as_others_read_them(first: int) -> None:
    with Fuzz() as fuzz:
        fuzz.run(mutant(OF_THIS_COMMIT, number) for number in range(first, first + CHUNK))
    assert "\n".join(map(str, fuzz.problems)) == ""
    assert sum(fuzz.counts[key] for key in ("refused by the check", "read", "reader: refused")) == (
        CHUNK
    )
    assert fuzz.counts["compared with nothing"] == 0
    assert fuzz.counts["read"] > CHUNK // 10
    assert fuzz.seconds < MOST_SECONDS
    assert fuzz.megabytes < MOST_MEGABYTES


@pytest.mark.slow
def test_the_harness_catches_a_careless_reader() -> None:
    with Fuzz("tests.post.readers:carelessly") as fuzz:
        fuzz.run(mutant(SEED, number) for number in range(CARELESS))
    assert fuzz.problems


def test_the_same_number_gives_the_same_mutant() -> None:
    """Also in another process, in another order."""
    program = (
        "import hashlib; from tests.post.mutate import mutant; "
        f"print(hashlib.sha256(b''.join(mutant({SEED}, n).data for n in range(60))).hexdigest())"
    )
    elsewhere = subprocess.check_output(
        [sys.executable, "-c", program],
        text=True,
        env=os.environ
        | {
            "PYTHONHASHSEED": "7",
            "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path),
        },
    )
    here = [mutant(SEED, number).data for number in reversed(range(60))]
    assert hashlib.sha256(b"".join(reversed(here))).hexdigest() == elsewhere.strip()
