"""Spoilt workbooks by the thousand: ``python -m tests.post.fuzz --aantal 10000``.

Every mutant goes the way of a returned file: checked, then read in the sandbox. Nothing may raise
in the parent, take over 10 s or 500 MB, or end the parent; and of what is accepted, every score
cell must hold what an independent reader finds there.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from tests.post.mutate import Mutant, mutant
from wijkexcel.post.inspect.inspect import inspect
from wijkexcel.workers.sandbox import Failure, Sandbox, SandboxError

MOST_SECONDS = 10.0
MOST_MEGABYTES = 500
SEED = 5
READER = "tests.post.readers:with_wijkexcel"
Cells = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """A mutant that was not handled as it should be."""

    mutant: Mutant
    what: str

    def __str__(self) -> str:
        return f"{self.mutant.number} ({self.mutant.how}): {self.what}"


@dataclass
class Fuzz:
    """Reads mutants with one function, given by its import path."""

    function: str = READER
    cells_of: Callable[[dict[str, Any]], Cells] = lambda reply: reply["cells"]
    """Takes what the function gave; gives score cells that were accepted, by name, and for those
    that were refused a dict that says why."""
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    megabytes: float = 0.0
    seconds: float = 0.0
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        def sandbox(function: str) -> Sandbox:
            return self._stack.enter_context(Sandbox(function, MOST_SECONDS, MOST_MEGABYTES))

        self._reader = sandbox(self.function)
        self._others = [
            sandbox("tests.post.readers:with_openpyxl"),
            sandbox("tests.post.readers:by_hand"),
        ]
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def run(self, mutants: Iterable[Mutant]) -> None:
        """Try all; what goes wrong ends up in ``problems``."""
        for each in mutants:
            started = time.monotonic()
            outcome, reply = self._read(each)
            took = time.monotonic() - started
            self.seconds = max(self.seconds, took)
            if took > MOST_SECONDS:
                self._wrong(each, f"took {took:.1f} s")
            self.counts[outcome] += 1
            if reply is not None:
                self._compare(each, self.cells_of(reply))
            self._measure(each)

    def _wrong(self, each: Mutant, what: str) -> None:
        self.problems.append(Problem(each, what))

    def _read(self, each: Mutant) -> tuple[str, dict[str, Any] | None]:
        try:
            found = inspect(each.name, each.data)
        except Exception as error:
            self._wrong(each, f"the check raised {error!r}")
            return "the check raised", None
        if found.refused is not None:
            return "refused by the check", None
        try:
            return "read", self._reader.run(each.data, name=each.name)
        except SandboxError as error:
            if error.kind is not Failure.REFUSED:
                self._wrong(each, f"{error.kind}: {error.detail}")
            return f"reader: {error.kind}", None

    def _compare(self, each: Mutant, ours: Cells) -> None:
        for other in self._others if each.name.endswith(".xlsx") else self._others[1:]:
            try:
                theirs = other.run(each.data)["cells"]
            except SandboxError:
                continue
            self.counts[f"compared with {other.function.rpartition(':')[2]}"] += 1
            for name in sorted(ours.keys() | theirs.keys()):
                if not agree(ours.get(name), theirs.get(name)):
                    self._wrong(
                        each,
                        f"{name}: {ours.get(name)!r}, {other.function}: {theirs.get(name)!r}",
                    )
            return
        self.counts["compared with nothing"] += 1

    def _measure(self, each: Mutant) -> None:
        """Peak memory of the worker, on Linux."""
        status = Path(f"/proc/{self._reader.pid}/status")
        if not status.exists():
            return
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                megabytes = int(line.split()[1]) / 1024
                if megabytes > max(MOST_MEGABYTES, self.megabytes):
                    self._wrong(each, f"{megabytes:.0f} MB")
                self.megabytes = max(self.megabytes, megabytes)


def agree(ours: Any, theirs: Any) -> bool:
    """Whether what we take from a cell is what another finds; what we refuse nobody can miss.

    A text where a number should be may be taken as that text: it is no score.
    """
    if isinstance(theirs, dict) and isinstance(ours, str):
        return ours == theirs.get("no number")
    return isinstance(ours, dict) or (type(ours) is type(theirs) and bool(ours == theirs))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.post.fuzz", description=__doc__)
    parser.add_argument("--aantal", type=int, default=10_000)
    parser.add_argument("--vanaf", type=int, default=0)
    parser.add_argument("--zaad", type=int, default=SEED)
    parser.add_argument("--functie", default=READER)
    parser.add_argument("--bewaar", type=Path, help="map voor de bestanden waarop het misging")
    asked = parser.parse_args()
    started = time.monotonic()
    with Fuzz(asked.functie) as fuzz:
        numbers = range(asked.vanaf, asked.vanaf + asked.aantal)
        fuzz.run(mutant(asked.zaad, number) for number in numbers)
    for what, count in fuzz.counts.most_common():
        print(f"{count:6} {what}")
    print(
        f"{asked.aantal} in {time.monotonic() - started:.0f} s; slowest {fuzz.seconds:.2f} s, "
        f"largest {fuzz.megabytes:.0f} MB; {len(fuzz.problems)} problems"
    )
    for problem in fuzz.problems:
        print(problem)
        if asked.bewaar:
            asked.bewaar.mkdir(parents=True, exist_ok=True)
            each = problem.mutant
            (asked.bewaar / f"{each.number}-{each.name}").write_bytes(each.data)
    return 1 if fuzz.problems else 0


if __name__ == "__main__":
    sys.exit(main())
