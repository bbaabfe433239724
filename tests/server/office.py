"""A workbook as the stand-in for Excel has it open, and what was written in it put in the file."""

import io
import json
import os
import subprocess
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

from tests.support.engines import cached
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.server.settings import LICENCE, ON_SERVER, WORKER
from wijkexcel.server.work import Order
from wijkexcel.workbook.recalculate import recalculate
from wijkexcel.workers.frames import LENGTHS, pack

STAND_IN = Path(__file__).with_name("office.js")
Written = list[tuple[str, str, Any]]


def _value(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return to_excel(value)
    return "" if value is None else value


@lru_cache(maxsize=8)
def opened(data: bytes) -> str:
    """The workbook as JSON: per sheet what shows, what was typed, formats and what is locked."""
    book, results = load_workbook(io.BytesIO(data)), cached(data)
    sheets = []
    for sheet in book:
        values, formulas, formats, unlocked = [], [], [], []
        for row in sheet.iter_rows():
            typed = [_value(cell.value) if cell.data_type != "f" else None for cell in row]
            values.append(
                [
                    _value(results[sheet.title, cell.coordinate]) if value is None else value
                    for cell, value in zip(row, typed, strict=True)
                ]
            )
            formulas.append(
                [
                    getattr(cell.value, "text", cell.value) if value is None else value
                    for cell, value in zip(row, typed, strict=True)
                ]
            )
            formats.append([cell.number_format for cell in row])
            unlocked += [f"{c.row - 1},{c.column - 1}" for c in row if not c.protection.locked]
        sheets.append(
            {
                "name": sheet.title,
                "visibility": "Visible" if sheet.sheet_state == "visible" else "Hidden",
                "isProtected": bool(sheet.protection.sheet),
                "values": values,
                "formulas": formulas,
                "formats": formats,
                "unlocked": unlocked,
                "tables": [
                    dict(zip(("from", "to"), where.split(":"), strict=True), name=name)
                    for name, where in sheet.tables.items()
                ],
            }
        )
    shown = {"name": "werkboek.xlsx", "calculation": "Automatic", "sheets": sheets}
    return json.dumps(shown, allow_nan=False)


def stand_in(data: bytes, **also: Any) -> str:
    """The script that takes the place of Office.js, with a workbook open."""
    book = json.loads(opened(data)) | also
    return STAND_IN.read_text(encoding="utf-8").replace("/*BOOK*/ null", json.dumps(book), 1)


def saved(data: bytes, written: Written) -> bytes:
    """The workbook as it would be saved with what was written, its formulas calculated."""
    edits = [CellEdit(s, cell, None if v == "" else v) for s, cell, v in written]
    return recalculate(apply_edits(data, edits)).data


def payload(data: bytes, version: str = "0.37.8") -> dict[str, Any]:
    """What the add-in sends, made in Python; held against the real client in ``test_pane``."""
    sheets, marks = [], {}
    for sheet in json.loads(opened(data))["sheets"]:
        values = _used(sheet)
        rows, columns = len(values), len(values[0])
        sheets.append(
            {
                "name": sheet["name"],
                "values": values,
                "used_range_address": f"A1:{_letters(columns)}{rows}",
                "used_range_row_count": rows,
                "used_range_column_count": columns,
                "pictures": [],
                "tables": [{"name": table["name"]} for table in sheet["tables"]],
                "visibility": sheet["visibility"],
            }
        )
        marks[sheet["name"]] = [
            "".join(
                "1" if str(text).startswith("=") and text != value else "0"
                for text, value in zip(typed, shown, strict=False)
            )
            for typed, shown in zip(sheet["formulas"], sheet["values"], strict=False)
        ]
    book = {"name": "werkboek.xlsx", "active_sheet_index": 0, "selection": "A1"}
    return {
        "client": "Office.js",
        "version": version,
        "book": book,
        "names": [],
        "sheets": sheets,
        "wijkexcel": {"formules": marks},
    }


def alone(*orders: Order, **environment: str) -> list[tuple[dict[str, Any], Any]]:
    """What a process of the server answers to these orders, one after another.

    A process of its own, since xlwings looks at the licence when it is first imported.
    """
    return _answers(
        *(
            pack({"step": o.step, "who": o.who, "when": o.when.isoformat()}, o.payload)
            for o in orders
        ),
        **environment,
    )


def alone_cell(question: bytes) -> tuple[dict[str, Any], Any]:
    """What a process of the server answers to the question of one cell."""
    [answer] = _answers(pack({}, question))
    return answer


def _answers(*messages: bytes, **environment: str) -> list[tuple[dict[str, Any], Any]]:
    keys = {LICENCE: "noncommercial", **environment}
    done = subprocess.run(
        WORKER,
        input=b"".join(messages),
        capture_output=True,
        check=True,
        env=os.environ | ON_SERVER | keys,
    )
    stream, answers = io.BytesIO(done.stdout), []
    for _ in messages:
        top, size = LENGTHS.unpack(stream.read(LENGTHS.size))
        head, body = json.loads(stream.read(top)), stream.read(size)
        answers.append((head, json.loads(body) if body else None))
    return answers


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _used(sheet: dict[str, Any]) -> list[list[Any]]:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import from_excel

    grid = [
        [
            from_excel(v).isoformat(timespec="milliseconds") + "Z"
            if isinstance(v, int | float) and not isinstance(v, bool) and is_date_format(f)
            else v
            for v, f in zip(values, formats, strict=True)
        ]
        for values, formats in zip(sheet["values"], sheet["formats"], strict=True)
    ]
    bottom = max((r for r, row in enumerate(grid) if any(v != "" for v in row)), default=0)
    right = max((c for row in grid for c, v in enumerate(row) if v != ""), default=0)
    return [row[: right + 1] for row in grid[: bottom + 1]]
