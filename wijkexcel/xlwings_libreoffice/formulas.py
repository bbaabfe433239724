"""Formulas in the syntax of Excel and of LibreOffice's own interface, both in English.

They differ in the separator of arguments (``,`` versus ``;``), in references to sheets (``'My
sheet'!A1`` versus ``$'My sheet'.A1``), and in constant arrays (``{1,2;3,4}`` versus ``{1;2|3;4}``).
Function names are the same except a few that Excel spells differently.
"""

import re

from .address import quoted

_TO_EXCEL = {"FORMULA": "FORMULATEXT", "ERRORTYPE": "ERROR.TYPE", "SINGLE": "@"}
_TO_OFFICE = {"FORMULATEXT": "FORMULA", "ERROR.TYPE": "ERRORTYPE"}
_PIECE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<quoted>\$?'(?:[^']|'')+')(?P<mark1>[.!])
    |(?P<bare>\$?[^\W\d]\w*|\$?\d+\w*)(?P<mark2>[.!])(?=\$?[A-Za-z]{1,3}\$?\d|\$?[A-Za-z]{1,3}:|\#REF)
    |(?P<function>[A-Za-z_][\w.]*)(?=\()
    |(?P<brackets>\[[^\[\]]*\])
    |(?P<error>\#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!))
    |(?P<word>[\w.$]+)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)


def to_excel(formula: str) -> str:
    """Convert LibreOffice's syntax to Excel's."""
    if formula.startswith("{") and formula.endswith("}"):
        formula = formula[1:-1]
    done: list[str] = []
    depth, last = 0, ""
    for found in _PIECE.finditer(formula):
        kind, piece = found.lastgroup or "", found[0]
        if sheet := found["quoted"] or found["bare"]:
            name = sheet.removeprefix("$")
            plain = name[1:-1].replace("''", "'") if found["quoted"] else name
            # Sheet1.A1:Sheet1.B2 and Sheet1.A1:.B2 are Sheet1!A1:B2.
            if done and done[-1] == ":" and plain == last:
                continue
            piece, last = f"{quoted(plain)}!", plain
        elif found["function"]:
            piece = _TO_EXCEL.get(piece, piece)
        elif kind == "sign":
            depth += {"{": 1, "}": -1}.get(piece, 0)
            piece = (
                {";": ",", "|": ";", "~": ","}.get(piece, piece) if depth or piece != "|" else piece
            )
        done.append(piece)
    return "".join(done)


def to_office(formula: str) -> str:
    """Convert Excel's syntax to LibreOffice's."""
    done: list[str] = []
    depth = 0
    for found in _PIECE.finditer(formula):
        kind, piece = found.lastgroup or "", found[0]
        if sheet := found["quoted"] or found["bare"]:
            mark = found["mark1"] or found["mark2"]
            piece = f"${sheet.removeprefix('$')}." if mark == "!" else piece
        elif found["function"]:
            plain = re.sub(r"^_xlfn\.(_xlws\.)?", "", piece, flags=re.IGNORECASE)
            piece = _TO_OFFICE.get(plain.upper(), plain)
        elif kind == "sign":
            depth += {"{": 1, "}": -1}.get(piece, 0)
            piece = {",": ";", ";": "|"}.get(piece, piece) if depth else piece.replace(",", ";")
        done.append(piece)
    return "".join(done)
