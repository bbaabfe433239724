"""Text and lay-out of the shipped decision sheet, as a Word template."""

from typing import Final

from wijkexcel.documents.word_styles import (
    ACCENT,
    paragraph_style,
    size,
    spacing,
    styles,
    table_style,
)
from workbook_template.maken.word_xml import (
    Column,
    document,
    indent,
    loop,
    paragraph,
    section,
    side_by_side,
    table,
    when,
)

_MARGIN, _SIDES = 880, 850
_FILLED: Final = "{{% if {0} %}}{{{{ {0} }}}}{{% else %}}nog niet ingevuld{{% endif %}}"
_SMALL, _HEAD, _MARK, _MARK_HEAD = "Klein", "Kleinkop", "Kleincijfer", "Kleincijferkop"
_TEXT: Final = (_HEAD, _SMALL)
_DENSE: Final = "Dicht"
_THIN: Final = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
"""Between two tables, which are one without a paragraph between them."""
_STYLES: Final = (
    paragraph_style(_SMALL, _SMALL, spacing(0, 0, 240), size(9))
    + paragraph_style(_HEAD, _HEAD, f"<w:keepNext/>{spacing(0, 0, 240)}", f"<w:b/>{size(9)}")
    + paragraph_style(_MARK, _MARK, f'{spacing(0, 0, 240)}<w:jc w:val="right"/>', size(9))
    + paragraph_style(
        _MARK_HEAD,
        _MARK_HEAD,
        f'<w:keepNext/>{spacing(0, 0, 240)}<w:jc w:val="right"/>',
        f"<w:b/>{size(9)}",
    )
    + paragraph_style(
        "Kleinpunt",
        "Kleinpunt",
        '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
        f'{spacing(0, 10, 240)}<w:ind w:left="227" w:hanging="227"/>',
        size(9),
    )
    + paragraph_style(
        "Groepkop",
        "Groepkop",
        spacing(30, 0, 240),
        f'<w:b/><w:color w:val="{ACCENT}"/>{size(10.5)}',
    )
    + paragraph_style(
        "Kleingegeven",
        "Kleingegeven",
        '<w:tabs><w:tab w:val="left" w:pos="2155"/></w:tabs>'
        f'{spacing(0, 10, 240)}<w:ind w:left="2155" w:hanging="2155"/>',
        size(9),
    )
    + table_style(_DENSE, 15, 60)
)
"""Smaller than in a letter: a reader with ten minutes has it all before them."""


def decision_sheet_template() -> bytes:
    """The decision sheet: a first page for who decides, after it the full internal record."""
    header = paragraph(
        "**Intern – niet verspreiden** – {{ titel }} – Gemeente {{ gemeente }} – {{ datum }}",
        "Header",
    )
    body = [
        *_asked(),
        *_choices(),
        paragraph("", _SMALL, extra=_THIN),
        side_by_side(
            "Wat onzeker is, waar groepen verschillen, en de risico's",
            (
                [
                    *_points("onzeker", "Onzeker of krap"),
                    *_points("verschillen", "Waar groepen verschillen"),
                ],
                _points("risicos", "Risico’s van wat is gekozen"),
            ),
            (4500, 5706),
            _DENSE,
        ),
        *_lacking(),
        *_reasons(),
        *_portfolio(),
        *_joining(),
        *_for_costs(),
        *_scores(),
        *_framework(),
        *_people(),
        *_log(),
        paragraph("", _SMALL, extra=_THIN),
    ]
    return document(
        "".join(body) + section(_MARGIN, _SIDES),
        header,
        None,
        "Sjabloon: besluitenblad",
        styles=styles(_STYLES, 10, (12, 10.5)),
    )


def _column(heading: str, cell: str, width: int) -> Column:
    return Column(heading, cell, width, styles=_TEXT)


def _number(heading: str, cell: str, width: int, each: tuple[str, str] | None = None) -> Column:
    return Column(heading, cell, width, each=each, styles=(_MARK_HEAD, _MARK))


def _asked() -> list[str]:
    return [
        paragraph("{{ titel }}", "Title"),
        paragraph(
            "Intern – niet verspreiden. Dit blad noemt interne criteria, scores en namen.", "Intern"
        ),
        paragraph(
            "{{ gevraagd }}{% if ontbreekt %} **Nog niet compleet:** {{ ontbreekt|length }} "
            "{% if ontbreekt|length == 1 %}punt{% else %}punten{% endif %}, zie verderop."
            "{% endif %}",
            "Kort",
        ),
    ]


def _choices() -> list[str]:
    why = (
        "{% if k.onverwacht %}**{{ k.onverwacht }}** {% endif %}"
        "{% if k.reden %}{{ k.reden }}{% else %}nog geen reden{% endif %}"
    )
    then = (
        "{{ k.vervolg }}{% if k.wie %} {{ k.wie }}{% if k.wanneer %},{% endif %}{% endif %}"
        "{% if k.wanneer %} {{ k.wanneer }}{% endif %}"
    )
    return when(
        "keuzes",
        table(
            "Keuzes, elk met de reden",
            "k in groep.opgaven",
            (
                _column("Opgave", "{{ k.id }} {{ k.naam }}", 2300),
                _number("Totaal", "{{ k.totaal }}", 650),
                _column("Waarom", why, 3456),
                _column("Wie doet wat, wanneer", then, 3800),
            ),
            style=_DENSE,
            group=("groep in keuzes", "{{ groep.naam }}", "Groepkop"),
        ),
    )


def _points(items: str, words: str) -> list[str]:
    return [
        paragraph(words, "Groepkop"),
        *loop("punt", items, paragraph("{{ punt }}", "Kleinpunt")),
        *when(f"not {items}", paragraph("Niets.", _SMALL)),
    ]


def _lacking() -> list[str]:
    return when(
        "ontbreekt",
        paragraph("Nog niet compleet", "Heading2"),
        *loop("punt", "ontbreekt", paragraph("{{ punt }}", "Kleinpunt")),
    )


def _reasons() -> list[str]:
    """Per opgave what may be public beside what is only for who decides."""
    stand = (
        "**{{ b.id }} {{ b.naam }}**\f"
        "{{ b.besluit }}{% if b.koppelvorm %}, {{ b.koppelvorm }}{% endif %}"
        "{% if b.kosten %}; {{ b.kosten }}{% endif %}\f"
        "{%p if b.planning %}\f**Planning:** {{ b.planning }}\f{%p endif %}\f"
        "{%p if not b.reden_hierboven %}\f"
        f"**Openbare reden:** {_FILLED.format('b.openbare_reden')}\f"
        "{%p endif %}\f"
        "{%p if not samen_vastgesteld %}\f**Vastgesteld:** "
        "{% if b.besloten_door or b.besloten_op %}"
        f"{_FILLED.format('b.besloten_door')}, {_FILLED.format('b.besloten_op')}"
        "{% else %}nog niet{% endif %}\f"
        "{%p endif %}"
    )
    looked = "b.redenen_heroverwegen or b.antwoord or b.antwoord_waarom"
    inside = (
        f"{{%p if {looked} %}}\f"
        "**Tweede blik:** {% if b.redenen_heroverwegen %}{{ b.redenen_heroverwegen }}. "
        f"{{% endif %}}**Antwoord:** {_FILLED.format('b.antwoord')}"
        "{% if b.antwoord_waarom %}. {{ b.antwoord_waarom }}{% endif %}\f"
        "{%p endif %}\f"
        "{%p if b.interne_toelichting %}\f**Notitie:** {{ b.interne_toelichting }}\f"
        "{%p endif %}\f"
        "{%p if b.vorm_geregeld %}\f**Zo geregeld:** {{ b.vorm_geregeld }}\f{%p endif %}\f"
        "{%p if b.wet %}\f**Hangt aan:** {{ b.wet }}\f{%p endif %}\f"
        "{%p if b.risicos and not b.risicos_hierboven %}\f**Risico’s:** {{ b.risicos }}\f"
        "{%p endif %}\f"
        "{%p if b.vervolg and not b.vervolg_hierboven %}\f**Vervolg:** {{ b.vervolg }}\f"
        "{%p endif %}\f"
        f"{{%p if not ({looked} or b.interne_toelichting or b.vorm_geregeld or b.wet or "
        "(b.risicos and not b.risicos_hierboven) or (b.vervolg and not b.vervolg_hierboven)) %}\f"
        "Geen notitie.\f{%p endif %}"
    )
    return [
        paragraph("Per opgave: de redenen", "Heading1"),
        paragraph(
            "Wat hierboven al in zijn geheel staat, staat hier niet nog eens."
            "{% if samen_vastgesteld %} Alles is vastgesteld: {{ samen_vastgesteld }}.{% endif %}",
            "Kort",
            keep=True,
        ),
        table(
            "Per opgave de redenen",
            "b in besluiten",
            (
                _column("Opgave, besluit en openbare reden", stand, 4706),
                _column("Alleen voor wie besluit", inside, 5500),
            ),
            style=_DENSE,
        ),
    ]


def _portfolio() -> list[str]:
    return when(
        "samenhang",
        paragraph("Samenhang", "Heading2"),
        table(
            "Samenhang",
            "p in samenhang",
            (
                _column("Opgaven", "{{ p.eerste_id }} en {{ p.tweede_id }}", 1500),
                _column("Wat zij doen", "{{ p.relatie }}", 1500),
                _column("Gekozen", "{% if p.beide_gekozen %}allebei{% endif %}", 1100),
                _column("Waarom", "{{ p.waarom }}", 6106),
            ),
            style=_DENSE,
        ),
    )


def _joining() -> list[str]:
    return when(
        "meedoen",
        paragraph("Wie is gevraagd om mee te doen", "Heading2"),
        table(
            "Wie is gevraagd om mee te doen",
            "m in meedoen",
            (
                _column("Wie", "{{ m.naam }}", 2200),
                _column("Doet mee?", "{{ m.doet_mee }}", 1000),
                _column("Waar rekening mee houden", "{{ m.rekening_houden }}", 3706),
                _column("Tot wanneer", "{{ m.tot_wanneer }}", 1300),
                _column("Bij opgave", "{{ m.opgave }}", 2000),
            ),
            style=_DENSE,
        ),
    )


def _for_costs() -> list[str]:
    return when(
        "kosten_stap",
        paragraph("Voor de stap Inzicht in kosten en opbrengsten", "Heading2"),
        paragraph(
            "Wat is uitgesteld, en wat is gekozen zonder schatting van de kosten.",
            "Kort",
            keep=True,
        ),
        table(
            "Inzicht in kosten en opbrengsten",
            "k in kosten_stap",
            (
                _column("Opgave", "{{ k.naam }}", 3000),
                _column("Besluit", "{{ k.besluit }}", 1200),
                _column("Geschatte kosten", "{{ k.kosten }}", 1500),
                _column("Wacht op", "{{ k.wacht_op }}", 3006),
                _column("Tot wanneer", "{{ k.wanneer }}", 1500),
            ),
            style=_DENSE,
        ),
    )


def _scores() -> list[str]:
    can = (
        "{% if o.laagst_mogelijk != o.hoogst_mogelijk %}{{ o.laagst_mogelijk }} – "
        "{{ o.hoogst_mogelijk }}{% endif %}"
    )
    missed = "{% if o.ondergrens_gemist %} ({{ o.ondergrens_gemist }}){% endif %}"
    name = "{% for c in criteria %}{{ c.id }}: {{ c.naam }}, {% endfor %}"
    groups = "{% for g in groepen %}{{ g.id }}: {{ g.naam }}"
    return [
        paragraph("Scores van alle opgaven", "Heading1"),
        table(
            "Scores van alle opgaven",
            "o in scores",
            (
                _number("Rang", "{{ o.rang }}", 600),
                _column("Opgave", "{{ o.id }} {{ o.naam }}", 4106),
                _number("Totaal", "{{ o.totaal }}", 750),
                _column("Stand", "{{ o.stand }}" + missed, 2600),
                _number("Kan worden", can, 1250),
                _number("Ingevuld", "{{ o.dekking }}", 900),
            ),
            style=_DENSE,
        ),
        paragraph(
            "De afgesproken score is {{ afgesproken_score }}. Kan worden: als alle lege vakken de "
            "slechtste of juist de beste score krijgen.",
            "Toelichting",
        ),
        paragraph("Per criterium en per groep", "Heading2"),
        table(
            "Scores per criterium en totaal per groep",
            "o in scores",
            (
                _column("Opgave", "{{ o.id }}", 906),
                _number(
                    "{{ kop }}",
                    "{{ waarde }}",
                    3100,
                    each=("kop in koppen", "waarde in o.per_criterium + o.per_groep"),
                ),
            ),
            style=_DENSE,
        ),
        paragraph(
            f"{name}{groups}{{% if not loop.last %}}, {{% endif %}}{{% endfor %}}. Hoger is altijd "
            "beter: scores van ‘lager is beter’ zijn omgedraaid. Het totaal van een groep telt "
            "alleen de scores van die groep.",
            "Toelichting",
        ),
    ]


_ABOVE: Final = ["Wie de keuzes maakt", "Wie de keuzes bevestigt"]
"""What the first page says already."""


def _framework() -> list[str]:
    counts = (
        "{{ c.gewicht }} ({{ c.aandeel }})\f{{ c.zichtbaar }}\f"
        "{%p if c.ondergrens != '–' %}\fondergrens {{ c.ondergrens }}\f{%p endif %}"
    )
    means = (
        "**Laagst:** {{ c.laagste }}\f"
        "{%p if c.midden %}\f**Midden:** {{ c.midden }}\f{%p endif %}\f"
        "**Hoogst:** {{ c.hoogste }}{% if 'lager' in c.richting %} ({{ c.richting }}){% endif %}"
    )
    return [
        paragraph("Afspraken", "Heading1"),
        *loop(
            "a",
            f"afspraken|rejectattr('naam', 'in', {_ABOVE})",
            paragraph("**{{ a.naam }}**\t{{ a.waarde }}", "Kleingegeven", extra=indent(3402)),
        ),
        paragraph("Afwegingskader", "Heading2"),
        table(
            "Criteria: gewicht en wat de scores betekenen",
            "c in criteria",
            (
                _column("Criterium", "**{{ c.id }} {{ c.naam }}**\f{{ c.vraag }}", 2800),
                _column(
                    "Van wie, en wie scoort",
                    "{{ c.ingebracht_door }}\f{{ c.groepen }}",
                    2400,
                ),
                _column("Telt mee", counts, 1100),
                _column("Wat de scores betekenen", means, 3906),
            ),
            style=_DENSE,
        ),
    ]


def _people() -> list[str]:
    organisation = (
        "{{ d.organisatie }}{% if d.organisatie and d.functie %}, {% endif %}{{ d.functie }}"
    )
    return [
        paragraph("Groepen", "Heading2"),
        table(
            "Groepen",
            "g in groepen",
            (
                _column("Groep", "{{ g.id }} {{ g.naam }}", 4406),
                _column("Soort", "{{ g.soort }}", 1700),
                _number("Gewicht", "{{ g.gewicht }} ({{ g.aandeel }})", 1500),
                _number("Mensen", "{{ g.mensen }}", 1100),
                _number("Ingevuld", "{{ g.dekking }}", 1500),
            ),
            keep_together=True,
            style=_DENSE,
        ),
        paragraph("Deelnemers", "Heading2"),
        table(
            "Deelnemers",
            "d in deelnemers",
            (
                _column("Naam", "{{ d.id }} {{ d.naam }}", 1900),
                _column("Organisatie en functie", organisation, 5276),
                _column("Groep", "{{ d.groep }}", 1550),
                _number("Ronde", "{{ d.ronde }}", 680),
                _number("Ingevuld", "{{ d.dekking }}", 800),
            ),
            style=_DENSE,
        ),
        paragraph(
            "Ingevuld: welk deel van de vakken een score of ‘weet niet’ heeft. "
            "Op dit blad staan scores per groep, niet per persoon.{% if groepen_van_een %} Let op: "
            "bij {{ groepen_van_een }} is een totaal soms de score van één persoon.{% endif %}",
            "Toelichting",
        ),
    ]


def _log() -> list[str]:
    return when(
        "logboek",
        paragraph("Logboek", "Heading2"),
        paragraph("Het hele logboek staat op het blad Logboek.", _SMALL, keep=True),
        table(
            "Logboek",
            "l in logboek",
            (
                _column("Wanneer", "{{ l.wanneer }}", 2400),
                _column("Wie", "{{ l.wie }}", 1550),
                _column("Wat", "{{ l.wat }}", 6256),
            ),
            style=_DENSE,
        ),
    )
