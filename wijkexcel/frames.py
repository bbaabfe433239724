"""Tables for users of pandas; nothing else in the program needs it.

Columns have the Dutch names of the workbook. Numbers are not rounded, on the scale of the workbook
and with higher always better, except in ``scores_frame``; unknown values are missing (NaN).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.rules.outcome import Outcome

_WHOLE, _NUMBER, _TEXT, _TRUTH = "Int64", "float64", "str", "bool"


def _frame(index: pd.Index, columns: Mapping[str, tuple[str, Sequence[Any]]]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(values, index, kind) for name, (kind, values) in columns.items()}, index
    )


def opgaven_frame(dossier: Dossier, outcome: Outcome) -> pd.DataFrame:
    """One row per opgave: the results of all scores.

    Args:
        dossier: the contents of a workbook.
        outcome: its outcome, as returned by ``outcome_of``.

    Returns:
        The index ``opgave`` is its id. Columns: ``naam``; ``rang``; ``totaal``; ``stand``, in the
        words of the workbook; ``laagst mogelijk`` and ``hoogst mogelijk``, the total with every
        blank at its worst and at its best; ``dekking``, the share of the expected scores that is
        filled in (0 to 1); then by id the score on each criterion and the total of each group.
    """
    found = outcome.opgaven
    names = {opgave.id: opgave.name for opgave in dossier.opgaven}
    scores = {c.id: [o.by_criterion.get(c.id) for o in found] for c in dossier.criteria}
    totals = {g.id: [o.by_group.get(g.id) for o in found] for g in dossier.groups}
    return _frame(
        pd.Index([o.opgave for o in found], name="opgave", dtype=_TEXT),
        {
            "naam": (_TEXT, [names[o.opgave] for o in found]),
            "rang": (_WHOLE, [o.rank for o in found]),
            "totaal": (_NUMBER, [o.total for o in found]),
            "stand": (_TEXT, [o.status.value for o in found]),
            "laagst mogelijk": (_NUMBER, [o.lowest for o in found]),
            "hoogst mogelijk": (_NUMBER, [o.highest for o in found]),
            "dekking": (_NUMBER, [o.coverage for o in found]),
            **{name: (_NUMBER, values) for name, values in (scores | totals).items()},
        },
    )


def opgave_frame(dossier: Dossier, outcome: Outcome, opgave: str) -> pd.DataFrame:
    """One row per criterion: the composition of the total of one opgave.

    Args:
        dossier: the contents of a workbook.
        outcome: its outcome.
        opgave: id of the opgave, such as ``O01``.

    Returns:
        The index ``criterium`` is its id. Columns: ``naam``; ``gewicht``, as set; ``score``;
        ``ondergrens``, the smallest score with which an opgave can qualify; then by id the mean of
        each group.

    Raises:
        KeyError: the opgave does not exist.
    """
    at = {o.opgave: i for i, o in enumerate(outcome.opgaven)}[opgave]
    criteria, result = dossier.criteria, outcome.aggregate
    return _frame(
        pd.Index([c.id for c in criteria], name="criterium", dtype=_TEXT),
        {
            "naam": (_TEXT, [c.name for c in criteria]),
            "gewicht": (_NUMBER, [c.weight for c in criteria]),
            "score": (_NUMBER, [*result.criterion[at]]),
            "ondergrens": (_NUMBER, [c.floor for c in criteria]),
            **{g.id: (_NUMBER, [*result.group_mean[at, i]]) for i, g in enumerate(dossier.groups)},
        },
    )


def scores_frame(dossier: Dossier) -> pd.DataFrame:
    """One row per answer: the scorer and the mark. Internal, for decision makers.

    Returns:
        The index is ``deelnemer``, ``opgave`` and ``criterium``, by id. Columns: ``groep``, by id;
        ``score``, the mark as given (a low one may be good), missing for 'weet niet'; ``weet
        niet``, whether that was the answer. Blank cells have no row.
    """
    group = {scorer.id: scorer.group for scorer in dossier.scorers}
    cells = dossier.scores.cells()
    index = pd.MultiIndex.from_tuples(list(cells), names=["deelnemer", "opgave", "criterium"])
    return _frame(
        index,
        {
            "groep": (_TEXT, [group[scorer] for scorer, _, _ in cells]),
            "score": (_NUMBER, [None if mark == ABSTENTION else mark for mark in cells.values()]),
            "weet niet": (_TRUTH, [mark == ABSTENTION for mark in cells.values()]),
        },
    ).sort_index()
