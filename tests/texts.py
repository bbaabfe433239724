"""Every text that the program shows, writes or is documented by, found where it stands.

Nothing is listed by hand: what is declared is walked, what is made is opened, and what is written
in the code is parsed. A new text is among them by itself.
"""

import ast
import email
import email.policy
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.documents.factory import rendered_form
from tests.post.support import sent
from wijkexcel.documents.handout import meeting_docx, slip_docx
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.outgoing.form import Occasion
from wijkexcel.outgoing.handout import QuestionSlip, host_of, meeting_order
from wijkexcel.outgoing.seal import seal

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wijkexcel"
_READ = {".md", ".txt", ".html", ".xml", ".js", ".bas", ".yml", ".yaml", ".voorbeeld", ".service"}
_ZIPPED = {".docx", ".xlsx"}
_BETWEEN = re.compile(r">([^<>]{9,})<")
_WORD = re.compile(r"[^\W\d_]{3}.* ")
_ATTRIBUTE = re.compile(r'\b(?:prompt|promptTitle|error|errorTitle|descr|title|tooltip)="([^"]*)"')

Text = tuple[str, str]
"""Where it stands, and what it says."""


@cache
def texts() -> tuple[Text, ...]:
    """All of them, each once per place, on one line."""
    found = (*in_code(), *in_files(), *declared(), *made())
    return tuple(
        dict.fromkeys(
            (where, line) for where, text in found if _WORD.search(line := " ".join(text.split()))
        )
    )


def in_code() -> Iterator[Text]:
    """Texts written in the package, also docstrings; in an f-string ``…`` for what is filled in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from strings_in(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))


def strings_in(source: str, name: str) -> Iterator[Text]:
    """Texts written in one module; pieces that are joined by plus are one text."""
    tree = ast.parse(source)
    within: set[ast.AST] = set()
    for node in ast.walk(tree):
        if node in within:
            continue
        said = _said(node)
        if said is not None:
            within |= set(ast.walk(node))
            yield f"{name}:{getattr(node, 'lineno', 0)}", said


def _said(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part) or "…" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _said(node.left), _said(node.right)
        return None if left is None or right is None else left + right
    return None


def in_files() -> Iterator[Text]:
    """Documentation, and whatever else is shipped: templates, scripts, workbooks."""
    folders = [PACKAGE, ROOT / "docs", ROOT / "workbook_template"]
    found = [path for folder in folders for path in folder.rglob("*")] + list(ROOT.glob("*.*"))
    for path in sorted(found):
        name = str(path.relative_to(ROOT))
        if path.suffix in _READ:
            yield name, path.read_text(encoding="utf-8")
        elif path.suffix in _ZIPPED:
            yield from in_zip(path.read_bytes(), name)


def in_zip(data: bytes, name: str) -> Iterator[Text]:
    """Texts of a workbook or document: what stands in it, and what shows beside a cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.endswith(".xml"):
                xml = package.read(part).decode("utf-8")
                for said in dict.fromkeys([*_pieces(part, xml), *_ATTRIBUTE.findall(xml)]):
                    yield f"{name}/{part}", html.unescape(said)


def _pieces(part: str, xml: str) -> Iterator[str]:
    """Texts between tags; in a document those of one paragraph are one text."""
    if part.startswith("word/"):
        for paragraph in xml.split("</w:p>"):
            yield re.sub(r"<[^>]+>", "", paragraph)
    else:
        yield from _BETWEEN.findall(xml)


def declared() -> Iterator[Text]:
    """Texts of the declaration of the workbook: headings, help, prompts, titles."""
    yield from _walk(declare(Capacity(1, 1, 1, 1, 1)), "layout")


def _walk(value: Any, where: str) -> Iterator[Text]:
    if isinstance(value, str):
        yield where, value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, f"{where}[{key}]")
    elif isinstance(value, list | tuple | frozenset):
        for item in value:
            yield from _walk(item, where)


def made() -> Iterator[Text]:
    """Texts of what goes out to a scorer: workbook, mail, and the form on paper."""
    parcel = next(iter(sent().values()))
    yield from in_zip(parcel.workbook, "werkboek van een deelnemer")
    mail = email.message_from_bytes(parcel.mail or b"", policy=email.policy.default)
    body = mail.get_body()
    assert body is not None
    yield "mail", body.get_content()
    occasion = Occasion(date(2026, 12, 1), date(2030, 1, 1))
    yield from in_zip(rendered_form(parcel.request, occasion), "formulier")
    yield from in_zip(
        meeting_docx(seal(meeting_order(example(), occasion))), "papier voor de tafel"
    )
    yield from in_zip(slip_docx(seal(QuestionSlip(host_of(example()), occasion))), "strookje")
