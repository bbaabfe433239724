"""The reason of the second look as the public reason: only where somebody chose so."""

from typing import Final

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Choice, Decision
from wijkexcel.sentences.reasons import own

MEANS: Final = {
    Answer.ADD: Choice.CHOSEN,
    Answer.LEAVE_OUT: Choice.REJECTED,
    Answer.DEFER: Choice.DEFERRED,
}
"""The decision that follows an answer after the second look."""


def offered(dossier: Dossier, decision: Decision) -> str:
    """The reason of the second look that may be the public reason of a decision; empty for none.

    It was chosen to become public, and it explains this decision.
    """
    second = dossier.reconsideration(decision.opgave)
    fits = second.answer is not None and MEANS[second.answer] is decision.choice
    return second.why.strip() if second.public and fits else ""


def with_taken_over(dossier: Dossier, decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions with the reason of the second look where nobody wrote a public reason."""
    return tuple(
        d.model_copy(update={"public_reason": reason})
        if (reason := offered(dossier, d)) and (not d.public_reason.strip() or own(d.public_reason))
        else d
        for d in decisions
    )
