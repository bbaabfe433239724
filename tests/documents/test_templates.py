"""The shipped Word templates: equal to their source, well made, and valid when filled in."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree

from tests.documents.factory import (
    OCCASION,
    TODAY,
    W,
    letter_of,
    paragraphs_of,
    parts_of,
    rendered_form,
    rendered_letter,
    request_of,
    sheet_of,
)
from tests.support.engines import validate_ooxml
from wijkexcel.documents import ambition, form, handout, letter, sheet
from wijkexcel.documents.ambition import ambition_docx
from wijkexcel.documents.handout import meeting_docx, slip_docx
from wijkexcel.documents.letter import letter_docx
from wijkexcel.documents.pdf import find_libreoffice
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.example import example
from wijkexcel.outgoing.ambition_builder import ambition_page
from wijkexcel.outgoing.handout import QuestionSlip, host_of, meeting_order
from wijkexcel.outgoing.letter import Audience
from wijkexcel.outgoing.seal import seal
from workbook_template.maken.write import FOLDER, main, templates

NAMES = (
    "brief.docx",
    "brief_partners.docx",
    "besluitenblad.docx",
    "formulier.docx",
    "ambitie.docx",
    "tafel.docx",
    "vraag.docx",
)


def filled_in(name: str, template: bytes | None = None) -> bytes:
    if name == "brief.docx":
        return rendered_letter(letter_of(example()), template)
    if name == "brief_partners.docx":
        return letter_docx(seal(letter_of(example())), template, Audience.PARTNERS)
    if name == "besluitenblad.docx":
        return decision_sheet_docx(sheet_of(example()), template)
    if name == "ambitie.docx":
        return ambition_docx(seal(ambition_page(example(), TODAY)), template)
    if name == "tafel.docx":
        return meeting_docx(seal(meeting_order(example(), OCCASION)), template)
    if name == "vraag.docx":
        return slip_docx(seal(QuestionSlip(host_of(example()), OCCASION)), template)
    return rendered_form(request_of(example(), "S08"), OCCASION, template)


def part(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(docx)[name])


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_what_the_source_writes(name: str, tmp_path: Path) -> None:
    main(tmp_path)
    assert sorted(p.name for p in FOLDER.iterdir()) == sorted(NAMES)
    assert parts_of((FOLDER / name).read_bytes()) == parts_of((tmp_path / name).read_bytes())


def test_the_source_writes_the_same_bytes_every_time() -> None:
    assert templates() == templates()
    assert letter.shipped_template() == templates()["brief.docx"]
    assert letter.shipped_template(Audience.PARTNERS) == templates()["brief_partners.docx"]
    assert sheet.shipped_template() == templates()["besluitenblad.docx"]
    assert form.shipped_template() == templates()["formulier.docx"]
    assert ambition.shipped_template() == templates()["ambitie.docx"]
    for name in (handout.TABLE, handout.SLIP):
        assert handout.shipped_template(name) == templates()[name]


@pytest.mark.parametrize("name", NAMES)
def test_language_paper_and_widows(name: str) -> None:
    docx = templates()[name]
    styles = part(docx, "word/styles.xml")
    lang = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert lang is not None
    assert lang.get(f"{W}val") == "nl-NL"
    assert styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}widowControl") is not None
    sizes = {frozenset((s.get(f"{W}w"), s.get(f"{W}h"))) for s in part(docx).iter(f"{W}pgSz")}
    assert sizes == {frozenset(("11906", "16838"))}


@pytest.mark.parametrize("name", NAMES)
def test_headings_stay_with_their_text(name: str) -> None:
    styles = part(templates()[name], "word/styles.xml")
    for level in (1, 2):
        style = styles.find(f"{W}style[@{W}styleId='Heading{level}']")
        assert style is not None
        assert style.find(f"{W}name").get(f"{W}val") == f"heading {level}"  # type: ignore[union-attr]
        for tag in ("keepNext", "keepLines", "outlineLvl"):
            assert style.find(f"{W}pPr/{W}{tag}") is not None


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {"brief.docx", "vraag.docx"}]
)
def test_tables_repeat_their_heading_and_split_no_row(name: str) -> None:
    tables = list(part(templates()[name]).iter(f"{W}tbl"))
    assert tables
    headed = [t for t in tables if t.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"]
    assert len(headed) >= len(tables) - 1, "all but what stands side by side"
    for table in headed:
        rows = [r for r in table.iter(f"{W}tr") if "{%tr" not in "".join(r.itertext())]
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None


@pytest.mark.parametrize("name", [name for name in NAMES if name != "vraag.docx"])
def test_pages_are_numbered(name: str) -> None:
    """All but the slips: that page is cut."""
    footer = parts_of(templates()[name])["word/footer1.xml"].decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


@pytest.mark.parametrize("name", NAMES)
def test_every_style_that_is_used_exists(name: str) -> None:
    parts = parts_of(templates()[name])
    known = {s.get(f"{W}styleId") for s in part(templates()[name], "word/styles.xml")}
    for data in parts.values():
        if data.startswith(b"<?xml"):
            for tag in ("pStyle", "rStyle", "tblStyle"):
                used = {e.get(f"{W}val") for e in etree.fromstring(data).iter(f"{W}{tag}")}
                assert used <= known


def test_the_decision_sheet_says_on_every_page_that_it_is_internal() -> None:
    docx = decision_sheet_docx(sheet_of(example()))
    assert "Intern – niet verspreiden" in parts_of(docx)["word/header1.xml"].decode()
    for properties in part(docx).iter(f"{W}sectPr"):
        headers = properties.findall(f"{W}headerReference")
        assert [h.get(f"{W}type") for h in headers] == ["default"]


@pytest.mark.oracle("ooxml-validator")
@pytest.mark.parametrize("made", ["template", "filled in"])
@pytest.mark.parametrize("name", NAMES)
def test_the_validator_finds_nothing(name: str, made: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(templates()[name] if made == "template" else filled_in(name))
    assert validate_ooxml(path) == []


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("name", NAMES)
def test_a_template_saved_by_another_program_still_works(name: str, tmp_path: Path) -> None:
    """A stand-in for a municipality that edits the template in a word processor of its own."""
    soffice = find_libreoffice()
    assert soffice is not None
    out = tmp_path / "uit"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            out,
            FOLDER / name,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = (out / name).read_bytes()
    ours, theirs = filled_in(name), filled_in(name, saved)
    assert _said(theirs) == _said(ours)


def _said(docx: bytes) -> list[str]:
    return [p.strip() for p in paragraphs_of(docx) if p.strip()]
