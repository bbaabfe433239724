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
_TELLS: Final = {
    "question": (
        "Vraag bewoners: wat moet in uw wijk",
        "Vraag partners, zoals de corporatie: wat",
        "Zet hun antwoord hier neer",
    ),
    "name": ("(samen invullen)",),
}
"""Words, by field, that do not occur in users' own questions and names."""


def left_in(**texts: str) -> str:
    """Return the first of a criterion's fields in which such words are left; else nothing."""
    for field, text in texts.items():
        plain = " ".join(text.split()).casefold()
        if any(words.casefold() in plain for words in _TELLS[field]):
            return field
    return ""
