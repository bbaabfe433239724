"""The afwegingskader: that of the empty template, and the version of the example."""

from typing import Final

from wijkexcel.layout import placeholder
from wijkexcel.layout.starter import ANCHORS, CRITERIA, EVERYONE
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Anchors,
    Criterion,
    Direction,
    Group,
    GroupKind,
    Settings,
    Visibility,
)
from wijkexcel.model.scores import ScoreTable

GROUPS: Final = (
    Group(id="G1", name="Gemeente", kind=GroupKind.MUNICIPALITY, weight=35.0),
    Group(id="G2", name="Woningcorporatie", kind=GroupKind.CORPORATION, weight=25.0),
    Group(id="G3", name="Bewoners", kind=GroupKind.RESIDENTS, weight=30.0),
    Group(id="G4", name="Andere partners", kind=GroupKind.OTHER, weight=10.0),
)

_RESIDENTS_TO_FILL_IN: Final = Criterion(
    id="C06",
    name=placeholder.NAME,
    question=placeholder.QUESTION,
    put_forward_by="Bewoners",
    direction=Direction.HIGHER,
    weight=1.0,
    visibility=Visibility.PUBLIC,
    groups=EVERYONE,
)

_OTHERS_TO_FILL_IN: Final = _RESIDENTS_TO_FILL_IN.model_copy(
    update={
        "id": "C07",
        "name": placeholder.OTHERS_NAME,
        "question": placeholder.OTHERS_QUESTION,
        "put_forward_by": "Andere partners",
    }
)

_AGREED: Final = (
    (25.0, EVERYONE),
    (20.0, ("G1", "G2", "G4")),
    (10.0, ("G1",)),
    (10.0, ("G1", "G2", "G4")),
    (15.0, ("G1", "G2")),
)
"""Weight and scoring groups of the starter's criteria, as the team of the example agreed them."""

_RESIDENTS_FILLED_IN: Final = Criterion(
    id="C06",
    name="Merkbaar in huis en straat",
    question="Merken bewoners het verschil in hun eigen huis of in hun eigen straat?",
    put_forward_by="Bewoners, op de wijkavond",
    direction=Direction.HIGHER,
    weight=20.0,
    visibility=Visibility.PUBLIC,
    groups=("G2", "G3", "G4"),
)


def starter_framework() -> Dossier:
    """Return the initial contents of the empty template: only a proposal for the framework.

    The threshold and the meanings of the marks of what others find important are empty on purpose:
    people have to agree on those together, and an existing value would not be discussed.
    """
    criteria = (*CRITERIA, _RESIDENTS_TO_FILL_IN, _OTHERS_TO_FILL_IN)
    return Dossier(
        settings=Settings(lowest=1.0, highest=5.0, step=1.0, rounds_counted=1, smallest_group=3),
        criteria=criteria,
        anchors=(*ANCHORS, Anchors(criterion="C06"), Anchors(criterion="C07")),
        opgaven=(),
        groups=tuple(g.model_copy(update={"weight": 1.0}) for g in GROUPS),
        scorers=(),
        scores=ScoreTable.of((), (), (c.id for c in criteria), {}),
    )


def example_criteria() -> tuple[Criterion, ...]:
    """Return the starter's criteria as agreed, with a floor and the residents' own criterion."""
    floored = (c.model_copy(update={"floor": 2.0}) if c.id == "C02" else c for c in CRITERIA)
    agreed = (
        c.model_copy(update={"put_forward_by": "Projectteam", "weight": weight, "groups": groups})
        for c, (weight, groups) in zip(floored, _AGREED, strict=True)
    )
    return (*agreed, _RESIDENTS_FILLED_IN)


def example_anchors() -> tuple[Anchors, ...]:
    """Return the starter's anchors, completed with those of the residents."""
    own = Anchors(
        criterion="C06",
        lowest="Bewoners merken er niets van.",
        middle="Bewoners merken het af en toe.",
        highest="Bewoners merken het elke dag.",
    )
    return (*ANCHORS, own)
