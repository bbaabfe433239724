"""Text and lay-out of the shipped paper form, as a Word template."""

from typing import Final

from wijkexcel.documents.form_styles import BOX, FORM_STYLES
from wijkexcel.layout.wording import COUPLING
from wijkexcel.sentences import promise
from wijkexcel.sentences.background import HEADER
from workbook_template.maken.word_xml import (
    Column,
    document,
    loop,
    new_page,
    page_number,
    paragraph,
    section,
    space,
    table,
    when,
)

_MARGIN: Final = 1021
_WIDTH: Final = 11906 - 2 * _MARGIN
_WEET_NIET: Final = "Weet niet"
_QUESTION: Final = (
    "**{{ c.naam }}**\f{{ c.vraag }}{% if c.laag_is_goed %} {{ c.laag_is_goed }}{% endif %}"
)
_STYLES: Final = ("Kolomkop", "Vraag")
_BOXES: Final = ("Cijferkop", "Hokje\fHokjescijfer")
_ABSTAIN: Final = ("Cijferkop", "Hokje")
_RULE: Final = paragraph(" ", "Invullijn")


def form_template() -> bytes:
    """The form that one scorer fills in with a pen."""
    header = paragraph(
        "{% if leeg %}Nummer: S ________\t{% else %}{{ naam }}\t{% endif %}{{ titel }}",
        "Formuliervoet",
    )
    first = paragraph("{% if gemeente %}Gemeente {{ gemeente }}{% endif %}", "Briefhoofd")
    footer = page_number(
        "{{ wijk }}{% if leeg %} – {{ groep }}{% else %} – {{ nummer }} – code {{ code }}"
        "{% endif %} – versie {{ versie }}\t",
        "Formuliervoet",
    )
    body = [*_front(), *_criteria(), *_opgaven(), *_end()]
    return document(
        "".join(body) + section(_MARGIN, _MARGIN, first_page=True),
        header,
        first,
        "Sjabloon: formulier op papier",
        footer=footer,
        styles=FORM_STYLES,
    )


def _front() -> list[str]:
    return [
        paragraph("{{ titel }}", "Title", extra=space(240, 120)),
        *when(
            "leeg",
            paragraph(
                "**Nummer van dit formulier:** S ________\nDit nummer krijgt u van ons. U hoeft uw "
                "naam niet op te schrijven.",
                "Wie",
            ),
        ),
        *when(
            "not leeg",
            paragraph("**Voor:** {{ naam }}\n**Groep:** {{ groep }}, nummer {{ nummer }}", "Wie"),
        ),
        paragraph("Wat vragen we u?", "Heading1"),
        paragraph(
            "{% if gemeente %}De gemeente {{ gemeente }}{% else %}De gemeente{% endif %} maakt "
            "{{ wijk }} aardgasvrij. Er spelen meer opgaven in de wijk: in de straten, in de "
            "woningen en voor de mensen die er wonen. Welke pakken we tegelijk aan? U kent de wijk "
            "of het vak. Daarom vragen we u wat u ervan vindt."
        ),
        paragraph("Hoe vult u het in?", "Heading1"),
        paragraph(
            "Lees eerst **Waar let u op?** Daar staat wat de scores betekenen. Leg die bladzijde "
            "ernaast.",
            "ListBullet",
        ),
        *when(
            "hokjes",
            paragraph(
                "Daarna {% if aantal_opgaven == 1 %}komt er één opgave{% else %}komen er "
                "{{ aantal_opgaven }} opgaven{% endif %}. Zet bij elke vraag **één kruisje**: van "
                "{{ laagste_cijfer }} (laagste score) tot en met {{ hoogste_cijfer }} (hoogste "
                "score).",
                "ListBullet",
            ),
        ),
        *when(
            "not hokjes",
            paragraph(
                "Daarna {% if aantal_opgaven == 1 %}komt er één opgave{% else %}komen er "
                "{{ aantal_opgaven }} opgaven{% endif %}. Schrijf bij elke vraag **één score**: "
                "van {{ laagste_cijfer }} (laagste score) tot en met {{ hoogste_cijfer }} (hoogste "
                "score){% if stap %}, in stappen van {{ stap }}{% endif %}.",
                "ListBullet",
            ),
        ),
        paragraph(
            "U hoeft niet te zeggen of de opgave belangrijk is. U geeft een score voor het "
            "**koppelen**: wat levert het op als we de opgave tegelijk met de warmte aanpakken?",
            "ListBullet",
        ),
        paragraph(
            "Weet u het niet? Kruis **weet niet** aan. Dat is ook een antwoord.", "ListBullet"
        ),
        *when(
            "hokjes",
            paragraph(
                "Verkeerd vakje? Maak dat vakje helemaal zwart en kruis een ander aan.",
                "ListBullet",
            ),
        ),
        paragraph("Wanneer en waar levert u het in?", "Heading1"),
        paragraph(
            "{% if voor %}Uiterlijk op {{ voor }}. {% endif %}{% if waar %}{{ waar }}{% elif "
            "contact_naam %}Lever het formulier in bij {{ contact_naam }}.{% else %}Lever het "
            "formulier in bij wie het u gaf.{% endif %}"
        ),
        paragraph("Wat gebeurt ermee?", "Heading1"),
        paragraph(
            "Het projectteam legt alle scores naast elkaar en rekent per opgave een totaal uit. "
            "Een opgave die hoog genoeg scoort, kan meedoen. Wat net te laag scoort, bekijkt het "
            "team nog eens. Daarna valt het besluit, en dat hoort u."
        ),
        paragraph("Wie ziet uw antwoord?", "Heading1"),
        paragraph(promise.TO_SCORER),
        *when(
            "vragen",
            paragraph("Hebt u een vraag?", "Heading1"),
            paragraph("{{ vragen }}"),
        ),
    ]


def _criteria() -> list[str]:
    def meaning(mark: str, word: str, field: str) -> list[str]:
        last = field == "hoogste"
        line = paragraph(f"**{mark}{word}**\t{{{{ c.{field} }}}}", "Betekenis", keep=not last)
        return when(f"c.{field}", line)

    return [
        paragraph("Waar let u op?", "Heading1", extra=new_page()),
        paragraph("Dit vragen we bij elke opgave. En dit betekenen de scores.", keep=True),
        *loop(
            "c",
            "criteria",
            paragraph("{{ c.naam }}", "Heading2"),
            paragraph(
                "{{ c.vraag }}{% if c.laag_is_goed %} **{{ c.laag_is_goed }}**{% endif %}",
                keep=True,
            ),
            *meaning("{{ laagste_cijfer }}", " (laagste)", "laagste"),
            *meaning("", "midden", "midden"),
            *meaning("{{ hoogste_cijfer }}", " (hoogste)", "hoogste"),
        ),
    ]


def _questions(label: int, rest: tuple[Column, ...]) -> str:
    return table(
        "Vragen met vakjes",
        "c in criteria",
        (Column("Vraag", _QUESTION, label, styles=_STYLES), *rest),
        keep_together=True,
        style="Formuliertabel",
    )


def _boxes(label: int, abstain: int) -> str:
    """A table with a box per mark; the boxes share the width left by the other columns."""
    each = (_WIDTH - label - abstain) // 3
    return _questions(
        label,
        (
            Column(
                "{{ h }}",
                f"{BOX}\f{{{{ h }}}}",
                each,
                each=("h in hokjes", "h in hokjes"),
                styles=_BOXES,
            ),
            Column(_WEET_NIET, BOX, abstain, styles=_ABSTAIN),
        ),
    )


def _opgaven() -> list[str]:
    written = _questions(
        6000,
        (
            Column("Uw score", " ", 2464, styles=("Cijferkop", "Schrijfvak")),
            Column(_WEET_NIET, BOX, 1400, styles=_ABSTAIN),
        ),
    )
    return [
        paragraph("De opgaven", "Heading1", extra=new_page()),
        *loop(
            "o",
            "opgaven",
            paragraph("{{ o.nummer }}. {{ o.naam }}", "Heading2", extra=space(320, 40)),
            *when(
                "o.omschrijving or o.koppeling or o.goed_om_te_weten",
                paragraph(
                    "{% if o.omschrijving %}**Wat is er aan de hand?** {{ o.omschrijving }}"
                    "{% endif %}{% if o.omschrijving and o.koppeling %}\n{% endif %}"
                    f"{{% if o.koppeling %}}**{COUPLING}** {{{{ o.koppeling }}}}"
                    "{% endif %}"
                    "{% if o.goed_om_te_weten and (o.omschrijving or o.koppeling) %}\n{% endif %}"
                    f"{{% if o.goed_om_te_weten %}}**{HEADER}:** {{{{ o.goed_om_te_weten }}}}"
                    "{% endif %}",
                    "Opgave",
                    keep=True,
                ),
            ),
            *when("hokjes and not veel_hokjes", _boxes(4700, 1164)),
            *when("hokjes and veel_hokjes", _boxes(3900, 800)),
            *when("not hokjes", written),
            paragraph("Opmerking (mag):", keep=True, extra=space(120, 0)),
            _RULE,
            _RULE,
        ),
    ]


def _end() -> list[str]:
    return [
        paragraph(
            "Dit was de laatste opgave. Kijk nog even of u niets vergat. Dank u wel!",
            extra=space(360, 0),
        ),
    ]
