"""The draft mail as its bytes: seven bits, plain names, and parts that no text can break."""

import email
import re
from email.header import decode_header, make_header

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wijkexcel.post.out.mail import XLSX, draft

LONG = f"scores-{'wijk-met-een-lange-naam' * 3}-s01-marjan-terhoeven-van-den-berg.xlsx"
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)


def headers_of(data: bytes) -> str:
    return re.sub(r"\r\n[ \t]", " ", data.decode("ascii").partition("\r\n\r\n")[0])


@given(
    subject=TEXTS.map(lambda text: " ".join(text.split())),
    body=st.lists(TEXTS.map(lambda text: "".join(text.splitlines())), max_size=6),
    workbook=st.binary(max_size=300),
)
@settings(max_examples=60)
@example(
    subject="=?utf-8?q?Dag?=", body=["--=_wijkexcel_bijlage--", ".", "From hier"], workbook=b""
)
@example(subject="Help mee kiezen in " + "Coöperatie " * 20, body=["a" * 1200 + " "], workbook=b"P")
def test_another_reader_finds_the_same_text_subject_and_workbook(
    subject: str, body: list[str], workbook: bytes
) -> None:
    text = "\n".join([*body, ""])
    data = draft("a@example.nl", subject, text, LONG, workbook)
    assert all(byte < 128 for byte in data)
    assert all(len(line) < 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    mail = email.message_from_bytes(data)  # the old reader of Python, of other rules than the new
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "text/plain",
        XLSX,
    ]
    told, attached = mail.get_payload()
    found = str(make_header(decode_header(mail["Subject"])))
    assert found.split() == "".join(c for c in subject if c.isprintable()).split()
    assert told.get_payload(decode=True).decode().replace("\r\n", "\n") == text
    assert attached.get_payload(decode=True) == workbook
    assert not mail.defects + told.defects + attached.defects


def test_the_name_of_the_file_stands_in_one_piece_for_every_reader() -> None:
    data = draft("a@example.nl", "x", "y\n", LONG, b"x")
    assert data.count(f'name="{LONG}"'.encode()) == 2
    assert f'filename="{LONG}"'.encode() in data
    assert b"*0" not in data


def test_it_opens_as_a_draft_to_that_one_address() -> None:
    said = headers_of(draft("a@xn--bcher-kva.example", "Dag", "y\n", "a.xlsx", b"x"))
    assert said.splitlines() == [
        "X-Unsent: 1",
        "To: a@xn--bcher-kva.example",
        "Subject: Dag",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="=_wijkexcel_bijlage"',
    ]
