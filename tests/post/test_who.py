"""Who gets a workbook, a mail or a form; and by which day, since a day gone by is no day to ask."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.post.support import few, not_sent, with_scores
from tests.support.command import Run
from tests.workbook.books import calculated
from wijkexcel.cli import main as cli
from wijkexcel.cli.options import TO_MEND
from wijkexcel.model.dossier import Dossier

pytestmark = pytest.mark.usefixtures("without_pdf")
YESTERDAY = date.today() - timedelta(days=1)


def saved(dossier: Dossier, folder: Path) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(calculated(not_sent(dossier)))
    return path


def with_done(*done: str) -> Dossier:
    """Five opgaven and three scorers, of whom these have answered everything."""
    dossier = few()
    groups = {s.id: s.group for s in dossier.scorers}
    return with_scores(
        dossier,
        {
            (scorer, opgave.id, criterion.id): 3.0
            for scorer in done
            for opgave in dossier.opgaven
            for criterion in dossier.asked_of(groups[scorer])
        },
    )


def numbers_in(folder: Path) -> set[str]:
    """Whose workbooks, mails or forms lie in a folder."""
    return {path.name.split("-")[2] for path in folder.iterdir() if path.is_file()}


# --- who was named -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["verdeel", "papier"])
@pytest.mark.parametrize("who", ["Henk", "S01 en S02", "S01,Henk", "1", "", " , "])
def test_what_is_no_number_is_refused_with_the_form(
    command: str, who: str, tmp_path: Path, run: Run
) -> None:
    code, said = run(command, tmp_path / "werkboek.xlsx", tmp_path / "uit", "--wie", who)
    assert code == cli.WRONG_USE
    assert f"Geef bij --wie nummers van het blad Deelnemers, zoals S01,S04; u gaf '{who}'." in said


@pytest.mark.parametrize("command", ["verdeel", "papier"])
@pytest.mark.parametrize(
    ("who", "told"),
    [("S01,s99", "S99 staat"), ("S98, S99", "S98 en S99 staan"), ("s1", "S1 staat")],
)
def test_somebody_who_is_not_there_is_named_before_anything_is_made(
    command: str, who: str, told: str, tmp_path: Path, run: Run
) -> None:
    book = saved(few(), tmp_path)
    before = book.read_bytes()
    code, said = run(command, book, tmp_path / "uit", "--wie", who)
    assert code == cli.WRONG_USE
    assert said == (
        f"Dat lukt niet: {told} niet op het blad Deelnemers. Geef bij --wie de nummers van dat "
        "blad, bijvoorbeeld S01,S04.\n"
    )
    assert book.read_bytes() == before
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["S01,S03", "s01, s03", "S01;S03", "S01 S03"])
def test_numbers_are_read_with_anything_usual_between_them(
    who: str, tmp_path: Path, run: Run
) -> None:
    code, said = run("verdeel", saved(few(), tmp_path), tmp_path / "uit", "--wie", who)
    assert code == 0
    assert numbers_in(tmp_path / "uit") == {"s01", "s03"}
    assert "S02" not in said


def test_a_blank_form_is_for_people_of_its_own_group(tmp_path: Path, run: Run) -> None:
    (other,) = {s.group for s in few().scorers if s.id == "S01"}
    group = next(g.id for g in few().groups if g.id != other)
    book = saved(few(), tmp_path)
    code, said = run("papier", book, tmp_path / "uit", "--leeg", group, "--wie", "S01")
    assert code == cli.WRONG_USE
    assert f"S01 hoort op het blad Deelnemers niet bij groep {group}." in said
    assert not (tmp_path / "uit").exists()


# --- who is done ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_who_answered_everything_is_not_mailed_but_named(tmp_path: Path, run: Run) -> None:
    code, said = run("verdeel", saved(with_done("S01", "S03"), tmp_path), tmp_path / "uit")
    assert code == 0
    assert numbers_in(tmp_path / "uit") == {"s02"}
    assert (
        "S01 (Marjan Terhoeven) en S03 (Samira Benhaddou) hebben alles al ingevuld en krijgen "
        "niets. Wilt u toch iets sturen? Dat kan op de opdrachtregel, met --wie S01,S03.\n"
    ) in said


@pytest.mark.slow
def test_who_answered_everything_is_mailed_when_named(tmp_path: Path, run: Run) -> None:
    book = saved(with_done("S01"), tmp_path)
    code, said = run("verdeel", book, tmp_path / "uit", "--wie", "S01")
    assert code == 0
    assert numbers_in(tmp_path / "uit") == {"s01"}
    assert "hebben" not in said
    assert "heeft alles" not in said


@pytest.mark.slow
def test_a_reminder_never_goes_to_who_answered_everything(tmp_path: Path, run: Run) -> None:
    book = saved(with_done("S01"), tmp_path)
    code, said = run("verdeel", book, tmp_path / "uit", "--herinnering", "--wie", "S01,S02")
    assert code == 0
    assert numbers_in(tmp_path / "uit") == {"s02"}
    assert "S01 (Marjan Terhoeven) heeft alles al ingevuld en krijgt geen herinnering.\n" in said
    code, said = run("verdeel", book, tmp_path / "twee", "--herinnering", "--wie", "S01")
    assert code == 0
    assert "krijgt geen herinnering" in said
    assert "Iedereen" not in said
    assert not (tmp_path / "twee").exists()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ([], "S01 (Marjan Terhoeven), S02 (Ruben Oldenkamp) en S03 (Samira Benhaddou) hebben"),
        (["--herinnering"], "Iedereen heeft alles ingevuld. Er is geen herinnering nodig."),
    ],
)
def test_nothing_is_made_when_everybody_is_done(
    option: list[str], told: str, tmp_path: Path, run: Run
) -> None:
    book = saved(with_done("S01", "S02", "S03"), tmp_path)
    before = book.read_bytes()
    code, said = run("verdeel", book, tmp_path / "uit", *option)
    assert code == 0
    assert told in said
    assert "Vul het blad" not in said
    assert not (tmp_path / "uit").exists()
    assert book.read_bytes() == before


@pytest.mark.slow
def test_a_form_on_paper_is_not_made_for_who_is_done_unless_named(tmp_path: Path, run: Run) -> None:
    book = saved(with_done("S01"), tmp_path)
    code, said = run("papier", book, tmp_path / "uit")
    assert code == 0
    assert numbers_in(tmp_path / "uit") == {"s02", "s03"}
    assert (
        "S01 (Marjan Terhoeven) heeft alles al ingevuld en krijgt geen formulier. Wilt u toch een "
        "formulier maken? Dat kan met --wie S01.\n"
    ) in said
    run("papier", book, tmp_path / "toch", "--wie", "S01")
    assert numbers_in(tmp_path / "toch") == {"s01"}


# --- by which day --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["verdeel", "papier"])
def test_a_day_that_has_gone_by_is_refused(command: str, tmp_path: Path, run: Run) -> None:
    book = saved(few(), tmp_path)
    before = book.read_bytes()
    code, said = run(command, book, tmp_path / "uit", "--voor", f"{YESTERDAY:%d-%m-%Y}")
    assert code == cli.WRONG_USE
    assert said == (
        f"Dat lukt niet: De dag bij --voor is {YESTERDAY:%d-%m-%Y}, en die is voorbij. Geef een "
        "dag die nog komt.\n"
    )
    assert book.read_bytes() == before
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["verdeel", "papier"])
def test_a_day_on_start_that_has_gone_by_is_refused_unless_another_is_given(
    command: str, tmp_path: Path, run: Run
) -> None:
    book = tmp_path / "werkboek.xlsx"
    book.write_bytes(calculated(not_sent(few(), answers_before=YESTERDAY)))
    code, said = run(command, book, tmp_path / "uit")
    assert code == TO_MEND
    assert f"'Antwoorden graag voor' is {YESTERDAY:%d-%m-%Y}, en die is voorbij." in said
    assert run(command, book, tmp_path / "uit", "--voor", f"{date.today():%d-%m-%Y}")[0] == 0
