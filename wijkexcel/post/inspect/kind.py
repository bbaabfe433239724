"""What a returned file is, if it is not a workbook; and what a zip contains."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wijkexcel.files.kinds import BY_HAND, What
from wijkexcel.ooxml.parts import known_names
from wijkexcel.post.inspect.refused import DAMAGED, PASSWORD, RESAVE, RefusedError
from wijkexcel.post.inspect.zip import MOST_IN_ALL
from wijkexcel.sentences import received


class Kind(StrEnum):
    """What a file is."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    ODS = "ods"
    EML = "eml"
    SKIP = "skip"
    """Left behind by a program, not sent by a person."""
    OTHER = "other"
    """Something that cannot be read; always refused."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result of the inspection."""

    kind: Kind
    refused: str | None = None
    """Why it may not be read and what to do about it; None when it may."""
    notes: tuple[str, ...] = ()
    """What the coordinator should know about a file that may be read or is skipped."""
    sheet: str = ""
    cell: str = ""
    """Sheet and cell of the reason, where there is one."""


_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SKIPPED_NAMES = frozenset({"desktop.ini", "thumbs.db", ".ds_store", "ehthumbs.db", "icon\r"})
_EXCEL_ENDINGS = (".xlsx", ".xlsm")
_OTHER_TYPES = {
    b"wordprocessingml": What.WORD,
    b"presentationml": What.POWERPOINT,
    b"ms-excel.sheet.binary": What.XLSB,
}
_MACRO_BOOK = re.compile(rb"<(?:\w+:)?override\b[^>]*macroenabled")
"""The declared type of a workbook with macros; parts that merely have such a name do not count."""
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_HEADER_LINE = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*|From [^\r\n]*\r?\n)")
_MSG = (
    "Dit is een bericht in het formaat van Outlook (.msg). Sla de bijlage los op in deze map, of "
    "sla het bericht op als .eml."
)


def skipped(base: str, data: bytes) -> str | None:
    """Say why a file is not an answer and can be skipped without loss; None when it may be one."""
    lower = base.lower()
    if base.startswith("~$") or (base.startswith(".~lock.") and base.endswith("#")):
        owner = base[2:] if base.startswith("~$") else base[7:-1]
        return received.LOCK.write(file=owner)
    if lower in _SKIPPED_NAMES or (base.startswith("._") and data[:4] == b"\0\5\x16\7"):
        return "Dit is geen antwoord, maar een bestand van de computer zelf. Overgeslagen."
    return None


def mail(data: bytes) -> Inspection:
    """Inspect a file with the extension of a mail message."""
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


def no_workbook(ending: str, what: What, data: bytes) -> str:
    """Say what a file is if it is not a workbook, and what to do; empty when it may be one."""
    if what in {What.EXCEL, What.ODS} or (what is What.ZIP and ending in _WORKBOOK_ENDINGS):
        return ""
    if what in {What.TEXT, What.UNKNOWN} and ending in _WORKBOOK_ENDINGS:
        if b"PK\5\6" in data[-70_000:] or not data.strip(b"\0"):
            return DAMAGED
        return f"Dit bestand heeft de naam van een werkboek, maar er zit iets anders in. {BY_HAND}"
    if what is What.PASSWORD and ending in _EXCEL_ENDINGS:
        return PASSWORD
    named = f" Het heet wel {ending}." if ending in _WORKBOOK_ENDINGS else ""
    advice = what.advice or BY_HAND
    no_book = ", geen werkboek" if advice == BY_HAND else ""
    return f"Dit is {what.called}{no_book}.{named} {advice}"


def kind_of(ending: str, parts: Mapping[str, bytes]) -> Kind:
    """Determine what a zip contains, and check that its name agrees."""
    names = known_names(parts)
    types = parts.get(names.get("[content_types].xml", ""), b"").replace(b"\0", b"").lower()
    is_ods = "content.xml" in names or "mimetype" in names
    is_excel = bool(types) or any(name.startswith("xl/") for name in names)
    if is_ods and is_excel:
        raise RefusedError(
            f"In dit bestand zitten twee werkboeken door elkaar (van Excel en .ods). {RESAVE}"
        )
    if is_ods:
        _check_ods(parts)
        _check_ending(ending, (".ods",), "een .ods-bestand van LibreOffice", ".ods")
        return Kind.ODS
    if b".template." in types:
        raise RefusedError(f"Dit is een sjabloon en geen werkmap. {RESAVE}")
    for word, what in _OTHER_TYPES.items():
        if word in types and b"spreadsheetml" not in types:
            raise RefusedError(what.refusal)
    if not types:
        raise RefusedError(DAMAGED if is_excel else What.ZIP.refusal)
    macros = _MACRO_BOOK.search(types) or any("vbaproject" in name for name in names)
    _check_ending(ending, _EXCEL_ENDINGS, "een werkmap van Excel", ".xlsx")
    return Kind.XLSM if macros or ending == ".xlsm" else Kind.XLSX


def _check_ods(parts: Mapping[str, bytes]) -> None:
    content = parts.get("content.xml", b"")
    kind = parts.get("mimetype", _ODS_TYPE if b":spreadsheet" in content else b"").strip()
    if kind == _ODS_TYPE + b"-template":
        raise RefusedError(f"Dit is een sjabloon en geen werkmap. {RESAVE}")
    if kind != _ODS_TYPE or not content:
        raise RefusedError(What.ODF.refusal)


def _check_ending(ending: str, right: tuple[str, ...], what: str, better: str) -> None:
    if ending not in right:
        named = f"heet {ending}" if ending else "heeft geen letters achter een punt in de naam"
        raise RefusedError(
            f"Dit is {what}, maar het {named}. Geef het een naam die eindigt op {better} en "
            "probeer het nog eens."
        )
