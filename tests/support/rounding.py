"""Let the calculation engine of the stand-in for Excel round as Excel does.

``wijkexcel.ooxml.engine`` tells why, and spells ``ROUND`` otherwise in a copy that is only
calculated. Here the workbook lives on in the engine: so what is read from it or saved is spelled
as before.
"""

import io
import re
import zipfile

from wijkexcel.ooxml.engine import spelled_out
from wijkexcel.workbook.reading.source import FileSource

_STEP = re.compile(
    r"""(?P<text>"[^"]*"|&quot;.*?&quot;|'[^']*'|\[[^\]]*\])"""
    r"""|(?P<round>--FIXED\()|(?P<open>\()|(?P<close>\))"""
)
_FORMULA = re.compile(rb"(<(?:\w+:)?f\b[^>]*>)([^<]*--FIXED\([^<]*)")


def opened_as(data: bytes) -> bytes:
    """The workbook as the engine gets it."""
    return FileSource(data).for_engine() or data


def typed_as(formula: str) -> str:
    """A formula as the engine gets it."""
    return spelled_out(formula.encode()).decode()


def read_as(formula: str) -> str:
    """A formula of the engine as people read it: ``ROUND(x,n)`` for ``--FIXED(x,n,TRUE)``."""
    out: list[str] = []
    opened: list[bool] = []
    done = 0
    for step in _STEP.finditer(formula):
        if step.lastgroup == "round":
            out += formula[done : step.start()], "ROUND("
            done = step.end()
        if step.lastgroup in {"round", "open"}:
            opened.append(step.lastgroup == "round")
        elif step.lastgroup == "close" and opened and opened.pop():
            out.append(formula[done : step.start()].removesuffix(",TRUE"))
            done = step.start()
    return "".join((*out, formula[done:]))


def saved_as(data: bytes) -> bytes:
    """What the engine saved, with its formulas as people read them."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = {name: archive.read(name) for name in archive.namelist()}
    spelled = {
        name: _FORMULA.sub(lambda m: m[1] + read_as(m[2].decode()).encode(), xml)
        for name, xml in content.items()
        if name.startswith("xl/worksheets/") and b"--FIXED(" in xml
    }
    if not spelled:
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part in {**content, **spelled}.items():
            out.writestr(name, part)
    return stream.getvalue()
