"""The rules together, and what they have against a package."""

from collections.abc import Callable, Iterator

from tests.support.ooxml_lint import rules_book, rules_cells, rules_sheet, rules_table
from tests.support.ooxml_lint.formula import shape
from tests.support.ooxml_lint.package import Book, PackageError, load
from tests.support.ooxml_lint.rules_cells import ERRORS
from tests.support.ooxml_lint.sites import all_sites, function_problems

Rule = Callable[[Book], Iterator[str]]

RULES: tuple[Rule, ...] = (
    *rules_book.RULES,
    *rules_table.RULES,
    *rules_cells.RULES,
    *rules_sheet.RULES,
)


def functions(book: Book) -> Iterator[str]:
    """Functions are no newer than Excel 2016, written with their prefix, and not volatile."""
    known: dict[str, list[str]] = {}
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for site in all_sites(book):
        key = shape(site.text)
        if key not in known:
            known[key] = list(dict.fromkeys(function_problems(site.text)))
        for problem in known[key]:
            where, count = first.get((site.part, problem), (site.where, 0))
            first[site.part, problem] = where, count + 1
    for (part, problem), (where, count) in first.items():
        more = f" (and {count - 1} more)" if count > 1 else ""
        yield f"{part} {where}: {problem}{more}"


def cached(book: Book) -> Iterator[str]:
    """Every formula cell has a stored value, and it is no error but one that is asked for."""
    for sheet in book.sheets:
        for cell in sheet.cells():
            if cell.formula is None:
                continue
            if cell.value is None:
                yield f"{sheet.part} {cell.ref}: formula without a stored value"
            elif cell.value == "" and cell.kind != "str":
                yield f'{sheet.part} {cell.ref}: stored value is empty and no text (t="str")'
            elif cell.kind == "e" and cell.value == "#N/A" and "NA()" in cell.formula.text:
                continue  # a chart draws nothing for it, and a line at 0 for an empty text
            elif cell.kind == "e" or (cell.kind == "str" and cell.value in ERRORS):
                yield f"{sheet.part} {cell.ref}: stored value is the error {cell.value}"


def _run(data: bytes, rules: tuple[Rule, ...]) -> list[str]:
    try:
        book = load(data)
    except PackageError as error:
        return [str(error)]
    findings: list[str] = []
    for rule in rules:
        try:
            findings += rule(book)
        except ValueError as error:
            findings.append(f"{rule.__name__}: an attribute is no number: {error}")
    return findings


def lint(data: bytes) -> list[str]:
    """Return what would make Excel repair or refuse the package; [] if nothing was found."""
    return _run(data, RULES)


def lint_functions(data: bytes) -> list[str]:
    """Return the functions that are too new, without their prefix, unknown or volatile."""
    return _run(data, (functions,))


def lint_cached(data: bytes) -> list[str]:
    """Return the formula cells without a stored value or with an error as stored value."""
    return _run(data, (cached,))
