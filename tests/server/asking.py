"""A call of a cell function as Excel's client sends it."""

import json
from typing import Any

SCORES = [["Nr", "Score C01", "Score C02"], ["O01", 4.0, 2.0], ["O02", None, None]]


CRITERIA = [["Nr", "Gewicht"], ["C01", 3], ["C02", 1]]


def asked(name: str = "wijk_totaal", *args: Any) -> bytes:
    """What xlwings' client sends; held against the real one below."""
    return json.dumps(
        {
            "client": "Office.js",
            "func_name": name,
            "args": args or [[["O01"]], SCORES, CRITERIA],
            "caller_address": "[werkboek.xlsx]Start!Z1",
            "session_id": "een",
            "culture_info_name": "nl-NL",
            "date_format": "d-M-yyyy",
            "version": "0.37.8",
            "runtime": "1.4",
        }
    ).encode()
