"""The records: frozen, no unknown fields, no silent conversion; the dossier and findings."""

from datetime import datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from pydantic import ValidationError

from tests.support.dossiers import dossier_of, dossiers, numbered, table
from wijkexcel.model import records
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.numbers import LARGEST
from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Answer,
    Choice,
    Criterion,
    Decision,
    Group,
    Joining,
    LeftOut,
    LogEntry,
    Opgave,
    Pair,
    Priority,
    Reconsideration,
    Record,
    Remark,
    Scorer,
    Settings,
)
from wijkexcel.model.scores import ScoreTable

EXAMPLES: list[Record] = [
    Settings(),
    Criterion(id="C01", name="x"),
    Anchors(criterion="C01"),
    Opgave(id="O01", name="x"),
    Group(id="G1", name="x"),
    Scorer(id="S01", name="x"),
    Remark(scorer="S01", opgave="O01", text="x"),
    Reconsideration(opgave="O01"),
    Pair(id="P01", first="O01", second="O02"),
    LeftOut(id="E1", opgave="O01"),
    Decision(opgave="O01"),
    Ambition(opgave="O01"),
    Joining(id="M01", body="x"),
    Priority(id="V01", answer="x"),
    LogEntry(when=datetime(2026, 1, 1), who="x", what="x"),
    table([[1]]),
]
NAMES = [type(example).__name__ for example in EXAMPLES]


def test_every_record_has_an_example() -> None:
    declared = {
        name
        for name, found in vars(records).items()
        if isinstance(found, type) and issubclass(found, Record) and found is not Record
    }
    assert set(NAMES) == declared | {"Dossier"}


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_records_are_frozen(example: Record) -> None:
    for field in type(example).model_fields:
        with pytest.raises(ValidationError, match="Instance is frozen"):
            setattr(example, field, getattr(example, field))


@pytest.mark.parametrize("example", EXAMPLES, ids=NAMES)
def test_records_forbid_unknown_fields(example: Record) -> None:
    fields = {name: getattr(example, name) for name in type(example).model_fields}
    assert type(example)(**fields) == example
    with pytest.raises(ValidationError, match=r"verzonnen\n  Extra inputs are not permitted"):
        type(example)(**fields, verzonnen=1)


@pytest.mark.parametrize(
    ("weight", "message"),
    [
        (-0.1, r"weight\n  Input should be greater than or equal to 0"),
        (float("nan"), r"weight\n  Input should be a finite number"),
        (float("inf"), r"weight\n  Input should be a finite number"),
        ("1", r"weight\n  Input should be a valid number"),
        (True, r"weight\n  Input should be a valid number"),
        (None, r"weight\n  Input should be a valid number"),
    ],
)
@pytest.mark.parametrize(("kind", "key"), [(Criterion, "C01"), (Group, "G1")])
def test_an_impossible_weight_is_refused(
    kind: type[Criterion | Group], key: str, weight: object, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        kind.model_validate({"id": key, "name": "x", "weight": weight})


@pytest.mark.parametrize("weight", [0, 0.0, 1, 2.5])
def test_weights_need_not_sum_to_1(weight: float) -> None:
    assert Criterion(id="C01", name="x", weight=weight).weight == weight


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (Criterion, {"id": 1, "name": "x"}, r"id\n  Input should be a valid string"),
        (Criterion, {"id": "C01"}, r"name\n  Field required"),
        (
            Criterion,
            {"id": "C01", "name": "x", "direction": "hoger is beter"},
            r"direction\n  Input should be an instance of Direction",
        ),
        (
            Criterion,
            {"id": "C01", "name": "x", "groups": ["G1"]},
            r"groups\n  Input should be a valid tuple",
        ),
        (Settings, {"threshold": "3,5"}, r"threshold\n  Input should be a valid number"),
        (
            Settings,
            {"threshold_date": "2026-01-01"},
            r"threshold_date\n  Input should be a valid date",
        ),
        (Settings, {"rounds_counted": 1.5}, r"rounds_counted\n  Input should be a valid integer"),
        (
            Opgave,
            {"id": "O01", "name": "x", "make_or_break": "ja"},
            r"make_or_break\n  Input should be a valid boolean",
        ),
        (
            Decision,
            {"opgave": "O01", "choice": "gekozen"},
            r"choice\n  Input should be an instance of Choice",
        ),
    ],
)
def test_nothing_is_converted_in_silence(
    kind: type[Record], fields: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        kind.model_validate(fields)


# --- the dossier --------------------------------------------------------------------------------


def test_a_decision_or_answer_that_is_not_there_is_empty() -> None:
    dossier = table([[1], [2]]).model_copy(
        update={
            "decisions": (Decision(opgave="O02", choice=Choice.CHOSEN),),
            "reconsiderations": (Reconsideration(opgave="O02", answer=Answer.ADD, why="x"),),
        }
    )
    assert dossier.decision("O01") == Decision(opgave="O01")
    assert dossier.decision("O02").choice is Choice.CHOSEN
    assert dossier.reconsideration("O01") == Reconsideration(opgave="O01")
    assert dossier.reconsideration("O02").answer is Answer.ADD


def square() -> Dossier:
    """Two opgaven, scorers and criteria: a table in another order has the same shape."""
    return dossier_of([[[1, 2], [3, 4]], [[5, 1], [2, 3]]])


def test_a_dossier_takes_a_score_table_in_its_own_order() -> None:
    dossier = square()
    assert rebuilt(dossier, dossier.scores) == dossier


@pytest.mark.parametrize("axis", ["opgaven", "scorers", "criteria"])
def test_a_score_table_in_another_order_is_refused(axis: str) -> None:
    """Rules work by position: scores would move to another opgave, scorer or criterion."""
    scores = square().scores
    ids = {name: getattr(scores, name) for name in ("opgaven", "scorers", "criteria")}
    for other in (ids[axis][::-1], ids[axis][:1], (*ids[axis], "X99"), ("X98", "X99")):
        moved = ids | {axis: other}
        cells = {
            place: score
            for place, score in scores.cells().items()
            if place[1] in moved["opgaven"]
            and place[0] in moved["scorers"]
            and place[2] in moved["criteria"]
        }
        with pytest.raises(ValidationError, match="not in the order of the records"):
            rebuilt(square(), ScoreTable.of(**moved, cells=cells))


def rebuilt(dossier: Dossier, scores: ScoreTable) -> Dossier:
    fields = {name: getattr(dossier, name) for name in Dossier.model_fields}
    return Dossier(**fields | {"scores": scores})


def holds(annotation: Any, sort: type) -> bool:
    return annotation is sort or any(holds(part, sort) for part in get_args(annotation))


FLOATS = [
    (kind, name)
    for kind in (Settings, Criterion, Opgave)
    for name, field in kind.model_fields.items()
    if holds(field.annotation, float)
]


def test_the_settings_have_numbers() -> None:
    assert {
        "lowest",
        "highest",
        "step",
        "threshold",
        "margin",
        "effort_capacity",
        "unforeseen",
    } == {name for kind, name in FLOATS if kind is Settings}


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, n in FLOATS if n != "cost"])
def test_no_number_is_so_large_that_it_could_be_a_date(kind: type[Record], name: str) -> None:
    needed = {"id": "X", "name": "x"} if kind is not Settings else {}
    assert getattr(kind(**needed, **{name: float(LARGEST)}), name) == LARGEST
    with pytest.raises(ValidationError, match="less than or equal to 40000"):
        kind(**needed, **{name: LARGEST + 1.0})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize(("kind", "name"), FLOATS, ids=[f"{k.__name__}.{n}" for k, n in FLOATS])
def test_what_is_no_number_is_refused(kind: type[Record], name: str, value: float) -> None:
    base = {} if kind is Settings else {"id": "X01", "name": "x"}
    with pytest.raises(ValidationError, match=rf"{name}\n  Input should be a finite number"):
        kind.model_validate({**base, name: value})


@given(dossiers())
def test_random_dossiers_can_be_typed_into_a_workbook(dossier: Dossier) -> None:
    """What the strategy promises to whoever fills workbooks with it."""
    o_ids = numbered("O", len(dossier.opgaven))
    s_ids = numbered("S", len(dossier.scorers))
    c_ids = numbered("C", len(dossier.criteria))
    g_ids = numbered("G", len(dossier.groups), width=1)
    assert tuple(o.id for o in dossier.opgaven) == dossier.scores.opgaven == o_ids
    assert tuple(s.id for s in dossier.scorers) == dossier.scores.scorers == s_ids
    assert tuple(c.id for c in dossier.criteria) == dossier.scores.criteria == c_ids
    assert tuple(g.id for g in dossier.groups) == g_ids
    assert any(g.kind is records.GroupKind.RESIDENTS for g in dossier.groups)
    named = [*dossier.opgaven, *dossier.scorers, *dossier.criteria, *dossier.groups]
    assert all(record.name.strip() == record.name != "" for record in named)
    assert len({record.name for record in named}) == len(named)
    assert [a.criterion for a in dossier.anchors] == list(c_ids)
    assert all(a.lowest and a.highest for a in dossier.anchors)
    assert all(r.text for r in dossier.remarks)
    assert all(set(c.groups) <= set(g_ids) and c.groups for c in dossier.criteria)
    assert all(s.group in g_ids for s in dossier.scorers)
    assert all(d != Decision(opgave=d.opgave) for d in dossier.decisions)
    assert all(r != Reconsideration(opgave=r.opgave) for r in dossier.reconsiderations)
    for about in (dossier.decisions, dossier.reconsiderations, dossier.ambitions):
        keys = [record.opgave for record in about]
        assert keys == sorted(set(keys) & set(o_ids))
    scored_by = {c.id: c.groups for c in dossier.criteria}
    group_of = {s.id: s.group for s in dossier.scorers}
    settings = dossier.settings
    for (scorer, _, criterion), score in dossier.scores.cells().items():
        assert group_of[scorer] in scored_by[criterion]
        if not isinstance(score, str):
            assert settings.lowest <= score <= settings.highest
            assert ((score - settings.lowest) / settings.step).is_integer()


# --- findings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "action", "expected"),
    [
        (
            {"sheet": "Start", "cell": "C5"},
            "Vul hem in.",
            "Start!C5: De score ontbreekt. Vul hem in.",
        ),
        ({"sheet": "Start"}, "", "Start: De score ontbreekt."),
        ({}, "Vul hem in.", "settings: De score ontbreekt. Vul hem in."),
    ],
)
def test_a_finding_as_one_line(place: dict[str, str], action: str, expected: str) -> None:
    found = Finding(
        Severity.ERROR, "drempel", Where("settings"), "De score ontbreekt.", action, **place
    )
    assert found.text == expected
