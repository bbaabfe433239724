"""Mails as programs write them, rightly and wrongly, with what stands for a workbook."""

import base64
import binascii
import io
import struct
import zipfile
from email.message import EmailMessage

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "--b1\nContent-Type: text/plain\n\nHierbij.\n"


def workbook() -> bytes:
    """As much of one as tells what it is; with bytes of all kinds."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            made.writestr(zipfile.ZipInfo(name), b"<x/>")
        made.writestr(zipfile.ZipInfo("xl/a.bin"), bytes(range(256)) * 4 + b"From \r\n--b1 \n.\n")
    return out.getvalue()


BOOK = workbook()
BASE64 = base64.encodebytes(BOOK).decode()


def head(kind: str = 'multipart/mixed; boundary="b1"', *more: str, sender: str = "jan") -> str:
    """Headers of a mail, with the blank line behind them."""
    return "\n".join(
        [
            f"From: Iemand <{sender}@example.nl>",
            "To: wijk@example.nl",
            "Subject: Re: scores",
            "Date: Mon, 23 Nov 2026 10:00:00 +0100",
            "MIME-Version: 1.0",
            *more,
            f"Content-Type: {kind}",
            "",
            "",
        ]
    )


def part(
    *headers: str, body: str = BASE64, coded: str = "Content-Transfer-Encoding: base64"
) -> str:
    """A part with these headers."""
    return "\n".join(["--b1", *headers, *([coded] if coded else []), "", body, ""])


def with_parts(*parts: str, sender: str = "jan") -> str:
    """A mail with a text and these parts."""
    return head(sender=sender) + TEXT + "".join(parts) + "--b1--\n"


def attached(data: bytes, name: str, kind: str = "application/octet-stream") -> str:
    """A mail with this attached."""
    return with_parts(
        part(f'Content-Type: {kind}; name="{name}"', body=base64.encodebytes(data).decode())
    )


NAMED = part(
    f'Content-Type: {XLSX}; name="s.xlsx"', 'Content-Disposition: attachment; filename="s.xlsx"'
)
PLAIN = with_parts(NAMED)


def made_by_python() -> bytes:
    """A mail as Python writes it, with a name that is cut into pieces (RFC 2231)."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "jan@example.nl", "Scores"
    mail.set_content("Hierbij.")
    name = "scóres van de wijkraad en nog veel meer woorden omdat het zo lang is.xlsx"
    mail.add_attachment(BOOK, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def uuencoded(data: bytes = BOOK) -> str:
    """A text with this in it, as mails had before MIME."""
    lines = (binascii.b2a_uu(data[i : i + 45]).decode() for i in range(0, len(data), 45))
    return f"begin 644 s.xlsx\n{''.join(lines)}`\nend\n"


def yencoded(data: bytes = BOOK, name: str = "s.xlsx") -> bytes:
    """The same as newsgroups have it: any sign but four, shifted."""
    shifted = bytes((sign + 42) % 256 for sign in data)
    lines = (shifted[i : i + 128] for i in range(0, len(shifted), 128))
    coded = (
        b"".join(b"=" + bytes([(s + 64) % 256]) if s in b"\0\n\r=" else bytes([s]) for s in line)
        for line in lines
    )
    head = f"=ybegin line=128 size={len(data)} name={name}\r\n".encode()
    return head + b"\r\n".join(coded) + f"\r\n=yend size={len(data)}\r\n".encode()


def binhexed(data: bytes = BOOK, name: bytes = b"s.xlsx") -> str:
    """The same as programs for old Macs sent it."""
    head = bytes([len(name)]) + name + b"\0TEXTabcd\0\0" + struct.pack(">II", len(data), 0)
    whole = head + b"\0\0" + data + b"\0\0" + b"\0\0"
    packed = whole.replace(b"\x90", b"\x90\0")
    packed = packed.replace(b"\0" * 5, b"\0\x90\x05")
    signs = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"
    plain = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    letters = base64.b64encode(packed).rstrip(b"=").translate(bytes.maketrans(plain, signs))
    text = ":" + letters.decode() + ":"
    lines = "\n".join(text[i : i + 64] for i in range(0, len(text), 64))
    return f"(This file must be converted with BinHex 4.0)\n\n{lines}\n"


def _tlv(tag: int, content: bytes, endless: bool = False) -> bytes:
    if endless:
        return bytes([tag, 0x80]) + content + b"\0\0"
    size = len(content).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + content


def signed(content: bytes, endless: bool = False) -> bytes:
    """SignedData around this; in pieces and without lengths as OpenSSL streams it."""
    octets = _tlv(4, content)
    if endless:
        pieces = (_tlv(4, content[i : i + 100]) for i in range(0, len(content), 100))
        octets = _tlv(0x24, b"".join(pieces), True)
    data_id, signed_id = (_tlv(6, bytes.fromhex(f"2a864886f70d01070{n}")) for n in (1, 2))
    inside = _tlv(0x30, data_id + _tlv(0xA0, octets, endless), endless)
    digests = _tlv(0x31, _tlv(0x30, _tlv(6, bytes.fromhex("608648016503040201"))))
    body = _tlv(0x30, _tlv(2, b"\1") + digests + inside + _tlv(0x31, b""), endless)
    oid = b"\6\x09" + signed_id[6:]
    return _tlv(0x30, oid + _tlv(0xA0, body, endless), endless)


def encrypted() -> bytes:
    """The beginning of EnvelopedData."""
    return _tlv(0x30, b"\6\x09" + bytes.fromhex("2a864886f70d010703") + _tlv(0xA0, b"x" * 99))


def winmail(*files: tuple[str, bytes]) -> bytes:
    """The file that Outlook makes of a mail with these attached."""

    def attribute(level: int, number: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(data)) + data + b"\0\0"

    return b"\x78\x9f\x3e\x22\1\0" + b"".join(
        attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, name.encode("cp1252") + b"\0")
        + attribute(2, 0x0006800F, data)
        for name, data in files
    )
