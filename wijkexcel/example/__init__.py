"""One complete invented wijk, and the initial contents of the empty template.

``example()`` shows every situation of the method, filled in as a municipality would do it.
Municipality, wijk, organisations and people are invented.
"""

from wijkexcel.example.ambitions import AMBITIONS
from wijkexcel.example.course import LOG, SETTINGS
from wijkexcel.example.decisions import DECISIONS
from wijkexcel.example.framework import (
    GROUPS,
    example_anchors,
    example_criteria,
    starter_framework,
)
from wijkexcel.example.joining import JOINING, PRIORITIES
from wijkexcel.example.opgaven_indoors import INDOORS
from wijkexcel.example.opgaven_outdoors import OUTDOORS
from wijkexcel.example.participants import REMARKS, SCORERS
from wijkexcel.example.scores import SCORES, parse_scores
from wijkexcel.example.second_look import LEFT_OUT, PAIRS, RECONSIDERATIONS
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ScoreTable

__all__ = ["CAPACITY", "example", "starter_framework"]

CAPACITY = Capacity(opgaven=20, criteria=8, groups=4, scorers=12, pairs=20)
"""Room in the example's workbook: what it needs and some extra."""


def example() -> Dossier:
    """Return the wijk Lijsterhoek in the municipality of Oudervliet, from criteria to decisions."""
    criteria = example_criteria()
    opgaven = tuple(sorted((*OUTDOORS, *INDOORS), key=lambda opgave: opgave.id))
    return Dossier(
        settings=SETTINGS,
        criteria=criteria,
        anchors=example_anchors(),
        opgaven=opgaven,
        groups=GROUPS,
        scorers=SCORERS,
        scores=ScoreTable.of(
            (o.id for o in opgaven),
            (s.id for s in SCORERS),
            (c.id for c in criteria),
            parse_scores(SCORES, SCORERS, criteria),
        ),
        remarks=tuple(sorted(REMARKS, key=lambda r: (r.scorer, r.opgave))),
        reconsiderations=RECONSIDERATIONS,
        pairs=PAIRS,
        left_out=LEFT_OUT,
        decisions=DECISIONS,
        ambitions=AMBITIONS,
        joining=JOINING,
        priorities=PRIORITIES,
        log=LOG,
    )
