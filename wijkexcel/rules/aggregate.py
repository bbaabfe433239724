"""From scores to totals: group means, criterion scores, totals, bounds and coverage.

The arithmetic takes clean arrays without checking them; ``outcome`` prepares them from a dossier.
Shapes: O opgaven, S scorers, C criteria, G groups. All formulas: design, section 3.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Weighing:
    """The input of the weighted sum, as arrays.

    Attributes:
        values: (O, S, C) marks as given, NaN where there is none.
        abstained: (O, S, C) a deliberate 'weet niet'.
        expected: (S, C) whether the scorer is asked to score the criterion and counts.
        member: (G, S) 1.0 where the scorer belongs to the group, else 0.0.
        group_weight: (G,) >= 0; need not sum to 1.
        criterion_weight: (C,) >= 0; need not sum to 1.
        lower_is_better: (C,).
        lowest: lowest mark of the scale.
        highest: highest mark of the scale.
    """

    values: Floats
    abstained: Bools
    expected: Bools
    member: Floats
    group_weight: Floats
    criterion_weight: Floats
    lower_is_better: Bools
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Results of the weighted sum; NaN where there is nothing to average.

    Attributes:
        count: (O, G, C) number of marks.
        open: (O, G, C) number of blanks still expected (abstentions are not blanks).
        abstentions: (O, G, C) number of abstentions.
        group_mean: (O, G, C) mean of the group's marks, direction applied.
        criterion: (O, C) criterion score S(o, c).
        criterion_low: (O, C) the same with every blank at its worst.
        criterion_high: (O, C) with every blank at its best.
        total: (O,) total T(o).
        total_low: (O,) with every blank at its worst.
        total_high: (O,) with every blank at its best.
        group_total: (O, G) total of one group's own means.
    """

    count: Floats
    open: Floats
    abstentions: Floats
    group_mean: Floats
    criterion: Floats
    criterion_low: Floats
    criterion_high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    group_total: Floats


def weighted_mean(values: Floats, weights: Floats, axis: int) -> Floats:
    """Mean of ``values`` over ``axis`` with ``weights``; NaN values are left out.

    ``Σ w·x / Σ w`` over what is present; NaN where nothing is present or its weights sum to 0.
    ``weights`` must broadcast against ``values``.
    """
    present = ~np.isnan(values)
    total = np.sum(np.where(present, values, 0.0) * weights, axis=axis)
    weight = np.sum(present * weights, axis=axis)
    with np.errstate(invalid="ignore"):  # 0 / 0 is NaN
        mean: Floats = total / weight
    return mean


def _mean_of_marks(total: Floats, count: Floats) -> Floats:
    return np.where(count > 0, total / np.maximum(count, 1.0), np.nan)


def aggregate(weighing: Weighing) -> Aggregate:
    """Compute group means, criterion scores, totals and their bounds (design, section 3).

    Direction: for 'lager is beter' the mark x becomes lo + hi − x. A group's mean is linear in
    its marks, so direction is applied to the mean. Sums and counts per group are one small matrix
    product per opgave: no copies in another order, and too small for BLAS to start threads, which
    on a busy machine cost ten times the work itself.
    """
    w = weighing
    expected = np.broadcast_to(w.expected, w.values.shape)
    has_mark = ~np.isnan(w.values) & expected
    said_unknown = w.abstained & expected

    def per_group(cells: Floats) -> Floats:
        summed: Floats = np.matmul(w.member, cells)
        return summed

    count = per_group(has_mark.astype(np.float64))
    abstentions = per_group(said_unknown.astype(np.float64))
    asked = w.member @ w.expected.astype(np.float64)
    blank = asked[np.newaxis] - count - abstentions
    marks = per_group(np.where(has_mark, w.values, 0.0))

    flipped = np.where(w.lower_is_better, w.lowest + w.highest, 0.0)
    sign = np.where(w.lower_is_better, -1.0, 1.0)
    mean = flipped + sign * _mean_of_marks(marks, count)
    known = np.where(count > 0, mean * count, 0.0)
    mean_low = _mean_of_marks(known + blank * w.lowest, count + blank)
    mean_high = _mean_of_marks(known + blank * w.highest, count + blank)

    group_weight = w.group_weight[np.newaxis, :, np.newaxis]
    criterion, low, high = (weighted_mean(m, group_weight, 1) for m in (mean, mean_low, mean_high))
    total, total_low, total_high = (
        weighted_mean(s, w.criterion_weight[np.newaxis, :], 1) for s in (criterion, low, high)
    )
    group_total = weighted_mean(mean, w.criterion_weight[np.newaxis, np.newaxis, :], 2)
    return Aggregate(
        count=count,
        open=blank,
        abstentions=abstentions,
        group_mean=mean,
        criterion=criterion,
        criterion_low=low,
        criterion_high=high,
        total=total,
        total_low=total_low,
        total_high=total_high,
        group_total=group_total,
    )
