"""Dossiers with canaries, and ways to look into documents."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from pydantic import BaseModel

from wijkexcel.documents.form import form_docx
from wijkexcel.documents.internal import DecisionSheet
from wijkexcel.documents.internal_builder import decision_sheet
from wijkexcel.documents.letter import letter_docx
from wijkexcel.documents.properties import Properties
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Criterion, Decision, Visibility
from wijkexcel.ooxml.small_package import write_parts
from wijkexcel.outgoing.form import Occasion, PaperForm
from wijkexcel.outgoing.letter import Audience, PublicLetter
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.request import Request, request_for
from wijkexcel.outgoing.seal import seal
from wijkexcel.rules.outcome import outcome_of
from workbook_template.maken.word_xml import document, paragraph, section

TODAY = date(2026, 9, 21)
OCCASION = Occasion(TODAY, before=date(2026, 12, 12))
PROPERTIES = Properties("Titel", "Gemeente Testdam", TODAY)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_PUBLIC = {
    "Settings": {
        "gemeente",
        "wijk",
        "sender",
        "sender_role",
        "contact_name",
        "contact_phone",
        "contact_email",
        "what_was_asked",
        "next_steps",
        "chosen_by",
        "confirmed_by",
        "objection",
    },
    "Opgave": {"name", "put_forward_by"},
    "Group": {"name"},
    "Decision": {"public_reason"},
}
"""Typed text that may reach the letter; any other text field, also a new one, is internal."""
_KEYS = {"id", "opgave", "criterion", "group", "scorer", "first", "second"}


def letter_of(dossier: Dossier, today: date = TODAY) -> PublicLetter:
    return public_letter(dossier, outcome_of(dossier), today)


def rendered_letter(
    letter: PublicLetter,
    template: bytes | Path | None = None,
    audience: Audience = Audience.RESIDENTS,
) -> bytes:
    """A letter as .docx, whatever stands in it: what is let through is tried elsewhere."""
    return letter_docx(seal(letter), template, audience)


def rendered_form(
    request: Request, occasion: Occasion, template: bytes | Path | None = None
) -> bytes:
    """A form as .docx, likewise."""
    return form_docx(seal(PaperForm(request, occasion)), template)


def sheet_of(dossier: Dossier) -> DecisionSheet:
    return decision_sheet(dossier, outcome_of(dossier), TODAY)


def request_of(dossier: Dossier, scorer: str, code: str = "ABC234") -> Request:
    found = next(s for s in dossier.scorers if s.id == scorer)
    return request_for(dossier, found, code)


def with_settings(dossier: Dossier, **fields: Any) -> Dossier:
    settings = dossier.settings.model_copy(update=fields)
    return dossier.model_copy(update={"settings": settings})


def with_decision(dossier: Dossier, opgave: str, **fields: Any) -> Dossier:
    changed = tuple(
        d.model_copy(update=fields) if d.opgave == opgave else d for d in dossier.decisions
    )
    return dossier.model_copy(update={"decisions": changed})


def with_opgave(dossier: Dossier, opgave: str, **fields: Any) -> Dossier:
    changed = tuple(o.model_copy(update=fields) if o.id == opgave else o for o in dossier.opgaven)
    return dossier.model_copy(update={"opgaven": changed})


def with_criteria(dossier: Dossier, change: Callable[[Criterion], dict[str, Any]]) -> Dossier:
    changed = tuple(c.model_copy(update=change(c)) for c in dossier.criteria)
    return dossier.model_copy(update={"criteria": changed})


def all_public(dossier: Dossier) -> Dossier:
    return with_criteria(dossier, lambda _: {"visibility": Visibility.PUBLIC})


def _public_fields(record: BaseModel) -> set[str]:
    if isinstance(record, Criterion) and record.visibility is Visibility.PUBLIC:
        return {"name", "question", "put_forward_by"}
    if isinstance(record, Decision) and record.choice is Choice.DEFERRED:
        return {"public_reason", "follow_up"}
    return _PUBLIC.get(type(record).__name__, set())


def with_canaries(dossier: Dossier, word: str, around: str = "") -> tuple[Dossier, list[str]]:
    """Put a canary of its own in every internal text field; give the dossier and the canaries."""
    canaries: list[str] = []

    def fresh() -> str:
        canaries.append(f"{word}x{len(canaries)}x")
        return f"{around}{canaries[-1]}{around}"

    def filled(record: BaseModel) -> BaseModel:
        open_fields = _public_fields(record) | _KEYS
        fields = {
            name: fresh()
            for name, value in record
            if type(value) is str and name not in open_fields
        }
        return record.model_copy(update=fields)

    changed: dict[str, Any] = {"settings": filled(dossier.settings)}
    for name, value in dossier:
        if isinstance(value, tuple):
            changed[name] = tuple(filled(record) for record in value)
    return dossier.model_copy(update=changed), canaries


def example_with_plain_texts() -> Dossier:
    """The example with every public text known, so that every number in the letter is known."""
    dossier = with_settings(
        example(),
        what_was_asked="Wij vroegen het.",
        next_steps="Wij gaan verder.",
        objection="Bel.",
    )
    decisions = tuple(d.model_copy(update={"public_reason": "Daarom."}) for d in dossier.decisions)
    return dossier.model_copy(update={"decisions": decisions})


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything_in(docx: bytes) -> str:
    """All parts, as they are and without tags, with their names."""
    parts = parts_of(docx)
    raw = "\n".join(data.decode("utf-8", "replace") for data in parts.values())
    return "\n".join([*parts, raw, re.sub(r"<[^>]+>", "", raw)])


def paragraphs_of(docx: bytes, part: str = "word/document.xml") -> list[str]:
    """Text per paragraph; line breaks are newlines, tabs are tabs."""
    root = etree.fromstring(parts_of(docx)[part])
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return [
        "".join(
            (el.text or "") if el.tag == f"{W}t" else signs.get(str(el.tag), "")
            for el in p.iter()
            if el.getparent().tag == f"{W}r"
        )
        for p in root.iter(f"{W}p")
    ]


def text_of(docx: bytes) -> str:
    return "\n".join(paragraphs_of(docx))


def small_template(*texts: str) -> bytes:
    """A template with one paragraph per text."""
    body = "".join(paragraph(text) for text in texts) + section(1000, 1000)
    return document(body, paragraph("Kop", "Header"), None, "Sjabloon")


def with_part(docx: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The same package with one part changed (or added, from empty text)."""
    parts = parts_of(docx)
    parts[name] = change(parts.get(name, b"").decode()).encode()
    return write_parts(parts)
