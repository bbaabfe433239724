"""A file as port: read once, saved whole, and where its documents go."""

import getpass
from itertools import count
from pathlib import Path

import pytest

from tests.hosts.support import RUN, run_file, small_calculated, value_at
from tests.workbook.books import saved_by_openpyxl
from wijkexcel.errors import (
    DocumentError,
    FileError,
    NotAWorkbookError,
    WorkbookChangedError,
    WorkbookLockedError,
)
from wijkexcel.hosts import file as files
from wijkexcel.hosts.file import FilePort
from wijkexcel.new.documents import make_example
from wijkexcel.steps import five as steps
from wijkexcel.steps import output
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.on_file import run_step
from wijkexcel.steps.output import NO_PDF, place
from wijkexcel.steps.report import Document


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(small_calculated())
    return path


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)


def test_opening_changes_nothing_and_saving_keeps_the_previous_version(book: Path) -> None:
    port = FilePort.open(book)
    steps.run_step("valideer", port, RUN)
    assert book.read_bytes() == small_calculated()
    assert port.save() == book.with_name("werkboek.vorige.xlsx")
    assert book.with_name("werkboek.vorige.xlsx").read_bytes() == small_calculated()
    assert book.read_bytes() == run_file("valideer", small_calculated())[1]


def test_saving_elsewhere_leaves_the_original(book: Path, tmp_path: Path) -> None:
    port = FilePort.open(book)
    steps.run_step("valideer", port, RUN)
    assert port.save(tmp_path / "elders.xlsx") is None
    assert book.read_bytes() == small_calculated()
    assert (tmp_path / "elders.xlsx").read_bytes() == run_file("valideer", small_calculated())[1]


def test_saving_elsewhere_under_its_own_name_is_saving_in_place(book: Path) -> None:
    port = FilePort.open(book)
    other_way = book.parent / "." / ".." / book.parent.name / book.name
    assert port.save(other_way) == book.with_name("werkboek.vorige.xlsx")


def test_a_file_that_changed_meanwhile_is_not_overwritten(book: Path) -> None:
    port = FilePort.open(book)
    book.write_bytes(small_calculated() + b" ")
    with pytest.raises(WorkbookChangedError, match="intussen door iemand anders gewijzigd"):
        port.save(None)
    assert book.read_bytes() == small_calculated() + b" "


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("lock", ["~$werkboek.xlsx", ".~lock.werkboek.xlsx#"])
def test_an_open_file_is_left_alone_and_no_document_appears(
    book: Path, step: str, lock: str, no_pdf: None
) -> None:
    book.with_name(lock).write_text("Anna,,,;")
    before = sorted(book.parent.iterdir())
    with pytest.raises(WorkbookLockedError):
        run_step(step, book, when=RUN.when, by=RUN.who)
    assert sorted(book.parent.iterdir()) == before
    assert book.read_bytes() == small_calculated()


@pytest.mark.parametrize("content", [b"", b"geen werkboek", b"PK\x03\x04 afgekapt"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotAWorkbookError):
        run_step("valideer", path)
    assert [p.name for p in tmp_path.iterdir()] == ["x.xlsx"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="bestaat niet"):
        FilePort.open(tmp_path / "weg.xlsx")


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        FilePort.open(tmp_path)


def test_a_step_says_what_it_did(book: Path, no_pdf: None) -> None:
    done = run_step("besluit", book, when=RUN.when, by=RUN.who)
    name = "besluitenblad-intern-lijsterhoek-2026-09-21.docx"
    assert (done.saved, done.previous) == (book, book.with_name("werkboek.vorige.xlsx"))
    assert done.files == (book.parent / name,)
    assert done.words == (NO_PDF,)
    assert (book.parent / name).read_bytes() == done.report.documents[0].content


def test_documents_go_with_the_saved_workbook(book: Path, tmp_path: Path, no_pdf: None) -> None:
    (tmp_path / "elders").mkdir()
    done = run_step("besluit", book, target=tmp_path / "elders" / "nieuw.xlsx")
    assert {path.parent for path in done.files} == {tmp_path / "elders"}
    assert book.read_bytes() == small_calculated()


@pytest.mark.parametrize("name", ["weg.docx", "."])
def test_a_template_that_cannot_be_read(book: Path, name: str) -> None:
    with pytest.raises(FileError, match="sjabloon"):
        run_step("brief", book, template=book.parent / name)
    assert book.read_bytes() == small_calculated()


def test_a_letter_that_was_changed_in_word_is_kept(tmp_path: Path, no_pdf: None) -> None:
    """Made again it is the same file; after someone's change that version stays beside it."""
    place([ONE], tmp_path)
    assert place([ONE], tmp_path)[1] == (NO_PDF,)
    assert [p.name for p in tmp_path.iterdir()] == [ONE.name]
    (tmp_path / ONE.name).write_bytes(b"met de hand")
    _, words = place([ONE], tmp_path)
    kept = f"{Path(ONE.name).stem}.vorige.docx"
    assert words[0] == f"{ONE.name} was er al. De vorige versie heet nu {kept}."
    assert (tmp_path / kept).read_bytes() == b"met de hand"
    assert (tmp_path / ONE.name).read_bytes() == ONE.content


def test_the_users_name_stands_in_the_logbook(
    book: Path, monkeypatch: pytest.MonkeyPatch, no_pdf: None
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "=anna")
    run_step("valideer", book, when=RUN.when)
    assert value_at(book.read_bytes(), "tblLogboek", "2", "who") == "=anna"


# --- results that misled ------------------------------------------------------------------------


@pytest.mark.slow
def test_stored_results_that_no_longer_follow_from_the_formulas() -> None:
    """A formula was overwritten by a program that left the old result: found after the write."""
    from tests.hosts.support import reading_of
    from wijkexcel.ooxml.edit import apply_edits

    located = reading_of(small_calculated()).map.tables["calcOpgaven"]
    total = value_at(small_calculated(), "calcOpgaven", "O02", "total")
    cell = located.cell("O02", "total")

    def over(one: object) -> None:
        one[located.sheet][cell] = "=1+1"  # type: ignore[index]

    stored = {
        located.sheet: {
            located.cell(o, key): value_at(small_calculated(), "calcOpgaven", o, key) or ""
            for o in ("O01", "O02", "O03")
            for key in located.columns
            if located.table.column(key).formula is not None
        }
    }
    misled = apply_edits(saved_by_openpyxl(small_calculated(), over), [], stored)
    assert value_at(misled, "calcOpgaven", "O02", "total") == total
    for step in STEPS:
        report, after = run_file(step, misled)
        assert report.equal is False
        assert "formule-overschreven" in {f.code for f in report.findings}
        assert report.documents == ()
        lines = [str(value_at(after, "tblLogboek", str(i), "what")) for i in range(2, 5)]
        assert len([line for line in lines if line.startswith(f"{step}: ")]) == 1, "ran twice"


def test_a_large_workbook_with_right_results_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.hosts.support import run_anew

    monkeypatch.setattr(files, "results_of", lambda _: None)
    report, _ = run_anew("bereken", small_calculated())
    assert report.equal is True


# --- documents ----------------------------------------------------------------------------------

ONE = Document("brief-x-2026-01-01.docx", b"docx")


def test_without_a_converter_there_is_a_word_about_it(tmp_path: Path, no_pdf: None) -> None:
    made, words = place([ONE, Document("b.docx", b"ook")], tmp_path)
    assert [path.name for path in made] == [ONE.name, "b.docx"]
    assert words == (NO_PDF,)
    assert (tmp_path / ONE.name).read_bytes() == b"docx"


def test_with_a_converter_both_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "to_pdfs", lambda made: [b"%PDF" + docx for docx in made])
    made, words = place([ONE], tmp_path)
    assert made == (tmp_path / ONE.name, tmp_path / "brief-x-2026-01-01.pdf")
    assert made[1].read_bytes() == b"%PDFdocx"
    assert words == ()


def test_a_failed_conversion_costs_only_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = DocumentError("LibreOffice kon geen pdf maken.")
    monkeypatch.setattr(output, "to_pdfs", lambda _: [failed])
    made, words = place([ONE], tmp_path)
    assert (made, words) == ((tmp_path / ONE.name,), ("LibreOffice kon geen pdf maken.",))


def test_nothing_to_place(tmp_path: Path) -> None:
    assert place([], tmp_path) == ((), ())
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that makes another file each time, as they all do."""
    turn = count(1)
    monkeypatch.setattr(output, "to_pdfs", lambda made: [b"%%PDF %d" % next(turn) for _ in made])


@pytest.mark.usefixtures("pdfs")
def test_a_pdf_that_somebody_signed_is_kept(tmp_path: Path) -> None:
    place([ONE], tmp_path)
    pdf = tmp_path / "brief-x-2026-01-01.pdf"
    pdf.write_bytes(b"%PDF 1, getekend")
    assert place([ONE], tmp_path) == ((tmp_path / ONE.name, pdf), ())
    assert pdf.read_bytes() == b"%PDF 1, getekend", "of the same letter, so it stays"
    _, words = place([Document(ONE.name, b"een andere brief")], tmp_path)
    kept = "brief-x-2026-01-01.vorige.pdf"
    assert words[1] == f"{pdf.name} was er al. De vorige versie heet nu {kept}."
    assert pdf.with_name("brief-x-2026-01-01.vorige.pdf").read_bytes() == b"%PDF 1, getekend"
    assert pdf.read_bytes() == b"%PDF 2"


@pytest.mark.usefixtures("pdfs")
@pytest.mark.parametrize("why", [None, [DocumentError("LibreOffice kon geen pdf maken.")]])
def test_no_pdf_of_an_earlier_letter_stays_beside_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: object
) -> None:
    place([ONE], tmp_path)
    monkeypatch.setattr(output, "to_pdfs", lambda _: why)
    made, words = place([Document(ONE.name, b"een andere brief")], tmp_path)
    assert made == (tmp_path / ONE.name,)
    assert words[1] == (
        "De pdf die er al was, hoort bij een eerdere versie en heet nu "
        "brief-x-2026-01-01.vorige.pdf."
    )
    assert len(words) == 3
    assert {path.name for path in tmp_path.iterdir()} == {
        ONE.name,
        "brief-x-2026-01-01.vorige.docx",
        "brief-x-2026-01-01.vorige.pdf",
    }


@pytest.mark.usefixtures("pdfs")
@pytest.mark.parametrize("ending", ["docx", "pdf", "vorige.xlsx"])
def test_where_one_of_the_files_cannot_be_nothing_is_saved_and_it_says_so(
    book: Path, ending: str
) -> None:
    """Looked at before anything is written, the workbook too."""
    name = f"besluitenblad-intern-lijsterhoek-2026-09-21.{ending}"
    if ending == "vorige.xlsx":
        name = f"{book.stem}.{ending}"
    (book.parent / name).mkdir()
    with pytest.raises(FileError, match=r"map .*\. Er is niets opgeslagen\."):
        run_step("besluit", book, when=RUN.when, by=RUN.who)
    assert book.read_bytes() == small_calculated()
    assert {path.name for path in book.parent.iterdir()} == {book.name, name}


@pytest.mark.usefixtures("pdfs")
def test_documents_are_for_the_eyes_of_who_may_read_the_workbook(book: Path) -> None:
    book.chmod(0o600)
    done = run_step("besluit", book, when=RUN.when, by=RUN.who)
    assert len(done.files) == 2
    for path in (*book.parent.iterdir(), *done.files):
        assert (path.name, path.stat().st_mode & 0o777) == (path.name, 0o600)


def test_a_folder_that_cannot_hold_documents(tmp_path: Path) -> None:
    folder = tmp_path / "bestand"
    folder.write_text("x")
    with pytest.raises(FileError, match="bestand' is een bestand en geen map"):
        place([ONE], folder)


# --- the example --------------------------------------------------------------------------------


def test_an_example_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "voorbeeld_lijsterhoek.xlsx"
    mine.write_bytes(b"van mij")
    with pytest.raises(FileError, match="bestaat al"):
        make_example(tmp_path)
    assert [(p, p.read_bytes()) for p in tmp_path.iterdir()] == [(mine, b"van mij")]
    with pytest.raises(FileError, match="is een bestand en geen map"):
        make_example(mine)
