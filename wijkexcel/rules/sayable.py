"""What the program itself may say in public of the scores of an opgave: the one gate.

A total in which an internal criterion counts tells of that criterion, and a score of one or two
people is their answer. So whoever writes something public gets a ``Sayable``: it holds what may be
said and nothing else, and no other value lets a ``Statement`` be written. What is not in it cannot
change a word.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from wijkexcel.dutch.numbers import count
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Settings
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome, weighing_of
from wijkexcel.rules.threshold import Status, at_least
from wijkexcel.sentences.reasons import Claim

FEWEST: Final = 2
"""Whatever was typed: what one person answered is no figure of a group."""


class Silence(StrEnum):
    """Why the program says nothing in public of a score, as part of a sentence."""

    INTERNAL = "er telt een intern criterium mee"
    FEW = "er tellen bij deze opgave scores mee van minder dan {people}"
    FEW_AT_FLOOR = "bij een criterium met een ondergrens tellen scores mee van minder dan {people}"

    def words(self, smallest: int) -> str:
        """Say it, with the number of people that it takes."""
        return self.value.format(people=count(smallest, "mens", "mensen"))


@dataclass(frozen=True, slots=True)
class Sayable:
    """What may be said in public of one opgave; made by ``sayable`` and by nothing else.

    Attributes:
        opgave: id.
        status: how it stands against the agreed score; None where that may not be said.
        only_floor: the total is high enough, and only a floor stops it; False when not to be said.
        floor_missed: a public criterion, scored by enough people, lies below its floor.
        floor_settled: and no blank can change that.
        score_silence: why nothing may be said of the score.
        floor_silence: why nothing may be said of some floor.
    """

    opgave: str
    status: Status | None
    only_floor: bool
    floor_missed: bool
    floor_settled: bool
    score_silence: tuple[Silence, ...]
    floor_silence: tuple[Silence, ...]

    def allows(self, claim: Claim) -> bool:
        """Whether the program may say so in public, and it is so."""
        if claim is Claim.FLOOR:
            return self.floor_missed
        if self.status is None:
            return False
        if claim is Claim.REACHES:
            return self.status.reaches
        return self.status.falls_short and not self.only_floor

    def silence(self, claim: Claim) -> tuple[Silence, ...]:
        """Why the program may say neither this nor its opposite; empty where it may."""
        if claim is Claim.FLOOR:
            return () if self.floor_missed else self.floor_silence
        return self.score_silence


def counts(criterion: Criterion) -> bool:
    """Whether a criterion can decide anything: by its weight or by its floor."""
    return criterion.weight > 0 or criterion.floor is not None


def internal_weighs(dossier: Dossier) -> bool:
    """Whether an internal criterion counts, so that a total tells of what is internal."""
    return any(not c.public and counts(c) for c in dossier.criteria)


def smallest_group(settings: Settings) -> int:
    """The fewest people of whom a figure may be public."""
    return max(settings.smallest_group, FEWEST)


def took_part_in_public(dossier: Dossier) -> frozenset[str]:
    """Ids of the groups of which somebody answered a public criterion that counts.

    'Weet niet' is an answer. Who was asked only what is internal, did not answer what the letter
    names.
    """
    weighing = weighing_of(dossier)
    told = np.array([c.public and counts(c) for c in dossier.criteria], dtype=np.bool_)
    given = (~np.isnan(weighing.values) | weighing.abstained) & weighing.expected & told
    of_scorer: Bools = np.any(given, axis=(0, 2))
    return frozenset(s.group for s, some in zip(dossier.scorers, of_scorer, strict=True) if some)


def sayable(dossier: Dossier, outcome: Outcome) -> dict[str, Sayable]:
    """Tell per opgave what the program may say of its scores in public.

    - Of the score: no internal criterion counts, enough people gave a mark that counts, and every
      criterion with a floor that was scored at all was scored by enough people: whoever hears
      that an opgave reaches the score, hears that no floor is missed.
    - Of a floor: it is missed on a public criterion that enough people scored, whatever the total
      and the other floors are.
    """
    marked = _marks_that_count(dossier)
    smallest, internal = smallest_group(dossier.settings), internal_weighs(dossier)
    weighs = np.array([c.weight > 0 for c in dossier.criteria], dtype=np.bool_)
    found = {}
    for i, one in enumerate(outcome.opgaven):
        people = int(np.any(marked[i] & weighs, axis=1).sum())
        of_each = marked[i].sum(axis=0)
        floors = _floors(dossier, outcome, i, of_each, smallest)
        why = [Silence.INTERNAL] if internal else []
        why += [Silence.FEW] if people < smallest else []
        why += [Silence.FEW_AT_FLOOR] if floors.few else []
        found[one.opgave] = _sayable(one, tuple(why), floors)
    return found


@dataclass(frozen=True, slots=True)
class _Floors:
    """How an opgave stands against the floors that may be told, and what holds for the others."""

    missed: bool
    settled: bool
    few: bool
    internal: bool


def _sayable(one: OpgaveOutcome, why: tuple[Silence, ...], floors: _Floors) -> Sayable:
    hidden = ((floors.internal, Silence.INTERNAL), (floors.few, Silence.FEW_AT_FLOOR))
    return Sayable(
        opgave=one.opgave,
        status=None if why else one.status,
        only_floor=one.only_floor and not why,
        floor_missed=floors.missed,
        floor_settled=floors.settled,
        score_silence=why,
        floor_silence=tuple(silence for holds, silence in hidden if holds),
    )


def _marks_that_count(dossier: Dossier) -> Bools:
    """Where a mark moves a score: expected, and of a group with weight; as the score table."""
    weighing = weighing_of(dossier)
    weighed = (weighing.group_weight[:, np.newaxis] * weighing.member).sum(axis=0) > 0
    marked: Bools = (
        ~np.isnan(weighing.values) & weighing.expected & weighed[np.newaxis, :, np.newaxis]
    )
    return marked


def _floors(dossier: Dossier, outcome: Outcome, i: int, people: Bools, smallest: int) -> _Floors:
    agg = outcome.aggregate
    missed = settled = few = internal = False
    for c, criterion in enumerate(dossier.criteria):
        if criterion.floor is None or people[c] == 0:
            internal |= criterion.floor is not None and not criterion.public
            continue
        if not criterion.public:
            internal = True
        elif people[c] < smallest:
            few = True
        else:
            missed |= not bool(at_least(agg.criterion[i, c], criterion.floor))
            settled |= not bool(at_least(agg.criterion_high[i, c], criterion.floor))
    return _Floors(missed, settled and dossier.settings.threshold is not None, few, internal)
