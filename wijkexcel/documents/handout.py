"""Render the order of the meeting for a table, and the slip that asks what must come first."""

from typing import Final

from wijkexcel.documents.form import criterion_fields, opgave_fields
from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.documents.shipped import shipped, source
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number
from wijkexcel.layout.wording import whom_to_ask
from wijkexcel.look.house import PLAIN, House
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.form import Occasion
from wijkexcel.outgoing.handout import Host, MeetingOrder, QuestionSlip, Seats
from wijkexcel.outgoing.wording import bare_gemeente, one_line

TABLE, SLIP = "tafel.docx", "vraag.docx"
SLIPS: Final = 2
"""Number of slips on a page."""


def meeting_docx(
    cleared: Cleared[MeetingOrder], template: bytes | None = None, house: House = PLAIN
) -> bytes:
    """Render a cleared order of the meeting as .docx, from the shipped template or the user's own.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    order = cleared.value
    return _rendered(meeting_fields(order), order.host, order.occasion, TABLE, template, house)


def slip_docx(
    cleared: Cleared[QuestionSlip], template: bytes | None = None, house: House = PLAIN
) -> bytes:
    """Render a page of cleared slips as .docx, likewise.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    slip = cleared.value
    return _rendered(slip_fields(slip), slip.host, slip.occasion, SLIP, template, house)


def shipped_template(name: str) -> bytes:
    """A template that is shipped with the program: ``TABLE`` or ``SLIP``."""
    return shipped(name)


def meeting_fields(order: MeetingOrder) -> Fields:
    """The fields available to a template for the table, by their Dutch names."""
    return {
        **_shared("Samen scoren", order.host, order.occasion),
        "groepen": [
            {
                "naam": one_line(seats.name),
                "mensen": str(seats.people) if seats.people else "",
                "formulieren": str(seats.forms) if seats.forms else "",
                "ronde": _rounds(seats),
            }
            for seats in order.seats
        ],
        "laagste_cijfer": number(order.lowest),
        "hoogste_cijfer": number(order.highest),
        "stap": number(order.step) if order.step != 1 else "",
        "aantal_opgaven": len(order.opgaven),
        "minuten": order.minutes,
        "criteria": [
            {**criterion_fields(c.asked), "groepen": listed(map(one_line, c.groups))}
            for c in order.criteria
        ],
        "opgaven": [opgave_fields(o) for o in order.opgaven],
    }


def slip_fields(slip: QuestionSlip) -> Fields:
    """The fields available to a template for slips, by their Dutch names."""
    return {
        **_shared("Wat moet voor u voorgaan?", slip.host, slip.occasion),
        "strookjes": list(range(1, SLIPS + 1)),
    }


def _rendered(
    fields: Fields, host: Host, occasion: Occasion, name: str, template: bytes | None, house: House
) -> bytes:
    author = f"Gemeente {bare_gemeente(host.gemeente)}".strip()
    properties = Properties(str(fields["titel"]), author, occasion.today)
    return render(source(template, name, house), fields, properties)


def _shared(title: str, host: Host, occasion: Occasion) -> Fields:
    wijk = one_line(host.wijk)
    contact = [one_line(t) for t in (host.contact_name, host.contact_phone, host.contact_email)]
    ends_open = title[-1:].isalpha()
    return {
        "titel": f"{title} in {wijk}" if wijk and ends_open else title,
        "gemeente": bare_gemeente(host.gemeente),
        "wijk": wijk or "de wijk",
        "voor": day_in_words(occasion.before),
        "waar": one_line(occasion.where),
        "contact_naam": contact[0],
        "contact_telefoon": contact[1],
        "contact_email": contact[2],
        "vragen": whom_to_ask(*contact),
    }


def _rounds(seats: Seats) -> str:
    return listed(str(each) for each in seats.rounds)
