"""Results of measurements, independent of their presentation."""

from dataclasses import dataclass

from benchmarks.timing import Times


@dataclass(frozen=True, slots=True)
class Aim:
    """A target ratio: at least (theirs / ours) or at most (ours / theirs)."""

    ratio: float
    at_most: bool = False

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{sign} {self.ratio:g}×".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Most:
    """A maximum time, in processor seconds, which other programs disturb less."""

    seconds: float

    def __str__(self) -> str:
        return f"≤ {self.seconds * 1000:g} ms"


@dataclass(frozen=True, slots=True)
class Result:
    """One job: our time, and that of the comparison."""

    size: str
    job: str
    ours: Times
    other: Times | None = None
    aim: Aim | Most | None = None
    note: str = ""

    def _between(self, ours: float, other: float) -> float:
        most = isinstance(self.aim, Aim) and self.aim.at_most
        return ours / other if most else other / ours

    @property
    def ratio(self) -> float | None:
        """Ratio of the shortest times by the clock."""
        return None if self.other is None else self._between(self.ours.best, self.other.best)

    @property
    def processor_ratio(self) -> float | None:
        """The same in processor time, which other programs disturb less."""
        if self.other is None or not self.ours.best_processor:
            return None
        return self._between(self.ours.best_processor, self.other.best_processor)

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None when there is none."""
        if isinstance(self.aim, Most):
            return self.ours.best_processor <= self.aim.seconds
        if self.aim is None or self.ratio is None:
            return None
        return self.ratio <= self.aim.ratio if self.aim.at_most else self.ratio >= self.aim.ratio


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a chain; ``part_of`` the previous stage when it is a detail of that."""

    name: str
    seconds: float
    detail: bool = False
