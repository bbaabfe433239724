"""The contents of each picture of the documentation, as a hash that reveals outdated ones.

A mark is a short hash of the contents of a sheet or document: texts, formulas, results and formats.
Not of the pixels: those differ between machines. ``make beelden`` writes the marks beside the
pictures; a test compares them.
"""

import hashlib
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

from wijkexcel.documents.form import form_docx
from wijkexcel.documents.handout import meeting_docx, slip_docx
from wijkexcel.documents.letter import letter_docx
from wijkexcel.example import CAPACITY, example
from wijkexcel.libreoffice_menu import extension
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.form import Occasion, PaperForm
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.handout import QuestionSlip, host_of, meeting_order
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.request import Request
from wijkexcel.post.out.distribute import requests
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.explain import second_look
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.building.entry import build_entry
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate

DAY: Final = date(2026, 12, 12)
MARKS: Final = Path(__file__).parents[1] / "beelden" / "bron.json"
SHEETS: Final = {
    "start": "Start",
    "invulblad": "S01",
    "overzicht": "Overzicht",
    "heroverweging": "Heroverweging",
    "besluit": "Besluit",
}


def residents() -> list[Request]:
    """The requests to the residents of the example, for the form and the workbook to enter it."""
    dossier = example()
    people = [s for s in dossier.scorers if s.group == "G3"]
    return list(requests(dossier, people, dict.fromkeys((s.id for s in people), "HK4T7R")))


def form_of(request: Request) -> bytes:
    """The form of one resident."""
    form = PaperForm(request, Occasion(DAY, before=DAY))
    return form_docx(gate_of(example()).reader(request).clear(form))


def handouts() -> dict[str, bytes]:
    """The papers that are handed out, by the name of their picture."""
    dossier, occasion = example(), Occasion(DAY, before=DAY)
    gate = gate_of(dossier)
    reader = gate.reader(residents()[0])
    return {
        "tafel": meeting_docx(reader.clear(meeting_order(dossier, occasion))),
        "vraag": slip_docx(gate.everyone().clear(QuestionSlip(host_of(dossier), occasion))),
    }


def cleared(asked: list[Request]) -> list[Cleared[Request]]:
    """What residents are asked, as the workbook to type in is made of it."""
    gate = gate_of(example())
    return [gate.reader(request).clear(request) for request in asked]


def marks() -> dict[str, str]:
    """The mark of each picture, by its name."""
    dossier = example()
    outcome = outcome_of(dossier)
    workbook = recalculate(build(dossier, CAPACITY, created=DAY)).data
    asked = residents()
    looks = [second_look(dossier, o, outcome[o.id]) for o in dossier.opgaven]
    found = {name: _sheet(workbook, sheet) for name, sheet in SHEETS.items()}
    found["heroverweging"] += "".join(looks).encode()
    letter = _document(letter_docx(gate_of(dossier).letter(public_letter(dossier, outcome, DAY))))
    found |= {
        "brief": letter,
        "brief-2": letter,
        "formulier": _document(form_of(asked[0])),
        "invoer": _sheet(build_entry(cleared(asked), DAY), "Invoer"),
        **{name: _document(made) for name, made in handouts().items()},
        "libreoffice-menu": json.dumps(extension.ENTRIES).encode(),
    }
    return {name: hashlib.sha256(content).hexdigest()[:16] for name, content in found.items()}


def write() -> None:
    """Write the marks beside the pictures."""
    MARKS.write_text(json.dumps(marks(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _sheet(data: bytes, name: str) -> bytes:
    """The contents and formats of a sheet, independent of the order of shared strings."""
    at = list(FileSource(data).sheet_names).index(name) + 1
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = re.findall(rb"<si>(.*?)</si>", book.read("xl/sharedStrings.xml"), re.DOTALL)
        xml = re.sub(
            rb't="s"><v>(\d+)</v>',
            lambda m: b"><t>" + strings[int(m[1])],
            book.read(f"xl/worksheets/sheet{at}.xml"),
        )
        drawn = b"".join(
            book.read(part)
            for part in sorted(book.namelist())
            if b"<drawing" in xml and part.startswith("xl/charts/")
        )
        return xml + book.read("xl/styles.xml") + drawn


def _document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        return document.read("word/document.xml") + document.read("word/styles.xml")
