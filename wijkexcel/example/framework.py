"""The afwegingskader: what the empty template starts with, and what the example made of it."""

from typing import Final

from wijkexcel.layout import placeholder
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

_METHOD: Final = "Projectteam (voorbeeld uit de methode)"

# All criteria read 'hoger is beter', costs too. Someone who fills in a tab goes from cell to
# cell; one column in which a 5 is suddenly bad is the slip that nobody sees afterwards. So the
# name of the criterion says what is good ('gunstige kosten'), and its anchors follow.
CRITERIA: Final = (
    Criterion(
        id="C01",
        name="Enthousiasme van bewoners",
        question="Krijgen bewoners door deze opgave meer zin om mee te doen met de wijkaanpak?",
        put_forward_by=_METHOD,
        direction=Direction.HIGHER,
        weight=25.0,
        groups=("G1", "G2", "G3", "G4"),
    ),
    Criterion(
        id="C02",
        name="Tempo van de uitvoering",
        question="Gaat het werk in de wijk door deze opgave sneller of juist langzamer?",
        put_forward_by=_METHOD,
        direction=Direction.HIGHER,
        weight=20.0,
        groups=("G1", "G2", "G4"),
    ),
    Criterion(
        id="C03",
        name="Politieke winst",
        question="Kan het bestuur met deze opgave laten zien dat het iets bereikt?",
        put_forward_by=_METHOD,
        direction=Direction.HIGHER,
        weight=10.0,
        visibility=Visibility.INTERNAL,
        groups=("G1",),
    ),
    Criterion(
        id="C04",
        name="Doorbraak in een lastig dossier",
        question="Komt iets wat al lang vastzit door deze opgave weer in beweging?",
        put_forward_by=_METHOD,
        direction=Direction.HIGHER,
        weight=10.0,
        groups=("G1", "G2", "G4"),
    ),
    Criterion(
        id="C05",
        name="Gunstige kosten",
        question="Hoe gunstig zijn de kosten als deze opgave meegaat met de wijkaanpak?",
        put_forward_by=_METHOD,
        direction=Direction.HIGHER,
        weight=15.0,
        groups=("G1", "G2"),
    ),
)

ANCHORS: Final = (
    Anchors(
        criterion="C01",
        lowest="Bewoners haken hierdoor af.",
        middle="Voor bewoners maakt het geen verschil.",
        highest="Veel bewoners doen hierdoor liever mee.",
    ),
    Anchors(
        criterion="C02",
        lowest="Het werk duurt een jaar of meer langer.",
        middle="De planning verandert niet.",
        highest="Het werk is minstens een half jaar eerder klaar.",
    ),
    Anchors(
        criterion="C03",
        lowest="Het bestuur verliest hierdoor steun.",
        middle="Voor het bestuur maakt het geen verschil.",
        highest="Het bestuur laat hiermee een duidelijk resultaat zien.",
    ),
    Anchors(
        criterion="C04",
        lowest="Er komt niets door in beweging.",
        middle="Een lastig dossier komt een stap verder.",
        highest="Een dossier dat al jaren vastzit, komt los.",
    ),
    Anchors(
        criterion="C05",
        lowest="Er is veel extra geld nodig en daar is geen dekking voor.",
        middle="Het kost ongeveer net zoveel als het los uitvoeren.",
        highest="Het is veel goedkoper dan het los uitvoeren.",
    ),
)

_RESIDENTS_TO_FILL_IN: Final = Criterion(
    id="C06",
    name=placeholder.NAME,
    question=placeholder.QUESTION,
    put_forward_by="Bewoners",
    direction=Direction.HIGHER,
    weight=20.0,
    groups=("G3",),
)

_RESIDENTS_FILLED_IN: Final = Criterion(
    id="C06",
    name="Merkbaar in huis en straat",
    question="Merken bewoners het verschil in hun eigen huis of in hun eigen straat?",
    put_forward_by="Bewoners, op de wijkavond van 20 april 2026",
    direction=Direction.HIGHER,
    weight=20.0,
    groups=("G2", "G3", "G4"),
)


def starter_framework() -> Dossier:
    """Give what the empty template starts with: a proposal for the framework, and nothing else.

    The threshold and the meaning of the marks of the residents' criterion are empty on purpose:
    people have to agree on those together, and a value that is already there gets no talk.
    """
    criteria = (*CRITERIA, _RESIDENTS_TO_FILL_IN)
    return Dossier(
        settings=Settings(lowest=1.0, highest=5.0),
        criteria=criteria,
        anchors=(*ANCHORS, Anchors(criterion="C06")),
        opgaven=(),
        groups=GROUPS,
        scorers=(),
        scores=ScoreTable.of((), (), (c.id for c in criteria), {}),
    )


def example_criteria() -> tuple[Criterion, ...]:
    """Give the starter's criteria with a floor on tempo and the residents' own criterion."""
    floored = (c.model_copy(update={"floor": 2.0}) if c.id == "C02" else c for c in CRITERIA)
    agreed = (c.model_copy(update={"put_forward_by": "Projectteam"}) for c in floored)
    return (*agreed, _RESIDENTS_FILLED_IN)


def example_anchors() -> tuple[Anchors, ...]:
    """Give the starter's anchors, completed with what residents made of theirs."""
    own = Anchors(
        criterion="C06",
        lowest="Bewoners merken er niets van.",
        middle="Bewoners merken het af en toe.",
        highest="Bewoners merken het elke dag.",
    )
    return (*ANCHORS, own)
