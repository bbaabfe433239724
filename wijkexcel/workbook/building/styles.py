"""The look of cells: one place for colours, fonts and number formats.

Text has a contrast of at least 4.5 to 1 with its background; colour is never the only sign.
"""

from typing import Any

from wijkexcel.dutch.days import DAY_FORMAT, MOMENT_FORMAT
from wijkexcel.dutch.numbers import MARK_FORMAT, SHARE_FORMAT, WHOLE_FORMAT
from wijkexcel.layout.spec import Column, Kind, Owner

Look = dict[str, Any]

FONT: Look = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
LINE = "#BFBFBF"
INPUT = "#FFFBE6"
DARK = "#1F3864"

NUMBER_FORMATS = {
    Kind.MARK_TOTAL: MARK_FORMAT,
    Kind.SHARE: SHARE_FORMAT,
    Kind.MONEY: '"€" #,##0',
    Kind.DATE: DAY_FORMAT,
    Kind.MOMENT: MOMENT_FORMAT,
    Kind.WHOLE: WHOLE_FORMAT,
    Kind.SCORE: "General",
}

CENTRED = {Kind.SCORE, Kind.MARK_TOTAL, Kind.SHARE, Kind.WHOLE, Kind.NUMBER, Kind.DATE, Kind.ID}

CELL_STYLES: dict[str, Look] = {
    "title": {"bold": True, "font_size": 18, "font_color": DARK, "valign": "vcenter"},
    "subtitle": {"bold": True, "font_size": 12, "font_color": "#404040"},
    "intro": {"font_size": 11, "font_color": "#404040", "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 13, "font_color": DARK, "valign": "bottom"},
    "label": {"bold": True, "border": 1, "border_color": LINE, "text_wrap": True},
    "fixed": {"border": 1, "border_color": LINE, "text_wrap": True, "font_color": "#404040"},
    "header": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": DARK,
        "border": 1,
        "border_color": LINE,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "above": {"bold": True, "text_wrap": True, "font_color": DARK, "valign": "bottom"},
    "side": {
        "bold": True,
        "font_color": DARK,
        "valign": "top",
        "align": "right",
        "text_wrap": True,
    },
    "criterion": {
        "bold": True,
        "text_wrap": True,
        "bg_color": "#DDEBF7",
        "border": 1,
        "border_color": LINE,
        "valign": "vcenter",
    },
    "meaning": {"text_wrap": True, "font_size": 9, "border": 1, "border_color": LINE},
    "asked": {"italic": True, "font_size": 9, "border": 1, "border_color": LINE, "align": "center"},
    "closed": {
        "italic": True,
        "font_size": 9,
        "font_color": "#595959",
        "bg_color": "#E4E4E4",
        "border": 1,
        "border_color": LINE,
        "align": "center",
    },
    "link": {"font_color": "#0563C1", "underline": 1, "border": 1, "border_color": LINE},
    "calc": {"font_size": 9},
    "text": {},
}

HIGHLIGHTS: dict[str, Look] = {
    "good": {"bg_color": "#C6E0B4", "font_color": "#1E4620", "bold": True},
    "good_light": {"bg_color": "#E2EFDA", "font_color": "#1E4620"},
    "short": {"bg_color": "#F8CBAD", "font_color": "#6B1D00", "bold": True},
    "short_light": {"bg_color": "#FCE4D6", "font_color": "#6B1D00"},
    "open": {"bg_color": "#EDEDED", "font_color": "#404040", "italic": True},
    "todo": {"bg_color": "#FFE699"},
    "not_asked": {"bg_color": "#D9D9D9", "font_color": "#595959", "pattern": 1},
    "finding": {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1},
    "finding_light": {"bg_color": "#FFE8CC", "font_color": "#7A3E00", "border": 1},
    "block": {"border": 1, "border_color": LINE, "top_color": DARK},
    "money": {"num_format": NUMBER_FORMATS[Kind.MONEY]},
    "row": {"border": 1, "border_color": LINE},
}


def look_of(column: Column, *, boxed: bool = True) -> Look:
    """Look of a data cell in a column."""
    look: Look = {}
    if boxed:
        look |= {"border": 1, "border_color": LINE}
    if column.typed:
        look |= {"bg_color": INPUT, "locked": False}
    if column.owner is Owner.PROGRAM:
        # A program with the workbook open cannot bypass protection everywhere.
        look["locked"] = False
    if column.kind in NUMBER_FORMATS:
        look["num_format"] = NUMBER_FORMATS[column.kind]
    if column.kind in {Kind.TEXT, Kind.LONG, Kind.CHOICE, Kind.EMAIL, Kind.NAMED}:
        look["text_wrap"] = True
    if column.kind in CENTRED:
        look["align"] = "center"
    if column.kind is Kind.SCORE:
        look["font_size"] = 12
    if column.kind is Kind.LINK:
        look |= {"font_color": "#0563C1", "underline": 1}
    if column.kind is Kind.ID:
        look["font_color"] = "#595959"
    if column.owner is Owner.FORMULA and column.kind is Kind.LONG:
        look["font_color"] = "#404040"
    return look
