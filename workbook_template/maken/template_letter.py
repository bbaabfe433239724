"""Text and lay-out of the shipped letter to residents, as a Word template."""

from typing import Final

from workbook_template.maken.word_xml import (
    document,
    loop,
    new_page,
    paragraph,
    section,
    side_by_side,
    space,
    when,
)

MARGIN, SIDES = 1247, 1418
WIDTH: Final = 9070
"""Between the margins, in twentieths of a point."""
_REASON: Final = (
    "{% if opgave.over_de_score %}{{ opgave.over_de_score }} {% endif %}{{ opgave.reden }}"
)
_BY: Final = "{{% if {0}.ingebracht_door %}} ({{{{ {0}.ingebracht_door }}}}){{% endif %}}"
REASON: Final = (
    f"{_REASON}"
    "{% if opgave.ingebracht_door %} Ingebracht door: {{ opgave.ingebracht_door }}.{% endif %}"
)


def letter_template() -> bytes:
    """The letter to residents: a first page that stands alone, and why on the pages after it."""
    header = paragraph("Gemeente {{ gemeente }} – {{ titel }} – {{ datum }}", "Header")
    first = paragraph("Gemeente {{ gemeente }}", "Briefhoofd")
    body = [*_opening(), *_in_short(), *_for_you(), *_why(), *_how()]
    end = section(MARGIN, SIDES, first_page=True)
    return document("".join(body) + end, header, first, "Sjabloon voor de brief aan bewoners")


def _say(formal: str, informal: str) -> str:
    return f"{{% if formeel %}}{formal}{{% else %}}{informal}{{% endif %}}"


def head(to: str, about: str) -> list[str]:
    """To whom, when, and what about."""
    return [
        paragraph(to, "Adres", extra=space(200, 280)),
        paragraph("**Datum**\t{{ datum }}", "Gegevens"),
        paragraph(f"**Betreft**\t{about}", "Gegevens"),
    ]


def decided() -> str:
    """Who made the choices and when, and who confirmed them or still does."""
    return paragraph(
        "De keuzes zijn gemaakt door {{ gekozen_door }}{% if bevestigd_door %} en bevestigd door "
        "{{ bevestigd_door }}{% endif %}, op {{ vastgesteld_op }}."
        "{% if nog_te_bevestigen_door %} Ze worden nog bevestigd door "
        "{{ nog_te_bevestigen_door }}.{% endif %}"
    )


def _opening() -> list[str]:
    reads = _say("leest u", "lees je")
    return [
        *head("Aan de bewoners van {{ wijk }}", "Wat wij kiezen voor {{ wijk }}"),
        paragraph("Beste bewoner,", extra=space(240, 120)),
        paragraph(
            "De gemeente maakt {{ wijk }} samen met anderen klaar voor wonen zonder aardgas: de "
            "wijkaanpak. Ander werk in de wijk noemen wij opgaven. "
            f"Hier {reads} welke opgaven meedoen."
        ),
        decided(),
    ]


def _in_short() -> list[str]:
    """What joins beside what does not or not yet: names only, so that it fits on the page."""

    def listed(items: str, words: str) -> list[str]:
        name = paragraph("{{ opgave.naam }}", "Opsomming")
        return when(
            items, paragraph(words, "Heading2", extra=space(40, 20)), *loop("opgave", items, name)
        )

    nothing = paragraph("Geen enkele opgave doet mee.", "Tabeltekst")
    everything = paragraph("Alle opgaven doen mee.", "Tabeltekst")
    rest = [
        *listed("niet_gekozen", "Dit doet niet mee"),
        *listed("uitgesteld", "Dit beslissen wij later"),
    ]
    return [
        side_by_side(
            "Wat meedoet, wat niet, en wat later wordt beslist",
            (
                [*listed("gekozen", "Dit doet mee"), *when("not gekozen", nothing)],
                [*rest, *when("not niet_gekozen and not uitgesteld", everything)],
            ),
            (WIDTH // 2, WIDTH // 2),
        )
    ]


def _for_you() -> list[str]:
    return [
        paragraph(_say("Wat betekent dit voor u?", "Wat betekent dit voor jou?"), "Heading1"),
        *loop("alinea", "hoe_verder", paragraph("{{ alinea }}")),
        *disagrees(),
        paragraph(_say("Hebt u vragen?", "Heb je vragen?"), "Heading1"),
        contact(),
        paragraph(f"Hierna {_say('leest u', 'lees je')} waarom."),
        *signed(),
    ]


def disagrees() -> list[str]:
    """What someone can do who disagrees."""
    return [
        paragraph(
            _say("Bent u het niet eens met een keuze?", "Ben je het niet eens met een keuze?"),
            "Heading1",
        ),
        *loop("alinea", "niet_eens", paragraph("{{ alinea }}")),
    ]


def _why() -> list[str]:
    """Each opgave once, with its reason and who put it forward."""
    opgave = paragraph(f"**{{{{ opgave.naam }}}}**{_BY.format('opgave')}. {_REASON}")
    return [
        paragraph("Wat kiezen wij, en waarom?", "Heading1", extra=new_page()),
        paragraph("Tussen haakjes staat wie een opgave of vraag inbracht.", keep=True),
        *loop(
            "manier",
            "manieren",
            paragraph("{{ manier.naam }}", "Heading2"),
            paragraph("{{ manier.uitleg }}", keep=True),
            *loop("opgave", "manier.opgaven", opgave),
        ),
        *when(
            "niet_gekozen",
            paragraph("Doet niet mee", "Heading2"),
            *loop("opgave", "niet_gekozen", opgave),
        ),
        *when(
            "uitgesteld",
            paragraph("Beslissen wij later", "Heading2"),
            *loop(
                "opgave",
                "uitgesteld",
                opgave,
                paragraph("Waar wij op wachten: {{ opgave.wacht_op }}", "Kort"),
                paragraph("Tot wanneer: {{ opgave.tot_wanneer }}"),
            ),
        ),
    ]


def _how() -> list[str]:
    return [paragraph("Hoe is er gekozen?", "Heading1"), *weighed()]


def weighed() -> list[str]:
    """What was asked, and how it was weighed."""
    question = paragraph(f"{{{{ vraag.vraag }}}}{_BY.format('vraag')}", "ListBullet")
    return [
        *loop("alinea", "wat_is_gevraagd", paragraph("{{ alinea }}")),
        paragraph("De vragen bij elke opgave:", keep=True),
        *loop("vraag", "vragen", question),
        paragraph(
            "Deze groepen gaven een score van {{ laagste_cijfer }} (laagst) tot en met "
            "{{ hoogste_cijfer }} (hoogst): {{ groepen }}. {% if vooraf_afgesproken %}Vooraf is"
            "{% else %}Er is{% endif %}"
            "{% if score_afgesproken_op %}, op {{ score_afgesproken_op }},{% endif %} "
            "afgesproken dat een opgave minstens {{ afgesproken_score }} moet halen om in "
            "aanmerking te komen.",
            extra=space(120, 120),
        ),
        paragraph(
            "{% if interne_overwegingen %}Ook telde mee wat voor de gemeente en haar partners zelf "
            "van belang is. {% endif %}"
            "{% if opnieuw_bekeken %}Naar opgaven die te laag scoorden, is nog een keer gekeken. "
            "{% endif %}{% if ook_opnieuw_bekeken %}Ook zijn opgaven nog een keer bekeken. "
            "{% endif %}Wat de doorslag gaf, staat bij elke opgave."
        ),
    ]


def contact() -> str:
    """Whom to ask."""
    return paragraph(
        "{% if contact_telefoon %}Bel {{ contact_naam }}, {{ contact_telefoon }}"
        "{% if contact_email %}, of mail naar {{ contact_email }}{% endif %}"
        "{% else %}Mail {{ contact_naam }}, {{ contact_email }}{% endif %}."
    )


def signed() -> list[str]:
    """Who signs."""
    return [
        paragraph("Met vriendelijke groet,", keep=True, extra=space(200, 0)),
        paragraph("{{ afzender }}", "Adres", keep=True, extra=space(480, 0)),
        *when("functie", paragraph("{{ functie }}", "Adres", keep=True)),
        paragraph("Gemeente {{ gemeente }}", "Adres"),
    ]
