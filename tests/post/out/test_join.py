"""The mail that asks who joins: two questions to each body, and nothing of anyone else."""

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.command import SMALL_ROOM, Run
from tests.workbook.books import calculated, example_book
from wijkexcel.cli import main as cli
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Joining, Joins
from wijkexcel.sentences import logged
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

ASKED = (
    Joining(id="M01", body="Afdeling Beheer", contact="Wilma Kuipersdal", email="w@example.nl"),
    Joining(id="M02", body="Waterschap Vlietlanden"),
    Joining(id="M03", body="Stichting Welzijn", joins=Joins.YES),
    Joining(id="M04", body="School", joins=Joins.UNSURE, asked_on=date(2026, 3, 2)),
)


def with_asked(*asked: Joining) -> Dossier:
    return example().model_copy(update={"joining": asked})


@pytest.fixture(scope="module")
def filled() -> bytes:
    return calculated(with_asked(*ASKED))


@pytest.fixture
def book(filled: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(filled)
    return path


def mail_in(folder: Path) -> EmailMessage:
    (path,) = folder.glob("*.eml")
    return email.message_from_bytes(path.read_bytes(), EmailMessage, policy=email.policy.default)


def joining_in(book: Path) -> dict[str, Joining]:
    return {one.id: one for one in read(FileSource(book.read_bytes())).dossier.joining}


def test_who_was_not_asked_yet_is_asked_both_questions(
    book: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "uit"
    code, said = run("meedoen", book, out, "--voor", "12-12-2026")
    assert code == 0
    mail = mail_in(out)
    body = mail.get_content()
    assert (mail["To"], mail["X-Unsent"]) == ("w@example.nl", "1")
    assert body.startswith("Beste Wilma Kuipersdal,")
    for words in ("Wilt u meedoen?", "rekening mee houden?", "uiterlijk op 12 december 2026"):
        assert words in body
    assert "Afdeling Beheer" in body
    for name in (*(s.name for s in example().scorers), "Vlietlanden", "Politieke winst"):
        assert name not in body
    (text,) = out.glob("*.txt")
    assert "Beste Waterschap Vlietlanden," in text.read_text(encoding="utf-8")
    assert "Er is geen mail voor M02 (Waterschap Vlietlanden)" in said
    assert "vul dan op het blad Meedoen de dag in bij 'Gevraagd op'" in said
    assert "M01" not in said.partition("Gemaakt")[0]


def test_the_workbook_says_who_was_asked_and_when(book: Path, tmp_path: Path, run: Run) -> None:
    run("meedoen", book, tmp_path / "uit", "--voor", "12-12-2026")
    now = joining_in(book)
    assert [now[i].asked_on for i in ("M01", "M02")] == [date.today(), None]
    assert now["M01"].answer_before == date(2026, 12, 12)
    assert (now["M03"].asked_on, now["M04"].asked_on) == (None, date(2026, 3, 2))
    last = read(FileSource(book.read_bytes())).dossier.log[-1].what
    assert last == "meedoen: vraag gemaakt voor M01, M02."
    assert logged.ASKED_TO_JOIN.match(last)
    run("meedoen", book, tmp_path / "nog")
    assert [path.suffix for path in (tmp_path / "nog").iterdir()] == [".txt"]


def test_who_was_asked_is_not_asked_again(tmp_path: Path, run: Run) -> None:
    book = tmp_path / "w.xlsx"
    book.write_bytes(calculated(with_asked(*ASKED[2:])))
    before = book.read_bytes()
    said = run("meedoen", book, tmp_path / "nog")[1]
    assert "Iedereen op het blad Meedoen is al gevraagd, of gaf al antwoord." in said
    assert book.read_bytes() == before


def test_who_is_named_is_asked_again_and_what_was_typed_stays(
    book: Path, tmp_path: Path, run: Run
) -> None:
    assert run("meedoen", book, tmp_path / "uit", "--wie", "m04")[0] == 0
    assert joining_in(book)["M04"].asked_on == date(2026, 3, 2)
    code, said = run("meedoen", book, tmp_path / "v", "--wie", "M09")
    assert code == cli.WRONG_USE
    assert "M09 staat niet op het blad Meedoen." in said
    code, said = run("meedoen", book, tmp_path / "v", "--wie", "S01")
    assert code == cli.WRONG_USE
    assert "zoals M01,M03" in said


def test_a_day_that_has_passed_is_asked_of_nobody(tmp_path: Path, run: Run) -> None:
    late = ASKED[0].model_copy(update={"answer_before": date(2020, 1, 1)})
    path = tmp_path / "w.xlsx"
    path.write_bytes(calculated(with_asked(late)))
    before = path.read_bytes()
    for options in ((), ("--voor", "1-1-2020")):
        code, said = run("meedoen", path, tmp_path / "uit", *options)
        assert code == cli.WRONG_USE
        assert "voorbij" in said
    assert path.read_bytes() == before
    assert not (tmp_path / "uit").exists()


def test_an_own_text_that_names_a_participant_or_another_contact_is_refused(
    book: Path, tmp_path: Path, run: Run
) -> None:
    own = tmp_path / "mail.txt"
    for name in ("Henk Loosdrager", "Wilma Kuipersdal"):
        own.write_text(f"Onderwerp: Doet u mee?\n\n{name} doet ook mee.\n", encoding="utf-8")
        code, said = run("meedoen", book, tmp_path / "u", "--wie", "M02", "--mailtekst", own)
        assert code == cli.WRONG_USE
        assert name in said
    assert not (tmp_path / "u").exists()


def test_a_contact_who_also_scores_is_asked_by_name(tmp_path: Path, run: Run) -> None:
    """In the example Marjan Terhoeven is both."""
    path = tmp_path / "w.xlsx"
    path.write_bytes(example_book())
    assert run("meedoen", path, tmp_path / "uit", "--wie", "M01", "--voor", "12-12-2026")[0] == 0
    assert mail_in(tmp_path / "uit").get_content().startswith("Beste Marjan Terhoeven,")


def test_an_empty_sheet_has_nobody_to_ask(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "leeg.xlsx"
    assert run("nieuw", path, *SMALL_ROOM)[0] == 0
    assert "Vul het blad Meedoen in." in run("meedoen", path, tmp_path / "u")[1]
    assert not (tmp_path / "u").exists()
