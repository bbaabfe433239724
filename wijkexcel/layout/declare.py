"""Assemble the declaration for a capacity."""

import hashlib
import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from wijkexcel.layout.sheets.all_scores import scores_sheet
from wijkexcel.layout.sheets.ambition import ambition_sheet
from wijkexcel.layout.sheets.calculation import calculation_sheet
from wijkexcel.layout.sheets.criteria import criteria_sheet
from wijkexcel.layout.sheets.decisions import decision_sheet_spec
from wijkexcel.layout.sheets.domains import domain_names
from wijkexcel.layout.sheets.joining import joining_sheet
from wijkexcel.layout.sheets.lists import lists_names, lists_sheet
from wijkexcel.layout.sheets.opgaven import opgaven_sheet
from wijkexcel.layout.sheets.overview import overview_sheet
from wijkexcel.layout.sheets.participants import participants_sheet
from wijkexcel.layout.sheets.portfolio import portfolio_names, portfolio_sheet
from wijkexcel.layout.sheets.reports import findings_sheet, log_sheet, received_sheet
from wijkexcel.layout.sheets.scale import scale_sheet
from wijkexcel.layout.sheets.scorer import scorer_sheet
from wijkexcel.layout.sheets.second_look import second_look_sheet
from wijkexcel.layout.sheets.settings import SETTINGS
from wijkexcel.layout.sheets.start import setting_names, start_sheet
from wijkexcel.layout.spec import Capacity, Cell, Here, Layout, Sheet
from wijkexcel.look.palette import Tab

_REFERENCE = re.compile(r"@(\w+)\.(\w+)@")
MARK_LABEL = "formules van"
"""Label on Lijsten of the mark that identifies a workbook's formulas."""
_MARKED = Capacity(2, 2, 2, 2, 2, 2)


def _sheets(capacity: Capacity) -> tuple[Sheet, ...]:
    """All sheets in the order of use; scorers' tabs last of those in sight, as there are many."""
    return (
        start_sheet(capacity),
        criteria_sheet(capacity),
        scale_sheet(capacity),
        opgaven_sheet(capacity),
        participants_sheet(capacity),
        joining_sheet(),
        overview_sheet(capacity),
        second_look_sheet(capacity),
        portfolio_sheet(capacity),
        decision_sheet_spec(capacity),
        ambition_sheet(capacity),
        findings_sheet(),
        received_sheet(),
        log_sheet(capacity),
        *(scorer_sheet(capacity, i) for i in range(capacity.scorers)),
        scores_sheet(capacity),
        calculation_sheet(capacity),
        lists_sheet(capacity),
    )


@lru_cache(maxsize=1)
def formulas_mark() -> str:
    """The mark that distinguishes the formulas of this version from those of others.

    Every workbook contains it, so that a formula that differs from its declaration is known to be
    altered, and not just from another version.
    """
    layout = Layout(_MARKED, _sheets(_MARKED), SETTINGS, {})
    digest = hashlib.sha256()
    for sheet in layout.sheets:
        for table in sheet.tables:
            made = (c.formula for c in table.columns if c.formula is not None)
            for formula in made:
                for i in range(len(table.row_ids)):
                    digest.update(formula(Here(layout, table, i)).encode())
        for cell in sheet.cells:
            digest.update(f"{cell.row},{cell.col},{cell.content}".encode())
    return f"f{digest.hexdigest()[:10]}"


def _with_mark(sheet: Sheet) -> Sheet:
    row = max(cell.row for cell in sheet.cells if cell.col == 1) + 1
    mark = (Cell(row, 1, MARK_LABEL, "calc"), Cell(row, 2, formulas_mark(), "calc"))
    return replace(sheet, cells=(*sheet.cells, *mark))


def former_order(layout: Layout) -> tuple[Sheet, ...]:
    """The order of the sheets in older workbooks: scorers' tabs after *Deelnemers*."""
    tabs = tuple(sheet for sheet in layout.sheets if sheet.tab is Tab.SCORE)
    others = [sheet for sheet in layout.sheets if sheet.tab is not Tab.SCORE]
    people = layout.tables["tblDeelnemers"].sheet
    at = next(i for i, sheet in enumerate(others, 1) if sheet.name == people)
    return (*others[:at], *tabs, *others[at:])


FORMER_NAMES: Final = frozenset(("bevinding_eerste",))
"""Names that older workbooks have but new ones do not; ``bijwerken`` removes them."""


@lru_cache(maxsize=8)
def declare(capacity: Capacity) -> Layout:
    """Declare the whole workbook for a capacity."""
    *others, lists = _sheets(capacity)
    sheets = (*others, _with_mark(lists))
    bare = Layout(capacity, sheets, SETTINGS, {})
    tables = bare.tables
    names = {
        **setting_names(),
        **lists_names(capacity),
        "bevinding_cellen": tables["tblBevindingen"].rng("cell_key"),
        "bevinding_rijen": tables["tblBevindingen"].rng("row_key"),
        "bevinding_ernst": tables["tblBevindingen"].rng("severity"),
        "bevinding_teksten": tables["tblBevindingen"].rng("problem"),
        "calc_groepnamen": tables["calcGroepen"].rng("name"),
        "lijst_criteria": tables["tblCriteria"].rng("id"),
        "lijst_groepen": tables["tblGroepen"].rng("id"),
        **portfolio_names(tables),
        **domain_names(tables),
    }
    return Layout(capacity, sheets, SETTINGS, names)


def resolve(content: str, layout: Layout) -> str:
    """Replace ``@table.column@`` in a loose cell's formula by the column's range."""
    return _REFERENCE.sub(lambda m: layout.tables[m.group(1)].rng(m.group(2)), content)
