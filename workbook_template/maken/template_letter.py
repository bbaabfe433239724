"""Text and lay-out of the shipped letter to residents, as a Word template."""

from typing import Final

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

MARGIN, SIDES = 1247, 1418
REASON: Final = (
    "{% if opgave.over_de_score %}{{ opgave.over_de_score }} {% endif %}{{ opgave.reden }}"
    "{% if opgave.ingebracht_door %} Ingebracht door: {{ opgave.ingebracht_door }}.{% endif %}"
)


def letter_template() -> bytes:
    """The letter to residents."""
    header = paragraph("Gemeente {{ gemeente }} – {{ titel }} – {{ datum }}", "Header")
    first = paragraph("Gemeente {{ gemeente }}", "Briefhoofd")
    body = [*_opening(), *weighed(), *_choices(), *_closing()]
    end = section(MARGIN, SIDES, first_page=True)
    return document("".join(body) + end, header, first, "Sjabloon voor de brief aan bewoners")


def _say(formal: str, informal: str) -> str:
    return f"{{% if formeel %}}{formal}{{% else %}}{informal}{{% endif %}}"


def _names(items: str) -> str:
    return (
        f"{{% for opgave in {items} %}}{{{{ opgave.naam }}}}"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
    )


def head(to: str) -> list[str]:
    """To whom, when, and whom to ask."""
    return [
        paragraph(to, "Adres", extra=space(300, 560)),
        paragraph("**Datum**\t{{ datum }}", "Gegevens"),
        paragraph(
            "**Contact**\t{{ contact_naam }}{% if contact_telefoon %}, {{ contact_telefoon }}"
            "{% endif %}{% if contact_email %}, {{ contact_email }}{% endif %}",
            "Gegevens",
        ),
    ]


def _opening() -> list[str]:
    reads = _say("leest u", "lees je")
    summary = (
        ("gekozen", "Dit doet mee"),
        ("niet_gekozen", "Dit doet niet mee"),
        ("uitgesteld", "Dit beslissen wij later"),
    )
    return [
        *head("Aan de bewoners van {{ wijk }}"),
        paragraph("**Betreft**\tWat wij kiezen voor {{ wijk }}", "Gegevens"),
        paragraph("Beste bewoner,", extra=space(360, 120)),
        paragraph(
            "De gemeente maakt {{ wijk }} samen met anderen klaar voor wonen zonder aardgas. Dat "
            "heet de wijkaanpak. In de wijk moet meer gebeuren: aan de straten, aan de woningen en "
            "voor de mensen die er wonen. Zulke onderwerpen noemen wij opgaven. Wij hebben gekozen "
            f"welke opgaven meedoen met de wijkaanpak. In deze brief {reads} wat wij kiezen, wat "
            "niet, en waarom."
        ),
        *(
            part
            for items, words in summary
            for part in when(items, paragraph(f"**{words}:** {_names(items)}.", "ListBullet"))
        ),
    ]


def weighed() -> list[str]:
    """What was asked, and how it was weighed."""
    question = paragraph(
        "**{{ vraag.naam }}:** {{ vraag.vraag }}"
        "{% if vraag.ingebracht_door %} Ingebracht door: {{ vraag.ingebracht_door }}.{% endif %}",
        "ListBullet",
    )
    return [
        paragraph("Wat is er gevraagd?", "Heading1"),
        *loop("alinea", "wat_is_gevraagd", paragraph("{{ alinea }}")),
        paragraph("Hoe hebben wij gewogen?", "Heading1"),
        paragraph("Bij elke opgave zijn dezelfde vragen gesteld:", keep=True),
        *loop("vraag", "vragen", question),
        paragraph(
            "Deze groepen deden mee: {{ groepen }}. Zij gaven scores van {{ laagste_cijfer }} "
            "(laagst) tot en met {{ hoogste_cijfer }} (hoogst). {% if vooraf_afgesproken %}Vooraf "
            "is{% else %}Er is{% endif %} afgesproken welke score "
            "een opgave moet halen om in aanmerking te komen{% if score_afgesproken_op %}. Dat is "
            "gedaan op {{ score_afgesproken_op }}{% endif %}.",
            extra=space(120, 120),
        ),
        *when(
            "interne_overwegingen",
            paragraph(
                "Er waren ook interne overwegingen. Die telden mee, maar staan niet in deze brief."
            ),
        ),
        paragraph(
            "{% if opnieuw_bekeken %}De score was niet het enige. Wij hebben nog een keer gekeken "
            "naar opgaven die te laag scoorden. {% endif %}"
            "{% if ook_opnieuw_bekeken %}De score was niet het enige. Wij hebben opgaven ook nog "
            "een keer bekeken. {% endif %}"
            "De keuzes zijn gemaakt door {{ gekozen_door }}{% if bevestigd_door %} en bevestigd "
            "door {{ bevestigd_door }}{% endif %}. Ze zijn vastgesteld op {{ vastgesteld_op }}."
        ),
    ]


def _choices() -> list[str]:
    name = paragraph("{{ opgave.naam }}", "Heading2")
    return [
        *when(
            "gekozen",
            paragraph("Wat kiezen wij?", "Heading1"),
            paragraph(
                "Deze opgaven doen mee met de wijkaanpak. {% if vormen|length > 1 %}Dat gebeurt op "
                "verschillende manieren{% else %}Dat gebeurt zo{% endif %}:",
                keep=True,
            ),
            *loop(
                "vorm", "vormen", paragraph("**{{ vorm.naam }}:** {{ vorm.uitleg }}", "ListBullet")
            ),
            *loop(
                "opgave",
                "gekozen",
                name,
                paragraph("**Hoe:** {{ opgave.vorm }}", "Kort", keep=True),
                paragraph(f"**Waarom:** {REASON}"),
            ),
        ),
        *when(
            "niet_gekozen",
            paragraph("Wat kiezen wij niet?", "Heading1"),
            *loop("opgave", "niet_gekozen", name, paragraph(f"**Waarom niet:** {REASON}")),
        ),
        *when(
            "uitgesteld",
            paragraph("Wat beslissen wij later?", "Heading1"),
            *loop(
                "opgave",
                "uitgesteld",
                name,
                paragraph(f"**Waarom later:** {REASON}", "Kort", keep=True),
                paragraph("**Waar wij op wachten:** {{ opgave.wacht_op }}", "Kort", keep=True),
                paragraph("**Tot wanneer:** {{ opgave.tot_wanneer }}"),
            ),
        ),
    ]


def put_forward() -> list[str]:
    """What became of what each party put forward, for a letter with its reasons in tables."""
    return when(
        "ingebracht",
        paragraph("Wat is er gebeurd met wat is ingebracht?", "Heading1"),
        paragraph(
            "In deze tabel staat wie een opgave heeft ingebracht, en wat ermee gebeurt. Hierboven "
            "staat waarom.",
            keep=True,
        ),
        table(
            "Wat er is gebeurd met wat is ingebracht",
            "inbreng in ingebracht",
            (
                Column("Ingebracht door", "{{ inbreng.door }}", 3230),
                Column("Opgave", "{{ inbreng.naam }}", 3270),
                Column("Keuze", "{{ inbreng.besluit }}", 2570),
            ),
        ),
    )


def _closing() -> list[str]:
    return [
        paragraph("Hoe gaat het verder?", "Heading1"),
        *loop("alinea", "hoe_verder", paragraph("{{ alinea }}", keep=True)),
        paragraph(_say("Hebt u vragen?", "Heb je vragen?"), "Heading1"),
        *ending(),
    ]


def ending() -> list[str]:
    """Whom to ask, and who signs."""
    return [
        paragraph(
            "Neem dan contact op met {{ contact_naam }}. {% if contact_telefoon %}Bel "
            "{{ contact_telefoon }}{% if contact_email %} of mail naar {{ contact_email }}"
            "{% endif %}{% else %}Mail naar {{ contact_email }}{% endif %}.",
            keep=True,
        ),
        paragraph("Met vriendelijke groet,", keep=True, extra=space(360, 0)),
        paragraph("{{ afzender }}", "Adres", keep=True, extra=space(720, 0)),
        *when("functie", paragraph("{{ functie }}", "Adres", keep=True)),
        paragraph("Gemeente {{ gemeente }}", "Adres"),
    ]
