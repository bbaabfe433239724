"""Section 'The file' (C1 to C7) of the catalogue of bad input, line by line."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter
import xlwings

from tests.post import makes
from tests.post.makes import (
    LAUGHS,
    OLE2,
    PIXEL,
    SHEET,
    SHEET_HEAD,
    SHEET_PART,
    SHEET_TAIL,
    added,
    answer,
    changed,
    lying_about_size,
    ods_answer,
    ods_cell,
    ods_rows,
    old_office,
    one_far_cell,
    overlapping,
    parts_of,
    streamed,
    with_bad_checksum,
    with_flipped_byte,
    with_member_twice,
    with_sheet,
    zip_encrypted,
    zipped,
)
from tests.post.readers import with_wijkexcel
from tests.support.engines import LIBREOFFICE
from wijkexcel.post.inspect import zip as inspect_zip
from wijkexcel.post.inspect.inspect import Inspection, Kind, inspect
from wijkexcel.workbook.reading.source import FileSource

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ADVICE = (
    "verzamel opnieuw",
    "sla het",
    "sla de",
    "vraag de afzender",
    "probeer het nog eens",
    "pak het uit",
)
Make = Callable[[], bytes]


def refusal(data: bytes, name: str = "scores.xlsx") -> str:
    found = inspect(name, data)
    assert found.refused is not None, found
    assert any(word in found.refused.lower() for word in ADVICE), found.refused
    assert "{" not in found.refused
    return found.refused


# --- what is good --------------------------------------------------------------------------------


def test_an_ordinary_answer_is_read() -> None:
    assert inspect("map/Scores S01.XLSX", answer()) == Inspection(Kind.XLSX)


def test_what_openpyxl_saved_is_read() -> None:
    import openpyxl

    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(answer())).save(out)
    assert inspect("scores.xlsx", out.getvalue()) == Inspection(Kind.XLSX)


def rich() -> bytes:
    """What people add to an answer, harmless all of it (S6)."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "d-m-yyyy"})
    sheet = book.add_worksheet(SHEET)
    sheet.write_row("A1", ["id", "score", 4, "  voor en na  ", "regel 1\nregel 2"])
    sheet.write_comment("B1", "Dit begrijp ik niet")
    sheet.write_comment("D2", "Hier is niets")
    sheet.write_rich_string("A2", "a", bold, "vet", " en meer")
    sheet.write_url("B2", "https://voorbeeld.nl")
    sheet.write_datetime("C2", datetime(2026, 1, 1), day)
    sheet.write_formula("A3", '=IF(Z1="","",Z1&"|")', None, "")
    sheet.insert_checkbox("B3", True)
    sheet.merge_range("A10:C10", "samen")
    sheet.conditional_format("C2:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("H1", {"range": f"{SHEET}!C2:C9"})
    sheet.data_validation("C1", {"validate": "list", "source": "=Lijst!$A$1:$A$3"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={SHEET}!$C$1:$C$3"})
    sheet.insert_chart("G2", chart)
    sheet.insert_textbox("G20", "een | tekst")
    sheet.insert_image("M2", "x.png", {"image_data": io.BytesIO(PIXEL)})
    sheet.autofilter("A1:C9")
    book.add_worksheet("Lijst").write_column("A1", [1, 2, 3])
    book.define_name("lijst", "=Lijst!$A$1:$A$3")
    book.close()
    return out.getvalue()


def test_what_people_add_is_no_reason_to_refuse() -> None:
    assert inspect("a.xlsx", rich()) == Inspection(Kind.XLSX)


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("kind", [Kind.ODS, Kind.XLSX, Kind.XLSM])
def test_what_libreoffice_saved_is_read(kind: Kind) -> None:
    for name, data in (("rich", rich()), ("answer", answer())):
        found = inspect(f"{name}.{kind}", LIBREOFFICE.fill_in(data, {}, f".{kind}"))
        assert (found.kind, found.refused) == (kind, None)
        assert len(found.notes) == (kind is not Kind.XLSX)


def test_empty_key_bindings_of_libreoffice_are_no_damage() -> None:
    data = ods_answer(parts={"Configurations2/accelerator/current.xml": b""})
    assert inspect("a.ods", data).refused is None


def test_what_excel_itself_saved_is_read() -> None:
    """Two workbooks that come with xlwings, with macros in them."""
    for path in Path(xlwings.__file__).parent.glob("quickstart*.xlsm"):
        found = inspect(path.name, path.read_bytes())
        assert (found.kind, found.refused) == (Kind.XLSM, None)


@pytest.mark.slow
def test_the_shipped_workbooks_pass() -> None:
    for path in (Path(__file__).parents[3] / "workbook_template").glob("*.xlsx"):
        assert inspect(path.name, path.read_bytes()) == Inspection(Kind.XLSX)


MAIN = makes._MAIN_SPACE
NO_CELLS: dict[str, tuple[str, bytes]] = {
    "a pivot table, whose r is a record": (
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords xmlns="{MAIN}" count="1"><r><n v="1"/><s v="x"/></r>'
        "</pivotCacheRecords>".encode(),
    ),
    "the history of a shared workbook": (
        "xl/revisions/revisionLog1.xml",
        f'<revisions xmlns="{MAIN}"><rcc rId="1" sId="1"><oc r="A1" t="x"><v>1</v></oc>'
        '<nc r="A1"><v>2</v></nc></rcc></revisions>'.encode(),
    ),
    "what real-time data depends on": (
        "xl/volatileDependencies.xml",
        f'<volTypes xmlns="{MAIN}"><volType type="realTimeData"><main first="x"><tp t="s">'
        '<v>tekst</v><tr r="A1" s="1"/></tp></main></volType></volTypes>'.encode(),
    ),
    "the stored values of a chart": (
        "xl/charts/chart9.xml",
        b'<c:chart xmlns:c="urn:c"><c:v>tekst</c:v><c:row>1</c:row></c:chart>',
    ),
    "a query, in UTF-16": (
        "customXml/item1.xml",
        '<?xml version="1.0" encoding="utf-16"?><DataMashup>AAAA</DataMashup>'.encode("utf-16"),
    ),
    "key bindings, and nothing in them": ("xl/leeg.xml", b""),
}


@pytest.mark.parametrize("what", NO_CELLS)
def test_what_is_no_cell_is_not_looked_at_as_one(what: str) -> None:
    part, xml = NO_CELLS[what]
    assert inspect("a.xlsx", added({part: xml})) == Inspection(Kind.XLSX)


@pytest.mark.parametrize("part", [SHEET_PART, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_what_a_link_calls_a_sheet_or_the_texts_must_be_that(part: str) -> None:
    """One reader goes by the link, the next by the first element."""
    for _, xml in list(NO_CELLS.values())[:2]:
        said = refusal(added({part: xml}))
        assert "opbouw" in said or "niet uit elkaar" in said


def test_a_zip_may_have_a_remark_and_members_of_nothing() -> None:
    out = io.BytesIO(answer())
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"gemaakt met een ander programma"
        archive.writestr(zipfile.ZipInfo("xl/leeg/"), b"")
    assert inspect("a.xlsx", out.getvalue()) == Inspection(Kind.XLSX)


def test_a_member_that_is_deflated_to_nothing_is_read() -> None:
    data = bytearray(added({"xl/media/leeg.png": b""}))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("xl/media/leeg.png").header_offset
    directory = data.rindex(b"PK\1\2", 0, data.rindex(b"xl/media/leeg.png"))
    data[at + 8 : at + 10] = data[directory + 10 : directory + 12] = b"\x08\0"
    assert inspect("a.xlsx", bytes(data)) == Inspection(Kind.XLSX)


def _with_links(old: bytes, new: bytes) -> bytes:
    return changed("xl/_rels/workbook.xml.rels", old, new)


def _elsewhere() -> bytes:
    """All parts in the root of the file, as a few programs write them."""
    moved = {name.removeprefix("xl/"): xml for name, xml in parts_of(answer()).items()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        moved[name] = moved[name].replace(b'"xl/', b'"').replace(b'"/xl/', b'"/')
    return zipped(moved)


def _with_backslashes() -> bytes:
    return zipped({name.replace("/", "\\"): xml for name, xml in parts_of(answer()).items()})


def _sheet(change: Callable[[str], str]) -> Make:
    return lambda: added({SHEET_PART: change(parts_of(answer())[SHEET_PART].decode()).encode()})


def _backwards(xml: str) -> str:
    rows = re.findall(r"<row .*?</row>", xml)
    return xml.replace("".join(rows), "".join(reversed(rows)))


def _in_pieces(xml: str) -> str:
    """A row of its own for each cell."""
    return re.sub(r'(</c>)(<c r="[A-Z]+(\d+)")', r'\1</row><row r="\3">\2', xml)


OTHERWISE: dict[str, Make] = {
    "links from here": lambda: _with_links(b'"worksheets/', b'"./worksheets/'),
    "links from above": lambda: _with_links(b'"worksheets/', b'"../xl/worksheets/'),
    "links from the root": lambda: _with_links(b'"worksheets/', b'"/xl/worksheets/'),
    "escaped links": lambda: _with_links(b"sheet2", b"sheet%32"),
    "another folder": _elsewhere,
    "the slashes of Windows": _with_backslashes,
    "lower case": _sheet(lambda xml: re.sub(r'<c r="[A-Z]', lambda m: m[0].lower(), xml)),
    "rows backwards": _sheet(_backwards),
    "a row in pieces": _sheet(_in_pieces),
    "remarks": _sheet(lambda xml: xml.replace("<v>", "<v><!-- 1 -->")),
    "UTF-16": lambda: added(
        {
            part: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")
            for part, xml in parts_of(answer()).items()
            if part.endswith((".xml", ".rels")) and "Content" not in part
        }
    ),
    "white space": lambda: added(
        {
            part: re.sub(rb"(?<=[^?t])>(?=<)", b">\n  ", xml)
            for part, xml in parts_of(answer()).items()
            if part.endswith((".xml", ".rels"))
        }
    ),
    "a prefix": _sheet(
        lambda xml: re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", xml).replace(" xmlns=", " xmlns:x=")
    ),
    "another type": _sheet(
        lambda xml: re.sub(r'(<c r="\w+")><v>(\d)</v>', r"\1><v>\2.0E0</v>", xml)
    ),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_the_same_written_otherwise_is_read_as_the_same(how: str) -> None:
    data = OTHERWISE[how]()
    assert inspect("a.xlsx", data) == Inspection(Kind.XLSX)
    assert with_wijkexcel(data) == with_wijkexcel(answer())
    right, source = FileSource(answer()), FileSource(data)
    assert [source.grid(name) for name in right.sheet_names] == [
        right.grid(name) for name in right.sheet_names
    ]
    assert source.table_sheets() == right.table_sheets()


def _ods(change: Callable[[str], str]) -> Make:
    return lambda: zipped(
        {
            name: change(xml.decode()).encode() if name == "content.xml" else xml
            for name, xml in parts_of(ods_answer()).items()
        }
    )


ODS_OTHERWISE: dict[str, Make] = {
    "white space": _ods(lambda xml: re.sub(r">(?=<(?:/?table|text:p|/office))", ">\n  ", xml)),
    "a prefix": _ods(
        lambda xml: (
            xml.replace("table:", "t:")
            .replace("xmlns:table=", "xmlns:t=")
            .replace(":xmlns:t:", ":xmlns:table:")
        )
    ),
    "UTF-16": lambda: zipped(
        parts_of(ods_answer())
        | {
            "content.xml": parts_of(ods_answer())["content.xml"]
            .decode()
            .replace("UTF-8", "UTF-16")
            .encode("utf-16")
        }
    ),
    "a line of its own in a text": _ods(lambda xml: xml.replace("weet niet", "weet\n   niet")),
    "parts of a text": _ods(
        lambda xml: xml.replace("weet niet", "<text:span>weet</text:span><text:s/>niet")
    ),
    "no mimetype": lambda: zipped(
        {name: xml for name, xml in parts_of(ods_answer()).items() if name != "mimetype"}
    ),
}


@pytest.mark.parametrize("how", ODS_OTHERWISE)
def test_an_ods_written_otherwise_is_read_as_the_same(how: str) -> None:
    data = ODS_OTHERWISE[how]()
    assert inspect("a.ods", data).refused is None
    assert with_wijkexcel(data) == with_wijkexcel(ods_answer())
    assert FileSource(data).grid(SHEET) == FileSource(ods_answer()).grid(SHEET)


def test_macros_of_excel_4_are_told() -> None:
    sheet = (
        '<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        f'xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>HALT()</f><v>0</v></c></row>'
        "</sheetData></xm:macrosheet>"
    )
    found = inspect("a.xlsm", added({"xl/macrosheets/sheet1.xml": sheet.encode()}))
    assert found.refused is None
    assert any("macro's van Excel 4" in note for note in found.notes)


@pytest.mark.parametrize("rules", ["", " [<!ENTITY a 'b'>]"])
def test_basic_of_libreoffice_names_a_dtd_of_its_own_and_may_not_hold_rules(rules: str) -> None:
    known = '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd"'
    xml = f"<!DOCTYPE libraries PUBLIC {known}{rules}><libraries/>".encode()
    found = inspect("a.ods", ods_answer(parts={"Basic/script-lc.xml": xml}))
    assert (found.refused is not None) == bool(rules)
    assert found.refused or any("macro" in note for note in found.notes)


def test_a_password_on_an_ods_is_named() -> None:
    """What is encrypted is no XML any more."""
    entry = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        "<manifest:encryption-data/></manifest:file-entry>"
    )
    parts = parts_of(ods_answer(entries=entry)) | {"content.xml": bytes(range(200))}
    assert "wachtwoord" in refusal(zipped(parts), "a.ods")


# --- C1: bombs -----------------------------------------------------------------------------------

GIGABYTE = 1 << 30
XML = b'<?xml version="1.0"?>'
SST = f'<sst xmlns="{makes._MAIN_SPACE}">'.encode()


@cache
def bombs() -> dict[str, tuple[bytes, str]]:
    """Files that are small as they come, and large once unpacked; with what is said of them."""
    large, much, long = "veel groter", "staat veel meer", "tekst die langer"
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    end = b"</t></is></c></row>"
    huge_text = streamed(SHEET_HEAD + text, b"x", 100 << 20, end + SHEET_TAIL)
    rows = streamed(SHEET_HEAD, b"<row/>", 1_048_576 * 3, SHEET_TAIL)
    cells = streamed(SHEET_HEAD + b"<row>", b"<c><v>1</v></c>", 1_000_000, b"</row>" + SHEET_TAIL)
    strings = streamed(SST, b"<si><t>x</t></si>", 1_000_000, b"</sst>")
    spread = {f"xl/part{n}.xml": streamed(XML + b"<a>", b" ", 30 << 20, b"</a>") for n in range(3)}
    styles = parts_of(answer())["xl/styles.xml"]
    many_styles = styles.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * 100_000 + b"</cellXfs>")
    blank = streamed(b"", b"\0", 40 << 20, b"")
    return {
        "a text cell of 100 MB": (with_sheet(huge_text), large),
        "a text longer than a cell": (
            with_sheet(SHEET_HEAD + text + b"x" * 400_000 + end + SHEET_TAIL),
            long,
        ),
        "millions of rows": (with_sheet(rows), much),
        "millions of cells": (with_sheet(cells), much),
        "millions of shared strings": (added({"xl/sharedStrings.xml": strings}), much),
        "an oversized part nobody reads": (added({"xl/media/image1.png": blank}), large),
        "an oversized part with a lie": (
            lying_about_size(added({"xl/media/image1.png": blank}), "xl/media/image1.png", 100),
            large,
        ),
        "a little too much in each of three parts": (added(spread), large),
        "a million styles": (added({"xl/styles.xml": many_styles}), "soorten opmaak"),
        "a zip in a zip": (added({"xl/media/image1.png": answer()}), "een ander bestand verpakt"),
        "thousands of members": (
            added({f"xl/media/{number}.png": b"" for number in range(1500)}),
            "veel meer onderdelen",
        ),
        "a long text in very many cells": (with_repeated_string(), "dezelfde lange tekst"),
        "a billion spaces in an ods": (
            ods_answer(
                '<table:table-row><table:table-cell office:value-type="string"><text:p>'
                '<text:s text:c="1000000000"/></text:p></table:table-cell></table:table-row>'
            ),
            "heel veel spaties",
        ),
    }


def with_repeated_string() -> bytes:
    rows = (
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>'.encode()
        for row in range(1, 30_001)
    )
    strings = SST + b"<si><t>" + b"x" * 200_000 + b"</t></si></sst>"
    sheet = SHEET_HEAD + b"".join(rows) + SHEET_TAIL
    return added({SHEET_PART: sheet, "xl/sharedStrings.xml": strings})


BOMBS = (
    *("a text cell of 100 MB", "a text longer than a cell", "millions of rows"),
    *("millions of cells", "millions of shared strings", "an oversized part nobody reads"),
    *("an oversized part with a lie", "a little too much in each of three parts"),
    *("a million styles", "a zip in a zip", "thousands of members"),
    *("a long text in very many cells", "a billion spaces in an ods"),
)


@pytest.mark.slow
@pytest.mark.parametrize("what", BOMBS)
def test_c1_a_bomb_is_refused(what: str) -> None:
    data, said = bombs()[what]
    assert len(data) < 1 << 20
    assert said in refusal(data, "scores.ods" if "ods" in what else "scores.xlsx")


def test_c1_all_bombs_are_tried() -> None:
    assert set(bombs()) == set(BOMBS)


@pytest.mark.slow
def test_c1_no_more_is_unpacked_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted while unpacking; what the file says of itself is not believed."""
    seen: list[int] = []

    class Counted:
        def __init__(self, *given: int) -> None:
            self.inner = inflate(*given)  # type: ignore[arg-type]
            self.eof, self.unused_data = True, b""

        def decompress(self, raw: bytes, most: int) -> bytes:
            out: bytes = self.inner.decompress(raw, most)
            self.eof, self.unused_data = self.inner.eof, self.inner.unused_data
            seen.append(len(out))
            return out

    made = bombs()  # Before anything is counted: making them unpacks a workbook too.
    inflate = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", Counted)
    for data, _ in made.values():
        seen.clear()
        inspect("scores.xlsx", data)
        assert max(seen, default=0) <= inspect_zip.MOST_PER_PART + 1
        assert sum(seen) <= inspect_zip.MOST_IN_ALL + 1


# --- C2: entities and DTDs -----------------------------------------------------------------------

DTDS = {
    "entity expansion": LAUGHS,
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "external dtd": '<!DOCTYPE x SYSTEM "http://voorbeeld.nl/x.dtd">',
    "empty dtd": "<!DOCTYPE x>",
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a "b"> %a;]>',
}
PLACES = {
    "document properties": "docProps/core.xml",
    "more properties": "docProps/app.xml",
    "sheet": SHEET_PART,
    "shared strings": "xl/sharedStrings.xml",
    "relationships": "_rels/.rels",
    "content types": "[Content_Types].xml",
    "a part nobody reads": "customXml/item1.xml",
    "a part without an ending": "xl/stray",
    "a picture": "xl/media/image1.svg",
    "a drawing": "xl/drawings/vmlDrawing1.vml",
}


def plain_xml(part: str) -> str:
    text = parts_of(answer()).get(part, b"<x>y</x>").decode()
    return text[text.index("?>") + 2 :].lstrip() if text.startswith("<?xml") else text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("dtd", DTDS)
def test_c2_any_dtd_is_refused(dtd: str, place: str, encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    text = f'<?xml version="1.0" encoding="{declared}"?>{DTDS[dtd]}{plain_xml(PLACES[place])}'
    data = added({PLACES[place]: text.encode(encoding)})
    assert "DTD" in refusal(data)


def test_c2_a_dtd_in_an_ods_is_refused() -> None:
    assert "DTD" in refusal(ods_answer(parts={"meta.xml": LAUGHS.encode() + b"<x/>"}), "a.ods")


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "shift_jis"])
def test_c2_another_encoding_is_refused(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{plain_xml(SHEET_PART)}'
    refusal(added({SHEET_PART: text.encode(encoding)}))


def test_a_part_that_only_says_to_be_in_utf_16_is_read_as_what_it_is() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{plain_xml(SHEET_PART)}'
    data = added({SHEET_PART: text.encode()})
    assert inspect("a.xlsx", data) == Inspection(Kind.XLSX)
    assert with_wijkexcel(data) == with_wijkexcel(answer())


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_office_programs_write_is_read(encoding: str) -> None:
    """Power Query keeps its parts in UTF-16."""
    for part in (SHEET_PART, "xl/sharedStrings.xml", "customXml/item1.xml"):
        text = f'<?xml version="1.0" encoding="{encoding}"?>{plain_xml(part)}'
        data = added({part: text.encode(encoding)})
        assert inspect("a.xlsx", data) == Inspection(Kind.XLSX), part


def test_c2_a_text_about_a_dtd_is_just_text() -> None:
    strings = parts_of(answer())["xl/sharedStrings.xml"]
    told = strings.replace(b"Goed plan.", b"Zie &lt;!DOCTYPE x&gt; en <![CDATA[<!ENTITY a>]]>.")
    assert told != strings
    assert inspect("a.xlsx", added({"xl/sharedStrings.xml": told})).refused is None


# --- C3: far cells, merges, wrong dimensions -----------------------------------------------------

NEAR = b'<row r="1"><c r="A1"><v>1</v></c></row>'
FAR_CELLS: dict[str, Make] = {
    "the farthest corner": one_far_cell,
    "single quotes": lambda: with_sheet(
        SHEET_HEAD + b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>" + SHEET_TAIL
    ),
    "a row that is only numbered": lambda: with_sheet(
        SHEET_HEAD
        + NEAR
        + b'<row r="1048576">'
        + b"".join([b"<c><v>1</v></c>"] * 5)
        + b"</row>"
        + SHEET_TAIL
    ),
    "another prefix": lambda: with_sheet(
        f'<x:worksheet xmlns:x="{makes._MAIN_SPACE}"><x:sheetData><x:row r="1048576">'
        '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'.encode()
    ),
    "characters by number": lambda: with_sheet(
        SHEET_HEAD + b'<row r="&#49;048576"><c r="&#88;FD1048576"/></row>' + SHEET_TAIL
    ),
    "in a part that does not look like a sheet": lambda: added(
        {"xl/media/image1.png": parts_of(one_far_cell())[SHEET_PART]}
    ),
    "far to the right and down": lambda: with_sheet(
        SHEET_HEAD + b'<row r="300"><c r="XFD300"/></row>' + SHEET_TAIL
    ),
}


@pytest.mark.parametrize("what", FAR_CELLS)
def test_c3_far_cells_are_refused(what: str) -> None:
    said = refusal(FAR_CELLS[what]())
    assert "heel ver naar rechts of naar beneden" in said
    assert f"op het blad {SHEET}" in said or "media" in what or "look like" in what


def test_c3_a_cell_somewhat_far_is_read() -> None:
    xml = SHEET_HEAD + NEAR + b'<row r="50000"><c r="J50000"/></row>' + SHEET_TAIL
    assert inspect("a.xlsx", with_sheet(xml)) == Inspection(Kind.XLSX)


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>'
        "</table:table-row>" + f"<table:table-row>{ods_cell(1) * 3}</table:table-row>",
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        "</table:table-row>",
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell '
        'table:number-columns-repeated="16383"/>' + ods_cell(1) + "</table:table-row>",
    ],
)
def test_c3_far_cells_of_an_ods_are_refused(rows: str) -> None:
    said = refusal(ods_answer(rows), "a.ods")
    assert "heel ver" in said
    assert f"op het blad {SHEET}" in said


@pytest.mark.parametrize("repeated", ["0", "-1", "1e9", "99999999999999999999", "١", "2000000", ""])
def test_c3_repeats_that_cannot_be_are_refused(repeated: str) -> None:
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{ods_cell(1)}'
    assert "bestaat" in refusal(ods_answer(f"{row}</table:table-row>"), "a.ods")


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:B2", "1:4", "A:F"])
def test_c3_a_wrong_dimension_alone_is_told(dimension: str) -> None:
    data = changed(
        SHEET_PART, b'<dimension ref="A1:F10"/>', f'<dimension ref="{dimension}"/>'.encode()
    )
    found = inspect("a.xlsx", data)
    assert found.refused is None
    (note,) = found.notes
    assert SHEET in note
    assert dimension in note or len(dimension) == 3  # whole rows or columns, as LibreOffice says


@pytest.mark.parametrize("merged", ["A1:XFD1048576", "A1:A1048576", "A1:XFD16", "B:D"])
def test_c3_a_merge_over_the_whole_sheet_is_refused(merged: str) -> None:
    merge = f'</sheetData><mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
    said = refusal(changed(SHEET_PART, b"</sheetData>", merge.encode()))
    assert "samengevoegd" in said
    assert SHEET in said


def test_c3_a_merge_over_the_whole_sheet_of_an_ods_is_refused() -> None:
    cell = (
        '<table:table-cell table:number-columns-spanned="16384" '
        'table:number-rows-spanned="1048576" office:value-type="string"/>'
    )
    rows = f"<table:table-row>{cell}</table:table-row>"
    assert "samengevoegd" in refusal(ods_answer(rows), "a.ods")


def test_c3_an_ordinary_merge_is_read() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells>'
    assert inspect("a.xlsx", changed(SHEET_PART, b"</sheetData>", merge)).refused is None


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A2"/></row>',
        b'<row r="1"><c r="XFE1"/></row>',
        b'<row r="1"><c r="1"/></row>',
        b'<row r="1"><c r="$A$1"/></row>',
        b'<row r="0"><c r="A0"/></row>',
        b'<row r="-1"/>',
        b'<row r="1048577"/>',
        b'<row r="1e3"/>',
        b'<row r="99999999999999999999999999"/>',
        b'<row r="1"><c r="A1"/><c r="A1"/></row>',
        b'<row r="1"><c r="B1"/><c r="A1"/></row>',
        b'<row r="2"/><row r="1"><c r="A1"/></row><row r="1"><c r="A1"/></row>',
        b'<row r="1"><c r="A1"/><c r="B1"/></row><row r="2"/><row r="1"><c/></row>',
        b'<c r="XFD1048576"><v>1</v></c>',
        b'<row r="1"><c r="A1"><c r="B1"/></c></row>',
        b'<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        b'<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>',
        b'<row r="1"><c r="A1"><is><t>x</t></is><v>2</v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is><v>2</v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><v>2</v><is><t>x</t></is></c></row>',
        b'<row r="1"><c r="A1" t="x"><v>2</v></c></row>',
        b'<row r="1"><x:c xmlns:x="urn:x" r="A1"><v>2</v></x:c></row>',
        b'<row r="1"><c r="A1"><x:v xmlns:x="urn:x">2</x:v></c></row>',
        b'<row r="1"><v>1</v></row>',
        b'<row r="1">4</row>',
        b'<row r="1"><c r="A1">4</c></row>',
        b'<row r="1"><row r="2"/></row>',
        b'<row r="1"><c r="A1" t="s"><v>A1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v> 1 </v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>9999</v></c></row>',
        b'<row r="1"><c r="A1"><v>&lt;</v></c></row>',
        b'<row r="1"><c r="A1"><v>drie</v></c></row>',
        b'<row r="1"><c r="A1"><v>NaN</v></c></row>',
        b'<row r="1"><c r="A1"><v>\t4\n</v></c></row>',
        b'<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
        b'</sheetData><sheetData><row r="1"/>',
        b'<row r="1"><c r="A1"><is>' + b"<r>" * 300 + b"</r>" * 300 + b"</is></c></row>",
    ],
)
def test_cells_on_which_readers_would_disagree_are_refused(cells: bytes) -> None:
    assert SHEET in refusal(with_sheet(SHEET_HEAD + cells + SHEET_TAIL))


def test_two_sheets_of_one_name_or_one_part_are_refused() -> None:
    workbook = parts_of(answer())["xl/workbook.xml"]
    for old, new in ((b'name="Invullen"', b'name="UITLEG"'), (b'r:id="rId2"', b'r:id="rId1"')):
        assert "twee bladen" in refusal(added({"xl/workbook.xml": workbook.replace(old, new)}))
    links = "xl/_rels/workbook.xml.rels"
    doubled = changed(links, b'"worksheets/sheet2.xml"', b'"worksheets/sheet1.xml"')
    assert "twee bladen" in refusal(doubled)


# --- C4: not what it says it is ------------------------------------------------------------------


DAMAGED = "beschadigd of niet helemaal aangekomen"
NOT_A_WORKBOOK: dict[str, tuple[str, Make, str]] = {
    "encrypted": (
        "a.xlsx",
        lambda: old_office("EncryptionInfo", "EncryptedPackage"),
        "haal het wachtwoord eraf",
    ),
    "encrypted within the zip": ("a.xlsx", zip_encrypted, "haal het wachtwoord eraf"),
    "encrypted ods": (
        "a.ods",
        lambda: ods_answer(
            entries='<manifest:file-entry manifest:full-path="x"><manifest:encryption-data/>'
            "</manifest:file-entry>"
        ),
        "haal het wachtwoord eraf",
    ),
    "xls": ("a.xls", lambda: old_office("Workbook"), "oude formaat .xls"),
    "very old xls": ("a.xls", lambda: old_office("Book"), "oude formaat .xls"),
    "xls named xlsx": ("a.xlsx", lambda: old_office("Workbook"), "oude formaat .xls"),
    "old Word": (
        "a.xlsx",
        lambda: old_office("WordDocument"),
        "in het oude formaat .doc",
    ),
    "Outlook message": ("a.msg", lambda: old_office("__substg1.0_0037001F"), "Outlook (.msg)"),
    "zero bytes": ("a.xlsx", lambda: b"", "leeg (0 bytes)"),
    "zero bytes of mail": ("a.eml", lambda: b"", "leeg (0 bytes)"),
    "only zeros": ("a.xlsx", lambda: bytes(5000), DAMAGED),
    "one byte short": ("a.xlsx", lambda: answer()[:-1], DAMAGED),
    "half": ("a.xlsx", lambda: answer()[: len(answer()) // 2], DAMAGED),
    "four bytes": ("a.xlsx", lambda: answer()[:4], DAMAGED),
    "the first half missing": ("a.xlsx", lambda: answer()[3000:], DAMAGED),
    "something behind it": ("a.xlsx", lambda: answer() + b"\r\n-- \r\n", DAMAGED),
    "something before it": ("a.xlsx", lambda: b"PK\3\4" + bytes(26) + answer(), DAMAGED),
    "two zips": ("a.xlsx", lambda: answer() + answer(), DAMAGED),
    "bad checksum": ("a.xlsx", with_bad_checksum, DAMAGED),
    "flipped byte": ("a.xlsx", with_flipped_byte, DAMAGED),
    "lie about size": ("a.xlsx", lambda: lying_about_size(answer(), SHEET_PART, 10), DAMAGED),
    "overlapping members": ("a.xlsx", overlapping, DAMAGED),
    "a sheet that is no XML": ("a.xlsx", lambda: with_sheet(b"<worksheet><row>"), DAMAGED),
    "an empty sheet part": ("a.xlsx", lambda: with_sheet(b""), DAMAGED),
    "no main part": (
        "a.xlsx",
        lambda: zipped({n: d for n, d in parts_of(answer()).items() if n != "xl/workbook.xml"}),
        DAMAGED,
    ),
    "member twice": ("a.xlsx", with_member_twice, "twee keer"),
    "member twice but for case": (
        "a.xlsx",
        lambda: with_member_twice(SHEET_PART.upper()),
        "twee keer",
    ),
    "member twice but for escapes": (
        "a.xlsx",
        lambda: with_member_twice(SHEET_PART.replace("s", "%73")),
        "twee keer",
    ),
    "pdf": ("a.xlsx", lambda: b"%PDF-1.7\n", "Dit is een pdf, geen werkboek"),
    "pdf by name": ("a.pdf", lambda: b"%PDF-1.7\n", "Dit is een pdf, geen werkboek"),
    "photo": ("formulier.jpg", lambda: b"\xff\xd8\xff\xe0", "Dit is een foto, geen werkboek"),
    "web page": ("a.xlsx", lambda: b"\xef\xbb\xbf<html><table>", "een webpagina"),
    "csv": ("a.csv", lambda: b"id;score\r\nO01;4\r\n", "een tekstbestand (.csv)"),
    "csv named xlsx": ("a.xlsx", lambda: b"id;score\r\nO01;4\r\n", "zit iets anders in"),
    "program": ("a.xlsx", lambda: b"MZ\x90\0", "een programma"),
    "Word": (
        "a.xlsx",
        lambda: zipped({"word/document.xml": b"<x/>"}),
        "Dit is een Word-bestand",
    ),
    "zip": ("a.zip", lambda: zipped({"a.xlsx.txt": b"x"}), "Pak het uit"),
    "xlsb": ("a.xlsb", lambda: added({"xl/workbook.bin": b"x"}), "binaire werkmap"),
    "numbers": (
        "a.numbers",
        lambda: zipped({"Index/Document.iwa": b"x"}),
        "een bestand van Apple (Numbers",
    ),
    "template": (
        "a.xltx",
        lambda: changed("[Content_Types].xml", b"sheet.main+xml", b"template.main+xml"),
        "een sjabloon",
    ),
    "text document of LibreOffice": (
        "a.ods",
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "een ander document van LibreOffice",
    ),
    "ods named xlsx": ("a.xlsx", ods_answer, "eindigt op .ods"),
    "xlsx named ods": ("a.ods", answer, "eindigt op .xlsx"),
    "zip of a pdf": ("a.zip", lambda: zipped({"a.pdf": b"%PDF-1.7 x"}), "Pak het uit"),
    "zip of a zip": ("a.zip", lambda: zipped({"a.zip": zipped({"a.txt": b"x"})}), "Pak het uit"),
    "zip of a workbook": ("a.zip", lambda: zipped({"a.xlsx": answer()}), "Pak het uit"),
    "xlsx named zip": ("a.zip", answer, "eindigt op .xlsx"),
    "xlsx without ending": ("scores", answer, "eindigt op .xlsx"),
    "xlsx and ods in one": (
        "a.xlsx",
        lambda: added({"content.xml": makes.ods_content("")}),
        "door elkaar",
    ),
    "no mail": ("a.eml", lambda: b"\0\1\2\3", "geen bericht"),
    "a workbook named eml": ("a.eml", answer, "geen bericht"),
}


@pytest.mark.parametrize("what", NOT_A_WORKBOOK)
def test_c4_what_is_no_workbook_is_refused(what: str) -> None:
    name, make, said = NOT_A_WORKBOOK[what]
    assert said in refusal(make(), name)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "xl/../../evil.xml",
        "/etc/passwd",
        "C:/evil.xml",
        "xl\\..\\..\\evil.xml",
        "..\\evil.xml",
        "xl/%2e%2e/evil.xml",
        "xl//evil.xml",
        "xl/./evil.xml",
        "xl/a\nb.xml",
    ],
)
def test_c4_a_member_that_points_outside_is_refused(name: str) -> None:
    assert "buiten het bestand" in refusal(added({name: b"<x/>"}))


@pytest.mark.parametrize("length", [0, 1, 3, 4, 21, 22, 30, 100, 1000])
def test_c4_cut_off_anywhere_it_is_refused(length: int) -> None:
    for name in ("a.xlsx", "a.ods", "a.xlsm"):
        refusal(answer()[:length], name)


# --- C5, C6: taken or skipped, and told ----------------------------------------------------------


def test_c5_an_ods_is_read_and_told() -> None:
    found = inspect("a.ods", ods_answer())
    assert (found.kind, found.refused) == (Kind.ODS, None)
    assert ".ods" in found.notes[0]


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_c5_macros_are_left_alone_and_told(name: str) -> None:
    types = parts_of(answer())["[Content_Types].xml"]
    with_macros = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert with_macros != types
    data = added({"[Content_Types].xml": with_macros, "xl/vbaProject.bin": OLE2 + bytes(600)})
    found = inspect(name, data)
    assert (found.kind, found.refused) == (Kind.XLSM, None)
    assert any("macro" in note for note in found.notes)


def test_a_file_that_only_knows_an_ending_for_macros_has_none() -> None:
    """SheetJS lists the types of all endings that there are."""
    known = b'<Default Extension="xlsm" ContentType="application/vnd.ms-excel.sheet.macroEnabled"/>'
    types = parts_of(answer())["[Content_Types].xml"].replace(b"<Default", known + b"<Default", 1)
    assert inspect("a.xlsx", added({"[Content_Types].xml": types})) == Inspection(Kind.XLSX)


def test_c5_macros_of_an_ods_are_left_alone_and_told() -> None:
    found = inspect("a.ods", ods_answer(parts={"Basic/script-lc.xml": b"<x/>"}))
    assert found.refused is None
    assert any("macro" in note for note in found.notes)


@pytest.mark.parametrize(
    "name",
    ["~$scores.xlsx", "map/~$scores.xlsx", ".~lock.scores.ods#", "Thumbs.db", ".DS_Store"],
)
@pytest.mark.parametrize("data", [b"", b"\5Karin", bytes(165)])
def test_c6_what_programs_leave_behind_is_skipped_and_told(name: str, data: bytes) -> None:
    found = inspect(name, data)
    assert (found.kind, found.refused) == (Kind.SKIP, None)
    assert "Overgeslagen" in found.notes[0]


@pytest.mark.parametrize(
    "name", ["scores (1).xlsx", "scores (Karin's conflicted copy 2026-03-01).xlsx", "kopie.xlsx"]
)
def test_c6_a_copy_is_looked_at_like_any_other(name: str) -> None:
    assert inspect(name, answer()) == Inspection(Kind.XLSX)


def test_a_message_is_left_to_who_reads_messages() -> None:
    for head in (b"From: a@b.nl\r\n", b"\xef\xbb\xbfSubject: x\n y\n", b"From a@b.nl Mon\nTo: c\n"):
        assert inspect("a.eml", head + b"\r\nHallo") == Inspection(Kind.EML)


# --- C7: what reaches out ------------------------------------------------------------------------


def linked(kind: str, target: str, *, outside: bool = False) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    link = (
        f'<Relationship Id="rId99" Type="{RELS}/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    part = "xl/worksheets/_rels/sheet2.xml.rels"
    return changed(part, b"</Relationships>", link.encode())


def formula(text: str) -> bytes:
    cell = f'<row r="1"><c r="A1"><f>{text}</f><v>1</v></c></row>'.encode()
    return with_sheet(SHEET_HEAD + cell + SHEET_TAIL)


REACHING: dict[str, tuple[Make, str]] = {
    "embedded object": (lambda: added({"xl/embeddings/oleObject1.bin": b"x"}), "ingesloten"),
    "embedded object elsewhere": (lambda: added({"xl/printer1.bin": OLE2 + b"x"}), "ingesloten"),
    "link to an embedded object": (lambda: linked("oleObject", "../x.bin"), "ingesloten"),
    "link to an embedded package": (lambda: linked("package", "../x.docx"), "ingesloten"),
    "element of an embedded object": (
        lambda: changed(
            SHEET_PART,
            b"</sheetData>",
            b'</sheetData><oleObjects><oleObject progId="x"/></oleObjects>',
        ),
        "ingesloten",
    ),
    "ActiveX": (lambda: added({"xl/activeX/activeX1.xml": b"<x/>"}), "ActiveX"),
    "link to ActiveX": (lambda: linked("control", "../x.xml"), "ActiveX"),
    "external link": (lambda: added({"xl/externalLinks/externalLink1.xml": b"<x/>"}), "verwijst"),
    "link to an external workbook": (lambda: linked("externalLink", "x.xml"), "verwijst"),
    "picture from elsewhere": (
        lambda: linked("image", "http://voorbeeld.nl/x.png", outside=True),
        "verwijst",
    ),
    "DDE link": (
        lambda: added({"xl/x.xml": b'<externalLink><ddeLink a="cmd"/></externalLink>'}),
        "DDE",
    ),
    "DDE formula": (lambda: formula("cmd|'/c calc'!A1"), "DDE"),
    "DDE formula with text": (lambda: formula("&quot;x&quot;&amp;cmd|'/c calc'!A1"), "DDE"),
    "data connection": (
        lambda: added({"xl/connections.xml": b"<connections/>"}),
        "gegevens van elders",
    ),
    "link to a data connection": (lambda: linked("connections", "x.xml"), "gegevens van elders"),
    "query table": (
        lambda: added({"xl/queryTables/queryTable1.xml": b"<x/>"}),
        "gegevens van elders",
    ),
    "data model": (lambda: added({"xl/model/item.data": b"x"}), "gegevens van elders"),
}


@pytest.mark.parametrize("what", REACHING)
def test_c7_what_reaches_out_is_refused(what: str) -> None:
    make, said = REACHING[what]
    assert said in refusal(make())


ODS_REACHING: dict[str, tuple[Make, str]] = {
    "DDE link": (
        lambda: ods_answer(more="<table:dde-links><table:dde-link/></table:dde-links>"),
        "DDE",
    ),
    "DDE formula": (
        lambda: ods_answer(
            '<table:table-row><table:table-cell table:formula="of:=DDE(&quot;a&quot;)"/>'
            "</table:table-row>"
        ),
        "DDE",
    ),
    "external sheet": (
        lambda: ods_answer('<table:table-source xlink:href="file:///x.ods"/>' + ods_rows()),
        "verwijst",
    ),
    "external formula": (
        lambda: ods_answer(
            "<table:table-row><table:table-cell "
            "table:formula=\"of:=['file:///c:/x.ods'#$A.A1]\"/></table:table-row>"
        ),
        "verwijst",
    ),
    "database": (
        lambda: ods_answer(more='<table:database-source-sql table:database-name="x"/>'),
        "gegevens van elders",
    ),
    "embedded object": (
        lambda: ods_answer(
            entries='<manifest:file-entry manifest:full-path="Object 1/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        ),
        "ingesloten",
    ),
    "OLE object": (lambda: ods_answer(parts={"Object 1": OLE2}), "ingesloten"),
}


@pytest.mark.parametrize("what", ODS_REACHING)
def test_c7_what_reaches_out_of_an_ods_is_refused(what: str) -> None:
    make, said = ODS_REACHING[what]
    assert said in refusal(make(), "a.ods")


def test_c7_what_harms_nobody_is_read() -> None:
    """Typed addresses become links by themselves; our own formulas hold a bar in a text."""
    to_nothing = b'<Relationship Id="rId99" Type="x/connections" Target="connections.xml"/>'
    rels = "xl/_rels/workbook.xml.rels"
    for data in (
        changed(rels, b"</Relationships>", to_nothing + b"</Relationships>"),
        linked("hyperlink", "mailto:wijk@voorbeeld.nl", outside=True),
        linked("hyperlink", "https://voorbeeld.nl", outside=True),
        formula("A1&amp;&quot;|&quot;&amp;Blad!A1"),
        formula('A1&amp;"a|b!"&amp;B1'),
        added({"xl/media/image1.png": b"\x89PNG" + bytes(100)}),
        added({"xl/printerSettings/printerSettings1.bin": bytes(100)}),
        added({"[trash]/0000.dat": b""}),
        added({"docMetadata/LabelInfo.xml": b"<clbl:labelList xmlns:clbl='x'/>"}),
    ):
        assert inspect("a.xlsx", data) == Inspection(Kind.XLSX)


@pytest.mark.parametrize(
    "strings",
    [
        b"<si><si><t>x</t></si></si>",
        b"<si><t>x<t>y</t></t></si>",
        b"<si><t>x</t><t>y</t></si>",
        b"<si>x</si>",
        b"<x:si xmlns:x='urn:x'><t>x</t></x:si>",
        b"<t>x</t>",
    ],
)
def test_texts_on_which_readers_would_disagree_are_refused(strings: bytes) -> None:
    table = SST + strings + b"</sst>"
    assert "iets niet aan de opbouw" in refusal(added({"xl/sharedStrings.xml": table}))


@pytest.mark.parametrize(
    "cell",
    [
        "<table:table-cell>weet niet</table:table-cell>",
        "<table:table-cell><text:p>weet niet</text:p></table:table-cell>",
        '<table:table-cell office:value="3"><text:p>3</text:p></table:table-cell>',
        '<table:table-cell office:value-type="x" office:value="3"/>',
        '<table:table-cell office:value-type="float"><text:p>3</text:p></table:table-cell>',
        '<table:table-cell office:value-type="float" office:value="drie"/>',
        '<table:table-cell office:value-type="string" office:value="3"/>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="ja"/>',
        '<table:table-cell office:value-type="date"/>',
        "<table:table-cell><table:table-cell/></table:table-cell>",
        "<table:table-cell><table:table-row/></table:table-cell>",
        '<x:table-cell xmlns:x="urn:x"/>',
        '<table:table-cell office:value-type="string"><x>4</x></table:table-cell>',
        '<table:table-cell office:value-type="string"><x:p xmlns:x="urn:x">4</x:p>'
        "</table:table-cell>",
        '<table:table-cell office:value-type="string"><text:p>a<text:p>b</text:p></text:p>'
        "</table:table-cell>",
    ],
)
def test_cells_of_an_ods_on_which_readers_would_disagree_are_refused(cell: str) -> None:
    refusal(ods_answer(f"<table:table-row>{cell}</table:table-row>"), "a.ods")


def test_another_meaning_of_a_known_prefix_is_refused() -> None:
    data = changed("content.xml", b":xmlns:text:1.0", b":xmlns:tekst:1.0", ods_answer())
    assert "opbouw" in refusal(data, "a.ods")


def test_an_empty_paragraph_in_a_blank_cell_of_an_ods_is_no_value() -> None:
    row = "<table:table-row><table:table-cell><text:p/></table:table-cell></table:table-row>"
    assert inspect("a.ods", ods_answer(row)).refused is None


def test_a_note_at_a_blank_cell_of_an_ods_is_no_value() -> None:
    note = "<office:annotation><text:p>Wat bedoelt u?</text:p></office:annotation>"
    cell = f"<table:table-cell>{note}</table:table-cell>"
    found = inspect("a.ods", ods_answer(f"<table:table-row>{cell}</table:table-row>"))
    assert found.refused is None
