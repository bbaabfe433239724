"""The paper form: what one scorer is asked and nothing else, legible, with whole questions."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader

from tests.documents.factory import (
    OCCASION,
    W,
    paragraphs_of,
    parts_of,
    rendered_form,
    request_of,
    small_template,
    text_of,
)
from tests.documents.hostile import HOSTILE
from tests.post.out.support import with_canary
from tests.post.support import unanswered
from wijkexcel.documents.form import fields
from wijkexcel.documents.form_styles import BOX, SMALLEST
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.scrub import scrub
from wijkexcel.errors import TemplateError
from wijkexcel.example import example
from wijkexcel.layout.sheets.scorer import LOW_IS_GOOD
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.form import Occasion
from wijkexcel.outgoing.request import Request, blank_request, request_for
from wijkexcel.sentences import promise
from workbook_template.maken.write import templates


def resident() -> Request:
    """Henk, of the residents: two criteria, fourteen opgaven, marks 1 to 5."""
    return request_of(unanswered(), "S08")


def blank() -> Request:
    dossier = unanswered()
    (group,) = (g for g in dossier.groups if g.id == "G3")
    return blank_request(dossier, group)


def sized(opgaven: int, criteria: int, lowest: float, highest: float, step: float = 1.0) -> Request:
    """A form of this size, with the texts of the example."""
    base = request_of(unanswered(), "S01")
    return replace(
        base,
        lowest=lowest,
        highest=highest,
        step=step,
        opgaven=tuple(replace(base.opgaven[i % 14], id=f"O{i + 1:02}") for i in range(opgaven)),
        criteria=tuple(
            replace(base.criteria[i % 5], id=f"C{i + 1:02}", name=f"Vraagnaam{i + 1}q")
            for i in range(criteria)
        ),
    )


def shown(request: Request, occasion: Occasion = OCCASION) -> str:
    return text_of(rendered_form(request, occasion))


def everything_in(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())


# What is asked ------------------------------------------------------------------------------------


def test_it_holds_what_this_scorer_is_asked() -> None:
    text = shown(resident())
    dossier = unanswered()
    for criterion in dossier.criteria:
        assert (criterion.question in text) == ("G3" in criterion.groups)
    for anchors in dossier.anchors:
        mine = "G3" in next(c for c in dossier.criteria if c.id == anchors.criterion).groups
        for meaning in (anchors.lowest, anchors.middle, anchors.highest):
            assert (meaning in text) == mine
    for opgave in dossier.opgaven:
        for words in (opgave.name, opgave.description, opgave.coupling):
            assert words in text
    for words in (
        "Henk Loosdrager",
        "Bewoners, nummer S08",
        "Uiterlijk op 12 december 2026",
        "Lever het formulier in bij Bram Oosterlaken",
        promise.TO_SCORER,
        "Bel 0123 - 45 67 89.",
    ):
        assert words in text


def test_every_page_says_whose_it_is_and_of_which_version() -> None:
    parts = parts_of(rendered_form(resident(), OCCASION))
    footer = "".join(etree.fromstring(parts["word/footer1.xml"]).itertext())
    assert footer == f"Lijsterhoek – S08 – code ABC234 – versie {resident().version}Pagina 1 van 1"
    assert "Henk Loosdrager" in parts["word/header1.xml"].decode()


def test_a_blank_one_has_a_line_for_the_number_and_no_code() -> None:
    docx = rendered_form(blank(), OCCASION)
    text, parts = text_of(docx), parts_of(docx)
    assert "Nummer van dit formulier: S ____" in text
    assert "Nummer: S ____" in parts["word/header1.xml"].decode()
    footer = "".join(etree.fromstring(parts["word/footer1.xml"]).itertext())
    assert footer == f"Lijsterhoek – Bewoners – versie {blank().version}Pagina 1 van 1"
    assert "code" not in everything_in(docx).replace("encoding", "")


def test_where_it_is_handed_in_is_as_the_coordinator_says() -> None:
    occasion = replace(OCCASION, before=None, where="Doe het in de bus bij de uitgang.")
    text = shown(resident(), occasion)
    assert "Doe het in de bus bij de uitgang." in text
    assert "Lever het formulier in" not in text
    assert "Uiterlijk" not in text
    nobody = replace(resident(), contact_name="", contact_phone="", contact_email="")
    text = shown(nobody, replace(OCCASION, before=None))
    assert "Lever het formulier in bij wie het u gaf." in text
    assert "Hebt u een vraag?" not in text


def test_a_low_mark_that_is_good_is_told_with_the_question() -> None:
    request = resident()
    first, *rest = request.criteria
    lower = replace(request, criteria=(replace(first, direction="lager is beter"), *rest))
    assert LOW_IS_GOOD not in shown(request)
    assert shown(lower).count(LOW_IS_GOOD) == 1 + len(request.opgaven)


def test_marks_that_were_given_before_do_not_lie_on_the_table() -> None:
    dossier = example()
    request = request_of(dossier, "S08")
    assert request.given
    assert rendered_form(request, OCCASION) == rendered_form(
        replace(request, given={}, remarks={}, email=""), OCCASION
    )


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(st.from_regex(r"[a-z]{5}q", fullmatch=True))
def test_nothing_of_others_and_nothing_internal_is_on_it(word: str) -> None:
    dossier, own = with_canary(unanswered(), word)
    for scorer in dossier.scorers:
        request = request_for(dossier, scorer, scorer.code)
        text = everything_in(rendered_form(request, OCCASION))
        for other, tags in own.items():
            assert [t for t in tags if t in text] == (tags if other == scorer.id else [])
        assert f"{word}intern" not in text
        assert "opmerking" not in re.findall(rf"{word}\w* (\w+)", text)
        for criterion in dossier.criteria:
            assert (f"{word}{criterion.id}" in text) == (scorer.group in criterion.groups)


# How it looks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "boxes"),
    [
        (sized(3, 1, 1, 5), 6),
        (sized(3, 4, 1, 10), 11),
        (sized(2, 2, 0, 3, 0.5), 8),
        (sized(1, 1, 0, 10), 12),
        (sized(2, 2, 0, 100), 1),
        (sized(2, 2, 1, 5, 0.25), 1),
    ],
)
def test_each_question_has_a_box_per_mark_and_one_for_not_knowing(
    request_: Request, boxes: int
) -> None:
    body = etree.fromstring(parts_of(rendered_form(request_, OCCASION))["word/document.xml"])
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == len(request_.opgaven)
    for table in tables:
        head, *rows = table.findall(f"{W}tr")
        assert len(rows) == len(request_.criteria)
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        cells = ["".join(cell.itertext()) for cell in head.findall(f"{W}tc")]
        assert (cells[0], cells[-1]) == ("Vraag", "Weet niet")
        for row, criterion in zip(rows, request_.criteria, strict=True):
            text = "".join(row.itertext())
            assert criterion.question in text
            assert text.count(BOX) == boxes
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
        if boxes == 1:
            assert cells == ["Vraag", "Uw score", "Weet niet"]
        else:
            marks = [f"{m:g}".replace(".", ",") for m in request_.marks]
            assert cells[1:-1] == marks
            found = ["".join(c.itertext()) for c in rows[0].findall(f"{W}tc")]
            assert found[1:-1] == [BOX + mark for mark in marks]


def test_without_boxes_it_asks_to_write_the_score() -> None:
    text = shown(sized(2, 2, 0, 10, 0.5))
    assert "Schrijf bij elke vraag één score: van 0 (laagste score) tot en met 10" in text
    assert "in stappen van 0,5" in text
    assert "kruisje" not in text


def test_nothing_on_it_is_smaller_than_eleven_points() -> None:
    docx = rendered_form(resident(), OCCASION)
    parts = parts_of(docx)
    styles = etree.fromstring(parts["word/styles.xml"])
    size = f"{W}rPr/{W}sz"
    plain = int(styles.find(f"{W}docDefaults/{W}rPrDefault/{size}").get(f"{W}val"))  # type: ignore[union-attr,arg-type]
    sizes = {
        s.get(f"{W}styleId"): int(found.get(f"{W}val", "0"))
        for s in styles.iter(f"{W}style")
        if (found := s.find(size)) is not None
    }
    for name in ("document", "header1", "header2", "footer1"):
        root = etree.fromstring(parts[f"word/{name}.xml"])
        assert not list(root.iter(f"{W}sz"))
        used = {e.get(f"{W}val") for e in root.iter(f"{W}pStyle")}
        assert {sizes.get(style, plain) >= 2 * SMALLEST for style in used} == {True}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Text of each page of the PDF, for the forms that are likely to go wrong."""
    cases = {
        "gewoon": resident(),
        "leeg": blank(),
        "klein": sized(3, 1, 1, 5),
        "groot": sized(40, 4, 1, 5),
        "breed": sized(5, 12, 1, 10),
        "halve": sized(6, 3, 0, 3, 0.5),
        "schrijf": sized(6, 5, 0, 100),
    }
    texts = {}
    for name, request in cases.items():
        out = to_pdf(rendered_form(request, OCCASION))
        assert out is not None
        reader = PdfReader(io.BytesIO(out))
        for page in reader.pages:
            assert [round(float(x)) for x in page.mediabox] == [0, 0, 595, 842]
        root = reader.trailer["/Root"]
        assert root["/Lang"] == "nl-NL"  # type: ignore[index]
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert reader.xmp_metadata is not None
        assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
        texts[name] = [page.extract_text() for page in reader.pages]
    return texts


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize(
    ("name", "boxes", "questions"),
    [("groot", 6, 160), ("breed", 11, 60), ("halve", 8, 18), ("klein", 6, 3)],
)
def test_no_question_is_split_from_its_boxes(
    pages: dict[str, list[str]], name: str, boxes: int, questions: int
) -> None:
    """Each page has as many rows of boxes as questions, and the header above them."""
    total = 0
    first = next(i for i, page in enumerate(pages[name]) if BOX in page)
    for page in pages[name][first:]:
        asked = len(re.findall(r"Vraagnaam\d+q", page))
        assert page.count(BOX) == asked * boxes
        if asked:
            assert re.search(r"Weet\s+niet", page)
        total += asked
    assert total == questions


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("name", ["gewoon", "leeg", "groot", "halve", "schrijf"])
def test_an_opgave_stands_on_one_page_with_its_questions(
    pages: dict[str, list[str]], name: str
) -> None:
    """As many names of opgaven on a page as rooms for a remark."""
    for page in pages[name]:
        assert len(re.findall(r"^O\d\d\. ", page, re.M)) == page.count("Opmerking (mag):")


@pytest.mark.oracle("libreoffice")
def test_every_page_has_its_number_and_the_version(pages: dict[str, list[str]]) -> None:
    for name, texts in pages.items():
        for number, page in enumerate(texts, 1):
            assert f"Pagina {number} van {len(texts)}" in page, name
            assert "versie " in page
        assert len(texts[1:]) == sum("Help mee kiezen in Lijsterhoek" in t for t in texts[1:])
    assert all("Nummer: S" in page for page in pages["leeg"][1:])


# Templates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_literal(text: str) -> None:
    request = replace(resident(), name=text, group=text, wijk=text)
    first, *rest = request.opgaven
    criterion, *others = request.criteria
    docx = rendered_form(
        replace(
            request,
            opgaven=(
                replace(first, name=text, description=text, coupling=text, planning=text),
                *rest,
            ),
            criteria=(replace(criterion, name=text, question=text, lowest=text), *others),
        ),
        replace(OCCASION, where=text),
    )
    lines, one = paragraphs_of(docx), " ".join(text.split())
    assert f"O01. {one}" in lines
    assert f"1 (laagste)\t{text}" in lines
    assert f"Help mee kiezen in {one}" in lines
    told = f"Wat is er aan de hand? {text}\nHoe ziet koppelen eruit? {text}"
    assert f"{told}\nGoed om te weten: planning: {text} (2028–2029)" in lines
    assert f"Uiterlijk op 12 december 2026. {one}" in lines
    assert scrub(parts_of(docx))


def test_an_own_template_and_one_that_asks_for_too_much() -> None:
    own = small_template("Dag {{ naam }}: {% for o in opgaven %}{{ o.naam }}; {% endfor %}")
    (line,) = [p for p in paragraphs_of(rendered_form(resident(), OCCASION, own)) if p]
    assert line.startswith("Dag Henk Loosdrager: Riool vervangen; ")
    with pytest.raises(TemplateError, match="het veld 'email'"):
        rendered_form(resident(), OCCASION, small_template("{{ email }}"))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert rendered_form(resident(), OCCASION) == rendered_form(resident(), OCCASION)


def test_the_template_uses_fields_that_exist() -> None:
    source = "".join(
        parts_of(templates()["formulier.docx"])[f"word/{p}.xml"].decode()
        for p in ("document", "header1", "header2", "footer1")
    )
    used = set(re.findall(r"\{\{ (\w+) \}\}", source)) - {"h"}
    assert used <= set(fields(resident(), OCCASION))


def test_an_empty_wijk_has_a_form_too(tmp_path: Path) -> None:
    del tmp_path
    bare = replace(resident(), wijk="", gemeente="")
    text = shown(bare)
    assert "Help mee kiezen" in text
    assert "De gemeente maakt de wijk aardgasvrij" in text


def test_an_opgave_without_description_is_still_asked() -> None:
    dossier: Dossier = unanswered()
    texts = ("description", "coupling", "planning", "law")
    nothing = dict.fromkeys(texts, "") | dict.fromkeys(("law_status", "year_from", "year_to"))
    plain = tuple(o.model_copy(update=nothing) for o in dossier.opgaven)
    text = shown(request_of(dossier.model_copy(update={"opgaven": plain}), "S08"))
    assert "Wat is er aan de hand?" not in text
    assert "O14. Extra nestkasten" in text
