"""The outcome as told to one scorer, before the text of the mail is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkexcel.outgoing.letter import PublicLetter
from wijkexcel.outgoing.typed import Typed


@dataclass(frozen=True)
class News:
    """Everything in a mail with the outcome: what the letter says, and for whom the mail is."""

    to: Typed
    lines: tuple[Typed, ...]
    """The municipality's text, line by line."""
    values: Mapping[str, str]
    """The values of its fields; typed text is ``Typed``."""
    letter: PublicLetter
