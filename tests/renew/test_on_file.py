"""``wijkexcel bijwerken``, as a coordinator uses it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.docs.support import documented_keys, only
from tests.post.filling import fill
from tests.post.support import unanswered
from tests.renew.renewing import FIRST, changed_by_hand, opened
from tests.support.command import Run
from tests.support.dossiers import changed
from tests.workbook.books import (
    calculated,
    example_book,
    reading,
    saved_by_openpyxl,
    small,
    small_book,
)
from wijkexcel.cli import main as cli
from wijkexcel.cli.options import TO_MEND
from wijkexcel.errors import EngineError, StructureError
from wijkexcel.look.house import House
from wijkexcel.model.records import LogEntry
from wijkexcel.renew import on_file as commands_renew
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.on_file import log_text, renew_workbook
from wijkexcel.renew.renew import Renewed
from wijkexcel.renew.room import Wish
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

pytestmark = pytest.mark.slow  # whole commands, one after the other


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(recalculate(small_book()).data)
    return path


@pytest.mark.slow
def test_more_room_in_place_with_the_earlier_file_beside_it(book: Path, run: Run) -> None:
    before = book.read_bytes()
    code, said = run("bijwerken", book, "--opgaven", 5, "--deelnemers", 4)
    assert code == 0
    assert said.splitlines() == [
        "Ruimte voor 5 opgaven, 2 criteria, 2 groepen, 4 deelnemers.",
        "Nieuwe bladen: S04.",
        "Alles wat u invulde en toevoegde, is meegenomen.",
        f"Bijgewerkt: {book}",
        f"Vorige versie: {book.with_name('werkboek.vorige.xlsx')}",
    ]
    assert book.with_name("werkboek.vorige.xlsx").read_bytes() == before
    found = reading(book.read_bytes()).dossier
    assert found.log[:-1] == small().log
    assert found.log[-1].what == (
        "bijwerken: nu ruimte voor 5 opgaven, 2 criteria, 2 groepen, 4 deelnemers.\n"
        "Nieuwe bladen: S04."
    )
    after = book.read_bytes()
    assert run("bijwerken", book) == (
        0,
        "Het werkboek is al bij en heeft genoeg ruimte. Er is niets veranderd.\n",
    )
    assert book.read_bytes() == after
    code, said = run("bereken", book)
    assert "halen de score" in said
    assert "oud" not in said


@pytest.mark.slow
def test_a_trial_and_another_place_leave_the_workbook_alone(
    book: Path, tmp_path: Path, run: Run
) -> None:
    before = book.read_bytes()
    _, said = run("bijwerken", book, "--criteria", 3, "--proef")
    assert said.endswith("Dit was een proef: er is niets veranderd.\n")
    target = tmp_path / "groter.xlsx"
    _, said = run("bijwerken", book, "--criteria", 3, "--uit", target)
    assert f"Bijgewerkt: {target}" in said
    assert reading(target.read_bytes()).layout.capacity.criteria == 3
    assert book.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["groter.xlsx", "werkboek.xlsx"]
    copy = tmp_path / "kopie.xlsx"
    assert f"Gekopieerd naar: {copy}" in run("bijwerken", book, "--uit", copy)[1]
    assert copy.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("own", [False, True])
def test_a_workbook_of_before_a_sheet_gets_it_also_beside_an_own_one_with_that_name(
    book: Path, run: Run, *, own: bool
) -> None:
    def earlier(workbook: Any) -> None:
        workbook.remove(workbook["Meedoen"])
        if own:
            workbook.create_sheet("Meedoen")["A1"] = "Jan doet mee"

    book.write_bytes(changed_by_hand(book.read_bytes(), earlier))
    before = reading(book.read_bytes())
    assert (before.dossier, before.findings) == (small(), ())
    name = "Meedoen (wijkexcel)" if own else "Meedoen"
    code, said = run("bijwerken", book)
    assert code == 0
    assert f"Nieuwe bladen: {name}." in said
    after = reading(book.read_bytes())
    assert after.map.tables["tblMeedoen"].sheet == name
    assert after.dossier.log[-1].what.endswith(f"\nNieuwe bladen: {name}.")
    if own:
        assert FileSource(book.read_bytes()).grid("Meedoen")[0][0] == "Jan doet mee"


@pytest.mark.slow
def test_what_could_not_come_along_is_told_and_logged(book: Path, run: Run) -> None:
    def typed(workbook: Any) -> None:
        workbook["S01"]["E7"] = "hier typte iemand"

    book.write_bytes(changed_by_hand(book.read_bytes(), typed))
    code, said = run("bijwerken", book, "--opgaven", 4)
    line = "niet meegenomen: S01!E7: Hier stond 'hier typte iemand' op de plek van een formule."
    assert code == TO_MEND
    assert line in said
    assert "Let op: 1 ding kon niet onveranderd mee. De lijst staat ook in het Logboek." in said
    assert line in reading(book.read_bytes()).dossier.log[-1].what


@pytest.mark.slow
def test_the_json_is_as_documented(book: Path, run: Run) -> None:
    def typed(workbook: Any) -> None:
        workbook["Opgaven"]["B9"] = "Vierde"

    book.write_bytes(changed_by_hand(book.read_bytes(), typed))
    code, said = run("bijwerken", book, "--json")
    content = json.loads(said)
    assert code == 0
    assert set(content) == only(documented_keys(), "result of `bijwerken`")
    assert content["ruimte"] == {
        "opgaven": 4,
        "criteria": 2,
        "groepen": 2,
        "deelnemers": 3,
        "paren": 1,
        "logregels": 500,
    }
    assert content["lijst"] == [
        {
            "uitkomst": "opgenomen",
            "blad": "Opgaven",
            "plek": "A9",
            "wat": "Deze rij stond buiten de tabel en heeft nu nummer O04.",
            "doe": "Kijk of dat klopt.",
        }
    ]


@pytest.mark.slow
def test_answers_that_were_asked_before_can_be_collected_after(tmp_path: Path, run: Run) -> None:
    book, out = tmp_path / "werkboek.xlsx", tmp_path / "uit"
    book.write_bytes(calculated(unanswered()))
    run("verdeel", book, out)
    fill(out, "S01", 4)
    assert run("bijwerken", book, "--opgaven", 20, "--criteria", 9, "--deelnemers", 14)[0] == 0
    _, said = run("verzamel", book, out)
    assert "5 scores overgenomen" in said
    assert "geweigerd" not in said
    assert {key[0] for key in reading(book.read_bytes()).dossier.scores.cells()} == {"S01"}


@pytest.mark.slow
def test_a_full_logbook_stops_collecting_until_there_is_room(tmp_path: Path, run: Run) -> None:
    book, out = tmp_path / "werkboek.xlsx", tmp_path / "uit"
    lines = tuple(LogEntry(when=datetime(2026, 1, 1), who="ik", what="x") for _ in range(500))
    book.write_bytes(calculated(changed(unanswered(), log=lines)))
    _, said = run("verdeel", book, out)
    assert (
        "Het Logboek is vol. Laat 'wijkexcel bijwerken WERKBOEK' lopen: dat geeft meer regels."
        in said
    )
    fill(out, "S01", 4)
    before = book.read_bytes()
    code, said = run("verzamel", book, out)
    assert code == cli.WRONG_USE
    assert (
        "Laat eerst 'wijkexcel bijwerken WERKBOEK' lopen: dat geeft het Logboek meer regels."
        in said
    )
    assert book.read_bytes() == before
    assert run("bijwerken", book)[0] == 0
    assert "5 scores overgenomen" in run("verzamel", book, out)[1]
    log = reading(book.read_bytes()).dossier.log
    assert len(log) == 502
    assert log[500].what.startswith("bijwerken: ")
    assert log[501].what.startswith("verzamel: 5 antwoorden van S01")


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"geen werkboek", "een tekstbestand"),
        (b"", "een leeg bestand (0 bytes)"),
    ],
)
def test_a_file_that_is_too_broken_is_refused_in_words(
    content: bytes, called: str, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(content)
    code, words = run("bijwerken", path)
    assert code == cli.WRONG_USE
    assert words.strip() == (
        f"Dat lukt niet: {path} is geen Excel-werkmap, maar {called}. "
        "Geef het werkboek zelf (.xlsx)."
    )
    assert path.read_bytes() == content


@pytest.mark.slow
def test_a_workbook_without_the_sheets_it_cannot_do_without(book: Path, run: Run) -> None:
    def typed(workbook: Any) -> None:
        for name in ("Opgaven", "Criteria"):
            del workbook[name]

    book.write_bytes(changed_by_hand(book.read_bytes(), typed))
    before = book.read_bytes()
    code, words = run("bijwerken", book)
    assert code == cli.WRONG_USE
    assert "Dit is geen werkboek van wijkexcel" in words
    assert book.read_bytes() == before


def test_a_workbook_that_is_open_is_left_alone(book: Path, run: Run) -> None:
    before = book.read_bytes()
    book.with_name(".~lock.werkboek.xlsx#").write_text(",Anna,pc,01.01.2026 10:00,;")
    code, words = run("bijwerken", book, "--opgaven", 4)
    assert code == cli.WRONG_USE
    assert "is geopend door Anna" in words
    assert book.read_bytes() == before


def test_nothing_is_saved_when_anything_would_be_lost(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book.read_bytes()
    other = calculated(changed(small(), remarks=()))

    def careless(data: bytes, source: Any, found: Any, wish: Wish, house: House) -> Renewed:
        room = found.layout.capacity
        return Renewed(other, True, room, room, (), ())

    monkeypatch.setattr(commands_renew, "renew", careless)
    with pytest.raises(StructureError, match="Niet alles wat in het werkboek staat"):
        renew_workbook(book, Wish())
    assert book.read_bytes() == before


@pytest.mark.slow
def test_nothing_is_saved_when_a_total_would_differ(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book.read_bytes()
    monkeypatch.setattr(commands_renew, "check_equality", lambda *_: iter(["anders"]))
    with pytest.raises(EngineError, match="niet hetzelfde rekenen"):
        renew_workbook(book, Wish(opgaven=4))
    assert book.read_bytes() == before


def test_a_list_that_is_too_long_for_a_cell_says_so() -> None:
    found = reading(small_book())
    lines = tuple(Leftover(Fate.LOST, "Blad", f"A{i}", "x" * 300, "") for i in range(200))
    room = found.layout.capacity
    text = log_text(Renewed(b"", True, room, room, (), lines))
    assert len(text) == 32_000
    assert text.endswith("… en nog meer: zie de vorige versie van het bestand.")


@pytest.mark.slow
def test_the_example_grows_and_still_agrees(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.xlsx"
    path.write_bytes(example_book())
    made = renew_workbook(path, Wish(opgaven=30, criteria=10, groups=6, scorers=16))
    assert made.calculated
    assert made.to_look_at == ()
    names = opened(path.read_bytes()).sheetnames
    assert names.index("S16") == names.index("S01") + 15
    assert FileSource(path.read_bytes()).table_sheets()["tblScore_S16"] == "S16"


@pytest.mark.slow
def test_a_choice_that_the_first_version_made_for_people_is_asked_of_them(
    tmp_path: Path, run: Run
) -> None:
    """There an empty cell was public; now it is internal, and both commands say so."""
    book = tmp_path / "eerste.xlsx"

    def emptied(workbook: Any) -> None:
        sheet = workbook["Criteria"]
        (cell,) = (c for row in sheet for c in row if c.value == "openbaar" and c.row == 7)
        cell.value = None

    book.write_bytes(saved_by_openpyxl(FIRST, emptied))
    assert "niet gekozen of het openbaar of intern is" in run("valideer", book)[1]
    said = run("bijwerken", book)[1]
    assert (
        "kies nog: Criteria!J7: Hier is niet gekozen of criterium C01 openbaar of intern is. "
        "Eerder telde dat als openbaar. Nu is het intern, tot u kiest. Kies openbaar of intern."
    ) in said
    assert "Alles wat u invulde en toevoegde, is meegenomen." in said
    assert reading(book.read_bytes()).dossier.criteria[0].visibility is None
