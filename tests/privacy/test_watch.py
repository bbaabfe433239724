"""The last look does not know what the finder knows, and sees what the finder forgets."""

import random
import re
from itertools import product

import pytest

from tests.names.property import FORMS as NAME_FORMS
from tests.names.property import SENTENCES, groups, knows
from tests.names.support import OWN, PEOPLE, PUBLIC, finder
from tests.privacy.support import all_of, book, example_copy, put, rebuilt
from wijkexcel.example import example
from wijkexcel.names.finder import Finder, Known
from wijkexcel.ooxml.package import Package
from wijkexcel.privacy.residue import residue
from wijkexcel.privacy.spots import spots
from wijkexcel.privacy.watch import Watch

FORMS = {
    "Marjan Terhoeven": (
        "Marjan Terhoeven",
        "MARJAN TERHOEVEN",
        "marjan terhoeven",
        "Terhoeven, Marjan",
        "M. Terhoeven",
        "m. terhoeven",
        "M Terhoeven",
        "Terhoeven, M.",
        "MarjanTerhoeven",
        "marjan_terhoeven",
        "Terhoevens",
        "Terhoeven's",
        "Mar\u00adjan Ter\u200bhoeven",
        "Ma\u0301rjan Terhoéven",
        "mevrouw Terhoeven",
        "marjan-terhoeven",
        "m.terhoeven",
        "Marjan\nTerhoeven",
        "Marjan (team) Terhoeven",
        "mevr. drs. M.A. Terhoeven",
        "terhoeven",
        "M a r j a n Terhoeven",
        "Terhoeven uit Marjan",
        "marjanterhoeven2",
    ),
    "Jan van den Berg": (
        "Jan van den Berg",
        "J. v.d. Berg",
        "Jan Berg",
        "Berg, J. van den",
        "jan van den berg",
        "J.P. van den Berg",
        "Van den Berg",
    ),
    "Fatma Yıldızhan-de Boer": (
        "Fatma Yildizhan",
        "F. Yıldızhan-de Boer",
        "Fatma de Boer",
        "Yıldızhan",
        "FATMA YILDIZHAN",
    ),
    "Petra Bakker": ("P. Bakker", "Bakker, P.", "Bakker, Petra", "PETRA BAKKER"),
    "An Li": ("An Li", "Li An", "AnLi", "A. Li"),
    "'t Hooft": ("K.L. 't Hooft", "K. ’t Hooft", "mevrouw 't Hooft", "KL 't Hooft"),
    "Jan Water": ("Jan Water", "J. Water"),
    "addresses": (
        "0612345678",
        "+31 6 12345678",
        "06-12 34 56 78",
        "acdefh",
        "Kees@intern",
        "scores x MARJAN.xlsx",
    ),
}


def forgetful() -> Finder:
    """Knows everyone, and finds no one."""
    made = Finder(finder().known, OWN, PUBLIC)
    made.hits = lambda _: []  # type: ignore[method-assign]
    return made


@pytest.mark.parametrize("form", [form for forms in FORMS.values() for form in forms])
def test_what_the_finder_forgets_is_seen(form: str) -> None:
    watch = Watch(finder().known, finder().ordinary)
    assert list(watch.seen(f"Vraag het aan {form} van de wijk."))


@pytest.mark.parametrize(
    "text",
    [
        "Het water staat in januari tot aan de dijk van de berg.",
        "De bakker op de hoek, en de boer, willen het ook.",
        "An stap voor stap; li en la.",
        "Wil je bellen? Meer weten we in maart.",
        "Jansen en Terhoe Even wonen hier; 12345678 huizen.",
        "S01, O02 en C03 op 12-03-2026, 0610 1234.",
    ],
)
def test_who_is_somebody_else_or_nobody_is_not_seen(text: str) -> None:
    watch = Watch(finder().known, finder().ordinary, ["1A2B3C4D"])
    assert [one.word for one in watch.seen(text)] == []


def test_a_text_in_which_the_finder_replaced_everyone_is_not_refused() -> None:
    """Names as people have them, each in ten forms: the second look asks for nothing more."""
    chance, refused, seen = random.Random(7), [], 0
    for group in groups(24, seed=7):
        known = knows(group)
        watch = Watch(known.known, known.ordinary)
        for who, write in product(group, NAME_FORMS.values()):
            text = chance.choice(SENTENCES).format(write(who, chance))
            seen += bool(list(watch.seen(text)))
            left = known.replaced(text).text
            hints = known.hits(left)
            refused += [
                (left, one.word)
                for one in watch.seen(left)
                if one.sure or not any(h.start < one.end and one.start < h.end for h in hints)
            ]
    assert refused == []
    assert seen > 24 * len(NAME_FORMS) * 0.85


def test_a_mark_is_seen_however_it_is_written() -> None:
    watch = Watch(Known(), (), ["1A2B3C4D"])
    assert [one.word for one in watch.seen("kenmerk 1a2b3c4d.")] == ["1A2B3C4D"]


def test_names_in_a_script_without_capitals_are_seen_within_a_text() -> None:
    watch = Watch(Known({"Deelnemer S01": ("王小明",), "Deelnemer S02": ("محمد العلي",)}), ())
    assert list(watch.seen("今天王小明说"))
    assert list(watch.seen("قال محمد العلي"))


@pytest.mark.slow
def test_what_is_left_is_told_with_sheet_and_cell() -> None:
    """The finder is broken; in a string of two looks, a formula, an attribute, a part's name."""
    two = "<si><r><t>M. Ter</t></r><r><rPr><b/></rPr><t>hoeven vraagt het</t></r></si>"
    strings = rebuilt(example_copy().copy, {"xl/sharedStrings.xml": put("</sst>", two)}, {})
    shared = Package(strings).read("xl/sharedStrings.xml").decode()
    number = shared.count("<si>") - 1
    cells = (
        f'<row r="900"><c r="B900" t="s"><v>{number}</v></c></row>'
        '<row r="901"><c r="C901" t="str"><f>"Terhoeven, M."</f><v>x</v></c></row>'
    )
    tip = '<dataValidation prompt="vraag Marjan" sqref="D7"/>'
    data = rebuilt(
        strings,
        {
            "xl/worksheets/sheet1.xml": all_of(
                put("</sheetData>", cells), put("</dataValidations>", tip)
            )
        },
        {"xl/marjan-terhoeven.xml": b"<x/>"},
    )
    found = {(one.sheet, one.cell) for one in residue(data, forgetful(), example_copy().copy)}
    assert found == {("Start", "B900"), ("Start", "C901"), ("Start", "D7"), ("", "")}
    words = [one.place for one in residue(data, forgetful(), example_copy().copy)]
    assert "blad Start, cel B900" in words
    assert "xl/marjan-terhoeven.xml" in words


@pytest.mark.slow
def test_every_text_of_a_workbook_has_a_spot() -> None:
    """Held against the file itself: every run of letters between tags or in quotes."""
    package = Package(book(example()))
    seen = {spot.text for spot in spots(package)}
    joined = "\n".join(seen)
    for part in package.names():
        content = package.read(part).decode("utf-8", "ignore").partition("?>")[2]
        texts = re.findall(r">([^<>&]*[A-Za-z]{3}[^<>&]*)<", content)
        texts += re.findall(r'\s(?!xmlns)[\w:]+="([^"&]*[A-Za-z]{3}[^"&]*)"', content)
        missed = [t for t in texts if t.strip() and "_x" not in t and t not in joined]
        assert missed == [], part


def test_the_people_of_this_test_are_those_that_the_finder_knows() -> None:
    assert {name for names in PEOPLE.values() for name in names} >= {"Marjan Terhoeven", "An Li"}
