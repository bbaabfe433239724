"""What counts as something while it is empty is asked, or its help says what it counts as."""

from enum import Enum
from typing import Any

import pytest

from tests.checks.changes import Case
from tests.checks.factory import clean
from wijkexcel.checks.empty import ASKED, empty
from wijkexcel.layout.declare import declare
from wijkexcel.layout.sheets.settings import SETTINGS
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Severity, Where
from wijkexcel.model.records import Criterion, Group, Record, Scorer, Settings
from wijkexcel.rules.outcome import outcome_of

TABLES: dict[type[Record], str] = {
    Criterion: "tblCriteria",
    Group: "tblGroepen",
    Scorer: "tblDeelnemers",
}
LAYOUT = declare(Capacity(2, 2, 2, 2, 2, 2))


def _without(dossier: Dossier, record: type[Record], field: str) -> Dossier:
    """The dossier in which nobody filled in this field of the settings, or of the first row."""

    def left(one: Record) -> Record:
        return type(one).model_validate(
            {key: getattr(one, key) for key in one.model_fields_set if key != field}
        )

    if record is Settings:
        return dossier.model_copy(update={"settings": left(dossier.settings)})
    name = "criteria" if record is Criterion else "groups"
    first, *rest = getattr(dossier, name)
    return dossier.model_copy(update={name: (left(first), *rest)})


@pytest.mark.parametrize(
    ("record", "field"), [(record, field) for record, fields in ASKED.items() for field in fields]
)
def test_an_empty_cell_that_counts_is_asked_and_stops_a_decision(
    record: type[Record], field: str
) -> None:
    decided = _without(clean(), record, field)
    (found,) = empty(decided, outcome_of(decided))
    assert found.severity is Severity.ERROR
    assert "niet ingevuld. Dat telt nu als " in found.problem
    assert field in (found.where.row, found.where.column)
    before = decided.model_copy(update={"decisions": ()})
    assert [f.severity for f in empty(before, outcome_of(before))] == [Severity.WARNING]


CASES = (
    Case(
        lambda dossier: _without(dossier, Criterion, "direction"),
        Severity.ERROR,
        "keuze-leeg",
        Where("tblCriteria", "C01", "direction"),
        "Bij criterium C01 (Draagvlak) is 'Richting' niet ingevuld. Dat telt nu als "
        "'hoger is beter'.",
        "Vul op het blad Criteria in wat het is, ook als dat 'hoger is beter' is.",
    ),
    Case(
        lambda dossier: _without(dossier, Settings, "step"),
        Severity.ERROR,
        "instelling-leeg",
        Where("tblInstellingen", "step", "value"),
        "'Kleinste stap tussen scores' is niet ingevuld. Dat telt nu als 1.",
        "Vul op het blad Start in wat het is, ook als dat 1 is.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_it_says_what_an_empty_cell_counts_as(case: Case) -> None:
    case.verify()


def _help(record: type[Record], field: str) -> str:
    if record is Settings:
        return next(s.help for s in SETTINGS if s.field == field)
    return LAYOUT.tables[TABLES[record]].column(field).help


@pytest.mark.parametrize("record", [Settings, *TABLES])
def test_every_default_that_counts_is_asked_or_in_the_help(record: type[Record]) -> None:
    def counts(default: Any) -> bool:
        return isinstance(default, Enum) or (
            isinstance(default, int | float) and not isinstance(default, bool)
        )

    silent = [
        field
        for field, info in record.model_fields.items()
        if counts(info.default)
        and field not in ASKED.get(record, ())
        and "Leeg: " not in _help(record, field)
    ]
    assert silent == []
