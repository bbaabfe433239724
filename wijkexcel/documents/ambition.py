"""Render the page for the joint ambition. Imports only the public view."""

from typing import Final

from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.documents.shipped import shipped, source
from wijkexcel.dutch.days import day_in_words
from wijkexcel.look.house import PLAIN, House
from wijkexcel.outgoing.ambition import AmbitionPage
from wijkexcel.outgoing.cleared import Cleared

TEMPLATE: Final = "ambitie.docx"


def ambition_docx(
    cleared: Cleared[AmbitionPage], template: bytes | None = None, house: House = PLAIN
) -> bytes:
    """Render a cleared page as .docx, from the shipped template or the user's own.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    page = cleared.value
    properties = Properties(page.title, f"Gemeente {page.gemeente}", page.dated)
    return render(source(template, TEMPLATE, house), fields(page), properties)


def shipped_template() -> bytes:
    """The template that is shipped with the program."""
    return shipped(TEMPLATE)


def fields(page: AmbitionPage) -> Fields:
    """The fields available to a template of the page, by their Dutch names."""
    return {
        "gemeente": page.gemeente,
        "wijk": page.wijk,
        "datum": day_in_words(page.dated),
        "titel": page.title,
        "vastgesteld_op": day_in_words(page.decided_on),
        "vormen": [
            {"naam": n[:1].upper() + n[1:], "uitleg": words} for n, words in page.forms.items()
        ],
        "opgaven": [
            {
                "naam": o.name,
                "vorm": o.form,
                "doel": o.adds.objective,
                "wie": o.adds.who,
                "marktuitvraag": o.adds.in_tender,
                "meten": o.adds.measured_by,
                "eerste_maatregelen": o.adds.first_measures,
            }
            for o in page.chosen
        ],
    }
