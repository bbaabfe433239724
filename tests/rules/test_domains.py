"""Are two words one domain?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.rules.domains import PLAIN, alike, domain_key, parts


@pytest.mark.parametrize(
    "text", ["Water en riolering", " water  en RIOLERING ", "wáter\N{NO-BREAK SPACE}en riolering"]
)
def test_capitals_accents_and_spaces_make_no_other_domain(text: str) -> None:
    assert domain_key(text) == "water en riolering"


@given(st.text(st.sampled_from(["a", "B", " ", "é", "Ü", *PLAIN]), max_size=12))
def test_a_key_is_its_own_key(text: str) -> None:
    assert domain_key(domain_key(text)) == domain_key(text)


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("wonen", "wonen en energie", True),
        ("openbare ruimte", "ruimte", True),
        ("zorg, welzijn en werk", "zorg", True),
        ("riolering", "riolerring", True),
        ("verkeer", "vervoer", False),
        ("water", "wonen", False),
        ("werk en inkomen", "zorg en welzijn", False),
        ("zorg", "zorg", False),
        ("weg", "wegen", False),
        ("en", "wonen en energie", False),
    ],
)
def test_what_may_be_meant_as_one(one: str, other: str, close: bool) -> None:
    assert alike(one, other) is alike(other, one) is close


def test_somebody_may_know_several() -> None:
    assert parts("Zorg, welzijn en werk") == {"zorg, welzijn en werk", "zorg", "welzijn en werk"}
    assert parts(" ") == frozenset()
