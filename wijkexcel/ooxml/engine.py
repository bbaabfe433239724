"""Rewrite a workbook so that the calculation engine gives the same results as Excel.

The engine differs from Excel in two respects. ROUND rounds the binary number (4.725 to 4.72), where
Excel uses 15 digits and rounds a half away from zero (4.73); the engine's FIXED does exactly that,
which a test compares with decimal arithmetic. And it treats white space between the parts of a
shared string as text. So its copy has ``--FIXED(x,n,TRUE)`` for every ``ROUND(x,n)``, and no such
white space. Shared formulas that would be longer together than it takes stand in each cell in full.
The file itself is not changed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from lxml import etree

from wijkexcel.ooxml.formulas_in import formulas_of_sheet
from wijkexcel.ooxml.package import Package, parse_xml, serialise_xml
from wijkexcel.ooxml.specials import spot_of

_ROUNDS = re.compile(rb"ROUND\([^<]*(?=</(?:\w+:)?f>)")
"""From the first ROUND of a formula to its end; starts with a fast search."""
_STEP = re.compile(
    rb"""(?P<text>"[^"]*"|&quot;.*?&quot;|'[^']*'|&apos;.*?&apos;|\[[^\]]*\]|\{[^}]*\})"""
    rb"""|(?P<round>(?<![\w.])ROUND\()|(?P<open>\()|(?P<comma>,)|(?P<close>\))"""
)
MOST_SHARED = 30_000_000
"""Signs that all shared formulas together may have in full; the engine takes 33 million."""
_SHARED = re.compile(rb'<f [^>]*t="shared"[^>]*?(/>|>([^<]*)</f>)')
_IN_CELL = re.compile(
    rb'(?P<cell><c r="(?P<ref>[A-Z]{1,3}[0-9]{1,7})"[^>]*>)'
    rb'<f [^>]*t="shared"[^>]*?(?:/>|>[^<]*</f>)'
)
_BETWEEN_PARTS = re.compile(rb">\s+<(?!/(?:\w+:)?t>)")
_STRINGS = "xl/sharedStrings.xml"


def for_engine(package: Package, sheets: Mapping[str, bytes]) -> bytes | None:
    """Return the copy to calculate; None when the file itself will do.

    Args:
        package: the workbook.
        sheets: the content of each worksheet, by part.
    """
    spelled = {part: _ROUNDS.sub(_spelled, xml) for part, xml in _in_full(sheets).items()}
    changed = {part: xml for part, xml in spelled.items() if xml is not sheets[part]}
    strings = package.find(_STRINGS)
    if strings is not None:
        xml = package.read(strings)
        if _BETWEEN_PARTS.search(xml):
            changed[strings] = _without_white_space(xml)
    return package.replaced(changed, packed=False) if changed else None


def _in_full(sheets: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The sheets, with every shared formula in full where the engine would refuse to do that."""
    room = MOST_SHARED
    for xml in sheets.values():
        longest = max((len(found[2]) for found in _SHARED.finditer(xml) if found[2]), default=0)
        room -= xml.count(b't="shared"') * longest
    return sheets if room >= 0 else {part: _apart(xml) for part, xml in sheets.items()}


def _apart(xml: bytes) -> bytes:
    """A sheet with every shared formula in full in each cell."""
    if b't="shared"' not in xml:
        return xml
    formulas = formulas_of_sheet(xml)

    def in_full(found: re.Match[bytes]) -> bytes:
        text = formulas.get(spot_of(found["ref"]), "")
        return (
            b"%b<f>%b</f>" % (found["cell"], escape(text, quote=False).encode())
            if text
            else found[0]
        )

    return _IN_CELL.sub(in_full, xml)


def _spelled(found: re.Match[bytes]) -> bytes:
    """Rewrite the end of a formula; the part before it shows whether it begins in a string."""
    start = found.string.rfind(b">", 0, found.start()) + 1
    return spelled_out(found.string[start : found.end()])[found.start() - start :]


@lru_cache(maxsize=1 << 15)
def spelled_out(formula: bytes) -> bytes:
    """Write ``--FIXED(x,n,TRUE)`` for each ``ROUND(x,n)`` of a formula as stored in a file."""
    out: list[bytes] = []
    opened: list[list[int]] = []
    """For each open bracket: the index in ``out`` of its ROUND (or -1), and its commas."""
    done = 0
    for step in _STEP.finditer(formula):
        if step.lastgroup == "round":
            out += formula[done : step.start()], b"--FIXED("
            opened.append([len(out) - 1, 0])
            done = step.end()
        elif step.lastgroup == "open":
            opened.append([-1, 0])
        elif step.lastgroup == "comma" and opened:
            opened[-1][1] += 1
        elif step.lastgroup == "close" and opened:
            at, commas = opened.pop()
            if at >= 0 and commas == 1:
                out += formula[done : step.start()], b",TRUE"
                done = step.start()
            elif at >= 0:  # in LibreOffice the decimals are optional
                out[at] = b"ROUND("
    return b"".join((*out, formula[done:]))


def _without_white_space(xml: bytes) -> bytes:
    root = parse_xml(xml)
    for element in root.iter(etree.Element):
        if etree.QName(element).localname != "t":
            element.text = None
        element.tail = None
    return serialise_xml(root)
