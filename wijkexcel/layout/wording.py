"""Words shown to scorers in several places: in the mail, in a workbook and on paper."""

from collections.abc import Iterable, Mapping
from typing import Final

from wijkexcel.dutch.sentence import Sentence, Slot
from wijkexcel.model.records import Koppelvorm

COUPLING: Final = "Hoe ziet koppelen eruit?"
"""Heading above the possible form of coupling of an opgave."""
SCORED_BY: Final = Sentence("{group} scoort", group=Slot(r"G\d{1,2}"))
"""Heading of the column that shows whether a group scores a criterion."""
MIDDLE: Final = "Het midden betekent"

ABSTAIN: Final = "Weet u het niet? Typ ? voor 'weet niet'."
"""What to do without a mark, above the marks."""


def how_to_score(low: str, high: str) -> str:
    """What to do, above the marks: fits beside them on one line."""
    return f"Typ in elke gele cel een score van {low} tot en met {high}. Druk op Enter of Tab."


def meaning_of(mark: str) -> str:
    """Label of the row with the meaning of a mark; the mark is in the label, not in the meaning."""
    return f"Een {mark} betekent"


def above_marks(text: str, answers: Iterable[str]) -> str:
    """A text in a column of marks, in a form to which no typed answer is completed.

    Spreadsheet programs complete typed values from texts in the same column: a 5 would become '5
    jaar eerder klaar'. A text that begins like an answer is therefore put in quotes.

    Args:
        text: as written by the team.
        answers: the possible answers, as typed.
    """
    begins = text.lstrip().casefold()
    completes = any(begins.startswith(answer.casefold()) for answer in answers)
    return f"\u2018{text}\u2019" if completes else text


def whom_to_ask(name: str, phone: str, email: str) -> str:
    """Sentences with the known details of the contact; empty when there are none."""
    parts = (("Vraag het aan {}.", name), ("Bel {}.", phone), ("Mail naar {}.", email))
    return " ".join(words.format(part.strip()) for words, part in parts if part.strip())


FORM_QUESTIONS: Final[Mapping[Koppelvorm, str]] = {
    Koppelvorm.INTEGRAAL: "Wie leidt het ene project? Hoe komt u tot één planning? Wie betaalt "
    "welk deel? Wordt het één contract?",
    Koppelvorm.MEELIFT: "Met welk werk lift de opgave mee, en wie leidt dat? Past zij in die "
    "planning, ook als die verschuift? Wie betaalt het extra werk? Komt het in hetzelfde contract?",
    Koppelvorm.GECOORDINEERD: "Wie stemt het werk op elkaar af? Welke data in de twee planningen "
    "hangen van elkaar af? Betaalt ieder het eigen werk? Wat spreekt u af als een van beide "
    "uitloopt?",
}
"""What to settle for each form of coupling, asked where the form is chosen."""
