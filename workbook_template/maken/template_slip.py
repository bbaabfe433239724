"""Text and lay-out of the shipped slips that ask what must come first, as a Word template."""

from typing import Final

from wijkexcel.documents.form_styles import FORM_STYLES
from workbook_template.maken.word_xml import document, loop, paragraph, section, space, when

_MARGIN: Final = 850
_LINES: Final = 4
_CUT: Final = (
    '<w:pBdr><w:bottom w:val="dashed" w:sz="8" w:space="1" w:color="404040"/></w:pBdr>'
    '<w:spacing w:before="120" w:after="240" w:line="240" w:lineRule="auto"/>'
)


def slip_template() -> bytes:
    """Two slips on a page, each with the same question, and a line to cut along below each."""
    empty = paragraph("", "Kolomkop")
    return document(
        "".join(loop("strookje", "strookjes", *_slip())) + section(_MARGIN, _MARGIN),
        empty,
        None,
        "Sjabloon: wat moet voor u voorgaan?",
        footer=empty,
        styles=FORM_STYLES,
    )


def _slip() -> list[str]:
    line = paragraph(" ", "Invullijn", keep=True)
    return [
        paragraph("{% if gemeente %}Gemeente {{ gemeente }}{% endif %}", "Kolomkop", keep=True),
        paragraph("{{ titel }}", "Title", extra=space(60, 60)),
        paragraph(
            "{% if gemeente %}De gemeente {{ gemeente }}{% else %}De gemeente{% endif %} maakt "
            "{{ wijk }} aardgasvrij. Er is meer te doen in de wijk. Alles tegelijk kan niet. Wat "
            "is voor u het belangrijkst? Waar moeten wij als eerste op letten?",
            keep=True,
        ),
        *[line] * _LINES,
        paragraph("Waarom vindt u dat? (mag)", keep=True, extra=space(120, 0)),
        line,
        paragraph(
            "U hoeft uw naam niet op te schrijven. {% if voor %}Lever dit in uiterlijk op "
            "{{ voor }}. {% endif %}{% if waar %}{{ waar }}{% elif contact_naam and not voor %}"
            "Lever dit in bij {{ contact_naam }}.{% elif not voor %}Lever dit in bij wie het u gaf."
            "{% endif %}",
            keep=True,
            extra=space(160, 60),
        ),
        paragraph(
            "**Wat gebeurt ermee?** Wij tellen hoe vaak iets wordt genoemd. Daarna spreken wij af "
            "waarop wij letten bij het kiezen. In de brief over de keuzes leest u wat dat is "
            "geworden.",
            keep=True,
        ),
        *when("vragen", paragraph("**Hebt u een vraag?** {{ vragen }}", keep=True)),
        paragraph("Hier losknippen", "Kolomkop", extra=_CUT),
    ]
