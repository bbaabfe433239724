"""On which opgaven groups differ."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.threshold import at_least

FAR: Final = 0.25
"""Share of the scale range between two totals from which groups differ (design, section 3)."""


@dataclass(frozen=True, slots=True)
class Apart:
    """An opgave on which groups differ, and the ids of the groups that do most."""

    opgave: str
    highest: str
    lowest: str
    distance: float
    """Between the two totals, in the unit of the scale."""


def groups_apart(dossier: Dossier, outcome: Outcome) -> tuple[Apart, ...]:
    """List the opgaven on which two groups' own totals lie far apart, the farthest first.

    Far is a quarter of the scale range or more, the distance within which scores count as agreed.
    Of equal totals the first group counts; of equal distances the first opgave.
    """
    settings = dossier.settings
    far = FAR * (settings.highest - settings.lowest)
    found = []
    for one in outcome.opgaven:
        if len(one.by_group) < 2:
            continue
        highest = max(one.by_group, key=lambda g: one.by_group[g])
        lowest = min(one.by_group, key=lambda g: one.by_group[g])
        distance = one.by_group[highest] - one.by_group[lowest]
        if distance > 0 and bool(at_least(np.array(distance), far)):
            found.append(Apart(one.opgave, highest, lowest, distance))
    return tuple(sorted(found, key=lambda apart: -round(apart.distance, 9)))
