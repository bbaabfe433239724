"""Group means, criterion scores and totals as one would write them in pandas.

The input is a tidy table, one row per cell; making it is not timed. pandas computes
less than ``rules.aggregate``: no bounds, no coverage, no totals per group.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Direction
from wijkexcel.rules.aggregate import Aggregate
from wijkexcel.rules.outcome import weighing_of

_IDS = ("opgave", "criterion", "group")


@dataclass(frozen=True)
class Tidy:
    """The cells as a table, and their weights."""

    cells: pd.DataFrame
    group_weight: pd.Series
    criterion_weight: pd.Series
    lower_is_better: pd.Series
    both_ends: float


@dataclass(frozen=True)
class Totals:
    """The results of both sides, as series with the ids as index."""

    group_mean: pd.Series
    criterion: pd.Series
    total: pd.Series


def tidy(dossier: Dossier) -> Tidy:
    """Turn a dossier into a tidy table of all cells, blanks included."""
    scores = dossier.scores
    opgave, scorer, criterion = (i.ravel() for i in np.indices(scores.values.shape))
    groups = [g.id for g in dossier.groups]
    group = np.array([groups.index(s.group) for s in dossier.scorers])
    asked = weighing_of(dossier).expected[scorer, criterion]

    def named(codes: NDArray[np.int64], ids: Sequence[str]) -> Any:
        return pd.Categorical.from_codes(codes.tolist(), categories=pd.Index(ids))

    cells = pd.DataFrame(
        {
            "opgave": named(opgave, scores.opgaven),
            "criterion": named(criterion, scores.criteria),
            "group": named(group[scorer], groups),
            "asked": asked,
            "mark": scores.values.ravel(),
        }
    )
    index = list(scores.criteria)
    return Tidy(
        cells,
        pd.Series([g.weight for g in dossier.groups], index=groups),
        pd.Series([c.weight for c in dossier.criteria], index=index),
        pd.Series([c.direction is Direction.LOWER for c in dossier.criteria], index=index),
        dossier.settings.lowest + dossier.settings.highest,
    )


def as_text(table: Tidy) -> Tidy:
    """The same table with ids as text, as pandas reads them from a file."""
    return replace(table, cells=table.cells.astype(dict.fromkeys(_IDS, "str")))


def as_numbers(table: Tidy) -> Tidy:
    """The same table with positions instead of ids, which pandas groups fastest."""
    cells = table.cells.copy()
    for name in _IDS:
        cells[name] = cells[name].cat.codes.astype("int64")
    return Tidy(
        cells,
        table.group_weight.reset_index(drop=True),
        table.criterion_weight.reset_index(drop=True),
        table.lower_is_better.reset_index(drop=True),
        table.both_ends,
    )


def _weighted(values: pd.Series, weights: pd.Series, by: str, over: list[str]) -> pd.Series:
    weight = pd.Series(
        weights.reindex(values.index.get_level_values(by)).to_numpy(), index=values.index
    )
    sums = (values * weight).groupby(level=over, observed=True).sum()
    whole = weight.groupby(level=over, observed=True).sum()
    return sums / whole.where(whole > 0)


def aggregate_with_pandas(table: Tidy) -> Totals:
    """Compute group means, criterion scores and totals; blanks are ignored."""
    given = table.cells[table.cells["asked"] & table.cells["mark"].notna()]
    mean = given.groupby(["opgave", "criterion", "group"], observed=True)["mark"].mean()
    lower = table.lower_is_better.reindex(mean.index.get_level_values("criterion")).to_numpy()
    mean = mean.where(~lower, table.both_ends - mean)
    criterion = _weighted(mean, table.group_weight, "group", ["opgave", "criterion"])
    total = _weighted(criterion.dropna(), table.criterion_weight, "criterion", ["opgave"])
    return Totals(mean, criterion, total)


def assert_equal(dossier: Dossier, ours: Aggregate, theirs: Totals) -> None:
    """Raise ``AssertionError`` unless both sides found the same numbers in the same places."""
    opgaven, criteria = list(dossier.scores.opgaven), list(dossier.scores.criteria)
    groups = [g.id for g in dossier.groups]
    orders = [opgaven, criteria, groups]
    full = pd.MultiIndex.from_product(orders)
    pairs = (
        (theirs.group_mean.reindex(full), ours.group_mean.transpose(0, 2, 1)),
        (theirs.criterion.reindex(pd.MultiIndex.from_product(orders[:2])), ours.criterion),
        (theirs.total.reindex(opgaven), ours.total),
    )
    for found, expected in pairs:
        np.testing.assert_allclose(found.to_numpy(), expected.ravel(), rtol=0, atol=1e-9)
