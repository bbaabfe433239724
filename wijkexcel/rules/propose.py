"""A proposal for each decision, from the scores and the second look."""

from enum import StrEnum

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, Decision, Opgave
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.reconsider import reasons_for
from wijkexcel.rules.sayable import Sayable, sayable
from wijkexcel.rules.threshold import Status
from wijkexcel.sentences.reasons import (
    CHOSEN_ANYWAY,
    CHOSEN_BELOW_FLOOR,
    DEFERRED_ANYWAY,
    FLOOR,
    OWN,
    REACHED,
    REJECTED_ANYWAY,
    SHORT,
    Claim,
    Said,
    Statement,
    own,
    said_in,
)


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


def may_not_be_said(text: str, may: Sayable) -> Statement | None:
    """Find a statement of the program in a text that it may not make in public, true or not."""
    return next((one for one in said_in(text) if may.silence(one.claim)), None)


def untrue_in(text: str, may: Sayable, *, beforehand: bool) -> Statement | None:
    """Find a statement of the program in a text that says of the score what is not so.

    The reasons that it fills in also say that the score was agreed ``beforehand``.
    """
    return next(
        (
            one
            for one in said_in(text)
            if not may.allows(one.claim) or (one in OWN and not beforehand)
        ),
        None,
    )


def out_of_place(decision: Decision, may: Sayable) -> Statement | None:
    """Find the statement of the program that is the whole reason of another decision than this.

    It explains a decision that follows the score, and no other one; and only where it may be made.
    """
    statement = own(decision.public_reason)
    if statement is None:
        return None
    explained = Choice.CHOSEN if statement.claim is Claim.REACHES else Choice.REJECTED
    fits = decision.choice is explained and may.allows(statement.claim)
    return None if fits else statement


def standard_reason(choice: Choice | None, may: Sayable) -> Said | None:
    """Reason that follows from the score alone; None where people must find the words.

    It comes of what may be said in public, and of nothing else.
    """
    if choice is Choice.CHOSEN and may.status is Status.REACHES:
        return REACHED.said(may)
    if choice is Choice.REJECTED and may.status is Status.FALLS_SHORT and not may.only_floor:
        return SHORT.said(may)
    if choice is Choice.REJECTED and may.floor_settled:
        return FLOOR.said(may)
    return None


def about_score(choice: Choice | None, may: Sayable) -> Said | None:
    """What the letter says of the score where the decision departs from it; None otherwise."""
    if choice is None:
        return None
    if choice is not Choice.CHOSEN:
        return (REJECTED_ANYWAY if choice is Choice.REJECTED else DEFERRED_ANYWAY).said(may)
    below = may.floor_settled if may.status is None else may.status.falls_short
    return CHOSEN_ANYWAY.said(may) or (CHOSEN_BELOW_FLOOR.said(may) if below else None)


def filled_in(dossier: Dossier, outcome: Outcome) -> tuple[Decision, ...]:
    """Complete the decisions with proposals, leaving everything typed as it is.

    Only empty fields are filled: the choice, the koppelvorm of a chosen opgave (from the list of
    opgaven), and a standard public reason where the choice follows the score and the program may
    say so. Such a sentence of its own goes again when it no longer fits the decision, or may no
    longer be said. Who decided and when is never filled
    in: that is what makes a proposal a decision.
    """
    result, beforehand = [], agreed_beforehand(dossier)
    may = sayable(dossier, outcome)
    for opgave in dossier.opgaven:
        now, said = outcome[opgave.id], dossier.decision(opgave.id)
        choice = said.choice or proposal_for(dossier, opgave, now).choice
        new = said.model_copy(update={"choice": choice})
        if choice is Choice.CHOSEN and said.koppelvorm is None:
            new = new.model_copy(update={"koppelvorm": opgave.koppelvorm})
        if not new.public_reason or out_of_place(new, may[opgave.id]) is not None:
            reason = standard_reason(choice, may[opgave.id]) if beforehand else None
            new = new.model_copy(update={"public_reason": str(reason or "")})
        result.append(new)
    return tuple(result)
