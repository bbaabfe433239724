"""A sheet in which only some formulas are left: what the others gave stands there as a value."""

import re
from collections.abc import Set

from wijkexcel.ooxml.specials import Spot, count_formulas, spot_of

_FORMULA = re.compile(
    rb'(?P<cell><c r="(?P<ref>[A-Z]{1,3}[0-9]{1,7})"[^>]*>)'
    rb"<f(?: [^>]*?)?(?:/>|>[^<]*</f>)(?=<v>(?P<shown>[^<])?)"
)
_DATA = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_NOTHING = b'<f>""</f>'
"""An empty text is no empty cell."""


def with_only(xml: bytes, spots: Set[Spot], *, looked_at: bool) -> bytes:
    """Return a worksheet with the formulas of these cells, and of those that have no result.

    Without any cells when no formula is left that looks at them.

    The sheet comes back as it is where a formula belongs to more cells than its own, or is written
    as no program writes it: too many formulas are no harm.
    """
    if not looked_at and not spots:
        return _DATA.sub(b"<sheetData/>", xml) if b"<!" not in xml else xml
    if not count_formulas(xml):
        return xml
    if b"<!" in xml or b":f>" in xml or b":f " in xml:
        return xml
    if spots and (b' t="shared"' in xml or b' t="array"' in xml or b' t="dataTable"' in xml):
        return xml

    def kept(found: re.Match[bytes]) -> bytes:
        cell = found["cell"]
        if spots and spot_of(found["ref"]) in spots:
            return found[0]
        if found["shown"] is not None:
            return cell
        return cell + _NOTHING if b't="str"' in cell else found[0]

    return _FORMULA.sub(kept, xml)
