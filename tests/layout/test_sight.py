"""What is in sight of the tab that a scorer fills in, on a laptop of 1366 × 768 pixels at 100 %.

Computed from the declaration: Excel and LibreOffice show other things around the cells, and leave
1310 × 565 pixels for them.
"""

import re
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.post.support import unanswered
from tests.workbook.books import layout_for
from wijkexcel.layout.fit import NARROW, WIDE
from wijkexcel.layout.measure import SMALL, height, lines, pixels_high, pixels_wide
from wijkexcel.layout.partner_form import FORM, ROW_DONE
from wijkexcel.layout.sheets.scorer import with_room_for
from wijkexcel.layout.spec import Kind, Sheet
from wijkexcel.outgoing.request import Request, request_for
from wijkexcel.workbook.building.partner import partner_layout, partner_texts
from wijkexcel.workbook.building.validation import column_validation

WIDTH, HEIGHT = 1310, 565


def request(criteria: int = 5) -> Request:
    """The example: 14 opgaven, for a scorer who is asked so many criteria."""
    found = request_for(unanswered(), unanswered().scorers[0], "K7QX")
    assert (len(found.opgaven), len(found.criteria)) == (14, 5)
    more = tuple(replace(found.criteria[i % 5], id=f"C{i + 1:02}") for i in range(criteria))
    return replace(found, criteria=more)


def mailed(criteria: int = 5) -> Sheet:
    return partner_layout(request(criteria)).sheet(FORM)


def in_the_workbook() -> Sheet:
    return with_room_for(layout_for(unanswered()), unanswered()).sheet("S01")


def rows_in_sight(sheet: Sheet) -> int:
    """Rows below the frozen heading that are whole."""
    table = sheet.tables[0]
    assert sheet.freeze is not None
    assert sheet.freeze[0] == table.first_row
    shown = [row for row in range(table.first_row) if row not in sheet.hidden_rows]
    heading = sum(pixels_high(sheet.row_heights[row]) for row in shown)
    rows = range(table.first_row, table.last_row + 1)
    ends = accumulate(pixels_high(sheet.row_heights[row]) for row in rows)
    return sum(heading + end <= HEIGHT for end in ends)


@pytest.mark.parametrize("sheet", [mailed(), in_the_workbook()], ids=["mailed", "in the workbook"])
def test_eight_opgaven_and_five_criteria_are_in_sight_with_what_the_marks_mean(
    sheet: Sheet,
) -> None:
    assert rows_in_sight(sheet) >= 8
    table = sheet.tables[0]
    upto = max(table.col_of(c.key) for c in table.columns if c.kind is Kind.SCORE)
    shown = [c for c in table.columns if not c.hidden and table.col_of(c.key) <= upto]
    assert sum(pixels_wide(column.width) for column in shown) <= WIDTH


def test_of_twelve_criteria_five_opgaven_are_in_sight() -> None:
    assert rows_in_sight(mailed(12)) >= 5


def test_what_coupling_looks_like_stays_beside_the_marks() -> None:
    for sheet in (mailed(12), in_the_workbook()):
        assert sheet.freeze is not None
        assert sheet.tables[0].col_of("coupling") < sheet.freeze[1]


def test_the_first_score_comes_after_sixty_words_at_most() -> None:
    texts = partner_texts(request(), partner_layout(request()))[FORM]
    told = [text for (row, col), (text, _) in texts.items() if col == 0]
    assert len(told) == 3
    words = re.findall(r"\w+", " ".join(told))
    progress = re.findall(r"\w+", "nog 70 van 70. Uiterlijk op 15 januari 2027.")
    assert len(words) + len(progress) <= 60
    assert (ROW_DONE, 0) in {(cell.row, cell.col) for cell in mailed().cells}


def test_no_prompt_covers_the_marks() -> None:
    for sheet in (mailed(), in_the_workbook()):
        for column in sheet.tables[0].columns:
            if column.kind is Kind.SCORE:
                assert "input_message" not in column_validation(column, "E7")


def test_no_text_above_or_beside_the_marks_is_cut_off() -> None:
    """Of the longest texts too: the rows are as high as the most lines in them."""
    long = "Een lang verhaal over wat er in de wijk speelt. " * 8
    opgaven = tuple(replace(o, coupling=long) for o in request().opgaven)
    criteria = tuple(replace(c, lowest=long, question=long) for c in request().criteria)
    wordy = replace(request(), opgaven=opgaven, criteria=criteria)  # type: ignore[arg-type]
    sheet = partner_layout(wordy).sheet(FORM)
    table = sheet.tables[0]
    needed = height([lines(long, table.column("coupling").width, SMALL)], SMALL)
    assert sheet.row_heights[table.first_row] >= needed
    column = table.column(criteria[0].id)
    assert column.width == WIDE
    assert sheet.row_heights[0] >= height([lines(long, WIDE, SMALL)], SMALL)


@given(st.text(max_size=300), st.integers(NARROW, WIDE))
def test_a_wider_column_never_takes_more_lines(text: str, width: int) -> None:
    assert 1 <= lines(text, width + 8) <= lines(text, width)
