"""Words from outside, quoted in what the program says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.dutch.plain import INSTEAD, LONGEST_CELL, fitted, showable, units
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.ooxml.cellvalue import escape_text

ANY = st.text(st.characters(exclude_categories=[]))


@given(ANY)
def test_what_is_shown_can_stand_in_any_cell(text: str) -> None:
    escape_text(fitted(showable(text)))
    assert showable(showable(text)) == showable(text)


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x7f", "\x92", "\u202e", "\ud83d", "\uffff"])
def test_a_sign_that_cannot_be_shown_has_a_visible_one_in_its_place(sign: str) -> None:
    assert showable(f"a{sign}b") == f"a{INSTEAD}b"
    finding = Finding(Severity.NOTE, "x", Where("t"), f"Bij '{sign}'.", f"Verbeter '{sign}'.")
    assert finding.text == f"t: Bij '{INSTEAD}'. Verbeter '{INSTEAD}'."


@pytest.mark.parametrize("text", ["Één regel\nen nog een\t€ 5", "😀 ½ né", "a\r\nb"])
def test_what_can_be_shown_stays(text: str) -> None:
    assert showable(text) == text


@given(st.text(st.sampled_from("a😀 "), max_size=40), st.integers(2, 30))
def test_a_text_is_cut_to_what_fits_and_no_sooner(text: str, most: int) -> None:
    cut = fitted(text, most)
    assert units(cut) <= most
    if units(text) <= most:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])
        assert units(cut) >= most - 1 or text[len(cut) - 1] in " 😀"


def test_a_cell_holds_no_more_than_this() -> None:
    assert fitted("a" * LONGEST_CELL) == "a" * LONGEST_CELL
    assert units(fitted("😀" * LONGEST_CELL)) == LONGEST_CELL
