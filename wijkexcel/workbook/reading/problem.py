"""Why a cell cannot be used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """The code of a finding, what is wrong with a cell, and what to do."""

    code: str
    problem: str
    action: str
