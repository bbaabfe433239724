"""Many names in ten forms, and many sentences in which nobody is named.

The whole, with ten thousand names, by command: see ``property`` and ``alarms``.
"""

import pytest

from tests.names.alarms import alarms, sentences
from tests.names.people import people
from tests.names.property import FORMS, Tried, remains, run

NAMES, MISSED = 240, 0
ONLY_WARNED = 2
"""In so many of these is a name that is also a word of the workbook left, with a warning."""


@pytest.fixture(scope="module")
def results() -> list[Tried]:
    return list(run(NAMES, seed=3))


@pytest.mark.slow
def test_every_form_of_every_name_is_found(results: list[Tried]) -> None:
    assert len(results) == NAMES * len(FORMS)
    assert [(one.who.typed, one.text) for one in results if one.left and not one.noticed] == []


def test_nothing_of_a_name_is_left_but_what_is_an_ordinary_word(results: list[Tried]) -> None:
    assert sum(bool(one.left) for one in results) <= ONLY_WARNED


def test_the_oracle_sees_a_name_that_is_left() -> None:
    """The test's own test: without replacing, nothing is gone."""
    seen = [remains(who, f"Volgens {who.typed} niet.", "Volgens {} niet.") for who in people(100)]
    assert all(seen)


def test_hardly_a_sentence_names_somebody_who_is_not_in_it() -> None:
    found = list(alarms(500, seed=5))
    assert len(sentences()) > 2_000
    assert len(found) <= 5, found
