"""What the program knows about a workbook, which determines its derived cells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wijkexcel.checks.equality import Cell
from wijkexcel.layout.spec import Layout
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Opgave, Scorer
from wijkexcel.rules.domains import domain_key
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome, weighing_of
from wijkexcel.rules.whole import Proposal, left_to_team, proposals, provisional, put_off
from wijkexcel.sentences.hurdles import Hurdle

YES, NO = "ja", "nee"


@dataclass(frozen=True)
class Known:
    """What the program knows about a workbook.

    ``controls``: the finding of the last check on a row, by table and id, as on *Bevindingen*.
    ``due``: what the last step said on *Start* of which the day has come.
    """

    dossier: Dossier
    outcome: Outcome
    layout: Layout
    controls: Mapping[str, str]
    due: str = ""

    @cached_property
    def opgaven(self) -> dict[str, Opgave]:
        """Opgaven by id, in the order of the calculation: by id."""
        by_id = {o.id: o for o in self.dossier.opgaven}
        return {i: by_id[i] for i in self.layout.capacity.opgave_ids if i in by_id}

    @cached_property
    def outcomes(self) -> dict[str, OpgaveOutcome]:
        """Outcome by id of the opgave."""
        return {o.opgave: o for o in self.outcome.opgaven}

    @cached_property
    def scorers(self) -> dict[str, Scorer]:
        """Scorers by id."""
        return {s.id: s for s in self.dossier.scorers}

    @cached_property
    def ranked(self) -> list[str]:
        """Ids of the opgaven by descending total; those without a total last."""

        def place(opgave: str) -> tuple[bool, int]:
            rank = self.outcomes[opgave].rank
            return rank is None, rank or 0

        return sorted(self.opgaven, key=place)

    @cached_property
    def proposals(self) -> Mapping[str, Proposal]:
        """The proposal for each opgave, by id."""
        return proposals(self.dossier, self.outcome)

    @cached_property
    def left_to_team(self) -> Mapping[str, tuple[Hurdle, ...]]:
        """What is still to be settled, for opgaven without decision or proposal."""
        return left_to_team(self.dossier, self.outcome)

    @cached_property
    def chosen(self) -> list[Opgave]:
        """The opgaven that are chosen so far, by descending total."""
        return self._by_total(provisional(self.dossier, self.outcome))

    @cached_property
    def decided(self) -> set[str]:
        """The ids of the opgaven that the team has chosen."""
        said = {i: self.dossier.decision(i).choice for i in self.opgaven}
        return {i for i, choice in said.items() if choice is Choice.CHOSEN}

    @cached_property
    def deferred(self) -> list[Opgave]:
        """The opgaven that are deferred now, by descending total."""
        return self._by_total(put_off(self.dossier, self.outcome))

    @cached_property
    def tried(self) -> list[Opgave]:
        """The chosen opgaven without those that the team leaves out for a try."""
        out = {one.opgave for one in self.dossier.left_out}
        return [o for o in self.chosen if o.id not in out]

    def _by_total(self, some: Iterable[Opgave]) -> list[Opgave]:
        ids = {one.id for one in some}
        return [self.opgaven[i] for i in self.ranked if i in ids]

    @cached_property
    def domains(self) -> list[str]:
        """Domains in order of first occurrence, each as it is named there."""
        found: dict[str, str] = {}
        for opgave in self.opgaven.values():
            if opgave.domain:
                found.setdefault(domain_key(opgave.domain), opgave.domain)
        return list(found.values())

    @cached_property
    def counts(self) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Per scorer and opgave (in the order of the dossier): asked, scores and 'weet niet'."""
        weighing = weighing_of(self.dossier)
        asked = np.broadcast_to(weighing.expected, weighing.values.shape)
        marks = asked & ~np.isnan(weighing.values)
        unknown = asked & weighing.abstained
        return {
            s.id: (asked[:, i].sum(1), marks[:, i].sum(1), unknown[:, i].sum(1))
            for i, s in enumerate(self.dossier.scorers)
        }

    def in_domain(self, opgaven: list[Opgave], domain: str) -> int:
        """Number of these opgaven in a domain."""
        return sum(domain_key(o.domain) == domain_key(domain) for o in opgaven)


Value = Callable[[Known, str], Cell]
"""The value of a cell in the row with this id; empty text for nothing."""
