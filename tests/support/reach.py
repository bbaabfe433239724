"""Which tests come past which line of the program, and how long each takes.

Coverage with a context per test, of all tests that need no other program. What a test starts in a
process of its own is not seen.
"""

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from coverage import CoverageData

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".reach"
WORDS = ("-q", "-p", "no:cacheprovider", "-m", "not oracle")
_DATA, _SECONDS = FOLDER / "coverage", FOLDER / "seconds.json"
_took: dict[str, float] = defaultdict(float)
_failed: set[str] = set()


@dataclass(frozen=True)
class Reach:
    """Per file and line the tests that run it; per test its seconds."""

    data: CoverageData
    seconds: Mapping[str, float]

    def tests(self, module: str, line: int, end: int, most: float) -> tuple[list[str], float]:
        """The tests that run one of these lines, quickest first, and their seconds together.

        Those that would together take more than ``most`` seconds are left out.
        """
        path = str(ROOT / (module.replace(".", "/") + ".py"))
        lines = self.data.contexts_by_lineno(path)
        contexts = {c for number in range(line, end + 1) for c in lines.get(number, ())}
        names = {context.rpartition("|")[0] for context in contexts} & self.seconds.keys()
        chosen, together = [], 0.0
        for name in sorted(names, key=lambda name: (self.seconds[name], name)):
            if together + self.seconds[name] > most:
                break
            chosen.append(name)
            together += self.seconds[name]
        return chosen, together


def found(*, again: bool = False, tests: Sequence[str] = ()) -> Reach:
    """What was found before, or is found now: that takes as long as the tests themselves.

    Args:
        again: find it, whatever is kept.
        tests: what to give pytest; nothing: all tests.
    """
    if again or not (_DATA.exists() and _SECONDS.exists()):
        FOLDER.mkdir(exist_ok=True)
        _DATA.unlink(missing_ok=True)
        os.environ["COVERAGE_FILE"] = str(_DATA)
        cover = ("--cov=wijkexcel", "--cov-context=test", "--cov-report=")
        both = ("-n", "2", "--dist", "worksteal", "-p", __name__)
        pytest.main([*WORDS, *both, *cover, *(tests or (str(ROOT / "tests"),))])
        del os.environ["COVERAGE_FILE"]
    data = CoverageData(str(_DATA))
    data.read()
    return Reach(data, json.loads(_SECONDS.read_text(encoding="utf-8")))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what a test takes, with what it sets up; one that does not pass holds nothing."""
    _took[report.nodeid] += report.duration
    if not report.passed:
        _failed.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keep it, in the process that heard of all tests."""
    if not hasattr(session.config, "workerinput"):
        passed = {name: took for name, took in _took.items() if name not in _failed}
        _SECONDS.write_text(json.dumps(passed), encoding="utf-8")
