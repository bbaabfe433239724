"""The program's own public statements about the score of an opgave.

Any code may recognise such a statement in a text. It can be written only with a permission, which
only ``wijkexcel.rules.sayable`` gives.
"""

from enum import Enum, auto
from typing import Any, Final, Protocol

from wijkexcel.dutch.sentence import Sentence, Written


class Claim(Enum):
    """The content of a statement about an opgave."""

    REACHES = auto()
    SHORT = auto()
    FLOOR = auto()


class Said(str):
    """A public statement of the program: made only by ``Statement.said``."""

    __slots__ = ()


class Permission(Protocol):
    """What may be said in public about one opgave."""

    def allows(self, claim: Claim) -> bool:
        """Whether it is true and the program may say so in public."""


class Statement(Sentence):
    """A sentence without slots that claims something about the score of an opgave."""

    def __init__(self, claim: Claim, words: str) -> None:
        super().__init__(words)
        self.claim = claim

    def write(self, _value: Any = None, /, **_values: Any) -> Written:
        """Refuse: this must not be written without a permission.

        Raises:
            TypeError: always.
        """
        message = f"{self.template!r} can only be said with a permission"
        raise TypeError(message)

    def said(self, permission: Permission) -> Said | None:
        """Write it; None if that is not allowed."""
        return Said(self.template) if permission.allows(self.claim) else None

    def stands_in(self, text: str) -> bool:
        """Whether a text contains it, possibly among other words."""
        return _plain(self.template) in _plain(text)


REACHED: Final = Statement(Claim.REACHES, "Deze opgave haalt de score die vooraf is afgesproken.")
SHORT: Final = Statement(Claim.SHORT, "Deze opgave haalt de score niet die vooraf is afgesproken.")
FLOOR: Final = Statement(
    Claim.FLOOR,
    "Deze opgave scoort op een onderdeel lager dan vooraf als ondergrens is afgesproken.",
)
OWN: Final = (REACHED, SHORT, FLOOR)
"""The program's standard public reasons; each says that the threshold was agreed beforehand."""

CHOSEN_ANYWAY: Final = Statement(
    Claim.SHORT, "Deze opgave haalde de afgesproken score niet. Wij kiezen deze opgave toch."
)
REJECTED_ANYWAY: Final = Statement(
    Claim.REACHES, "Deze opgave haalde de afgesproken score wel. Toch kiezen wij deze opgave niet."
)
DEFERRED_ANYWAY: Final = Statement(
    Claim.REACHES, "Deze opgave haalde de afgesproken score wel. Toch stellen wij de keuze uit."
)
CHOSEN_BELOW_FLOOR: Final = Statement(
    Claim.FLOOR,
    "Deze opgave scoorde op een onderdeel lager dan de ondergrens die is afgesproken. "
    "Wij kiezen deze opgave toch.",
)
BESIDE: Final = (CHOSEN_ANYWAY, CHOSEN_BELOW_FLOOR, REJECTED_ANYWAY, DEFERRED_ANYWAY)
"""The letter's text before the reason of a decision that deviates from the score."""


def own(text: str) -> Statement | None:
    """The standard sentence that a reason consists of; None for people's own words."""
    plain = " ".join(text.split())
    return next((sentence for sentence in OWN if sentence.match(plain)), None)


def said_in(text: str) -> tuple[Statement, ...]:
    """The program's statements in a text, possibly among people's own words."""
    return tuple(statement for statement in (*OWN, *BESIDE) if statement.stands_in(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
