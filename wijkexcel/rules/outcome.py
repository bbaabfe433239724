"""The outcome of a dossier: every opgave with its total, status, rank, bounds and coverage."""

from dataclasses import dataclass

import numpy as np

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Direction
from wijkexcel.rules.aggregate import Aggregate, Floats, Weighing, aggregate
from wijkexcel.rules.threshold import Status, floors_missed, ranks, reaches, status


@dataclass(frozen=True, slots=True)
class OpgaveOutcome:
    """The results of one opgave. Numbers are not rounded; None where unknown."""

    opgave: str
    total: float | None
    lowest: float | None
    """Total with every blank at its worst."""
    highest: float | None
    """Total with every blank at its best."""
    status: Status
    rank: int | None
    coverage: float | None
    """(scores + abstentions) / expected, 0 to 1; None when nobody is asked."""
    by_criterion: dict[str, float]
    by_group: dict[str, float]
    floors_missed: tuple[str, ...]
    """Ids of criteria with a score below their floor."""
    only_floor: bool
    """Whether the total reaches the threshold but a floor is missed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a dossier.

    ``coverage_*`` map an id to its coverage (0 to 1), None when nothing is expected.
    """

    opgaven: tuple[OpgaveOutcome, ...]
    aggregate: Aggregate
    coverage_scorer: dict[str, float | None]
    coverage_group: dict[str, float | None]
    coverage_criterion: dict[str, float | None]

    def __getitem__(self, opgave: str) -> OpgaveOutcome:
        return next(o for o in self.opgaven if o.opgave == opgave)


def weighing_of(dossier: Dossier) -> Weighing:
    """Turn a dossier into the arrays of the weighted sum.

    A scorer is expected to score a criterion if the group scores it and the round counts.
    """
    settings, scores = dossier.settings, dossier.scores
    group_at = {group.id: i for i, group in enumerate(dossier.groups)}
    member = np.zeros((len(dossier.groups), len(dossier.scorers)))
    expected = np.zeros((len(dossier.scorers), len(dossier.criteria)), dtype=np.bool_)
    for s, scorer in enumerate(dossier.scorers):
        if scorer.group not in group_at:
            continue
        member[group_at[scorer.group], s] = 1.0
        if scorer.round <= settings.rounds_counted:
            expected[s] = [scorer.group in criterion.groups for criterion in dossier.criteria]
    return Weighing(
        values=scores.values,
        abstained=scores.abstained,
        expected=expected,
        member=member,
        group_weight=np.array([g.weight for g in dossier.groups]),
        criterion_weight=np.array([c.weight for c in dossier.criteria]),
        lower_is_better=np.array(
            [c.direction is Direction.LOWER for c in dossier.criteria], dtype=np.bool_
        ),
        lowest=settings.lowest,
        highest=settings.highest,
    )


def _share(done: float, asked: float) -> float | None:
    return done / asked if asked else None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _named(ids: tuple[str, ...], row: Floats) -> dict[str, float]:
    return {key: float(v) for key, v in zip(ids, row, strict=True) if not np.isnan(v)}


def outcome_of(dossier: Dossier) -> Outcome:
    """Compute the outcome of a dossier (design, section 3).

    Without an agreed threshold there are totals and ranks, but no opgave qualifies or falls short.
    """
    weighing = weighing_of(dossier)
    agg = aggregate(weighing)
    limit = dossier.settings.threshold
    threshold = np.inf if limit is None else limit
    floor = np.array([np.nan if c.floor is None else c.floor for c in dossier.criteria])
    now = reaches(agg.total, agg.criterion, threshold, floor)
    worst = reaches(agg.total_low, agg.criterion_low, threshold, floor)
    best = reaches(agg.total_high, agg.criterion_high, threshold, floor)
    missed = floors_missed(agg.criterion, floor)
    on_total = reaches(agg.total, agg.criterion, threshold, np.full_like(floor, np.nan))
    rank = ranks(agg.total)

    asked = np.broadcast_to(weighing.expected, weighing.values.shape)
    done = (~np.isnan(weighing.values) | weighing.abstained) & asked
    c_ids = tuple(c.id for c in dossier.criteria)
    g_ids = tuple(g.id for g in dossier.groups)

    def _status(i: int) -> Status:
        if limit is None and not np.isnan(agg.total[i]):
            return Status.NOT_AGREED
        return status(agg.total[i], bool(now[i]), bool(worst[i]), bool(best[i]))

    opgaven = tuple(
        OpgaveOutcome(
            opgave=opgave.id,
            total=_known(agg.total[i]),
            lowest=_known(agg.total_low[i]),
            highest=_known(agg.total_high[i]),
            status=_status(i),
            rank=rank[i],
            coverage=_share(float(done[i].sum()), float(asked[i].sum())),
            by_criterion=_named(c_ids, agg.criterion[i]),
            by_group=_named(g_ids, agg.group_total[i]),
            floors_missed=tuple(c for c, m in zip(c_ids, missed[i], strict=True) if m),
            only_floor=bool(on_total[i] and not now[i]),
        )
        for i, opgave in enumerate(dossier.opgaven)
    )
    scorer_asked, scorer_done = asked.sum(axis=(0, 2)), done.sum(axis=(0, 2))
    group_asked, group_done = weighing.member @ scorer_asked, weighing.member @ scorer_done
    return Outcome(
        opgaven=opgaven,
        aggregate=agg,
        coverage_scorer={
            scorer.id: _share(float(d), float(a))
            for scorer, d, a in zip(dossier.scorers, scorer_done, scorer_asked, strict=True)
        },
        coverage_group={
            g: _share(float(d), float(a))
            for g, d, a in zip(g_ids, group_done, group_asked, strict=True)
        },
        coverage_criterion={
            c: _share(float(d), float(a))
            for c, d, a in zip(c_ids, done.sum(axis=(0, 1)), asked.sum(axis=(0, 1)), strict=True)
        },
    )
