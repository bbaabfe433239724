"""What goes to one scorer is made of nothing but what that scorer reads, its versions too."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.dossiers import dossiers
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Criterion, Visibility
from wijkexcel.outgoing.request import blank_request, request_for


def _other(criterion: Criterion, asked: bool, word: str, weight: float) -> Criterion:
    """The criterion with all that nobody outside reads changed; all of it where it is not asked."""
    unseen: dict[str, Any] = {
        "weight": weight,
        "floor": None if criterion.floor else 2.0,
        "put_forward_by": word,
        "visibility": Visibility.INTERNAL,
    }
    texts = {} if asked else {"name": word, "question": f"{word}?"}
    return criterion.model_copy(update={**unseen, **texts})


def _elsewhere(dossier: Dossier, group: str, word: str, weight: float) -> Dossier:
    """Another dossier, of which this group is asked the same."""
    asked = {c.id for c in dossier.asked_of(group)}
    unseen: dict[str, Any] = {} if dossier.sees_cost(group) else {"cost": 1.0}
    return dossier.model_copy(
        update={
            "criteria": tuple(_other(c, c.id in asked, word, weight) for c in dossier.criteria),
            "anchors": tuple(
                a
                if a.criterion in asked
                else a.model_copy(update={"lowest": word, "highest": word})
                for a in dossier.anchors
            ),
            "groups": tuple(g.model_copy(update={"weight": weight}) for g in dossier.groups),
            "opgaven": tuple(
                o.model_copy(update={"risks": word, **unseen}) for o in dossier.opgaven
            ),
            "settings": dossier.settings.model_copy(update={"threshold": weight, "margin": 0.7}),
        }
    )


@given(dossiers(), st.sampled_from(["geheim", "Piet", ""]), st.floats(0.5, 9))
def test_what_is_not_asked_of_a_group_changes_nothing_in_its_request(
    dossier: Dossier, word: str, weight: float
) -> None:
    for group in dossier.groups:
        if dossier.asked_of(group.id):
            other = _elsewhere(dossier, group.id, word, weight)
            assert blank_request(other, group) == blank_request(
                dossier, next(g for g in other.groups if g.id == group.id)
            )
            assert blank_request(other, group).version == blank_request(dossier, group).version


@pytest.mark.parametrize(
    "change", [{"name": "Anders"}, {"description": "Anders"}, {"coupling": "Anders"}], ids=str
)
def test_what_is_asked_otherwise_has_another_version(change: dict[str, str]) -> None:
    dossier, scorer = example(), example().scorers[0]
    first, *rest = dossier.opgaven
    other = dossier.model_copy(update={"opgaven": (first.model_copy(update=change), *rest)})
    assert request_for(other, scorer, "X").version != request_for(dossier, scorer, "X").version


@pytest.mark.parametrize(
    "change", [{"planning": "Anders"}, {"year_from": 2031}, {"year_to": 2040}], ids=str
)
def test_the_planning_is_read_by_scorers_but_asks_nothing_else(change: dict[str, Any]) -> None:
    dossier, scorer = example(), example().scorers[0]
    first, *rest = dossier.opgaven
    other = dossier.model_copy(update={"opgaven": (first.model_copy(update=change), *rest)})
    was, now = (request_for(each, scorer, "X") for each in (dossier, other))
    assert "planning: Volgens het rioolplan (2028–2029)" in was.opgaven[0].background
    assert now.opgaven[0].background != was.opgaven[0].background
    assert now.version == was.version


def test_the_fingerprint_of_the_framework_is_in_no_request() -> None:
    """Nor is that of any other weight of an internal criterion: there is nothing to try."""
    dossier = example()
    internal = next(c for c in dossier.criteria if c.visibility is Visibility.INTERNAL)
    asked = [
        repr(request_for(dossier, s, "X")) + request_for(dossier, s, "X").version
        for s in dossier.scorers
        if dossier.asked_of(s.group)
    ]
    assert len(set(asked)) == len(asked)
    for weight in (internal.weight, *(i / 100 for i in range(0, 861, 7))):
        criteria = tuple(
            c.model_copy(update={"weight": weight}) if c is internal else c
            for c in dossier.criteria
        )
        mark = fingerprint(dossier.model_copy(update={"criteria": criteria}))
        assert [text for text in asked if mark in text or mark[:8] in text] == []


@pytest.mark.parametrize("shown", [True, False])
def test_only_who_scores_a_criterion_that_shows_the_costs_reads_them(shown: bool) -> None:
    base = example()
    criteria = tuple(c.model_copy(update={"shows_cost": shown}) for c in base.criteria)
    dossier = base.model_copy(update={"criteria": criteria})
    for group in base.groups:
        (opgave, *_) = blank_request(base, group).opgaven
        seen = any(c.shows_cost and group.id in c.groups for c in base.criteria)
        assert ("€\N{NO-BREAK SPACE}2.400.000" in opgave.background) == seen
        assert ("geschatte kosten" in blank_request(dossier, group).opgaven[0].background) == shown


def test_what_an_opgave_hangs_on_is_read_by_everyone_who_scores() -> None:
    dossier = example()
    for group in dossier.groups:
        asbestos = blank_request(dossier, group).opgaven[4]
        assert asbestos.background.startswith(
            "wet of regeling: Landelijk verbod op asbestdaken (vervallen); planning: Niet gepland"
        )
