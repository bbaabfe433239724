"""Rules on the package, the workbook part and its names, and cell and column formulas."""

import re
from collections.abc import Iterator

from tests.support.ooxml_lint.formula import parse
from tests.support.ooxml_lint.package import MAIN, Book
from tests.support.ooxml_lint.rules_table import name_problem
from tests.support.ooxml_lint.sites import (
    Resolver,
    cell_sites,
    name_sites,
    site_problems,
    table_sites,
)

MAX_SHEET_NAME = 31
_BUILT_IN = "_xlnm."
_ACTIVE = {
    "externalLinks/": "link to another workbook or DDE",
    "embeddings/": "embedded object",
    "activeX/": "ActiveX control",
    "ctrlProps/": "form control",
    "macrosheets/": "macro sheet",
    "dialogsheets/": "dialog sheet",
    "vbaProject": "macros",
    "connections.xml": "data connection",
    "queryTables/": "data connection",
}
_TITLES = re.compile(r"\$[A-Z]{1,3}:\$[A-Z]{1,3}|\$\d+:\$\d+", re.IGNORECASE)


def package_entries(book: Book) -> Iterator[str]:
    """Every part is there once, and every relationship has its target."""
    for name in book.doubles:
        yield f"{name}: stands twice in the package"
    for name in book.trees:
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        for key, item in book.relations(folder + file.removesuffix(".rels")).items():
            if not item.external and item.target not in book.parts and "#" not in item.target:
                yield f"{name} {key}: relationship to {item.target}, which does not exist"


def active_content(book: Book) -> Iterator[str]:
    """The package holds no links, macros, DDE, objects or connections."""
    for part in book.parts:
        for mark, what in _ACTIVE.items():
            if part.startswith(f"xl/{mark}"):
                yield f"{part}: {what}"
    types = book.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        yield "[Content_Types].xml: macro-enabled content type"
    for sheet in book.sheets:
        for item in sheet.root.iter(f"{MAIN}oleObjects", f"{MAIN}controls"):
            yield f"{sheet.part} {str(item.tag).rpartition('}')[2]}: embedded objects"
    for item in book.root.iter(f"{MAIN}externalReference"):
        yield f"{book.part} externalReference: link to another workbook {item.attrib.values()}"


def sheet_names(book: Book) -> Iterator[str]:
    """Sheet names are valid and, like sheet ids, unique."""
    seen: set[str] = set()
    items = book.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")
    for sheet, item in zip(book.sheets, items, strict=True):
        name, place = sheet.name, f"{book.part} sheet {sheet.name!r}"
        if not 0 < len(name) <= MAX_SHEET_NAME:
            yield f"{place}: name of {len(name)} characters"
        if re.search(r"[\[\]:*?/\\\x00-\x1f]", name) or name.startswith("'") or name.endswith("'"):
            yield f"{place}: illegal character in the name"
        if name.lower() == "history":
            yield f"{place}: Excel keeps this name for itself"
        for key in (f"name {name.lower()!r}", f"id {item.get('sheetId')}"):
            if key in seen:
                yield f"{place}: another sheet has the {key}"
            seen.add(key)


def visible_sheets(book: Book) -> Iterator[str]:
    """A sheet is visible, and the active tab is one of those."""
    if all(sheet.state != "visible" for sheet in book.sheets):
        yield f"{book.part} sheets: all sheets are hidden"
        return
    for view in book.root.iter(f"{MAIN}workbookView"):
        for key in ("activeTab", "firstSheet"):
            digits = view.get(key, "0")
            if not digits.isdigit() or int(digits) >= len(book.sheets):
                yield f"{book.part} workbookView: {key} {digits} does not exist"
            elif key == "activeTab" and book.sheets[int(digits)].state != "visible":
                yield f"{book.part} workbookView: {key} {digits} is a hidden sheet"


def defined_names(book: Book) -> Iterator[str]:
    """Defined names are valid, unique in their scope, and their scope is a sheet."""
    seen: set[tuple[str, str]] = set()
    for item in book.names:
        place = f"{book.part} name {item.name}"
        key = item.scope, item.name.lower()
        if key in seen:
            yield f"{place}: defined twice in scope {item.scope or 'workbook'}"
        seen.add(key)
        if item.scope and not (item.scope.isdigit() and int(item.scope) < len(book.sheets)):
            yield f"{place}: localSheetId {item.scope} does not exist"
        problem = name_problem(item.name.removeprefix(_BUILT_IN))
        if problem:
            yield f"{place}: defined name: {problem}"


def print_names(book: Book) -> Iterator[str]:
    """Print areas and titles are areas of their own sheet, titles whole rows and columns."""
    for item in book.names:
        kind = item.name.removeprefix(_BUILT_IN).lower()
        if kind not in {"print_area", "print_titles"} or kind == item.name.lower():
            continue
        place = f"{book.part} name {item.name}"
        parsed = parse(item.text)
        if parsed.error or parsed.calls or parsed.names:
            continue
        if not (item.scope.isdigit() and int(item.scope) < len(book.sheets)):
            if not item.scope:
                yield f"{place}: {kind} without localSheetId"
            continue
        own = book.sheets[int(item.scope)].name.lower()
        for ref in parsed.references:
            if ref.sheet is not None and ref.sheet.lower() != own:
                yield f"{place}: {kind} {item.text} lies on another sheet"
        titles = [_TITLES.fullmatch(ref.text) is not None for ref in parsed.references]
        sides = [ref.text.lstrip("$")[:1].isdigit() for ref in parsed.references]
        bad = kind == "print_titles" and not (all(titles) and len(set(sides)) == len(sides))
        if not parsed.is_reference or bad:
            yield f"{place}: malformed {kind} {item.text}"


def name_formulas(book: Book) -> Iterator[str]:
    """What defined names stand for parses and exists."""
    yield from site_problems(Resolver(book), name_sites(book))


def cell_formulas(book: Book) -> Iterator[str]:
    """The formulas of cells parse and refer to what exists."""
    yield from site_problems(Resolver(book), cell_sites(book))


def column_formulas(book: Book) -> Iterator[str]:
    """The formulas of table columns parse and refer to what exists."""
    yield from site_problems(Resolver(book), table_sites(book))


RULES = (
    package_entries,
    active_content,
    sheet_names,
    visible_sheets,
    defined_names,
    print_names,
    name_formulas,
    cell_formulas,
    column_formulas,
)
