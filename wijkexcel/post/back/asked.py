"""What a returned workbook says was asked, and whether its texts were changed.

The hashes on the sheet Versie identify the texts it was sent with. Texts that still have those
hashes are the original question, so they show what has changed since.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wijkexcel.dutch.lists import at_most
from wijkexcel.layout.partner import SCALE, declare_partner
from wijkexcel.layout.partner_form import PLACES, SCORES, Form, Places
from wijkexcel.layout.spec import a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.request import CRITERION_TEXTS, OPGAVE_TEXTS, mark_of
from wijkexcel.post.back.same import number_in, same
from wijkexcel.workbook.reading.convert import shown
from wijkexcel.workbook.reading.locate import Located, as_text, locate
from wijkexcel.workbook.reading.source import FileSource, Grid

Texts = dict[str, dict[str, str]]
"""Id of a criterion or opgave -> field -> text; ``SCALE`` -> lowest, highest and step."""
_TABLES = {"tblCriteria": CRITERION_TEXTS, "tblOpgaven": OPGAVE_TEXTS}
_CHOICES = "tblKeuzes"


@dataclass(frozen=True)
class Asked:
    """What was asked; only what is certain.

    Attributes:
        texts: those whose hashes match the version.
        findings: texts that were changed.
        contrary: opgaven whose row shows the name of another opgave.
    """

    texts: Texts
    findings: tuple[Finding, ...]
    contrary: frozenset[str]


def asked_in(
    source: FileSource, form: Form, versions: Mapping[str, str], tab: Located, edition: int
) -> Asked:
    """Read what was asked.

    Args:
        source: the returned workbook.
        form: the ids it contains.
        versions: hash of each id.
        tab: the tab with the scores.
        edition: of the workbook.

    Raises:
        NotAWorkbookError: a sheet cannot be read.
    """
    whole, places = declare_partner(form, edition), PLACES[edition]
    wanted = {*_TABLES, _CHOICES}
    sheets = (
        replace(sheet, tables=tuple(t for t in sheet.tables if t.name in wanted))
        for sheet in whole.sheets
    )
    layout = replace(whole, sheets=tuple(sheet for sheet in sheets if sheet.tables))
    found = locate(source, layout, {}).tables
    texts: Texts = {}
    findings: list[Finding] = []
    for name, fields in _TABLES.items():
        ids = form.criteria if name == "tblCriteria" else form.opgaven
        located = found.get(name)
        if located is None:
            sheet = layout.tables[name].sheet
            findings.append(
                Finding(
                    Severity.NOTE,
                    "uitleg-weg",
                    Where(name),
                    f"Het blad {sheet} is uit dit bestand gehaald, of de koppen zijn veranderd. De "
                    "scores zijn gewoon gelezen.",
                    "U hoeft niets te doen.",
                    sheet,
                )
            )
            continue
        mine = _texts(source, located, fields)
        texts |= mine
        altered = [
            i for i in ids if i not in mine or not same(versions[i], mark_of(*mine[i].values()))
        ]
        if altered:
            findings.append(_altered(source, located, altered, mine, tab, places))
    scale = _scale(source, found.get(_CHOICES), versions[SCALE]) if SCALE in versions else None
    certain = {i: t for i, t in texts.items() if same(versions.get(i, ""), mark_of(*t.values()))}
    labels = [
        f
        for f in _labels(source, form, texts, tab, places)
        if f.severity is Severity.ERROR or (f.where.column or f.where.row) in certain
    ]
    return Asked(
        certain | ({SCALE: scale} if scale else {}),
        (*findings, *labels),
        frozenset(f.where.row for f in labels if f.severity is Severity.ERROR),
    )


def _texts(source: FileSource, located: Located, fields: tuple[str, ...]) -> Texts:
    grid = source.grid(located.sheet)

    def text(row: int, key: str) -> str:
        col = located.columns.get(key, -1)
        raw = grid[row][col] if 0 <= col < len(grid[row]) else ""
        return raw if isinstance(raw, str) else shown(raw if raw is not None else "")

    return {i: {key: text(row, key) for key in fields} for i, row in located.rows.items()}


def _altered(
    source: FileSource,
    located: Located,
    ids: list[str],
    texts: Texts,
    tab: Located,
    places: Places,
) -> Finding:
    what = at_most(ids, 10)
    field = _typed_in(source, located.table.name, ids[0], texts.get(ids[0], {}), tab, places)
    return Finding(
        Severity.NOTE,
        "tekst-veranderd",
        Where(located.table.name, ids[0]),
        f"Op het blad {located.sheet} is tekst veranderd ({what}). In uw werkboek blijft uw eigen "
        "tekst staan.",
        "U hoeft niets te doen.",
        located.sheet,
        located.cell(ids[0], field),
    )


def _typed_in(
    source: FileSource,
    table: str,
    key: str,
    texts: Mapping[str, str],
    tab: Located,
    places: Places,
) -> str:
    """Find which texts of a criterion or opgave were changed: the tab still shows most of them."""
    grid, of_criterion = source.grid(tab.sheet), table == "tblCriteria"
    if of_criterion:
        up, col = tab.header_row - places.header, tab.columns.get(key, -1)
        rows = {"name": places.name, **places.meanings}
        shown_at = {name: (up + row, col) for name, row in rows.items()}
    else:
        row = tab.rows.get(key, -1)
        shown_at = {name: (row, tab.columns.get(name, -1)) for name in ("name", "coupling")}
    for name, (row, col) in shown_at.items():
        here = _text(grid, row, col) if col >= 0 else ""
        if here and name in texts and not _shows(here, texts[name]):
            return name
    return "direction" if of_criterion else "description"


def _shows(here: str, text: str) -> bool:
    """Whether a cell of the tab holds a text; some texts have a mark before them."""
    own, told = as_text(text).casefold(), here.casefold()
    return own in told if own else not told


def _scale(source: FileSource, located: Located | None, mark: str) -> dict[str, str] | None:
    """Lowest, highest and step of the scale as sent; None when unknown."""
    if located is None:
        return None
    col = located.columns.get("mark", 0)
    below = (
        row[col] if col < len(row) else None
        for row in source.grid(located.sheet)[located.header_row + 1 :]
    )
    marks = sorted(mark for mark in map(number_in, below) if mark is not None)
    if len(marks) < 2:
        return None
    scale = marks[0], marks[-1], round(marks[1] - marks[0], 9)
    if not same(mark, mark_of(*scale)):
        return None
    return dict(zip(("lowest", "highest", "step"), map(shown, scale), strict=True))


def _labels(
    source: FileSource, form: Form, texts: Texts, tab: Located, places: Places
) -> Iterator[Finding]:
    """Yield names on the tab that differ from the explanation in the same file."""
    grid = source.grid(tab.sheet)
    names = {as_text(texts[o]["name"]).casefold(): o for o in form.opgaven if o in texts}
    col = tab.columns.get("name")
    for opgave, row in tab.rows.items():
        if col is None or opgave not in texts:
            continue
        here, own = _text(grid, row, col), as_text(texts[opgave]["name"])
        if here.casefold() == own.casefold():
            continue
        other = names.get(here.casefold())
        where, cell = Where(SCORES, opgave), a1(row, col)
        if other is not None and here:
            yield Finding(
                Severity.ERROR,
                "nummer-en-naam-verschillen",
                where,
                f"In deze rij staat het nummer {opgave} bij de naam van {other} ('{shown(here)}'). "
                "Welke opgave bedoeld is, is niet te zien. De scores in deze rij zijn niet "
                "overgenomen.",
                "Vraag de deelnemer welke opgave bij deze scores hoort.",
                tab.sheet,
                cell,
            )
        else:
            yield _renamed(where, own, here, tab.sheet, cell)
    yield from _meanings(grid, form, texts, tab, places)
    for criterion in form.criteria:
        row, at = tab.header_row - (places.header - places.name), tab.columns.get(criterion)
        if at is None or row < 0 or criterion not in texts:
            continue
        here, own = _text(grid, row, at), as_text(texts[criterion]["name"])
        if here.strip("\u2018\u2019").casefold() != own.casefold():
            yield _renamed(Where(SCORES, "", criterion), own, here, tab.sheet, a1(row, at))


def _meanings(
    grid: Grid, form: Form, texts: Texts, tab: Located, places: Places
) -> Iterator[Finding]:
    """Yield questions on the tab that differ from this file's sheets Criteria and Opgaven."""
    spots = [
        (Where(SCORES, "", key), texts[key][name], tab.header_row - (places.header - row), col)
        for key in form.criteria
        for name, row in places.meanings.items()
        if key in texts and (col := tab.columns.get(key)) is not None
    ]
    coupling = tab.columns.get("coupling")
    spots += [
        (Where(SCORES, key), texts[key]["coupling"], row, coupling)
        for key, row in tab.rows.items()
        if key in texts and coupling is not None
    ]
    for where, own, row, col in spots:
        here = _text(grid, row, col)
        if as_text(own).casefold() not in here.casefold():  # some have a mark before them
            yield _renamed(where, as_text(own), here, tab.sheet, a1(row, col))


def _text(grid: Grid, row: int, col: int) -> str:
    line = grid[row] if 0 <= row < len(grid) else ()
    return as_text(line[col]) if col < len(line) else ""


def _renamed(where: Where, own: str, here: str, sheet: str, cell: str) -> Finding:
    what = f"'{shown(here)}'" if here else "niets meer"
    return Finding(
        Severity.NOTE,
        "tekst-veranderd",
        where,
        f"Hier stond '{shown(own)}' en nu staat er {what}. De scores zijn gelezen op het nummer.",
        "Vraag het na als u twijfelt of de scores hier op hun plaats staan.",
        sheet,
        cell,
    )
