"""The fingerprint: what changes it, what does not, and that it is the same everywhere."""

import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given

from tests.support.dossiers import dossiers, shuffled
from tests.workbook.books import small
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import LENGTH, fingerprint
from wijkexcel.model.records import (
    Anchors,
    Criterion,
    Direction,
    Group,
    GroupKind,
    LawStatus,
    Opgave,
    Settings,
    Visibility,
)
from wijkexcel.model.scores import ScoreTable

EARLIER = "810CAB817C"
"""What version 0.1.0 called the small dossier."""


def changed(dossier: Dossier, table: str, field: str, value: Any) -> Dossier:
    if table == "settings":
        new: Any = dossier.settings.model_copy(update={field: value})
    else:
        first, *rest = getattr(dossier, table)
        new = (first.model_copy(update={field: value}), *rest)
    return dossier.model_copy(update={table: new})


def test_a_choice_that_was_not_made_yet_gives_the_mark_that_the_first_version_gave() -> None:
    """There an empty cell counted as public; marks of then are still known."""
    dossier = example()
    unchosen = changed(dossier, "criteria", "visibility", None)
    assert fingerprint(unchosen) == fingerprint(dossier)


CHANGES: dict[tuple[str, str], Any] = {
    ("settings", "lowest"): 0.0,
    ("settings", "highest"): 10.0,
    ("settings", "step"): 0.5,
    ("settings", "threshold"): 3.6,
    ("criteria", "name"): "Anders",
    ("criteria", "question"): "Anders?",
    ("criteria", "direction"): Direction.LOWER,
    ("criteria", "weight"): 7.0,
    ("criteria", "floor"): 4.5,
    ("criteria", "visibility"): Visibility.INTERNAL,
    ("criteria", "groups"): (),
    ("anchors", "lowest"): "laag",
    ("anchors", "middle"): "midden",
    ("anchors", "highest"): "hoog",
    ("groups", "name"): "Anders",
    ("groups", "kind"): GroupKind.OTHER,
    ("groups", "weight"): 9.0,
    ("opgaven", "name"): "Anders",
    ("opgaven", "description"): "anders",
    ("opgaven", "coupling"): "anders",
}


def test_who_put_a_criterion_forward_is_no_agreement() -> None:
    dossier = example()
    other = changed(dossier, "criteria", "put_forward_by", "de buurt")
    assert fingerprint(other) == fingerprint(dossier)


def test_a_workbook_keeps_the_mark_that_an_earlier_version_gave_it_while_it_is_the_same() -> None:
    """Then who put a criterion forward counted."""
    bare = small()
    mark = EARLIER
    sent = changed(bare, "scorers", "version", mark)
    assert fingerprint(bare) != mark
    assert fingerprint(sent) == mark
    assert fingerprint(changed(sent, "criteria", "weight", 7.0)) != mark


def test_it_is_short_and_in_capitals() -> None:
    assert LENGTH == 10
    assert re.fullmatch(r"[0-9A-F]{10}", fingerprint(small()))


@pytest.mark.parametrize(("table", "field"), CHANGES)
def test_what_gives_a_score_its_meaning_changes_it(table: str, field: str) -> None:
    dossier = example()
    other = changed(dossier, table, field, CHANGES[table, field])
    assert other != dossier
    assert fingerprint(other) != fingerprint(dossier)


def test_every_field_of_the_framework_is_tried() -> None:
    for table, kind in (("criteria", Criterion), ("anchors", Anchors), ("groups", Group)):
        tried = {field for name, field in CHANGES if name == table}
        # who put a criterion forward is no agreement, nor whether costs are shown with it
        loose = {"id", "criterion", "put_forward_by", "shows_cost"}
        assert tried == set(kind.model_fields) - loose


def test_one_change_more_or_less_changes_it() -> None:
    dossier = example()
    for table in ("criteria", "anchors", "groups", "opgaven"):
        fewer = dossier.model_copy(update={table: getattr(dossier, table)[:-1]})
        assert fingerprint(fewer) != fingerprint(dossier)


def test_text_does_not_run_over_into_the_next_field() -> None:
    dossier = example()
    one = changed(changed(dossier, "opgaven", "description", "ab"), "opgaven", "coupling", "c")
    other = changed(changed(dossier, "opgaven", "description", "a"), "opgaven", "coupling", "bc")
    assert fingerprint(one) != fingerprint(other)


UNCHANGED: dict[tuple[str, str], Any] = {
    ("settings", name): value
    for name, value in {
        "gemeente": "Elders",
        "wijk": "Elders",
        "sender": "Iemand",
        "margin": 0.7,
        "rounds_counted": 1,
        "smallest_group": 9,
        "max_opgaven": 99,
        "year_to": 2050,
        "unforeseen": 0.9,
        "what_was_asked": "Iets anders.",
        "letter_date": None,
        "threshold_date": None,
        "weights_date": None,
    }.items()
} | {
    ("criteria", "shows_cost"): True,
    ("opgaven", "planning"): "later",
    ("opgaven", "cost"): 1.0,
    ("opgaven", "year_from"): 2031,
    ("opgaven", "effort"): 99.0,
    ("opgaven", "law_status"): LawStatus.LAPSED,
    ("opgaven", "law_fallback"): "Dan stoppen wij.",
    ("opgaven", "longer_term"): "straks",
    ("opgaven", "make_or_break"): True,
    ("scorers", "name"): "Iemand Anders",
    ("scorers", "email"): "x@y.nl",
}


@pytest.mark.parametrize(("table", "field"), UNCHANGED)
def test_the_rest_does_not_change_it(table: str, field: str) -> None:
    other = changed(example(), table, field, UNCHANGED[table, field])
    assert fingerprint(other) == fingerprint(example())


def test_the_fields_tried_exist() -> None:
    for table, field in (*CHANGES, *UNCHANGED):
        kind = {"settings": Settings, "opgaven": Opgave}.get(table)
        assert kind is None or field in kind.model_fields


def test_scores_decisions_and_log_do_not_change_it() -> None:
    dossier = example()
    scores = dossier.scores
    none = ScoreTable.of(scores.opgaven, scores.scorers, scores.criteria, {})
    bare = dossier.model_copy(
        update={
            "scores": none,
            "decisions": (),
            "reconsiderations": (),
            "ambitions": (),
            "pairs": (),
            "remarks": (),
            "log": (),
        }
    )
    assert fingerprint(bare) == fingerprint(dossier)


@given(dossiers())
def test_it_follows_from_the_framework_alone(dossier: Dossier) -> None:
    assert fingerprint(dossier) == fingerprint(dossier.model_copy(deep=True))
    assert fingerprint(dossier.model_copy(update={"log": (), "decisions": ()})) == fingerprint(
        dossier
    )
    assert shuffled(dossier, 1).settings == dossier.settings


def test_it_is_the_same_in_another_process() -> None:
    """Not dependent on Python's hash seed or on the machine's locale."""
    code = (
        "from wijkexcel.example import example; from wijkexcel.model.fingerprint import "
        "fingerprint; print(fingerprint(example()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "LC_ALL": "C"},
    )
    assert done.stdout.strip() == fingerprint(example())
