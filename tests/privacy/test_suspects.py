"""What is marked as a likely person, address or number of somebody; nothing is decided."""

import pytest

from tests.privacy.support import OWN, PUBLIC
from wijkexcel.privacy.suspects import is_bsn, suspects

ROLES = frozenset({"woonconsulent"})

MARKED = [
    ("Vraag het aan Karin van Dijk.", ["Karin van Dijk (naam?)"]),
    ("Jan Pietersen wil niet.", ["Jan Pietersen (naam?)"]),
    ("Dat zegt Joop ook.", ["Joop (naam?)"]),
    ("Mevrouw Smit en de heer El Amrani",
     ["Mevrouw Smit (persoon?)", "de heer El Amrani (persoon?)"]),
    ("J.P. de Wit", ["J.P. de Wit (persoon?)"]),
    ("bij wethouder Pietersen", ["wethouder Pietersen (persoon?)"]),
    ("in de Merelstraat 12a", ["Merelstraat 12a (adres?)"]),
    ("1234 AB 12 en 9876ZX", ["1234 AB 12 (postcode?)", "9876ZX (postcode?)"]),
    ("bel 010 - 123 45 67", ["010 - 123 45 67 (telefoonnummer?)"]),
    ("bsn 111222333", ["111222333 (burgerservicenummer?)"]),
    ("NL92 ABNA 0417 1643 00", ["NL92 ABNA 0417 1643 00 (rekeningnummer?)"]),
    ("zie scores-truus.xlsx.", ["scores-truus.xlsx (bestandsnaam?)"]),
    ("het staat op //server/map of \\\\server\\truus",
     ["\\\\server\\truus (pad of webadres?)"]),
    ("op https://voorbeeld.nl/truus", ["https://voorbeeld.nl/truus (pad of webadres?)"]),
    ("Onze woonconsulent weet meer", ["woonconsulent (rol van een deelnemer)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_likely_people_and_addresses_are_marked(text: str, expected: list[str]) -> None:
    assert suspects(text, OWN | PUBLIC, ROLES) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De straat gaat open. Daarna komt het riool.",
        "In de Merelstraat en op het Vogelplein",
        "Gemeente Oudervliet, in maart 2027, van maandag tot Kerst",
        "Subsidie volgens de Omgevingswet of de WMO",
        "Kosten: 1.250.000 euro, 111222334 keer",
        "Deelnemer S01 en Betrokkene 2 zijn het eens, zegt bestand-3.xlsx.",
        "",
    ],
)
def test_ordinary_text_is_not_marked(text: str) -> None:
    assert suspects(text, OWN | PUBLIC, ROLES) == []


def test_a_service_number_is_known_by_its_own_check() -> None:
    assert is_bsn("111222333")
    assert is_bsn("12345672")
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")
