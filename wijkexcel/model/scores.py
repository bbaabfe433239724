"""The scores of all scorers as arrays, so that rules can work on blocks.

A cell is a number on the scale, a deliberate 'weet niet' (abstention), or blank.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

ABSTENTION: Final = "weet niet"
BRIEFLY: Final = "?"
"""Typed for 'weet niet': one key."""
ABSTENTION_WORDS: Final = (ABSTENTION, "n.v.t.", "n.v.t", "nvt", "-", BRIEFLY)
"""Everything that counts as a deliberate 'weet niet', as users write it."""

Score = float | str
"""A mark, or ``ABSTENTION``."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """Scores of shape (opgaven, scorers, criteria), in the order of the id tuples.

    ``values`` has the marks as given (direction not applied), NaN where there is none;
    ``abstained`` is true for the answer 'weet niet'. Both become read-only. Where neither is set,
    the cell is blank.
    """

    opgaven: tuple[str, ...]
    scorers: tuple[str, ...]
    criteria: tuple[str, ...]
    values: NDArray[np.float64]
    abstained: NDArray[np.bool_]

    def __post_init__(self) -> None:
        shape = (len(self.opgaven), len(self.scorers), len(self.criteria))
        if self.values.shape != shape or self.abstained.shape != shape:
            msg = f"scores have shape {self.values.shape}, expected {shape}"
            raise ValueError(msg)
        if bool(np.any(~np.isnan(self.values) & self.abstained)):
            msg = "a cell is both a mark and an abstention"
            raise ValueError(msg)
        self.values.setflags(write=False)
        self.abstained.setflags(write=False)

    @classmethod
    def of(
        cls,
        opgaven: Iterable[str],
        scorers: Iterable[str],
        criteria: Iterable[str],
        cells: Mapping[tuple[str, str, str], Score],
    ) -> "ScoreTable":
        """Build from a mapping (scorer, opgave, criterion) -> mark or ``ABSTENTION``.

        Raises:
            KeyError: a cell has an id that is not in the lists.
        """
        o_ids, s_ids, c_ids = tuple(opgaven), tuple(scorers), tuple(criteria)
        o_at = {key: i for i, key in enumerate(o_ids)}
        s_at = {key: i for i, key in enumerate(s_ids)}
        c_at = {key: i for i, key in enumerate(c_ids)}
        values = np.full((len(o_ids), len(s_ids), len(c_ids)), np.nan)
        abstained = np.zeros(values.shape, dtype=np.bool_)
        for (scorer, opgave, criterion), score in cells.items():
            place = o_at[opgave], s_at[scorer], c_at[criterion]
            if score == ABSTENTION:
                abstained[place] = True
            elif isinstance(score, str):
                msg = f"{score!r} is neither a mark nor an abstention"
                raise ValueError(msg)
            else:
                values[place] = score
        return cls(o_ids, s_ids, c_ids, values, abstained)

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Which cells have a mark or an abstention."""
        found: NDArray[np.bool_] = ~np.isnan(self.values) | self.abstained
        return found

    def cell(self, scorer: str, opgave: str, criterion: str) -> Score | None:
        """One cell: a mark, ``ABSTENTION``, or None when blank."""
        place = (
            self.opgaven.index(opgave),
            self.scorers.index(scorer),
            self.criteria.index(criterion),
        )
        if self.abstained[place]:
            return ABSTENTION
        value = float(self.values[place])
        return None if np.isnan(value) else value

    def cells(self) -> dict[tuple[str, str, str], Score]:
        """All non-blank cells: (scorer, opgave, criterion) -> mark or abstention."""
        found: dict[tuple[str, str, str], Score] = {}
        for o, s, c in np.argwhere(~np.isnan(self.values) | self.abstained):
            key = (self.scorers[s], self.opgaven[o], self.criteria[c])
            found[key] = ABSTENTION if self.abstained[o, s, c] else float(self.values[o, s, c])
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ScoreTable):
            return NotImplemented
        return (
            (self.opgaven, self.scorers, self.criteria)
            == (other.opgaven, other.scorers, other.criteria)
            and np.array_equal(self.values, other.values, equal_nan=True)
            and np.array_equal(self.abstained, other.abstained)
        )

    __hash__ = None  # type: ignore[assignment]
