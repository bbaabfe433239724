"""The two commands, as a coordinator uses them."""

import json
import re
from pathlib import Path

import pytest

from tests.docs.support import documented_keys, only
from tests.post.filling import fill
from tests.post.support import few, not_sent
from tests.support.command import SMALL_ROOM, Run
from tests.workbook.books import calculated, edited
from wijkexcel.cli import main as cli
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

pytestmark = pytest.mark.slow  # whole commands, one after the other


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(not_sent(few())))
    return path


@pytest.mark.slow
def test_out_and_back(book: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "uit"
    code, said = run("verdeel", book, out, "--voor", "12-12-2026")
    assert code == 0
    scorers = few().scorers
    assert len(list(out.glob("*.xlsx"))) == len(list(out.glob("*.eml"))) == len(scorers)
    assert "Marjan Terhoeven: 0 van 25 ingevuld" in said
    codes = {s.id: s.code for s in read(FileSource(book.read_bytes())).dossier.scorers}
    assert all(codes.values())
    fill(out, "S01", 4)
    fill(out, "S02", "x")
    trial = book.read_bytes()
    code, said = run("verzamel", book, out, "--proef")
    assert code == 1
    assert "Dit was een proef" in said
    assert book.read_bytes() == trial
    code, said = run("verzamel", book, out)
    assert code == 1
    assert re.search(r"geweigerd: .*s02.*\(Invullen!E7\): 'x' is geen score", said)
    assert "5 scores overgenomen" in said
    found = read(FileSource(book.read_bytes())).dossier
    assert set(found.scores.cells().values()) == {4.0}
    assert {k[0] for k in found.scores.cells()} == {"S01"}
    before = book.read_bytes()
    code, said = run("verzamel", book, out)
    assert "Er is niets veranderd." in said
    assert book.read_bytes() == before
    # Only the report changes: the version before anything was taken is still there.
    previous = book.with_name("werkboek.vorige.xlsx")
    kept = previous.read_bytes()
    next(out.glob("*-s02-*.xlsx")).write_bytes(b"PK")
    code, said = run("verzamel", book, out)
    assert "Bijgewerkt" in said
    assert "Vorige versie" not in said
    assert book.read_bytes() != before
    assert previous.read_bytes() == kept
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_codes_stay_and_a_reminder_goes_to_who_has_not_answered(
    book: Path, tmp_path: Path, run: Run
) -> None:
    run("verdeel", book, tmp_path / "een")
    first = {s.id: s.code for s in read(FileSource(book.read_bytes())).dossier.scorers}
    code, said = run("verdeel", book, tmp_path / "twee", "--herinnering", "--wie", "s01")
    assert code == 0
    assert "S02" not in said
    assert [p.suffix for p in sorted((tmp_path / "twee").iterdir())] == [".eml", ".xlsx"]
    again = {s.id: s.code for s in read(FileSource(book.read_bytes())).dossier.scorers}
    assert first == again


def test_nothing_is_overwritten(book: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "uit"
    run("verdeel", book, out)
    path = fill(out, "S01", 4)
    before, workbook = path.read_bytes(), book.read_bytes()
    code, said = run("verdeel", book, out)
    assert code == cli.WRONG_USE
    assert "Daar kunnen antwoorden in staan" in said
    assert path.read_bytes() == before
    assert book.read_bytes() == workbook


def test_a_fault_in_the_questions_is_not_sent_to_everyone(tmp_path: Path, run: Run) -> None:
    dossier = few()
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(dossier.model_copy(update={"anchors": ()})))
    before = path.read_bytes()
    code, said = run("verdeel", path, tmp_path / "uit")
    assert code == 1
    assert "Er is niets gemaakt" in said
    assert "Schaal" in said
    assert not (tmp_path / "uit").exists()
    assert path.read_bytes() == before


@pytest.mark.slow
def test_an_empty_workbook_has_nobody_to_send_to(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "leeg.xlsx"
    assert run("nieuw", path, *SMALL_ROOM)[0] == 0
    assert "Er is niemand om iets te sturen" in run("verdeel", path, tmp_path / "uit")[1]


@pytest.mark.slow
def test_a_mail_back_about_what_is_left(book: Path, tmp_path: Path, run: Run) -> None:
    out, back = tmp_path / "uit", tmp_path / "terug"
    run("verdeel", book, out)
    fill(out, "S01", 4)
    before = book.read_bytes()
    code, said = run("verzamel", book, out, "--terug", back, "--proef")
    assert "Terug naar Marjan Terhoeven (S01): mail, nog 20 open." in said
    assert not back.exists()
    assert book.read_bytes() == before
    code, said = run("verzamel", book, out, "--terug", back)
    assert code == 0
    names = sorted(path.name for path in back.iterdir())
    # Whoever sent something has something left; the example's own blank workbooks count too.
    assert "scores-lijsterhoek-s01-marjan-terhoeven.eml" in names
    assert len(names) == 2 * len(few().scorers)
    once = book.read_bytes()
    code, said = run("verzamel", book, out, "--terug", back)
    assert "Er is niets veranderd." in said
    assert book.read_bytes() == once
    fill(out, "S02", "x")
    code, said = run("verzamel", book, out, "--terug", back)
    assert code == cli.WRONG_USE
    assert "Daar kunnen antwoorden in staan" in said
    assert book.read_bytes() == once


@pytest.mark.slow
def test_what_goes_back_of_a_changed_question_is_noted(
    book: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "uit"
    run("verdeel", book, out)
    fill(out, "S01", 4)
    reading = read(FileSource(book.read_bytes()))
    cells = {("tblOpgaven", "O03", "coupling"): "Anders"}
    book.write_bytes(recalculate(edited(book.read_bytes(), reading.layout, cells)).data)
    only = tmp_path / "in"
    only.mkdir()
    (path,) = out.glob("*-s01-*.xlsx")
    path.rename(only / "a.xlsx")
    code, _ = run("verzamel", book, only, "--terug", tmp_path / "terug")
    assert code == 1
    now = read(FileSource(book.read_bytes())).dossier
    versions = {s.id: s.version for s in now.scorers}
    assert versions["S01"] != versions["S02"]
    assert now.log[-1].what == ("verzamel: Werkboek met de vragen van nu teruggestuurd naar S01.")


@pytest.mark.slow
def test_scores_on_an_older_question_are_told_until_the_new_one_is_answered(
    book: Path, tmp_path: Path, run: Run
) -> None:
    """Also after the question of now went back: until then the totals hold the older scores."""
    warning = "zijn veranderd nadat deze deelnemers hun vragen kregen: S01 ("
    out, back, answers = (tmp_path / name for name in ("uit", "terug", "antwoorden"))
    answers.mkdir()
    run("verdeel", book, out, "--wie", "S01")
    fill(out, "S01", 4).rename(answers / "eerst.xlsx")
    run("verzamel", book, answers)
    assert warning not in run("valideer", book)[1]
    reading = read(FileSource(book.read_bytes()))
    cells = {("tblCriteria", "C02", "question"): "Anders?"}
    book.write_bytes(recalculate(edited(book.read_bytes(), reading.layout, cells)).data)
    assert warning in run("valideer", book)[1]
    said = run("verzamel", book, answers, "--terug", back)[1]
    assert "staat hierbij nog 1 score van eerder, en die telt mee." in said
    assert warning in run("valideer", book)[1]
    (answers / "eerst.xlsx").unlink()
    fill(back, "S01", 5).rename(answers / "daarna.xlsx")
    run("verzamel", book, answers, "--kies", "nieuw")
    assert warning not in run("valideer", book)[1]
    assert read(FileSource(book.read_bytes())).dossier.scores.cells()["S01", "O01", "C02"] == 5


def test_a_text_for_mails_back_needs_a_folder(book: Path, tmp_path: Path, run: Run) -> None:
    text = tmp_path / "mail.txt"
    text.write_text("Onderwerp: Dag\n\n{lijst}", encoding="utf-8")
    code, said = run("verzamel", book, tmp_path, "--mailtekst", text)
    assert code == cli.WRONG_USE
    assert "--terug" in said


@pytest.mark.parametrize("choice", ["beide", "S01/O03=4", "nieuw=ja"])
def test_a_choice_that_cannot_be_understood_is_refused(
    choice: str, book: Path, tmp_path: Path, run: Run
) -> None:
    code, said = run("verzamel", book, tmp_path, "--kies", choice)
    assert code == cli.WRONG_USE
    assert choice in said


def test_an_own_mail_text(book: Path, tmp_path: Path, run: Run) -> None:
    text = tmp_path / "mail.txt"
    text.write_text("Onderwerp: Dag {naam}\n\nGraag {wanneer}.", encoding="utf-8")
    assert run("verdeel", book, tmp_path / "uit", "--mailtekst", text)[0] == 0
    (mail,) = (tmp_path / "uit").glob("*s01*.eml")
    assert b"Subject: Dag Marjan Terhoeven" in mail.read_bytes()
    text.write_bytes(b"\xff\xfe\x00")
    code, said = run("verdeel", book, tmp_path / "uit2", "--mailtekst", text)
    assert code == cli.WRONG_USE
    assert "mail.txt" in said


@pytest.mark.slow
def test_the_json_is_as_documented(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "uit"
    cli.run(["verdeel", str(book), str(out), "--json"])
    content = json.loads(capsys.readouterr().out)
    assert set(content) == only(documented_keys(), "result of `verdeel`")
    fill(out, "S01", 4)
    cli.run(["verzamel", str(book), str(out), "--json"])
    content = json.loads(capsys.readouterr().out)
    assert set(content) == only(documented_keys(), "result of `verzamel`")
    assert len(content["overgenomen"]) == 5
    back = str(tmp_path / "terug")
    cli.run(["verzamel", str(book), str(out), "--json", "--terug", back])
    first = json.loads(capsys.readouterr().out)["terug"][0]
    assert first == {
        "nummer": "S01",
        "naam": "Marjan Terhoeven",
        "werkboek": "scores-lijsterhoek-s01-marjan-terhoeven.xlsx",
        "mail": "scores-lijsterhoek-s01-marjan-terhoeven.eml",
        "tekst": None,
    }
