"""xlwings Lite runs Python in the browser: what the five functions may not lean on there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts.support import small_calculated, value_at
from tests.support.xlwings_engine import open_book
from wijkexcel import addin
from wijkexcel.excel.cell_functions import FUNCTIONS
from wijkexcel.hosts.live import LivePort
from wijkexcel.steps import output
from wijkexcel.steps.five import STEPS
from wijkexcel.workbook.calculating import engine

pytestmark = pytest.mark.slow


@pytest.mark.sample(more=2)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_on_an_open_workbook_reads_no_file_and_calculates_no_workbook(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is compiled and not there for the browser: only files need it."""
    path = tmp_path / "wijk.xlsx"
    path.write_bytes(small_calculated())
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)
    with open_book(path) as book:
        monkeypatch.setitem(sys.modules, "python_calamine", None)
        monkeypatch.setitem(sys.modules, "betteroffice_xlsx", None)
        monkeypatch.setattr(engine, "betteroffice_xlsx", None)
        getattr(addin, step)(book)
        said = str(value_at(LivePort(book), "tblControle", "checked_result", "value"))
    assert said.startswith(f"{step}: ")


LITE = """
import json, re, sys, types
from pathlib import Path
(code,) = re.findall(r"^   ```python\\n(.*?)^   ```", Path(sys.argv[1]).read_text(), re.S | re.M)
main = types.ModuleType("main")
sys.modules["main"] = main
exec(re.sub("^   ", "", code, flags=re.M), main.__dict__)
from xlwings import server
print(json.dumps([server.custom_scripts_meta(main), server.custom_functions_meta(main)]))
"""


def test_what_the_page_has_people_put_in_main_py_gives_the_steps_and_the_functions() -> None:
    """In xlwings' own code for what runs in the browser, in a process of its own."""
    page = Path(__file__).parents[2] / "docs" / "excel.md"
    environment = os.environ | {"XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}
    done = subprocess.run(
        [sys.executable, "-c", LITE, str(page)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    scripts, functions = json.loads(done.stdout)
    assert {script["function_name"] for script in scripts} == {"valideer", "bereken", "heroverweeg"}
    assert {f["name"] for f in functions["functions"]} == {
        function.__name__.upper() for function in FUNCTIONS
    }


def test_the_round_trip_by_mail_is_not_even_imported() -> None:
    """It needs files and processes; there it says that it cannot be done (``NO_FOLDERS``)."""
    code = "import sys, wijkexcel.addin; sys.exit('wijkexcel.post' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
