"""Settings of a workbook that change what Excel calculates or shows are named, with what to do."""

import re

import pytest

from tests.renew.renewing import with_parts
from tests.workbook.books import reading, small_book
from wijkexcel.ooxml.package import Package

BOOK = "xl/workbook.xml"


def changed(part: str, pattern: str, new: str) -> bytes:
    before = Package(small_book()).read(part).decode()
    after = re.sub(pattern, new, before, count=1)
    assert after != before
    return with_parts(small_book(), {part: after.encode()})


@pytest.mark.parametrize(
    ("pattern", "new", "code", "words"),
    [
        ("<calcPr ", '<calcPr calcMode="manual" ', "rekent-met-de-hand", "F9"),
        ("<calcPr ", '<calcPr fullPrecision="0" ', "rekent-zoals-getoond", "Precisie"),
        ("<calcPr ", '<calcPr iterate="true" ', "rekent-in-een-kring", "kringverwijzingen"),
        ("<calcPr ", '<calcPr refMode="R1C1" ', "kolommen-als-getal", "kolom 7"),
        ("<workbookPr ", '<workbookPr date1904="1" ', "telt-vanaf-1904", "1904"),
    ],
)
def test_a_setting_of_the_workbook_is_named(pattern: str, new: str, code: str, words: str) -> None:
    found = reading(changed(BOOK, pattern, new))
    (finding,) = map(found.map.place, found.findings)
    assert finding.code == code
    assert words in finding.problem + finding.action
    assert finding.text.startswith("Start: ")


@pytest.mark.parametrize(
    ("attribute", "code"),
    [("showZeros='0'", "nullen-verborgen"), ('showFormulas="1"', "formules-getoond")],
)
def test_what_a_sheet_hides_is_named(attribute: str, code: str) -> None:
    found = reading(changed("xl/worksheets/sheet2.xml", "<sheetView ", f"<sheetView {attribute} "))
    (finding,) = map(found.map.place, found.findings)
    assert (finding.code, finding.sheet) == (code, "Criteria")


def test_the_settings_of_a_new_workbook_are_nothing_to_speak_of() -> None:
    assert reading(small_book()).findings == ()
