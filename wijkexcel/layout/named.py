"""What tables, columns and records are called: their keys in code, and their words for people."""

from functools import cache

from wijkexcel.dutch.ids import CALLED
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Column, Setting
from wijkexcel.model.finding import Where
from wijkexcel.model.records import Criterion, Group, Opgave, Scorer

SETTINGS = "tblInstellingen"
CRITERIA = "tblCriteria"
ANCHORS = "tblSchaal"
OPGAVEN = "tblOpgaven"
GROUPS = "tblGroepen"
SCORERS = "tblDeelnemers"
SCORES = "tblScore_"
"""First part of the name of a scorer's table; the scorer's id follows."""
RECONSIDER = "tblHeroverweging"
PAIRS = "tblSamenhang"
DECISIONS = "tblBesluit"
AMBITION = "tblAmbitie"
LOG = "tblLogboek"

_DECLARED = declare(Capacity(1, 1, 1, 1, 1))
"""Room makes no difference to headers."""


def declared(table: str, row: str, column: str) -> Column | Setting | None:
    """What the workbook declares of a column or a setting; None for what it has no cell for."""
    if table == SETTINGS:
        return next((s for s in _DECLARED.settings if s.field == row), None)
    return _column(table, column)


def _column(table: str, column: str) -> Column | None:
    name = f"{SCORES}S01" if table.startswith(SCORES) else table
    found = _DECLARED.tables.get(name)
    return next((c for c in found.columns if c.key == column), None) if found else None


@cache
def header(table: str, column: str) -> str:
    """Header of a column as users see it, in quotes: the one word for it in every text."""
    found = _column(table, column)
    return f"'{found.header if found is not None else column}'"


@cache
def setting_label(field: str) -> str:
    """Label of a setting on sheet Start as users see it, in quotes."""
    return f"'{next((s.label for s in _DECLARED.settings if s.field == field), field)}'"


def setting(field: str) -> Where:
    """Return the place of a setting on sheet Start."""
    return Where(SETTINGS, field, "value")


def blank(text: str) -> bool:
    """Whether nothing but white space was typed."""
    return not text.strip()


def key(text: str) -> str:
    """Text as it is compared: case and white space make no difference."""
    return " ".join(text.split()).casefold()


def label(record: Criterion | Opgave | Group | Scorer) -> str:
    """Name a record for people: its id, and its name when it has one."""
    return record.id if blank(record.name) else CALLED.write(id=record.id, name=record.name.strip())
