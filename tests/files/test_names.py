"""File names lose no letter of a name."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.files.names import slug

LATIN = "".join(
    char for char in map(chr, range(0xC0, 0x180)) if unicodedata.category(char) in {"Lu", "Ll"}
)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Yıldız Işık", "yildiz-isik"),
        ("İbrahim", "ibrahim"),
        ("Łoś", "los"),
        ("Ørsted", "orsted"),
        ("Strauß", "strauss"),
        ("Đorđević", "dordevic"),
        ("Æbelø", "aebelo"),
        ("Sœur", "soeur"),
        ("Þórður", "thordur"),
        ("ĳsselmonde", "ijsselmonde"),
        ("Noël d'Arc-Coëlho", "noel-d-arc-coelho"),
        ("Ħamrun", "hamrun"),
        ("  ", ""),
        ("Иван", ""),
    ],
)
def test_each_letter_leaves_one_behind(name: str, plain: str) -> None:
    assert slug(name, 40) == plain


@pytest.mark.parametrize("char", LATIN)
def test_whatever_letter_of_a_european_name(char: str) -> None:
    assert re.fullmatch(r"a-?[a-z]{1,2}-?b", slug(f"a{char}b", 40))


@given(st.text(), st.integers(1, 60))
def test_it_is_always_a_plain_name(text: str, longest: int) -> None:
    made = slug(text, longest)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert len(made) <= longest
    assert slug(made, longest) == made
