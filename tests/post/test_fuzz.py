"""Two thousand spoilt workbooks; ten thousand by ``python -m tests.post.fuzz``."""

import hashlib
import os
import subprocess
import sys

import pytest

from tests.post.fuzz import MOST_MEGABYTES, MOST_SECONDS, SEED, Fuzz
from tests.post.mutate import mutant

IN_ALL = 2_000
CHUNK = 250


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, IN_ALL, CHUNK))
def test_spoilt_workbooks_are_refused_or_read_as_others_read_them(first: int) -> None:
    with Fuzz() as fuzz:
        fuzz.run(mutant(SEED, number) for number in range(first, first + CHUNK))
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
        fuzz.run(mutant(SEED, number) for number in range(CHUNK))
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
