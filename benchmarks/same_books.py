"""Whether two workbooks have the same cells and rules, read back with openpyxl."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl


def _look(cell: Any) -> tuple[object, ...]:
    font, fill, border, align = cell.font, cell.fill, cell.border, cell.alignment
    return (
        cell.number_format,
        cell.protection.locked,
        (font.name, font.sz, bool(font.b), bool(font.i), font.u),
        font.color.rgb if font.color and font.color.type == "rgb" else None,
        (fill.fill_type, fill.fgColor.rgb if fill.fill_type else None),
        (border.left.style, border.top.style),
        (align.horizontal, align.vertical or "bottom", bool(align.wrap_text)),
    )


def _rules(sheet: Any) -> dict[str, object]:
    return {
        "validations": sorted(
            (
                str(v.sqref),
                v.type or "none",
                v.operator or "between",
                str(v.formula1),
                str(v.formula2),
                v.promptTitle,
                v.prompt,
                v.errorTitle or "",
                v.error or "",
            )
            for v in sheet.data_validations.dataValidation
        ),
        "highlights": [
            (str(area.sqref), [rule.formula for rule in area.rules])
            for area in sheet.conditional_formatting
        ],
        "tables": sorted(
            (t.name, t.ref, t.autoFilter is not None, [c.name for c in t.tableColumns])
            for t in sheet.tables.values()
        ),
        "links": sorted(
            (c.coordinate, c.hyperlink.location)
            for row in sheet.iter_rows()
            for c in row
            if c.hyperlink
        ),
        "view": (sheet.freeze_panes, sheet.sheet_state, sheet.sheet_view.showGridLines),
        "print": (
            sheet.print_area,
            sheet.print_title_rows,
            sheet.page_setup.orientation,
            sheet.page_setup.fitToHeight,
            sheet.oddFooter.right.text,
        ),
        "protection": (sheet.protection.sheet, sheet.protection.sort, sheet.protection.formatCells),
        "charts": len(sheet._charts),
    }


def differences(first: bytes, second: bytes) -> Iterator[str]:
    """List the differences: sheets, names, values, formats and rules."""
    a, b = (openpyxl.load_workbook(io.BytesIO(data)) for data in (first, second))
    if a.sheetnames != b.sheetnames:
        yield f"sheets: {a.sheetnames} / {b.sheetnames}"
        return
    names = [{n: d.attr_text for n, d in book.defined_names.items()} for book in (a, b)]
    if names[0] != names[1]:
        yield "defined names"
    for name in a.sheetnames:
        one: Any = a[name]
        other: Any = b[name]
        if one.dimensions != other.dimensions:
            yield f"{name}: {one.dimensions} / {other.dimensions}"
        for row_one, row_other in zip(one.iter_rows(), other.iter_rows(), strict=False):
            for x, y in zip(row_one, row_other, strict=False):
                if (x.value, x.data_type) != (y.value, y.data_type):
                    yield f"{name}!{x.coordinate}: {x.value!r} / {y.value!r}"
                elif _look(x) != _look(y):
                    yield f"{name}!{x.coordinate}: {_look(x)} / {_look(y)}"
        rules_one, rules_other = _rules(one), _rules(other)
        for key, value in rules_one.items():
            if value != rules_other[key]:
                yield f"{name} {key}: {value} / {rules_other[key]}"
