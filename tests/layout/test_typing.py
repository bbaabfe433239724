"""A scorer's answers, typed as a scorer types them: key by key, in a window of LibreOffice.

Values written into a file go past what a program does with keys: LibreOffice completed the 5 of
earlier versions to '5: Bewoners merken het elke dag.', which no such test saw.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.layout.window import TOOLS, Office, office
from tests.post.traps import DAY, awkward, request_of
from tests.workbook.books import calculated, layout_for
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.outgoing.seal import seal
from wijkexcel.post.back.answer import Answer, parse
from wijkexcel.workbook.building.partner import build_partner
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

pytestmark = [pytest.mark.slow, pytest.mark.oracle("libreoffice", *TOOLS[:2])]


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture(scope="module")
def answer(window: Office, tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """What somebody typed in a mailed workbook in which each text above the marks is a trap."""
    path = tmp_path_factory.mktemp("partner") / "scores.xlsx"
    path.write_bytes(recalculate(build_partner(seal(request_of(awkward())), DAY, DAY)).data)
    window.open(path)
    window.type("1\t2\t3\t4\t5\t")  # it opens on the first mark
    window.type("?\t5\t4\t3\t2\t")
    window.type("9\t")
    assert window.refuses()
    window.type("3")  # Tab went on
    window.press("Return")  # down, to where the row began
    window.type("2")
    window.press("Tab", 5 * (14 - 3))  # from the first mark of O04 to beyond the last of O14
    window.type("4\t")
    assert window.refuses()
    window.type("Denk aan de bomen\t")
    window.save(path)
    return parse(FileSource(path.read_bytes()), awkward().settings)


def row(answer: Answer, opgave: str) -> list[object]:
    return [score for (o, _), score in sorted(answer.scores.items()) if o == opgave]


def test_each_mark_is_one_key_and_tab_goes_from_mark_to_mark_and_to_the_next_row(
    answer: Answer,
) -> None:
    assert row(answer, "O01") == [1.0, 2.0, 3.0, 4.0, 5.0]
    assert row(answer, "O02") == [ABSTENTION, 5.0, 4.0, 3.0, 2.0]


def test_enter_goes_down_and_a_wrong_mark_is_refused(answer: Answer) -> None:
    assert row(answer, "O03") == [3.0]
    assert row(answer, "O04") == [2.0]
    assert len(answer.scores) == 12


def test_a_mark_does_not_land_in_a_remark(answer: Answer) -> None:
    assert answer.remarks == {"O02": "Denk aan de bomen"}


def test_there_is_nothing_to_say_about_what_was_typed(answer: Answer) -> None:
    assert answer.findings == ()


def test_a_mark_is_one_key_on_the_tab_in_the_coordinators_workbook(
    window: Office, tmp_path: Path
) -> None:
    dossier = awkward()
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(calculated(dossier))
    layout = layout_for(dossier)
    window.open(path)
    window.press("ctrl+Next", [s.name for s in layout.sheets].index("S01"))
    window.type("5\t1\t?\t")
    window.save(path)
    table = layout.tables["tblScore_S01"]
    sheet = openpyxl.load_workbook(path)["S01"]
    first = table.col_of("C01") + 1
    typed = [sheet.cell(table.first_row + 1, first + i).value for i in range(3)]
    assert typed == [5, 1, "?"]


def test_the_tools_are_those_that_are_installed() -> None:
    assert all(map(shutil.which, TOOLS))
