"""The command for forms on paper, as a coordinator uses it before and after an evening."""

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.docs.support import documented_keys, only
from tests.documents.factory import small_template, text_of
from tests.post.entry_support import typed
from tests.post.support import unanswered
from tests.support.command import SMALL_ROOM, Run
from tests.workbook.books import calculated
from wijkexcel.cli import main as cli
from wijkexcel.model.dossier import Dossier
from wijkexcel.steps.output import NO_PDF
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource


def fresh() -> Dossier:
    """The example before anything was sent to anyone."""
    return unanswered().model_copy(
        update={
            "scorers": tuple(
                s.model_copy(update={"code": "", "sent_on": None, "version": ""})
                for s in unanswered().scorers
            )
        }
    )


def saved(dossier: Dossier, path: Path) -> Path:
    path.write_bytes(calculated(dossier))
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return saved(fresh(), tmp_path / "werkboek.xlsx")


def dossier_in(book: Path) -> Dossier:
    return read(FileSource(book.read_bytes())).dossier


@pytest.mark.oracle("libreoffice")
def test_a_form_in_word_and_pdf_for_who_was_named(book: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "uit"
    code, said = run("papier", book, out, "--wie", "S01,s08", "--voor", "12-12-2026")
    assert code == 0
    names = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    assert names == [
        "formulier-lijsterhoek-s01-marjan-terhoeven.docx",
        "formulier-lijsterhoek-s01-marjan-terhoeven.pdf",
        "formulier-lijsterhoek-s08-henk-loosdrager.docx",
        "formulier-lijsterhoek-s08-henk-loosdrager.pdf",
        "invoer/invoer-lijsterhoek.xlsx",
    ]
    reader = PdfReader(out / names[3])
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Henk Loosdrager" in text
    assert "12 december 2026" in text
    assert f"wijkexcel verzamel {book} {out / 'invoer'}" in said
    codes = {s.id: (s.code, s.sent_on, s.version) for s in dossier_in(book).scorers}
    assert all(codes["S08"])
    assert not any(codes["S02"])
    assert codes["S08"][0] in text
    assert re.search(r"versie [0-9A-F]{8}\b", text)
    assert codes["S08"][2] not in text  # weights could be found from it by trying
    (entry,) = [e for e in dossier_in(book).log if e.what.startswith("papier")]
    assert entry.what == "papier: formulieren gemaakt voor S01, S08."


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_an_evening_from_blank_forms_to_scores_in_the_workbook(
    book: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "avond"
    code, said = run("papier", book, out, "--leeg", "g3", "--waar", "In de bus bij de deur.")
    assert code == 0
    (form,) = out.glob("*.docx")
    assert form.name == "formulier-lijsterhoek-leeg-g3-bewoners.docx"
    text = text_of(form.read_bytes())
    assert "In de bus bij de deur." in text
    for scorer in unanswered().scorers:
        assert scorer.name not in text
    assert "Schrijf op elk formulier een ander nummer, van deze deelnemers: S08, S09, S10." in said
    assert said.count(NO_PDF) == 1
    (entry,) = (out / "invoer").glob("*.xlsx")
    entry.write_bytes(
        typed(
            {
                ("S08", "O01", "C01"): 4,
                ("S10", "O01", "C06"): "w",
                ("S09", "O02", "C01"): "x",
            },
            entry.read_bytes(),
        )
    )
    code, said = run("verzamel", book, out / "invoer")
    assert code == 1
    assert re.search(
        r"geweigerd: .*invoer-lijsterhoek.xlsx, S09 \(Invoer!E\d+\): 'x' is geen score", said
    )
    assert dossier_in(book).scores.cells() == {
        ("S08", "O01", "C01"): 4.0,
        ("S10", "O01", "C06"): "weet niet",
    }
    before = book.read_bytes()
    assert "Er is niets veranderd." in run("verzamel", book, out / "invoer")[1]
    assert book.read_bytes() == before


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_codes_stay_and_go_with_what_was_mailed(book: Path, tmp_path: Path, run: Run) -> None:
    run("verdeel", book, tmp_path / "mail")
    first = {s.id: s.code for s in dossier_in(book).scorers}
    run("papier", book, tmp_path / "papier", "--wie", "S03")
    assert {s.id: s.code for s in dossier_in(book).scorers} == first


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_a_blank_form_for_a_group_of_which_nobody_is_there_yet(tmp_path: Path, run: Run) -> None:
    dossier = fresh()
    others = tuple(s for s in dossier.scorers if s.group != "G3")
    scores = type(dossier.scores).of(
        dossier.scores.opgaven, [s.id for s in others], dossier.scores.criteria, {}
    )
    path = saved(
        dossier.model_copy(update={"scorers": others, "scores": scores}), tmp_path / "w.xlsx"
    )
    code, said = run("papier", path, tmp_path / "uit", "--leeg", "G3")
    assert code == 0
    assert "op het blad Deelnemers staat niemand van groep G3 (Bewoners)" in said
    assert [p.suffix for p in (tmp_path / "uit").iterdir()] == [".docx"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("G9", "Groep G9 staat niet op het blad Deelnemers. Kies uit: G1 (Gemeente), "),
        ("bewoners", "Groep BEWONERS staat niet op het blad Deelnemers. Kies uit: "),
    ],
)
def test_a_group_that_is_not_there_is_refused(
    group: str, said: str, book: Path, tmp_path: Path, run: Run
) -> None:
    before = book.read_bytes()
    code, told = run("papier", book, tmp_path / "uit", "--leeg", group)
    assert code == cli.WRONG_USE
    assert said in told
    assert "G3 (Bewoners)" in told
    assert book.read_bytes() == before
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
def test_a_group_that_is_asked_nothing_is_refused(tmp_path: Path, run: Run) -> None:
    dossier = fresh()
    criteria = tuple(
        c.model_copy(update={"groups": tuple(g for g in c.groups if g != "G4")})
        for c in dossier.criteria
    )
    path = saved(dossier.model_copy(update={"criteria": criteria}), tmp_path / "w.xlsx")
    code, said = run("papier", path, tmp_path / "uit", "--leeg", "G4")
    assert code == cli.WRONG_USE
    assert "Groep G4 (Andere partners) scoort geen enkel criterium. Kies uit: G1 (Gem" in said


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_nothing_is_overwritten(book: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    scan = out / "formulier-lijsterhoek-s08-henk-loosdrager.pdf"
    scan.write_bytes(b"gescand")
    before = book.read_bytes()
    code, said = run("papier", book, out, "--wie", "S08")
    assert code == cli.WRONG_USE
    assert "Kies een nieuwe, lege map" in said
    assert scan.read_bytes() == b"gescand"
    assert book.read_bytes() == before
    scan.unlink()
    assert run("papier", book, out, "--wie", "S08")[0] == 0
    (entry,) = (out / "invoer").glob("*.xlsx")
    content = typed({("S08", "O01", "C01"): 4}, entry.read_bytes())
    entry.write_bytes(content)
    code, said = run("papier", book, out, "--wie", "S08")
    assert code == cli.WRONG_USE
    assert "invoer-lijsterhoek.xlsx. Daar kunnen antwoorden in staan" in said
    assert entry.read_bytes() == content


@pytest.mark.slow
def test_a_fault_in_the_questions_is_not_printed_for_everyone(tmp_path: Path, run: Run) -> None:
    path = saved(fresh().model_copy(update={"anchors": ()}), tmp_path / "w.xlsx")
    before = path.read_bytes()
    code, said = run("papier", path, tmp_path / "uit")
    assert code == 1
    assert "Er is niets gemaakt" in said
    assert not (tmp_path / "uit").exists()
    assert path.read_bytes() == before


@pytest.mark.slow
def test_an_empty_workbook_has_nobody_to_make_a_form_for(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "leeg.xlsx"
    assert run("nieuw", path, *SMALL_ROOM)[0] == 0
    assert "Er is niemand om een formulier voor te maken" in run("papier", path, tmp_path / "u")[1]
    assert not (tmp_path / "u").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_an_own_template(book: Path, tmp_path: Path, run: Run) -> None:
    own = tmp_path / "mijn.docx"
    own.write_bytes(small_template("Dag {{ naam }}"))
    assert run("papier", book, tmp_path / "u", "--wie", "S08", "--sjabloon", own)[0] == 0
    (form,) = (tmp_path / "u").glob("*.docx")
    assert "Dag Henk Loosdrager" in text_of(form.read_bytes())
    before = book.read_bytes()
    own.write_bytes(small_template("{{ totaal }}"))
    code, said = run("papier", book, tmp_path / "v", "--sjabloon", own)
    assert code == cli.WRONG_USE
    assert "het veld 'totaal'" in said
    assert run("papier", book, tmp_path / "v", "--sjabloon", tmp_path / "weg.docx")[0] == 2
    assert book.read_bytes() == before


@pytest.mark.slow
@pytest.mark.usefixtures("without_pdf")
def test_the_json_is_as_documented(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["papier", str(book), str(tmp_path / "u"), "--wie", "S08", "--json"])
    content = json.loads(capsys.readouterr().out)
    assert set(content) == only(documented_keys(), "result of `papier`")
    (form,) = content["formulieren"]
    code = dossier_in(book).scorers[7].code
    assert form == {
        "nummer": "S08",
        "naam": "Henk Loosdrager",
        "groep": "Bewoners",
        "code": code,
        "word": "formulier-lijsterhoek-s08-henk-loosdrager.docx",
        "pdf": None,
    }
    assert content["over_te_typen"] == [{"nummer": "S08", "naam": "Henk Loosdrager"}]
    assert content["opmerkingen"] == [NO_PDF]
