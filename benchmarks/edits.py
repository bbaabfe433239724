"""Changes by ``bereken`` and ``besluit``: findings, a log line, proposals for decisions."""

import io
from collections.abc import Iterator

import openpyxl

from wijkexcel.ooxml.edit import CellEdit, CellValue
from wijkexcel.workbook.reading.read import Reading

FINDINGS, DECISION_CELLS = 50, 200
_FINDING: dict[str, CellValue] = {
    "severity": "let op",
    "sheet": "Opgaven",
    "cell": "F12",
    "problem": "Hier staat niet hoe koppelen eruit zou kunnen zien.",
    "action": "Vul in wat er samen kan, voordat iemand scores geeft.",
    "cell_key": "tblOpgaven|O07|coupling",
    "row_key": "tblOpgaven|O07",
}
_LOG: dict[str, CellValue] = {
    "when": 46_000.5,
    "who": "wijkexcel",
    "what": "bereken: 30 opgaven, 0 fouten, 50 keer 'let op'.",
    "fingerprint": "a1b2c3d4e5f6",
}
_DECISION: dict[str, CellValue] = {
    "choice": "niet gekozen",
    "koppelvorm": "meeliftaanpak",
    "public_reason": "Deze opgave haalt de afgesproken score niet.",
    "internal_note": "Nog bespreken in het projectteam.",
    "follow_up": "We komen hier volgend jaar op terug.",
    "decided_by": "De gemeenteraad",
}


def _row(
    reading: Reading, table: str, row: str, values: dict[str, CellValue]
) -> Iterator[CellEdit]:
    located = reading.map.tables[table]
    for key, value in values.items():
        yield CellEdit(located.sheet, located.cell(row, key), value)


def realistic_edits(reading: Reading) -> list[CellEdit]:
    """About 50 rows of findings, one log line and 200 cells of decisions."""
    edits: list[CellEdit] = []
    for number in range(1, FINDINGS + 1):
        edits += _row(reading, "tblBevindingen", str(number), {"id": str(number), **_FINDING})
    edits += _row(reading, "tblLogboek", str(len(reading.dossier.log) + 1), _LOG)
    decisions: list[CellEdit] = []
    for opgave in reading.dossier.opgaven:
        decisions += _row(reading, "tblBesluit", opgave.id, _DECISION)
    return edits + decisions[:DECISION_CELLS]


def edit_with_openpyxl(data: bytes, edits: list[CellEdit]) -> bytes:
    """Load, write the same cells, save; loses formula results and features unknown to openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        book[edit.sheet][edit.cell] = edit.value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
