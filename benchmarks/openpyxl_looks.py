"""Formats, validations and highlights of the declaration in openpyxl's terms."""

from datetime import date
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wijkexcel.look.palette import palette
from wijkexcel.workbook.building.styles import BASE, Look, highlights

_KINDS = {"list": "list", "decimal": "decimal", "integer": "whole", "date": "date", "any": None}
_OPERATORS = {"between": "between", ">=": "greaterThanOrEqual"}
_VERTICAL = {"vcenter": "center", "top": "top", "bottom": "bottom"}


def _colour(look: Look, key: str) -> str | None:
    return None if key not in look else f"FF{look[key].removeprefix('#')}"


def _font(look: Look) -> Font:
    return Font(
        name=look.get("font_name"),
        size=look.get("font_size"),
        bold=look.get("bold"),
        italic=look.get("italic"),
        color=_colour(look, "font_color"),
        underline="single" if look.get("underline") else None,
    )


def _border(look: Look) -> Border | None:
    if not look.get("border"):
        return None
    line = Side(style="thin", color=_colour(look, "border_color"))
    return Border(left=line, right=line, top=line, bottom=line)


class Looks:
    """Formats cells.

    The usual way sets font, fill, border and the rest on every cell, from objects made once per
    style. The fastest way makes one cell per style and lets all others share its ``_style``, which
    is not in openpyxl's documentation.
    """

    def __init__(self, sheet: Worksheet, *, shared: bool) -> None:
        self._sheet = sheet
        self._shared = shared
        self._ways: dict[tuple[tuple[str, Any], ...], dict[str, object]] = {}
        self._styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def give(self, cell: Any, look: Look) -> None:
        """Format a cell."""
        key = tuple(sorted(look.items()))
        if key not in self._ways:
            self._ways[key] = _parts({**BASE, **look})
            first: Any = Cell(self._sheet, row=1, column=1)
            _dress(first, self._ways[key])
            self._styles[key] = first._style
        if self._shared:
            cell._style = self._styles[key]
        else:
            _dress(cell, self._ways[key])


def _dress(cell: Any, parts: dict[str, object]) -> None:
    for name, part in parts.items():
        setattr(cell, name, part)


def _parts(look: Look) -> dict[str, object]:
    parts: dict[str, object] = {
        "font": _font(look),
        "alignment": Alignment(
            horizontal=look.get("align"),
            vertical=_VERTICAL[look["valign"]],
            wrap_text=look.get("text_wrap"),
        ),
    }
    ground, border = _colour(look, "bg_color"), _border(look)
    if ground:
        parts["fill"] = PatternFill("solid", fgColor=ground)
    if border is not None:
        parts["border"] = border
    if "num_format" in look:
        parts["number_format"] = look["num_format"]
    if "locked" in look:
        parts["protection"] = Protection(locked=look["locked"])
    return parts


def highlight_rule(style: str, formula: str) -> Rule:
    """Make the conditional format of a highlight."""
    look = highlights(palette())[style]
    ground = _colour(look, "bg_color")
    fill = PatternFill("solid", bgColor=ground) if ground else None
    dxf = DifferentialStyle(font=_font(look), fill=fill, border=_border(look))
    return Rule(type="expression", dxf=dxf, formula=[formula.removeprefix("=")])


def _limit(value: object) -> str:
    serial: Any = to_excel
    return f"{serial(value):.0f}" if isinstance(value, date) else str(value)


def validation(rule: dict[str, Any]) -> DataValidation:
    """Turn a rule of ``wijkexcel.workbook.building.validation`` into openpyxl's."""
    make: Any = DataValidation
    made: DataValidation = make(
        type=_KINDS[rule["validate"]],
        operator=_OPERATORS.get(rule.get("criteria", "")),
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        promptTitle=rule["input_title"],
        prompt=rule["input_message"],
        errorTitle=rule.get("error_title"),
        error=rule.get("error_message"),
    )
    source = rule.get("source")
    if isinstance(source, list):
        made.formula1 = f'"{",".join(source)}"'
    elif isinstance(source, str):
        made.formula1 = source.removeprefix("=")
    elif "minimum" in rule:
        made.formula1, made.formula2 = _limit(rule["minimum"]), _limit(rule["maximum"])
    elif "value" in rule:
        made.formula1 = _limit(rule["value"])
    return made
