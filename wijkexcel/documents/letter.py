"""Render the public letter. Imports only the public view."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.letter import Audience, PublicLetter
from wijkexcel.outgoing.wording import paragraphs

TEMPLATE, TO_PARTNERS = "brief.docx", "brief_partners.docx"
_TEMPLATES: Final = {Audience.RESIDENTS: TEMPLATE, Audience.PARTNERS: TO_PARTNERS}


def letter_docx(
    cleared: Cleared[PublicLetter],
    template: bytes | Path | None = None,
    audience: Audience = Audience.RESIDENTS,
) -> bytes:
    """Render a cleared letter as .docx, from the shipped template or the user's own.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    letter = cleared.value
    properties = Properties(letter.title, f"Gemeente {letter.gemeente}", letter.dated)
    source = shipped_template(audience) if template is None else template
    return render(source, fields(letter), properties)


def shipped_template(audience: Audience = Audience.RESIDENTS) -> bytes:
    """The letter template that is shipped with the program."""
    return (files("wijkexcel.documents") / "templates" / _TEMPLATES[audience]).read_bytes()


def fields(letter: PublicLetter) -> Fields:
    """The fields available to a letter template, by their Dutch names."""
    return {
        "gemeente": letter.gemeente,
        "wijk": letter.wijk,
        "datum": day_in_words(letter.dated),
        "titel": letter.title,
        "formeel": letter.formal,
        "afzender": letter.sender,
        "functie": letter.sender_role,
        "contact_naam": letter.contact_name,
        "contact_telefoon": letter.contact_phone,
        "contact_email": letter.contact_email,
        "wat_is_gevraagd": paragraphs(letter.what_was_asked),
        "hoe_verder": paragraphs(letter.next_steps),
        "vragen": [
            {"naam": c.name, "vraag": c.question, "ingebracht_door": listed(c.put_forward_by)}
            for c in letter.criteria
        ],
        "interne_overwegingen": letter.internal_considerations,
        "opnieuw_bekeken": letter.short_looked_again,
        "ook_opnieuw_bekeken": letter.looked_again and not letter.short_looked_again,
        "groepen": listed(letter.groups),
        "laagste_cijfer": letter.lowest_mark,
        "hoogste_cijfer": letter.highest_mark,
        "vooraf_afgesproken": letter.agreed_beforehand,
        "score_afgesproken_op": day_in_words(letter.threshold_date),
        "gekozen_door": letter.chosen_by,
        "bevestigd_door": letter.confirmed_by,
        "vastgesteld_op": day_in_words(letter.decided_on),
        "gekozen": [
            {
                "naam": o.name,
                "vorm": o.form,
                "uitleg_vorm": o.form_in_words,
                "over_de_score": o.about_score or "",
                "reden": o.reason,
                "ingebracht_door": listed(o.put_forward_by),
                "doel": o.adds.objective,
                "wie": o.adds.who,
                "marktuitvraag": o.adds.in_tender,
            }
            for o in letter.chosen
        ],
        "vormen": [
            {"naam": n[:1].upper() + n[1:], "uitleg": words} for n, words in letter.forms.items()
        ],
        "niet_gekozen": [
            {
                "naam": o.name,
                "over_de_score": o.about_score or "",
                "reden": o.reason,
                "ingebracht_door": listed(o.put_forward_by),
            }
            for o in letter.rejected
        ],
        "uitgesteld": [
            {
                "naam": o.name,
                "over_de_score": o.about_score or "",
                "reden": o.reason,
                "ingebracht_door": listed(o.put_forward_by),
                "wacht_op": o.awaited,
                "tot_wanneer": day_in_words(o.until),
            }
            for o in letter.deferred
        ],
        "ingebracht": [
            {"door": p.party, "naam": p.opgave, "besluit": p.became, "reden": p.reason}
            for p in letter.put_forward
        ],
    }
