"""Render the public letter. Imports only the public view."""

from pathlib import Path
from typing import Final

from wijkexcel.documents.properties import Properties
from wijkexcel.documents.render import Fields, render
from wijkexcel.documents.shipped import shipped, source
from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.look.house import PLAIN, House
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.letter import Audience, ChosenOpgave, PublicLetter
from wijkexcel.outgoing.wording import paragraphs

TEMPLATE, TO_PARTNERS = "brief.docx", "brief_partners.docx"
_TEMPLATES: Final = {Audience.RESIDENTS: TEMPLATE, Audience.PARTNERS: TO_PARTNERS}


def letter_docx(
    cleared: Cleared[PublicLetter],
    template: bytes | Path | None = None,
    audience: Audience = Audience.RESIDENTS,
    house: House = PLAIN,
) -> bytes:
    """Render a cleared letter as .docx, from the shipped template or the user's own.

    Raises:
        TemplateError: the template uses something that does not exist or is not allowed.
    """
    letter = cleared.value
    properties = Properties(letter.title, f"Gemeente {letter.gemeente}", letter.dated)
    return render(source(template, _TEMPLATES[audience], house), fields(letter), properties)


def shipped_template(audience: Audience = Audience.RESIDENTS) -> bytes:
    """The letter template that is shipped with the program."""
    return shipped(_TEMPLATES[audience])


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
        "niet_eens": paragraphs(letter.objection),
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
        "afgesproken_score": letter.threshold,
        "vooraf_afgesproken": letter.agreed_beforehand,
        "score_afgesproken_op": day_in_words(letter.threshold_date),
        "gekozen_door": letter.chosen_by,
        "bevestigd_door": letter.confirmed_by if letter.confirmed else "",
        "nog_te_bevestigen_door": "" if letter.confirmed else letter.confirmed_by,
        "vastgesteld_op": day_in_words(letter.decided_on),
        "gekozen": [_chosen(o) for o in letter.chosen],
        "manieren": [
            {
                "naam": _heading(how),
                "uitleg": opgaven[0].form_in_words,
                "opgaven": [_chosen(o) for o in opgaven],
            }
            for how, opgaven in letter.ways.items()
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


def _chosen(opgave: ChosenOpgave) -> dict[str, object]:
    return {
        "naam": opgave.name,
        "vorm": opgave.form,
        "hoe": opgave.how,
        "uitleg_vorm": opgave.form_in_words,
        "over_de_score": opgave.about_score or "",
        "reden": opgave.reason,
        "ingebracht_door": listed(opgave.put_forward_by),
        "doel": opgave.adds.objective,
        "wie": opgave.adds.who,
        "marktuitvraag": opgave.adds.in_tender,
    }


def _heading(text: str) -> str:
    """With a capital; 'één' gets one accent less, as Dutch is written."""
    return f"Eén{text[3:]}" if text.startswith("één") else text[:1].upper() + text[1:]
