"""Rules on validations, conditional formats, hyperlinks and headers of a sheet."""

from collections.abc import Iterator

from lxml import etree

from tests.support.ooxml_lint.grid import overlaps, parse_area
from tests.support.ooxml_lint.package import MAIN, Book
from tests.support.ooxml_lint.sites import (
    Resolver,
    chart_sites,
    format_items,
    format_sites,
    link_sites,
    site_problems,
    validation_items,
    validation_sites,
)

MAX_LIST = 255
MAX_VALIDATIONS = 65_534
MAX_LINKS = 65_530
MAX_URL = 2_079
_LENGTHS = {"error": 255, "prompt": 255, "errorTitle": 32, "promptTitle": 32}
_NEEDS_FORMULA = {"list", "custom", "whole", "decimal", "date", "time", "textLength"}
_SCALES = {"colorScale": (2, 3), "dataBar": (2,), "iconSet": (3, 4, 5)}


def validation_formulas(book: Book) -> Iterator[str]:
    """The formulas of validations parse and refer to what exists."""
    yield from site_problems(Resolver(book), validation_sites(book))


def validation_lists(book: Book) -> Iterator[str]:
    """A literal list is no longer than 255 characters."""
    for site in validation_sites(book):
        text = site.text
        if site.kind == "literal list" and text.startswith('"') and len(text) - 2 > MAX_LIST:
            yield f"{site.part} {site.where}: literal list of {len(text) - 2} characters"


def validation_texts(book: Book) -> Iterator[str]:
    """Messages and titles of validations fit, and a validation has its formulas."""
    for sheet in book.sheets:
        for where, item in validation_items(sheet):
            for key, most in _LENGTHS.items():
                if len(item.get(key, "")) > most:
                    yield f"{sheet.part} {where}: {key} of {len(item.get(key, ''))} characters"
            kind, operator = item.get("type", "none"), item.get("operator", "between")
            two = kind not in {"none", "list", "custom"} and operator in {"between", "notBetween"}
            for name, needed in (("formula1", kind in _NEEDS_FORMULA), ("formula2", two)):
                if needed and item.find(f"{{*}}{name}") is None:
                    yield f"{sheet.part} {where}: validation of type {kind} without {name}"


def validation_areas(book: Book) -> Iterator[str]:
    """Validations are not too many and no two share a cell."""
    for sheet in book.sheets:
        items = list(validation_items(sheet))
        if len(items) > MAX_VALIDATIONS:
            yield f"{sheet.part} dataValidations: {len(items)} validations"
        areas = []
        for where, _ in items:
            for ref in where.split() or [""]:
                area = parse_area(ref)
                if area is None:
                    yield f"{sheet.part} {ref or '?'}: validation for what is no area"
                else:
                    areas.append((area, ref))
        for one, other in overlaps(areas):
            yield f"{sheet.part} {one}: validation overlaps that of {other}"


def format_formulas(book: Book) -> Iterator[str]:
    """The formulas of conditional formats parse and refer to what exists."""
    yield from site_problems(Resolver(book), format_sites(book))


def format_rules(book: Book) -> Iterator[str]:
    """A conditional format has its format, priority, formulas and thresholds."""
    part = book.related(book.part, "styles")
    styles = book.trees.get(part)
    formats = 0 if styles is None else len(styles.findall(f"{MAIN}dxfs/{MAIN}dxf"))
    for sheet in book.sheets:
        for where, rule in format_items(sheet):
            place = f"{sheet.part} {where}"
            number = rule.get("dxfId")
            if number is not None and not (number.isdigit() and int(number) < formats):
                yield f"{place}: conditional format with dxfId {number}, which does not exist"
            if not where or any(parse_area(ref) is None for ref in where.split()):
                yield f"{place}: conditional format for what is no area"
            if rule.tag != f"{MAIN}cfRule":
                continue
            priority = rule.get("priority", "")
            if not priority.isdigit() or int(priority) < 1:
                yield f"{place}: conditional format with priority {priority!r}"
            kind, count = rule.get("type", ""), len(rule.findall(f"{MAIN}formula"))
            between = rule.get("operator") in {"between", "notBetween"}
            needed = {"expression": 1, "cellIs": 2 if between else 1}.get(kind, 0)
            if count < needed:
                yield f"{place}: conditional format of type {kind} with {count} formulas"
            yield from (f"{place}: {problem}" for problem in _scale_problems(rule))


def _scale_problems(rule: etree._Element) -> Iterator[str]:
    for name, counts in _SCALES.items():
        for scale in rule.iterfind(f"{MAIN}{name}"):
            values = len(scale.findall(f"{MAIN}cfvo"))
            colours = len(scale.findall(f"{MAIN}color"))
            wanted = {"colorScale": values, "dataBar": 1, "iconSet": 0}[name]
            icons = int(scale.get("iconSet", "3")[0]) if name == "iconSet" else values
            if values not in counts or colours != wanted or values != icons:
                yield f"{name} with {values} thresholds and {colours} colours"


def chart_references(book: Book) -> Iterator[str]:
    """Charts and sparklines refer to sheets and cells that exist."""
    yield from site_problems(Resolver(book), chart_sites(book))


def link_targets(book: Book) -> Iterator[str]:
    """Hyperlinks inside the workbook jump to what exists."""
    yield from site_problems(Resolver(book), link_sites(book))


def link_limits(book: Book) -> Iterator[str]:
    """Hyperlinks are not too many and not too long."""
    for sheet in book.sheets:
        items = list(sheet.root.iter(f"{MAIN}hyperlink"))
        if len(items) > MAX_LINKS:
            yield f"{sheet.part} hyperlinks: {len(items)} hyperlinks"
        relations = book.relations(sheet.part)
        for item in items:
            place = f"{sheet.part} hyperlink {item.get('ref')}"
            if parse_area(item.get("ref", "")) is None:
                yield f"{place}: its ref is no area"
            if len(item.get("tooltip", "")) > 255:
                yield f"{place}: tooltip of {len(item.get('tooltip', ''))} characters"
            for value in item.attrib.values():
                if value in relations and len(relations[value].target) > MAX_URL:
                    yield f"{place}: address of {len(relations[value].target)} characters"


def header_length(book: Book) -> Iterator[str]:
    """Headers and footers are no longer than 255 characters."""
    for sheet in book.sheets:
        for group in sheet.root.iter(f"{MAIN}headerFooter"):
            for item in group:
                if len(item.text or "") > 255:
                    name = etree.QName(item).localname
                    yield f"{sheet.part} {name}: {name} of {len(item.text or '')} characters"


RULES = (
    validation_formulas,
    validation_lists,
    validation_texts,
    validation_areas,
    format_formulas,
    format_rules,
    chart_references,
    link_targets,
    link_limits,
    header_length,
)
