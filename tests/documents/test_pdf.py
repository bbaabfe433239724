"""PDF: tagged, in Dutch, with a title; None without a converter; whole or not at all."""

import stat
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.documents.factory import letter_of, sheet_of
from wijkexcel.documents import pdf
from wijkexcel.documents.letter import letter_docx
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.errors import DocumentError
from wijkexcel.example import example


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    folder = tmp_path_factory.mktemp("pdf")
    made = {
        "letter": letter_docx(letter_of(example())),
        "sheet": decision_sheet_docx(sheet_of(example())),
    }
    readers = {}
    for name, data in made.items():
        source = folder / f"{name}.docx"
        source.write_bytes(data)
        out = to_pdf(source, folder / f"{name}.pdf")
        assert out is not None
        readers[name] = PdfReader(out)
    assert sorted(p.name for p in folder.iterdir()) == [
        "letter.docx",
        "letter.pdf",
        "sheet.docx",
        "sheet.pdf",
    ]
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
    assert letter["/TH"] == 3
    assert letter["/H1"] == 8
    assert letter["/H2"] == 14
    assert letter["/LI"] == 11
    sheet = structure(pdfs["sheet"])
    assert sheet["/Table"] == 10
    assert sheet["/TH"] == 5 + 6 + 4 + 5 + 6 + 8 + 7 + 5 + 5 + 3


@pytest.mark.oracle("libreoffice")
def test_no_page_is_empty_and_no_heading_stands_last(pdfs: dict[str, PdfReader]) -> None:
    headings = {"Wat is er gevraagd?", "Wat kiezen wij?", "Hoe gaat het verder?", "Deelnemers"}
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
def test_a_document_that_is_none_gives_an_error_in_words(tmp_path: Path) -> None:
    source = tmp_path / "x.docx"
    source.write_bytes(b"PK\x03\x04 geen document")
    with pytest.raises(DocumentError, match=r"^LibreOffice kon geen pdf maken"):
        to_pdf(source, tmp_path / "x.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["x.docx"]


def _fake_soffice(folder: Path, script: str) -> Path:
    fake = folder / "soffice"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    return fake


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_time_limit_ends_the_conversion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = _fake_soffice(tmp_path, "sleep 60")
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: fake)
    (tmp_path / "x.docx").write_bytes(b"x")
    with pytest.raises(DocumentError, match=r"^LibreOffice was na 1 seconden niet klaar"):
        to_pdf(tmp_path / "x.docx", tmp_path / "x.pdf", limit=0.6)
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_an_output_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = 'for last; do :; done; cp "$last" "${last%.docx}.pdf"'
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: _fake_soffice(tmp_path, last))
    (tmp_path / "x.docx").write_bytes(b"x")
    (tmp_path / "map.pdf").mkdir()
    with pytest.raises(DocumentError, match=r"^De pdf map\.pdf kan niet worden geschreven"):
        to_pdf(tmp_path / "x.docx", tmp_path / "map.pdf")
    assert not (tmp_path / ".map.pdf.deel").exists()


def test_without_a_converter_there_is_no_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    monkeypatch.setattr(pdf, "_has_word", lambda: False)
    assert to_pdf(tmp_path / "x.docx", tmp_path / "x.pdf") is None


def test_a_missing_document_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: tmp_path / "soffice")
    with pytest.raises(DocumentError, match=r"^Het bestand weg\.docx kan niet worden gelezen"):
        to_pdf(tmp_path / "weg.docx", tmp_path / "x.pdf")


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
def test_several_are_made_at_once_and_one_that_fails_costs_no_other(tmp_path: Path) -> None:
    names = ("een", "weg", "twee")
    for name in ("een", "twee"):
        (tmp_path / f"{name}.docx").write_bytes(letter_docx(letter_of(example())))
    (tmp_path / "twee.pdf").mkdir()
    made = pdf.to_pdfs(
        [tmp_path / f"{n}.docx" for n in names], [tmp_path / f"{n}.pdf" for n in names]
    )
    assert made is not None
    assert made[0] == tmp_path / "een.pdf"
    assert "Beste bewoner" in PdfReader(tmp_path / "een.pdf").pages[0].extract_text()
    assert [str(error).partition(".pdf ")[0] for error in made[1:]] == [
        "Het bestand weg.docx kan niet worden gelezen.",
        "De pdf twee",
    ]


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
    documents = [tmp_path / f"{n}.docx" for n in "abc"]
    for docx in documents:
        docx.write_bytes(b"x")
    made = pdf.to_pdfs(documents, [d.with_suffix(".pdf") for d in documents], limit=0.6)
    assert made is not None
    assert made[0] == tmp_path / "a.pdf"
    assert [str(error)[:34] for error in made[1:]] == ["LibreOffice was na 1 seconden niet"] * 2
