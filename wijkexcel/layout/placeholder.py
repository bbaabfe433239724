"""Placeholder texts of an empty workbook, to be replaced by users' own questions."""

from typing import Final

NAME: Final = "Wat bewoners belangrijk vinden (samen invullen)"
QUESTION: Final = (
    "Vraag bewoners: wat moet in uw wijk als eerste beter worden, en waaraan merkt u dat? Zet "
    "hun antwoord hier neer als vraag."
)
OTHERS_NAME: Final = "Wat andere partners belangrijk vinden (samen invullen)"
OTHERS_QUESTION: Final = (
    "Vraag partners, zoals de corporatie: wat moet voor u voorgaan, en waaraan merkt u dat? Zet "
    "hun antwoord hier neer als vraag."
)
_FOR_OTHERS: Final = "Vraag partners, zoals de corporatie: wat"
_TELLS: Final = {
    "question": (
        "Vraag bewoners: wat moet in uw wijk",
        _FOR_OTHERS,
        "Zet hun antwoord hier neer",
    ),
    "name": ("(samen invullen)",),
}
"""Words, by field, that do not occur in users' own questions and names."""


def left_in(**texts: str) -> str:
    """Return the first of a criterion's fields in which such words are left; else nothing."""
    for field, text in texts.items():
        if any(_plain(words) in _plain(text) for words in _TELLS[field]):
            return field
    return ""


def of_others(*, question: str, name: str) -> bool:
    """Whether what is left is of the criterion for other partners, not of that for residents."""
    return _plain(OTHERS_NAME) in _plain(name) or _plain(_FOR_OTHERS) in _plain(question)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
