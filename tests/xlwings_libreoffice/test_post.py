"""The round trip by mail from an open workbook: the same cells as on a file, in two programs."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.support import RUN, WHEN, file_values, live_values, table_values, value_at
from tests.post.support import few, filled, not_sent
from tests.support.xlwings_engine import open_book
from tests.workbook.books import calculated
from wijkexcel import addin
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_program import READ_ONLY
from wijkexcel.layout.partner_form import FORM
from wijkexcel.libreoffice_menu import __main__ as menu
from wijkexcel.post.back import on_file as collecting
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.out import on_file as commands_post
from wijkexcel.post.out import ready
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource

pytestmark = pytest.mark.oracle("libreoffice")
Host = Callable[[Path], AbstractContextManager[xw.Book]]
OUT = "uitvraag-2026-09-21"


class _Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> "datetime":  # type: ignore[override]
        assert tz is None
        return WHEN


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same person, moment and codes as on the file."""
    monkeypatch.setattr(addin, "datetime", _Clock)
    for module in (addin, commands_post, collecting):
        monkeypatch.setattr(module, "who", lambda: RUN.who)


@pytest.fixture(params=["libreoffice", "betteroffice"])
def host(request: pytest.FixtureRequest) -> Host:
    """A spreadsheet program through xlwings: nothing here knows which."""
    if request.param == "betteroffice":
        return open_book
    app: xw.App = request.getfixturevalue("app")

    @contextmanager
    def opened(path: Path) -> Iterator[xw.Book]:
        book = app.books.open(path)
        yield book
        book.close()

    return opened


def same_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = count(1)
    monkeypatch.setattr(ready, "new_code", lambda: f"CODE{next(numbers):02}")


def workbook(folder: Path, data: bytes) -> Path:
    folder.mkdir()
    path = folder / "werkboek.xlsx"
    path.write_bytes(data)
    return path


def differences(one: dict[Any, Any], other: dict[Any, Any]) -> dict[Any, Any]:
    """Cells that differ, but for the sentence on Start."""
    return {
        place: (one.get(place), other.get(place))
        for place in one.keys() | other.keys()
        if one.get(place) != other.get(place) and place[0] != "Start"
    }


def said(book: xw.Book) -> str:
    return str(value_at(LivePort(book), "tblControle", "checked_result", "value"))


def by_openpyxl(path: Path, target: Path) -> None:
    """A partner with Excel."""
    cells = {
        ("O01", "C01"): 4,
        ("O02", "C01"): " 5",
        ("O03", "C02"): "weet niet",
        ("O04", "C02"): "x",
        ("O03", "remark"): "+31 6 of @home",
    }
    target.write_bytes(filled(path.read_bytes(), cells))


def by_libreoffice(app: xw.App, path: Path, target: Path) -> None:
    """A partner with LibreOffice, who saves as .ods."""
    book = app.books.open(path)
    sheet = book.sheets[FORM]
    rows = sheet.used_range.options(ndim=2).value
    # Of each opgave there are two rows: first the marks, then the remark.
    table = {row[0]: i for i, row in reversed([*enumerate(rows, 1)])}
    codes = next(row for row in rows if "C01" in row)
    first, second, *_ = [i for i, name in enumerate(codes, 1) if re.fullmatch(r"C\d\d", str(name))]
    sheet.range((table["O01"], first)).formula = "2"
    sheet.range((table["O05"], second)).formula = "weet niet"
    book.save(target)
    book.close()


def test_out_and_back_as_on_a_file(
    host: Host, app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = calculated(not_sent(few(), answers_before=date(2026, 12, 1)))
    live = workbook(tmp_path / "open", data)
    filed = workbook(tmp_path / "bestand", data)
    same_codes(monkeypatch)
    commands_post.distribute(filed, filed.parent / OUT, when=WHEN)
    same_codes(monkeypatch)
    answers = live.parent / "antwoorden"
    with host(live) as book:
        addin.verdeel(book)
        assert said(book).startswith("verdeel: 3 werkboeken en 3 mails gemaakt")
        assert differences(live_values(book), file_values(filed.read_bytes())) == {}
        out = {path.name: path.read_bytes() for path in (live.parent / OUT).iterdir()}
        assert out == {path.name: path.read_bytes() for path in (filed.parent / OUT).iterdir()}
        assert len(out) == 6

        answers.mkdir()
        first, second = sorted((live.parent / OUT).glob("*.xlsx"))[:2]
        by_openpyxl(first, answers / first.name)
        by_libreoffice(app, second, answers / f"{second.stem}.ods")
        collected = collect_folder(filed, answers, when=WHEN)
        assert len(collected.collected.gathered.values) == 6
        addin.verzamel(book)
        assert said(book) == (
            "verzamel: 2 bestanden bekeken en 5 scores en 1 opmerking overgenomen. U moet nog iets "
            "doen: 1 keer geweigerd. Kijk op het blad Ontvangst. Dit werkboek is opgeslagen; de "
            "versie van hiervoor heet werkboek.vorige.xlsx."
        )
        assert differences(live_values(book), file_values(filed.read_bytes())) == {}
        assert differences(file_values(live.read_bytes()), live_values(book)) == {}

        before, values = live.read_bytes(), live_values(book)
        addin.verzamel(book)
        assert said(book).endswith("Er is niets veranderd.")
        assert differences(live_values(book), values) == {}
        assert live.read_bytes() == before
    earlier = read(FileSource((live.parent / "werkboek.vorige.xlsx").read_bytes())).dossier
    assert earlier.scores.cells() == {}
    assert all(s.code for s in earlier.scorers)


def test_while_a_user_is_at_work_in_it(app: xw.App, tmp_path: Path) -> None:
    """What was selected, filtered and protected stays so; the answer behind the filter comes in."""
    path = workbook(tmp_path / "wijk", calculated(not_sent(few())))
    book = app.books.open(path)
    addin.verdeel(book)
    sheet = book.sheets["S01"]
    table = sheet.tables["tblScore_S01"]
    shown = table.data_body_range.value[0][0]
    table.autofilter.apply_values(1, [shown])
    sheet.activate()
    sheet["D6"].select()
    guarded = [s.name for s in book.sheets if s.api.protected()]
    (path.parent / "antwoorden").mkdir()
    (out,) = (path.parent / OUT).glob("*-s01-*.xlsx")
    cells: dict[tuple[str, str], Any] = {(o.id, "C02"): 4 for o in few().opgaven}
    (path.parent / "antwoorden" / out.name).write_bytes(filled(out.read_bytes(), cells))
    addin.verzamel(book)
    for opgave, criterion in cells:
        assert value_at(LivePort(book), "tblScore_S01", opgave, criterion) == 4
    assert sum(not row.rows.hidden for row in table.data_body_range.rows) == 1
    assert app.selection == sheet["D6"]
    assert [s.name for s in book.sheets if s.api.protected()] == guarded
    assert {"S01", "Deelnemers", "Ontvangst"} <= set(guarded)
    book.close()


def test_a_conflict_is_decided_by_typing(app: xw.App, tmp_path: Path) -> None:
    path = workbook(tmp_path / "wijk", calculated(not_sent(few())))
    book = app.books.open(path)
    addin.verdeel(book)
    (path.parent / "antwoorden").mkdir()
    (out,) = (path.parent / OUT).glob("*-s01-*.xlsx")
    answer = path.parent / "antwoorden" / out.name
    answer.write_bytes(filled(out.read_bytes(), {("O03", "C02"): 4}))
    place = read(LivePort(book)).map.tables["tblScore_S01"].cell("O03", "C02")
    book.sheets["S01"][place].value = 2
    addin.verzamel(book)
    assert "U moet nog iets doen: 1 conflict." in said(book)
    lines = table_values(LivePort(book), "tblOntvangst")
    (conflict,) = [line for line in lines if line["kind"] == "conflict"]
    assert "in het werkboek staat '2', en '4' in" in conflict["problem"]
    assert f"op het blad S01 in cel {place}." in conflict["action"]
    book.sheets["S01"][place].value = 4
    addin.verzamel(book)
    assert said(book).startswith("verzamel: 1 bestand bekeken en niets nieuws overgenomen. Dit")
    book.close()


def test_a_workbook_that_was_never_saved_is_refused(app: xw.App, tmp_path: Path) -> None:
    """Made from a template, as a user of LibreOffice begins."""
    template = tmp_path / "sjabloon.xltx"
    path = workbook(tmp_path / "wijk", calculated(not_sent(few())))
    made = app.books.open(path)
    made.save(template)
    made.close()
    book = app.books.open(template)
    addin.verdeel(book)
    assert said(book).startswith("verdeel: Dit werkboek is nog niet opgeslagen.")
    book.close()


def test_a_workbook_opened_read_only_is_refused(app: xw.App, tmp_path: Path) -> None:
    path = workbook(tmp_path / "wijk", calculated(not_sent(few())))
    before = path.read_bytes()
    book = app.books.open(path, read_only=True)
    assert menu.run(book, "verdeel") == f"verdeel: {READ_ONLY}"
    assert {s.code for s in read(LivePort(book)).dossier.scorers} == {""}
    book.close()
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if not p.name.startswith(".~lock")] == [path.name]
