"""What an empty workbook says where people still have to fill in a question of their own."""

from typing import Final

NAME: Final = "Wat bewoners belangrijk vinden (samen invullen)"
QUESTION: Final = (
    "Vraag bewoners: wat moet in uw wijk als eerste beter worden, en waaraan merkt u dat? Zet "
    "hun antwoord hier neer als vraag."
)
_TELLS: Final = {
    "question": ("Vraag bewoners: wat moet in uw wijk", "Zet hun antwoord hier neer"),
    "name": ("(samen invullen)",),
}
"""By field, the words that no question and no name of people's own holds."""


def left_in(**texts: str) -> str:
    """Name the first of these fields, a criterion's, in which such words are left; else nothing."""
    for field, text in texts.items():
        plain = " ".join(text.split()).casefold()
        if any(words.casefold() in plain for words in _TELLS[field]):
            return field
    return ""
