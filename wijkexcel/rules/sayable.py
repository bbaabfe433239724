"""What the program itself may say in public about the scores of an opgave: the one gate.

A total that includes an internal criterion reveals something about it, and a score of one or two
people is their answer. So code that writes public texts gets a ``Sayable``: it contains only what
may be said, and no other value permits writing a ``Statement``. What is not in it cannot affect the
text.
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
from wijkexcel.rules.people import heads
from wijkexcel.rules.threshold import Status, at_least
from wijkexcel.sentences.reasons import Claim

FEWEST: Final = 2
"""Minimum, whatever the setting: one person's answer is not a result of a group."""


class Silence(StrEnum):
    """Why the program says nothing in public about a score, as part of a sentence."""

    INTERNAL = "er telt een intern criterium mee"
    FEW = "er tellen bij deze opgave scores mee van minder dan {people}"
    FEW_AT_FLOOR = "bij een criterium met een ondergrens tellen scores mee van minder dan {people}"

    def words(self, smallest: int) -> str:
        """State it, with the required number of people."""
        return self.value.format(people=count(smallest, "mens", "mensen"))


@dataclass(frozen=True, slots=True)
class Sayable:
    """What may be said in public about one opgave; made only by ``sayable``.

    Attributes:
        opgave: id.
        status: its status relative to the threshold; None if that may not be said.
        only_floor: whether the total is high enough but a floor is missed; False if not sayable.
        floor_missed: whether a public criterion, scored by enough people, is below its floor.
        floor_settled: whether, in addition, no blank can change that.
        score_silence: why nothing may be said about the score.
        floor_silence: why nothing may be said about some floor.
    """

    opgave: str
    status: Status | None
    only_floor: bool
    floor_missed: bool
    floor_settled: bool
    score_silence: tuple[Silence, ...]
    floor_silence: tuple[Silence, ...]

    def allows(self, claim: Claim) -> bool:
        """Whether it is true and the program may say so in public."""
        if claim is Claim.FLOOR:
            return self.floor_missed
        if self.status is None:
            return False
        if claim is Claim.REACHES:
            return self.status.reaches
        return self.status.falls_short and not self.only_floor

    def silence(self, claim: Claim) -> tuple[Silence, ...]:
        """Why the program may say neither this nor its opposite; empty if it may."""
        if claim is Claim.FLOOR:
            return () if self.floor_missed else self.floor_silence
        return self.score_silence


def counts(criterion: Criterion) -> bool:
    """Whether a criterion can affect the outcome: by its weight or by its floor."""
    return criterion.weight > 0 or criterion.floor is not None


def internal_weighs(dossier: Dossier) -> bool:
    """Whether an internal criterion counts, so that totals reveal something internal."""
    return any(not c.public and counts(c) for c in dossier.criteria)


def smallest_group(settings: Settings) -> int:
    """The minimum number of people behind a public result."""
    return max(settings.smallest_group, FEWEST)


def took_part_in_public(dossier: Dossier) -> frozenset[str]:
    """Ids of groups with an answer on a public criterion that counts.

    'Weet niet' is an answer. Groups with only internal questions did not answer those in the
    letter.
    """
    weighing = weighing_of(dossier)
    told = np.array([c.public and counts(c) for c in dossier.criteria], dtype=np.bool_)
    given = (~np.isnan(weighing.values) | weighing.abstained) & weighing.expected & told
    of_scorer: Bools = np.any(given, axis=(0, 2))
    return frozenset(s.group for s, some in zip(dossier.scorers, of_scorer, strict=True) if some)


def sayable(dossier: Dossier, outcome: Outcome) -> dict[str, Sayable]:
    """Determine what the program may say in public about the scores of each opgave.

    - On the score: no internal criterion counts, enough people gave a mark that counts, and every
    criterion with a floor that was scored at all was scored by enough people: saying that an opgave
    reaches the threshold also says that no floor is missed.
    - On a floor: it is missed on a public criterion that enough people scored, whatever the total
    and the other floors are.
    """
    marked, many = _marks_that_count(dossier), heads(dossier)
    smallest, internal = smallest_group(dossier.settings), internal_weighs(dossier)
    weighs = np.array([c.weight > 0 for c in dossier.criteria], dtype=np.bool_)
    found = {}
    for i, one in enumerate(outcome.opgaven):
        people = int(np.any(marked[i] & weighs, axis=1) @ many)
        of_each = many @ marked[i]
        floors = _floors(dossier, outcome, i, of_each, smallest)
        why = [Silence.INTERNAL] if internal else []
        why += [Silence.FEW] if people < smallest else []
        why += [Silence.FEW_AT_FLOOR] if floors.few else []
        found[one.opgave] = _sayable(one, tuple(why), floors)
    return found


@dataclass(frozen=True, slots=True)
class _Floors:
    """The status of an opgave on floors that may be mentioned, and the reason for the others."""

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
    """Where a mark affects a score: expected, and of a weighted group; as the score table."""
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
