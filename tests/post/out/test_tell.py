"""The mail with the outcome: to everyone who was asked, and nothing in it but what is public."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.documents.factory import with_decision
from tests.support.command import Run
from tests.workbook.books import calculated, example_book
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier

pytestmark = pytest.mark.slow


def saved(folder: Path, dossier: Dossier | None = None) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(example_book() if dossier is None else calculated(dossier))
    return path


def mails_in(folder: Path) -> dict[str, EmailMessage]:
    """The mail of each scorer, by id."""
    return {
        path.stem.split("-")[2].upper(): email.message_from_bytes(
            path.read_bytes(), EmailMessage, policy=email.policy.default
        )
        for path in folder.glob("*.eml")
    }


def without_address(dossier: Dossier, scorer: str) -> Dossier:
    scorers = tuple(
        s.model_copy(update={"email": ""}) if s.id == scorer else s for s in dossier.scorers
    )
    return dossier.model_copy(update={"scorers": scorers})


def test_everyone_who_was_asked_hears_what_was_decided_and_why(tmp_path: Path, run: Run) -> None:
    book = saved(tmp_path)
    code, said = run("vertel", book, tmp_path / "uit")
    assert code == 0
    assert "vertel: Bericht over de uitkomst gemaakt voor S01, S02" in said
    mails = mails_in(tmp_path / "uit")
    assert set(mails) == {s.id for s in example().scorers}
    internal = ["Politieke winst"]
    internal += [d.internal_note for d in example().decisions if d.internal_note]
    internal += [r.text for r in example().remarks]
    for scorer in example().scorers:
        mail = mails[scorer.id]
        body = mail.get_content()
        assert mail["X-Unsent"] == "1"
        assert mail["To"] == scorer.email
        assert body.startswith(f"Beste {scorer.name},")
        for decision in example().decisions:
            assert decision.public_reason in body
        others = [s.name for s in example().scorers if s is not scorer]
        assert [words for words in (*internal, *others) if words in body] == []


def test_nothing_is_told_before_the_letter_could_be_sent(tmp_path: Path, run: Run) -> None:
    open_ = with_decision(example(), "O01", decided_on=None)
    code, said = run("vertel", saved(tmp_path, open_), tmp_path / "uit")
    assert code == 1
    assert "vertel: De uitkomst kan nog niet worden verteld: los eerst 1 fout op." in said
    assert not (tmp_path / "uit").exists()


def test_who_has_no_address_gets_a_text_and_only_who_is_named_is_told(
    tmp_path: Path, run: Run
) -> None:
    book = saved(tmp_path, without_address(example(), "S02"))
    code, said = run("vertel", book, tmp_path / "uit", "--wie", "S01,S02")
    assert code == 0
    assert set(mails_in(tmp_path / "uit")) == {"S01"}
    (text,) = (tmp_path / "uit").glob("*.txt")
    assert text.read_text(encoding="utf-8").startswith("Dit is gekozen in Lijsterhoek\n\nBeste ")
    assert "Er is geen mail voor S02" in said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Onderwerp: Klaar\n\nBeste {naam},\n\n{bestand}\n", "De mailtekst vraagt om {bestand}"),
        ("Onderwerp: Klaar\n\nPolitieke winst telde mee.\n", "de naam van een intern criterium"),
        (
            "Onderwerp: Klaar\n\nZie: {gekozen}\n",
            "Zet {gekozen} in de mailtekst op een eigen regel",
        ),
    ],
)
def test_a_text_of_your_own_is_held_to_the_same(
    text: str, why: str, tmp_path: Path, run: Run
) -> None:
    own = tmp_path / "mail.txt"
    own.write_text(text, encoding="utf-8")
    book = saved(tmp_path)
    before = book.read_bytes()
    code, said = run("vertel", book, tmp_path / "uit", "--mailtekst", own)
    assert code == 2
    assert why in said
    assert book.read_bytes() == before
    assert not (tmp_path / "uit").exists()
