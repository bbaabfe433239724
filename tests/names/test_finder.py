"""What is replaced, what is only marked, and what is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.names.support import OWN, PEOPLE, finder
from wijkexcel.names.finder import Finder, Known, is_called, is_iban, national
from wijkexcel.names.fold import fold, tokens

REPLACED = [
    ("Marjan Terhoeven zei het.", "Deelnemer S01 zei het."),
    ("vraag MARJAN  terhoeven", "vraag Deelnemer S01"),
    ("Terhoeven, Marjan", "Deelnemer S01"),
    ("M. Terhoeven en M.Terhoeven", "Deelnemer S01 en Deelnemer S01"),
    ("mw. Terhoeven", "mw. Deelnemer S01"),
    ("vraag marjan of terhoeven", "vraag Deelnemer S01 of Deelnemer S01"),
    ("Marjans plan, Marjan's plan", "Deelnemer S01 plan, Deelnemer S01 plan"),
    ("marjan_terhoeven-marjanterhoeven", "Deelnemer S01-Deelnemer S01"),
    ("Mar\u00adjan\u00a0Ter\u200bhoeven", "Deelnemer S01"),
    ("Marjan\nTerhoeven", "Deelnemer S01"),
    ("Marjan T. vindt", "Deelnemer S01. vindt"),
    ("Marjan 't is koud", "Deelnemer S01 't is koud"),
    ("Marjan Terhoevn (tikfout)", "Deelnemer S01 (tikfout)"),
    (
        "J. v.d. Berg; de heer Van den Berg; vd Berg",
        "Deelnemer S02; de heer Deelnemer S02; Deelnemer S02",
    ),
    (
        "fatma yildizhan, F. de Boer, mevrouw Yıldızhan-de Boer",
        "Deelnemer S03, Deelnemer S03, mevrouw Deelnemer S03",
    ),
    ("Petra Bakker; Bakker vindt", "Deelnemer S04; Deelnemer S04 vindt"),
    ("Jose Nunez, Jose\u0301 Nu\u0301n\u0303ez", "Deelnemer S05, Deelnemer S05"),
    ("an li", "Deelnemer S06"),
    ("de heer 't Hooft en K.L. 't Hooft", "de heer Deelnemer S07 en Deelnemer S07"),
    ("mevrouw Van der Meer, of VAN DER MEER", "mevrouw Deelnemer S09, of Deelnemer S09"),
    ("Jan weet het", "Deelnemer S02 of Deelnemer S08 weet het"),
    ("vdberg, JvdBerg en jvdberg", "Deelnemer S02, Deelnemer S02 en Deelnemer S02"),
    ("Overleg Terhoeven: zij is tegen", "Overleg Deelnemer S01: zij is tegen"),
    ("Goed. Gesprek Li", "Goed. Gesprek Deelnemer S06"),
    ("an.li77 en IMG_terhoeven01.png", "Deelnemer S06-77 en IMG_Deelnemer S01-01.png"),
    ("wvdk wil niet; wvdkx", "Deelnemer S09 wil niet; wvdkx"),
    ("Jan Water weet het", "Deelnemer S08 weet het"),
    (
        "mail marjan@x.nl, of mailto:Iemand.Anders@voorbeeld.nl?",
        "mail [e-mailadres], of [e-mailadres]?",
    ),
    (
        "bel 06-12345678, +31 6 1234 5678, 0031(0)612345678 of (0612345678)",
        "bel [telefoonnummer], [telefoonnummer], [telefoonnummer] of ([telefoonnummer])",
    ),
    ("code ACDEFH of acdefh hoort erbij", "code [code] of [code] hoort erbij"),
    ("intern bereikbaar op Kees@intern.", "intern bereikbaar op [e-mailadres]."),
    ("uit scores x marjan.xlsx (kenmerk 1)", "uit bestand-1.xlsx (kenmerk 1)"),
    ("NL91 ABNA 0417 1643 00", "[rekeningnummer]"),
]


@pytest.mark.parametrize(("text", "expected"), REPLACED)
def test_known_people_addresses_and_codes_are_replaced(text: str, expected: str) -> None:
    assert finder().replaced(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "why"),
    [
        ("Zeg het tegen Marjan Jansen.", "Marjan", "lijkt iemand anders dan Deelnemer S01"),
        ("Zeg Kees Terhoeven gedag", "Terhoeven", "lijkt iemand anders dan Deelnemer S01"),
        ("Petra Terhoeven gaat mee", "Terhoeven", "lijkt iemand anders dan Deelnemer S01"),
        ("het MT wil dat", "MT", "kan Deelnemer S01 zijn"),
        ("volgens M.T. niet", "M.T", "kan Deelnemer S01 zijn"),
        ("de bakker op de hoek", "bakker", "kan Deelnemer S04 zijn"),
        ("een berg zand", "berg", "kan Deelnemer S02 zijn"),
        ("meer van der meer", "van der meer", "kan Deelnemer S09 zijn"),
        ("Meer groen", "Meer", "kan Deelnemer S09 zijn"),
        ("Water komt eerst", "Water", "kan Deelnemer S08 zijn"),
        ("vraag AN maar", "AN", "kan Deelnemer S06 zijn"),
        ("Wij zien Ans plan", "Ans", "kan Deelnemer S06 zijn"),
        ("Lis plan is goed", "Lis", "kan Deelnemer S06 zijn"),
    ],
)
def test_what_is_not_sure_is_only_marked(text: str, word: str, why: str) -> None:
    assert finder().replaced(text).text == text
    assert (word, why) in [(hit.word, hit.why) for hit in finder().hits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "het water stijgt, en an is geen woord",
        "de bergingen, de bakkerij en marjanne",
        "code ACDEFHX, 06123456789 en 1612345678",
        "Deelnemer S01 en Deelnemer S02",
        "we gaan 4 keer 12.000 euro, op 12-12-2026",
        "xACDEFH",
        "mijnscores x marjan.xlsxx".replace("marjan", "iemand"),
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert finder().hits(text) == []


WRITTEN = {
    "J.H. (Hans) van 't Hof": [
        "J.H. van 't Hof",
        "Hans van \u2019t Hof",
        "Hans",
        "J. van het Hof",
        "Hof, J.H. van 't",
        "VAN 'T HOF",
        "vanthof",
        "HansVanTHof",
        "Johan Hendrik van 't Hof",
        "hans.van.t.hof@intern",
        "dhr. Van 't Hof",
        "Hans' plan",
        "J H v.'t Hof",
        "verslaghansvanthof.docx",
    ],
    "jansen, p.": ["Piet Jansen", "P. Jansen", "JANSEN, P.", "Jansen", "jansen's", "P.K. Jansen"],
    "An Stap": ["An Stap", "an stap", "A. Stap", "Stap, An", "An", "volgens Stap", "mw. Stap"],
    "mr.drs. A. de Boer e/v Jansen MSc": ["mevrouw De Boer", "Anna Jansen", "A. Jansen-de Boer"],
    "Piet en Els Karsten": ["Piet Karsten", "E. Karsten", "Els", "Karsten"],
    "Piet Jansen / Els Bos": ["Bos, Els", "P. Jansen", "Els en Piet Jansen"],
    "HOF Hans van 't": ["Hans van 't Hof", "H. van 't Hof"],
    "IJsbrand Dijkstra": [
        "Ysbrand Dykstra",
        "\u0132SBRAND D\u0132KSTRA",
        "IJ. Dijkstra",
        "verslagijsbranddijkstra.docx",
    ],
    "Zoë Müller-Großmann": ["Zoe Mueller", "grossmann", "ZOE\u0308 MU\u0308LLER"],
    "Łukasz Żołnierczyk": ["lukasz zolnierczyk", "L. Zolnierczyk"],
    "Işıl Yıldız": ["ISIL YILDIZ", "Isil", "Işıl Hanım", "Yildiz'in"],
    "王伟": ["王 伟", "伟, 王", "王先生", "小王"],
    "홍정훈": ["홍 정훈", "정훈씨", unicodedata.normalize("NFD", "홍정훈")],
    "محمد العلي": ["العلي", "ومحمد", "محمّد"],
    "García Márquez, Maria": ["Maria", "M. García", "Maria Marquez"],
    "Huis in 't Veld, Tom": ["Tom", "Tom's plan", "T. Huis in 't Veld"],
    "N. Lê": ["N. Le", "mevrouw Lê"],
    "O'Neill, Sean": ["Sean ONeill", "S. O\u02bcNeill"],
    "Piet Jansen": [
        "Piet Kees Jansen",
        "Pieter Jansen",
        "Jansen (Piet)",
        "Piet Jan-\nsen",
        "Piet%20Jansen",
        "de Jansens",
        "PIET\u00a0JAN\u00adSEN",
        "Ｐｉｅｔ",
        "IMG_jansen01.png",
        "Jansen; P.",
    ],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in WRITTEN.items() for text in texts]
)
def test_a_name_is_found_however_it_is_written(name: str, text: str) -> None:
    known = Finder(Known({"Deelnemer S01": (name,)}), OWN, frozenset())
    done = known.replaced(f"Dit zei {text} gisteren.").text
    assert not set(tokens(text)) & set(tokens(done)) - AROUND


_AROUND = "mevrouw dhr mw plan de en volgens docx intern png img verslag hanim in 01 20 先 生 小 씨"
AROUND = frozenset(_AROUND.split())
"""Words that are no part of the name."""


def test_a_hint_is_no_more_than_that() -> None:
    known = Finder(Known({"Deelnemer S01": ("An Stap",)}), OWN, frozenset())
    assert known.hits("stap 1, en de volgende stap") == []
    assert [hit.replacement for hit in known.hits("Stap komt")] == [None]


def test_whose_name_it_is() -> None:
    assert is_called("Piet Jansen", "mevr. P. Jansen, projectleider")
    assert is_called("Fatma", "Fatma")
    assert not is_called("Piet Jansen", "Piet")
    assert not is_called("Els Bos", "Els Bos en Jan")


def test_a_part_of_a_name_says_so() -> None:
    found = finder().replaced("Marjan Terhoeven en Petra")
    assert found.done == (
        ("Marjan Terhoeven", "Deelnemer S01", "naam"),
        ("Petra", "Deelnemer S04", "deel van een naam"),
    )


@pytest.mark.parametrize(
    "name", ["Bewoners", "de corporatie", "Gemeente", "Water", "Deelnemer S01"]
)
def test_a_name_that_is_no_ones_is_looked_for_nowhere(name: str) -> None:
    known = Finder(Known({"Deelnemer S01": (name,)}), OWN, frozenset({"water"}))
    assert known.replaced(f"De {name.lower()} en {name} willen dit.").done == ()


def test_a_full_name_of_public_words_is_looked_for_all_the_same() -> None:
    known = Finder(Known({"Deelnemer S01": ("Jan Oudervliet",)}), OWN, frozenset({"oudervliet"}))
    text = "Jan Oudervliet woont in Oudervliet."
    assert known.replaced(text).text == "Deelnemer S01 woont in Oudervliet."


def test_two_people_in_one_cell_are_both_known() -> None:
    known = Finder(Known({"Deelnemer S01": ("Els Karsten en Joop Dreesman",)}), OWN, frozenset())
    assert known.replaced("Joop Dreesman; E. Karsten").text == "Deelnemer S01; Deelnemer S01"


WORDS = st.text(alphabet=" \n.,;:-_'(){}<>&=+@!?🙂é\u0301\u200b\u00adaZ9", max_size=12)


@given(
    WORDS,
    st.sampled_from([n for names in PEOPLE.values() for n in names]),
    WORDS,
    st.sampled_from(
        [str, str.upper, str.lower, str.title, lambda n: unicodedata.normalize("NFD", n)]
    ),
)
def test_no_full_name_survives_whatever_stands_around_it(
    before: str, name: str, after: str, change: object
) -> None:
    written = change(name.partition(" (")[0])  # type: ignore[operator]
    text = f"{before} {written} {after}"
    done = finder().replaced(text)
    assert written not in done.text
    assert finder().sure(done.text) == []


def test_a_very_long_word_takes_no_time_to_search() -> None:
    """It would take hours if each of its letters were tried as the start of an address."""
    assert finder().replaced("x" * 200_000 + "@x.nl").text == "[e-mailadres]"


@given(st.text(max_size=60))
def test_any_text_can_be_searched_and_replacing_twice_changes_nothing(text: str) -> None:
    once = finder().replaced(text).text
    assert finder().replaced(once).text == once


def test_phone_numbers_and_accounts_are_known_by_their_own_rules() -> None:
    written = ["06-12345678", "+31 6 12345678", "0031612345678", "0612345678"]
    assert {national(text) for text in written} == {"612345678"}
    assert national("alleen op maandag") == ""
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL92 ABNA 0417 1643 00")


@given(st.text(max_size=40))
def test_any_text_may_be_asked_whether_it_is_an_account(text: str) -> None:
    assert not is_iban(f"\\{text}")


def test_an_account_is_known_by_its_own_check_digits() -> None:
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL92 ABNA 0417 1643 00")


def test_what_is_compared_is_not_changed_by_comparing_it_again() -> None:
    """Capitals in small type stayed capitals: 'ᴹarjan' was no Marjan."""
    odd = (chr(n) for n in range(0x3200) if unicodedata.category(chr(n)).startswith("L"))
    assert [c for c in odd if fold(fold(c).text).text != fold(c).text] == []
    assert fold("ᴹarjan").text == "marjan"
