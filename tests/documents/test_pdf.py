"""PDF: tagged, in Dutch, with a title; None without a converter; whole or not at all."""

import io
import stat
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.documents.factory import letter_of, rendered_letter, sheet_of
from wijkexcel.documents import pdf
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.errors import DocumentError
from wijkexcel.example import example


@pytest.fixture(scope="module")
def pdfs() -> dict[str, PdfReader]:
    made = {
        "letter": rendered_letter(letter_of(example())),
        "sheet": decision_sheet_docx(sheet_of(example())),
    }
    readers = {}
    for name, data in made.items():
        out = to_pdf(data)
        assert out is not None
        readers[name] = PdfReader(io.BytesIO(out))
    return readers


def structure(reader: PdfReader) -> Counter[str]:
    """How often each kind of structure element occurs."""
    found: Counter[str] = Counter()

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            found[str(node.get("/S"))] += 1
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize(
    ("name", "title"),
    [("letter", "Keuzes voor Lijsterhoek"), ("sheet", "Besluitenblad Lijsterhoek (intern)")],
)
def test_tagged_in_dutch_with_a_title(pdfs: dict[str, PdfReader], name: str, title: str) -> None:
    reader = pdfs[name]
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert reader.metadata.author == "Gemeente Oudervliet"
    assert reader.xmp_metadata is not None
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp


@pytest.mark.oracle("libreoffice")
def test_headings_lists_and_table_headers_are_tagged(pdfs: dict[str, PdfReader]) -> None:
    letter = structure(pdfs["letter"])
    assert letter["/TH"] == 0, "what joins and what not stands side by side, without heading row"
    assert letter["/H1"] == 5
    assert letter["/H2"] == 3 + 5, "on the first page, and where the reasons are"
    assert letter["/LI"] == 14 + 5, "opgaven, and questions"
    sheet = structure(pdfs["sheet"])
    assert sheet["/Table"] == 12
    assert sheet["/TH"] == 4 + 2 + 4 + 5 + 5 + 6 + (1 + 6 + 4) + 4 + 5 + 5 + 3
    assert sheet["/H1"] == 3, "why, scores, and what was agreed"


@pytest.mark.oracle("libreoffice")
def test_no_page_is_empty_and_no_heading_stands_last(pdfs: dict[str, PdfReader]) -> None:
    headings = {"Hoe is er gekozen?", "Doet niet mee", "Beslissen wij later", "Deelnemers"}
    for reader in pdfs.values():
        for page in reader.pages:
            lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
            body = [line for line in lines if not line.startswith("Pagina ")]
            assert len(body) > 4
            assert body[-1] not in headings


@pytest.mark.oracle("libreoffice")
def test_every_page_of_the_decision_sheet_is_marked(pdfs: dict[str, PdfReader]) -> None:
    for page in pdfs["sheet"].pages:
        assert "Intern – niet verspreiden" in page.extract_text()


@pytest.mark.oracle("libreoffice")
def test_a_document_that_is_none_gives_an_error_in_words() -> None:
    with pytest.raises(DocumentError, match=r"^LibreOffice kon geen pdf maken"):
        to_pdf(b"PK\x03\x04 geen document")


def _fake_soffice(folder: Path, script: str) -> Path:
    fake = folder / "soffice"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    return fake


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_time_limit_ends_the_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _fake_soffice(tmp_path, "mktemp -d; sleep 60")
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: fake)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with pytest.raises(DocumentError, match=r"^LibreOffice was na 1 seconden niet klaar"):
        to_pdf(b"x", limit=0.6)
    assert [path.name for path in tmp_path.iterdir()] == ["soffice"], "it leaves nothing behind"


def test_without_a_converter_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_has_word", lambda: False)
    assert to_pdf(b"x") is None


def test_a_temporary_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: tmp_path / "soffice")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "weg"))
    with pytest.raises(DocumentError, match=r"^Er kan geen pdf worden gemaakt: .* bestaat niet"):
        to_pdf(b"x")


def test_libreoffice_is_found_in_its_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    assert pdf.find_libreoffice() == program


@pytest.mark.oracle("libreoffice")
def test_several_are_made_at_once_and_one_that_fails_costs_no_other() -> None:
    whole = rendered_letter(letter_of(example()))
    made = pdf.to_pdfs([b"PK\x03\x04 geen document", whole])
    assert made is not None
    assert isinstance(made[0], DocumentError)
    assert isinstance(made[1], bytes)
    assert "Beste bewoner" in PdfReader(io.BytesIO(made[1])).pages[0].extract_text()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_what_was_ready_before_the_time_limit_is_kept_but_for_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        'cd "$(dirname "$(eval echo \\${$#})")"; echo a > document0.pdf; sleep 0.1; '
        "echo b > document1.pdf; sleep 60"
    )
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: _fake_soffice(tmp_path, script))
    monkeypatch.setattr(pdf, "MORE", 0.3)
    made = pdf.to_pdfs([b"x", b"y", b"z"], limit=0.6)
    assert made is not None
    assert made[0] == b"a\n"
    assert [str(error)[:34] for error in made[1:]] == ["LibreOffice was na 1 seconden niet"] * 2
