"""Random dossiers: valid records with arbitrary references, blanks and odd numbers."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.numbers import FIRST_YEAR, LARGEST, LAST_YEAR, Number, Whole, Year
from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Criterion,
    Decision,
    Group,
    Joining,
    Opgave,
    Pair,
    Priority,
    Reconsideration,
    Record,
    Remark,
    Scorer,
    Settings,
)
from wijkexcel.model.scores import ABSTENTION, Score, ScoreTable

TEXTS = st.sampled_from(
    ("", " ", "Water", "water, zorg", "Bewoners", "Gemeente", "a@example.nl", "(")
)
TEXT = TEXTS | st.text(max_size=20)
ANY_FLOAT = st.sampled_from((0.0, 0.2, 1.0, 3.5, 5.0)) | st.floats(-LARGEST, LARGEST)
WEIGHT = st.sampled_from((0.0, 1.0, 2.5))
DATE = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
SMALL = st.integers(-1, 4)


def references(prefix: str) -> st.SearchStrategy[str]:
    """Ids that may or may not exist, and blanks."""
    return st.sampled_from(("", *(f"{prefix}{i}" for i in range(1, 9))))


def keys(prefix: str) -> st.SearchStrategy[list[str]]:
    """Some different ids, in order."""
    return st.sets(st.integers(1, 8), max_size=8).map(lambda s: [f"{prefix}{i}" for i in sorted(s)])


@st.composite
def records(draw: st.DrawFn, /, kind: type[Record], ids: list[str], **special: Any) -> Any:
    """One record per id; every other field arbitrary."""
    by_type = {
        str: TEXT,
        float: ANY_FLOAT,
        int: SMALL,
        float | None: st.none() | ANY_FLOAT,
        Number | None: st.none() | ANY_FLOAT,
        Whole | None: st.none() | SMALL,
        Year | None: st.none() | st.integers(FIRST_YEAR, LAST_YEAR),
    }
    result = []
    for key in ids:
        values: dict[str, Any] = {"id": key}
        for name, field in kind.model_fields.items():
            if name == "id":
                continue
            of_type = by_type.get(field.annotation, st.from_type(field.annotation))  # type: ignore[arg-type]
            values[name] = draw(special.get(name, of_type))
        if "id" not in kind.model_fields:
            del values["id"]
        result.append(kind(**values))
    return tuple(result)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any dossier that the records allow."""
    o, s, c, g = (draw(keys(prefix)) for prefix in ("O", "S", "C", "G"))
    opgave, group = references("O"), references("G")
    marks: st.SearchStrategy[Score] = st.sampled_from((1.0, 2.0, 5.0, ABSTENTION))
    cell = st.tuples(*(st.sampled_from(x or [""]) for x in (s, o, c)))
    cells = draw(st.dictionaries(cell, marks, max_size=25)) if o and s and c else {}
    rows = st.integers(0, 7).map(lambda n: [str(i) for i in range(n)])

    def some(kind: type[Record], **special: Any) -> Any:
        return draw(records(kind, draw(rows), **special))

    (settings,) = draw(
        records(
            Settings, [""], threshold_date=DATE, letter_date=DATE, max_opgaven=st.none() | SMALL
        )
    )
    groups = st.lists(group, max_size=4).map(tuple)
    return Dossier(
        settings=settings,
        criteria=draw(records(Criterion, c, weight=WEIGHT, groups=groups)),
        anchors=some(Anchors, criterion=references("C")),
        opgaven=draw(records(Opgave, o)),
        groups=draw(records(Group, g, weight=WEIGHT)),
        scorers=draw(records(Scorer, s, group=group)),
        scores=ScoreTable.of(o, s, c, cells),
        remarks=some(Remark, scorer=references("S"), opgave=opgave),
        reconsiderations=some(Reconsideration, opgave=opgave),
        pairs=draw(records(Pair, [f"P{i}" for i in draw(rows)], first=opgave, second=opgave)),
        decisions=some(Decision, opgave=opgave, when=DATE, decided_on=DATE),
        ambitions=some(Ambition, opgave=opgave),
        joining=draw(
            records(
                Joining,
                [f"M{i}" for i in draw(rows)],
                opgave=opgave,
                until=DATE,
                asked_on=DATE,
                answer_before=DATE,
            )
        ),
        priorities=draw(
            records(
                Priority,
                [f"V{i}" for i in draw(rows)],
                criterion=references("C"),
                times=st.none() | SMALL,
            )
        ),
    )
