"""Names of tables, columns and records: their keys in code, and their words for users."""

from functools import cache
from typing import Final

from wijkexcel.dutch.ids import CALLED
from wijkexcel.layout.declare import declare
from wijkexcel.layout.formulas import LONGEST_NAME
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
LEFT_OUT = "tblStelEruit"
DECISIONS = "tblBesluit"
AMBITION = "tblAmbitie"
JOINING = "tblMeedoen"
PRIORITIES = "tblVoorrang"
LOG = "tblLogboek"

TABLES: Final = (
    SETTINGS,
    CRITERIA,
    ANCHORS,
    OPGAVEN,
    GROUPS,
    SCORERS,
    JOINING,
    PRIORITIES,
    SCORES,
    RECONSIDER,
    PAIRS,
    LEFT_OUT,
    DECISIONS,
    AMBITION,
)
"""The tables that people fill in, in the order of the sheets."""

_DECLARED = declare(Capacity(1, 1, 1, 1, 1))
"""The amount of room does not affect headers."""


def declared(table: str, row: str, column: str) -> Column | Setting | None:
    """The declaration of a column or setting; None for fields without a cell."""
    if table == SETTINGS:
        return next((s for s in _DECLARED.settings if s.field == row), None)
    return _column(table, column)


def _column(table: str, column: str) -> Column | None:
    name = f"{SCORES}S01" if table.startswith(SCORES) else table
    found = _DECLARED.tables.get(name)
    return next((c for c in found.columns if c.key == column), None) if found else None


@cache
def header(table: str, column: str) -> str:
    """Header of a column as shown to users, in quotes: its only name in all texts."""
    found = _column(table, column)
    return f"'{found.header if found is not None else column}'"


@cache
def setting_label(field: str) -> str:
    """Label of a setting on sheet Start as shown to users, in quotes."""
    return f"'{next((s.label for s in _DECLARED.settings if s.field == field), field)}'"


def setting(field: str) -> Where:
    """Return the place of a setting on sheet Start."""
    return Where(SETTINGS, field, "value")


def with_name(id_: str, name: str) -> str:
    """An id with its name, as a list of choices shows it: 'O03 Vochtige woningen'."""
    return f"{id_} {name if len(name) <= LONGEST_NAME else f'{name[: LONGEST_NAME - 1]}…'}"


def blank(text: str) -> bool:
    """Whether a text is empty or only white space."""
    return not text.strip()


def key(text: str) -> str:
    """Text normalised for comparison, ignoring case and white space."""
    return " ".join(text.split()).casefold()


def label(record: Criterion | Opgave | Group | Scorer) -> str:
    """Name a record for users: its id, and its name if it has one."""
    return record.id if blank(record.name) else CALLED.write(id=record.id, name=record.name.strip())
