"""A workbook is found in a mail however it is wrapped; what else is attached is called by name."""

import base64
import binascii
import email.policy
import quopri
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7Options,
    PKCS7SignatureBuilder,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.post.mail_shapes import (
    BASE64,
    BOOK,
    NAMED,
    PLAIN,
    TEXT,
    XLSX,
    attached,
    binhexed,
    encrypted,
    head,
    made_by_python,
    part,
    signed,
    uuencoded,
    winmail,
    with_parts,
    yencoded,
)
from wijkexcel.errors import FileError
from wijkexcel.post.back.mail_in import NAMELESS, opened

OCTETS = "Content-Type: application/octet-stream"
MESSAGE = "Content-Type: message/rfc822"
ENTITY = f'Content-Type: multipart/mixed; boundary="b1"\n\n{TEXT}{NAMED}--b1--\n'
ONE_LINE = base64.b64encode(BOOK).decode()
BOUNDARY = 'boundary="b1"'


def as_bytes(mail: str | bytes) -> bytes:
    return mail.encode() if isinstance(mail, str) else mail


def found(mail: str | bytes) -> list[dict[str, Any]]:
    things: list[dict[str, Any]] = opened(as_bytes(mail))["found"]
    return things


def forwarded(mail: str | bytes, kind: str = MESSAGE) -> str:
    return with_parts(part(kind, body=base64.encodebytes(as_bytes(mail)).decode()))


WHOLE = {
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of old Macs, and some others": PLAIN.replace("\n", "\r").replace("\r\r", "\n\r"),
    "line ends of old Macs": PLAIN.replace("\n", "\r"),
    "a byte order mark": "\ufeff" + PLAIN,
    "in UTF-16": PLAIN.encode("utf-16"),
    "blank lines before the headers": "\r\n \n" + PLAIN,
    "a line of a mailbox before them": "From jan@example.nl Mon Nov 23 10:00:00 2026\n" + PLAIN,
    "kept by Apple Mail": "1234\n" + PLAIN + "<?xml version='1.0'?>\n<plist/>",
    "boundary without quotes": PLAIN.replace(BOUNDARY, "boundary=b1"),
    "boundary between single quotes": PLAIN.replace(BOUNDARY, "boundary='b1'"),
    "boundary of odd signs without quotes": PLAIN.replace(
        BOUNDARY, "boundary=----=_x:1/2 (y)"
    ).replace("--b1", "------=_x:1/2 (y)"),
    "boundary folded": PLAIN.replace("; boundary", "\n ;\n\tboundary\n ").replace("\n =", "="),
    "boundary that is another": PLAIN.replace(BOUNDARY, 'boundary="zz"'),
    "no boundary told": PLAIN.replace(f"; {BOUNDARY}", ""),
    "blank behind the lines between parts": PLAIN.replace("--b1\n", "--b1 \t\n"),
    "never closed": PLAIN.replace("--b1--\n", ""),
    "BASE64 and a blank": PLAIN.replace("base64\n", "BASE64 \n"),
    "base64 and a semicolon": PLAIN.replace("base64\n", "base64;\n"),
    "base64 with words of a list behind it": PLAIN.replace(
        "--b1--", "___\nLijst: http://x\n--b1--"
    ),
    "a blank before the colon": PLAIN.replace("Content-Type:", "Content-Type :"),
    "no blank line before the workbook": PLAIN.replace("base64\n\n", "base64\n"),
    "an odd line among the headers": PLAIN.replace("MIME-V", "odd\nMIME-V"),
    "no MIME-Version": PLAIN.replace("MIME-Version: 1.0\n", ""),
    "no coding told": with_parts(part(f"Content-Type: {XLSX}", coded="")),
    "quoted-printable told": with_parts(
        part(OCTETS, coded="Content-Transfer-Encoding: quoted-printable")
    ),
    "base64 told, and not so": (head() + "--b2\nContent-Transfer-Encoding: base64\n\n")
    .replace("b1", "b2")
    .encode()
    + BOOK
    + b"\n--b2--\n",
    "forwarded, base64 told, and not so": with_parts(part(MESSAGE, body=PLAIN.replace("b1", "b2"))),
    "forwarded, base64 and a remark": forwarded(PLAIN).replace("base64\n", "base64 (x)\n"),
    "another coding told": with_parts(part(OCTETS, coded="Content-Transfer-Encoding: 7bit")),
    "only the workbook": head(XLSX, "Content-Transfer-Encoding: base64") + BASE64,
    "without a name": with_parts(part(f"Content-Type: {XLSX}", "Content-Disposition: attachment")),
    "without any header": (head() + "--b2\n\n").replace("b1", "b2").encode() + BOOK + b"\n--b2--\n",
    "without a type": with_parts(part()),
    "as a text within the text": with_parts(
        part("Content-Type: text/plain; charset=x", "Content-Disposition: inline")
    ),
    "as a picture of the text": with_parts(
        part(
            "Content-Type: image/png; name=x.png", "Content-ID: <a>", "Content-Disposition: inline"
        )
    ),
    "coded as quoted-printable": (
        head() + TEXT + part(OCTETS, body="", coded="Content-Transfer-Encoding: Quoted-Printable")
    )
    .rstrip("\n")
    .encode()
    + b"\n\n"
    + binascii.b2a_qp(BOOK, istext=False)
    + b"\n--b1--\n",
    "not coded at all": (head() + "--b2\n" + OCTETS + "\n\n").replace("b1", "b2").encode()
    + BOOK
    + b"\n--b2--\n",
    "uuencoded in the text": head("text/plain") + f"Hierbij.\n\n{uuencoded()}\nGroet",
    "uuencoded in a part": with_parts(
        part(OCTETS, body=uuencoded(), coded="Content-Transfer-Encoding: x-uuencode")
    ),
    "in yEnc": head("text/plain").encode() + b"Dag.\n\n" + yencoded() + b"Groet\n",
    "in BinHex in the text": head("text/plain") + f"Dag.\n\n{binhexed()}\nGroet",
    "in BinHex, attached": with_parts(
        part('Content-Type: application/mac-binhex40; name="s.hqx"', body=binhexed(), coded="")
    ),
    "with a blank line behind every line": PLAIN.replace("\n", "\n\n"),
    "with a blank line behind every line, as Windows ends them": PLAIN.replace("\n", "\r\n\r\n"),
    "with the ends of lines doubled": PLAIN.replace("\n", "\r\r\n"),
    "base64 in the text, with nothing around it": head("text/plain") + f"Dag.\n\n{BASE64}\nGroet",
    "in a link of the text": head("text/html") + f"<a href='data:x/y;base64,{ONE_LINE}'>s</a>",
    "headers broken off by a blank line": PLAIN.replace("MIME-V", "\nMIME-V"),
    "headers broken off, and Outlook's line between parts": PLAIN.replace(
        "MIME-V", "\nMIME-V"
    ).replace("--b1", "------=_NextPart_1"),
    "no boundary told, and Outlook's line between parts": PLAIN.replace(
        f"; {BOUNDARY}", ""
    ).replace("--b1", "------=_NextPart_1"),
    "base64 in the text": head("text/plain") + f"Dag\nbegin-base64 644 s.xlsx\n{BASE64}====\n",
    "by Python, with a long name": made_by_python(),
    "forwarded": with_parts(part(MESSAGE, body=PLAIN.replace("b1", "b2"), coded="")),
    "forwarded, and nothing else": head(MESSAGE.partition(": ")[2]) + PLAIN,
    "forwarded in base64": forwarded(PLAIN.replace("b1", "b2")),
    "forwarded as a file without a name": forwarded("\ufeff" + PLAIN, OCTETS),
    "forwarded in a forward": forwarded(forwarded(PLAIN)),
    "forwarded as quoted-printable": with_parts(
        part(
            MESSAGE,
            body=quopri.encodestring(PLAIN.replace("b1", "b2").encode()).decode(),
            coded="Content-Transfer-Encoding: quoted-printable",
        )
    ),
    "signed": head(
        "application/pkcs7-mime; smime-type=signed-data", "Content-Transfer-Encoding: base64"
    )
    + base64.encodebytes(signed(ENTITY.encode())).decode(),
    "signed, as OpenSSL streams it": attached(signed(ENTITY.encode(), True), "smime.p7m"),
    "signed, saved by itself": signed(ENTITY.replace("\n", "\r\n").encode()),
    "signed, and no mail": attached(signed(BOOK), "s.xlsx.p7m"),
    "signed twice": attached(
        signed(
            (
                f"{OCTETS}\nContent-Transfer-Encoding: base64\n\n"
                + base64.encodebytes(signed(ENTITY.encode())).decode()
            ).encode()
        ),
        "smime.p7m",
    ),
    "made by Outlook": attached(winmail(("a.pdf", b"%PDF"), ("s.xlsx", BOOK)), "winmail.dat"),
    "made by Outlook, saved by itself": winmail(("s.xlsx", BOOK)),
}


@pytest.mark.parametrize("mail", WHOLE.values(), ids=WHOLE)
def test_a_workbook_is_found_however_it_is_wrapped(mail: str | bytes) -> None:
    (book,) = found(mail)
    assert base64.b64decode(book["data"]) == BOOK


@pytest.mark.parametrize("way", [Encoding.DER, Encoding.PEM])
def test_what_another_library_signed_is_found(way: Encoding) -> None:
    key, day = generate_private_key(SECP256R1()), datetime(2026, 1, 1)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Jan")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + timedelta(9))
    signer = builder.sign(key, SHA256()), key, SHA256()
    made = PKCS7SignatureBuilder().set_data(ENTITY.encode()).add_signer(*signer)
    (book,) = found(attached(made.sign(way, [PKCS7Options.Binary]), "smime.p7m"))
    assert base64.b64decode(book["data"]) == BOOK


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('filename="scóres.xlsx"', "scóres.xlsx"),
        ('filename="=?utf-8?B?c2PDs3Jlcy54bHN4?="', "scóres.xlsx"),
        ("filename*=utf-8'nl'sc%C3%B3res.xlsx", "scóres.xlsx"),
        ("filename*0=sco; filename*1=res.xlsx", "scores.xlsx"),
        ("filename*1*=%C3%B3res.xlsx; filename*0*=utf-8''sc", "scóres.xlsx"),
        ("filename=mijn scores.xlsx", "mijn scores.xlsx"),
        (r'filename="a\"b.xlsx"', 'a"b.xlsx'),
        ("", NAMELESS),
    ],
)
def test_the_name_is_read_however_it_is_written(told: str, name: str) -> None:
    mail = with_parts(part(OCTETS, f"Content-Disposition: attachment; {told}"))
    for written in (mail.encode(), mail.encode("latin-1")):
        assert [book["path"] for book in found(written)] == [[name]]


PIET = with_parts(NAMED, sender="piet")
LINE = "From a@example.nl Mon Nov 23 10:00:00 2026\n"


@pytest.mark.parametrize(
    "several",
    [
        PLAIN + PIET,
        PLAIN.replace("--b1--\n", "\n") + PIET.replace("b1", "b2"),
        WHOLE["only the workbook"] + "\n" + PIET,
        LINE + PLAIN + "\n" + LINE + PIET,
        PLAIN + "\n" + LINE + PIET,
    ],
)
def test_each_mail_in_a_file_is_read_and_keeps_its_own_sender(several: str) -> None:
    assert [(book["path"][0], book["sender"]) for book in found(several)] == [
        ("mail 1", "jan@example.nl"),
        ("mail 2", "piet@example.nl"),
    ]


def test_a_mail_without_anything_between_others_is_told() -> None:
    several = [PLAIN, head("text/plain") + "Dag\n", PIET]
    things = found("\n".join(LINE + mail for mail in several))
    assert [thing["what"] for thing in things] == ["EXCEL", "MAIL", "EXCEL"]


def test_the_innermost_mail_tells_who_sent_it_and_when() -> None:
    inner = PIET.replace("23 Nov", "22 Nov").replace("Mon", "Sun")
    (book,) = found(forwarded(inner))
    assert (book["sender"], book["dated"]) == ("piet@example.nl", 1795338000.0)


PGP = "-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("mail", "what"),
    [
        (attached(b"%PDF-1.7", "s.pdf"), "PDF"),
        (attached(b"\xff\xd8\xff\xe0", "s.xlsx"), "PHOTO"),
        (attached(b"7z\xbc\xaf\x27\x1c", "s.7z"), "SEVEN_ZIP"),
        (attached(b"Rar!\x1a\7\0", "s.rar"), "RAR"),
        (attached(OLE2 + "__substg1.0_".encode("utf-16-le"), "s.msg"), "MSG"),
        (attached(OLE2 + "EncryptedPackage".encode("utf-16-le"), "s.xlsx"), "PASSWORD"),
        (attached(encrypted(), "smime.p7m"), "SMIME"),
        (attached(b"\x76\xe8\x04\x60\xc4\x11\xe3\x86", "message.rpmsg"), "PROTECTED"),
        (
            with_parts(
                part("Content-Type: application/pgp-encrypted", body="Version: 1", coded=""),
                part(OCTETS, body=PGP, coded=""),
            ),
            "PGP",
        ),
        (head("text/plain") + PGP, "PGP"),
        (head('message/partial; id="x"; number=1; total=2') + "x", "PARTIAL"),
        (with_parts(part("Content-Type: message/external-body; access-type=x", coded="")), "LINK"),
        (head("text/plain") + "Zie https://x.sharepoint.com/:x:/g/a", "LINK"),
        (attached(winmail(("a.pdf", b"%PDF")), "winmail.dat"), "PDF"),
        (attached(b"", "s.xlsx"), "EMPTY"),
        (head("text/plain") + "Ik stuur het later.", "MAIL"),
        (attached(winmail(), "winmail.dat"), "MAIL"),
        (with_parts(part("Content-Description: Groet", body="Dag", coded="")), "MAIL"),
        (head("text/plain") + "Van: A\nVerzonden: nu\nAan: B\nOnderwerp: C\n\nDag", "MAIL"),
    ],
)
def test_what_is_attached_instead_is_called_what_it_is(mail: str, what: str) -> None:
    (thing,) = found(mail)
    assert (thing["what"], thing["data"]) == (what, "")


def test_a_logo_is_not_told_beside_something_else_and_a_packed_file_is() -> None:
    logo = part("Content-Type: image/png", "Content-ID: <a>", body="iVBORw0KGgo=")
    packed = part(OCTETS + "; name=b.7z", body=base64.b64encode(b"7z\xbc\xaf\x27\x1c").decode())
    letter = part(OCTETS + "; name=b.pdf", body="%PDF-1.7", coded="")
    for parts, told in (
        ([logo], ["IMAGE"]),
        ([logo, letter], ["PDF"]),
        ([logo, letter, NAMED], ["EXCEL"]),
        ([logo, packed, letter, NAMED], ["SEVEN_ZIP", "EXCEL"]),
    ):
        assert [thing["what"] for thing in found(with_parts(*parts))] == told


REPORT = PLAIN.replace("multipart/mixed", "multipart/report; report-type=delivery-status")
STATUS = part(
    "Content-Type: message/delivery-status",
    coded="",
    body="Final-Recipient: rfc822; Piet@example.nl\nAction: failed",
)


@pytest.mark.parametrize(
    ("mail", "what"),
    [
        (REPORT.replace(TEXT, TEXT + STATUS), "BOUNCE"),
        (PLAIN.replace("jan@example.nl", "MAILER-DAEMON@mx.example.nl"), "BOUNCE"),
        (PLAIN.replace("Re: scores", "Onbestelbaar: Help mee kiezen"), "BOUNCE"),
        (
            PLAIN.replace("MIME-Version", "X-Failed-Recipients: a@example.nl\nMIME-Version"),
            "BOUNCE",
        ),
        (PLAIN.replace("MIME-Version", "Auto-Submitted: auto-replied\nMIME-Version"), "AUTOREPLY"),
        (PLAIN.replace("MIME-Version", "X-Autoreply: yes\nMIME-Version"), "AUTOREPLY"),
        (PLAIN.replace("MIME-Version", "Precedence: auto_reply\nMIME-Version"), "AUTOREPLY"),
        (PLAIN.replace("Re: scores", "Automatisch antwoord: Help mee kiezen"), "AUTOREPLY"),
        (PLAIN.replace("Re: scores", "=?utf-8?q?Afwezig=3A_tot_maandag?="), "AUTOREPLY"),
        (PLAIN.replace("Re: scores", "AUTO: Jan is met vakantie"), "AUTOREPLY"),
        (PLAIN.replace("MIME-Version", "X-Autorespond: ja\nMIME-Version"), "AUTOREPLY"),
        (PLAIN.replace("From: ", "Return-Path: <>\nFrom: "), "AUTOREPLY"),
        (PLAIN.replace(TEXT, TEXT + STATUS), "BOUNCE"),
        (PLAIN.replace("Re: scores", "[Undeliverable] scores"), "BOUNCE"),
        (REPORT.replace("delivery-status", "disposition-notification"), "RECEIPT"),
        (PLAIN.replace("MIME-V", "X-Auto-Response-Suppress: All\nMIME-V"), "EXCEL"),
        (forwarded(REPORT), "BOUNCE"),
        (PLAIN.replace("Re: scores", "Re: Automatisch antwoord: Help mee"), "EXCEL"),
        (PLAIN.replace("MIME-Version", "Auto-Submitted: no\nMIME-Version"), "EXCEL"),
    ],
)
def test_what_no_person_wrote_is_called_so_and_never_read(mail: str, what: str) -> None:
    (thing,) = found(mail)
    assert thing["what"] == what
    assert bool(thing["data"]) is (what == "EXCEL")


def test_of_a_mail_that_did_not_arrive_it_is_told_where() -> None:
    (thing,) = found(REPORT.replace(TEXT, TEXT + STATUS))
    assert thing["about"] == "piet@example.nl"


HEAVY = {
    "parts in parts": "From: a@b.nl\nSubject: x\n"
    + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)),
    "mails in mails": f"From: a@b.nl\nSubject: x\n{MESSAGE}\n\n" * 2_100,
    "a hundred thousand parts": head() + "--b1\n\n" * 100_000,
    "mails behind each other": "From: a@b.nl\nMIME-Version: 1.0\n\nx\n\n" * 2_100,
    "winmail.dat in winmail.dat": winmail(*[("a", b"x")] * 2_100),
}
LIGHT = {
    "a long header": f"From: a@b.nl\nSubject: {'=?utf-8?q?=41?= ' * 50_000}\n\nx",
    "many headers": "From: a@b.nl\n" + "X-A: b\n" * 90_000 + "\nx",
    "a name in many pieces": with_parts(
        part(
            OCTETS,
            "Content-Disposition: attachment; "
            + "; ".join(f'filename*{n}="xx"' for n in range(30_000)),
        )
    ),
    "quotes": head("multipart/mixed; " + ';a="' * 100_000) + "x",
    "blanks behind a line between parts": head() + ("--b1" + " " * 300_000 + "x\n") * 2,
    "returns without line feeds": head() + "\r" * 500_000 + "x",
    "brackets": f"From: {'<(' * 200_000}\nDate: {'(' * 200_000}\nSubject: x\n\nx",
    "beginnings of uuencode": head("text/plain") + "begin 644 a\n" * 50_000,
    "beginnings of a signed message": bytes.fromhex("308006092a864886f70d010702") + b"0\x80" * 9999,
}


@pytest.mark.parametrize("mail", HEAVY.values(), ids=HEAVY)
def test_a_mail_that_no_one_writes_is_refused(mail: str | bytes) -> None:
    with pytest.raises(FileError, match="ingewikkelder"):
        found(mail)


def test_a_mail_takes_time_that_grows_with_its_size_and_no_faster() -> None:
    start = time.process_time()
    for mail in LIGHT.values():
        found(mail)
    assert time.process_time() - start < 20


SLIPS = (
    b"",
    b"\n",
    b"\r\n",
    b'"',
    b";",
    b" ",
    b"\t",
    b"--",
    b"\n ",
    b"X: y\n",
    b"=",
    b"(",
    b"<",
    b":",
    b"\\",
    b"\0",
    b"\xe9",
    b"=?utf-8?q?a?=",
)


def found_by_python(mail: bytes) -> bool:
    """Whether Python's own parser, the lenient one, finds the workbook."""
    parts = email.message_from_bytes(mail, policy=email.policy.compat32).walk()
    return any(not part.is_multipart() and part.get_payload(decode=True) == BOOK for part in parts)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.lists(st.tuples(st.integers(0, 900), st.sampled_from(SLIPS), st.integers(0, 3)), max_size=3),
)
def test_a_slip_never_hides_what_another_parser_finds(
    name: str, slips: list[tuple[int, bytes, int]]
) -> None:
    mail = bytearray(as_bytes(WHOLE[name]))
    before = max(mail.find(b"UEsDB"), 0) or len(mail)
    for at, put, lost in slips:
        mail[at % before : at % before + lost] = put
    things = found(bytes(mail))  # whatever comes of it, it is no exception
    read = any(base64.b64decode(thing["data"]) == BOOK for thing in things)
    if found_by_python(bytes(mail)):
        assert read or any(thing["holds"] for thing in things)
