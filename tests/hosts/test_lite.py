"""xlwings Lite runs Python in the browser: what the five functions may not lean on there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts.support import small_calculated, value_at
from tests.support.xlwings_engine import open_book
from wijkexcel import addin
from wijkexcel.hosts import output
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.steps import STEPS
from wijkexcel.workbook import recalculate


@pytest.mark.parametrize("step", STEPS)
def test_a_step_on_an_open_workbook_reads_no_file_and_calculates_no_workbook(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is compiled and not there for the browser: only files need it."""
    path = tmp_path / "wijk.xlsx"
    path.write_bytes(small_calculated())
    monkeypatch.setattr(output, "to_pdf", lambda *_: None)
    with open_book(path) as book:
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        monkeypatch.setitem(sys.modules, "betteroffice_xlsx", None)
        monkeypatch.setattr(recalculate, "betteroffice_xlsx", None)
        getattr(addin, step)(book)
        said = str(value_at(LivePort(book), "tblControle", "checked_result", "value"))
    assert said.startswith(f"{step}: ")


def test_the_round_trip_by_mail_is_not_even_imported() -> None:
    """It needs files and processes; there it says that it cannot be done (``NO_FOLDERS``)."""
    code = "import sys, wijkexcel.addin; sys.exit('wijkexcel.post' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
