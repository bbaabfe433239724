"""The look of cells: what a role of the palette means for a cell in a workbook."""

from functools import cache
from typing import Any

from wijkexcel.dutch.days import DAY_FORMAT, MOMENT_FORMAT
from wijkexcel.dutch.numbers import MARK_FORMAT, SHARE_FORMAT, WHOLE_FORMAT
from wijkexcel.layout.spec import Column, Kind, Owner
from wijkexcel.look.colour import WHITE
from wijkexcel.look.palette import FIXED, FONT, Palette, Points, Shade

Look = dict[str, Any]

BASE: Look = {"font_name": FONT, "font_size": Points.BODY, "valign": "top"}

NUMBER_FORMATS = {
    Kind.MARK_TOTAL: MARK_FORMAT,
    Kind.SHARE: SHARE_FORMAT,
    Kind.MONEY: '"€" #,##0',
    Kind.DATE: DAY_FORMAT,
    Kind.MOMENT: MOMENT_FORMAT,
    Kind.WHOLE: WHOLE_FORMAT,
    Kind.YEAR: "0",
    Kind.SCORE: "General",
}

CENTRED = {
    Kind.SCORE,
    Kind.MARK_TOTAL,
    Kind.SHARE,
    Kind.WHOLE,
    Kind.NUMBER,
    Kind.YEAR,
    Kind.DATE,
    Kind.ID,
}


def _shade(shade: Shade) -> Look:
    return {"font_color": str(shade.text), "bg_color": str(shade.ground)}


def _ink(shade: Shade) -> Look:
    return {"font_color": str(shade.text)}


def _box(palette: Palette) -> Look:
    return {"border": 1, "border_color": str(palette.line)}


@cache
def cell_styles(palette: Palette) -> dict[str, Look]:
    """Styles of loose cells by name."""
    box, title, note = _box(palette), _ink(palette.title), _ink(palette.note)
    small: Look = {"font_size": Points.SMALL}
    return {
        "title": {"bold": True, "font_size": Points.TITLE, "valign": "vcenter"} | title,
        "subtitle": {"bold": True, "font_size": Points.MARK} | note,
        "intro": {"font_size": 11, "valign": "vcenter"} | note,
        "heading": {"bold": True, "font_size": Points.HEADING, "valign": "bottom"} | title,
        "label": {"bold": True, "text_wrap": True} | box,
        "fixed": {"text_wrap": True} | box | note,
        "header": {"bold": True, "text_wrap": True, "valign": "vcenter"}
        | _shade(palette.heading)
        | box,
        "above": {"bold": True, "text_wrap": True, "valign": "bottom"} | title,
        "side": {"bold": True, "align": "right", "text_wrap": True} | title,
        "criterion": {"bold": True, "text_wrap": True, "valign": "vcenter"}
        | _shade(palette.criterion)
        | box,
        "meaning": {"text_wrap": True} | small | box,
        "name": {"bold": True, "font_size": Points.NAME} | title,
        "line": note,
        "progress": {"bold": True, "font_size": 11, "valign": "vcenter"} | title,
        "mark": {"bold": True, "align": "right"} | small | title,
        "asked": {"italic": True, "align": "center"} | small | box,
        "closed": {"italic": True, "align": "center"} | small | _shade(palette.closed) | box,
        "link": {"underline": 1} | _ink(palette.link) | box,
        "axis": {"font_name": FIXED, "bold": True, "valign": "bottom"} | note,
        "calc": small,
        "text": {},
    }


@cache
def highlights(palette: Palette) -> dict[str, Look]:
    """Styles of conditional formats by name."""
    box = _box(palette)
    return {
        "good": {"bold": True} | _shade(palette.good),
        "good_light": _shade(palette.good_light),
        "short": {"bold": True} | _shade(palette.short),
        "short_light": _shade(palette.short_light),
        "open": {"italic": True} | _shade(palette.open),
        "todo": _shade(palette.todo),
        "not_asked": {"pattern": 1} | _shade(palette.closed),
        "finding": {"border": 1} | _shade(palette.error),
        "finding_light": {"border": 1} | _shade(palette.warning),
        "block": box | {"top_color": str(palette.title.text)},
        "money": {"num_format": NUMBER_FORMATS[Kind.MONEY]},
        "row": box,
        "bar_added": {"font_color": str(palette.bar_added)},
        "bar_floor": {"font_color": str(palette.threshold)},
        "bar_other": {"font_color": str(palette.bar_other)},
        "unused": {
            "num_format": ";;;",
            "bg_color": str(WHITE),
            "border": 1,
            "border_color": str(WHITE),
        },
    }


def look_of(column: Column, palette: Palette, *, boxed: bool = True) -> Look:
    """Look of a data cell in a column."""
    look: Look = {}
    if boxed:
        look |= _box(palette)
    if column.typed:
        look |= {"bg_color": str(palette.input.ground), "locked": False}
        look |= {"border": 1, "border_color": str(palette.edge)}
    if column.owner is Owner.PROGRAM:
        # A program with the workbook open cannot bypass protection everywhere.
        look["locked"] = False
    if column.kind in NUMBER_FORMATS:
        look["num_format"] = NUMBER_FORMATS[column.kind]
    wraps = {Kind.TEXT, Kind.LONG, Kind.CHOICE, Kind.EMAIL, Kind.NAMED}
    if column.kind in wraps and not column.hidden:  # or it would make its row as high as it is long
        look["text_wrap"] = True
    if column.kind in CENTRED:
        look["align"] = "center"
    if column.number_format:
        look["num_format"] = column.number_format
    if column.kind is Kind.SCORE:
        look |= {"font_size": Points.MARK, "valign": "vcenter"}
    if column.kind is Kind.BAR:
        look |= {"font_name": FIXED, "font_color": str(palette.bar)}
    if column.small:
        look["font_size"] = Points.SMALL
    if column.kind is Kind.LINK:
        look |= {"underline": 1} | _ink(palette.link)
    if column.kind is Kind.ID or (column.owner is Owner.FORMULA and column.kind is Kind.LONG):
        look |= _ink(palette.note)
    return look
