"""Finding what came back: folders, mails, mails in mails, and what is no workbook."""

import email.message
import email.policy
import os
from pathlib import Path
from typing import Any

import pytest

from tests.post.mail_shapes import BOOK as REAL
from tests.post.mail_shapes import PLAIN, head
from wijkexcel.errors import FileError
from wijkexcel.post.back.mail_in import opened
from wijkexcel.post.back.mailbox import Found, find
from wijkexcel.workers.sandbox import Failure, SandboxError

BOOK = b"PK\x03\x04 a workbook"
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def mail(*attachments: tuple[str, bytes], body: str = "Hierbij.") -> email.message.EmailMessage:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "a@example.nl", "b@example.nl", "Scores"
    message.set_content(body)
    for name, data in attachments:
        message.add_attachment(data, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    return message


def found(folder: Path) -> dict[str, Found]:
    return {item.name: item for item in find(folder)}


def test_workbooks_are_found_however_deep_and_in_order(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.XLSX", "map/c.ods", "map/dieper/d.xlsm"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(BOOK)
    names = [item.name for item in find(tmp_path)]
    assert names == sorted(names)
    assert set(names) == {"b.xlsx", "a.XLSX", "map/c.ods", "map/dieper/d.xlsm"}
    assert all(item.data == BOOK and not item.refused for item in find(tmp_path))


def test_attachments_of_mails_are_found_also_of_forwarded_mails(tmp_path: Path) -> None:
    inner = mail(("scores.xlsx", BOOK))
    outer = mail()
    outer.add_attachment(inner)
    (tmp_path / "doorgestuurd.eml").write_bytes(outer.as_bytes())
    (tmp_path / "gewoon.eml").write_bytes(mail(("één.xlsx", BOOK), ("b.ods", BOOK)).as_bytes())
    attached = mail()
    attached.add_attachment(
        inner.as_bytes(), maintype="application", subtype="octet-stream", filename="binnen.eml"
    )
    (tmp_path / "als bestand.eml").write_bytes(attached.as_bytes())
    items = found(tmp_path)
    assert set(items) == {
        "doorgestuurd.eml > scores.xlsx",
        "gewoon.eml > één.xlsx",
        "gewoon.eml > b.ods",
        "als bestand.eml > binnen.eml > scores.xlsx",
    }
    assert all(item.data == BOOK for item in items.values())


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.eml", mail().as_bytes(), "geen ingevuld werkboek"),
        ("plaatje.eml", mail(("logo.png", b"x")).as_bytes(), "geen ingevuld werkboek"),
        ("kapot.eml", b"\x00\xff\xfe", "geen bericht"),
        ("werkboek.eml", BOOK, "geen bericht"),
    ],
)
def test_what_is_not_read_says_why(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = find(tmp_path)
    assert item.name.startswith(name)
    assert said in item.refused
    assert item.data == b""


@pytest.mark.parametrize("name", ["oud.xls", "bericht.msg", "alles.zip", "~$open.xlsx", "foto.jpg"])
def test_what_is_no_workbook_goes_to_the_check_that_says_what_it_is(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(b"x")
    (item,) = find(tmp_path)
    assert (item.name, item.data, item.refused) == (name, b"x", "")


def test_a_text_of_the_coordinators_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "aantekeningen.txt").write_bytes(b"x")
    assert list(find(tmp_path)) == []


def test_the_sender_is_that_of_the_innermost_mail(tmp_path: Path) -> None:
    inner, outer = mail(("scores.xlsx", BOOK)), mail(("ander.xlsx", BOOK))
    outer.replace_header("From", "Secretariaat <Post@Example.nl>")
    outer.add_attachment(inner)
    (tmp_path / "a.eml").write_bytes(outer.as_bytes())
    senders = {name: item.sender for name, item in found(tmp_path).items()}
    assert senders == {
        "a.eml > ander.xlsx": "post@example.nl",
        "a.eml > scores.xlsx": "a@example.nl",
    }


def test_attachments_of_one_name_are_known_apart(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(("s.xlsx", BOOK), ("s.xlsx", b"PK2")).as_bytes())
    names = [item.name for item in find(tmp_path)]
    assert names == ["a.eml > s.xlsx", "a.eml > bijlage 2 > s.xlsx"]


def test_a_name_that_no_cell_can_hold_is_written_out(tmp_path: Path) -> None:
    (tmp_path / "a\x07\udcff.xlsx").write_bytes(BOOK)
    assert [item.name for item in find(tmp_path)] == ["a\\x07\\xdcff.xlsx"]


def test_the_lock_of_libreoffice_is_told_and_other_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / ".~lock.a.ods#").write_bytes(b"x")
    (tmp_path / ".verborgen.xlsx").write_bytes(BOOK)
    assert [item.name for item in find(tmp_path)] == [".~lock.a.ods#"]


def test_a_link_and_a_folder_that_looks_like_a_workbook_are_told(tmp_path: Path) -> None:
    outside = tmp_path / "buiten.xlsx"
    outside.write_bytes(BOOK)
    folder = tmp_path / "in"
    (folder / "map.xlsx").mkdir(parents=True)
    (folder / "link.xlsx").symlink_to(outside)
    items = found(folder)
    assert "verwijzing" in items["link.xlsx"].refused
    assert "map" in items["map.xlsx"].refused


def test_a_pipe_with_the_name_of_a_workbook_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert "geen gewoon bestand" in found(tmp_path)["a.xlsx"].refused


def test_a_linked_folder_is_not_entered(tmp_path: Path) -> None:
    outside = tmp_path / "buiten"
    outside.mkdir()
    (outside / "a.xlsx").write_bytes(BOOK)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "map").symlink_to(outside)
    assert [item.data for item in find(folder)] == [b""]


def test_hidden_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.xlsx").write_bytes(BOOK)
    assert found(tmp_path) == {}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="bestaat niet"):
        list(find(tmp_path / "nergens"))


def test_an_attachment_with_a_path_for_a_name_stays_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(("../../etc/x.xlsx", BOOK)).as_bytes())
    (item,) = find(tmp_path)
    assert item.name.startswith("a.eml > ")
    assert item.data == BOOK
    assert [path.name for path in tmp_path.iterdir()] == ["a.eml"]


def test_a_mail_is_a_mail_whatever_it_is_called_and_a_note_stays_a_note(tmp_path: Path) -> None:
    for name in ("bericht.txt", "bericht", "postvak.mbox"):
        (tmp_path / name).write_text(PLAIN)
    (tmp_path / "notitie.txt").write_text("Van: ik\nBellen met Jan.\n")
    (tmp_path / "bewaard.txt").write_text("Van: A\nVerzonden: nu\nAan: B\nOnderwerp: C\n\nDag")
    items = found(tmp_path)
    read = {name for name, item in items.items() if item.data == REAL}
    assert read == {"bericht.txt > s.xlsx", "bericht > s.xlsx", "postvak.mbox > s.xlsx"}
    assert items.keys() - read == {"bewaard.txt"}
    assert "de bijlage zit er niet meer bij" in items["bewaard.txt"].refused


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (SandboxError(Failure.TIMEOUT), "Het lezen van deze mail duurde te lang"),
        (SandboxError(Failure.MEMORY), "Het lezen van deze mail kostte te veel geheugen"),
        (SandboxError(Failure.CRASH), "Deze mail is niet te lezen. Open de mail in uw mailprogr"),
        (SandboxError(Failure.START), "Dit ligt niet aan dit bestand. Installeer wijkexcel"),
        (RecursionError(), "Deze mail is niet te lezen."),
    ],
)
def test_a_mail_that_cannot_be_opened_stops_no_other(
    failure: Exception, said: str, tmp_path: Path
) -> None:
    def open_mail(data: bytes) -> dict[str, Any]:
        if b"kwaad" in data:
            raise failure
        return opened(data)

    (tmp_path / "a.eml").write_text(PLAIN.replace("Re: scores", "kwaad"))
    (tmp_path / "b.eml").write_text(PLAIN)
    first, second = find(tmp_path, open_mail)
    assert said in first.refused
    assert second.data == REAL


def test_a_long_name_is_shortened_with_its_ending_and_signs_are_written_out(tmp_path: Path) -> None:
    name = "n" * 33_000 + "\x1b.xlsx"
    (tmp_path / "a.eml").write_text(PLAIN.replace('filename="s.xlsx"', f'filename="{name}"'))
    (item,) = find(tmp_path)
    assert len(item.name) < 150
    assert item.name.endswith("n….xlsx")
    assert item.data == REAL


def test_an_automatic_answer_is_passed_by_and_what_did_not_arrive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(head("text/plain").replace("Re: scores", "Afwezig") + "Dag")
    (tmp_path / "b.eml").write_text(PLAIN.replace("Re: scores", "Undeliverable: scores"))
    (tmp_path / "c.eml").write_text(PLAIN.replace("Re: scores", "Afwezig"))
    away, undelivered, holding = find(tmp_path)
    said = "Dit is een automatisch antwoord, zoals bij afwezigheid. Het telt niet als antwoord."
    assert (away.skipped, away.refused) == (said, "")
    assert holding.refused.startswith(f"{said} Er zit een werkboek bij. Vulde de deelnemer dat in?")
    assert undelivered.refused.startswith("Dit is een melding van een mailserver dat een mail niet")
    assert "Kijk of het adres op het blad Deelnemers klopt." in undelivered.refused
    assert away.data == undelivered.data == holding.data == b""


@pytest.mark.parametrize(
    ("name", "as_file"), [("scores.xlsx_", "scores.xlsx_.xlsx"), ("a", "a.xlsx")]
)
def test_an_attachment_is_looked_at_as_what_it_is(name: str, as_file: str, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(PLAIN.replace('filename="s.xlsx"', f'filename="{name}"'))
    assert [item.as_file for item in find(tmp_path)] == [as_file]


def test_a_loose_file_is_as_old_as_when_it_was_saved_and_a_mail_as_when_it_was_sent(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.eml").write_text(PLAIN)
    (tmp_path / "b.eml").write_text(PLAIN.replace("Date:", "X-Date:"))
    (tmp_path / "c.xlsx").write_bytes(REAL)
    for path in tmp_path.iterdir():
        os.utime(path, (1e9, 1e9))
    assert [item.dated for item in find(tmp_path)] == [1795424400.0, 1e9, 1e9]
