"""Scores as shown on the decision sheet. The letter shows none, and does not import this."""

from wijkexcel.documents.wording import UNKNOWN
from wijkexcel.rules.threshold import shown


def mark(value: float | None, limit: float | None) -> str:
    """A score with two decimals that never contradicts the limit it is held against."""
    return UNKNOWN if value is None else f"{shown(value, limit):.2f}".replace(".", ",")
