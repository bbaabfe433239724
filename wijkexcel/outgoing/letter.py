"""The public letter as a value: the only thing that the letter is rendered from.

These types import nothing of the model. They have no field for a total, an internal criterion,
an internal note, a remark or a scorer; what has no field here cannot reach the letter. They are
made by ``letter_builder``. What somebody typed is ``Typed``: it knows its cell, and the gate
searches it; so a field that is added is searched too.
"""

from dataclasses import dataclass
from datetime import date

from wijkexcel.outgoing.typed import Typed
from wijkexcel.sentences.reasons import Said


@dataclass(frozen=True, slots=True)
class PublicCriterion:
    """A public criterion that counted, with the question that was asked."""

    name: Typed
    question: Typed


@dataclass(frozen=True, slots=True)
class ChosenOpgave:
    """An opgave that joins the wijkaanpak."""

    name: Typed
    form: str
    """The koppelvorm, such as 'integrale aanpak'."""
    form_in_words: str
    about_score: Said | None
    """What the program says about the agreed score, if it may; None unless the choice departs."""
    reason: Typed


@dataclass(frozen=True, slots=True)
class RejectedOpgave:
    """An opgave that does not join the wijkaanpak."""

    name: Typed
    about_score: Said | None
    reason: Typed


@dataclass(frozen=True, slots=True)
class DeferredOpgave:
    """An opgave on which the choice is put off."""

    name: Typed
    about_score: Said | None
    reason: Typed
    awaited: Typed
    until: date | None


@dataclass(frozen=True, slots=True)
class PutForward:
    """What became of one opgave that a party put forward."""

    party: Typed
    opgave: Typed
    became: str


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
    criteria: tuple[PublicCriterion, ...]
    internal_considerations: bool
    """Whether there were internal considerations as well; never which."""
    looked_again: bool
    """Whether opgaven got a second look; never which or why."""
    short_looked_again: bool
    """Whether the letter may say that these were opgaven that scored too low; never which."""
    groups: tuple[Typed, ...]
    """Names of the groups that answered the questions, be it with one person.

    That they took part is no figure, and residents may know who weighed along. Of what they
    answered nothing is told per group.
    """
    lowest_mark: str
    highest_mark: str
    agreed_beforehand: bool
    """Whether the letter may say that the score to reach was agreed beforehand."""
    threshold_date: date | None
    """When the score to reach was agreed."""
    decided_on: date | None
    """Date of the last decision."""
    chosen: tuple[ChosenOpgave, ...]
    rejected: tuple[RejectedOpgave, ...]
    deferred: tuple[DeferredOpgave, ...]
    put_forward: tuple[PutForward, ...]
    """One line per opgave and party, the lines of one party together."""

    @property
    def forms(self) -> dict[str, str]:
        """The koppelvormen that occur, each with its meaning in plain words."""
        return {opgave.form: opgave.form_in_words for opgave in self.chosen}

    @property
    def title(self) -> str:
        """Title of the document."""
        return f"Keuzes voor {self.wijk}"


@dataclass(frozen=True, slots=True)
class PublicAmbition:
    """What a chosen opgave adds to the neighbourhood's joint ambition, which is public."""

    objective: Typed
    measured_by: Typed
    first_measures: Typed
    who: Typed


@dataclass(frozen=True, slots=True)
class PossibleTexts:
    """All that can come to stand in public, whatever is decided yet."""

    letter: PublicLetter
    ambitions: tuple[PublicAmbition, ...]
