"""Filling in a template: literal text, a closed sandbox, errors in words, the same bytes."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.factory import (
    PROPERTIES,
    letter_of,
    paragraphs_of,
    parts_of,
    rendered_letter,
    sheet_of,
    small_template,
    text_of,
    with_decision,
    with_opgave,
    with_part,
)
from tests.documents.hostile import HOSTILE
from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import render
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.errors import TemplateError
from wijkexcel.example import example
from wijkexcel.outgoing.wording import clean


def filled(text: str) -> list[str]:
    done = render(small_template("[{{ tekst }}]"), {"tekst": text}, PROPERTIES)
    return paragraphs_of(done)


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_literal(text: str) -> None:
    assert filled(text) == [f"[{text}]"]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_literal_in_the_whole_letter(text: str) -> None:
    dossier = with_opgave(example(), "O01", name=text, put_forward_by="Buurt")
    dossier = with_decision(dossier, "O01", public_reason=text, internal_note=text)
    shown = " ".join(text.split())
    letter = paragraphs_of(rendered_letter(letter_of(dossier)))
    assert letter.count(shown) == 1
    assert f"{shown} (Buurt). {text}" in letter
    sheet = paragraphs_of(decision_sheet_docx(sheet_of(dossier)))
    assert shown in sheet, "the reason, on the first page"
    assert f"Notitie: {text}" in sheet


@pytest.mark.slow
@given(st.text(max_size=40))
@hypothesis_settings(max_examples=150)
def test_any_text_arrives_as_cleaned(text: str) -> None:
    assert filled(text) == [f"[{clean(text)}]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een\ntwee", "een\ntwee"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\ftwee\x0bdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("a\tb", "a\tb"),
        ("nul\x00bel\x07", "nul\ufffdbel\ufffd"),
        ("los\ud800eind", "los\ufffdeind"),
        ("om\u202egekeerd\u200b", "omgekeerd"),
        ("\ufffe\uffff", "\ufffd\ufffd"),
    ],
)
def test_line_ends_break_and_odd_characters_are_harmless(text: str, expected: str) -> None:
    assert filled(text) == [f"[{expected}]"]


def test_a_title_with_markup_is_literal_in_the_properties() -> None:
    odd = Properties("a & <b> {{ x }}\ud800\n", "Gemeente </dc:creator>", date(2026, 1, 2))
    core = parts_of(render(small_template("x"), {}, odd))["docProps/core.xml"]
    texts = [el.text for el in etree.fromstring(core)]
    assert texts[:3] == ["a & <b> {{ x }}\ufffd", "Gemeente </dc:creator>", "nl-NL"]


@pytest.mark.parametrize("filter_name", ["safe", "e", "escape", "string", "default('x')"])
def test_a_template_cannot_switch_literal_text_off(filter_name: str) -> None:
    template = small_template(f"{{{{ t|{filter_name} }}}}")
    assert text_of(render(template, {"t": "<w:b/> & x"}, PROPERTIES)) == "<w:b/> & x"
    off = small_template("{% autoescape false %}{{ t }}{% endautoescape %}")
    assert text_of(render(off, {"t": "<w:b/>"}, PROPERTIES)) == "<w:b/>"


ATTACKS = [
    "{{ cycler.__init__.__globals__.os.popen('touch /tmp/x').read() }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ lijst.__class__ }}",
    "{{ lijst.append('x') }}",
    "{{ tekst.format(lijst) }}",
    "{{ tekst.upper() }}",
    "{{ range(999999999) }}",
    "{{ lipsum() }}",
    "{{ 'a' * 999999999 }}",
    "{{ 9 ** 999999 }}",
    "{{ tekst|attr('__class__') }}",
    "{{ tekst|center(999999999) }}",
    "{{ tekst|format }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{{ self._TemplateReference__context }}",
    "{% macro m() %}{{ caller }}{% endmacro %}{{ m() }}",
    "{{ dict(a=1) }}",
    "{{ namespace() }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_template_is_refused(attack: str) -> None:
    start = time.monotonic()
    with pytest.raises(TemplateError, match=r"^(Het sjabloon|Een code)") as caught:
        render(small_template(attack), {"tekst": "t", "lijst": ["a"]}, PROPERTIES)
    assert "Traceback" not in str(caught.value)
    assert time.monotonic() - start < 5


def test_an_unknown_field_is_named_with_a_hint_and_its_paragraph() -> None:
    template = small_template("Eerst dit.", "Beste bewoner van {{ wijck }},")
    with pytest.raises(TemplateError) as caught:
        rendered_letter(letter_of(example()), template)
    assert str(caught.value) == (
        "Het sjabloon vraagt om het veld 'wijck', maar dat bestaat niet. Bedoelt u 'wijk'? "
        "Het staat in deze alinea: Beste bewoner van {{ wijck }},"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ wat_is_gevraagd }}", "een lijst, zoals alinea's"),
        ("{{ gekozen }}", "een lijst, zoals alinea's"),
        ("{{ gekozen|first }}", "meer gegevens bij elkaar"),
        ("{{ formeel }}", "een ja of nee"),
    ],
)
def test_what_is_no_text_is_never_printed_in_the_words_of_a_programmer(
    text: str, what: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        rendered_letter(letter_of(example()), small_template("Eerst dit.", f"Wij vroegen: {text}"))
    said = str(caught.value)
    assert said.startswith(f"Het sjabloon zet een veld neer als tekst, maar dat veld is {what}")
    assert said.endswith(f"Het staat in deze alinea: Wij vroegen: {text}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{% for o in gekozen %}{{ o.naamm }}{% endfor %}", "naamm"),
        ("{% for o in gekoozen %}x{% endfor %}", "gekoozen"),
        ("{% if formeeel %}x{% endif %}", "formeeel"),
        ("{{ intern.notitie }}", "intern"),
        ("{{ vragen|join(scheiding) }}", "scheiding"),
    ],
)
def test_an_unknown_field_anywhere_is_an_error(text: str, name: str) -> None:
    with pytest.raises(TemplateError, match=f"^Het sjabloon vraagt om het veld '{name}'"):
        rendered_letter(letter_of(example()), small_template(text))


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (
            ("Kop {% for x in gekozen %}", "tekst"),
            ": bij een 'for' ontbreekt het einde, 'endfor'. Het staat in deze alinea: Kop {% for x "
            "in gekozen %}",
        ),
        (("Kop {% endfor %}",), ": een 'endfor' staat er te veel. Het staat in deze alinea: Kop "),
        (("Kop {% voor x %}",), ": 'voor' bestaat niet. Het staat in deze alinea: Kop "),
        (("Kop {{ wijk|mooi }}",), ": het filter 'mooi' bestaat niet. Het staat in deze alinea: "),
        (("Kop {% for x of gekozen %}", "{% endfor %}"), ". Het staat in deze alinea: Kop "),
    ],
)
def test_a_mistake_in_a_code_is_told_in_dutch(codes: tuple[str, ...], said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        rendered_letter(letter_of(example()), small_template("Goed.", *codes))
    start = "Een code tussen accolades in het sjabloon klopt niet"
    assert str(caught.value).startswith(start + said)


def test_a_mistake_in_a_code_is_told_with_its_paragraph() -> None:
    template = small_template("Goed.", "Fout: {% for x of gekozen %}", "{% endfor %}")
    with pytest.raises(TemplateError, match=r"^Een code tussen accolades.*Fout: \{% for x of"):
        rendered_letter(letter_of(example()), template)


def test_codes_that_cut_through_a_table_are_told_and_lose_nothing_in_silence() -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{cell.format(t)}</w:tr>" for t in ("{%tr for v in vragen %}", "x"))
    broken = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" + "<w:p><w:r><w:t>{%p endfor %}</w:t>"
    template = with_part(
        small_template("y"),
        "word/document.xml",
        lambda t: t.replace("<w:body>", f"<w:body>{broken}</w:r></w:p>"),
    )
    with pytest.raises(TemplateError, match=r"^De codes in het sjabloon staan niet goed"):
        rendered_letter(letter_of(example()), template)


def test_the_letter_template_cannot_reach_fields_of_the_decision_sheet() -> None:
    for name in ("besluiten", "deelnemers", "scores", "logboek", "samenhang", "afspraken"):
        with pytest.raises(TemplateError, match=f"het veld '{name}'"):
            rendered_letter(letter_of(example()), small_template(f"{{{{ {name} }}}}"))


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes() -> None:
    letter, sheet = letter_of(example()), sheet_of(example())
    first = rendered_letter(letter), decision_sheet_docx(sheet)
    time.sleep(2.1)
    assert (rendered_letter(letter), decision_sheet_docx(sheet)) == first


def test_a_template_of_ones_own_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "eigen.docx"
    path.write_bytes(small_template("Wijk {{ wijk }}: {{ gekozen|length }} gekozen"))
    assert text_of(rendered_letter(letter_of(example()), path)) == "Wijk Lijsterhoek: 8 gekozen"
    with pytest.raises(TemplateError, match=r"^Het sjabloon weg\.docx kan niet worden gelezen"):
        rendered_letter(letter_of(example()), tmp_path / "weg.docx")
