"""Words that scorers meet in more than one place: in the mail, in a workbook and on paper."""

from collections.abc import Iterable
from typing import Final

from wijkexcel.dutch.sentence import Sentence, Slot

COUPLING: Final = "Hoe ziet koppelen eruit?"
"""What stands above how an opgave could join the wijkaanpak."""
SCORED_BY: Final = Sentence("{group} scoort", group=Slot(r"G\d{1,2}"))
"""What stands above the column that says whether a group scores a criterion."""
MIDDLE: Final = "Het midden betekent"


def meaning_of(mark: str) -> str:
    """Label of the row that says what a mark means; the mark stands here, not in the meaning."""
    return f"Een {mark} betekent"


def above_marks(text: str, answers: Iterable[str]) -> str:
    """A text that stands in a column of marks, such that no answer typed there is completed to it.

    Spreadsheet programs complete what is typed from the texts in its column: a 5 would become
    '5 jaar eerder klaar'. A text that begins as an answer therefore gets quotes around it.

    Args:
        text: as the team wrote it.
        answers: what can be typed there, as it is typed.
    """
    begins = text.lstrip().casefold()
    completes = any(begins.startswith(answer.casefold()) for answer in answers)
    return f"\u2018{text}\u2019" if completes else text


def whom_to_ask(name: str, phone: str, email: str) -> str:
    """Sentences with what is known of the contact; empty when nothing is."""
    parts = (("Vraag het aan {}.", name), ("Bel {}.", phone), ("Mail naar {}.", email))
    return " ".join(words.format(part.strip()) for words, part in parts if part.strip())
