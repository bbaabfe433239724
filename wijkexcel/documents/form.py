"""Render the paper form: the questions to one scorer, to be answered with a pen.

It is rendered from a ``PaperForm``, which contains nothing about others. Earlier marks are left
out: paper may be seen by others.
"""

from pathlib import Path
from typing import Final

from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.documents.shipped import shipped, source
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.numbers import number
from wijkexcel.layout.sheets.scorer import LOW_IS_GOOD
from wijkexcel.layout.wording import whom_to_ask
from wijkexcel.look.house import PLAIN, House
from wijkexcel.model.records import Direction
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.form import Occasion, PaperForm
from wijkexcel.outgoing.request import AskedCriterion, AskedOpgave, Request
from wijkexcel.outgoing.wording import bare_gemeente, one_line

TEMPLATE: Final = "formulier.docx"
FEW, MOST = 6, 11
"""Maximum number of marks for wide boxes, and for any boxes at all."""


def form_docx(
    cleared: Cleared[PaperForm], template: bytes | Path | None = None, house: House = PLAIN
) -> bytes:
    """Render a cleared form as .docx, from the shipped template or the user's own.

    A request without a scorer gives a blank form, with a line for the number.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    request, occasion = cleared.value.request, cleared.value.occasion
    who = request.scorer or f"leeg {request.group}"
    title = f"Formulier {who}: {title_of(request)}"
    properties = Properties(
        title, f"Gemeente {bare_gemeente(request.gemeente)}".strip(), occasion.today
    )
    return render(source(template, TEMPLATE, house), fields(request, occasion), properties)


def shipped_template() -> bytes:
    """The form template that is shipped with the program."""
    return shipped(TEMPLATE)


def title_of(request: Request) -> str:
    """The texts above the form."""
    wijk = one_line(request.wijk)
    return f"Help mee kiezen in {wijk}" if wijk else "Help mee kiezen"


def fields(request: Request, occasion: Occasion) -> Fields:
    """The fields available to a form template, by their Dutch names."""
    marks = [number(mark) for mark in request.marks]
    return {
        "titel": title_of(request),
        "gemeente": bare_gemeente(request.gemeente),
        "wijk": one_line(request.wijk) or "de wijk",
        "leeg": not request.scorer,
        "nummer": request.scorer,
        "naam": one_line(request.name),
        "groep": one_line(request.group),
        "code": request.code,
        "versie": request.version,
        "voor": day_in_words(occasion.before),
        "waar": one_line(occasion.where),
        "contact_naam": one_line(request.contact_name),
        "contact_telefoon": one_line(request.contact_phone),
        "contact_email": one_line(request.contact_email),
        "vragen": whom_to_ask(
            *map(one_line, (request.contact_name, request.contact_phone, request.contact_email))
        ),
        "laagste_cijfer": number(request.lowest),
        "hoogste_cijfer": number(request.highest),
        "stap": number(request.step) if request.step != 1 else "",
        "hokjes": marks if len(marks) <= MOST else [],
        "veel_hokjes": len(marks) > FEW,
        "aantal_opgaven": len(request.opgaven),
        "criteria": [criterion_fields(c) for c in request.criteria],
        "opgaven": [opgave_fields(o) for o in request.opgaven],
    }


def criterion_fields(criterion: AskedCriterion) -> dict[str, object]:
    """The fields of one criterion, with the meanings of its marks."""
    return {
        "id": criterion.id,
        "naam": one_line(criterion.name),
        "vraag": criterion.question,
        "laag_is_goed": LOW_IS_GOOD if criterion.direction == Direction.LOWER.value else "",
        "laagste": criterion.lowest,
        "midden": criterion.middle,
        "hoogste": criterion.highest,
    }


def opgave_fields(opgave: AskedOpgave) -> dict[str, object]:
    """The fields of one opgave, as those who score it read it."""
    return {
        "nummer": opgave.id,
        "naam": one_line(opgave.name),
        "soort": opgave.kind,
        "omschrijving": opgave.description,
        "koppeling": opgave.coupling,
        "goed_om_te_weten": opgave.background,
    }
