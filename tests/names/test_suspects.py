"""What is marked as a likely person, address or number of somebody; nothing is decided."""

import pytest

from tests.names.support import OWN, PUBLIC
from wijkexcel.names.suspects import Ordinary, bodies_in, is_bsn, suspects, telling

ORDINARY = Ordinary(
    OWN | PUBLIC, frozenset({"vlietdak", "groene lijster", "anna"}), frozenset({"woonconsulent"})
)

MARKED = [
    ("Vraag het aan Karin van Dijk.", ["Karin van Dijk (naam?)"]),
    ("Jan Pietersen wil niet.", ["Jan Pietersen (naam?)"]),
    ("Dat zegt Joop ook.", ["Joop (naam?)"]),
    (
        "Mevrouw Smit en de heer El Amrani",
        ["Mevrouw Smit (persoon?)", "de heer El Amrani (persoon?)"],
    ),
    ("J.P. de Wit", ["J.P. de Wit (persoon?)"]),
    ("bij wethouder Pietersen", ["wethouder Pietersen (persoon?)"]),
    ("in de Merelstraat 12a", ["Merelstraat 12a (adres?)"]),
    ("1234 AB 12 en 9876ZX", ["1234 AB 12 (postcode?)", "9876ZX (postcode?)"]),
    ("bel 010 - 123 45 67", ["010 - 123 45 67 (telefoonnummer?)"]),
    ("bsn 111222333", ["111222333 (burgerservicenummer?)"]),
    ("NL92 ABNA 0417 1643 00", ["NL92 ABNA 0417 1643 00 (rekeningnummer?)"]),
    ("zie scores-truus.xlsx.", ["scores-truus.xlsx (bestandsnaam?)"]),
    ("het staat op //server/map of \\\\server\\truus", ["\\\\server\\truus (pad of webadres?)"]),
    ("op https://voorbeeld.nl/truus", ["https://voorbeeld.nl/truus (pad of webadres?)"]),
    ("Onze woonconsulent weet meer", ["woonconsulent (rol van een deelnemer)"]),
    ("volgens bewoner Pietersen", ["Pietersen (naam?)"]),
    ("met Projectleider Anja Mol", ["Projectleider Anja Mol (naam?)"]),
    ("de werkgroep Karin de Wit", ["Karin de Wit (naam?)"]),
    ("bij Stichting Karin de Wit", ["Stichting Karin de Wit (naam?)"]),
    ("aan Karin Stichting Brug", ["Karin (naam?)"]),
    ("van Stichting De Brug en Karin", ["Karin (naam?)"]),
    ("ook Anna wil dat", ["Anna (naam?)"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_likely_people_and_addresses_are_marked(text: str, expected: list[str]) -> None:
    assert suspects(text, ORDINARY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De straat gaat open. Daarna komt het riool.",
        "In de Merelstraat en op het Vogelplein",
        "Gemeente Oudervliet, in maart 2027, van maandag tot Kerst",
        "Subsidie volgens de Omgevingswet of de WMO",
        "Kosten: 1.250.000 euro, 111222334 keer",
        "Deelnemer S01 en Betrokkene 2 zijn het eens, zegt bestand-3.xlsx.",
        "De bewoners, een bewoner, de woonconsulenten en een adviseur",
        "Volgens Waterschap Vlietlanden en de stichting De Brug, van Woonstichting Het Anker",
        "Dat wil het Vlietdak, net als Groene Lijster, en op de Anna",
        "",
    ],
)
def test_ordinary_text_is_not_marked(text: str) -> None:
    assert suspects(text, ORDINARY) == []


def test_a_long_text_is_searched_once() -> None:
    """Where each word were looked for from each place, this would take minutes."""
    assert suspects("Jan-" * 20_000 + ", dus Piet, " * 20_000, ORDINARY) == ["Piet (naam?)"]


def test_bodies_are_known_by_what_stands_before_their_name() -> None:
    text = "Woonstichting Het Vlietdak, bewonersgroep X, Bewonersgroep Groene Lijster, de heer Mol"
    assert list(bodies_in(text)) == ["vlietdak", "groene lijster"]


def test_a_role_that_many_have_or_a_topic_says_nothing_of_who_it_is() -> None:
    roles = [
        "Bewoner",
        "Bewoners",
        "Lid bewonersgroep",
        "Projectleider",
        "Riolering",
        "",
        "Woonconsulent",
        "Beheerder water en riolering",
    ]
    assert telling(roles, frozenset({"riolering"})) == {
        "woonconsulent",
        "beheerder water en riolering",
    }


def test_a_service_number_is_known_by_its_own_check() -> None:
    assert is_bsn("111222333")
    assert is_bsn("12345672")
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")
