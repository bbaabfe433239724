"""A small dossier that is complete: the checks have nothing to say about it."""

from datetime import date
from typing import Any

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Answer,
    Choice,
    Criterion,
    Decision,
    Direction,
    Group,
    GroupKind,
    Koppelvorm,
    LawStatus,
    Opgave,
    OpgaveKind,
    Pair,
    Reconsideration,
    Relation,
    Remark,
    Scorer,
    Settings,
    Verdict,
    Visibility,
)
from wijkexcel.model.scores import ScoreTable

SETTINGS = Settings(
    gemeente="Oudervliet",
    wijk="Lijsterhoek",
    sender="Ilse Ravenhorst",
    contact_name="Bram Oosterlaken",
    contact_email="wijk@example.nl",
    lowest=1.0,
    highest=5.0,
    step=1.0,
    rounds_counted=1,
    smallest_group=3,
    threshold=3.5,
    threshold_date=date(2026, 5, 11),
    weights_date=date(2026, 5, 11),
    max_opgaven=3,
    effort_capacity=10.0,
    without_reason=Verdict.YES,
    without_reason_why="Niemand mist ze.",
    what_was_asked="Wij vroegen wat u belangrijk vindt.",
    next_steps="In het najaar hoort u meer.",
    objection="Laat het ons weten.",
    letter_date=date(2026, 9, 21),
)
CRITERIA = (
    Criterion(
        id="C01",
        name="Draagvlak",
        question="Krijgen bewoners er zin in?",
        put_forward_by="Bewoners",
        direction=Direction.HIGHER,
        weight=3.0,
        visibility=Visibility.PUBLIC,
        groups=("G1", "G2", "G3"),
    ),
    Criterion(
        id="C02",
        name="Kosten",
        question="Hoe hoog zijn de kosten?",
        put_forward_by="Projectteam",
        direction=Direction.LOWER,
        weight=2.0,
        floor=2.0,
        visibility=Visibility.PUBLIC,
        groups=("G1", "G2"),
    ),
    Criterion(
        id="C03",
        name="Politieke winst",
        question="Heeft het bestuur er iets aan?",
        put_forward_by="Projectteam",
        direction=Direction.HIGHER,
        weight=1.0,
        visibility=Visibility.INTERNAL,
        groups=("G1",),
    ),
)
ANCHORS = tuple(Anchors(criterion=c.id, lowest="Weinig.", highest="Veel.") for c in CRITERIA)
OPGAVEN = (
    Opgave(
        id="O01",
        name="Riool vernieuwen",
        kind=OpgaveKind.PHYSICAL,
        domain="Water",
        coupling="Eén keer graven.",
        effort=4.0,
    ),
    Opgave(
        id="O02",
        name="Samen eten",
        kind=OpgaveKind.SOCIAL,
        domain="Zorg",
        coupling="Eten na de wijkavond.",
        effort=3.0,
    ),
    Opgave(
        id="O03",
        name="Groene daken",
        kind=OpgaveKind.PHYSICAL,
        domain="Water",
        coupling="Bij het isoleren van het dak.",
        law="Subsidie daken",
        law_status=LawStatus.IN_FORCE,
        make_or_break=True,
        make_or_break_why="Bewoners vragen erom.",
        effort=3.0,
    ),
)
GROUPS = (
    Group(id="G1", name="Gemeente", kind=GroupKind.MUNICIPALITY, weight=2.0),
    Group(id="G2", name="Corporatie", kind=GroupKind.CORPORATION, weight=1.0),
    Group(id="G3", name="Bewoners", kind=GroupKind.RESIDENTS, weight=1.0),
)
SCORERS = (
    Scorer(id="S01", name="Anna Berg", group="G1", domain="Water, wegen", email="a@example.nl"),
    Scorer(id="S02", name="Bert Kok", group="G1", domain="Zorg", email="b@example.nl"),
    Scorer(id="S03", name="Carla Dam", group="G2", domain="Wonen", email="c@example.nl"),
    Scorer(id="S04", name="Daan Smit", group="G3", email="d@example.nl"),
)
_MARKS = {
    "O01": {"C01": 5.0, "C02": 2.0, "C03": 4.0},
    "O02": {"C01": 2.0, "C02": 3.0, "C03": 2.0},
    "O03": {"C01": 3.0, "C02": 3.0, "C03": 3.0},
}
SIGNED: dict[str, Any] = {"decided_by": "College", "decided_on": date(2026, 9, 15)}
DECISIONS = (
    Decision(
        opgave="O01",
        choice=Choice.CHOSEN,
        koppelvorm=Koppelvorm.INTEGRAAL,
        public_reason="De straat gaat maar één keer open.",
        internal_note="Beheer wil niet langer wachten.",
        **SIGNED,
    ),
    Decision(
        opgave="O02",
        choice=Choice.REJECTED,
        public_reason="Wij hebben hier nu geen ruimte voor.",
        **SIGNED,
    ),
    Decision(
        opgave="O03",
        choice=Choice.DEFERRED,
        public_reason="Wij weten nog te weinig.",
        follow_up="Uitzoeken of de daken sterk genoeg zijn.",
        when=date(2027, 3, 1),
        **SIGNED,
    ),
)


def clean() -> Dossier:
    """The complete dossier."""
    asked = {(s.id, c.id) for s in SCORERS for c in CRITERIA if s.group in c.groups}
    cells = {
        (s, o, c): mark
        for o, m in _MARKS.items()
        for c, mark in m.items()
        for s, asked_c in asked
        if asked_c == c
    }
    return Dossier(
        settings=SETTINGS,
        criteria=CRITERIA,
        anchors=ANCHORS,
        opgaven=OPGAVEN,
        groups=GROUPS,
        scorers=SCORERS,
        scores=ScoreTable.of(_MARKS, (s.id for s in SCORERS), (c.id for c in CRITERIA), cells),
        remarks=(Remark(scorer="S01", opgave="O01", text="Dit is een open deur."),),
        reconsiderations=(Reconsideration(opgave="O03", answer=Answer.DEFER, why="Te vroeg."),),
        pairs=(Pair(id="P01", first="O01", second="O02", relation=Relation.STRENGTHENS),),
        decisions=DECISIONS,
        ambitions=(
            Ambition(
                opgave="O01",
                objective="Nieuw riool.",
                measured_by="Meters.",
                first_measures="Eén planning.",
                who="Gemeente",
            ),
        ),
    )
