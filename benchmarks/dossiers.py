"""Random dossiers of any size, filled in the way a project team would; same seed, same dossier."""

from datetime import date, datetime

import numpy as np

from benchmarks.sizes import Size
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Anchors,
    Choice,
    Criterion,
    Decision,
    Direction,
    Group,
    GroupKind,
    Koppelvorm,
    LogEntry,
    Opgave,
    OpgaveKind,
    Remark,
    Scorer,
    Settings,
    Visibility,
)
from wijkexcel.model.scores import ScoreTable

ABSTAINED, BLANK, REMARKED = 0.05, 0.07, 0.05
_KINDS = (GroupKind.MUNICIPALITY, GroupKind.CORPORATION, GroupKind.RESIDENTS)


def _scores(size: Size, ids: tuple[tuple[str, ...], ...], rng: np.random.Generator) -> ScoreTable:
    shape = (size.opgaven, size.scorers, size.criteria)
    values = rng.integers(1, 6, shape).astype(np.float64)
    draw = rng.random(shape)
    abstained = draw < ABSTAINED
    values[draw < ABSTAINED + BLANK] = np.nan
    opgaven, scorers, criteria = ids
    return ScoreTable(opgaven, scorers, criteria, values, abstained)


def _opgave(row: str, i: int) -> Opgave:
    return Opgave(
        id=row,
        name=f"Opgave {i}",
        kind=OpgaveKind.PHYSICAL if i % 2 else OpgaveKind.SOCIAL,
        domain=f"Domein {i % 9}",
        description=f"Wat er in de wijk speelt rond opgave {i}, in een paar regels tekst.",
        coupling="De straat gaat één keer open; bewoners krijgen één aanspreekpunt.",
        koppelvorm=tuple(Koppelvorm)[i % 3],
        chances="Lagere kosten en minder overlast.",
        risks="De planning schuift als de aanbesteding tegenvalt.",
        put_forward_by="Bewoners" if i % 4 == 0 else "Projectteam",
        planning="2027-2029",
        cost=25_000.0 * (1 + i % 11),
        effort=float(1 + i % 7),
    )


def _decision(row: str, i: int) -> Decision:
    choice = tuple(Choice)[i % 3]
    return Decision(
        opgave=row,
        choice=choice,
        koppelvorm=Koppelvorm.MEELIFT if choice is Choice.CHOSEN else None,
        public_reason="Deze opgave past bij het werk dat in de straat al gebeurt.",
        follow_up="We leggen dit voor aan de werkgroep.",
        when=date(2027, 6, 1) if choice is Choice.DEFERRED else None,
        decided_by="Het college",
        decided_on=date(2026, 9, 15),
    )


def random_dossier(size: Size, seed: int = 1) -> Dossier:
    """Make a dossier that fills the size completely; half of the opgaven have a decision."""
    rng = np.random.default_rng(seed)
    room = size.capacity
    ids = room.opgave_ids, room.scorer_ids, room.criterion_ids
    remarked = np.argwhere(rng.random((size.scorers, size.opgaven)) < REMARKED)
    return Dossier(
        settings=Settings(
            gemeente="Testdorp",
            wijk="Noord",
            sender="A. de Vries",
            sender_role="wethouder",
            contact_name="B. Jansen",
            contact_phone="14 000",
            contact_email="wijk@example.nl",
            threshold=3.1,
            threshold_date=date(2026, 1, 1),
            rounds_counted=2,
        ),
        criteria=tuple(
            Criterion(
                id=row,
                name=f"Criterium {i}",
                question=f"In hoeverre draagt de opgave bij aan doel {i}?",
                direction=Direction.LOWER if i % 5 == 0 else Direction.HIGHER,
                weight=float(rng.integers(1, 20)),
                floor=1.5 if i % 6 == 0 else None,
                visibility=Visibility.PUBLIC,
                groups=tuple(g for k, g in enumerate(room.group_ids) if (i + k) % 4 or not k),
            )
            for i, row in enumerate(room.criterion_ids, 1)
        ),
        anchors=tuple(
            Anchors(criterion=row, lowest="draagt niet bij", middle="enigszins", highest="veel")
            for row in room.criterion_ids
        ),
        opgaven=tuple(_opgave(row, i) for i, row in enumerate(room.opgave_ids, 1)),
        groups=tuple(
            Group(
                id=row,
                name=f"Groep {i}",
                kind=_KINDS[i - 1] if i <= len(_KINDS) else GroupKind.OTHER,
                weight=float(i),
            )
            for i, row in enumerate(room.group_ids, 1)
        ),
        scorers=tuple(
            Scorer(
                id=row,
                name=f"Invuller {i}",
                group=room.group_ids[i % size.groups],
                domain=f"Domein {i % 9}",
                email=f"i{i}@example.nl",
                round=1 + i % 2,
            )
            for i, row in enumerate(room.scorer_ids, 1)
        ),
        scores=_scores(size, ids, rng),
        remarks=tuple(
            Remark(scorer=ids[1][s], opgave=ids[0][o], text="Let op de planning van het riool.")
            for s, o in remarked
        ),
        decisions=tuple(_decision(row, i) for i, row in enumerate(ids[0], 1) if i % 2),
        log=(LogEntry(when=datetime(2026, 1, 2, 9, 30), who="wijkexcel", what="gemaakt"),),
    )
