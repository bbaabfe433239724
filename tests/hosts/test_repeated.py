"""A step finds the same however often it ran before: nothing it wrote counts as typed."""

from functools import lru_cache

import pytest

from tests.hosts.support import run_anew, table_values
from tests.support.dossiers import changed, with_settings
from tests.workbook.books import book_of, example_book, small, small_book
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.workbook.recalculate import recalculate


def _without_errors() -> Dossier:
    """Its first finding is about all criteria together, so about no cell."""
    bare = with_settings(small(), sender="Gemeente Oudervliet", contact_name="Anna de Tester")
    opgaven = tuple(o.model_copy(update={"coupling": "Samen open."}) for o in bare.opgaven)
    return changed(bare, opgaven=opgaven, decisions=(), reconsiderations=())


BOOKS = {
    "first finding without a cell": lambda: book_of(_without_errors()),
    "small": small_book,
    "example": example_book,
}


@lru_cache
def _book(which: str) -> bytes:
    return recalculate(BOOKS[which]()).data


def _found(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.severity.value} {f.sheet}!{f.cell}: {f.text}" for f in findings]


@pytest.mark.slow
@pytest.mark.parametrize("which", BOOKS)
def test_a_step_finds_the_same_after_any_other(which: str) -> None:
    first, data = run_anew("valideer", _book(which))
    for step in ("valideer", "bereken", "heroverweeg", "valideer"):
        report, data = run_anew(step, data)
        assert _found(report.findings) == _found(first.findings), step


def test_controle_tells_of_a_row_though_the_first_finding_is_of_none() -> None:
    _, data = run_anew("valideer", _book("first finding without a cell"))
    first, *_ = table_values(data, "tblBevindingen")
    assert "row_key" not in first
    told = [row["controle"] for row in table_values(data, "tblCriteria") if row.get("controle")]
    assert len(told) == len(small().criteria)
