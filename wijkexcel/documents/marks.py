"""Scores as shown on the decision sheet. The letter shows none, and does not import this."""

from wijkexcel.dutch.numbers import UNKNOWN
from wijkexcel.rules.threshold import in_words


def mark(value: float | None, *limits: float | None) -> str:
    """A score with two decimals that never contradicts the limits it is compared with."""
    return UNKNOWN if value is None else in_words(value, *limits)
