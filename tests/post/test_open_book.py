"""Verdelen and verzamelen from an open workbook: what a coordinator in Excel sees and gets."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.files.support import nobody
from tests.hosts.open_books import opened, result_on_start
from tests.hosts.support import RESULT, WHEN, file_values, live_values, table_values, value_at
from tests.post.support import few, filled, not_sent, with_scores
from tests.support.xlwings_engine import ComError
from tests.workbook.books import calculated, saved_by_openpyxl
from wijkexcel import addin
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_file import LiveFile
from wijkexcel.layout.sheets.settings import POST_STEPS
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.post import open_book as addin_post
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

pytestmark = pytest.mark.slow  # whole commands, one after the other

CELL = ("O03", "C02")


@lru_cache
def book_with(**settings: Any) -> bytes:
    """A coordinator's workbook before anything went out."""
    return calculated(not_sent(few(), **settings))


class _Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> "datetime":  # type: ignore[override]
        assert tz is None
        return WHEN


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addin, "datetime", _Clock)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[xw.Book]:
    with opened(book_with(), tmp_path) as found:
        yield found


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def codes(source: Any) -> dict[str, str]:
    return {s.id: s.code for s in read(source).dossier.scorers}


def on_disk(folder: Path) -> FileSource:
    return FileSource((folder / "werkboek.xlsx").read_bytes())


def came_back(folder: Path, cells: dict[tuple[str, str], Any], scorer: str = "s01") -> Path:
    """Have a scorer fill in what went out, and keep that in the folder for answers."""
    (out,) = (folder / "uitvraag-2026-09-21").glob(f"*-{scorer}-*.xlsx")
    (folder / "antwoorden").mkdir(exist_ok=True)
    path = folder / "antwoorden" / out.name
    path.write_bytes(filled(out.read_bytes(), cells))
    return path


def score(source: Any, scorer: str = "S01") -> Any:
    return value_at(source, f"tblScore_{scorer}", *CELL)


# --- out ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_workbook_and_a_mail_for_everyone_in_a_folder_beside_it(
    book: xw.Book, tmp_path: Path
) -> None:
    addin.verdeel(book)
    out = tmp_path / "uitvraag-2026-09-21"
    assert len(list(out.glob("*.xlsx"))) == len(list(out.glob("*.eml"))) == 3
    assert result_on_start(book) == (
        f"verdeel: 3 werkboeken en 3 mails gemaakt in de map {out}. Open elke mail (.eml), lees "
        "hem na en verstuur hem zelf. Dit werkboek is opgeslagen. U koos nog geen dag. Er staat "
        "nu: uiterlijk op 5 oktober 2026, over twee weken. Wilt u een andere dag? Vul op het blad "
        "Start 'Antwoorden graag voor' in, en maak de mails opnieuw in een nieuwe map."
    )
    known = codes(on_disk(tmp_path))
    assert known == codes(LivePort(book))
    for path in out.glob("*.xlsx"):
        scorer = path.name.split("-")[2].upper()
        assert known[scorer] in file_values(path.read_bytes()).values()
    assert names(tmp_path) == {"werkboek.xlsx", "werkboek.vorige.xlsx", out.name}


@pytest.mark.slow
def test_the_sentence_that_it_was_saved_is_saved_itself(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written after the saving makes the spreadsheet program ask to save once more."""
    written: list[str] = []
    range_type, real = type(book.sheets[0]["A1"].impl), type(book.impl).save
    setter = range_type.raw_value.fset

    def write(area: Any, value: Any) -> None:
        written.append("write")
        setter(area, value)

    def save(*given: Any, **named: Any) -> None:
        written.append("save")
        real(*given, **named)

    monkeypatch.setattr(range_type, "raw_value", range_type.raw_value.setter(write))
    monkeypatch.setattr(type(book.impl), "save", save)
    addin.verdeel(book)
    came_back(tmp_path, {CELL: 4})
    for step in (addin.herinner, addin.verzamel):
        assert written[-1] == "save"
        written.clear()
        step(book)
        assert value_at(on_disk(tmp_path), *RESULT) == result_on_start(book)
        assert "Dit werkboek is opgeslagen" in result_on_start(book)
    assert written[-1] == "save"


@pytest.mark.slow
def test_what_was_typed_and_not_saved_is_in_the_version_before(
    book: xw.Book, tmp_path: Path
) -> None:
    sheet, cell = "Opgaven", LivePort(book)
    place = read(cell).map.tables["tblOpgaven"].cell("O01", "planning")
    book.sheets[sheet][place].value = "volgend voorjaar"
    addin.verdeel(book)
    before = FileSource((tmp_path / "werkboek.vorige.xlsx").read_bytes())
    assert value_at(before, "tblOpgaven", "O01", "planning") == "volgend voorjaar"
    assert set(codes(before).values()) == {""}


@pytest.mark.slow
def test_each_run_has_a_folder_of_its_own(book: xw.Book, tmp_path: Path) -> None:
    addin.verdeel(book)
    first = codes(on_disk(tmp_path))
    path = next((tmp_path / "uitvraag-2026-09-21").glob("*.xlsx"))
    path.write_bytes(b"hier heeft iemand iets in gedaan")
    addin.verdeel(book)
    assert path.read_bytes() == b"hier heeft iemand iets in gedaan"
    assert len(names(tmp_path / "uitvraag-2026-09-21-2")) == 6
    assert codes(on_disk(tmp_path)) == first


@pytest.mark.slow
def test_a_reminder_goes_to_who_has_not_answered_everything(book: xw.Book, tmp_path: Path) -> None:
    addin.verdeel(book)
    dossier = read(LivePort(book)).dossier
    done = {
        (opgave.id, criterion.id): 3
        for opgave in dossier.opgaven
        for criterion in dossier.asked_of(dossier.scorers[0].group)
    }
    came_back(tmp_path, done)
    addin.verzamel(book)
    addin.herinner(book)
    out = tmp_path / "herinnering-2026-09-21"
    assert f"herinner: 2 werkboeken en 2 mails gemaakt in de map {out}." in result_on_start(book)
    assert not list(out.glob("*-s01-*"))
    assert "herinner" in next(out.glob("*.eml")).read_bytes().decode().casefold()


@pytest.mark.slow
def test_who_answered_everything_is_named_and_gets_nothing(tmp_path: Path) -> None:
    dossier = not_sent(few(), answers_before=date(2026, 12, 1))
    (group,) = {s.group for s in dossier.scorers if s.id == "S02"}
    cells = {("S02", o.id, c.id): 3.0 for o in dossier.opgaven for c in dossier.asked_of(group)}
    nobody = dossier.scorers[2].model_copy(update={"email": ""})
    mixed = dossier.model_copy(update={"scorers": (*dossier.scorers[:2], nobody)})
    with opened(calculated(with_scores(mixed, cells)), tmp_path) as book:
        addin.verdeel(book)
        out = tmp_path / "uitvraag-2026-09-21"
        assert result_on_start(book) == (
            f"verdeel: 2 werkboeken en 1 mail gemaakt in de map {out}. Open elke mail (.eml), lees "
            "hem na en verstuur hem zelf. Dit werkboek is opgeslagen. S02 (Ruben Oldenkamp) heeft "
            "alles al ingevuld en krijgt niets. Wilt u toch iets sturen? Dat kan op de "
            "opdrachtregel, met --wie S02. Er is geen mail voor Samira Benhaddou (S03): op het "
            "blad Deelnemers ontbreekt het e-mailadres, of het klopt niet. Wat in de mail zou "
            "staan, staat in een .txt. Geef die tekst zelf door, met het werkboek erbij."
        )
    assert {(p.name.split("-")[2], p.suffix) for p in out.iterdir()} == {
        ("s01", ".xlsx"),
        ("s01", ".eml"),
        ("s03", ".xlsx"),
        ("s03", ".txt"),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("noted", "said"), [(date(2026, 12, 1), b"1 december 2026"), (None, b"5 oktober 2026")]
)
def test_the_day_comes_from_start(noted: date | None, said: bytes, tmp_path: Path) -> None:
    with opened(book_with(answers_before=noted), tmp_path) as book:
        addin.verdeel(book)
    mail = next((tmp_path / "uitvraag-2026-09-21").glob("*.eml")).read_bytes()
    assert said in mail.replace(b"=\r\n", b"").replace(b"\r\n", b" ")


@pytest.mark.slow
def test_a_day_that_has_gone_by_is_not_sent_to_anyone(tmp_path: Path) -> None:
    with opened(book_with(answers_before=date(2026, 9, 20)), tmp_path) as book:
        addin.verdeel(book)
        assert result_on_start(book) == (
            "verdeel: Er is niets gemaakt: los eerst deze fout op, anders krijgt iedereen ze. "
            "Start!B37: De dag bij 'Antwoorden graag voor' is 20-09-2026, en die is voorbij. Vul "
            "op het blad Start een nieuwe dag in, of maak de cel leeg."
        )
    assert names(tmp_path) == {"werkboek.xlsx"}


@pytest.mark.slow
def test_a_fault_in_the_questions_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    vague = tuple(o.model_copy(update={"coupling": ""}) for o in few().opgaven)
    wrong = few().model_copy(update={"anchors": (), "opgaven": vague})
    data = calculated(wrong)
    with opened(data, tmp_path) as book:
        before = live_values(book)
        addin.verdeel(book)
        said = result_on_start(book)
        assert said.startswith("verdeel: Er is niets gemaakt: los eerst deze 10 fouten op")
        assert "Schaal!E7: Bij criterium C01 (Enthousiasme van bewoners) staat niet" in said
        assert said.endswith("En nog 7 fouten.")
        differ = {k for k, v in live_values(book).items() if before.get(k) != v}
        assert len(differ) == 1
    assert (tmp_path / "werkboek.xlsx").read_bytes() == data
    assert names(tmp_path) == {"werkboek.xlsx"}


def test_no_more_is_told_than_fits_in_a_cell() -> None:
    assert addin_post._listed(["een.", "twee.", "drie."], "fouten") == "een. twee. drie."
    many = [f"{number}." for number in range(1, 25)]
    assert addin_post._listed(many, "fouten") == "1. 2. 3. En nog 21 fouten."


@pytest.mark.slow
def test_nobody_is_asked_anything(tmp_path: Path) -> None:
    silent = tuple(c.model_copy(update={"groups": ("G3",)}) for c in few().criteria)
    data = calculated(few().model_copy(update={"criteria": silent}))
    with opened(data, tmp_path) as book:
        addin.verdeel(book)
        assert result_on_start(book).endswith("Vul het blad Deelnemers in.")
    assert names(tmp_path) == {"werkboek.xlsx"}


# --- and back -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_folder_for_answers_is_made_when_it_is_not_there(book: xw.Book, tmp_path: Path) -> None:
    addin.verzamel(book)
    assert result_on_start(book) == (
        f"verzamel: Er was nog geen map voor antwoorden. Die is nu gemaakt: {tmp_path}/antwoorden. "
        "Bewaar daarin de bestanden en mails die u terugkrijgt. Kies daarna de opdracht opnieuw."
    )
    assert names(tmp_path) == {"werkboek.xlsx", "antwoorden"}
    addin.verzamel(book)
    assert result_on_start(book).startswith(
        f"verzamel: In de map {tmp_path}/antwoorden staan nog geen antwoorden."
    )


@pytest.mark.slow
def test_answers_come_in_and_the_version_before_is_kept(book: xw.Book, tmp_path: Path) -> None:
    addin.verdeel(book)
    before = (tmp_path / "werkboek.xlsx").read_bytes()
    came_back(tmp_path, {CELL: 4, ("O04", "C02"): "x", ("O05", "remark"): "+31 6 of @home"})
    addin.verzamel(book)
    assert result_on_start(book) == (
        "verzamel: 1 bestand bekeken en 1 score en 1 opmerking overgenomen. U moet nog iets doen: "
        "1 keer geweigerd. Kijk op het blad Ontvangst. Dit werkboek is opgeslagen; de versie van "
        "hiervoor heet werkboek.vorige.xlsx."
    )
    for source in (LivePort(book), on_disk(tmp_path)):
        assert score(source) == 4
        assert value_at(source, "tblScore_S01", "O05", "remark") == "+31 6 of @home"
    refused = [r for r in table_values(LivePort(book), "tblOntvangst") if r["kind"] == "geweigerd"]
    assert [(r["sheet"], r["cell"]) for r in refused] == [("Invullen", "F10")]
    earlier = FileSource((tmp_path / "werkboek.vorige.xlsx").read_bytes())
    assert codes(earlier) == codes(FileSource(before))
    assert score(earlier) is None


@pytest.mark.slow
def test_twice_changes_nothing(book: xw.Book, tmp_path: Path) -> None:
    addin.verdeel(book)
    came_back(tmp_path, {CELL: 4})
    addin.verzamel(book)
    saved = {path: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    values = live_values(book)
    addin.verzamel(book)
    assert {path: path.read_bytes() for path in tmp_path.glob("*.xlsx")} == saved
    differ = {place for place, value in live_values(book).items() if values.get(place) != value}
    assert len(differ) == 1  # the sentence
    assert result_on_start(book) == (
        "verzamel: 1 bestand bekeken en niets nieuws overgenomen. Er is niets veranderd."
    )


@pytest.mark.slow
def test_a_conflict_is_shown_and_decided_by_typing(book: xw.Book, tmp_path: Path) -> None:
    """First the workbook is wrong, then the file: nothing is ever chosen without a person."""
    addin.verdeel(book)
    path = came_back(tmp_path, {CELL: 4})
    place = read(LivePort(book)).map.tables["tblScore_S01"].cell(*CELL)
    book.sheets["S01"][place].value = 2
    addin.verzamel(book)
    assert score(LivePort(book)) == 2
    assert "U moet nog iets doen: 1 conflict. Kijk op het blad Ontvangst." in result_on_start(book)
    (conflict,) = [
        r for r in table_values(LivePort(book), "tblOntvangst") if r["kind"] == "conflict"
    ]
    assert conflict["problem"] == f"O03, C02: in het werkboek staat '2', en '4' in {path.name}."
    assert conflict["action"] == (
        f"Typ de juiste waarde op het blad S01 in cel {place}. Haal elk bestand waarin iets anders "
        "staat uit de map. Verzamel daarna opnieuw."
    )
    book.sheets["S01"][place].value = 4
    addin.verzamel(book)
    assert "1 conflict" not in result_on_start(book)
    book.sheets["S01"][place].value = 2
    path.unlink()
    addin.verzamel(book)
    assert score(on_disk(tmp_path)) == 2
    assert "1 conflict" not in result_on_start(book)


@pytest.mark.slow
def test_two_files_that_differ_leave_the_cell_empty(book: xw.Book, tmp_path: Path) -> None:
    addin.verdeel(book)
    came_back(tmp_path, {CELL: 4}).rename(tmp_path / "antwoorden" / "a.xlsx")
    came_back(tmp_path, {CELL: 5})
    addin.verzamel(book)
    assert score(LivePort(book)) is None
    assert "1 conflict" in result_on_start(book)


@pytest.mark.slow
def test_protected_sheets_stay_protected(book: xw.Book, tmp_path: Path) -> None:
    guarded = {s.name for s in book.sheets if s.api.ProtectContents}
    assert {"S01", "Deelnemers", "Ontvangst", "Logboek"} <= guarded
    addin.verdeel(book)
    came_back(tmp_path, {CELL: 4})
    addin.verzamel(book)
    assert score(LivePort(book)) == 4
    assert {s.name for s in book.sheets if s.api.ProtectContents} == guarded


@pytest.mark.slow
def test_without_a_place_for_the_report_nothing_is_taken(tmp_path: Path) -> None:
    def drop(workbook: Any) -> None:
        workbook.remove(workbook["Ontvangst"])

    (tmp_path / "antwoorden").mkdir()
    with opened(saved_by_openpyxl(book_with(), drop), tmp_path) as book:
        addin.verzamel(book)
        assert result_on_start(book) == (
            "verzamel: Het blad Ontvangst ontbreekt. Daar hoort te staan wat er van elk bestand "
            "werd. Zet het blad terug uit een eerdere versie van het werkboek. Er is niets "
            "veranderd."
        )


# --- where it cannot be done --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fullname", "said"),
    [
        ("Book1", "Dit werkboek is nog niet opgeslagen."),
        (
            "https://contoso.sharepoint.com/wijk.xlsx",
            "Dit werkboek staat op SharePoint of OneDrive",
        ),
        (xw.XlwingsError("no local folder"), "Dit werkboek staat op SharePoint of OneDrive"),
        ("/nergens/werkboek.xlsx", "/nergens/werkboek.xlsx staat niet meer waar het stond."),
    ],
    ids=["unsaved", "sharepoint", "onedrive", "gone"],
)
def test_a_workbook_without_a_folder(
    fullname: str | Exception,
    said: str,
    book: xw.Book,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def where(_: object) -> str:
        if isinstance(fullname, Exception):
            raise fullname
        return fullname

    monkeypatch.setattr(type(book), "fullname", property(where))
    for step in POST_STEPS:
        getattr(addin, step)(book)
        assert result_on_start(book).startswith(f"{step}: {said}")
    assert names(tmp_path) == {"werkboek.xlsx"}
    assert set(codes(LivePort(book)).values()) == {""}


@pytest.mark.slow
def test_where_there_are_no_folders_at_all(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xlwings Lite and a server of one's own; chosen on Start it says the same."""
    monkeypatch.setattr(type(book.app.engine.impl), "name", "remote")
    for step in POST_STEPS:
        choose_in(book, step)
        for run in (getattr(addin, step), addin.main):
            run(book)
            assert result_on_start(book) == f"{step}: {addin.NO_FOLDERS}"
    assert names(tmp_path) == {"werkboek.xlsx"}


def choose_in(book: xw.Book, step: str) -> None:
    place = read(LivePort(book)).map.tables["tblInstellingen"].cell("run_step", "value")
    book.sheets["Start"][place].value = step


@pytest.mark.slow
def test_main_runs_it(book: xw.Book, tmp_path: Path) -> None:
    for step in POST_STEPS:
        choose_in(book, step)
        addin.main(book)
        assert result_on_start(book).startswith(f"{step}: ")
    made = {"uitvraag-2026-09-21", "herinnering-2026-09-21", "antwoorden"}
    assert made < names(tmp_path)


def refuses(monkeypatch: pytest.MonkeyPatch, book: xw.Book, nth: int) -> None:
    """The program refuses to save, from the nth time on."""
    done: list[int] = []
    save = type(book.impl).save

    def saved(self: Any, *arguments: Any, **named: Any) -> None:
        done.append(1)
        if len(done) >= nth:
            raise ComError("'werkboek.xlsx' is read-only.")
        save(self, *arguments, **named)

    monkeypatch.setattr(type(book.impl), "save", saved)


@pytest.mark.slow
@pytest.mark.parametrize("nth", [1, 2])
def test_a_workbook_that_cannot_be_saved_has_no_codes_out(
    nth: int, book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = live_values(book)
    refuses(monkeypatch, book, nth)
    addin.verdeel(book)
    assert result_on_start(book).startswith(
        f"verdeel: '{tmp_path}/werkboek.xlsx' kan niet worden opgeslagen. Misschien is het "
        "alleen-lezen"
    )
    assert result_on_start(book).endswith("Er is niets veranderd.")
    differ = {k for k, v in live_values(book).items() if before.get(k) != v}
    assert len(differ) == 1  # the sentence
    assert set(codes(on_disk(tmp_path)).values()) == {""}
    assert names(tmp_path) - {"werkboek.vorige.xlsx"} == {"werkboek.xlsx"}


@pytest.mark.slow
def test_a_save_that_does_nothing_is_no_save(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(book.impl), "save", lambda *_, **__: None)
    addin.verdeel(book)
    assert "kan niet worden opgeslagen" in result_on_start(book)
    assert set(codes(LivePort(book)).values()) == {""}
    assert names(tmp_path) == {"werkboek.xlsx", "werkboek.vorige.xlsx"}


@pytest.mark.slow
def test_a_file_that_may_not_be_written_is_not_even_tried(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        os, "access", lambda path, *_, **__: not str(path).endswith("werkboek.xlsx")
    )
    refuses(monkeypatch, book, 1)
    addin.verdeel(book)
    assert "kan niet worden opgeslagen" in result_on_start(book)
    assert names(tmp_path) == {"werkboek.xlsx"}


@pytest.mark.slow
def test_a_folder_in_which_nothing_may_be_made() -> None:
    with tempfile.TemporaryDirectory() as name, opened(book_with(), Path(name)) as book:
        folder = Path(name)
        for step in POST_STEPS:
            folder.chmod(0o555)
            try:
                with nobody():
                    getattr(addin, step)(book)
            finally:
                folder.chmod(0o755)
            assert re.match(
                rf"{step}: (De map )?'{folder}/.* kan niet worden (opgeslagen|gemaakt): daar "
                "ontbreken de rechten voor",
                result_on_start(book),
            )
        assert set(codes(LivePort(book)).values()) == {""}
        assert names(folder) == {"werkboek.xlsx"}
        assert (folder / "werkboek.xlsx").read_bytes() == book_with()


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_folder(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, done = os.fsync, []

    def full(handle: int) -> None:
        if len(done) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done.append(handle)
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    addin.verdeel(book)
    said = result_on_start(book)
    assert said.startswith("verdeel: ")
    assert said.endswith(
        "kan niet worden opgeslagen: de schijf is vol. Er is niets opgeslagen. Maak ruimte en "
        "probeer het opnieuw."
    )
    assert names(tmp_path) == {"werkboek.xlsx"}


@pytest.mark.slow
def test_answers_that_a_program_does_not_take_are_not_lost_in_silence(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a filter keeps a block from being filled whole: then cell by cell, or not at all."""
    addin.verdeel(book)
    cells = {("O01", "C02"): 1, CELL: 4, ("O04", "C02"): 5}
    came_back(tmp_path, cells)
    write = LivePort.write

    def only_first(self: LivePort, edits: Any) -> None:
        write(
            self,
            [e for e in edits if e.sheet != "S01"] + [e for e in edits if e.sheet == "S01"][:1],
        )

    monkeypatch.setattr(LivePort, "write", only_first)
    addin.verzamel(book)
    for (opgave, criterion), mark in cells.items():
        assert value_at(on_disk(tmp_path), "tblScore_S01", opgave, criterion) == mark


@pytest.mark.slow
def test_what_cannot_be_written_is_undone_and_told(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addin.verdeel(book)
    came_back(tmp_path, {CELL: 4})
    values = live_values(book)
    write = LivePort.write
    monkeypatch.setattr(
        LivePort, "write", lambda self, edits: write(self, [e for e in edits if e.sheet != "S01"])
    )
    place = read(LivePort(book)).map.tables["tblScore_S01"].cell(*CELL)
    addin.verzamel(book)
    assert result_on_start(book) == (
        f"verzamel: Op het blad S01 kan niet in cel {place} worden geschreven. Haal filters van "
        "dat blad en kies de opdracht opnieuw. Er is niets veranderd."
    )
    differ = {k for k, v in live_values(book).items() if values.get(k) != v}
    assert len(differ) == 1  # the sentence
    assert score(on_disk(tmp_path)) is None


# --- the port -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("Logboek", "A6", datetime(2026, 9, 21, 9, 30, 15)),
        ("Deelnemers", "O14", date(2026, 9, 21)),
        ("Deelnemers", "N14", "007"),
        ("Logboek", "C6", "=HYPERLINK(1)\ntwee regels, en 'een' aanhaling"),
        ("S01", "J9", "'s avonds 3-4 keer"),
    ],
)
def test_a_value_stands_as_it_was_meant(
    sheet: str, cell: str, value: Any, book: xw.Book, tmp_path: Path
) -> None:
    port = LiveFile.of(book)
    book.sheets[sheet].api.Unprotect()
    port.write([CellEdit(sheet, cell, value)])
    assert port.changed
    assert port.save() == tmp_path / "werkboek.vorige.xlsx"
    assert not port.changed
    again = LiveFile.of(book)
    again.write([CellEdit(sheet, cell, value)])
    assert not again.changed
