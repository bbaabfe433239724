"""The public page for the neighbourhood's joint ambition, as a value: rendered from this alone.

As with the letter, these types import nothing of the model, and have no field for what is internal.
"""

from dataclasses import dataclass
from datetime import date

from wijkexcel.outgoing.letter import PublicAmbition
from wijkexcel.outgoing.typed import Typed


@dataclass(frozen=True, slots=True)
class ChosenAmbition:
    """A chosen opgave, how it joins the wijkaanpak, and what it adds to the ambition."""

    name: Typed
    form: str
    """The koppelvorm, such as 'integrale aanpak'."""
    form_in_words: str
    adds: PublicAmbition


@dataclass(frozen=True, slots=True)
class AmbitionPage:
    """Everything the page says."""

    gemeente: Typed
    """Without the word 'gemeente'."""
    wijk: Typed
    dated: date
    decided_on: date | None
    """Date of the last decision on a chosen opgave."""
    chosen: tuple[ChosenAmbition, ...]

    @property
    def forms(self) -> dict[str, str]:
        """The koppelvormen that are used, each with its meaning in plain words."""
        return {opgave.form: opgave.form_in_words for opgave in self.chosen}

    @property
    def title(self) -> str:
        """Title of the document."""
        return f"Gezamenlijke ambitie voor {self.wijk}"
