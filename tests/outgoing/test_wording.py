"""Dutch wording, file names and column widths."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.documents.factory import W
from wijkexcel.documents.columns import fit_columns
from wijkexcel.documents.file_names import decision_sheet_name, letter_name
from wijkexcel.documents.marks import mark
from wijkexcel.outgoing.wording import (
    bare_gemeente,
    clean,
    paragraphs,
)


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        (None, 3.5, "–"),
        (3.496, 3.5, "3,49"),
        (3.5, 3.5, "3,50"),
        (3.334, 3.334, "3,34"),
        (2.0, None, "2,00"),
    ],
)
def test_marks_never_contradict_the_limit(
    value: float | None, limit: float | None, expected: str
) -> None:
    assert mark(value, limit) == expected


def test_paragraphs_and_names() -> None:
    assert paragraphs("een\ntwee\r\n \r\ndrie\n") == ("een\ntwee", "drie")
    assert bare_gemeente(" gemeente  Oudervliet ") == "Oudervliet"
    assert bare_gemeente("Gemeentedam") == "Gemeentedam"


@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_cleaned_text_is_fit_for_xml(text: str) -> None:
    done = clean(text)
    element = etree.Element("x")
    element.text = done
    assert (etree.fromstring(etree.tostring(element)).text or "") == done
    assert clean(done) == done


@pytest.mark.parametrize(
    ("wijk", "expected"),
    [
        ("Lijsterhoek", "brief-lijsterhoek-2026-09-21"),
        ("De Vogels / Zuid-Oost", "brief-de-vogels-zuid-oost-2026-09-21"),
        ("../../etc: é*?", "brief-etc-e-2026-09-21"),
        ("", "brief-2026-09-21"),
        ("漢字", "brief-2026-09-21"),
        ("x" * 300, f"brief-{'x' * 60}-2026-09-21"),
    ],
)
def test_file_names_are_safe(wijk: str, expected: str) -> None:
    assert letter_name(wijk, date(2026, 9, 21)) == expected
    sheet = decision_sheet_name(wijk, date(2026, 9, 21))
    assert sheet == expected.replace("brief", "besluitenblad-intern")


def table(widths: list[int], rows: int, total: int) -> etree._Element:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr></w:tc>' for w in widths
    )
    return etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}"><w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid>{f"<w:tr>{cells}</w:tr>" * rows}'
        "</w:tbl></w:body>"
    )


@pytest.mark.parametrize(
    ("widths", "fitted"),
    [
        ([4000, 3000], [4000, 6000]),
        ([4000, 3000, 3000, 3000], [4000, 2000, 2000, 2000]),
        ([4000, *[3000] * 20], [4000, *[300] * 20]),
        ([4000, 3000, 3000, 1000], [4000, 2500, 2500, 1000]),
        ([4000], [10000]),
    ],
)
def test_repeated_columns_share_what_is_left(widths: list[int], fitted: list[int]) -> None:
    root = table(widths, 2, 10000)
    fit_columns(root)
    assert [int(c.get(f"{W}w", "")) for c in root.iter(f"{W}gridCol")] == fitted
    assert [int(c.get(f"{W}w", "")) for c in root.iter(f"{W}tcW")] == fitted * 2


def test_a_table_that_fits_is_left_alone() -> None:
    root = table([5000, 5000], 1, 10000)
    grid = next(root.iter(f"{W}tblGrid"))
    etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", "2")
    before = etree.tostring(root)
    fit_columns(root)
    assert etree.tostring(root) == before
