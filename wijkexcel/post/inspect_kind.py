"""What a returned file is, if it is no workbook at all; and what a zip holds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wijkexcel.dutch import received
from wijkexcel.post.inspect_zip import MOST_IN_ALL
from wijkexcel.post.refused import BY_HAND, DAMAGED, PASSWORD, RESAVE, RefusedError


class Kind(StrEnum):
    """What a file is."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    ODS = "ods"
    EML = "eml"
    SKIP = "skip"
    """Left by a program, nothing that anyone sent."""
    OTHER = "other"
    """Something that cannot be read; always refused."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is found."""

    kind: Kind
    refused: str | None = None
    """Why it may not be read and what to do about it; None when it may."""
    notes: tuple[str, ...] = ()
    """What the coordinator should know of a file that may be read or is skipped."""
    sheet: str = ""
    cell: str = ""
    """Where that is why it may not be read, as far as it is on one sheet or in one cell."""


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SKIPPED_NAMES = frozenset({"desktop.ini", "thumbs.db", ".ds_store", "ehthumbs.db", "icon\r"})
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*|From [^\r\n]*\r?\n)")
_OTHER_CONTENT = (
    (b"%PDF", "een pdf"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een tekstdocument (rtf)"),
    (b"Rar!", "een ingepakt bestand (rar)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"\x1f\x8b", "een ingepakt bestand (gz)"),
    (b"MZ", "een programma"),
)
_OLD_FORMAT = "een werkmap in het oude formaat .xls"
_OTHER_ENDINGS = {
    ".xls": _OLD_FORMAT,
    ".xlsb": "een binaire werkmap (.xlsb)",
    ".xltx": "een sjabloon (.xltx)",
    ".xltm": "een sjabloon (.xltm)",
    ".csv": "een tekstbestand (.csv)",
    ".numbers": "een werkmap van Apple Numbers",
    ".pdf": "een pdf",
    ".zip": "een ingepakt bestand (.zip)",
    ".msg": "een bericht in het formaat van Outlook (.msg)",
}
UNPACK = (
    "Dit is een ingepakt bestand (.zip). Pak het uit, zet wat erin zit in deze map en probeer het "
    "nog eens."
)
_MSG = (
    "Dit is een bericht in het formaat van Outlook (.msg). Sla de bijlage los op in deze map, of "
    "sla het bericht op als .eml."
)


def skipped(base: str, data: bytes) -> str | None:
    """Say why a file is no answer and nothing is lost by skipping it; None when it may be one."""
    lower = base.lower()
    if base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#")):
        owner = base[2:] if base.startswith("~$") else base[7:-1]
        return received.LOCK.write(file=owner)
    if lower in _SKIPPED_NAMES or (base.startswith("._") and data[:4] == b"\0\5\x16\7"):
        return "Dit is geen antwoord, maar een bestand van de computer zelf. Overgeslagen."
    return None


def mail(data: bytes) -> Inspection:
    """Look at what is named as a message."""
    if len(data) > MOST_IN_ALL:
        return Inspection(
            Kind.EML,
            "Dit bericht is groter dan 64 MB en wordt niet gelezen. Sla de bijlage los op in deze "
            "map.",
        )
    if data.startswith(_OLE2):
        return Inspection(Kind.OTHER, _MSG)
    if b"\0" in data or not _HEADER_LINE.match(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")):
        return Inspection(
            Kind.OTHER,
            "Dit bestand heet .eml, maar er staat geen bericht in. Sla het bericht opnieuw op, of "
            "sla de bijlage los op in deze map.",
        )
    return Inspection(Kind.EML)


def no_zip(ending: str, data: bytes) -> str:
    """Say what a file is that is no zip, and so no workbook, and what to do."""
    if data.startswith(_OLE2):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return PASSWORD
        if "__substg1.0_".encode("utf-16-le") in data:
            return _MSG
        if any(book.encode("utf-16-le") + b"\0\0" in data for book in ("Workbook", "Book")):
            return f"Dit is {_OLD_FORMAT}. {RESAVE}"
        return f"Dit is geen werkboek, maar een document in een oud formaat. {BY_HAND}"
    what = next((what for magic, what in _OTHER_CONTENT if data.startswith(magic)), None)
    if what is None:
        head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if head.startswith((b"<!doctype html", b"<html", b"<table")):
            what = "een webpagina (html)"
        elif head.startswith((b"<?xml", b"<")):
            what = "een bestand in xml"
        elif ending in _WORKBOOK_ENDINGS:
            return _damaged_or_else(data)
        else:
            what = _OTHER_ENDINGS.get(ending, "een ander soort bestand")
    named = f" Het heet wel {ending}." if ending in _WORKBOOK_ENDINGS else ""
    return f"Dit is geen werkboek, maar {what}.{named} {BY_HAND}"


def _damaged_or_else(data: bytes) -> str:
    if b"PK\5\6" in data[-70_000:] or not data.strip(b"\0"):
        return DAMAGED
    return f"Dit bestand heeft de naam van een werkboek, maar er zit iets anders in. {BY_HAND}"


def kind_of(ending: str, parts: Mapping[str, bytes]) -> Kind:
    """Tell what a zip holds, and see to it that its name says so too."""
    names = {name.casefold() for name in parts}
    is_ods = "content.xml" in names or "mimetype" in names
    is_excel = any(name.startswith(("xl/", "[content_types]")) for name in names)
    if is_ods and is_excel:
        raise RefusedError(
            f"In dit bestand zitten twee werkboeken door elkaar (van Excel en .ods). {RESAVE}"
        )
    if is_ods:
        if parts.get("mimetype", b"").strip() != _ODS_TYPE or "content.xml" not in parts:
            raise RefusedError(f"Dit is geen werkboek, maar een ander document. {BY_HAND}")
        _check_ending(ending, (".ods",), "een .ods-bestand van LibreOffice", ".ods")
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise RefusedError(f"Dit is {_OTHER_ENDINGS['.xlsb']}. {RESAVE}")
    if "xl/workbook.xml" in names and "[content_types].xml" in names:
        types = next(parts[name] for name in parts if name.casefold() == "[content_types].xml")
        macros = b"macroenabled" in types.lower() or any("vbaproject" in name for name in names)
        if b".template." in types:
            raise RefusedError(f"Dit is een sjabloon en geen werkmap. {RESAVE}")
        _check_ending(ending, (".xlsx", ".xlsm"), "een werkmap van Excel", ".xlsx")
        return Kind.XLSM if macros or ending == ".xlsm" else Kind.XLSX
    if is_excel:
        raise RefusedError(DAMAGED)
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise RefusedError(
            f"Dit is geen werkboek, maar een document van Word of PowerPoint. {BY_HAND}"
        )
    if any(name.startswith("index/") or name == "index.zip" for name in names):
        raise RefusedError(f"Dit is {_OTHER_ENDINGS['.numbers']}. {RESAVE}")
    raise RefusedError(UNPACK)


def _check_ending(ending: str, right: tuple[str, ...], what: str, better: str) -> None:
    if ending not in right:
        named = f"heet {ending}" if ending else "heeft geen letters achter een punt in de naam"
        raise RefusedError(
            f"Dit is {what}, maar het {named}. Geef het een naam die eindigt op {better} en "
            "probeer het nog eens."
        )
