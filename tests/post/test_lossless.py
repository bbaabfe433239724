"""Whatever a user put in the coordinator's workbook survives a step, verdeel and verzamel.

The workbook is full of what other libraries lose: as XlsxWriter writes it, and as LibreOffice
saves it. Each part is held against what it was: the same bytes, or, in a sheet in which a cell
changed, the same XML but for those cells and the results of formulas.
"""

import io
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import xlsxwriter
from lxml import etree

from tests.ooxml.members import MAIN, member, png, raw_members, without
from tests.post.scenes import few
from tests.post.support import filled
from tests.support.charts import drawn
from tests.support.engines import LIBREOFFICE, cached, validate_ooxml
from tests.workbook.books import capacity_for, saved_by_openpyxl
from wijkexcel.hosts import file as files
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.ooxml.package import Package
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.out import on_file as commands_post
from wijkexcel.steps import on_file as commands
from wijkexcel.steps import output
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

WHEN = datetime(2026, 12, 13, 9, 30)
OWN = "Mijn blad & zo"
RICH = ("Opgaven", "Overzicht", "S01", "Deelnemers", "Logboek", "Start", "Bevindingen")


def enrich(book: Any) -> None:
    """Put in what a user would, on our sheets and on sheets of their own."""
    red = book.add_format({"bg_color": "#FF0000", "italic": True})
    for name in RICH:
        sheet = book.get_worksheet_by_name(name)
        sheet.insert_textbox("R2", f"Let op bij {name}", {"description": "een tekstvak"})
        sheet.insert_image("R12", "stip.png", {"image_data": io.BytesIO(png())})
        sheet.write_comment("B3", "Nog navragen bij Anna", {"author": "Bram"})
        sheet.conditional_format("R40:R60", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format(
            "S40:S60", {"type": "cell", "criteria": ">", "value": 3, "format": red}
        )
        sheet.add_sparkline("T40", {"range": "Overzicht!D7:D9"})
        sheet.write("R40", "eigen tekst", red)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Overzicht!$D$7:$D$9", "name": "eigen grafiek"})
        sheet.insert_chart("U2", chart)
    own = book.add_worksheet(OWN)
    own.write_row("A1", ["wat", "hoeveel", "dag"])
    own.write_row("A2", ["stoep", 3.25])
    own.write_datetime("C2", datetime(2026, 1, 2), book.add_format({"num_format": "d mmm"}))
    own.write_formula("D2", "=B2*2", None, 6.5)
    own.write_url("E2", "https://example.org/?a=1&b=2", string="kijk")
    own.write_rich_string("A3", "half ", red, "rood")
    own.insert_textbox("F2", "Een vak met tekst")
    own.add_table("H1:I3", {"name": "MijnTabel", "data": [["a", 1], ["b", 2]]})
    own.data_validation("J1:J9", {"validate": "list", "source": ["ja", "nee"]})
    own.set_header("&L&G", {"image_left": "kop.png", "image_data_left": io.BytesIO(png(3))})
    hidden = book.add_worksheet("Verborgen")
    hidden.write("A1", "bewaar dit")
    hidden.hide()
    graph = book.add_chartsheet("Mijn grafiek")
    whole = book.add_chart({"type": "column"})
    whole.add_series({"values": "=Overzicht!$D$7:$D$9"})
    graph.set_chart(whole)
    book.define_name("MijnNaam", f"='{OWN}'!$B$2")
    book.set_custom_property("kenmerk", "2026-12")


@lru_cache
def by_xlsxwriter() -> bytes:
    close = xlsxwriter.Workbook.close

    def closing(book: Any) -> None:
        enrich(book)
        close(book)

    fresh = few().model_copy(
        update={
            "scorers": tuple(
                s.model_copy(update={"code": "", "sent_on": None, "version": ""})
                for s in few().scorers
            )
        }
    )
    with patch.object(xlsxwriter.Workbook, "close", closing):
        # Built here: what is kept for all tests is a workbook without anything of a person.
        return recalculate(build(fresh, capacity_for(fresh))).data


@lru_cache
def by_libreoffice() -> bytes:
    return LIBREOFFICE.fill_in(by_xlsxwriter(), {})


MAKERS = {"xlsxwriter": by_xlsxwriter, "libreoffice": by_libreoffice}
BY = [
    "xlsxwriter",
    pytest.param("libreoffice", marks=pytest.mark.oracle("libreoffice")),
]


def parts_by_sheet(data: bytes) -> dict[str, str]:
    package = Package(data)
    root = etree.fromstring(package.read("xl/workbook.xml"))
    targets = {link.id: link.target for link in package.relationships("xl/workbook.xml")}
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {s.get("name"): targets[s.get(relation)] for s in root.iter(f"{MAIN}sheet")}


def without_results(xml: bytes, edited: Iterable[str]) -> bytes:
    """Canonical XML without these cells and without what formulas gave."""
    root = etree.fromstring(xml)
    for cell in root.iter(f"{MAIN}c"):
        if cell.find(f"{MAIN}f") is not None:
            cell.attrib.pop("t", None)
            for value in cell.findall(f"{MAIN}v"):
                cell.remove(value)
    return without(etree.tostring(root), set(edited))


def assert_drawn_anew(old: bytes, new: bytes, charts: Iterable[str]) -> None:
    """See that in these charts nothing changed but points, each of a cell that now holds that."""
    for part in charts:
        one, two = (etree.fromstring(member(data, part)) for data in (old, new))
        for root in (one, two):
            for point in list(root.iter("{*}pt")):
                point.getparent().remove(point)
        assert etree.tostring(one, method="c14n") == etree.tostring(two, method="c14n"), part
    was, now = cached(old), cached(new)
    for before, after in zip(drawn(old), drawn(new), strict=True):
        if before.points != after.points:
            assert after.wrong(now) == []
        for cell, had, has in zip(after.cells, before.points, after.points, strict=True):
            assert had == has or was.get(cell) != now.get(cell), cell


def assert_lossless(old: bytes, new: bytes, edits: Iterable[CellEdit]) -> set[str]:
    """See that only these cells changed; returns the sheets of which the bytes changed."""
    before, after = raw_members(old), raw_members(new)
    assert list(before) == list(after)
    sheets = parts_by_sheet(old)
    changed = {name for name in before if before[name] != after[name]}
    touched = {sheet for sheet, part in sheets.items() if part in changed}
    charts = {name for name in changed if name.startswith("xl/charts/chart")}
    assert changed <= {"xl/workbook.xml"} | {sheets[sheet] for sheet in touched} | charts
    if charts:
        assert_drawn_anew(old, new, charts)
    for sheet in touched:
        cells = {edit.cell for edit in edits if edit.sheet == sheet}
        one, two = (member(data, sheets[sheet]) for data in (old, new))
        assert without_results(one, cells) == without_results(two, cells), sheet
    main = []
    for data in (old, new):
        root = etree.fromstring(member(data, "xl/workbook.xml"))
        for settings in root.iter(f"{MAIN}calcPr"):
            settings.attrib.pop("fullCalcOnLoad", None)
        main.append(etree.tostring(root, method="c14n"))
    assert main[0] == main[1]
    return touched


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> list[CellEdit]:
    """What the commands write, as they say."""
    seen: list[CellEdit] = []

    def noted(data: bytes, edits: Iterable[CellEdit], *more: Any) -> bytes:
        seen[:] = edits
        return apply_edits(data, seen, *more)

    monkeypatch.setattr(files, "apply_edits", noted)
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("maker", BY)
def test_the_workbook_is_rich(maker: str) -> None:
    names = set(raw_members(MAKERS[maker]()))
    for kind, least in (
        ("xl/drawings/drawing", len(RICH) + 1),
        ("xl/charts/chart", len(RICH) + 1),
        ("xl/media/image", 1),
        ("xl/comments", len(RICH)),
        ("xl/tables/table", 1),
        ("docProps/custom", 1),
    ):
        assert sum(name.startswith(kind) for name in names) >= least, kind
    own = member(MAKERS[maker](), parts_by_sheet(MAKERS[maker]())["Opgaven"])
    assert b"extLst" in own
    assert b"conditionalFormatting" in own


@pytest.mark.slow
@pytest.mark.parametrize("maker", BY)
def test_everything_of_the_user_survives_every_command(
    maker: str, tmp_path: Path, edits: list[CellEdit]
) -> None:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(MAKERS[maker]())
    seen: dict[str, set[str]] = {}

    def tried(name: str, command: Callable[[], object]) -> None:
        edits.clear()
        before = path.read_bytes()
        command()
        assert edits, name
        seen[name] = {edit.sheet for edit in edits}
        touched = assert_lossless(before, path.read_bytes(), edits)
        assert seen[name] & touched
        assert not touched & {OWN, "Verborgen", "Mijn grafiek"}

    tried("verdeel", lambda: commands_post.distribute(path, tmp_path / "uit", when=WHEN))
    assert seen["verdeel"] == {"Deelnemers", "Logboek"}
    (answer,) = (tmp_path / "uit").glob("*s01*.xlsx")
    (tmp_path / "terug").mkdir()
    (tmp_path / "terug" / "een.xlsx").write_bytes(
        filled(answer.read_bytes(), {("O01", "C01"): 4, ("O02", "remark"): "Graag in de zomer."})
    )
    tried("verzamel", lambda: collect_folder(path, tmp_path / "terug", when=WHEN))
    assert seen["verzamel"] == {"S01", "Ontvangst", "Deelnemers", "Logboek"}
    for step in ("valideer", "bereken", "heroverweeg", "besluit", "brief"):
        tried(step, lambda step=step: commands.run_step(step, path, when=WHEN))  # type: ignore[misc]
    found = read(FileSource(path.read_bytes())).dossier
    assert found.scores.cells() == {("S01", "O01", "C01"): 4.0}
    assert [r.text for r in found.remarks] == ["Graag in de zomer."]


@pytest.mark.oracle("ooxml-validator")
def test_the_validator_finds_nothing_new(tmp_path: Path, edits: list[CellEdit]) -> None:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(by_xlsxwriter())
    before = validate_ooxml(by_xlsxwriter())
    commands_post.distribute(path, tmp_path / "uit", when=WHEN)
    commands.run_step("besluit", path, when=WHEN)
    assert edits
    assert validate_ooxml(path) == before
    shutil.rmtree(tmp_path / "uit")


def test_a_library_that_loses_things_would_be_caught() -> None:
    with pytest.raises(AssertionError):
        assert_lossless(by_xlsxwriter(), saved_by_openpyxl(by_xlsxwriter(), lambda _: None), [])
