"""No text promises that what someone gives stays secret: a municipality cannot keep that."""

import re

import pytest

from tests.texts import strings_in, texts
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.sentences import promise

_SECRET = r"(?:intern|geheim|vertrouwelijk|privé|anoniem|onder ons|binnenskamers)"
_SEES = r"(?:ziet|zien|leest|lezen|kent|kennen|weet|weten|hoort)"
_US = r"(?:het|de|ons|uw) (?:project)?(?:team|gemeente)"
_WHO = r"(?:het|de|wij|we|ik|u|ons|onze|uw|mensen|wie|leden)"
DUTCH = (
    rf"\bblij(?:ft|ven)\b[^.:;]{{0,40}}\b(?:{_SECRET}|binnen|bij ons)\b",
    rf"\b{_SECRET}\b[^.:;]{{0,15}}\bblij(?:ft|ven)\b",
    rf"\bblij(?:ft|ven)\b[^.:;]{{0,20}}\b(?:bij|in|van) {_US}\b",
    r"\b(?:houd(?:t|en)?|behandel(?:t|en)?|bewa(?:ar|art|ren))\b[^.:;]{0,40}\b"
    rf"(?:{_SECRET}|voor (?:ons|zich|onszelf))\b",
    r"\bvertrouwelijk|\bgeheim(?:hou|en\b|e\b|\b)|\banoniem|\bbinnenskamers\b",
    rf"\balleen {_WHO}\b[^.:;]{{0,40}}\b{_SEES}\b",
    rf"\balleen (?:voor|binnen|bij) {_US}\b",
    rf"\b(?:niemand|geen mens|geen ander)\b[^.:;]{{0,30}}\b{_SEES}\b",
    r"\bnooit\b[^.:;]{0,50}\b(?:openbaar|openbare|brief|stuk|buiten|bekend)\b",
    r"\b(?:niet|nooit)\b[^.:;]{0,25}\b"
    r"(?:gedeeld|doorgegeven|gepubliceerd|naar buiten|opgevraagd)\b",
    r"\bniet openbaar\b",
)
"""What a promise of secrecy looks like."""
ENGLISH = (
    r"\b(?:stay|stays|remain|remains|keep|keeps|kept)\b[^.:;]{0,30}\b"
    r"(?:internal|secret|private|confidential|anonymous|inside|within the team)\b",
    r"\bconfidential|\banonymous",
    r"\b(?:only|nobody|no one|none)\b[^.:;]{0,30}\b(?:sees|can see|reads|can read)\b",
    r"\bnever\b[^.:;]{0,40}\b(?:public|disclosed|published|shared|revealed)\b",
)
"""The same in the documentation; what code says of itself promises nobody anything."""
IN_CODE = re.compile("|".join(DUTCH), re.IGNORECASE)
ANYWHERE = re.compile("|".join((*DUTCH, *ENGLISH)), re.IGNORECASE)
MEANT: dict[str, str] = {
    "teken dat niemand ziet": "a sign without width",
    "tekens die niemand ziet": "the same",
    "signs that nobody sees": "the same",
    "Is de kopie anoniem?": "the question; the answer is no",
    "De kopie is niet anoniem.": "the answer",
    "pseudonymous, not anonymous": "the same",
    "niets vertrouwelijks in wat u ons stuurt": "of the test form for Excel: use no real data",
    "Geheim is het niet.": "what is true",
    "alleen wie het werkboek mag lezen, mag ze lezen": "of the rights of a file",
}
"""Words that look like one and promise nothing, each with what it is."""


def promised(text: str, where: str = "README.md") -> str:
    """What a text promises too much; empty when it does not."""
    plain = text.replace("**", "")
    for words in MEANT:
        plain = plain.replace(words, "")
    found = (IN_CODE if ".py" in where else ANYWHERE).search(plain)
    return found[0] if found else ""


@pytest.mark.slow
def test_no_text_promises_that_something_stays_secret() -> None:
    found = [(where, said) for where, text in texts() if (said := promised(text, where))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Schrijf op wat u bij deze opgave kwijt wilt. Dit blijft intern.",
        "Blijft binnen het projectteam.",
        "Alleen het projectteam ziet uw scores en opmerkingen.",
        "Alleen de gemeente leest dit.",
        "Uw antwoord krijgt alleen het team te zien.",
        "Ze komen nooit met uw naam in een brief of een ander openbaar stuk.",
        "Een intern criterium komt nooit in de brief.",
        "Wij behandelen uw scores vertrouwelijk.",
        "Dit is geheim.",
        "Uw antwoord is anoniem.",
        "Niemand anders ziet dit.",
        "Wat u schrijft, wordt niet gedeeld.",
        "Dat is niet openbaar.",
        "De notitie blijft van het projectteam.",
        "Wij houden uw opmerking voor ons.",
        "Alleen voor het projectteam: mail dit niet rond.",
        "Internal stays internal.",
        "Your marks are kept secret.",
        "Notes are confidential.",
        "Only the team sees them.",
        "Remarks are never made public.",
    ],
)
def test_it_finds_each_way_of_promising(text: str) -> None:
    assert promised(text)


@pytest.mark.parametrize(
    "text",
    [
        promise.TO_SCORER,
        promise.TO_SCORER_BRIEFLY,
        promise.TO_TEAM,
        promise.OF_CRITERION,
        "Wat u typte, blijft staan.",
        "Het besluit blijft leeg.",
        "Kies 'intern' of 'openbaar'.",
        "De map is alleen-lezen.",
        "Alleen de waarden zijn overgenomen.",
    ],
)
def test_what_is_true_is_no_promise(text: str) -> None:
    assert promised(text) == ""


@pytest.mark.slow
def test_every_kind_of_text_is_looked_at() -> None:
    """The test's own test: a sentence of each kind is among them."""
    found: dict[str, list[str]] = {}
    for where, text in texts():
        found.setdefault(text, []).append(where)
    for said, place in {
        promise.TO_TEAM: "layout",
        promise.TO_SCORER: "formulier/",
        "Wie ziet uw antwoord?": "werkboek van een deelnemer/",
        "Gekozen, niet gekozen of uitgesteld.": "workbook_template/wijkexcel_sjabloon.xlsx",
        "Er is niemand om iets te sturen. Vul het blad Deelnemers in.": "wijkexcel/post/out/",
    }.items():
        assert any(at.startswith(place) for at in found[said]), said
    places = {place for at in found.values() for place in at}
    assert {
        "mail",
        "README.md",
        "SECURITY.md",
        "wijkexcel/post/out/templates/uitvraag.txt",
    } <= places
    assert any(place.startswith("wijkexcel/documents/templates/brief.docx") for place in places)


def test_a_text_in_pieces_is_read_as_one() -> None:
    (found,) = strings_in('x = f"Dit " + f"{a} blijft " "intern."', "x.py")
    assert promised(found[1]) == "blijft intern"


def test_whoever_is_asked_or_types_a_note_is_told_what_is_true() -> None:
    said = dict.fromkeys(["formulier", "werkboek van een deelnemer", "mail", "docs/handleiding.md"])
    for where, text in texts():
        if promise.TO_SCORER in text.replace(" > ", " "):
            said[next((place for place in said if where.startswith(place)), where)] = "told"
    assert [place for place, told in said.items() if told is None] == []
    tables = declare(Capacity(1, 1, 1, 1, 1)).tables
    columns = {
        key: tables[table].column(key).help
        for table, key in (
            ("tblBesluit", "internal_note"),
            ("tblHeroverweging", "why"),
            ("tblScore_S01", "remark"),
        )
    }
    assert all("Vraagt iemand het op" in told for told in columns.values())


def test_every_word_that_is_meant_otherwise_is_still_there() -> None:
    everything = "\n".join(text.replace("**", "") for _, text in texts())
    assert [words for words in MEANT if words not in everything] == []
