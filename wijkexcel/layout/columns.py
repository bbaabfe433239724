"""The first columns of many sheets."""

from wijkexcel.layout.formulas import from_row
from wijkexcel.layout.spec import (
    Column,
    Kind,
    Owner,
)

HEADER = 4
LIST_TABLES = ("tblCriteria", "tblOpgaven", "tblGroepen", "tblDeelnemers")


def id_column() -> Column:
    """Make the column with the static id of a row."""
    return Column(
        "id", "Nr", Kind.ID, Owner.FIXED, "Vast kenmerk van deze rij; verander het niet.", 6
    )


def name_column(header: str = "Opgave", source: str = "calcOpgaven", width: float = 32) -> Column:
    """Make a column that shows the name that belongs to this row's id."""
    return Column(
        "name",
        header,
        Kind.TEXT,
        Owner.FORMULA,
        "Komt vanzelf uit de lijst.",
        width,
        formula=from_row(source, "name"),
    )
