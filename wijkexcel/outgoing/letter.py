"""The public letter as a value: the letter is rendered from nothing else.

These types import nothing of the model. They have no field for a total, an internal criterion, an
internal note, a remark or a scorer; what has no field here cannot reach the letter. They are made
by ``letter_builder``. Text that a person typed is ``Typed``: it knows its cell, and the gate
searches it; so a new field is searched too.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkexcel.outgoing.typed import Typed
from wijkexcel.sentences.reasons import Said


class Audience(StrEnum):
    """Whom a letter is for: each has a template of its own, with the same rules."""

    RESIDENTS = "bewoners"
    PARTNERS = "partners"


@dataclass(frozen=True, slots=True)
class PublicCriterion:
    """A public criterion that counted, with the question that was asked."""

    name: Typed
    question: Typed
    put_forward_by: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class PublicAmbition:
    """What a chosen opgave adds to the neighbourhood's joint ambition, which is public."""

    objective: Typed
    measured_by: Typed
    first_measures: Typed
    who: Typed
    in_tender: Typed
    """What is asked of whoever tenders for the work; empty for nothing."""


@dataclass(frozen=True, slots=True)
class ChosenOpgave:
    """An opgave that joins the wijkaanpak."""

    name: Typed
    form: str
    """The koppelvorm, such as 'integrale aanpak'."""
    form_in_words: str
    how: str
    """The same in the words of residents, such as 'één project'."""
    about_score: Said | None
    """What the program says about the agreed score, if it may; None unless the choice departs."""
    reason: Typed
    put_forward_by: tuple[Typed, ...]
    adds: PublicAmbition


@dataclass(frozen=True, slots=True)
class RejectedOpgave:
    """An opgave that does not join the wijkaanpak."""

    name: Typed
    about_score: Said | None
    reason: Typed
    put_forward_by: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class DeferredOpgave:
    """An opgave on which the decision is deferred."""

    name: Typed
    about_score: Said | None
    reason: Typed
    put_forward_by: tuple[Typed, ...]
    awaited: Typed
    until: date | None


@dataclass(frozen=True, slots=True)
class PutForward:
    """The outcome for one opgave that a party put forward."""

    party: Typed
    opgave: Typed
    became: str
    reason: Typed


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """Everything the letter says."""

    gemeente: Typed
    """Without the word 'gemeente'."""
    wijk: Typed
    sender: Typed
    sender_role: Typed
    contact_name: Typed
    contact_phone: Typed
    contact_email: Typed
    formal: bool
    """True for 'u', false for 'je'."""
    dated: date
    what_was_asked: Typed
    next_steps: Typed
    objection: Typed
    """What someone can do who disagrees with a choice."""
    criteria: tuple[PublicCriterion, ...]
    internal_considerations: bool
    """Whether there were internal considerations as well; never which."""
    looked_again: bool
    """Whether opgaven were reconsidered; never which or why."""
    short_looked_again: bool
    """Whether the letter may say that these were opgaven that scored too low; never which."""
    groups: tuple[Typed, ...]
    """Names of the groups that answered the questions, even if only one person did.

    Participation is not a score, and residents may know who took part. Answers are never reported
    per group.
    """
    lowest_mark: str
    highest_mark: str
    threshold: str
    """The agreed score. What an opgave scored is never said."""
    agreed_beforehand: bool
    """Whether the letter may say that the threshold was agreed beforehand."""
    threshold_date: date | None
    """When the threshold was agreed; None when that is unknown."""
    chosen_by: Typed
    """Who made the choices."""
    confirmed_by: Typed
    """Who confirms them; empty if nobody does apart."""
    confirmed: bool
    """Whether they did: only if each decision says so."""
    decided_on: date | None
    """Date of the last decision."""
    chosen: tuple[ChosenOpgave, ...]
    rejected: tuple[RejectedOpgave, ...]
    deferred: tuple[DeferredOpgave, ...]
    put_forward: tuple[PutForward, ...]
    """One line per opgave and party, grouped by party."""

    @property
    def forms(self) -> dict[str, str]:
        """The koppelvormen that are used, each with its meaning in plain words."""
        return {opgave.form: opgave.form_in_words for opgave in self.chosen}

    @property
    def ways(self) -> dict[str, tuple[ChosenOpgave, ...]]:
        """The chosen opgaven by the way in which they join, in the order of the workbook."""
        found: dict[str, list[ChosenOpgave]] = {}
        for opgave in self.chosen:
            found.setdefault(opgave.how, []).append(opgave)
        return {how: tuple(opgaven) for how, opgaven in found.items()}

    @property
    def title(self) -> str:
        """Title of the document."""
        return f"Keuzes voor {self.wijk}"


@dataclass(frozen=True, slots=True)
class PossibleTexts:
    """Everything that can become public, whatever the decisions."""

    letter: PublicLetter
    ambitions: tuple[PublicAmbition, ...]
    taken_over: tuple[Typed, ...]
    """Reasons of the second look that were chosen to become public reasons."""
