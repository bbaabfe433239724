"""What a coordinator is told of the mails: what is empty on Start, and what cannot be filled in."""

import email
import email.policy
from pathlib import Path
from typing import Any

import pytest

from tests.post.support import few, not_sent
from tests.support.command import Run
from tests.workbook.books import calculated
from wijkexcel.cli import main as cli

NOBODY = {"contact_name": "", "contact_phone": "", "contact_email": ""}


def saved(folder: Path, **settings: Any) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(calculated(not_sent(few(), **settings)))
    return path


def own_text(folder: Path, *lines: str) -> Path:
    path = folder / "mail.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def mail_in(folder: Path) -> str:
    (path,) = folder.glob("*-s01-*.eml")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body: str = mail.get_body().get_content()
    return body.replace("\r\n", "\n")


def test_nothing_is_said_when_nothing_is_empty(tmp_path: Path, run: Run) -> None:
    assert "niet ingevuld" not in run("verdeel", saved(tmp_path), tmp_path / "uit")[1]


@pytest.mark.parametrize(
    ("empty", "labels"),
    [
        ({"contact_phone": ""}, "'Telefoon'"),
        ({**NOBODY}, "'Contactpersoon', 'Telefoon' en 'E-mail'"),
        ({"sender": " ", "sender_role": ""}, "'Afzender' en 'Functie van de afzender'"),
    ],
)
@pytest.mark.parametrize("option", [[], ["--herinnering"]])
def test_what_is_empty_on_start_and_not_in_the_mail_is_told(
    empty: dict[str, str], labels: str, option: list[str], tmp_path: Path, run: Run
) -> None:
    code, said = run("verdeel", saved(tmp_path, **empty), tmp_path / "uit", "--wie", "S01", *option)
    assert code == 0
    assert (
        f"Op het blad Start is niet ingevuld: {labels}. Dat staat dus niet in de mail. Hoort het "
        "erin? Vul het in, en maak de mails opnieuw in een nieuwe map.\n"
    ) in said
    body = mail_in(tmp_path / "uit")
    for broken in (": ,", ", .", " .", ": .", "  "):
        assert broken not in body


def test_a_line_of_their_own_that_falls_away_is_told(tmp_path: Path, run: Run) -> None:
    text = own_text(
        tmp_path,
        "Onderwerp: Dag",
        "",
        "Beste {naam},",
        "",
        "Bel {contact} op {telefoon}.",
        "",
        "Mail {email}.",
        "{telefoon}",
    )
    book = saved(tmp_path, contact_phone="")
    code, said = run("verdeel", book, tmp_path / "uit", "--wie", "S01", "--mailtekst", text)
    assert code == 0
    assert (
        "Op het blad Start is niet ingevuld: 'Telefoon'. Dat staat dus niet in de mail. Uit de "
        "mailtekst valt daardoor weg: 'Bel {contact} op {telefoon}.'. Hoort het erin?"
    ) in said
    assert mail_in(tmp_path / "uit") == (
        "Beste Marjan Terhoeven,\n\nMail wijkaanpak.lijsterhoek@example.nl.\n"
    )


@pytest.mark.slow
def test_a_subject_that_asks_for_what_is_empty_is_refused(tmp_path: Path, run: Run) -> None:
    text = own_text(tmp_path, "Onderwerp: Vraag van {afzender}", "", "Beste {naam},")
    book = saved(tmp_path, sender="")
    before = book.read_bytes()
    code, said = run("verdeel", book, tmp_path / "uit", "--mailtekst", text)
    assert code == cli.WRONG_USE
    assert said == (
        "Dat lukt niet: Het onderwerp van de mail vraagt om {afzender}, en dat is op het blad "
        "Start niet ingevuld. Vul daar 'Afzender' in, of haal het uit het onderwerp.\n"
    )
    assert book.read_bytes() == before
    assert not (tmp_path / "uit").exists()
    run("verdeel", book, tmp_path / "uit", "--wie", "S01")
    before = book.read_bytes()
    back = tmp_path / "terug"
    again, told = run("verzamel", book, tmp_path / "uit", "--terug", back, "--mailtekst", text)
    assert (again, told) == (code, said)
    assert book.read_bytes() == before
    assert not back.exists()


@pytest.mark.parametrize("words", [["verdeel"], ["verzamel", "--terug", "terug"]])
def test_a_text_that_does_not_exist_is_said_to_be_so(
    words: list[str], tmp_path: Path, run: Run
) -> None:
    missing, folder = tmp_path / "weg.txt", tmp_path / "in"
    folder.mkdir()
    book = saved(tmp_path)
    for path, said in (
        (missing, "het bestand of de map bestaat niet. Controleer de naam en de map."),
        (
            folder,
            "dat is een map en geen bestand. Geef een bestand.",
        ),
    ):
        code, told = run(words[0], book, folder, *words[1:], "--mailtekst", path)
        assert code == cli.WRONG_USE
        assert told == f"Dat lukt niet: De mailtekst '{path}' kan niet worden gelezen: {said}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "first"),
    [
        ([], "Help mee kiezen in Lijsterhoek\n\nBeste Ruben Oldenkamp,\n"),
        (["--herinnering"], "Herinnering: uw scores voor Lijsterhoek\n\nBeste Ruben Oldenkamp,\n"),
    ],
)
def test_who_has_no_address_gets_the_text_of_the_mail(
    option: list[str], first: str, tmp_path: Path, run: Run
) -> None:
    scorers = tuple(
        s.model_copy(update={"email": {"S02": "", "S03": "geen adres met\n regel"}[s.id]})
        if s.id != "S01"
        else s
        for s in few().scorers
    )
    book = tmp_path / "werkboek.xlsx"
    dossier = not_sent(few().model_copy(update={"scorers": scorers}))
    book.write_bytes(calculated(dossier))
    code, said = run("verdeel", book, tmp_path / "uit", *option)
    assert code == 0
    assert (
        "Er is geen mail voor Ruben Oldenkamp (S02) en Samira Benhaddou (S03): op het blad "
        "Deelnemers ontbreekt het e-mailadres, of het klopt niet. Wat in de mail zou staan, staat "
        "in een .txt. Geef die tekst zelf door, met het werkboek erbij.\n"
        "'geen adres met regel' bij Samira Benhaddou (S03) is geen e-mailadres.\n"
    ) in said
    made = {(path.name.split("-")[2], path.suffix) for path in (tmp_path / "uit").iterdir()}
    assert made == {
        ("s01", ".xlsx"),
        ("s01", ".eml"),
        ("s02", ".xlsx"),
        ("s02", ".txt"),
        ("s03", ".xlsx"),
        ("s03", ".txt"),
    }
    (text,) = (tmp_path / "uit").glob("*-s02-*.txt")
    assert text.read_text(encoding="utf-8").startswith(first)
    said = run("verdeel", book, tmp_path / "zonder", "--wie", "S02", *option)[1]
    assert ".eml" not in said
