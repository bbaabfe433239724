"""Text and lay-out of the shipped decision sheet, as a Word template."""

from typing import Final

from workbook_template.maken.word_xml import (
    Column,
    document,
    indent,
    loop,
    new_page,
    paragraph,
    section,
    table,
    when,
)

_MARGIN: Final = 1134
_YES: Final = "{{% if {} %}}ja{{% else %}}nee{{% endif %}}"
_DEPARTS: Final = "{% if b.wijkt_af %}ja{% elif b.wijkt_af is none %}{% else %}nee{% endif %}"
"""Empty while there is no decision."""
_FILLED: Final = "{{% if {0} %}}{{{{ {0} }}}}{{% else %}}nog niet ingevuld{{% endif %}}"


def decision_sheet_template() -> bytes:
    """The decision sheet: the full internal record; wide tables on separate pages."""
    header = paragraph(
        "**Intern – niet verspreiden** – {{ titel }} – Gemeente {{ gemeente }} – {{ datum }}",
        "Header",
    )
    body = [
        *_front(),
        *_framework(),
        *_people(),
        *_scores(),
        *_decisions(),
        *_portfolio(),
        *_joining(),
        *_for_costs(),
        *_log(),
        paragraph("Einde van het besluitenblad.", "Toelichting"),
    ]
    return document(
        "".join(body) + section(_MARGIN, _MARGIN), header, None, "Sjabloon: besluitenblad"
    )


def _front() -> list[str]:
    return [
        paragraph("{{ titel }}", "Title"),
        paragraph("Gemeente {{ gemeente }}, stand op {{ datum }}", keep=True),
        paragraph(
            "Intern – niet verspreiden. Dit blad noemt interne criteria, scores en namen.", "Intern"
        ),
        *when(
            "ontbreekt",
            paragraph("Nog niet compleet", "Heading1"),
            *loop("punt", "ontbreekt", paragraph("{{ punt }}", "ListBullet")),
        ),
        paragraph("Besluiten in het kort", "Heading1"),
        table(
            "Besluiten in het kort",
            "b in besluiten",
            (
                Column("Opgave", "{{ b.id }} {{ b.naam }}", 2900),
                Column("Besluit", "{{ b.besluit }}", 1250),
                Column("Koppelvorm", "{{ b.koppelvorm }}", 1900),
                Column("Totaal", "{{ b.totaal }}", 800, numeric=True),
                Column("Stand", "{{ b.stand }}", 1600),
                Column("Wijkt af van de score", _DEPARTS, 1188),
            ),
        ),
        paragraph("De afgesproken score is {{ afgesproken_score }}.", "Toelichting"),
        paragraph("Afspraken", "Heading1"),
        *loop(
            "a",
            "afspraken",
            paragraph("**{{ a.naam }}**\t{{ a.waarde }}", "Gegevens", extra=indent(3402)),
        ),
    ]


def _framework() -> list[str]:
    name = "{{ c.id }} {{ c.naam }}"
    return [
        paragraph("Afwegingskader", "Heading1"),
        table(
            "Criteria met gewicht",
            "c in criteria",
            (
                Column("Criterium", name + "\f{{ c.vraag }}", 3388),
                Column("Ingebracht door", "{{ c.ingebracht_door }}", 1400),
                Column("Wie scoort", "{{ c.groepen }}", 1700),
                Column("Gewicht", "{{ c.gewicht }} ({{ c.aandeel }})", 1000, numeric=True),
                Column("Ondergrens", "{{ c.ondergrens }}", 1150, numeric=True),
                Column("Zichtbaar", "{{ c.zichtbaar }}", 1000),
            ),
        ),
        paragraph("Wat de scores betekenen", "Heading1"),
        table(
            "Wat de scores betekenen",
            "c in criteria",
            (
                Column("Criterium", name + "\f({{ c.richting }})", 2438),
                Column("Laagste score", "{{ c.laagste }}", 2400),
                Column("Midden", "{{ c.midden }}", 2400),
                Column("Hoogste score", "{{ c.hoogste }}", 2400),
            ),
        ),
    ]


def _people() -> list[str]:
    organisation = (
        "{{ d.organisatie }}{% if d.organisatie and d.functie %}, {% endif %}{{ d.functie }}"
    )
    return [
        paragraph("Groepen", "Heading1"),
        table(
            "Groepen",
            "g in groepen",
            (
                Column("Groep", "{{ g.id }} {{ g.naam }}", 3838),
                Column("Soort", "{{ g.soort }}", 1700),
                Column("Gewicht", "{{ g.gewicht }} ({{ g.aandeel }})", 1500, numeric=True),
                Column("Mensen", "{{ g.mensen }}", 1100, numeric=True),
                Column("Ingevuld", "{{ g.dekking }}", 1500, numeric=True),
            ),
            keep_together=True,
        ),
        paragraph(
            "Ingevuld: welk deel van de vakken een score of ‘weet niet’ heeft.", "Toelichting"
        ),
        paragraph("Deelnemers", "Heading1"),
        table(
            "Deelnemers",
            "d in deelnemers",
            (
                Column("Naam", "{{ d.id }} {{ d.naam }}", 2138),
                Column("Organisatie en functie", organisation, 2850),
                Column("Groep", "{{ d.groep }}", 1700),
                Column("Domein", "{{ d.domein }}", 1250),
                Column("Ronde", "{{ d.ronde }}", 750, numeric=True),
                Column("Ingevuld", "{{ d.dekking }}", 950, numeric=True),
            ),
        ),
        paragraph(
            "Op dit blad staan scores per groep, niet per persoon.{% if groepen_van_een %} Let op: "
            "bij {{ groepen_van_een }} is een totaal soms de score van één persoon.{% endif %}",
            "Toelichting",
            extra=section(_MARGIN, _MARGIN),
        ),
    ]


def _scores() -> list[str]:
    name = "{{ o.id }} {{ o.naam }}"
    return [
        paragraph("Scores van alle opgaven", "Heading1"),
        table(
            "Scores van alle opgaven",
            "o in scores",
            (
                Column("Rang", "{{ o.rang }}", 700, numeric=True),
                Column("Opgave", name, 4470),
                Column("Totaal", "{{ o.totaal }}", 900, numeric=True),
                Column("Stand", "{{ o.stand }}", 2700),
                Column("Laagst mogelijk", "{{ o.laagst_mogelijk }}", 1250, numeric=True),
                Column("Hoogst mogelijk", "{{ o.hoogst_mogelijk }}", 1250, numeric=True),
                Column("Ingevuld", "{{ o.dekking }}", 1100, numeric=True),
                Column("Ondergrens gemist", "{{ o.ondergrens_gemist }}", 2200),
            ),
        ),
        paragraph(
            "Laagst en hoogst mogelijk: het totaal als alle lege vakken het slechtste of juist de "
            "beste score krijgen. De afgesproken score is {{ afgesproken_score }}.",
            "Toelichting",
        ),
        paragraph("Scores per criterium", "Heading1", extra=new_page()),
        table(
            "Scores per criterium",
            "o in scores",
            (
                Column("Opgave", name, 4100),
                Column(
                    "{{ c.id }}",
                    "{{ waarde }}",
                    3490,
                    numeric=True,
                    each=("c in criteria", "waarde in o.per_criterium"),
                ),
            ),
        ),
        paragraph(
            "{% for c in criteria %}{{ c.id }} is {{ c.naam }}{% if not loop.last %}; {% endif %}"
            "{% endfor %}. Hoger is hier altijd beter: criteria waarbij lager beter is, zijn "
            "omgedraaid. Een streepje: geen scores.",
            "Toelichting",
        ),
        paragraph("Totaal per groep", "Heading1", extra=new_page()),
        table(
            "Totaal per groep",
            "o in scores",
            (
                Column("Opgave", name, 4100),
                Column(
                    "{{ g.naam }}",
                    "{{ waarde }}",
                    3490,
                    numeric=True,
                    each=("g in groepen", "waarde in o.per_groep"),
                ),
            ),
        ),
        paragraph(
            "Het totaal van een groep telt alleen de scores van die groep.",
            "Toelichting",
            extra=section(_MARGIN, _MARGIN, landscape=True),
        ),
    ]


def _line(name: str, text: str, keep: bool = True) -> str:
    return paragraph(f"**{name}**\t{text}", "Gegevens", keep)


def _decisions() -> list[str]:
    return [
        paragraph("Besluiten met redenen", "Heading1"),
        *loop(
            "b",
            "besluiten",
            paragraph("{{ b.id }} {{ b.naam }}", "Heading2"),
            _line("Besluit", "{{ b.besluit }}{% if b.koppelvorm %}, {{ b.koppelvorm }}{% endif %}"),
            *when("b.vorm_geregeld", _line("Zo geregeld", "{{ b.vorm_geregeld }}")),
            _line(
                "Score",
                "{{ b.totaal }}, {{ b.stand }}{% if b.wijkt_af %}. Het besluit wijkt af van de "
                "score.{% endif %}",
            ),
            *when("b.wet", _line("Hangt aan", "{{ b.wet }}")),
            *when("b.planning", _line("Planning", "{{ b.planning }}")),
            *when("b.risicos", _line("Risico's", "{{ b.risicos }}")),
            *when("b.rekening_houden", _line("Rekening houden met", "{{ b.rekening_houden }}")),
            *when("b.kosten", _line("Geschatte kosten", "{{ b.kosten }}")),
            *when(
                "b.redenen_heroverwegen",
                _line("Tweede blik om", "{{ b.redenen_heroverwegen }}"),
            ),
            *when(
                "b.redenen_heroverwegen or b.antwoord or b.antwoord_waarom",
                _line(
                    "Antwoord",
                    _FILLED.format("b.antwoord")
                    + "{% if b.antwoord_waarom %}. {{ b.antwoord_waarom }}{% endif %}",
                ),
            ),
            _line("Openbare reden", _FILLED.format("b.openbare_reden")),
            *when("b.interne_toelichting", _line("Interne notitie", "{{ b.interne_toelichting }}")),
            *when(
                "b.vervolg or b.wanneer",
                _line("Vervolg", "{{ b.vervolg }}{% if b.wanneer %} ({{ b.wanneer }}){% endif %}"),
            ),
            _line(
                "Vastgesteld",
                "{% if b.besloten_door or b.besloten_op %}"
                f"{_FILLED.format('b.besloten_door')}, {_FILLED.format('b.besloten_op')}"
                "{% else %}nog niet{% endif %}",
                keep=False,
            ),
        ),
    ]


def _portfolio() -> list[str]:
    return when(
        "samenhang",
        paragraph("Samenhang", "Heading1"),
        table(
            "Samenhang",
            "p in samenhang",
            (
                Column("Eerste opgave", "{{ p.eerste }}", 2400),
                Column("Wat", "{{ p.relatie }}", 1100),
                Column("Tweede opgave", "{{ p.tweede }}", 2400),
                Column("Beide gekozen", _YES.format("p.beide_gekozen"), 938),
                Column("Waarom", "{{ p.waarom }}", 2800),
            ),
        ),
    )


def _joining() -> list[str]:
    return when(
        "meedoen",
        paragraph("Wie is gevraagd om mee te doen", "Heading1"),
        table(
            "Wie is gevraagd om mee te doen",
            "m in meedoen",
            (
                Column("Wie", "{{ m.naam }}", 2400),
                Column("Doet mee?", "{{ m.doet_mee }}", 1200),
                Column("Waar rekening mee houden", "{{ m.rekening_houden }}", 2900),
                Column("Tot wanneer", "{{ m.tot_wanneer }}", 1300),
                Column("Bij opgave", "{{ m.opgave }}", 1838),
            ),
        ),
    )


def _for_costs() -> list[str]:
    return when(
        "kosten_stap",
        paragraph("Voor de stap Inzicht in kosten en opbrengsten", "Heading1"),
        paragraph(
            "Wat is uitgesteld, en wat is gekozen zonder schatting van de kosten.",
            "Toelichting",
            keep=True,
        ),
        table(
            "Inzicht in kosten en opbrengsten",
            "k in kosten_stap",
            (
                Column("Opgave", "{{ k.naam }}", 2600),
                Column("Besluit", "{{ k.besluit }}", 1200),
                Column("Geschatte kosten", "{{ k.kosten }}", 1500),
                Column("Wacht op", "{{ k.wacht_op }}", 2700),
                Column("Tot wanneer", "{{ k.wanneer }}", 1638),
            ),
        ),
    )


def _log() -> list[str]:
    return when(
        "logboek",
        paragraph("Logboek", "Heading1"),
        table(
            "Logboek",
            "l in logboek",
            (
                Column("Wanneer", "{{ l.wanneer }}", 2600),
                Column("Wie", "{{ l.wie }}", 1900),
                Column("Wat", "{{ l.wat }}", 5138),
            ),
        ),
    )
