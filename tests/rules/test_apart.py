"""On which opgaven groups differ."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.dossiers import dossier_of, with_settings
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.apart import FAR, groups_apart
from wijkexcel.rules.outcome import outcome_of


def test_the_farthest_apart_comes_first_with_the_groups_that_differ_most() -> None:
    dossier = example()
    found = groups_apart(dossier, outcome_of(dossier))
    assert (found[0].opgave, found[0].highest, found[0].lowest) == ("O10", "G3", "G2")
    assert [one.distance for one in found] == sorted((o.distance for o in found), reverse=True)


@given(st.floats(min_value=0.5, max_value=20))
def test_far_is_a_quarter_of_the_scale(highest: float) -> None:
    """Only the scale changes here: the wider it is, the fewer opgaven are far apart."""
    dossier = example()
    outcome = outcome_of(dossier)
    settings = dossier.settings.model_copy(update={"highest": 1.0 + highest})
    found = groups_apart(dossier.model_copy(update={"settings": settings}), outcome)
    expected = {
        one.opgave
        for one in outcome.opgaven
        if max(one.by_group.values()) - min(one.by_group.values()) >= FAR * highest - 1e-9
    }
    assert {one.opgave for one in found} == expected


def two_groups(first: float, second: float) -> Dossier:
    return dossier_of([[[first]], [[second]]], groups=[0, 1], group_weights=(1.0, 1.0))


def test_two_groups_are_enough_to_differ_and_one_is_not() -> None:
    dossier = two_groups(5, 2)
    (found,) = groups_apart(dossier, outcome_of(dossier))
    assert (found.highest, found.lowest, found.distance) == ("G1", "G2", 3.0)
    alone = dossier_of([[[5]], [[2]]])
    assert groups_apart(alone, outcome_of(alone)) == ()


def test_on_a_scale_without_length_nobody_differs() -> None:
    dossier = two_groups(3, 3)
    flat = with_settings(dossier, lowest=3.0, highest=3.0)
    assert groups_apart(flat, outcome_of(dossier)) == ()
