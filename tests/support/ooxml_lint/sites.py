"""Every place in a package that holds a formula, and what the formulas get wrong."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from tests.support.ooxml_lint.formula import Parsed, Structured, parse, shape
from tests.support.ooxml_lint.functions import (
    ARITY,
    PAIRED,
    REFERENCE_ARGUMENTS,
    VOLATILE,
    bare,
    name_problem,
)
from tests.support.ooxml_lint.grid import Area, parse_area
from tests.support.ooxml_lint.package import MAIN, Book, Sheet, Table

MAX_LENGTH = 8192
_X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_XM = "{http://schemas.microsoft.com/office/excel/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHARTEX = "{http://schemas.microsoft.com/office/drawing/2014/chartex}"
_SPECIAL = {"#all", "#data", "#headers", "#totals", "#this row"}
_PARAMETER = "_xlpm."
_JUMP = re.compile(r'\bHYPERLINK\(\s*"#((?:[^"]|"")+)"\s*[,)]', re.IGNORECASE)


class Site(NamedTuple):
    """A formula and its place; ``sheet`` is the sheet whose local names it sees."""

    kind: str
    part: str
    where: str
    text: str
    sheet: Sheet | None = None
    table: Table | None = None


def cell_sites(book: Book) -> Iterator[Site]:
    """Yield the formulas of the cells; followers of a shared formula have none of their own."""
    for sheet in book.sheets:
        for cell in sheet.cells():
            formula = cell.formula
            if formula is None or formula.kind == "dataTable":
                continue
            if formula.text or not (formula.kind == "shared" and formula.shared):
                here = Area(cell.row, cell.column, cell.row, cell.column)
                tables = sheet.tables if "[" in formula.text else []
                table = next((item for item in tables if item.area and item.area.meets(here)), None)
                yield Site("cell", sheet.part, cell.ref, formula.text, sheet, table)


def table_sites(book: Book) -> Iterator[Site]:
    """Yield the calculated-column and totals formulas of the tables."""
    for table in book.tables:
        for column in table.root.iter(f"{MAIN}tableColumn"):
            for item in column:
                if item.tag in {f"{MAIN}calculatedColumnFormula", f"{MAIN}totalsRowFormula"}:
                    where = f"{table.name}[{column.get('name')}]"
                    text = item.text or ""
                    yield Site("column", table.part, where, text, table.sheet, table)


def validation_items(sheet: Sheet) -> Iterator[tuple[str, etree._Element]]:
    """Yield the data validations with the cells they are for."""
    for item in sheet.root.iter(f"{MAIN}dataValidation", f"{_X14}dataValidation"):
        yield item.get("sqref") or item.findtext(f"{_XM}sqref") or "", item


def validation_sites(book: Book) -> Iterator[Site]:
    """Yield the formulas of the data validations."""
    for sheet in book.sheets:
        for where, item in validation_items(sheet):
            for name in ("formula1", "formula2"):
                text = item.findtext(f"{_X14}{name}/{_XM}f") or item.findtext(f"{MAIN}{name}")
                if text is not None:
                    kind = "literal list" if item.get("type") == "list" else "validation"
                    yield Site(kind, sheet.part, where, text, sheet)


def format_items(sheet: Sheet) -> Iterator[tuple[str, etree._Element]]:
    """Yield the conditional format rules with the cells they are for."""
    tags = f"{MAIN}conditionalFormatting", f"{_X14}conditionalFormatting"
    for item in sheet.root.iter(*tags):
        where = item.get("sqref") or item.findtext(f"{_XM}sqref") or ""
        for rule in item.iter(f"{MAIN}cfRule", f"{_X14}cfRule"):
            yield where, rule


def format_sites(book: Book) -> Iterator[Site]:
    """Yield the formulas of the conditional formats and of the thresholds of their scales."""
    for sheet in book.sheets:
        for where, rule in format_items(sheet):
            texts = [item.text or "" for item in rule.iter(f"{MAIN}formula", f"{_XM}f")]
            values = rule.iter(f"{MAIN}cfvo")
            texts += [item.get("val", "") for item in values if item.get("val", "")]
            for text in texts:
                yield Site("conditional format", sheet.part, where, text, sheet)


def name_sites(book: Book) -> Iterator[Site]:
    """Yield what the defined names stand for."""
    for name in book.names:
        inside = name.scope.isdigit() and int(name.scope) < len(book.sheets)
        sheet = book.sheets[int(name.scope)] if inside else None
        yield Site("name", book.part, f"name {name.name}", name.text, sheet)


def chart_sites(book: Book) -> Iterator[Site]:
    """Yield the references of charts and sparklines."""
    for part, root in book.trees.items():
        if part.startswith("xl/charts/"):
            for item in root.iter(f"{_CHART}f", f"{_CHARTEX}f"):
                parent = item.getparent()
                where = etree.QName(parent).localname if parent is not None else ""
                yield Site("chart", part, where, item.text or "")
    for sheet in book.sheets:
        for line in sheet.root.iter(f"{_X14}sparkline"):
            where = f"sparkline {line.findtext(f'{_XM}sqref')}"
            text = line.findtext(f"{_XM}f")
            if text is not None:
                yield Site("chart", sheet.part, where, text, sheet)


def link_sites(book: Book) -> Iterator[Site]:
    """Yield the places in this workbook that hyperlinks jump to."""
    for sheet in book.sheets:
        relations = book.relations(sheet.part)
        for item in sheet.root.iter(f"{MAIN}hyperlink"):
            where = f"hyperlink {item.get('ref')}"
            relation = next((relations[v] for v in item.attrib.values() if v in relations), None)
            if relation is None:
                yield Site("link", sheet.part, where, item.get("location", ""), sheet)
            elif relation.external and relation.target.startswith("#"):
                yield Site("link", sheet.part, where, relation.target[1:], sheet)
    for site in cell_sites(book):
        if "HYPERLINK" in site.text:
            for target in _JUMP.findall(site.text):
                yield site._replace(kind="link", text=target.replace('""', '"'))


def all_sites(book: Book) -> Iterator[Site]:
    """Yield every formula of the package except the targets of links and charts."""
    for sites in (cell_sites, table_sites, validation_sites, format_sites, name_sites):
        yield from sites(book)


class Resolver:
    """Checks formulas against what a book has; formulas of one shape are checked once."""

    def __init__(self, book: Book) -> None:
        """Index what the formulas of ``book`` can refer to."""
        self.sheets = {sheet.name.lower(): sheet for sheet in book.sheets}
        self.tables = {table.name.lower(): table for table in reversed(book.tables)}
        self.names = {(name.scope, name.name.lower()) for name in book.names}
        self.columns = {
            name: {column.lower() for column in table.columns}
            for name, table in self.tables.items()
        }
        self.known: dict[tuple[int, str, str, str], tuple[str, ...]] = {}

    def problems(self, site: Site) -> tuple[str, ...]:
        """Return what is wrong with a formula."""
        sheet, table = site.sheet.index if site.sheet else -1, site.table.part if site.table else ""
        key = (sheet, table, site.kind, shape(site.text))
        if key not in self.known:
            self.known[key] = tuple(dict.fromkeys(self._problems(site)))
        if len(site.text) > MAX_LENGTH:
            return (*self.known[key], f"formula of {len(site.text)} characters")
        return self.known[key]

    def _problems(self, site: Site) -> Iterator[str]:
        parsed = parse(site.text)
        if parsed.error:
            yield f"does not parse: {parsed.error}"
            return
        yield from parsed.problems
        yield from self._missing(site, parsed)
        if site.kind not in {"name", "chart", "link"}:
            yield from _argument_problems(parsed)
        if site.kind in {"validation", "literal list", "conditional format"}:
            if parsed.structured:
                yield "a table reference, which Excel does not take here"
            if parsed.has_array or parsed.has_union:
                yield "an array constant or union, which Excel does not take here"
        if site.kind in {"chart", "link"} and not parsed.is_reference:
            yield "is no reference"
        if site.kind in {"chart", "name"} and any(ref.sheet is None for ref in parsed.references):
            yield "a reference without its sheet"

    def _missing(self, site: Site, parsed: Parsed) -> Iterator[str]:
        for ref in parsed.references:
            yield from self._sheet_problems(ref.sheet)
            ends = ref.text.split(":")
            if any(parse_area(f"{end}:{end}") is None for end in ends):
                yield f"{ref.text} lies outside the grid"
        for name in parsed.names:
            yield from self._sheet_problems(name.sheet)
            scopes = [""]
            home = self.sheets.get((name.sheet or "").lower(), site.sheet)
            if home is not None:
                scopes.append(str(home.index))
            lower = name.text.lower()
            known = any((scope, lower) in self.names for scope in scopes)
            if known or lower.startswith(_PARAMETER):
                continue
            if lower in self.tables:
                yield f"table {name.text} without brackets"
            else:
                yield f"name {name.text} does not exist"
        for item in parsed.structured:
            if item.table or site.table is None:
                yield from self._column_problems(item)
            else:
                yield from self._column_problems(item._replace(table=site.table.name))

    def _sheet_problems(self, prefix: str | None) -> Iterator[str]:
        if prefix is None or prefix in {"", "[0]"}:
            return
        if "[" in prefix:
            yield f"refers to another workbook: {prefix}"
            return
        for name in prefix.split(":"):
            if name.lower() not in self.sheets:
                yield f"sheet {name!r} does not exist"

    def _column_problems(self, item: Structured) -> Iterator[str]:
        if not item.table:
            yield f"the short form [{','.join(item.items)}] outside its table"
            return
        columns = self.columns.get(item.table.lower())
        if columns is None:
            yield f"table {item.table} does not exist"
            return
        for part in item.items:
            if part.startswith("#"):
                if part.lower() not in _SPECIAL:
                    yield f"unknown item {part} of table {item.table}"
            elif re.search(r"(?<!')#", part):
                yield f"column {part!r} of table {item.table} with an unescaped #"
            elif re.sub(r"'(.)", r"\1", part).lower() not in columns:
                yield f"column {part!r} of table {item.table} does not exist"


def _argument_problems(parsed: Parsed) -> Iterator[str]:
    for call in parsed.calls:
        name, count = bare(call.name), len(call.arguments)
        fewest, most = ARITY.get(name, (0, 255))
        if not fewest <= count <= most or (name in PAIRED and count % 2 != PAIRED[name]):
            yield f"{name} with {count} arguments"
        for first, step in REFERENCE_ARGUMENTS.get(name, ()):
            for argument in call.arguments[first : None if step else first + 1 : step or 1]:
                if argument == "value":
                    yield f"{name} with a calculated value where it needs a range"


def site_problems(resolver: Resolver, sites: Iterable[Site]) -> Iterator[str]:
    """Yield the problems of these formulas; equal problems of one part are told once."""
    first: dict[tuple[str, str, str], tuple[Site, int]] = {}
    for site in sites:
        for problem in resolver.problems(site):
            key = (site.part, site.kind, problem)
            example, count = first.get(key, (site, 0))
            first[key] = example, count + 1
    for (part, kind, problem), (site, count) in first.items():
        more = f" (and {count - 1} more)" if count > 1 else ""
        label = "validation" if kind == "literal list" else kind
        yield f"{part} {site.where}: {label} formula {site.text[:80]!r}: {problem}{more}"


def function_problems(text: str) -> Iterator[str]:
    """Yield what is wrong with the functions a formula calls."""
    for call in parse(text).calls:
        problem = name_problem(call.name)
        if problem:
            yield problem
        if bare(call.name) in VOLATILE:
            yield f"volatile function {bare(call.name)}"
