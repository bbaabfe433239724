"""Scan every XML part of a returned workbook once, and stop at what does not belong there.

The first element of a part determines its kind, whatever its name: one reader may find a sheet
where others do not look for one. No tree is built, so memory stays that of the largest part.
"""

import re
from collections.abc import Callable, Collection, Mapping
from xml.parsers import expat

from wijkexcel.ooxml.package import USUAL_MAIN
from wijkexcel.ooxml.parts import as_utf8, find_part, known_names, owner_of, rels_of, target_of
from wijkexcel.post.inspect.cells import SheetCells
from wijkexcel.post.inspect.grammar import ODS, ROOTS, Place, grammar_of, holds_cells
from wijkexcel.post.inspect.links import OdsLinks, XlsxLinks, check_members
from wijkexcel.post.inspect.ods import OdsCells
from wijkexcel.post.inspect.refused import DAMAGED, DISORDER, RESAVE, RefusedError

MOST_TAGS = 3_000_000
"""Total size of all parts, counted before any is parsed."""
MOST_STYLES = 65_490
"""Excel's limit."""
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
_ROOT_LINKS = "_rels/.rels"
_MANIFEST = "META-INF/manifest.xml"
"""Part of an .ods file; it mentions a password, and then the rest cannot be read."""
_BASIC = ("Basic/", "Dialogs/")
_BASIC_DTD = "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
"""LibreOffice names it above its macros; only the name of a known file."""

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
    """The scan of one workbook; remembers the names of the sheets."""

    def __init__(self) -> None:
        self.notes: dict[str, None] = {}
        """What is accepted but reported, each once, in order."""
        self._is_ods = False
        self._parts: Collection[str] = ()
        self._names: dict[str, str] = {}
        self._sheets: dict[str, str] = {}
        self._links: dict[str, list[tuple[str, str, str]]] = {}
        self._roots: dict[str, str] = {}
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
        for key, _, target in self._links.get(self._main, ()):
            if target == part:
                return self._sheets.get(key, "")
        return ""

    @property
    def _main(self) -> str:
        """The part that names the sheets, wherever it is."""
        links = self._links.get("", ())
        mains = (target for _, kind, target in links if kind == "officeDocument")
        linked = next(mains, USUAL_MAIN)
        return find_part(self._names, linked) or linked

    def parts(self, parts: Mapping[str, bytes], *, is_ods: bool) -> None:
        """Scan every part.

        Raises:
            RefusedError: at the first thing that is not allowed.
        """
        self._is_ods, self._parts = is_ods, parts
        self.notes |= dict.fromkeys(check_members(parts))
        self._names = known_names(parts)
        texts = {name: _readable(data) for name, data in parts.items() if _is_xml(name, data)}
        if sum(data.count(b"<") for data in texts.values()) > MOST_TAGS:
            raise RefusedError(_TOO_MUCH)
        # The part with the names of the sheets comes first: refusals of other parts name the sheet.
        self._pass_first(texts.pop, _MANIFEST)
        self._pass_first(texts.pop, _ROOT_LINKS)
        self._pass_first(texts.pop, rels_of(self._main), self._main)
        for name, data in texts.items():
            self._pass(name, data)
        if not is_ods:
            self._check_roots()
        if self._longest_string * self._text_cells > MOST_TEXT:
            raise RefusedError(_LONG_TEXT)
        if self._shown[0] >= self._strings:
            raise RefusedError(DISORDER, self._shown[1])

    def _pass_first(self, taken: Callable[[str, bytes], bytes], *names: str) -> None:
        for name in names:
            known = find_part(self._names, name) or ""
            data = taken(known, b"")
            if data:
                self._pass(known, data)

    def _pass(self, name: str, data: bytes) -> None:
        self._part = name
        is_basic = self._is_ods and name.startswith(_BASIC)
        place = Place(ODS if self._is_ods and name == "content.xml" else None, name)
        links = OdsLinks(name, data) if self._is_ods else XlsxLinks(name, data)
        cells = OdsCells(name, place) if self._is_ods else SheetCells(name, place)
        self._last_string = -1
        handlers = {**dict.fromkeys(_STYLES, self._style), **links.handlers}
        parser = self._parser = expat.ParserCreate(namespace_separator="}")
        checked = not name.casefold().startswith(("xl/media/", "customxml/", "pictures/"))
        last = 0

        def began(tag: str, given: dict[str, str]) -> None:
            """Process the first element: it determines how to inspect the rest."""
            self._roots[name] = tag
            if self._is_ods:
                handlers.update(cells.handlers)
            else:
                place.grammar = grammar_of(tag)
                if holds_cells(tag):
                    handlers.update(cells.handlers)
                elif place.grammar is not None:
                    handlers.update({"si": self._string, "sheet": self._sheet})
                elif tag.endswith("}Relationships"):
                    handlers["Relationship"] = self._link
            parser.StartElementHandler = started
            if self._is_ods or place.grammar is not None:
                parser.CharacterDataHandler = said
            started(tag, given)

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
        parser.StartElementHandler = began
        parser.EndElementHandler = place.closed
        parser.StartDoctypeDeclHandler = _basic_doctype if is_basic else _doctype
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
        link = next((given[key] for key in given if key.rpartition("}")[2] == "id"), "")
        name = given.get("name", "")
        names = {known.casefold() for known in self._sheets.values()}
        if (link and link in self._sheets) or name.casefold() in names:
            raise RefusedError(_TWO_SHEETS)
        self._sheets[link or name] = name  # a sheet without a link has no part

    def _link(self, given: dict[str, str]) -> None:
        owner = owner_of(self._part)
        owner = find_part(self._names, owner) or owner
        target = target_of(self._names, owner, given.get("Target", ""))
        kind = given.get("Type", "").rpartition("/")[2]
        # Some programs remove connections but leave the workbook's link to them.
        if (owner, kind) != (self._main, "connections") or target in self._parts:
            XlsxLinks.check(given)
        if given.get("TargetMode", "").lower() == "external":
            return
        links = self._links.setdefault(owner, [])
        if owner == self._main and any(
            key == given.get("Id") or (kind, target) == (other, path) for key, other, path in links
        ):
            raise RefusedError(_TWO_SHEETS)
        links.append((given.get("Id", ""), kind, target))

    def _check_roots(self) -> None:
        """Check that the target of a link to a sheet or the texts is one and was inspected as one.

        Raises:
            RefusedError: one reader would accept it as what the link says, the next would not.
        """
        if self._main not in self._parts:
            raise RefusedError(DAMAGED)
        main = ("", "officeDocument", self._main)
        for _, kind, target in (main, *self._links.get(self._main, ())):
            if kind not in ROOTS or target not in self._parts:
                continue
            root = self._roots.get(target)
            if root not in ROOTS[kind]:
                raise RefusedError(DAMAGED if root is None else DISORDER, target)


def _is_xml(name: str, data: bytes) -> bool:
    if not data:
        return False  # LibreOffice's way of storing key bindings
    if data.startswith(_WIDE):
        return name.casefold().endswith((*_XML_NAMES, ".vml")) or data[:4].count(b"<") > 0
    return name.casefold().endswith(_XML_NAMES) or _TEXT_START.match(data) is not None


def _readable(data: bytes) -> bytes:
    """Return XML as UTF-8.

    Raises:
        RefusedError: its encoding is neither declared correctly nor recognised.
    """
    try:
        return as_utf8(data)
    except ValueError as error:
        raise RefusedError(_DTD if _names_dtd(data) else _ENCODED) from error


def _names_dtd(data: bytes) -> bool:
    plain = data.replace(b"\0", b"").lower()
    return any(word in plain for word in _DTD_WORDS)


def _doctype(*_: object) -> None:
    raise RefusedError(_DTD)


def _basic_doctype(_: str, __: str | None, known: str | None, own_rules: bool) -> None:
    if own_rules or known != _BASIC_DTD:
        raise RefusedError(_DTD)


def _declared(_: str, encoding: str | None, __: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise RefusedError(_ENCODED)
