"""The look at the whole: what is proposed for each opgave, and what keeps it from being chosen.

An opgave that reaches the score is high enough to consider, not chosen. 'Gekozen' is proposed only
when everything that fell short was looked at again and the provisional set fits.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, LawStatus, Opgave, Pair, Relation
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.threshold import ALMOST, Status
from wijkexcel.sentences.hurdles import Hurdle


class Proposal(StrEnum):
    """The suggestion of the scores and the reconsideration; never more than that."""

    CHOOSE = Choice.CHOSEN.value
    REJECT = Choice.REJECTED.value
    DEFER = Choice.DEFERRED.value
    CONSIDER = "hoog genoeg: overwegen"
    CONSIDER_ADDED = "toegevoegd: overwegen"
    COSTS_FIRST = "uitstellen tot de kosten bekend zijn"
    RECONSIDER_FIRST = "eerst heroverwegen"
    COMPLETE_FIRST = "eerst scores aanvullen"
    SCORE_FIRST = "eerst scoren"
    AGREE_FIRST = "eerst score afspreken"

    @property
    def choice(self) -> Choice | None:
        """The proposed decision, or None while something must happen first."""
        if self is Proposal.COSTS_FIRST:
            return Choice.DEFERRED
        return Choice(self.value) if self.value in set(Choice) else None

    @property
    def considered(self) -> bool:
        """Whether the opgave is in the set to choose from: high enough, or added."""
        return self in {Proposal.CONSIDER, Proposal.CONSIDER_ADDED}


_BY_ANSWER = {
    Answer.ADD: Proposal.CONSIDER_ADDED,
    Answer.LEAVE_OUT: Proposal.REJECT,
    Answer.DEFER: Proposal.DEFER,
}


def stands(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> Proposal:
    """Tell what scores and second look say of one opgave; by themselves they never choose it.

    An opgave that falls short is looked at again, and the team's answer counts; of what reaches the
    score, blanks that can still change the outcome come first. What is high enough but without its
    costs, where others have theirs, waits for the step that gives insight in costs; what the team
    added stays added (``hurdles_for`` tells that its costs are missing).
    """
    if outcome.status is Status.NOT_SCORED:
        return Proposal.SCORE_FIRST
    if outcome.status is Status.NOT_AGREED:
        return Proposal.AGREE_FIRST
    if outcome.status.falls_short:
        answer = second_look(dossier, opgave, outcome).answer
        return Proposal.RECONSIDER_FIRST if answer is None else _BY_ANSWER[answer]
    if outcome.status is Status.PROVISIONALLY_REACHES:
        return Proposal.COMPLETE_FIRST
    return Proposal.COSTS_FIRST if lacks_cost(dossier, opgave) else Proposal.CONSIDER


def lacks_cost(dossier: Dossier, opgave: Opgave) -> bool:
    """Whether an opgave has no estimated cost, while the team does estimate costs."""
    return opgave.cost is None and any(o.cost is not None for o in dossier.opgaven)


def _standing(dossier: Dossier, outcome: Outcome) -> dict[str, Proposal]:
    return {o.id: stands(dossier, o, outcome[o.id]) for o in dossier.opgaven}


def provisional(dossier: Dossier, outcome: Outcome) -> tuple[Opgave, ...]:
    """List what is chosen so far: by decision, or while there is none high enough or added."""
    return _so_far(dossier, _standing(dossier, outcome))


def _so_far(dossier: Dossier, standing: Mapping[str, Proposal]) -> tuple[Opgave, ...]:
    chosen = {o.id: dossier.decision(o.id).choice for o in dossier.opgaven}
    return tuple(
        o
        for o in dossier.opgaven
        if chosen[o.id] is Choice.CHOSEN or (chosen[o.id] is None and standing[o.id].considered)
    )


def put_off(dossier: Dossier, outcome: Outcome) -> tuple[Opgave, ...]:
    """List what is deferred so far: by decision, or while there is none by proposal."""
    standing = _standing(dossier, outcome)
    return tuple(
        o
        for o in dossier.opgaven
        if (dossier.decision(o.id).choice or standing[o.id].choice) is Choice.DEFERRED
    )


def hurdles(dossier: Dossier, outcome: Outcome) -> tuple[Hurdle, ...]:
    """List what is still to be settled about the whole, in the order of the enumeration."""
    return _hurdles(dossier, _standing(dossier, outcome))


def _hurdles(dossier: Dossier, standing: Mapping[str, Proposal]) -> tuple[Hurdle, ...]:
    found, settings = _so_far(dossier, standing), dossier.settings
    number, effort = settings.room(settings.max_opgaven), settings.room(settings.effort_capacity)
    efforts = [o.effort for o in found if o.effort is not None]
    holds = {
        Hurdle.LOOK_AGAIN: Proposal.RECONSIDER_FIRST in standing.values(),
        Hurdle.NO_ROOM_SET: number is None and effort is None,
        Hurdle.TOO_MANY: number is not None and len(found) > number + ALMOST,
        Hurdle.NO_EFFORT: effort is not None and len(efforts) < len(found),
        Hurdle.TOO_MUCH: effort is not None and sum(efforts) > effort + ALMOST,
        Hurdle.OPPOSING: bool(opposing_among(dossier, found)),
    }
    return tuple(hurdle for hurdle, held in holds.items() if held)


def opposing(dossier: Dossier, outcome: Outcome) -> tuple[Pair, ...]:
    """List the pairs within what is chosen so far that work against each other."""
    return opposing_among(dossier, provisional(dossier, outcome))


def opposing_among(dossier: Dossier, opgaven: Iterable[Opgave]) -> tuple[Pair, ...]:
    """List the pairs within these opgaven that work against each other."""
    ids = {o.id for o in opgaven}
    return tuple(
        p for p in dossier.pairs if p.relation is Relation.OPPOSES and {p.first, p.second} <= ids
    )


def hurdles_for(dossier: Dossier, opgave: Opgave, whole: tuple[Hurdle, ...]) -> tuple[Hurdle, ...]:
    """Add to those of the whole what keeps one opgave back: no costs, or a law that lapsed."""
    own = {
        Hurdle.NO_COST: lacks_cost(dossier, opgave),
        Hurdle.LAPSED: opgave.law_status is LawStatus.LAPSED,
    }
    return (*whole, *(hurdle for hurdle, held in own.items() if held))


def proposals(dossier: Dossier, outcome: Outcome) -> Mapping[str, Proposal]:
    """Propose a decision on each opgave, by id.

    To choose is proposed only of what is chosen so far: whether the rest still fits was not looked
    at, because the team decided otherwise.
    """
    standing = _standing(dossier, outcome)
    whole = _hurdles(dossier, standing)
    fits = {o.id for o in _so_far(dossier, standing) if not hurdles_for(dossier, o, whole)}
    return {
        opgave: Proposal.CHOOSE if now.considered and opgave in fits else now
        for opgave, now in standing.items()
    }


def left_to_team(dossier: Dossier, outcome: Outcome) -> Mapping[str, tuple[Hurdle, ...]]:
    """List the opgaven to choose from without a decision or a proposal, with what is to settle."""
    standing = _standing(dossier, outcome)
    whole = _hurdles(dossier, standing)
    found = {
        o.id: hurdles_for(dossier, o, whole)
        for o in dossier.opgaven
        if dossier.decision(o.id).choice is None and standing[o.id].considered
    }
    return {opgave: keep for opgave, keep in found.items() if keep}


def all_to_settle(left: Mapping[str, tuple[Hurdle, ...]]) -> tuple[Hurdle, ...]:
    """List what is still to be settled for any of these opgaven, each once."""
    return tuple(hurdle for hurdle in Hurdle if any(hurdle in keep for keep in left.values()))
