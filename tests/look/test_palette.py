"""Every text can be read on what is behind it, in each colour that a municipality may choose."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import wijkexcel
from wijkexcel.look.colour import READABLE, WHITE, Colour, contrast
from wijkexcel.look.palette import PETROL, Tab, palette

PACKAGE = Path(wijkexcel.__file__).parent
COLOURS = st.builds(Colour, *(st.integers(0, 255) for _ in range(3)))
CSS = PACKAGE / "server/project/static/css/style.css"


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#FFFBE6", "#FFFFFF", 1.04),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, known: float) -> None:
    assert contrast(Colour.of(one), Colour.of(other)) == pytest.approx(known, abs=0.005)


@given(COLOURS)
def test_what_is_written_of_a_colour_can_be_read_again(colour: Colour) -> None:
    assert Colour.of(str(colour)) == Colour.of(colour.bare.lower()) == colour


@given(COLOURS)
def test_every_text_can_be_read_in_any_house_in_which_white_can_be(colour: Colour) -> None:
    assume(contrast(colour, WHITE) >= READABLE)
    for name, shade in palette(colour).shades().items():
        assert contrast(shade.text, shade.ground) >= READABLE, name


def test_a_cell_to_fill_in_can_be_told_from_white() -> None:
    colours = palette()
    assert contrast(colours.input.ground, WHITE) >= 1.1
    assert contrast(colours.edge, WHITE) >= 3
    assert contrast(colours.edge, colours.input.ground) >= 3


def test_bars_and_the_line_of_the_agreed_score_stand_out() -> None:
    colours = palette()
    assert contrast(colours.bar, WHITE) >= 3
    assert contrast(colours.threshold, WHITE) >= 3
    assert contrast(colours.bar_other, WHITE) >= 3
    assert contrast(colours.bar, colours.bar_other) >= 2.5, "in grey too; words stand beside it"


def test_each_kind_of_sheet_has_a_tab_of_its_own() -> None:
    assert len({palette().tab(tab) for tab in Tab}) == len(Tab)


def test_the_page_takes_its_colours_from_the_palette() -> None:
    colours = palette()
    shades = colours.shades()
    text = CSS.read_text(encoding="utf-8")
    root, _, rest = text.partition("}")
    said = dict(re.findall(r"--([\w-]+): (#\w{6});", root))
    role = {"good-ground": shades["good_light"].ground}
    for name, value in said.items():
        which, _, ground = name.partition("-")
        if name in role:
            expected = role[name]
        elif which in shades:
            expected = shades[which].ground if ground else shades[which].text
        else:
            expected = getattr(colours, which)
        assert Colour.of(value) == expected, name
    assert set(re.findall(r"#\w{3,6}(?=[;, ])", rest)) <= {"#fff"}


def test_no_other_room_names_a_colour() -> None:
    named = [
        f"{path.relative_to(PACKAGE)}: {found}"
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "look"
        for found in re.findall(r'["\'=]#?([0-9A-Fa-f]{6})["\']', path.read_text(encoding="utf-8"))
        if not found.isdecimal() and found.lower() not in {"ffffff", "000000"}
    ]
    assert named == []


def test_the_colour_of_the_house_itself_can_be_read() -> None:
    assert contrast(PETROL, WHITE) >= 7
