"""What the program itself states in public about the score of an opgave.

Anyone may recognise such a statement in what stands there. It can be written only with a
permission, and ``wijkexcel.rules.sayable`` is the one place that gives it.
"""

from enum import Enum, auto
from typing import Any, Final, Protocol

from wijkexcel.dutch.sentence import Sentence, Written


class Claim(Enum):
    """What a statement says of an opgave."""

    REACHES = auto()
    SHORT = auto()
    FLOOR = auto()


class Said(str):
    """What the program states in public: made by ``Statement.said``, and by nothing else."""

    __slots__ = ()


class Permission(Protocol):
    """What may be said in public of one opgave."""

    def allows(self, claim: Claim) -> bool:
        """Whether the program may say so in public, and it is so."""


class Statement(Sentence):
    """A sentence without slots that claims something of the score of an opgave."""

    def __init__(self, claim: Claim, words: str) -> None:
        super().__init__(words)
        self.claim = claim

    def write(self, _value: Any = None, /, **_values: Any) -> Written:
        """Refuse: without a permission nobody may write this.

        Raises:
            TypeError: always.
        """
        message = f"{self.template!r} can only be said with a permission"
        raise TypeError(message)

    def said(self, permission: Permission) -> Said | None:
        """Say it; None where that is not allowed."""
        return Said(self.template) if permission.allows(self.claim) else None

    def stands_in(self, text: str) -> bool:
        """Whether somebody's text holds it, be it among other words."""
        return _plain(self.template) in _plain(text)


REACHED: Final = Statement(Claim.REACHES, "Deze opgave haalt de score die vooraf is afgesproken.")
SHORT: Final = Statement(Claim.SHORT, "Deze opgave haalt de score niet die vooraf is afgesproken.")
FLOOR: Final = Statement(
    Claim.FLOOR,
    "Deze opgave scoort op een onderdeel lager dan vooraf als ondergrens is afgesproken.",
)
OWN: Final = (REACHED, SHORT, FLOOR)
"""The public reasons that the program fills in itself; each says that it was agreed beforehand."""

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
"""What the letter puts before the reason of a decision that departs from the score."""


def own(text: str) -> Statement | None:
    """Which of its sentences a reason is, and nothing else; None for people's own words."""
    plain = " ".join(text.split())
    return next((sentence for sentence in OWN if sentence.match(plain)), None)


def said_in(text: str) -> tuple[Statement, ...]:
    """Which of its statements stand in a text, be it among people's own words."""
    return tuple(statement for statement in (*OWN, *BESIDE) if statement.stands_in(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
