"""The dossier: the contents of one workbook, as one immutable value."""

from typing import Self

from pydantic import ConfigDict, model_validator

from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Criterion,
    Decision,
    Group,
    Joining,
    LeftOut,
    LogEntry,
    Opgave,
    Pair,
    Priority,
    Reconsideration,
    Record,
    Remark,
    Scorer,
    Settings,
)
from wijkexcel.model.scores import ScoreTable


class Dossier(Record):
    """The complete decision of one wijk. Records are in id order; ids are unique per kind.

    ``scores`` covers exactly the opgaven, scorers and criteria of the dossier, in that order.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, arbitrary_types_allowed=True
    )

    settings: Settings
    criteria: tuple[Criterion, ...]
    anchors: tuple[Anchors, ...]
    opgaven: tuple[Opgave, ...]
    groups: tuple[Group, ...]
    scorers: tuple[Scorer, ...]
    scores: ScoreTable
    remarks: tuple[Remark, ...] = ()
    reconsiderations: tuple[Reconsideration, ...] = ()
    pairs: tuple[Pair, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    decisions: tuple[Decision, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    joining: tuple[Joining, ...] = ()
    priorities: tuple[Priority, ...] = ()
    log: tuple[LogEntry, ...] = ()

    @model_validator(mode="after")
    def _scores_cover_the_records(self) -> Self:
        """Check that the score table is in record order: rules work by position."""
        table = self.scores
        for records, ids in (
            (self.opgaven, table.opgaven),
            (self.scorers, table.scorers),
            (self.criteria, table.criteria),
        ):
            if tuple(record.id for record in records) != ids:
                msg = "the score table is not in the order of the records"
                raise ValueError(msg)
        return self

    def asked_of(self, group: str) -> tuple[Criterion, ...]:
        """The criteria that a group scores; none for a group that does not exist."""
        return tuple(c for c in self.criteria if group in c.groups)

    def sees_cost(self, group: str) -> bool:
        """Whether a group scores a criterion for which the estimated costs are shown."""
        return any(c.shows_cost for c in self.asked_of(group))

    def decision(self, opgave: str) -> Decision:
        """The decision on an opgave; an empty one when there is none yet."""
        return next((d for d in self.decisions if d.opgave == opgave), Decision(opgave=opgave))

    def reconsideration(self, opgave: str) -> Reconsideration:
        """The answer after the reconsideration; an empty one when there is none yet."""
        found = (r for r in self.reconsiderations if r.opgave == opgave)
        return next(found, Reconsideration(opgave=opgave))

    def ambition(self, opgave: str) -> Ambition:
        """What an opgave adds to the ambition; an empty one when nothing was filled in."""
        found = (a for a in self.ambitions if a.opgave == opgave)
        return next(found, Ambition(opgave=opgave))
