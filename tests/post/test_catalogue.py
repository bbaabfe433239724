"""The catalogue of bad and messy input, clause by clause, through the real ``verzamel``.

What cannot be used is refused in words that name the file, and sheet and cell where there is one,
and costs none of the other cells; nothing is taken on a guess, and nothing is lost in silence.
"""

import re
from pathlib import Path

import pytest

from tests.post import catalogue_file, catalogue_sender, catalogue_sheet, catalogue_value
from tests.post.catalogue import ASIDE, CONFLICT, LINES, REFUSED, SKIPPED, WHEN, Case, sent
from tests.post.catalogue_out import CLAUSES
from wijkexcel.cli.json_models.verzamel import collection_shape
from wijkexcel.post.back.line import Kind
from wijkexcel.post.back.on_file import Collection, collect_folder
from wijkexcel.workbook.reading.read import Reading, read
from wijkexcel.workbook.reading.source import FileSource

CASES = (
    *catalogue_file.CASES,
    *catalogue_sheet.CASES,
    *catalogue_value.CASES,
    *catalogue_sender.CASES,
)
EACH_CLAUSE = tuple({case.name.partition("-")[0]: case.name for case in reversed(CASES)}.values())
"""One case of every clause: those run each time, the others of a clause in turn."""
WHAT_TO_DO = (
    "sla het",
    "vraag",
    "probeer",
    "kies",
    "haal",
    "typ ",
    "geef",
    "zet ",
    "stuur",
    "gebruik",
    "bewaar",
    "werk ",
    "neem",
    "pak het",
    "verwijder",
    "niets te doen",
    "klopt",
    "kijk",
    "lees",
    "sluit",
    "maak",
    "bijlage",
)


def run(case: Case, folder: Path) -> Collection:
    """Lay the files down and collect them."""
    workbook, inbox = folder / "werkboek.xlsx", folder / "in"
    inbox.mkdir()
    workbook.write_bytes(case.book() if case.book else sent().book)
    for name, data in case.files().items():
        (inbox / name).write_bytes(data)
    if case.lay is not None:
        case.lay(inbox)
    return collect_folder(workbook, inbox, when=WHEN)


@pytest.mark.slow
@pytest.mark.sample(more=40, always=EACH_CLAUSE)
@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.oracle(case.oracle)] if case.oracle else []
        )
        for case in CASES
    ],
)
def test_it_comes_of_it_what_the_catalogue_says(case: Case, tmp_path: Path) -> None:
    made = run(case, tmp_path)
    lines = made.collected.gathered.lines
    waiting = [line for line in lines if line.kind in {REFUSED, ASIDE, CONFLICT}]
    if case.kind is None:
        assert [x for x in lines if x.kind in {REFUSED, ASIDE, CONFLICT, SKIPPED, Kind.TOLD}] == []
    else:
        said = [line for line in lines if line.kind is case.kind and case.said in line.problem]
        assert said, [(line.kind.value, line.problem) for line in lines]
        if case.kind is CONFLICT:  # about a cell of the coordinator's own workbook
            assert all(line.sheet == line.scorer and line.cell for line in said)
        else:
            assert (case.sheet, case.cell) in {(line.sheet, line.cell) for line in said}
        assert said[0].file
        for line in waiting:
            text = f"{line.problem} {line.action}".lower()
            assert any(word in text for word in WHAT_TO_DO), text
            assert "traceback" not in text
            assert "{" not in text
        if case.kind not in {REFUSED, ASIDE, CONFLICT} and not case.more:
            assert waiting == []
    assert made.collected.to_mend == bool(waiting)
    source = FileSource((tmp_path / "werkboek.xlsx").read_bytes())
    reading = read(source)
    scores = reading.dossier.scores.cells()
    assert {k[1:]: v for k, v in scores.items() if k[0] == "S01"} == case.expected
    assert_consistent(made, source, reading)


def assert_consistent(made: Collection, source: FileSource, reading: Reading) -> None:
    """The report, its JSON and the sheet Ontvangst tell the same.

    What to do about a conflict may be told otherwise in the workbook than on the command line.
    """
    keys = ("bestand", "uitkomst", "blad", "cel", "probleem", "actie")
    lines = collection_shape(made).model_dump(mode="json")["regels"]
    taken = {Kind.TAKEN.value, Kind.DECIDED.value}
    told = {_row([line[key] for key in keys]) for line in lines if line["uitkomst"] not in taken}
    located = reading.map.tables["tblOntvangst"]
    columns = [
        located.columns[key] for key in ("file", "kind", "sheet", "cell", "problem", "action")
    ]
    grid = source.grid(located.sheet)
    rows = (grid[row] for row in located.rows.values() if row < len(grid))
    sheet = {_row([str(row[col]) for col in columns]) for row in rows}
    counted = {row for row in sheet if row[1] == Kind.TAKEN.value or not any(row)}
    assert sheet - counted == told


def _row(cells: list[str]) -> tuple[str, ...]:
    return tuple(cells[:-1] if cells[1] == Kind.CONFLICT.value else cells)


def test_every_line_of_the_catalogue_is_tried_and_every_clause_once() -> None:
    names = [*(case.name for case in CASES), *CLAUSES]
    assert len(set(names)) == len(names)
    assert {re.match(r"[A-Z]\d", name)[0] for name in names} == set(LINES)  # type: ignore[index]
