"""Which elements of a sheet may contain which others, as far as readers would disagree about it.

A value beside its cell, a string within a string, a row of another namespace: one reader accepts
it, the next does not. No program writes these, so such a file is damaged or made by hand.

The first element of a part tells what the part is: a ``row`` in a workbook's history or an ``r`` in
a pivot table is not a row or a run of text. Readers reach sheets, shared strings and the workbook
through links, so a part with another first element only must not be the target of such a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from wijkexcel.post.inspect.refused import DISORDER, RefusedError

_DEEPEST = 200

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_MACROS = "http://schemas.microsoft.com/office/excel/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_LIBREOFFICE = (
    *(f"{_OASIS}{name}:" for name in ("table", "office", "text", "drawing", "form", "meta")),
    "urn:org:documentfoundation:",
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, eq=False)
class Grammar:
    """Which elements may contain which; elements are named without namespace."""

    spaces: frozenset[str]
    """Namespaces of the elements that it covers."""
    children: Mapping[str, frozenset[str]]
    """The allowed children of an element."""
    bare: frozenset[str]
    """Elements that hold no text of their own."""
    parents: Mapping[str, frozenset[str]]
    """The allowed parents of an element; ``""`` is the top."""
    once: frozenset[str]
    """Elements that a parent may contain at most once."""
    own: frozenset[str]
    """Names that other namespaces must not use."""
    guarded: frozenset[str]
    """Elements whose text a reader takes from any namespace, even unknown ones."""
    apart: Mapping[str, frozenset[str]]
    """Forbidden parents of an element."""


MACRO_SHEET = f"{_MACROS}}}macrosheet"
_SHEETS = _words(f"worksheet dialogsheet {MACRO_SHEET}")
_STRING = _words("t r rPh phoneticPr")
XLSX = Grammar(
    spaces=frozenset(_MAIN),
    children={
        "sheetData": _words("row"),
        "row": _words("c extLst"),
        "c": _words("f v is extLst"),
        "f": frozenset(),
        "v": frozenset(),
        "t": frozenset(),
        "is": _STRING,
        "si": _STRING,
        "r": _words("rPr t"),
        "rPh": _words("t r"),
        "sst": _words("si extLst"),
        "mergeCells": _words("mergeCell"),
        "sheets": _words("sheet"),
    },
    bare=_words("worksheet sheetData row c is si r rPh sst"),
    parents={
        "workbook": frozenset({""}),
        "sheets": _words("workbook"),
        "sheet": _words("sheets"),
        "worksheet": frozenset({""}),
        "dialogsheet": frozenset({""}),
        "sheetData": _SHEETS,
        "row": _words("sheetData"),
        "c": _words("row"),
        "mergeCells": _SHEETS,
        "mergeCell": _words("mergeCells"),
        "sst": frozenset({""}),
        "si": _words("sst"),
    },
    once=_words("f v is t sheetData mergeCells sheets"),
    own=_words("sheetData sst worksheet workbook"),
    guarded=frozenset(),
    apart={},
)

_ROW_GROUPS = _words("table table-rows table-header-rows table-row-group")
_CELLS = _words("table-cell covered-table-cell")
ODS = Grammar(
    spaces=frozenset(_OASIS + name + ":1.0" for name in ("table", "office", "text")),
    children={"table-row": _CELLS},
    bare=_words("spreadsheet table table-row") | _CELLS,
    parents={
        "spreadsheet": _words("body"),
        "table": _words("spreadsheet"),
        "table-rows": _ROW_GROUPS,
        "table-header-rows": _ROW_GROUPS,
        "table-row-group": _ROW_GROUPS,
        "table-row": _ROW_GROUPS,
        "table-cell": _words("table-row"),
        "covered-table-cell": _words("table-row"),
    },
    once=frozenset(),
    own=_words("table-row table-cell covered-table-cell spreadsheet"),
    guarded=_CELLS,
    apart={"p": _words("p span a h")},
)


_CELL_SHEETS = frozenset(
    {f"{space}}}{name}" for space in _MAIN for name in ("worksheet", "dialogsheet")} | {MACRO_SHEET}
)
_STRINGS = frozenset(f"{space}}}sst" for space in _MAIN)
_BOOKS = frozenset(f"{space}}}workbook" for space in _MAIN)
ROOTS: Mapping[str, frozenset[str]] = {
    "officeDocument": _BOOKS,
    "worksheet": _CELL_SHEETS,
    "dialogsheet": _CELL_SHEETS,
    "xlMacrosheet": _CELL_SHEETS,
    "xlIntlMacrosheet": _CELL_SHEETS,
    "chartsheet": frozenset(f"{space}}}chartsheet" for space in _MAIN),
    "sharedStrings": _STRINGS,
}
"""Allowed first elements of a link's target, by kind of link."""


def grammar_of(root: str) -> Grammar | None:
    """Choose the rules for a part of an .xlsx file by its first element; None for no rules."""
    return XLSX if root in _BOOKS | _CELL_SHEETS | _STRINGS else None


def holds_cells(root: str) -> bool:
    """Whether a part with this first element is a sheet with cells."""
    return root in _CELL_SHEETS


_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)  # a sheet has few kinds of elements but very many of each
def _step(grammar: Grammar | None, parent: str, tag: str) -> tuple[str, str, bool | None]:
    """Return an element's name without namespace, its name as a parent, and whether it is allowed.

    Args:
        grammar: None where anything is allowed.
        parent: its parent, by its name as a parent.
        tag: namespace, ``}`` and name.

    Returns:
        The last item is None if it is not allowed there, else whether it may occur only once.
    """
    space, _, name = tag.rpartition("}")
    if grammar is None:
        return name, name, False
    allowed = grammar.children.get(parent)
    if space not in grammar.spaces:
        wrong = allowed is not None or name in grammar.own
        if parent in grammar.guarded:
            wrong = wrong or not space.startswith(_LIBREOFFICE)
        return name, tag if space else f"}}{name}", None if wrong else False
    wrong = allowed is not None and name not in allowed
    wanted = grammar.parents.get(name)
    if wanted is not None:
        wrong = wrong or parent not in wanted
    elif name in grammar.apart:
        wrong = wrong or parent in grammar.apart[name]
    return name, name, None if wrong else name in grammar.once


class Place:
    """The parser's position in a part; informed of every element that opens and closes."""

    def __init__(self, grammar: Grammar | None, part: str) -> None:
        self.grammar = grammar
        """Set when the first element of the part is known."""
        self._part = part
        self._open = [""]
        self._once = [_NOTHING]

    @property
    def within(self) -> str:
        """The open elements."""
        return self._open[-1]

    @property
    def parent(self) -> str:
        """The parent of the element that was opened last."""
        return self._open[-2]

    def opened(self, tag: str) -> str:
        """Enter an element; return its name without namespace."""
        name, known, is_once = _step(self.grammar, self._open[-1], tag)
        if is_once is None:
            raise RefusedError(DISORDER, self._part)
        if is_once:
            seen = self._once[-1]
            if name in seen:
                raise RefusedError(DISORDER, self._part)
            self._once[-1] = seen | {name}
        self._open.append(known)
        self._once.append(_NOTHING)
        if len(self._open) > _DEEPEST:
            raise RefusedError(DISORDER, self._part)
        return name

    def closed(self, _: str) -> None:
        """Leave an element."""
        self._open.pop()
        self._once.pop()

    def said(self, text: str) -> None:
        """Process text between two tags."""
        grammar = self.grammar
        if grammar is not None and self._open[-1] in grammar.bare and not text.isspace():
            raise RefusedError(DISORDER, self._part)
