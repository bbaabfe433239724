"""Typed figures that give scores away are found, and other numbers are left alone."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.texts import ROOT
from wijkexcel.dutch.figures import Sort, figures_in
from wijkexcel.example import example

MARK, PEOPLE = Sort.MARK, Sort.PEOPLE


@pytest.mark.parametrize(
    ("text", "words", "sort", "numbers"),
    [
        ("De gemeente gaf een 3.", "gaf een 3", MARK, (3,)),
        ("De huurders gaven een vijf, want zij hebben haast.", "gaven een vijf", MARK, (5,)),
        ("Deze opgave scoorde 4,2.", "scoorde 4,2", MARK, (4.2,)),
        ("Het werd een 2 op Enthousiasme.", "een 2 op", MARK, (2,)),
        ("Met een 2 beoordeeld door de corporatie", "een 2 beoordeeld", MARK, (2,)),
        ("Het was gemiddeld 3,8", "gemiddeld 3,8", MARK, (3.8,)),
        ("Een 3½ gemiddeld", "Een 3½ gemiddeld", MARK, (3.5,)),
        ("Met een score van 2,3 viel deze opgave af.", "score van 2,3", MARK, (2.3,)),
        ("Eindoordeel: 2,3", "Eindoordeel: 2,3", MARK, (2.3,)),
        ("Zij scoren dit met 2,1 veel te laag", "scoren dit met 2,1", MARK, (2.1,)),
        ("Gem. 3,4 bij de bewoners", "Gem. 3,4", MARK, (3.4,)),
        ("Het cijfer was twee komma drie.", "cijfer was twee komma drie", MARK, (2.3,)),
        ("De cijfers waren 2, 3 en 5.", "cijfers waren 2", MARK, (2,)),
        ("2/3 van de bewoners was tegen.", "2/3 van de bewoners", PEOPLE, (2, 3)),
        ("De meerderheid (3 van 4) vond dit", "meerderheid (3 van 4", PEOPLE, (3, 4)),
        ("Twee tegenstemmers hielden dit tegen", "Twee tegenstemmers", PEOPLE, (2,)),
        ("Drie voor, één tegen.", "Drie voor, één tegen", PEOPLE, (3, 1)),
        ("Het was 3 tegen 1.", "was 3 tegen 1", PEOPLE, (3, 1)),
        ("Het totaal is 3,40.", "totaal is 3,40", MARK, (3.4,)),
        ("Het cijfer: 4", "cijfer: 4", MARK, (4,)),
        ("Zij gaven vooral vijven.", "vijven", MARK, (5,)),
        ("Een magere 2, meer niet.", "Een magere 2", MARK, (2,)),
        ("Bewoners gaven dit\u00a0plan een\u200b 2", "gaven dit plan een 2", MARK, (2,)),
        ("DE CORPORATIE GAF EEN VIJF", "GAF EEN VIJF", MARK, (5,)),
        ("2 van de 3 bewoners", "2 van de 3 bewoners", PEOPLE, (2, 3)),
        ("drie van de vier huurders", "drie van de vier huurders", PEOPLE, (3, 4)),
        ("Geen van de drie bewoners wil dit", "Geen van de drie bewoners", PEOPLE, (0, 3)),
        ("Alle drie de huurders waren tegen", "Alle drie de huurders", PEOPLE, (3,)),
        ("1 bewoner was tegen", "1 bewoner", PEOPLE, (1,)),
        ("Eén bewoner stemde voor.", "Eén bewoner", PEOPLE, (1,)),
        ("Beide huurders stemden tegen", "Beide huurders", PEOPLE, (2,)),
        ("Twee andere bewoners vonden het niets", "Twee andere bewoners", PEOPLE, (2,)),
        ("2 van de 3 waren tegen", "2 van de 3 waren", PEOPLE, (2, 3)),
        ("Twee stemden tegen", "Twee stemden tegen", PEOPLE, (2,)),
        ("Met 3 tegen 2 stemmen", "Met 3 tegen 2 stemmen", PEOPLE, (3, 2)),
        ("60% van de huurders was tegen", "60% van de huurders", PEOPLE, (60,)),
        ("De helft van de bewoners was tegen", "De helft van de bewoners", PEOPLE, (0.5,)),
    ],
)
def test_a_figure_is_found_with_its_words(
    text: str, words: str, sort: Sort, numbers: tuple[float, ...]
) -> None:
    (figure,) = figures_in(text)
    assert (figure.words, figure.sort, figure.numbers) == (words, sort, numbers)
    assert figure.telling


@pytest.mark.parametrize(
    "text",
    [
        "twee deelnemers",
        "Dat is hoger dan 3.",
        "onder de 3,5",
        "Dit bleef steken op 2,3.",
        "Het werd een 2,3",
        "Hij kwam uit op 2,3",
        "Met 2,3 net te laag.",
        "Huurders: 2.",
        "De bewoners kwamen niet verder dan een 2.",
    ],
)
def test_where_the_words_leave_doubt_it_is_not_telling(text: str) -> None:
    assert [figure.telling for figure in figures_in(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "In 2027 begint het, van 2027-2030.",
        "Er komen 12 woningen bij.",
        "3 van de 10 straten",
        "Dat kost € 45.000, of € 4,50 per meter.",
        "Het 2e kwartaal",
        "Zie artikel 3, de vragen 2 en 3 en fase 2.",
        "Bel 024 - 123 45 67 of 06-12345678.",
        "Op 25 april 2026 om 3 uur",
        "Dit geeft een 3-jarig contract en een 5 jaar durende korting.",
        "Wij geven dit een 2e kans.",
        "Deze opgave scoort op 3 onderdelen.",
        "Zij gaven scores van 1 tot en met 5.",
        "gemiddeld 3,8 graden warmer",
        "Wij kiezen 4 opgaven, in totaal 12.",
        "Een bewoner belde ons; een op de drie woningen lekt.",
        "De brug werd 3,5 meter breed en kwam uit op 2,5 miljoen.",
        "Het gemiddelde is 1,8 auto's per huishouden, in totaal 2,4 hectare.",
        "De score van 3,5 afgesproken in het team",
        "Vier ambtenaren werken tegenwoordig aan dit plan.",
        "Er is plaats voor 25 mensen.",
        "Van één blok naar twee blokken, twee keer per jaar.",
        "",
    ],
)
def test_another_number_is_left_alone(text: str) -> None:
    assert figures_in(text) == ()


NUMBERS = st.sampled_from(
    [("1", 1), ("2,5", 2.5), ("3.75", 3.75), ("10", 10), ("één", 1), ("vier", 4), ("zes", 6)]
)
GIVEN = st.sampled_from(["gaf", "gaven dit plan", "kreeg van ons", "scoorde op tempo", "haalde"])
AFTER = st.sampled_from([".", ", en dat is weinig.", " van de gemeente.", " op tempo.", "", "!"])
AROUND = st.sampled_from(["", "Wij kiezen dit niet. ", "Het kost € 45.000 in 2027; ", "Goed. "])
THINGS = st.sampled_from(
    ["woningen", "straten", "jaar", "bomen", "keer per jaar", "miljoen euro", "meter", "maanden"]
)


@given(AROUND, GIVEN, NUMBERS, AFTER)
def test_a_given_mark_is_found_whatever_stands_around_it(
    around: str, given_: str, number: tuple[str, float], after: str
) -> None:
    figures = figures_in(f"{around}Men {given_} een {number[0]}{after}")
    assert [figure.numbers for figure in figures] == [(number[1],)]


@given(AROUND, st.sampled_from(["gaf", "kreeg", "scoorde op"]), NUMBERS, THINGS)
def test_a_number_of_things_is_no_mark(
    around: str, given_: str, number: tuple[str, float], things: str
) -> None:
    assert figures_in(f"{around}De wijk {given_} {number[0]} {things}.") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    figures_in(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from _texts(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)


def test_false_alarms_are_rare_in_the_example_and_the_manual() -> None:
    texts = [*_texts(example()), *(p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md"))]
    sentences = [
        s for text in texts for s in re.split(r"(?<=[.!?])\s+|\n\n", text) if len(s.split()) > 2
    ]
    alarms = [s for s in sentences if figures_in(s)]
    assert len(sentences) > 1500
    assert len(alarms) <= len(sentences) / 100
