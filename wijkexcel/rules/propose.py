"""A proposal for each decision, from the scores and the second look."""

from enum import StrEnum

from wijkexcel.dutch.reasons import FLOOR, REACHED, SHORT, own, said_in
from wijkexcel.dutch.sentence import Sentence
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, Decision, Opgave
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.reconsider import reasons_for
from wijkexcel.rules.threshold import Status


class Proposal(StrEnum):
    """What the scores and the second look suggest; never more than a suggestion."""

    CHOOSE = Choice.CHOSEN.value
    REJECT = Choice.REJECTED.value
    DEFER = Choice.DEFERRED.value
    RECONSIDER_FIRST = "eerst heroverwegen"
    COMPLETE_FIRST = "eerst scores aanvullen"
    SCORE_FIRST = "eerst scoren"
    AGREE_FIRST = "eerst score afspreken"

    @property
    def choice(self) -> Choice | None:
        """The decision that is proposed, or None while something must happen first."""
        return Choice(self.value) if self.value in set(Choice) else None


REACHED_REASON, SHORT_REASON, FLOOR_REASON = (one.write() for one in (REACHED, SHORT, FLOOR))

_BY_ANSWER = {
    Answer.ADD: Proposal.CHOOSE,
    Answer.LEAVE_OUT: Proposal.REJECT,
    Answer.DEFER: Proposal.DEFER,
}


def proposal_for(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> Proposal:
    """Propose a decision on one opgave.

    The team's answer after the second look comes first; then an opgave that falls short with a
    reason to look again must be looked at; then blanks that can still turn the outcome; then
    the scores decide.
    """
    if outcome.status is Status.NOT_SCORED:
        return Proposal.SCORE_FIRST
    if outcome.status is Status.NOT_AGREED:
        return Proposal.AGREE_FIRST
    if outcome.status.falls_short:
        answer = dossier.reconsideration(opgave.id).answer
        if answer is not None:
            return _BY_ANSWER[answer]
        if reasons_for(dossier, opgave, outcome):
            return Proposal.RECONSIDER_FIRST
    if outcome.status is Status.PROVISIONALLY_REACHES:
        return Proposal.COMPLETE_FIRST
    return Proposal.CHOOSE if outcome.status.reaches else Proposal.REJECT


def departs(decision: Decision, outcome: OpgaveOutcome) -> bool:
    """Whether a decision departs from the score: chosen though short, or the other way round."""
    if decision.choice is None or outcome.status in {Status.NOT_SCORED, Status.NOT_AGREED}:
        return False
    return (decision.choice is Choice.CHOSEN) != outcome.status.reaches


def is_true(sentence: Sentence, outcome: OpgaveOutcome) -> bool:
    """Whether what a sentence of the program says of the score is so."""
    if sentence is REACHED:
        return outcome.status.reaches
    if sentence is FLOOR:
        return bool(outcome.floors_missed)
    return outcome.status.falls_short and not outcome.only_floor


def untrue_in(reason: str, outcome: OpgaveOutcome, *, beforehand: bool) -> Sentence | None:
    """Find a sentence of the program in a reason that says of the score what is not so.

    Each of them says that the score was agreed ``beforehand``.
    """
    return next((s for s in said_in(reason) if not beforehand or not is_true(s, outcome)), None)


def out_of_place(decision: Decision, outcome: OpgaveOutcome) -> Sentence | None:
    """Find the sentence of the program that is the whole reason of another decision than this.

    It explains a decision that follows the score, and no other one.
    """
    sentence = own(decision.public_reason)
    if sentence is None:
        return None
    explained = Choice.CHOSEN if sentence is REACHED else Choice.REJECTED
    fits = decision.choice is explained and is_true(sentence, outcome)
    return None if fits else sentence


def _standard_reason(decision: Decision, outcome: OpgaveOutcome) -> str:
    """Reason that follows from the score alone; empty where people must find the words."""
    if decision.choice is Choice.CHOSEN and outcome.status is Status.REACHES:
        return REACHED_REASON
    if decision.choice is Choice.REJECTED and outcome.status is Status.FALLS_SHORT:
        return FLOOR_REASON if outcome.only_floor else SHORT_REASON
    return ""


def filled_in(dossier: Dossier, outcome: Outcome) -> tuple[Decision, ...]:
    """Complete the decisions with proposals, leaving everything typed as it is.

    Only empty fields are filled: the choice, the koppelvorm of a chosen opgave (from the list of
    opgaven), and a standard public reason where the choice follows the score. Such a sentence of
    its own goes again when it no longer fits the decision. Who decided and when is never filled
    in: that is what makes a proposal a decision.
    """
    result, beforehand = [], agreed_beforehand(dossier)
    for opgave in dossier.opgaven:
        now, said = outcome[opgave.id], dossier.decision(opgave.id)
        choice = said.choice or proposal_for(dossier, opgave, now).choice
        new = said.model_copy(update={"choice": choice})
        if choice is Choice.CHOSEN and said.koppelvorm is None:
            new = new.model_copy(update={"koppelvorm": opgave.koppelvorm})
        if not new.public_reason or out_of_place(new, now) is not None:
            reason = _standard_reason(new, now) if beforehand else ""
            new = new.model_copy(update={"public_reason": reason})
        result.append(new)
    return tuple(result)
