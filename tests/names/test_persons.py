"""Who may be a person where it is told who did something: better one body too many."""

import pytest

from tests.names.support import OWN
from wijkexcel.names.persons import is_person, segments
from wijkexcel.names.suspects import ADDRESSED

HERE = OWN | {"oudervliet", "water"}
PERSONS = [
    "wethouder Nieuwenhuis",
    "Nieuwenhuis",
    "Veldhuis",
    "Bosschap",
    "te Winkel",
    "raadslid Bond",
    "Van der Heijden",
    "van der Heijden",
    "Groenland",
    "wethouder Molendijk",
    "Kerkhof",
    "Versteeg",
    "Piet Jansen van de bewonersgroep",
    "Piet Jansen van de gemeente",
    "bewoner Pietersen",
    "J.P. de Wit",
    "ir. Van 't Hof",
    "de heer 't Hooft",
    "de heer Water",
    "An Stap",
    "Karin",
    "jansen",
    "Özdemir",
    "王伟",
    "محمد العلي",
]
BODIES = [
    "de bewonersgroep",
    "Natuurwerkgroep Oudervliet",
    "gemeente",
    "Gemeente Oudervliet",
    "wijkraad",
    "het college",
    "college van burgemeester",
    "wethouders",
    "Projectteam",
    "Bewoners",
    "Wijkteam",
    "Stichting De Brug",
    "Huurdersvereniging Vlietdak",
    "buurthuis",
    "Merelstraat",
    "ondernemers",
    "bewoners Merelstraat",
    "Waterschap",
    "Basisschool De Vlieger",
    "idee",
    "",
]


@pytest.mark.parametrize("said", PERSONS)
def test_a_person_is_known_though_the_name_ends_as_a_body_or_a_street_does(said: str) -> None:
    assert is_person(said, HERE)


@pytest.mark.parametrize("said", BODIES)
def test_a_body_or_a_group_is_no_person(said: str) -> None:
    assert not is_person(said, HERE)


def test_a_cell_is_split_in_who_may_each_be_somebody() -> None:
    said = "Piet Bos en/of Els Vos namens de wijk - ons; burgemeester en wethouders"
    parts = segments(said)[::2]
    assert parts == ["Piet Bos", "Els Vos", "de wijk", "ons", " burgemeester en wethouders"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("volgens mevrouw Van 't Hof", "Van 't Hof"),
        ("de heer J. Özdemir wil", "J. Özdemir"),
        ("Wethouder Nieuwenhuis zegt", "Nieuwenhuis"),
        ("dhr. van der Ploeg", "van der Ploeg"),
        ("de burgemeester van Oudervliet", None),
        ("burgemeester en wethouders", None),
    ],
)
def test_whoever_is_addressed_looks_like_a_person(text: str, named: str | None) -> None:
    found = ADDRESSED.search(text)
    assert (found[1] if found else None) == named
