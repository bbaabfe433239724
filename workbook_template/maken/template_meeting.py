"""Text and lay-out of the shipped order of the meeting for a table, as a Word template."""

from typing import Final

from wijkexcel.documents.form_styles import BOX, MEETING_STYLES
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
_STYLES: Final = ("Kolomkop", "Vraag")
_COUNT: Final = (
    "{% if groep.mensen %}{{ groep.mensen }}{% else %}nog niet bekend{% endif %}"
    "{% if groep.formulieren and groep.formulieren != groep.mensen %} (op {{ groep.formulieren }} "
    "{% if groep.formulieren == '1' %}formulier{% else %}formulieren{% endif %}){% endif %}"
)


def meeting_template() -> bytes:
    """The paper for who leads a table: who sits there, what to read out, how to note a score."""
    header = paragraph("{{ titel }}\tVoor wie de tafel leidt", "Formuliervoet")
    first = paragraph("{% if gemeente %}Gemeente {{ gemeente }}{% endif %}", "Briefhoofd")
    footer = page_number("{{ wijk }}\t", "Formuliervoet")
    body = [*_who(), *_how(), *_criteria(), *_opgaven(), *_end()]
    return document(
        "".join(body) + section(_MARGIN, _MARGIN, first_page=True),
        header,
        first,
        "Sjabloon: samen scoren aan tafel",
        footer=footer,
        styles=MEETING_STYLES,
    )


def _who() -> list[str]:
    return [
        paragraph("{{ titel }}", "Title", extra=space(200, 80)),
        paragraph("Dit papier is voor wie de tafel leidt."),
        paragraph("Wie zit er?", "Heading1"),
        paragraph(
            "Van elk vakgebied iemand die er genoeg van weet. Iemand van de corporatie. En de "
            "mensen voor wie u het doet: bewoners.",
            keep=True,
        ),
        table(
            "De groepen die scoren",
            "groep in groepen",
            (
                Column("Groep", "{{ groep.naam }}", 3000, styles=_STYLES),
                Column("Mensen", _COUNT, 2400, styles=_STYLES),
                Column("Ronde", "{{ groep.ronde }}", 1300, styles=_STYLES),
                Column("Wie is er nu?", " ", 3164, styles=_STYLES),
            ),
            keep_together=True,
            style="Formuliertabel",
        ),
        paragraph(
            "Leest voor: _________________   Schrijft op: _________________   Let op de tijd: "
            "_________________",
            extra=space(160, 40),
        ),
        paragraph("Wie voorleest of opschrijft, scoort liefst zelf niet mee.", "Kort"),
    ]


def _how() -> list[str]:
    return [
        paragraph("Zo gaat het", "Heading1"),
        *(
            paragraph(text, "ListBullet")
            for text in (
                "**Begin samen.** Loop ‘Waar let u op?’ door, en doe één opgave als oefening.",
                "**Lees voor** wat hieronder bij de opgave staat: wat er aan de hand is, hoe "
                "koppelen eruitziet, en wat goed is om te weten.",
                "**Eerst voor uzelf.** Iedereen schrijft de eigen scores op. Daarna pas praat u: "
                "anders volgt de een de ander.",
                "**Praat over verschillen.** Wie wil zeggen waarom een score hoog of laag is? U "
                "hoeft het niet eens te worden. Wie van gedachten verandert, past de eigen score "
                "aan.",
                "**Weet niet** is ook een antwoord.",
            )
        ),
        paragraph("Zo noteert u de scores", "Heading1"),
        paragraph(
            "**Per persoon:** ieder schrijft op het eigen formulier, met een eigen nummer. Niemand "
            "hoeft een score hardop te zeggen.",
            "ListBullet",
        ),
        paragraph(
            "**Samen:** de tafel geeft één score en heeft één formulier, met één nummer. Schrijf "
            "daarop met hoeveel mensen u bent. De tafel telt in het gemiddelde als één deelnemer.",
            "ListBullet",
        ),
        paragraph(
            "Kies één van de twee, en doe dat bij elke opgave zo. Zet een goed argument bij de "
            "opmerking, zonder namen.",
            "ListBullet",
        ),
        paragraph("Wanneer stopt u?", "Heading1"),
        paragraph(
            "Neem per opgave vijf minuten{% if aantal_opgaven > 1 %}: bij {{ aantal_opgaven }} "
            "opgaven is dat {{ minuten }} minuten{% endif %}. Ga daarna door, ook als u het niet "
            "eens bent. Stop als elke opgave aan de beurt is geweest, of als de tijd om is. Wat "
            "niet aan de beurt kwam, vult ieder daarna zelf in. Neem nu nog geen besluit: het "
            "projectteam kijkt eerst nog eens naar het geheel.",
        ),
        paragraph("Zeg dit aan het begin", "Heading1"),
        paragraph(f"‘{promise.TO_SCORER}’"),
    ]


def _criteria() -> list[str]:
    def meaning(mark: str, word: str, field: str) -> list[str]:
        last = field == "hoogste"
        line = paragraph(f"**{mark}{word}**\t{{{{ c.{field} }}}}", "Betekenis", keep=not last)
        return when(f"c.{field}", line)

    return [
        paragraph("Waar let u op?", "Heading1", extra=new_page()),
        paragraph(
            "Dit vraagt u bij elke opgave. Scores gaan van {{ laagste_cijfer }} tot en met "
            "{{ hoogste_cijfer }}{% if stap %}, in stappen van {{ stap }}{% endif %}.",
            keep=True,
        ),
        *loop(
            "c",
            "criteria",
            paragraph("{{ c.naam }}", "Heading2"),
            paragraph(
                "{{ c.vraag }}{% if c.laag_is_goed %} **{{ c.laag_is_goed }}**{% endif %}"
                "{% if c.groepen %} Dit scoren alleen: {{ c.groepen }}.{% endif %}",
                keep=True,
            ),
            *meaning("{{ laagste_cijfer }}", " (laagste)", "laagste"),
            *meaning("", "midden", "midden"),
            *meaning("{{ hoogste_cijfer }}", " (hoogste)", "hoogste"),
        ),
    ]


def _opgaven() -> list[str]:
    return [
        paragraph("Lees voor, en laat scoren", "Heading1", extra=new_page()),
        paragraph(
            "Zet een kruisje bij wat is gescoord. De lijn is voor wat u wilt onthouden.", keep=True
        ),
        *loop(
            "o",
            "opgaven",
            paragraph(f"{BOX} {{{{ o.nummer }}}}. {{{{ o.naam }}}}", "Heading2"),
            *when(
                "o.omschrijving",
                paragraph("**Wat is er aan de hand?** {{ o.omschrijving }}", "Opgave", keep=True),
            ),
            *when(
                "o.koppeling",
                paragraph(f"**{COUPLING}** {{{{ o.koppeling }}}}", "Opgave", keep=True),
            ),
            *when(
                "o.goed_om_te_weten",
                paragraph(f"**{HEADER}:** {{{{ o.goed_om_te_weten }}}}", "Opgave", keep=True),
            ),
            paragraph(" ", "Invullijn"),
        ),
    ]


def _end() -> list[str]:
    return [
        paragraph(
            "Klaar? Kijk of elk formulier een nummer heeft. Bedank iedereen, en zeg wanneer zij "
            "horen wat er is gekozen.",
            extra=space(280, 60),
        ),
        paragraph(
            "Lever de formulieren in{% if voor %} uiterlijk op {{ voor }}{% endif %}."
            "{% if waar %} {{ waar }}{% endif %}{% if vragen %} Hebt u een vraag? {{ vragen }}"
            "{% endif %}",
        ),
    ]
