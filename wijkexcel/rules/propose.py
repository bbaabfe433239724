"""A proposal for each decision, from the scores and the reconsideration."""

import re

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision
from wijkexcel.rules.agreed import agreed_beforehand
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.sayable import Sayable, sayable
from wijkexcel.rules.threshold import Status
from wijkexcel.rules.whole import Proposal, proposals
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

AWAITS_COSTS = "Duidelijkheid over wat dit kost en oplevert."
"""What an opgave without costs waits for, as residents may read it."""
_STEP_OF_COSTS = re.compile(
    r"(?:de stap )?['\"‘’“”]?inzicht in kosten en opbrengsten van gekozen opgaven['\"‘’“”]?\.?",
    re.IGNORECASE,
)


def awaited(text: str) -> str:
    """Tell what is awaited; the step of the method that gives insight in costs in plain words.

    Earlier versions of the program filled in the name of that step, which tells residents little.
    """
    said = text.strip()
    return AWAITS_COSTS if _STEP_OF_COSTS.fullmatch(said) else said


def departs(decision: Decision, outcome: OpgaveOutcome) -> bool:
    """Whether a decision deviates from the score: chosen though short, or the reverse."""
    if decision.choice is None or outcome.status in {Status.NOT_SCORED, Status.NOT_AGREED}:
        return False
    return (decision.choice is Choice.CHOSEN) != outcome.status.reaches


def may_not_be_said(text: str, may: Sayable) -> Statement | None:
    """Find a statement of the program in a text that is not allowed in public, true or not."""
    return next((one for one in said_in(text) if may.silence(one.claim)), None)


def untrue_in(text: str, may: Sayable, *, beforehand: bool) -> Statement | None:
    """Find a statement of the program in a text that is false about the score.

    Its standard reasons also say that the threshold was agreed ``beforehand``.
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
    """Find the program's statement that is the whole reason, but of a different decision.

    It explains only a decision that follows the score; and only if it is allowed.
    """
    statement = own(decision.public_reason)
    if statement is None:
        return None
    explained = Choice.CHOSEN if statement.claim is Claim.REACHES else Choice.REJECTED
    fits = decision.choice is explained and may.allows(statement.claim)
    return None if fits else statement


def standard_reason(choice: Choice | None, may: Sayable) -> Said | None:
    """Reason that follows from the score alone; None where people must write it.

    It is derived only from what may be said in public.
    """
    if choice is Choice.CHOSEN and may.status is Status.REACHES:
        return REACHED.said(may)
    if choice is Choice.REJECTED and may.status is Status.FALLS_SHORT and not may.only_floor:
        return SHORT.said(may)
    if choice is Choice.REJECTED and may.floor_settled:
        return FLOOR.said(may)
    return None


def about_score(choice: Choice | None, may: Sayable) -> Said | None:
    """The letter's text on the score if the decision deviates from it; None otherwise."""
    if choice is None:
        return None
    if choice is not Choice.CHOSEN:
        return (REJECTED_ANYWAY if choice is Choice.REJECTED else DEFERRED_ANYWAY).said(may)
    below = may.floor_settled if may.status is None else may.status.falls_short
    return CHOSEN_ANYWAY.said(may) or (CHOSEN_BELOW_FLOOR.said(may) if below else None)


def filled_in(dossier: Dossier, outcome: Outcome) -> tuple[Decision, ...]:
    """Complete the decisions with proposals, leaving everything typed as it is.

    Only empty fields are filled: the choice, the koppelvorm of a chosen opgave (from the list of
    opgaven), what an opgave waits for that is deferred for its costs, and a standard public reason
    where the choice follows the score and the program may say so. Such a sentence is removed again
    when it no longer fits the decision, or is no longer allowed. Name and date of the decision are
    never filled in: they turn a proposal into a decision.
    """
    result, beforehand = [], agreed_beforehand(dossier)
    may, proposed = sayable(dossier, outcome), proposals(dossier, outcome)
    for opgave in dossier.opgaven:
        said = dossier.decision(opgave.id)
        choice = said.choice or proposed[opgave.id].choice
        new = said.model_copy(update={"choice": choice})
        if choice is Choice.CHOSEN and said.koppelvorm is None:
            new = new.model_copy(update={"koppelvorm": opgave.koppelvorm})
        if said.choice is None and proposed[opgave.id] is Proposal.COSTS_FIRST:
            new = new.model_copy(update={"follow_up": said.follow_up or AWAITS_COSTS})
        if not new.public_reason or out_of_place(new, may[opgave.id]) is not None:
            reason = standard_reason(choice, may[opgave.id]) if beforehand else None
            new = new.model_copy(update={"public_reason": str(reason or "")})
        result.append(new)
    return tuple(result)
