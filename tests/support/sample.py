"""A sample of many cases, another with each commit: so that all are tried in time, none is slow.

A test with many cases that one another's rules prove already says with ``@pytest.mark.sample``
how many run each time (``more``), and which run always (``always``: parts of their ids)::

    @pytest.mark.sample(more=4, always=("valideer-wrong", "brief-odd"))

Which others run follows from the commit, so it can be done again; the head of the report tells it.
``pytest --alles`` runs all of them, and so does who names the test (``test_x.py::test_y``).
A rule for which hypothesis makes a whole workbook per example says ``max_examples=examples(25)``.
What a sample finds becomes a case that always runs.
"""

import math
import os
import random
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

SEED = "WIJKEXCEL_STEEKPROEF"
"""The variable that holds the seed, for who wants another or that of before."""


_RUN = {"everything": False}


def take(*, everything: bool) -> None:
    """Say, before tests are imported, whether they take all their cases or a sample."""
    _RUN["everything"] = everything


def examples(most: int) -> int:
    """How many of so many examples are tried each time: a quarter, of which others in time.

    One more than that, as the first that hypothesis tries is always the simplest.
    """
    return most if _RUN["everything"] else min(most, 1 + math.ceil(most / 4))


def seed() -> str:
    """The commit that is checked out, unless somebody gave a seed; one for all processes."""
    if SEED not in os.environ:
        command = ["git", "rev-parse", "--short=12", "HEAD"]
        here = Path(__file__).parent
        try:
            told = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
            os.environ[SEED] = told.stdout.strip()
        except (OSError, subprocess.CalledProcessError):  # no git: a package of the source
            os.environ[SEED] = "zonder git"
    return os.environ[SEED]


def left_out(items: Iterable[pytest.Item], chosen: str) -> list[pytest.Item]:
    """The cases of tests marked ``sample`` that do not run with this seed."""
    tests: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sample"):
            tests[item.nodeid.partition("[")[0]].append(item)
    return [item for name, cases in tests.items() for item in _others(name, cases, chosen)]


def _others(name: str, cases: Sequence[pytest.Item], chosen: str) -> Sequence[pytest.Item]:
    mark = cases[0].get_closest_marker("sample")
    assert mark is not None
    free = [case for case in cases if not _always(case.nodeid, mark.kwargs.get("always", ()))]
    more = min(mark.kwargs["more"], len(free))
    kept = set(random.Random(f"{chosen} {name}").sample(range(len(free)), more))
    return [case for at, case in enumerate(free) if at not in kept]


def _always(nodeid: str, parts: Iterable[str]) -> bool:
    return any(part in nodeid.partition("[")[2] for part in parts)
