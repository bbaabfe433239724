"""The rules of the design, section 3, once more: slow, exact and without numpy.

Written from the text of the design, cell by cell with fractions; shares no code with
``wijkexcel.rules``. The bounds are what comes out when the blanks are really filled in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Direction, Scorer

Key = tuple[str, str]


@dataclass(frozen=True)
class NaiveOpgave:
    """Everything about one opgave, exactly; what is unknown is None or left out."""

    total: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    status: str
    rank: int | None
    coverage: Fraction | None
    by_criterion: dict[str, Fraction]
    lowest_by_criterion: dict[str, Fraction]
    highest_by_criterion: dict[str, Fraction]
    by_group: dict[str, Fraction]
    floors_missed: tuple[str, ...]
    only_floor: bool
    counts: dict[Key, tuple[int, int, int]]
    """(group, criterion) -> marks, abstentions, blanks."""


def exact(number: float) -> Fraction:
    """The number as typed: 0.1 is one tenth."""
    return Fraction(repr(float(number)))


def rounded(number: Fraction) -> Fraction:
    """Rounded to nine decimals, halves up."""
    return Fraction(floor(number * 10**9 + Fraction(1, 2)), 10**9)


def mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Weighted mean of (weight, value) pairs; None without any weight."""
    listed = list(pairs)
    weight = sum((w for w, _ in listed), Fraction(0))
    return sum((w * v for w, v in listed), Fraction(0)) / weight if weight else None


def is_asked(dossier: Dossier, scorer: Scorer, criterion: Criterion) -> bool:
    """Whether this scorer is expected to score this criterion."""
    return (
        scorer.group in criterion.groups
        and any(group.id == scorer.group for group in dossier.groups)
        and scorer.round <= dossier.settings.rounds_counted
    )


class _Scenario:
    """All means of one opgave, when every blank gets ``fill(criterion)`` (None: stays blank)."""

    def __init__(
        self, dossier: Dossier, opgave: str, fill: Callable[[Criterion], float | None]
    ) -> None:
        cells = dossier.scores.cells()
        low, high = exact(dossier.settings.lowest), exact(dossier.settings.highest)
        self.dossier = dossier
        self.counts: dict[Key, tuple[int, int, int]] = {}
        self.group_mean: dict[Key, Fraction] = {}
        for group in dossier.groups:
            for criterion in dossier.criteria:
                marks: list[Fraction] = []
                abstentions = blanks = 0
                for scorer in dossier.scorers:
                    if scorer.group != group.id or not is_asked(dossier, scorer, criterion):
                        continue
                    cell = cells.get((scorer.id, opgave, criterion.id))
                    if cell is None:
                        blanks += 1
                        cell = fill(criterion)
                    if isinstance(cell, str):
                        abstentions += 1
                    elif cell is not None:
                        x = exact(cell)
                        lower = criterion.direction is Direction.LOWER
                        marks.append(low + high - x if lower else x)
                key = group.id, criterion.id
                self.counts[key] = len(marks), abstentions, blanks
                if marks:
                    self.group_mean[key] = sum(marks, Fraction(0)) / len(marks)
        self.criterion: dict[str, Fraction] = {}
        for criterion in dossier.criteria:
            score = mean(
                (exact(group.weight), self.group_mean[group.id, criterion.id])
                for group in dossier.groups
                if (group.id, criterion.id) in self.group_mean
            )
            if score is not None:
                self.criterion[criterion.id] = score
        self.total = mean(
            (exact(criterion.weight), self.criterion[criterion.id])
            for criterion in dossier.criteria
            if criterion.id in self.criterion
        )

    def group_total(self, group: str) -> Fraction | None:
        return mean(
            (exact(criterion.weight), self.group_mean[group, criterion.id])
            for criterion in self.dossier.criteria
            if (group, criterion.id) in self.group_mean
        )

    def floors_missed(self) -> tuple[str, ...]:
        return tuple(
            c.id
            for c in self.dossier.criteria
            if c.floor is not None
            and c.id in self.criterion
            and rounded(self.criterion[c.id]) < exact(c.floor)
        )

    def total_reaches(self) -> bool:
        threshold = self.dossier.settings.threshold
        if threshold is None or self.total is None:
            return False
        return rounded(self.total) >= exact(threshold)

    def qualifies(self) -> bool:
        return self.total_reaches() and not self.floors_missed()


def _status(now: _Scenario, worst: _Scenario, best: _Scenario) -> str:
    if now.total is None:
        return "nog niet gescoord"
    if now.dossier.settings.threshold is None:
        return "nog geen score afgesproken"
    voorlopig = "" if worst.qualifies() or not best.qualifies() else "voorlopig "
    return f"haalt {voorlopig}de score" + ("" if now.qualifies() else " niet")


def _worst(dossier: Dossier) -> Callable[[Criterion], float]:
    low, high = dossier.settings.lowest, dossier.settings.highest
    return lambda criterion: high if criterion.direction is Direction.LOWER else low


def _best(dossier: Dossier) -> Callable[[Criterion], float]:
    low, high = dossier.settings.lowest, dossier.settings.highest
    return lambda criterion: low if criterion.direction is Direction.LOWER else high


def outcome(dossier: Dossier) -> dict[str, NaiveOpgave]:
    """The outcome of a dossier, per opgave."""
    ids = [opgave.id for opgave in dossier.opgaven]
    now = {o: _Scenario(dossier, o, lambda _: None) for o in ids}
    worst = {o: _Scenario(dossier, o, _worst(dossier)) for o in ids}
    best = {o: _Scenario(dossier, o, _best(dossier)) for o in ids}
    totals = {o: rounded(s.total) for o, s in now.items() if s.total is not None}
    found = {}
    for o in ids:
        s = now[o]
        done = sum(marks + abstentions for marks, abstentions, _ in s.counts.values())
        expected = sum(sum(counts) for counts in s.counts.values())
        group_totals = {g.id: s.group_total(g.id) for g in dossier.groups}
        found[o] = NaiveOpgave(
            total=s.total,
            lowest=worst[o].total,
            highest=best[o].total,
            status=_status(s, worst[o], best[o]),
            rank=1 + sum(t > totals[o] for t in totals.values()) if o in totals else None,
            coverage=Fraction(done, expected) if expected else None,
            by_criterion=s.criterion,
            lowest_by_criterion=worst[o].criterion,
            highest_by_criterion=best[o].criterion,
            by_group={g: t for g, t in group_totals.items() if t is not None},
            floors_missed=s.floors_missed(),
            only_floor=s.total_reaches() and bool(s.floors_missed()),
            counts=s.counts,
        )
    return found
