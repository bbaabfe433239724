"""What *Start* says first: what to do now, how far each step is, and the outcome in a line."""

import pytest

from tests.support import engines
from tests.support.dossiers import changed, with_settings
from tests.workbook.books import calculated, cell_of, layout_for, small
from wijkexcel.example import example
from wijkexcel.layout.bars import FULL, TRACK
from wijkexcel.layout.sheets.five_steps import SIGNS
from wijkexcel.layout.spec import a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Answer, Reconsideration


def start_of(dossier: Dossier) -> tuple[str, str, list[str]]:
    """What to do next, the outcome, and the bars."""
    stored, layout = engines.cached(calculated(dossier)), layout_for(dossier)
    steps = layout.tables["tblStappen"]
    bars = [str(stored[cell_of(layout, ("tblStappen", row, "bar"))]) for row in steps.row_ids]
    outcome = stored["Start", a1(steps.header_row - 1, steps.col_of("state"))]
    return str(stored["Start", "A3"]).partition(". ")[2], str(outcome), bars


@pytest.mark.parametrize(
    ("dossier", "sheet"),
    [
        (with_settings(small(), threshold=None), "Schaal"),
        (changed(small(), reconsiderations=(), decisions=()), "Deelnemers"),
    ],
)
def test_the_first_step_that_is_not_finished_comes_next(dossier: Dossier, sheet: str) -> None:
    said, _, _ = start_of(dossier)
    assert said.startswith("Volgende stap: ")
    assert f"blad {sheet}" in said


def test_who_looks_again_has_left_the_scores_that_nobody_gave() -> None:
    looked = Reconsideration(opgave="O01", answer=Answer.ADD, why="Anders gaat het niet door.")
    said, _, bars = start_of(changed(small(), reconsiderations=(looked,)))
    assert "blad Heroverweging" in said
    assert bars[3] == FULL * (SIGNS // 2) + TRACK * (SIGNS // 2)


def test_when_all_is_decided_it_is_told() -> None:
    said, outcome, bars = start_of(example())
    assert said.startswith("Alles is besloten. Volgende stap: vertel het iedereen")
    assert outcome.startswith("7 van de 14 gescoorde opgaven zijn hoog genoeg. Besloten: 8 gekozen")
    assert bars[4] == FULL * SIGNS


def test_a_bar_is_full_just_when_the_step_is_finished() -> None:
    """553 of 560 scores round to all of them."""
    _, _, bars = start_of(example())
    assert bars[2] == FULL * (SIGNS - 1) + TRACK
