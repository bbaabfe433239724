"""A number in another unit than its neighbours."""

import pytest

from tests.checks.changes import Case, also, on, settings
from tests.checks.factory import clean
from wijkexcel.checks.base import PRIORITIES, setting
from wijkexcel.checks.units import neighbours, on_start
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Kind
from wijkexcel.model.finding import Severity, Where
from wijkexcel.rules.outcome import outcome_of

SAME = "Gebruik op het blad {} overal dezelfde."
UNIT = (
    "Staat dit getal in een andere eenheid, zoals een percentage naast punten, of duizenden naast "
    "hele euro's? "
)
CASES = (
    Case(
        also(
            on("criteria", "C01", weight=0.3),
            on("criteria", "C02", weight=20.0),
            on("criteria", "C03", weight=10.0),
        ),
        Severity.WARNING,
        "andere-eenheid",
        Where("tblCriteria", "C01", "weight"),
        "Bij 'Gewicht' van C01 staat 0,3. De andere zijn ongeveer 15. Zo telt het voor 1\xa0% mee.",
        UNIT + SAME.format("Criteria"),
    ),
    Case(
        settings(max_opgaven=2026),
        Severity.WARNING,
        "eenheid-op-start",
        setting("max_opgaven"),
        f"Het hoogste aantal opgaven is 2026, en er zijn {len(clean().opgaven)} opgaven.",
        "Vul op het blad Start in hoeveel opgaven het projectteam samen aankan.",
    ),
    Case(
        settings(smallest_group=300),
        Severity.WARNING,
        "eenheid-op-start",
        setting("smallest_group"),
        f"De kleinste groep die openbaar mag is 300, en er zijn {len(clean().scorers)} deelnemers. "
        "Zo zegt de brief van geen opgave of die de score haalt.",
        "Vul op het blad Start een aantal mensen in, bijvoorbeeld 3.",
    ),
    Case(
        settings(unforeseen=0.002),
        Severity.WARNING,
        "eenheid-op-start",
        setting("unforeseen"),
        "De ruimte voor onvoorzien is 0,2\xa0%. Dat is bijna niets.",
        "Typ op het blad Start het percentage, bijvoorbeeld 20\xa0%.",
    ),
    Case(
        settings(margin=0.05),
        Severity.WARNING,
        "eenheid-op-start",
        setting("margin"),
        "De marge voor 'dichtbij' is 0,05; de schaal loopt van 1 tot 5.",
        "Vul de marge op het blad Start in als score, niet als percentage. Of maak de cel leeg "
        "voor 5\xa0% van de schaal.",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_change_gives_one_finding(case: Case) -> None:
    case.verify()


NUMERIC = {Kind.NUMBER, Kind.WHOLE, Kind.MONEY, Kind.SHARE}


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, column.key)
        for table in declare(Capacity()).tables.values()
        for column in table.columns
        if column.typed
        and column.kind in NUMERIC
        and not table.name.startswith(("tblScore_", PRIORITIES))  # counts may differ
    ],
)
def test_every_numeric_column_is_looked_at(table: str, column: str) -> None:
    """One number a thousandth of what it was, in each column where people type numbers."""
    where = {
        "tblCriteria": ("criteria", "C0"),
        "tblOpgaven": ("opgaven", "O0"),
        "tblGroepen": ("groups", "G"),
        "tblDeelnemers": ("scorers", "S0"),
    }[table]
    one, others = (2000, 40) if column == "round" else (40.0, 40_000.0)
    change = also(
        on(where[0], "*", **{column: others}), on(where[0], f"{where[1]}2", **{column: one})
    )
    dossier = change(clean())
    assert [f.where for f in neighbours(dossier, outcome_of(dossier))] == [
        Where(table, f"{where[1]}2", column)
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("threshold", 1.2),
        ("margin", 3.5),
        ("effort_capacity", 1600.0),
        ("effort_capacity", 0.8),
    ],
)
def test_a_number_on_start_in_another_unit_is_told(field: str, value: float) -> None:
    dossier = settings(**{field: value})(clean())
    assert [f.where for f in on_start(dossier, outcome_of(dossier))] == [setting(field)]


def test_a_floor_as_a_percentage_is_told() -> None:
    dossier = also(settings(lowest=0.0, highest=10.0), on("criteria", "C02", floor=0.6))(clean())
    found = [f.where for f in on_start(dossier, outcome_of(dossier))]
    assert found == [Where("tblCriteria", "C02", "floor")]


@pytest.mark.parametrize(
    "weights",
    [(3.0, 2.0, 1.0), (0.5, 0.3, 0.2), (50.0, 20.0, 5.0), (1.0, 0.5, 0.25), (0.0, 9.0, 5.0)],
)
def test_weights_that_differ_are_no_other_unit(weights: tuple[float, ...]) -> None:
    ids = ("C01", "C02", "C03")
    change = also(*(on("criteria", c, weight=w) for c, w in zip(ids, weights, strict=True)))
    dossier = change(clean())
    assert [*neighbours(dossier, outcome_of(dossier))] == []


def test_the_example_is_in_one_unit() -> None:
    dossier = example()
    for look in (neighbours, on_start):
        assert [*look(dossier, outcome_of(dossier))] == []
