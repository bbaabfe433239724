"""Words that scorers meet in more than one place: in the mail, in a workbook and on paper."""

from typing import Final

COUPLING: Final = "Hoe ziet koppelen eruit?"
"""What stands above how an opgave could join the wijkaanpak."""


def whom_to_ask(name: str, phone: str, email: str) -> str:
    """Sentences with what is known of the contact; empty when nothing is."""
    parts = (("Vraag het aan {}.", name), ("Bel {}.", phone), ("Mail naar {}.", email))
    return " ".join(words.format(part.strip()) for words, part in parts if part.strip())
