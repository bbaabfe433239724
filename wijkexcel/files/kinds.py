"""What something is, by its content: for files in folders and for attachments alike.

One declaration: each ``What`` has its Dutch name and its own advice. The name of a file is only
used where the content is inconclusive, as for a .csv. Nothing is unpacked: safe on any bytes.
"""

import binascii
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePath

BY_HAND = "Neem de scores met de hand over, of vraag de afzender om het ingevulde werkboek."
_HERE = "in deze map en verzamel opnieuw."
_RESAVE = f"Open het in Excel of LibreOffice, sla het op als .xlsx {_HERE}"
_UNLOCK = f"Open het, haal het wachtwoord eraf, sla het op als .xlsx {_HERE}"
_UNPACK = "Pak het uit, zet wat erin zit in deze map en verzamel opnieuw."
_BY_MAIL = f"Open de mail in uw mailprogramma, sla de bijlage los op {_HERE}"
_DECRYPT = f"{_BY_MAIL} Lukt dat niet, vraag dan de afzender om het te sturen zonder versleuteling."
_ASK = "Vraag de afzender om het ingevulde werkboek."


class What(Enum):
    """Kinds of content: their name after 'Dit is', and what to do with them.

    Kinds without advice can be read, or opened for further inspection.
    """

    EXCEL = "een werkmap van Excel", ""
    ODS = "een werkmap van LibreOffice (.ods)", ""
    MAIL = "een mail", ""
    SIGNED = "een ondertekende mail (S/MIME)", ""
    TNEF = "een bijlage van Outlook (winmail.dat)", ""

    EMPTY = "een leeg bestand (0 bytes)", "Vraag de afzender om het opnieuw te sturen."
    PASSWORD = "een bestand met een wachtwoord of een beveiligingslabel erop", _UNLOCK
    XLS = "een werkmap in het oude formaat .xls", _RESAVE
    XLSB = "een binaire werkmap (.xlsb)", _RESAVE
    XML_BOOK = "een werkmap die als xml is bewaard", _RESAVE
    SYLK = "een werkmap in het oude formaat .slk", _RESAVE
    NUMBERS = (
        "een bestand van Apple (Numbers, Pages of Keynote)",
        f"Is het een werkmap? Kies in Numbers 'Exporteer naar Excel' en zet die {_HERE}",
    )
    CSV = "een tekstbestand (.csv)", BY_HAND
    WORD = "een Word-bestand", BY_HAND
    OLD_WORD = "een Word-bestand in het oude formaat .doc", BY_HAND
    POWERPOINT = "een PowerPoint-bestand", BY_HAND
    OLD_POWERPOINT = "een PowerPoint-bestand in het oude formaat .ppt", BY_HAND
    VISIO = "een tekening van Visio", BY_HAND
    ODT = "een tekstdocument van LibreOffice (.odt)", BY_HAND
    ODF = "een ander document van LibreOffice", BY_HAND
    OLD_OFFICE = "een document in een oud formaat", BY_HAND
    PDF = "een pdf", BY_HAND
    PHOTO = "een foto", BY_HAND
    IMAGE = "een afbeelding", BY_HAND
    MEDIA = "een opname van geluid of beeld", BY_HAND
    RTF = "een tekstdocument (rtf)", BY_HAND
    HTML = "een webpagina (html)", BY_HAND
    XML = "een bestand in xml", BY_HAND
    TEXT = "een tekstbestand", BY_HAND

    ZIP = "een ingepakt bestand (.zip)", _UNPACK
    RAR = "een ingepakt bestand (rar)", _UNPACK
    SEVEN_ZIP = "een ingepakt bestand (7z)", _UNPACK
    GZIP = "een ingepakt bestand (gz)", _UNPACK
    TAR = "een ingepakt bestand (tar)", _UNPACK
    PACKED = "een ingepakt bestand", _UNPACK

    MSG = (
        "een bericht in het formaat van Outlook (.msg)",
        "Open het in Outlook en sla de bijlage los op in deze map, of sla het bericht op als .eml.",
    )
    PST = "een archief van Outlook (.pst)", _BY_MAIL
    PRINTED = "een mail die als tekst is bewaard: de bijlage zit er niet meer bij", _BY_MAIL
    SMIME = "een versleutelde mail (S/MIME)", _DECRYPT
    PGP = "een versleuteld bericht (PGP)", _DECRYPT
    PROTECTED = "een mail met een beveiligingslabel van Microsoft (rpmsg)", _DECRYPT
    PARTIAL = "een stuk van een mail die in stukken is verstuurd", _BY_MAIL
    BOUNCE = (
        "een melding van een mailserver dat een mail niet of nog niet is aangekomen",
        "Het telt niet als antwoord. Kijk of het adres op het blad Deelnemers klopt.",
    )
    AUTOREPLY = "een automatisch antwoord, zoals bij afwezigheid", "Het telt niet als antwoord."
    RECEIPT = "een ontvangst- of leesbevestiging", "Het telt niet als antwoord."
    LINK = (
        "een verwijzing naar een bestand ergens anders",
        f"Open de verwijzing, sla het werkboek op {_HERE}",
    )
    SIGNATURE = "een digitale handtekening", _ASK
    CALENDAR = "een afspraak voor de agenda", _ASK
    CONTACT = "een visitekaartje", _ASK
    PROGRAM = "een programma", f"Open het niet. {_ASK}"
    UNKNOWN = "een ander soort bestand", BY_HAND

    def __init__(self, called: str, advice: str) -> None:
        self.called = called
        self.advice = advice

    @property
    def refusal(self) -> str:
        """Why it is not read and what to do, in full sentences; empty when it can be read."""
        if not self.advice:
            return ""
        no_book = ", geen werkboek" if self.advice == BY_HAND else ""
        return f"Dit is {self.called}{no_book}. {self.advice}"


ENDINGS = {What.EXCEL: ".xlsx", What.ODS: ".ods", What.MAIL: ".eml"}
"""The extension for readable content that came without one, or with another."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINS = (
    (b"%PDF", What.PDF),
    (b"\x89PNG", What.IMAGE),
    (b"GIF8", What.IMAGE),
    (b"BM", What.IMAGE),
    (b"II*\0", What.IMAGE),
    (b"MM\0*", What.IMAGE),
    (b"\xff\xd8\xff", What.PHOTO),
    (b"{\\rtf", What.RTF),
    (b"ID;P", What.SYLK),
    (b"Rar!", What.RAR),
    (b"7z\xbc\xaf", What.SEVEN_ZIP),
    (b"\x1f\x8b", What.GZIP),
    (b"BZh", What.PACKED),
    (b"\xfd7zXZ", What.PACKED),
    (b"\x28\xb5\x2f\xfd", What.PACKED),
    (b"MSCF", What.PACKED),
    (b"SIT!", What.PACKED),
    (b"StuffIt", What.PACKED),
    (b"\x60\xea", What.PACKED),
    (b"\x78\x9f\x3e\x22", What.TNEF),
    (b"\x76\xe8\x04\x60\xc4\x11\xe3\x86", What.PROTECTED),
    (b"!BDN", What.PST),
    (b"-----BEGIN PGP MESSAGE", What.PGP),
    (b"-----BEGIN PGP SIGNATURE", What.SIGNATURE),
    (b"BEGIN:VCALENDAR", What.CALENDAR),
    (b"BEGIN:VCARD", What.CONTACT),
    (b"[InternetShortcut]", What.LINK),
    (b"L\0\0\0\1\x14\2\0", What.LINK),
    (b"OggS", What.MEDIA),
    (b"ID3", What.MEDIA),
    (b"\x1a\x45\xdf\xa3", What.MEDIA),
    (b"\x7fELF", What.PROGRAM),
    (b"MZ", What.PROGRAM),
)
_OLE2_HOLDS = (
    ("Workbook\0", What.XLS),
    ("Book\0", What.XLS),
    ("WordDocument\0", What.OLD_WORD),
    ("PowerPoint Document\0", What.OLD_POWERPOINT),
)
_ODF = {
    b"spreadsheet": What.ODS,
    b"text": What.ODT,
}
_ZIP_HOLDS = (
    ("xl/workbook.bin", What.XLSB),
    ("xl/", What.EXCEL),
    ("word/", What.WORD),
    ("ppt/", What.POWERPOINT),
    ("visio/", What.VISIO),
    ("index/", What.NUMBERS),
    ("index.zip", What.NUMBERS),
    ("content.xml", What.ODS),
    ("[content_types].xml", What.EXCEL),
)
"""Members of a zip by the beginning of their names; the first one present decides."""
_MOST_MEMBERS = 1_000
_CMS = {
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02": What.SIGNED,
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03": What.SMIME,
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x09": What.SIGNED,  # compressed: opened likewise
    b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17": What.SMIME,
}
"""Object identifiers at the start of a message in the cryptographic message syntax."""
_ARMOURED = re.compile(rb"\s*(?:-----BEGIN (?:PKCS7|CMS)-----\s*)?(MI[A-Za-z0-9+/\s]{60,}={0,2})")
_BY_NAME = {
    ".csv": What.CSV,
    ".tsv": What.CSV,
    ".gpg": What.PGP,
    ".pgp": What.PGP,
    ".p7s": What.SIGNATURE,
}

_MAIL_HEADERS = frozenset(
    b"from to cc bcc subject date sender reply-to message-id in-reply-to references received "
    b"return-path delivered-to mime-version content-type content-transfer-encoding x-unsent "
    b"x-mailer user-agent thread-topic thread-index dkim-signature authentication-results "
    b"auto-submitted content-disposition content-language importance x-mozilla-status".split()
)
_MOST_HEAD = 65_536
_SURELY = 4
"""This many lines each followed by a blank one are no coincidence."""
_HEADER = re.compile(rb"([!-9;-~]{1,80})[ \t]*:")
_PRINTED = {
    "from": re.compile(r"(?:van|from):", re.I),
    "to": re.compile(r"(?:aan|to):", re.I),
    "date": re.compile(r"(?:verzonden|verstuurd|datum|sent|date):", re.I),
    "subject": re.compile(r"(?:onderwerp|subject|betreft):", re.I),
}
"""Lines at the top of a mail that a mail program printed or saved as text."""


def what_is(data: bytes, name: str = "") -> What:
    """Determine what content is.

    Args:
        data: the complete content.
        name: its name, for inconclusive content; may be empty.
    """
    if not data:
        return What.EMPTY
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _in_zip(data)
    if data.startswith(_OLE2):
        return _in_ole2(data)
    if cms := _in_cms(unarmoured(data[:200])[:40]):
        return What.SIGNATURE if cms is What.SIGNED and ending == ".p7s" else cms
    is_text = b"\0" not in data[:64]  # words may begin with these two letters too
    for magic, what in _BEGINS:
        if data.startswith(magic) and not (is_text and len(magic) == 2 and magic.isalpha()):
            return what
    return _in_container(data) or _in_text(data, ending) or _BY_NAME.get(ending, What.UNKNOWN)


def unarmoured(data: bytes) -> bytes:
    """Decode a message in the cryptographic message syntax from base64, if it is encoded so."""
    coded = _ARMOURED.match(data)
    if coded is None:
        return data
    letters = b"".join(coded[1].split())
    return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def is_mail(data: bytes) -> bool:
    """Whether it begins like a mail: with headers, of which at least two are mail headers."""
    known = set()
    head = start_of_mail(data[: 16 * _MOST_HEAD])[:_MOST_HEAD]
    lines = list(header_lines(head))
    for line in lines[:-1] if len(head) == _MOST_HEAD else lines:
        match = _HEADER.match(line)
        if match is None:
            return False
        known.add(match[1].lower())
    return len(known & _MAIL_HEADERS) >= 2


def start_of_mail(data: bytes) -> bytes:
    """Remove what programs put before the headers: marks, blank lines, a mailbox line."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    first = re.match(rb"(?:>?From [^\r\n]*|\d+[ \t]*)[\r\n]+", data)
    return _single_spaced(data[first.end() :] if first else data)


def _single_spaced(data: bytes) -> bytes:
    """Remove the blank line that a program put after every line."""
    first = data.split(b"\n", 2 * _SURELY)
    if len(first) <= 2 * _SURELY or not _is_double(first[:-1]) or not _HEADER.match(first[2]):
        return data
    lines = data.split(b"\n")
    return b"\n".join(lines[::2]) if _is_double(lines) else data


def _is_double(lines: list[bytes]) -> bool:
    return not any(line.strip() for line in lines[1::2])


def header_lines(data: bytes) -> Iterator[bytes]:
    """Yield the lines up to the first blank one, without continuation lines."""
    plain = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    for line in (plain if b"\n" in plain else plain.replace(b"\r", b"\n")).split(b"\n"):
        if not line.strip():
            return
        if line[:1] not in b" \t":
            yield line


def _in_zip(data: bytes) -> What:
    if data[30:38] == b"mimetype" and b"vnd.oasis.opendocument." in data[38:130]:
        kind = data[38:130].partition(b"vnd.oasis.opendocument.")[2]
        return next((what for word, what in _ODF.items() if kind.startswith(word)), What.ODF)
    names = list(_members(data))
    for begin, what in _ZIP_HOLDS:
        if any(name.startswith(begin) for name in names):
            return what
    return What.ZIP


def _members(data: bytes) -> Iterator[str]:
    """Yield names from the directory of a zip; if that is missing, from the members."""
    end = data.rfind(b"PK\5\6")
    at = end - int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    listed = end >= 0 and (at == end or data[at : at + 4] == b"PK\1\2")
    mark, sizes, fixed = (b"PK\1\2", 28, 46) if listed else (b"PK\3\4", 26, 30)
    at = at if listed else 0
    for _ in range(_MOST_MEMBERS):
        if at < 0 or data[at : at + 4] != mark:
            return
        lengths = [
            int.from_bytes(data[i : i + 2], "little")
            for i in range(at + sizes, at + sizes + (6 if listed else 4), 2)
        ]
        name = data[at + fixed : at + fixed + lengths[0]].decode("cp437").lower()
        yield re.sub(r"^(?:\./)+", "", name.replace("\\", "/"))
        size = 0 if listed else int.from_bytes(data[at + 18 : at + 22], "little")
        at += fixed + sum(lengths) + size
        if not listed:
            at = data.find(mark, at)


def _in_ole2(data: bytes) -> What:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return What.PASSWORD
    if "__substg1.0_".encode("utf-16-le") in data:
        return What.MSG
    places = ((data.find(word.encode("utf-16-le")), what) for word, what in _OLE2_HOLDS)
    return min(
        (found for found in places if found[0] >= 0),
        key=lambda found: found[0],
        default=(0, What.OLD_OFFICE),
    )[1]


def _in_cms(head: bytes) -> What | None:
    """Recognise a signed or encrypted message by its first identifier."""
    at = head.find(b"\x06")
    if head[:1] != b"\x30" or not 2 <= at <= 12:
        return None
    return _CMS.get(head[at + 2 : at + 2 + head[at + 1]])


def _in_container(data: bytes) -> What | None:
    if data[4:8] == b"ftyp":
        photo = data[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
        return What.PHOTO if photo else What.MEDIA
    if data.startswith(b"RIFF"):
        return What.IMAGE if data[8:12] == b"WEBP" else What.MEDIA
    if data[257:262] == b"ustar":
        return What.TAR
    return What.PDF if b"%PDF-" in data[:1024] else None


def _in_text(data: bytes, ending: str) -> What | None:
    """Determine what a text is; None for content that is not text."""
    if is_mail(data):
        return What.MAIL
    head = start_of_mail(data[:8192])
    if b"\0" in head:
        return None
    low = head.lower()
    if low.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return What.HTML
    if low.startswith((b"<?xml", b"<")):
        book = b"urn:schemas-microsoft-com:office:spreadsheet", b"opendocument.spreadsheet"
        if any(word in low for word in book):
            return What.XML_BOOK
        return What.IMAGE if b"<svg" in low else What.HTML if b"<html" in low else What.XML
    if b"-----begin pgp message" in low:
        return What.PGP
    text = head.decode("utf-8", "replace")
    lines = [line.strip().strip("*_ ") for line in text.splitlines()[:40]]
    if all(any(shape.match(line) for line in lines) for shape in _PRINTED.values()):
        return What.PRINTED
    signs = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return None if signs else _BY_NAME.get(ending, What.TEXT)
