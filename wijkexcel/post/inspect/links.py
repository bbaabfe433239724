"""What a returned workbook embeds or links to without an answer needing it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from wijkexcel.post.inspect.refused import ASK_AGAIN, PASSWORD, RefusedError

Handler: TypeAlias = Callable[[dict[str, str]], None]

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMBEDDED = f"In dit bestand zit een ander bestand ingesloten. {ASK_AGAIN}"
_ACTIVEX = f"In dit bestand zitten knoppen of velden met een programma erin (ActiveX). {ASK_AGAIN}"
_EXTERNAL = f"Dit bestand verwijst naar een ander bestand. {ASK_AGAIN}"
_CONNECTION = f"Dit bestand haalt gegevens van elders op (een gegevensverbinding). {ASK_AGAIN}"
_DDE = f"Dit bestand wil een ander programma aansturen (DDE). {ASK_AGAIN}"
_MACROS = "In dit bestand zitten macro's. Die zijn niet uitgevoerd; alleen de waarden zijn gelezen."
_OLD_MACROS = (
    "In dit bestand zitten macro's van Excel 4, op een blad. Die zijn niet uitgevoerd; alleen de "
    "waarden zijn gelezen."
)

_KINDS = {
    "oleObject": _EMBEDDED,
    "package": _EMBEDDED,
    "control": _ACTIVEX,
    "activeXControlBinary": _ACTIVEX,
    "externalLink": _EXTERNAL,
    "externalLinkPath": _EXTERNAL,
    "connections": _CONNECTION,
    "queryTable": _CONNECTION,
    "powerPivotData": _CONNECTION,
}
_MEMBERS = (
    (re.compile(r"(^|/)embeddings/."), _EMBEDDED),
    (re.compile(r"(^|/)activex/."), _ACTIVEX),
    (re.compile(r"(^|/)externallinks/."), _EXTERNAL),
    (re.compile(r"^xl/(connections\.|querytables/.|model/.)"), _CONNECTION),
)
_MACRO_MEMBER = re.compile(r"(^|/)vbaproject|^xl/dialogsheets/.|^(basic|scripts)/.")
_OLD_MACRO_MEMBER = re.compile(r"^xl/(intl)?macrosheets/.")
_BAR_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^<>]*)?>([^<|]*\|[^<]*)<")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*\br=[\"']([A-Z]{1,3}[1-9][0-9]{0,6})[\"']")
_QUOTED = re.compile(rb"\"[^\"]*\"|&quot;.*?&quot;")
_DDE_FORMULA = re.compile(rb"\|[^!]*!")
_ODS_DDE_FORMULA = re.compile(r"\bDDE\s*\(", re.IGNORECASE)
_ODS_FILE = re.compile(r"'(?:file|https?|ftp|smb):", re.IGNORECASE)
_CHART = "application/vnd.oasis.opendocument.chart"
_DOCUMENTS = "application/vnd.oasis.opendocument."


def check_members(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Check the names and first bytes of the members; yield what has to be reported.

    Raises:
        RefusedError: at something that an answer may not contain.
    """
    macros = old_macros = False
    for name, data in parts.items():
        lower = name.replace("\\", "/").casefold()
        for pattern, text in _MEMBERS:
            if pattern.search(lower):
                raise RefusedError(text)
        is_macro = _MACRO_MEMBER.search(lower) is not None
        macros = macros or is_macro
        old_macros = old_macros or _OLD_MACRO_MEMBER.search(lower) is not None
        if data.startswith(_OLE2) and not is_macro:
            raise RefusedError(_EMBEDDED)
    if macros:
        yield _MACROS
    if old_macros:
        yield _OLD_MACROS


class XlsxLinks:
    """Elements of one part of an .xlsx file that refer to something outside it."""

    def __init__(self, name: str, xml: bytes) -> None:
        self.handlers: Mapping[str, Handler] = {
            "ddeLink": _refuse(_DDE),
            "oleLink": _refuse(_EXTERNAL),
            "oleObject": _refuse(_EMBEDDED),
            "externalReference": _refuse(_EXTERNAL),
            "dbPr": _refuse(_CONNECTION),
            "webPr": _refuse(_CONNECTION),
        }
        if b"|" in xml:
            for found in _BAR_FORMULA.finditer(xml):
                if _DDE_FORMULA.search(_QUOTED.sub(b"", found[1])):
                    cells = _CELL.findall(xml, 0, found.start())
                    raise RefusedError(_DDE, name, cells[-1].decode() if cells else "")

    @staticmethod
    def check(given: dict[str, str]) -> None:
        """Check one relationship."""
        kind = given.get("Type", "").rpartition("/")[2]
        if kind in _KINDS:
            raise RefusedError(_KINDS[kind])
        if given.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise RefusedError(_EXTERNAL)


class OdsLinks:
    """Elements of one part of an .ods file that refer to something outside it."""

    def __init__(self, _: str, __: bytes) -> None:
        self.handlers: Mapping[str, Handler] = {
            "dde-link": _refuse(_DDE),
            "dde-source": _refuse(_DDE),
            "table-source": _refuse(_EXTERNAL),
            "cell-range-source": _refuse(_EXTERNAL),
            "object-ole": _refuse(_EMBEDDED),
            "plugin": _refuse(_EMBEDDED),
            "applet": _refuse(_EMBEDDED),
            "connection-resource": _refuse(_CONNECTION),
            "database-source-sql": _refuse(_CONNECTION),
            "database-source-query": _refuse(_CONNECTION),
            "database-source-table": _refuse(_CONNECTION),
            "encryption-data": _refuse(PASSWORD),
            "file-entry": self._entry,
        }

    @staticmethod
    def check_formula(formula: str) -> None:
        """Check one formula."""
        if _ODS_DDE_FORMULA.search(formula):
            raise RefusedError(_DDE)
        if _ODS_FILE.search(formula):
            raise RefusedError(_EXTERNAL)

    def _entry(self, given: dict[str, str]) -> None:
        plain = {key.rpartition("}")[2]: value for key, value in given.items()}
        media, path = plain.get("media-type", ""), plain.get("full-path", "")
        inner = path != "/" and media.startswith(_DOCUMENTS) and not media.startswith(_CHART)
        if inner or media == "application/vnd.sun.star.oleobject":
            raise RefusedError(_EMBEDDED)


def _refuse(text: str) -> Handler:
    def handler(_: dict[str, str]) -> None:
        raise RefusedError(text)

    return handler
