"""Text and lay-out of the shipped letter to partners, as a Word template."""

from workbook_template.maken.template_letter import (
    MARGIN,
    REASON,
    SIDES,
    contact,
    decided,
    disagrees,
    head,
    signed,
    weighed,
)
from workbook_template.maken.word_xml import (
    Column,
    document,
    loop,
    paragraph,
    section,
    space,
    table,
    when,
)


def partners_template() -> bytes:
    """The letter to the organisations and departments that work in the neighbourhood too."""
    header = paragraph("Gemeente {{ gemeente }} – {{ titel }} – {{ datum }}", "Header")
    first = paragraph("Gemeente {{ gemeente }}", "Briefhoofd")
    body = [*_opening(), *_choices(), *_asked_of_you(), *_how(), *_closing()]
    end = section(MARGIN, SIDES, first_page=True)
    return document("".join(body) + end, header, first, "Sjabloon voor de brief aan partners")


def _opening() -> list[str]:
    return [
        *head("Aan de partners in {{ wijk }}", "Welke opgaven meedoen met de wijkaanpak"),
        paragraph("Beste partner,", extra=space(360, 120)),
        paragraph(
            "De gemeente maakt {{ wijk }} samen met anderen klaar voor wonen zonder aardgas. Dat "
            "heet de wijkaanpak. In de wijk moet meer gebeuren. Zulke onderwerpen noemen wij "
            "opgaven. Wij hebben gekozen welke opgaven meedoen met de wijkaanpak. In deze brief "
            "leest u wat wij kiezen, wat niet, en waarom. U leest ook hoe elke opgave meedoet en "
            "wie dat doet. De redenen, en wat er hierna gebeurt, staan er zoals wij het ook aan "
            "bewoners schrijven. Tussen haakjes staat wie een vraag inbracht."
        ),
    ]


def _choices() -> list[str]:
    return [
        *when(
            "gekozen",
            paragraph("Wat kiezen wij?", "Heading1"),
            *loop(
                "vorm", "vormen", paragraph("**{{ vorm.naam }}:** {{ vorm.uitleg }}", "ListBullet")
            ),
            table(
                "Opgaven die meedoen",
                "opgave in gekozen",
                (
                    Column("Opgave", "**{{ opgave.naam }}**", 1950),
                    Column("Hoe doet het mee?", "{{ opgave.vorm }}", 1500),
                    Column("Wie doet het?", "{{ opgave.wie }}", 1820),
                    Column("Waarom?", REASON, 3800),
                ),
            ),
        ),
        *when(
            "niet_gekozen",
            paragraph("Wat kiezen wij niet?", "Heading1"),
            table(
                "Opgaven die niet meedoen",
                "opgave in niet_gekozen",
                (
                    Column("Opgave", "**{{ opgave.naam }}**", 2770),
                    Column("Waarom niet?", REASON, 6300),
                ),
            ),
        ),
        *when(
            "uitgesteld",
            paragraph("Wat beslissen wij later?", "Heading1"),
            table(
                "Opgaven waarover wij later beslissen",
                "opgave in uitgesteld",
                (
                    Column("Opgave", "**{{ opgave.naam }}**", 1950),
                    Column("Waarom later?", REASON, 3320),
                    Column("Waar wij op wachten", "{{ opgave.wacht_op }}", 2300),
                    Column("Tot wanneer", "{{ opgave.tot_wanneer }}", 1500),
                ),
            ),
        ),
    ]


def _asked_of_you() -> list[str]:
    return [
        paragraph("Wat vragen wij van u?", "Heading1"),
        paragraph(
            "Kijk bij de opgaven die meedoen of uw organisatie of afdeling erbij staat, en of het "
            "past in uw planning. Hebt u zelf werk gepland in {{ wijk }} dat hierbij kan "
            "aansluiten? Laat het ons weten. Dan stemmen wij het af."
        ),
    ]


def _how() -> list[str]:
    return [paragraph("Hoe is er gekozen?", "Heading1"), *weighed(), decided()]


def _closing() -> list[str]:
    return [
        paragraph("Hoe gaat het verder?", "Heading1"),
        *loop("alinea", "hoe_verder", paragraph("{{ alinea }}")),
        *disagrees(),
        paragraph("Hebt u vragen?", "Heading1"),
        contact(),
        *signed(),
    ]
