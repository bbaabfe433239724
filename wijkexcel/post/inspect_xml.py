"""Let every XML part of a returned workbook pass once, and stop at what does not belong there.

Elements are known by their own name, whatever their prefix and whatever part they are in: a reader
may find a sheet where nobody else looks for one. Nothing is built, so memory stays that of the
largest part.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from xml.parsers import expat

from wijkexcel.post.inspect_cells import SheetCells
from wijkexcel.post.inspect_grammar import ODS, XLSX, Grammar, Place
from wijkexcel.post.inspect_links import OdsLinks, XlsxLinks, check_members
from wijkexcel.post.inspect_ods import OdsCells
from wijkexcel.post.refused import DAMAGED, DISORDER, RESAVE, RefusedError

MOST_TAGS = 3_000_000
"""Of all parts together, counted before any is parsed."""
MOST_STYLES = 65_490
"""What Excel allows."""
LONGEST = 300_000
"""Bytes between two tags; a cell holds 32,767 characters, however they are written."""
MOST_TEXT = 1 << 30
"""Bytes that a reader may make of shared strings by copying them into cells."""

_XML_NAMES = (".xml", ".rels", ".rdf")
_TEXT_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\xfe\xff", b"\0\0\0<")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_STYLES = ("xf", "font", "fill", "border", "cellStyle", "dxf", "numFmt", "style")
_DTD_WORDS = (b"<!doctype", b"<!entity")
_MAIN = "xl/workbook.xml"
_MAIN_LINKS = "xl/_rels/workbook.xml.rels"

_DTD = (
    "In dit bestand staan eigen XML-regels (een DTD). Die horen niet in een werkmap en kunnen "
    f"kwaad doen. Het bestand wordt niet gelezen. {RESAVE}"
)
_ENCODED = (
    f"Dit bestand is geschreven in een tekenset die een werkmap niet hoort te hebben. {RESAVE}"
)
_TOO_MUCH = (
    "In dit bestand staat veel meer dan in een ingevuld werkboek. Haal weg wat er niet in hoort "
    "(bladen die je zelf toevoegde, lege rijen met opmaak), sla het op en probeer het nog eens."
)
_TOO_MANY_STYLES = f"In dit bestand staan veel te veel soorten opmaak. {RESAVE}"
_LONG_TEXT = (
    "In dit bestand staat een tekst die langer is dan in een cel past, of heel vaak dezelfde lange "
    "tekst. Maak de tekst korter, sla het bestand op en probeer het nog eens."
)
_TWO_SHEETS = f"In dit bestand zijn twee bladen niet uit elkaar te houden. {DAMAGED}"


class Scan:
    """The passing of one workbook; remembers what the sheets are called."""

    def __init__(self) -> None:
        self.notes: dict[str, None] = {}
        """What is taken but told, each once, in order."""
        self._is_ods = False
        self._parts: Collection[str] = ()
        self._sheets: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self._part = ""
        self._parser = expat.ParserCreate()
        self._last_string = -1
        self._longest_string = 0
        self._text_cells = 0
        self._strings = 0
        self._shown = -1, ""
        self._styles = 0

    def sheet_of(self, part: str) -> str:
        """Return the name of the sheet in a part, as far as known."""
        if self._is_ods:  # all sheets are in one part; refusals give the name itself
            return "" if part in self._parts else part
        for link, target in self._targets.items():
            path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if path.casefold() == part.casefold():
                return self._sheets.get(link, "")
        return ""

    def parts(self, parts: Mapping[str, bytes], *, is_ods: bool) -> None:
        """Let all parts pass.

        Raises:
            RefusedError: at the first thing that may not be there.
        """
        self._is_ods, self._parts = is_ods, parts
        self.notes |= dict.fromkeys(check_members(parts))
        texts = {name: data for name, data in parts.items() if _is_xml(name, data)}
        if sum(data.count(b"<") for data in texts.values()) > MOST_TAGS:
            raise RefusedError(_TOO_MUCH)
        # What tells the names of the sheets comes first: refusals of other parts name the sheet.
        for name in sorted(texts, key=lambda name: name.casefold() not in (_MAIN, _MAIN_LINKS)):
            self._pass(name, texts[name])
        if self._longest_string * self._text_cells > MOST_TEXT:
            raise RefusedError(_LONG_TEXT)
        if self._shown[0] >= self._strings:
            raise RefusedError(DISORDER, self._shown[1])

    def _pass(self, name: str, data: bytes) -> None:
        self._part = name
        place = Place(_grammar_of(name, is_ods=self._is_ods), name)
        links = OdsLinks(name, data) if self._is_ods else XlsxLinks(name, data)
        cells = OdsCells(name, place) if self._is_ods else SheetCells(name, place)
        self._last_string = -1
        handlers = {
            **dict.fromkeys(_STYLES, self._style),
            "si": self._string,
            "sheet": self._sheet,
            "Relationship": self._link,
            **links.handlers,
            **cells.handlers,
        }
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        checked = not name.casefold().startswith(("xl/media/", "customxml/", "pictures/"))
        last = 0

        def started(tag: str, given: dict[str, str]) -> None:
            nonlocal last
            at = parser.CurrentByteIndex
            if at - last > LONGEST and checked:
                raise RefusedError(_LONG_TEXT)
            last = at
            handler = handlers.get(place.opened(tag))
            if handler is not None:
                handler(given)

        def said(text: str) -> None:
            place.said(text)
            cells.said(text)

        parser.buffer_text = True
        parser.StartElementHandler = started
        parser.EndElementHandler = place.closed
        parser.CharacterDataHandler = said
        parser.StartNamespaceDeclHandler = place.named
        parser.StartDoctypeDeclHandler = _doctype
        parser.XmlDeclHandler = _declared
        try:
            parser.Parse(data, True)
        except RefusedError as refused:
            refused.part = refused.part or cells.sheet or name
            refused.cell = refused.cell or cells.at
            raise
        except (expat.ExpatError, ValueError) as error:
            if not name.casefold().endswith(".vml") or b"sheetData" in data or _names_dtd(data):
                raise RefusedError(DAMAGED) from error
        if checked and len(data) - last > LONGEST:
            raise RefusedError(_LONG_TEXT, cells.sheet or name, cells.at)
        if self._last_string >= 0:
            self._longest_string = max(self._longest_string, len(data) - self._last_string)
        self._text_cells += cells.texts
        if cells.last_string > self._shown[0]:
            self._shown = cells.last_string, name
        self.notes |= dict.fromkeys(cells.finish(self.sheet_of(name)))

    def _style(self, _: dict[str, str]) -> None:
        self._styles += 1
        if self._styles > MOST_STYLES:
            raise RefusedError(_TOO_MANY_STYLES)

    def _string(self, _: dict[str, str]) -> None:
        self._strings += 1
        at = self._parser.CurrentByteIndex
        if self._last_string >= 0:
            self._longest_string = max(self._longest_string, at - self._last_string)
        self._last_string = at

    def _sheet(self, given: dict[str, str]) -> None:
        if "sheetId" not in given:
            return
        link = next((given[key] for key in given if key.rpartition("}")[2] == "id"), "")
        name = given.get("name", "")
        names = {known.casefold() for known in self._sheets.values()}
        if link in self._sheets or name.casefold() in names:
            raise RefusedError(_TWO_SHEETS)
        self._sheets[link] = name

    def _link(self, given: dict[str, str]) -> None:
        XlsxLinks.check(given)
        if self._part.casefold() != _MAIN_LINKS:
            return
        key, target = given.get("Id", ""), given.get("Target", "")
        if key in self._targets or target in self._targets.values():
            raise RefusedError(_TWO_SHEETS)
        self._targets[key] = target


def _grammar_of(name: str, *, is_ods: bool) -> Grammar | None:
    if is_ods:
        return ODS if name == "content.xml" else None
    return None if name.casefold().startswith("customxml/") else XLSX


def _is_xml(name: str, data: bytes) -> bool:
    if data.startswith(_WIDE):
        if name.casefold().endswith((*_XML_NAMES, ".vml")) or _names_dtd(data):
            raise RefusedError(_DTD if _names_dtd(data) else _ENCODED)
        return data[:4].count(b"<") > 0
    if not data and name.startswith("Configurations2/"):
        return False  # as LibreOffice leaves its key bindings there
    return name.casefold().endswith(_XML_NAMES) or _TEXT_START.match(data) is not None


def _names_dtd(data: bytes) -> bool:
    plain = data.replace(b"\0", b"").lower()
    return any(word in plain for word in _DTD_WORDS)


def _doctype(*_: object) -> None:
    raise RefusedError(_DTD)


def _declared(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise RefusedError(_ENCODED)
