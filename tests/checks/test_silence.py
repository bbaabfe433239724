"""Where the checks must keep quiet, or keep it short."""

from collections.abc import Callable

import pytest

from tests.checks.changes import (
    SMALL,
    Change,
    add,
    also,
    choose_second,
    drop,
    on,
    scores,
    settings,
    undecided,
    unscored,
)
from tests.checks.factory import clean
from wijkexcel.checks.base import SCORES
from wijkexcel.checks.catalogue import MANY, check
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import (
    Criterion,
    Direction,
    Opgave,
    OpgaveKind,
    Pair,
    Scorer,
    Settings,
    Visibility,
)
from wijkexcel.model.scores import ScoreTable
from wijkexcel.rules.outcome import outcome_of


def found(change: Change) -> tuple[Finding, ...]:
    dossier = change(clean())
    return tuple(f for f in check(dossier, outcome_of(dossier)) if f.code != SMALL)


@pytest.mark.parametrize("stage", [also(), undecided, unscored])
def test_a_complete_dossier_gives_nothing(stage: Change) -> None:
    assert found(stage) == ()


AS_MADE = Settings(lowest=1.0, highest=5.0, step=1.0, rounds_counted=1, smallest_group=3)
"""The settings of an empty workbook."""


def bare() -> Dossier:
    return Dossier(
        settings=AS_MADE,
        criteria=(),
        anchors=(),
        opgaven=(),
        groups=(),
        scorers=(),
        scores=ScoreTable.of((), (), (), {}),
    )


def starter() -> Dossier:
    """The clean framework, before anyone typed anything else."""
    rest = ("opgaven", "scorers", "remarks", "pairs")
    alike = (on(table, "*", weight=1.0) for table in ("criteria", "groups"))
    changes = (unscored, *alike, *(drop(table) for table in rest))
    return also(*changes)(clean()).model_copy(update={"settings": AS_MADE})


@pytest.mark.parametrize(
    ("dossier", "codes"),
    [
        (
            bare,
            [
                "gemeente-ontbreekt",
                "wijk-ontbreekt",
                "drempel-ontbreekt",
                "criteria-ontbreken",
                "opgaven-ontbreken",
                "groepen-ontbreken",
                "deelnemers-ontbreken",
            ],
        ),
        (
            starter,
            [
                "gemeente-ontbreekt",
                "wijk-ontbreekt",
                "drempel-ontbreekt",
                "opgaven-ontbreken",
                "deelnemers-ontbreken",
            ],
        ),
    ],
)
def test_an_empty_template_says_only_what_to_do_first(
    dossier: Callable[[], Dossier], codes: list[str]
) -> None:
    empty = dossier()
    assert [f.code for f in check(empty, outcome_of(empty))] == codes


@pytest.mark.parametrize(
    "change",
    [
        settings(step=0.1),
        settings(sender="Anna Berg", next_steps="Anna Berg belt u."),
        on("decisions", "O02", public_reason="De winst is klein. De politiek besluit."),
        also(
            on("decisions", "O01", internal_note="akkoord"),
            on("decisions", "O02", public_reason="Iedereen ging akkoord."),
        ),
        on("scorers", "S02", domain="wonen / ZORG"),
        add("pairs", Pair(id="P02", first="", second="")),
        scores("S04", "*", "*", "weet niet"),
        on("opgaven", "O03", law="", law_status=None),
        choose_second,
        on("opgaven", "O02", cost=0.0),
        on("criteria", "C03", groups=("G1",), visibility=Visibility.PUBLIC),
    ],
)
def test_what_is_allowed_gives_nothing(change: Change) -> None:
    assert found(change) == ()


def many(count: int) -> tuple[Opgave, ...]:
    return tuple(
        Opgave(id=f"O1{i}", name=f"Extra {i}", kind=OpgaveKind.SOCIAL, domain="Zorg")
        for i in range(count)
    )


def test_many_warnings_of_one_sort_become_one() -> None:
    (one,) = found(also(unscored, add("opgaven", *many(MANY + 1))))
    assert one == Finding(
        Severity.WARNING,
        "koppeling-ontbreekt",
        Where("tblOpgaven", "O10", "coupling"),
        "Bij opgave O10 (Extra 0) staat niet hoe de koppeling eruit kan zien. Dit speelt ook bij "
        "O11, O12, O13, O14 en O15.",
        "Schrijf op het blad Opgaven in grote lijnen hoe deze opgave kan meedoen in de wijkaanpak.",
    )


def test_a_few_warnings_of_one_sort_stay_apart() -> None:
    assert len(found(also(unscored, add("opgaven", *many(MANY))))) == MANY


def test_many_errors_of_one_sort_stay_apart() -> None:
    scored = also(
        undecided,
        add("opgaven", *many(MANY + 1)),
        *(scores("S01", o.id, "C01", 3.0) for o in many(MANY + 1)),
    )
    errors = [f for f in found(scored) if f.severity is Severity.ERROR]
    assert [f.code for f in errors] == ["koppeling-ontbreekt"] * (MANY + 1)


def test_notes_on_the_tabs_of_many_scorers_become_one() -> None:
    extra = [
        Scorer(id=f"S1{i}", name=f"Naam {i}", group="G2", email=f"{i}@example.nl") for i in range(6)
    ]
    marks = (scores(s.id, "O01", "C03", 3.0) for s in extra)
    (one,) = (f for f in found(also(add("scorers", *extra), *marks)) if f.where.column == "C03")
    assert one.where.table == f"{SCORES}S10"
    assert one.problem.endswith(" Dit speelt ook bij S11, S12, S13, S14 en S15.")


def test_a_version_of_now_or_without_scores_is_not_said_to_be_of_before() -> None:
    now = on("scorers", "*", version=fingerprint(clean()))
    assert not [f for f in found(now) if f.code == "afspraken-veranderd"]
    nobody_answered = also(unscored, on("scorers", "*", version="EERDER"))
    assert not [f for f in found(nobody_answered) if f.code == "afspraken-veranderd"]


def test_findings_stand_in_order_of_sheet_with_errors_first() -> None:
    spoil = also(
        on("ambitions", "O01", who=""),
        on("decisions", "O03", when=None),
        on("scorers", "S03", email="x"),
        on("scorers", "S04", group="G9"),
        on("opgaven", "O02", coupling=""),
        on("opgaven", "O01", kind=None),
        settings(gemeente="", threshold_date=None, unforeseen=2.0),
        add(
            "criteria",
            Criterion(
                id="C10",
                name="Tiende",
                direction=Direction.HIGHER,
                weight=0.0,
                groups=("G1",),
                visibility=Visibility.PUBLIC,
            ),
        ),
        drop("pairs"),
    )
    assert [(f.where.table, f.severity.name, f.where.row) for f in found(spoil)] == [
        ("tblInstellingen", "ERROR", "gemeente"),
        ("tblInstellingen", "ERROR", "unforeseen"),
        ("tblInstellingen", "WARNING", "threshold_date"),
        ("tblCriteria", "ERROR", "C10"),
        ("tblSchaal", "WARNING", "C10"),
        ("tblOpgaven", "ERROR", "O02"),
        ("tblOpgaven", "WARNING", "O01"),
        ("tblDeelnemers", "ERROR", "S04"),
        ("tblDeelnemers", "WARNING", ""),
        ("tblDeelnemers", "WARNING", "S03"),
        ("tblBesluit", "ERROR", "O03"),
        ("tblAmbitie", "NOTE", "O01"),
    ]
