"""Put the declaration together for a capacity."""

import re
from functools import lru_cache

from wijkexcel.layout.derived import (
    calculation_sheet,
    lists_names,
    lists_sheet,
    scores_sheet,
)
from wijkexcel.layout.inputs import (
    criteria_sheet,
    opgaven_sheet,
    participants_sheet,
    scale_sheet,
)
from wijkexcel.layout.outputs import (
    ambition_sheet,
    decision_sheet_spec,
    findings_sheet,
    log_sheet,
    received_sheet,
)
from wijkexcel.layout.results import overview_sheet, portfolio_sheet, second_look_sheet
from wijkexcel.layout.scorer import scorer_sheet
from wijkexcel.layout.spec import Capacity, Layout, Sheet
from wijkexcel.layout.start import SETTINGS, setting_names, start_sheet

_REFERENCE = re.compile(r"@(\w+)\.(\w+)@")


@lru_cache(maxsize=8)
def declare(capacity: Capacity) -> Layout:
    """Declare the whole workbook for a capacity."""
    sheets: tuple[Sheet, ...] = (
        start_sheet(capacity),
        criteria_sheet(capacity),
        scale_sheet(capacity),
        opgaven_sheet(capacity),
        participants_sheet(capacity),
        *(scorer_sheet(capacity, i) for i in range(capacity.scorers)),
        overview_sheet(capacity),
        second_look_sheet(capacity),
        portfolio_sheet(capacity),
        decision_sheet_spec(capacity),
        ambition_sheet(capacity),
        findings_sheet(),
        received_sheet(),
        log_sheet(capacity),
        scores_sheet(capacity),
        calculation_sheet(capacity),
        lists_sheet(capacity),
    )
    bare = Layout(capacity, sheets, SETTINGS, {})
    tables = bare.tables
    names = {
        **setting_names(),
        **lists_names(capacity),
        "bevinding_cellen": tables["tblBevindingen"].rng("cell_key"),
        "bevinding_rijen": tables["tblBevindingen"].rng("row_key"),
        "bevinding_ernst": tables["tblBevindingen"].rng("severity"),
        "bevinding_teksten": tables["tblBevindingen"].rng("problem"),
        "bevinding_eerste": tables["tblBevindingen"].at("row_key", 0),
        "calc_groepnamen": tables["calcGroepen"].rng("name"),
        "lijst_groepen": tables["tblGroepen"].rng("id"),
        "lijst_opgaven": tables["tblOpgaven"].rng("id"),
    }
    return Layout(capacity, sheets, SETTINGS, names)


def resolve(content: str, layout: Layout) -> str:
    """Replace ``@table.column@`` in a loose cell's formula by the column's range."""
    return _REFERENCE.sub(lambda m: layout.tables[m.group(1)].rng(m.group(2)), content)
