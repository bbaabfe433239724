"""Bars drawn with signs in a cell: live in every program, a row per opgave, and in print.

A chart would have an empty place for every row that is not in use, and programs differ in what
they draw. In the type ``FIXED`` of :mod:`wijkexcel.look.palette` all signs are equally wide.
"""

import math

from wijkexcel.layout.formulas import in_dutch

WIDTH = 40
"""Signs from the lowest mark of the scale to the highest."""
FULL, LIKELY, POSSIBLE, TRACK, LINE = "█▓░·│"
"""Of a total: what is sure of it; what is there but can still go; what can still come; nothing."""
POINTER = "▼"
"""Above the line."""
LOWEST, HIGHEST, AGREED = "schaal_laag", "schaal_hoog", "drempel_telt"
"""As they count: a day that a program made of '3-4' is no number."""


def place_of(value: float, lowest: float, highest: float) -> int:
    """How many signs reach from the lowest mark to this value."""
    share = (value - lowest) / (highest - lowest) * WIDTH
    return min(max(math.floor(round(share, 6) + 0.5), 0), WIDTH)


def place_formula(value: str) -> str:
    """The same as a formula (without the sign)."""
    share = f"({value}-{LOWEST})/({HIGHEST}-{LOWEST})*{WIDTH}"
    return f"MIN(MAX(INT(ROUND({share},6)+0.5),0),{WIDTH})"


def bar(
    total: float, least: float, most: float, agreed: float | None, scale: tuple[float, float]
) -> str:
    """Draw a total.

    Args:
        total: as it is shown, so on the right side of the agreed score.
        least: the total if every score still to come is the worst.
        most: the total if every score still to come is the best.
        agreed: the agreed score, where a line stands; None for no line.
        scale: lowest and highest mark.
    """
    line = None if agreed is None else place_of(agreed, *scale)
    at = place_of(total, *scale)
    if line is not None and agreed is not None:
        at = max(at, line) if total >= round(agreed, 9) else min(at, max(line - 1, 0))
    sure, end = min(at, place_of(least, *scale)), max(at, place_of(most, *scale))
    signs = FULL * sure + LIKELY * (at - sure) + POSSIBLE * (end - at) + TRACK * (WIDTH - end)
    return signs if line is None else f"{signs[:line]}{LINE}{signs[line:]}"


def end_formula(total: str, line: str) -> str:
    """How far a total reaches: to the line just when it reaches the agreed score.

    Args:
        total: the cell with the total as shown, or empty text.
        line: the cell with the place of the line, or empty text.
    """
    at = place_formula(total)
    held = f"IF({total}>=ROUND({AGREED},9),MAX({at},{line}),MIN({at},MAX({line}-1,0)))"
    return f'=IF({total}="","",IF({line}="",{at},{held}))'


def bar_formula(at: str, least: str, most: str, line: str) -> str:
    """Draw a total as :func:`bar` does.

    Args:
        at: the cell that says how far it reaches.
        least: the cell with the lowest possible total.
        most: the cell with the highest possible total.
        line: the cell with the place of the line, or empty text.
    """
    sure, end = f"MIN({at},{place_formula(least)})", f"MAX({at},{place_formula(most)})"
    signs = (
        f'REPT("{FULL}",{sure})&REPT("{LIKELY}",{at}-{sure})'
        f'&REPT("{POSSIBLE}",{end}-{at})&REPT("{TRACK}",{WIDTH}-{end})'
    )
    return f'=IF({at}="","",IF({line}="",{signs},REPLACE({signs},{line}+1,0,"{LINE}")))'


def line_formula() -> str:
    """The place of the line of the agreed score, or empty text."""
    return f'=IF(ISNUMBER({AGREED}),{place_formula(AGREED)},"")'


def axis_formula() -> str:
    """What stands above the bars: both ends of the scale, and the agreed score at its line."""
    low, high, said = (in_dutch(f'ROUND({name},2)&""') for name in (LOWEST, HIGHEST, AGREED))
    at = place_formula(AGREED)
    before = f'REPT(" ",MAX(1,{at}-LEN({low})-LEN({said})))'
    after = f'REPT(" ",MAX(1,{WIDTH}-{at}-LEN({high})))'
    plain = f'{low}&REPT(" ",{WIDTH}-LEN({low})-LEN({high}))&{high}'
    agreed = f'{low}&{before}&{said}&"{POINTER}"&{after}&{high}'
    return f'=IF(ISNUMBER({LOWEST}+{HIGHEST}),IF(ISNUMBER({AGREED}),{agreed},{plain}),"")'
