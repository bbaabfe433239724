"""Which of several files with an answer for one cell is the newest."""

from collections.abc import Sequence
from typing import NamedTuple

from wijkexcel.model.scores import Score

Value = Score | str


class Given(NamedTuple):
    """What one file says about a cell."""

    value: Value
    file: str
    dated: float | None
    """When it was sent or saved, in seconds since 1970; None when unknown."""
    mark: str = ""
    """Short hash of the file."""


def newest(given: Sequence[Given]) -> Given | None:
    """What the newest file says; None when that is unknown and makes a difference.

    It does not depend on the contents of the workbook, so choosing the newest twice changes
    nothing.
    """
    dates = [each.dated for each in given if each.dated is not None]
    known = len(dates) == len(given)
    latest = [each for each in given if not known or each.dated == max(dates)]
    return latest[0] if len({each.value for each in latest}) == 1 else None
