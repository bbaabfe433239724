"""The built workbook: sound, complete without Python, the same every time, and safe to send."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import openpyxl
import pytest
from lxml import etree

from tests.support import engines, ooxml_lint
from tests.support.charts import wrongly_drawn
from tests.support.dossiers import changed, with_settings
from tests.support.ooxml_lint.package import load
from tests.workbook.books import (
    MIXED,
    SMALLEST,
    book_of,
    capacity_for,
    cell_of,
    empty_book,
    example_book,
    layout_for,
    reading,
    small,
    small_book,
    template_book,
)
from wijkexcel.errors import WijkexcelError
from wijkexcel.example import example
from wijkexcel.example.participants import SCORERS
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Kind, Layout, Owner
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Remark
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.building.paper import INSIDE
from wijkexcel.workbook.recalculate import recalculate

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LIKE_FORMULAS = (
    "=1+1",
    "+31 24 1234567",
    "-5 graden",
    "@SUM(A1)",
    '=HYPERLINK("http://x.invalid","klik")',
    "=cmd|'/c calc'!A0",
    "\\\\server\\map\\bestand",
    "http://x.invalid/pad",
    "mailto:iemand@x.invalid",
    "internal:'Start'!A1",
    "{=SUM(A1)}",
    "'aanhalingsteken",
)

Book = Callable[[], bytes]
BOOKS = [
    pytest.param(example_book, id="example"),
    pytest.param(empty_book, id="empty"),
    pytest.param(template_book, id="template"),
]


@lru_cache
def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_roots(data: bytes) -> dict[str, etree._Element]:
    return {sheet.name: sheet.root for sheet in load(data).sheets}


def hostile() -> Dossier:
    """Every text that could be taken for a formula or a link, in every sort of text cell."""
    texts = iter(LIKE_FORMULAS * 9)
    first, second, third = small().opgaven
    decision, other = small().decisions
    return with_settings(
        changed(
            small(),
            opgaven=(
                first.model_copy(
                    update={key: next(texts) for key in ("name", "domain", "coupling", "law")}
                ),
                second.model_copy(
                    update={key: next(texts) for key in ("name", "description", "put_forward_by")}
                ),
                third.model_copy(update={key: next(texts) for key in ("name", "longer_term")}),
            ),
            criteria=tuple(
                c.model_copy(update={"name": next(texts), "question": next(texts)})
                for c in small().criteria
            ),
            groups=tuple(g.model_copy(update={"name": next(texts)}) for g in small().groups),
            scorers=tuple(
                s.model_copy(update={"name": next(texts), "organisation": next(texts)})
                for s in small().scorers
            ),
            remarks=(Remark(scorer="S01", opgave="O01", text=next(texts)),),
            decisions=(
                decision.model_copy(
                    update={"public_reason": next(texts), "decided_by": next(texts)}
                ),
                other.model_copy(update={"follow_up": next(texts)}),
            ),
        ),
        wijk=next(texts),
        gemeente=next(texts),
        sender=next(texts),
        next_steps=next(texts),
    )


@lru_cache
def hostile_book() -> bytes:
    done = recalculate(book_of(hostile()))
    assert done.complete
    return done.data


# --- sound ---------------------------------------------------------------------------------------


@pytest.mark.oracle("ooxml-validator")
@pytest.mark.parametrize("book", [*BOOKS, pytest.param(hostile_book, id="hostile")])
def test_the_validator_finds_nothing(book: Book) -> None:
    assert engines.validate_ooxml(book()) == []


@pytest.mark.oracle("ooxml-validator")
@pytest.mark.parametrize("capacity", [SMALLEST, Capacity(1, 2, 3, 1, 1)], ids=str)
def test_the_validator_finds_nothing_in_small_workbooks(capacity: Capacity) -> None:
    assert engines.validate_ooxml(book_of(None, capacity)) == []
    assert ooxml_lint.lint(book_of(None, capacity)) == []


@pytest.mark.slow
@pytest.mark.parametrize("book", [*BOOKS, pytest.param(hostile_book, id="hostile")])
def test_the_lint_finds_nothing(book: Book) -> None:
    assert ooxml_lint.lint(book()) == []


@pytest.mark.parametrize("book", BOOKS[:2])
def test_only_functions_of_excel_2016_and_none_volatile(book: Book) -> None:
    assert ooxml_lint.lint_functions(book()) == []


@pytest.mark.slow
@pytest.mark.parametrize("book", [*BOOKS, pytest.param(hostile_book, id="hostile")])
def test_every_formula_has_its_value_for_protected_view(book: Book) -> None:
    """And every chart has those of its cells, as it draws from what it holds itself."""
    assert ooxml_lint.lint_cached(book()) == []
    assert wrongly_drawn(book()) == []


def test_a_workbook_that_was_not_recalculated_has_no_values() -> None:
    """So the test above would see it."""
    values = engines.cached(small_book())
    assert set(values.values()) <= {"", None, 0.0}


# --- the same every time -------------------------------------------------------------------------


@pytest.mark.parametrize("dossier", [None, small()], ids=["empty", "filled"])
def test_the_same_input_gives_the_same_bytes(dossier: Dossier | None) -> None:
    first, second = build(dossier, MIXED), build(dossier, MIXED)
    assert first == second
    assert recalculate(first).data == recalculate(second).data


def test_the_date_is_the_one_that_was_given() -> None:
    early, late = (
        parts(build(small(), capacity_for(small()), created=day))
        for day in (date(2026, 1, 1), date(2027, 2, 3))
    )
    assert {name for name in early if early[name] != late[name]} == {"docProps/core.xml"}
    assert b"2027-02-03" in late["docProps/core.xml"]


def test_no_clock_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(example_book())) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- text stays text -----------------------------------------------------------------------------


@pytest.mark.slow
def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(hostile_book()))
    layout = layout_for(hostile())
    plain = openpyxl.load_workbook(io.BytesIO(small_book()))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                was = plain[sheet.title][cell.coordinate]
                assert (cell.data_type == "f") is (was.data_type == "f"), cell
                assert (cell.hyperlink is None) is (was.hyperlink is None), cell
    for opgave in hostile().opgaven:
        name, cell = cell_of(layout, ("tblOpgaven", opgave.id, "name"))
        assert book[name][cell].value == opgave.name
    assert reading(hostile_book()).dossier == hostile()


@pytest.mark.oracle("libreoffice")
def test_text_that_looks_like_a_formula_calculates_the_same_everywhere() -> None:
    stored = engines.cached(hostile_book())
    assert engines.compare(engines.recalculate_libreoffice(hostile_book()), stored) == []
    calm = engines.cached(recalculate(small_book()).data)
    for place, value in calm.items():
        if place[0] == "Berekening" and isinstance(value, float) and place[1] not in PER_DOMAIN:
            assert stored[place] == value, place


PER_DOMAIN = {
    cell_of(layout_for(small()), ("calcOpgaven", o, key))[1]
    for o in ("O01", "O02", "O03")
    for key in ("new_domain", "domain_at")
}


@pytest.mark.parametrize(
    "text",
    [
        "twee\nregels",
        "a\tb",
        "<b>&amp;</b> ]]>",
        "_x0041_ en _x000D_",
        "😀 é ﬁ \u202eomgekeerd",
        "{{ naam }} {% raw %}",
        "x" * 32_767,
    ],
    ids=["newline", "tab", "xml", "escape", "unicode", "template", "longest"],
)
def test_text_comes_back_as_it_was_typed(text: str) -> None:
    first, *rest = small().opgaven
    dossier = changed(small(), opgaven=(first.model_copy(update={"description": text}), *rest))
    assert reading(book_of(dossier)).dossier == dossier


def test_text_too_long_for_a_cell_is_refused_not_cut_off() -> None:
    first, *rest = small().opgaven
    long = first.model_copy(update={"description": "x" * 32_768})
    dossier = changed(small(), opgaven=(long, *rest))
    try:
        found = reading(book_of(dossier)).dossier
    except (ValueError, WijkexcelError):
        return
    assert len(found.opgaven[0].description) == 32_768


# --- safe to send --------------------------------------------------------------------------------


@pytest.mark.parametrize("book", [*BOOKS, pytest.param(hostile_book, id="hostile")])
def test_no_macros_external_links_or_embedded_things(book: Book) -> None:
    found = parts(book())
    forbidden = re.compile(
        r"vba|macro|externalLink|connections|queryTable|embeddings|activeX|ctrlProps|customXml"
        r"|printerSettings|oleObject|webextension|comments",
        re.IGNORECASE,
    )
    assert [name for name in found if forbidden.search(name)] == []
    for name, content in found.items():
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content, name
    types = found["[Content_Types].xml"].decode()
    assert "macroEnabled" not in types
    assert "spreadsheetml.sheet.main+xml" in types


@pytest.mark.slow
@pytest.mark.parametrize("book", [*BOOKS, pytest.param(hostile_book, id="hostile")])
def test_links_lead_to_places_in_the_workbook(book: Book) -> None:
    for name, root in sheet_roots(book()).items():
        for link in root.iter(f"{MAIN}hyperlink"):
            assert link.get("location"), name
            assert not [key for key in link.attrib if str(key).endswith("}id")], name


def test_the_properties_name_no_person() -> None:
    found = parts(example_book())
    assert {name for name in found if name.startswith("docProps/")} == {
        "docProps/app.xml",
        "docProps/core.xml",
    }
    text = (found["docProps/core.xml"] + found["docProps/app.xml"]).decode()
    who = example().settings
    names = [s.name for s in SCORERS] + [who.sender, who.contact_name]
    assert [name for name in names if name and name in text] == []
    core = etree.fromstring(found["docProps/core.xml"])
    values = {etree.QName(item).localname: item.text for item in core}
    assert values["creator"] == who.gemeente
    assert values.get("lastModifiedBy") in {None, "", who.gemeente}
    assert who.wijk in str(values["title"])
    empty = etree.fromstring(parts(empty_book())["docProps/core.xml"])
    assert {etree.QName(i).localname: i.text for i in empty}["creator"] == "wijkexcel"


# --- protection ----------------------------------------------------------------------------------


def locked_cells(data: bytes) -> dict[str, dict[str, bool]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: {
            cell.coordinate: bool(cell.protection.locked)
            for row in sheet.iter_rows()
            for cell in row
        }
        for sheet in book
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("book", "layout"),
    [
        pytest.param(example_book, layout_for(example()), id="example"),
        pytest.param(empty_book, declare(MIXED), id="empty"),
    ],
)
def test_people_can_type_where_they_should_and_nowhere_else(book: Book, layout: Layout) -> None:
    locked = locked_cells(book())
    open_cells = {(sheet, c) for sheet, cells in locked.items() for c in cells if not cells[c]}
    expected, programs = set(), set()
    for table in layout.tables.values():
        for column in table.columns:
            places = {cell_of(layout, (table.name, row, column.key)) for row in table.row_ids}
            if column.typed:
                expected |= places
            if column.owner is Owner.PROGRAM:
                programs |= places
    assert expected <= open_cells, sorted(expected - open_cells)[:5]
    assert open_cells <= expected | programs, sorted(open_cells - expected - programs)[:5]
    formulas = set(engines.cached(book()))
    assert formulas & open_cells == set()


@pytest.mark.slow
@pytest.mark.parametrize("book", BOOKS)
def test_every_sheet_is_protected_without_a_password(book: Book) -> None:
    for name, root in sheet_roots(book()).items():
        found = root.find(f"{MAIN}sheetProtection")
        assert found is not None, name
        assert found.get("sheet") == "1", name
        assert not {"password", "hashValue", "saltValue"} & set(found.attrib), name
        assert found.get("selectUnlockedCells") in {None, "0"}, name
    assert b"workbookProtection" not in parts(book())["xl/workbook.xml"]


# --- looks and print -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("book", "layout"),
    [
        pytest.param(example_book, layout_for(example()), id="example"),
        pytest.param(template_book, declare(Capacity()), id="template"),
    ],
)
def test_every_visible_sheet_prints_on_paper_as_wide_as_a_page(book: Book, layout: Layout) -> None:
    titles = names_in(book(), "_xlnm.Print_Titles")
    areas = names_in(book(), "_xlnm.Print_Area")
    for name, root in sheet_roots(book()).items():
        sheet = layout.sheet(name)
        setup = root.find(f"{MAIN}pageSetup")
        assert setup is not None, name
        assert setup.get("paperSize") in {"8", "9"}, name  # A3, A4
        assert setup.get("orientation") == ("landscape" if sheet.landscape else "portrait"), name
        fit = root.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr")
        assert fit is not None, name
        assert fit.get("fitToPage") == "1", name
        assert int(setup.get("fitToWidth", "1")) >= 1, name
        assert setup.get("fitToHeight") == "0", name
        if sheet.repeat_rows:
            first, last = sheet.repeat_rows
            assert titles[name].endswith(f"!${first + 1}:${last + 1}"), name
        if not (sheet.hidden or sheet.grows):
            assert name in areas
        footer = root.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter")
        assert "&P" in str(footer), name


def names_in(data: bytes, kind: str) -> dict[str, str]:
    root = etree.fromstring(parts(data)["xl/workbook.xml"])
    sheets = [str(sheet.get("name")) for sheet in root.iter(f"{MAIN}sheet")]
    return {
        sheets[int(str(name.get("localSheetId")))]: str(name.text)
        for name in root.iter(f"{MAIN}definedName")
        if name.get("name") == kind
    }


@pytest.mark.slow
@pytest.mark.parametrize("book", BOOKS)
def test_hidden_sheets_are_the_derived_ones_and_start_is_in_front(book: Book) -> None:
    found = load(book())
    assert {s.name for s in found.sheets if s.state != "visible"} == {
        "Scores",
        "Berekening",
        "Lijsten",
    }
    assert found.sheets[0].name == "Start"
    view = etree.fromstring(found.parts["xl/workbook.xml"]).find(f".//{MAIN}workbookView")
    assert view is not None
    assert view.get("activeTab", "0") == "0"


@pytest.mark.parametrize(
    ("book", "layout"),
    [
        pytest.param(example_book, layout_for(example()), id="example"),
        pytest.param(empty_book, declare(MIXED), id="empty"),
    ],
)
def test_tables_are_excel_tables_with_real_headers(book: Book, layout: Layout) -> None:
    found = openpyxl.load_workbook(io.BytesIO(book()))
    seen = set()
    for sheet in found:
        for name, table in ((t.name, t) for t in sheet.tables.values()):
            declared = layout.tables[name]
            seen.add(name)
            assert declared.sheet == sheet.title
            assert table.headerRowCount in {None, 1}
            top = sheet[table.ref][0]
            assert [cell.value for cell in top] == [c.header for c in declared.columns]
            assert [c.name for c in table.tableColumns] == [c.header for c in declared.columns]
            assert len(sheet[table.ref]) == len(declared.row_ids) + 1
            assert all(cell.font.bold for cell in top)
        assert not sheet.merged_cells.ranges
    assert seen == {t.name for t in layout.tables.values() if t.list_object}


@pytest.mark.slow
def test_every_typed_cell_has_a_prompt() -> None:
    book = openpyxl.load_workbook(io.BytesIO(example_book()))
    layout = layout_for(example())
    for table in layout.tables.values():
        for column in table.columns:
            if not column.typed:
                continue
            for row in {table.row_ids[0], table.row_ids[-1]}:
                sheet, cell = cell_of(layout, (table.name, row, column.key))
                rules = [r for r in book[sheet].data_validations.dataValidation if cell in r.sqref]
                assert len(rules) == 1, f"{sheet}!{cell}"
                # A prompt at a score would cover the cells below and beside it.
                told = column.kind is not Kind.SCORE
                assert bool(rules[0].prompt) == told, f"{sheet}!{cell}"
                assert bool(rules[0].promptTitle) == told, f"{sheet}!{cell}"
                assert rules[0].allowBlank, f"{sheet}!{cell}"


@pytest.mark.parametrize("more", ["opgaven", "criteria", "groups", "scorers"])
def test_a_dossier_that_does_not_fit_is_refused(more: str) -> None:
    sizes = {"opgaven": 3, "criteria": 2, "groups": 2, "scorers": 3, "pairs": 1}
    with pytest.raises(KeyError):
        build(small(), Capacity(**{**sizes, more: sizes[more] - 1}))


def test_a_wide_sheet_is_read_on_more_pages_with_the_names_on_each() -> None:
    """Of forty criteria the scores would be too small on one page."""
    layout = declare(Capacity(3, 40, 2, 2, 1))
    data = build(None, layout.capacity)
    setup = sheet_roots(data)["Overzicht"].find(f"{MAIN}pageSetup")
    assert setup is not None
    assert int(setup.get("fitToWidth", "1")) > 1
    assert "$A:$C" in names_in(data, "_xlnm.Print_Titles")["Overzicht"]


def test_a_sheet_with_something_internal_says_so_on_paper() -> None:
    roots = sheet_roots(example_book())
    above = {n: str(r.findtext(f"{MAIN}headerFooter/{MAIN}oddHeader")) for n, r in roots.items()}
    assert all(INSIDE in above[name] for name in ("Besluit", "Overzicht", "Heroverweging", "S01"))
    assert INSIDE not in above["Schaal"]
