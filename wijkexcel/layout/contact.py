"""Whom people can ask: the same words in a mail, in the workbook of a scorer and on paper."""


def whom_to_ask(name: str, phone: str, email: str) -> str:
    """Sentences with what is known of the contact; empty when nothing is."""
    parts = (("Vraag het aan {}.", name), ("Bel {}.", phone), ("Mail naar {}.", email))
    return " ".join(words.format(part.strip()) for words, part in parts if part.strip())
