"""Columns and formula fragments shared by hidden sheets."""

from wijkexcel.layout.formulas import (
    word,
)
from wijkexcel.layout.spec import (
    Column,
    Formula,
    Here,
    Kind,
    Owner,
)

CALC = "calcOpgaven"
"""The table with the calculated results of each opgave."""


def derived(
    key: str,
    formula: Formula,
    header: str = "",
    kind: Kind = Kind.NUMBER,
    *,
    spread: bool = False,
) -> Column:
    """Make a formula column of a hidden table."""
    return Column(key, header or key, kind, Owner.FORMULA, width=9, formula=formula, spread=spread)


def fixed_id() -> Column:
    """Make the column of ids, which is the same in every workbook."""
    return Column("id", "id", Kind.ID, Owner.FIXED, width=6)


def found_name(table: str) -> Column:
    """Make the column with the name that a user typed in ``table``."""

    def formula(here: Here) -> str:
        pos = here.me("rij")
        return f'=IF({pos}=0,"",{word(here, table, "name", pos)})'

    return derived("name", formula, "naam", Kind.TEXT)


def active_flag() -> Column:
    """Make the column that indicates whether the row is in use."""
    return derived("active", lambda h: f'=IF({h.me("name")}="",0,1)', "actief", Kind.WHOLE)


def when_active(here: Here, value: str, otherwise: str = "0") -> str:
    """Return a formula for ``value`` where the row is in use, for ``otherwise`` elsewhere."""
    return f"=IF({here.me('active')}=0,{otherwise},{value})"


def active_text(table: str, key: str) -> Formula:
    """Return a text typed in ``table``, empty where the row is not in use."""

    def formula(here: Here) -> str:
        return when_active(here, word(here, table, key, here.me("rij")), '""')

    return formula
