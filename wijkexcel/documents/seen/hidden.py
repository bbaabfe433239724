"""Leave out what Word hides, and refuse what is present but cannot be seen."""

import re
from typing import Final

from wijkexcel.documents.seen.accept import close
from wijkexcel.documents.seen.cascade import HIDING, SIZES, Looks
from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.tags import (
    Element,
    above,
    each,
    find,
    name,
    on,
    remove,
    short,
    value,
    whole,
    words_of,
)

_CODE: Final = re.compile(r"\{[{%]")
_SMALLEST: Final = 8
"""Half points: smaller type is not meant to be read."""
_THINNEST: Final = 100
"""Twentieths of a point: a line or row of this height shows no letters."""
_NARROWEST: Final = 60
_PALEST: Final = 0xF0
_SHOW: Final = "Maak de tekst zichtbaar of haal hem weg."
_COLOURS: Final = """
black 000000 blue 0000FF cyan 00FFFF green 00FF00 magenta FF00FF red FF0000 yellow FFFF00
white FFFFFF darkBlue 000080 darkCyan 008080 darkGreen 008000 darkMagenta 800080 darkRed 800000
darkYellow 808000 darkGray 808080 lightGray C0C0C0
"""
_SHADES: Final = (name("w:themeShade"), name("w:themeFillShade"))
_MARKERS: Final = dict(zip(_COLOURS.split()[::2], _COLOURS.split()[1::2], strict=True))


def leave_hidden_out(root: Element, looks: Looks) -> None:
    """Remove hidden text, rows and paragraphs from a story.

    Raises:
        TemplateError: hidden contents include a code, or a table style hides text.
    """
    for table in each(root, "w:tbl"):
        _empty_merged(table)
    if next(looks.anywhere(root, *HIDING, "w:hidden"), None) is None:
        return
    for table in each(root, "w:tbl"):
        _refuse_hiding_style(table, looks)
    for row in each(root, "w:tr"):
        if on(find(row, "w:trPr", "w:hidden")):
            _leave_out(row)
    for paragraph in each(root, "w:p"):
        _paragraph(paragraph, looks)
    for table in each(root, "w:tbl"):
        if table.find(name("w:tr")) is None:
            remove(table)
    for said in each(root, *HIDING):
        remove(said)
    close(root)


def _empty_merged(table: Element) -> None:
    """Empty the cells that are covered by a merged one: Word shows nothing of these."""
    covers: set[int] = set()
    for row in table.findall(name("w:tr")):
        before, column = False, 0
        for cell in row.findall(name("w:tc")):
            down, across = (find(cell, "w:tcPr", tag) for tag in ("w:vMerge", "w:hMerge"))
            if value(down) == "restart":
                covers.add(column)
            elif down is None:
                covers.discard(column)
            if (down is not None and _goes_on(down) and column in covers) or (
                before and _goes_on(across)
            ):
                _empty(cell)
            before = (
                _goes_on(across) if before and across is not None else value(across) == "restart"
            )
            column += whole(value(find(cell, "w:tcPr", "w:gridSpan")), 1)


def _goes_on(merged: Element | None) -> bool:
    return merged is not None and value(merged, without="continue") == "continue"


def _empty(cell: Element) -> None:
    if _CODE.search(words_of(cell)):
        raise _code(cell)
    empty = cell.makeelement(name("w:p"), {}, None)
    look = find(cell, "w:p", "w:pPr")
    if look is not None:
        empty.append(look)
    for child in list(cell):
        if child.tag != name("w:tcPr"):
            cell.remove(child)
    cell.append(empty)


def _refuse_hiding_style(table: Element, looks: Looks) -> None:
    tags = [*map(name, HIDING), name("w:hidden")]
    for style in looks.of("table", find(table, "w:tblPr", "w:tblStyle")):
        inside = (e for tag in tags for e in style.iter(tag) if e.getparent() is not style)
        if any(on(said) for said in inside):
            raise refuse(
                "een tabel met een stijl die tekst verbergt",
                table,
                "Geef de tabel een andere stijl.",
            )


def _paragraph(paragraph: Element, looks: Looks) -> None:
    runs = [run for run in each(paragraph, "w:r") if above(run, "w:p") is paragraph]
    hidden = [run for run in runs if looks.hides(run)]
    if _CODE.search("".join(words_of(run) for run in hidden)):
        raise _code(paragraph)
    for run in hidden:
        remove(run)
    for around in each(paragraph, "w:hyperlink", "w:fldSimple"):
        if next(around.iter(name("w:r")), None) is None:
            remove(around)
    empty = len(hidden) == len(runs)
    if empty and looks.hides_mark(paragraph) and find(paragraph, "w:pPr", "w:sectPr") is None:
        remove(paragraph)


def _leave_out(row: Element) -> None:
    if _CODE.search(words_of(row)):
        raise _code(row)
    remove(row)


def _code(element: Element) -> Exception:
    return refuse(
        "een code in tekst die verborgen is",
        element,
        "Maak de code zichtbaar: wat het programma invult, moet te zien zijn.",
    )


def refuse_unseen(root: Element, looks: Looks) -> None:
    """Refuse text that is printed but cannot be read.

    Raises:
        TemplateError: type that is too small or has the colour of its background, or a line, row or
            column without room.
    """
    for run in each(root, "w:r") if _may_be_unreadable(root, looks) else ():
        if words_of(run).strip() and find(run, "w:drawing") is None and find(run, "w:pict") is None:
            _refuse_unreadable(run, looks)
    for table in each(root, "w:tbl"):
        _refuse_unreadable_style(table, looks)
    rules = looks.anywhere(root, "w:spacing", "w:framePr")
    exact = any("exact" in rule.attrib.values() for rule in rules)
    for paragraph in each(root, "w:p") if exact else ():
        rule = looks.paragraph(paragraph, "w:spacing", "w:lineRule")
        line = looks.paragraph(paragraph, "w:spacing", "w:line")
        if value(rule, "w:lineRule") == "exact" and _number(line, "w:line") < _THINNEST:
            _if_said(paragraph, "een regel die te laag is voor de tekst")
        frame = looks.paragraph(paragraph, "w:framePr", "w:hRule")
        if value(frame, "w:hRule") == "exact" and _number(frame, "w:h") < _THINNEST:
            _if_said(paragraph, "een kader dat te laag is voor de tekst")
    for row in each(root, "w:tr"):
        height = find(row, "w:trPr", "w:trHeight")
        if value(height, "w:hRule") == "exact" and _number(height) < _THINNEST:
            _if_said(row, "een tabelrij die te laag is voor de tekst")
    for cell in each(root, "w:tc"):
        width = find(cell, "w:tcPr", "w:tcW")
        if value(width, "w:type") == "dxa" and _number(width, "w:w") < _NARROWEST:
            _if_said(cell, "een kolom die te smal is voor de tekst")


def _refuse_unreadable_style(table: Element, looks: Looks) -> None:
    """Refuse a table whose style makes the text unreadable."""
    chain = looks.of("table", find(table, "w:tblPr", "w:tblStyle"))
    sizes = (size for style in chain for size in style.iter(*map(name, SIZES)))
    small = any(_number(size) < _SMALLEST for size in sizes)
    colours = [_colour(c) for style in chain for c in style.iter(name("w:color"))]
    bare = not any(next(e.iter(name("w:shd")), None) is not None for e in [*chain, table])
    if small or (bare and any(c is not None and _pale(c) for c in colours)):
        _if_said(table, "een tabel met een stijl die tekst onleesbaar maakt")


def _may_be_unreadable(root: Element, looks: Looks) -> bool:
    """Whether there is any property that can make a text unreadable; most documents have none."""
    if any(_number(size) < _SMALLEST for size in looks.anywhere(root, *SIZES)):
        return True
    colours = {_colour(colour) for colour in looks.anywhere(root, "w:color")} - {None}
    shades = looks.anywhere(root, "w:shd")
    fills = {_colour(s, *w) for s in shades for w in (("w:color",), ("w:fill", "w:themeFill"))}
    marks = {_MARKERS.get(value(mark)) for mark in looks.anywhere(root, "w:highlight")}
    narrow = any(
        short(w.tag) == "w:rPr"
        for e in looks.anywhere(root, "w:w")
        if (w := e.getparent()) is not None
    )
    return narrow or bool(colours & (fills | marks)) or any(_pale(c) for c in colours if c)


def _if_said(element: Element, what: str) -> None:
    if words_of(element).strip():
        raise refuse(what, element, _SHOW)


def _number(element: Element | None, attribute: str = "w:val", without: float = 1000.0) -> float:
    try:
        return float(value(element, attribute))
    except ValueError:
        return without


def _refuse_unreadable(run: Element, looks: Looks) -> None:
    if any(_number(looks.run(run, size)) < _SMALLEST for size in SIZES):
        raise refuse("tekst die te klein is om te lezen", run, _SHOW)
    narrow = value(looks.run(run, "w:w")).rstrip("%")
    if narrow.isdecimal() and int(narrow) < _NARROWEST // 2:
        raise refuse("tekst die te smal is om te lezen", run, _SHOW)
    colour = _colour(looks.run(run, "w:color"))
    behind = _behind(run, looks)
    if colour is not None and (colour == behind or (behind == "" and _pale(colour))):
        raise refuse("tekst in de kleur van wat erachter is", run, _SHOW)


_PAPER: Final = frozenset({"background1", "light1"})


def _colour(
    element: Element | None, attribute: str = "w:val", theme: str = "w:themeColor"
) -> str | None:
    said = value(element, attribute).upper()
    shaded = element is not None and any(key in element.attrib for key in _SHADES)
    if value(element, theme) in _PAPER and not shaded:
        return "FFFFFF"
    return said if re.fullmatch("[0-9A-F]{6}", said) else None


def _pale(colour: str) -> bool:
    return all(int(colour[i : i + 2], 16) >= _PALEST for i in (0, 2, 4))


def _behind(run: Element, looks: Looks) -> str | None:
    """The colour behind a text; empty for the paper, None when unknown."""
    marker = value(looks.run(run, "w:highlight"))
    if marker in _MARKERS:
        return _MARKERS[marker]
    paragraph = above(run, "w:p")
    fills = [looks.run(run, "w:shd")]
    if paragraph is not None:
        fills.append(looks.paragraph(paragraph, "w:shd", "w:fill"))
    fills += [find(cell, "w:tcPr", "w:shd") for cell in run.iterancestors(name("w:tc"))]
    for table in run.iterancestors(name("w:tbl")):
        chain = looks.of("table", find(table, "w:tblPr", "w:tblStyle"))
        if any(next(style.iter(name("w:shd")), None) is not None for style in chain):
            return None
        fills.append(find(table, "w:tblPr", "w:shd"))
    for fill in fills:
        solid = value(fill) == "solid"
        colour = _colour(fill, *(("w:color",) if solid else ("w:fill", "w:themeFill")))
        if colour is not None:
            return colour
        if fill is not None and value(fill, "w:val") not in {"", "nil", "clear"}:
            return None
    return None if _over_a_drawing(run) else ""


def _over_a_drawing(run: Element) -> bool:
    """Whether a drawing may be behind a text: in a box, or behind the story."""
    if above(run, "w:txbxContent") is not None:
        return True
    root = run.getroottree().getroot()
    behind = (anchor.get("behindDoc") in {"1", "true"} for anchor in root.iter(name("wp:anchor")))
    return any(behind) or next(root.iter(name("w:pict")), None) is not None
