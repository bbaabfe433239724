"""Text and lay-out of the shipped page for the joint ambition, as a Word template."""

from typing import Final

from workbook_template.maken.word_xml import Column, document, loop, paragraph, section, table

_MARGIN: Final = 1000
_SIDES: Final = 1134
_TENDER: Final = "{% if opgave.marktuitvraag %}{{ opgave.marktuitvraag }}{% else %}nee{% endif %}"


def ambition_template() -> bytes:
    """The chosen opgaven as an addition to the joint ambition: one page, lying."""
    header = paragraph("Gemeente {{ gemeente }} – {{ datum }}", "Header")
    body = [
        paragraph("{{ titel }}", "Title"),
        paragraph(
            "In {{ wijk }} werken wij samen aan wonen zonder aardgas. Dat heet de wijkaanpak. Deze "
            "opgaven doen mee en horen bij onze ambitie voor de wijk.{% if vastgesteld_op %} Dat "
            "is vastgesteld op {{ vastgesteld_op }}.{% endif %}",
            keep=True,
        ),
        table(
            "Wat de gekozen opgaven toevoegen aan de ambitie voor de wijk",
            "opgave in opgaven",
            (
                Column("Opgave", "**{{ opgave.naam }}**", 2600),
                Column("Doel", "{{ opgave.doel }}", 4600),
                Column("Hoe doet het mee?", "{{ opgave.vorm }}", 1900),
                Column("Wie doet het?", "{{ opgave.wie }}", 2600),
                Column("Mee in de marktuitvraag", _TENDER, 2870),
            ),
        ),
        paragraph("Wat betekent dat?", "Heading2"),
        *loop(
            "vorm",
            "vormen",
            paragraph("**{{ vorm.naam }}:** {{ vorm.uitleg }}", "Kort", keep=True),
        ),
        paragraph(
            "**Marktuitvraag:** wat wij vragen van een aannemer of een andere marktpartij.",
            "Kort",
        ),
    ]
    end = section(_MARGIN, _SIDES, landscape=True)
    return document("".join(body) + end, header, None, "Sjabloon voor de gezamenlijke ambitie")
