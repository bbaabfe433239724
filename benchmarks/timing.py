"""Time several ways of doing one job, in turns, so that a busy machine affects all equally."""

import gc
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Side:
    """One way to do a job; ``runs`` limits the number of runs, for very slow ones."""

    name: str
    work: Callable[[], object]
    runs: int | None = None


@dataclass(slots=True)
class Times:
    """Seconds of each run: wall-clock, and processor time (including children)."""

    name: str
    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def best(self) -> float:
        """Shortest time by the clock."""
        return min(self.clock)

    @property
    def middle(self) -> float:
        """Median time by the clock."""
        return median(self.clock)

    @property
    def best_processor(self) -> float:
        """Shortest processor time."""
        return min(self.processor)


def _processor() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in both)


SHORT = 0.02


def _repeats(work: Callable[[], object]) -> int:
    """Number of repetitions within one run, so that a run is long enough to time."""
    started = time.perf_counter()
    work()
    spent = time.perf_counter() - started
    return 1 if spent >= SHORT else min(1000, max(1, round(SHORT / max(spent, 1e-6))))


def in_turns(sides: Sequence[Side], runs: int) -> list[Times]:
    """Run all sides in turns, each after a warm-up unless its runs are limited."""
    all_times = [Times(side.name) for side in sides]
    repeats = [1 if side.runs is not None else _repeats(side.work) for side in sides]
    for turn in range(runs):
        for side, times, count in zip(sides, all_times, repeats, strict=True):
            if side.runs is not None and turn >= side.runs:
                continue
            gc.collect()
            processor, clock = _processor(), time.perf_counter()
            for _ in range(count):
                side.work()
            times.clock.append((time.perf_counter() - clock) / count)
            times.processor.append((_processor() - processor) / count)
    return all_times
