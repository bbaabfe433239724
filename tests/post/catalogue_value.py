"""The lines V of the catalogue: what stands in one cell."""

from datetime import date

import openpyxl

from tests.post.catalogue import (
    PLACE,
    REFUSED,
    TOLD,
    Case,
    Files,
    cell_name,
    sent,
    typed,
)
from tests.post.makes import parts_of, zipped
from tests.post.support import Form, changed
from wijkexcel.layout.partner_form import FORM
from wijkexcel.model.scores import ABSTENTION

FORM_PART = "xl/worksheets/sheet1.xml"


def in_xml(name: str, cell: bytes, said: str, place: tuple[str, str] = PLACE) -> Case:
    """A cell as no library would write it; ``%b`` stands for its address."""
    address = cell_name(place).encode()

    def make() -> Files:
        parts = parts_of(sent().filled(cells={place: 3}))
        xml = parts[FORM_PART]
        start = xml.index(b'<c r="%b"' % address)
        end = xml.index(b"</c>", start) + 4
        new = xml[:start] + cell.replace(b"%b", address) + xml[end:]
        return {"antwoord.xlsx": zipped(parts | {FORM_PART: new})}

    return Case(name, REFUSED, said, make, FORM, address.decode(), frozenset({PLACE} & {place}))


def remark(name: str, text: str, kind: object, said: str) -> Case:
    """A remark beside good scores."""

    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        cell = form.sheet.cell(form.row("O03", "remark"), form.column("remark"))
        cell.value = text
        cell.data_type = "s"

    def make() -> Files:
        return {"antwoord.xlsx": changed(sent().filled(), change)}

    place = (FORM, cell_name(("O03", "remark"))) if kind else ("", "")
    return Case(name, kind, said, make, *place)  # type: ignore[arg-type]


def half_scale() -> Files:
    return {"antwoord.xlsx": sent(step=0.5).filled(cells={PLACE: "3,5"})}


def from_zero(value: object) -> Files:
    return {"antwoord.xlsx": sent(lowest=0.0).filled(cells={PLACE: value})}


NO_SCORE = "is geen score"
BETWEEN = "ligt tussen twee scores in"
OUTSIDE = "buiten de schaal van 1 tot en met 5"
AS_TEXT = "staat er als tekst"
FORMULA = "staat een formule"
ERROR = "staat een foutwaarde"
UNSEEN = "onzichtbare tekens"

CASES = (
    typed("V1-spaces", " 4 ", TOLD, "' 4 ' staat er als tekst. Het telt als 4.", 4.0),
    typed("V1-text", "4", TOLD, "'4' staat er als tekst. Het telt als 4.", 4.0),
    typed("V1-text-comma", "4,0", TOLD, AS_TEXT, 4.0),
    typed("V1-text-plus", "+4", TOLD, AS_TEXT, 4.0),
    # A reader cannot tell 4.0 from 4, and neither can a person: nothing is there to tell.
    typed("V1-four-point-nought", 4.0, None, "", 4.0),
    Case(
        "V1-minus-nought",
        TOLD,
        "'-0' telt als 0",
        lambda: from_zero(-0.0),
        FORM,
        cell_name(PLACE),
        taken={PLACE: 0.0},
        book=lambda: sent(lowest=0.0).book,
    ),
    Case(
        "V1-minus-nought-text",
        TOLD,
        "Het telt als 0.",
        lambda: from_zero("-0"),
        FORM,
        cell_name(PLACE),
        taken={PLACE: 0.0},
        book=lambda: sent(lowest=0.0).book,
    ),
    typed("V2-half-text", "3,5", REFUSED, BETWEEN),
    typed("V2-half", 3.5, REFUSED, BETWEEN),
    Case(
        "V2-half-on-a-scale-of-halves",
        TOLD,
        "Het telt als 3,5.",
        half_scale,
        FORM,
        cell_name(PLACE),
        taken={PLACE: 3.5},
        book=lambda: sent(step=0.5).book,
    ),
    typed("V2-just-off", 4.0000001, REFUSED, BETWEEN),
    typed("V2-too-high", 9, REFUSED, "De score 9 ligt " + OUTSIDE),
    typed("V2-too-high-text", "9", REFUSED, "De score 9 ligt " + OUTSIDE),
    typed("V2-too-low", 0, REFUSED, OUTSIDE),
    typed("V2-below-nought", -1, REFUSED, OUTSIDE),
    typed("V2-4-of-5", "4 of 5", REFUSED, f"'4 of 5' {NO_SCORE}"),
    typed("V2-half-sign", "½", REFUSED, f"'½' {NO_SCORE}"),
    typed("V2-cross", "x", REFUSED, f"'x' {NO_SCORE}"),
    typed("V2-word", "vier", REFUSED, NO_SCORE),
    typed("V2-thousand", "1.000", REFUSED, "1.000"),
    typed("V2-arabic-digit", "٤", REFUSED, "٤"),
    typed("V2-wide-digit", "４", REFUSED, "４"),
    typed("V2-power", "1e0", REFUSED, "1e0"),
    typed("V2-percent", "4%", REFUSED, NO_SCORE),
    typed("V2-hexadecimal", "0x4", REFUSED, NO_SCORE),
    typed("V2-two-scores", "4;5", REFUSED, NO_SCORE),
    typed("V2-two-signs", "--4", REFUSED, NO_SCORE),
    typed("V2-true", True, REFUSED, "Hier staat WAAR"),
    typed("V2-false", False, REFUSED, "Hier staat ONWAAR"),
    typed("V2-large", 1e308, REFUSED, OUTSIDE),
    in_xml("V2-infinity", b'<c r="%b"><v>1E999</v></c>', "getal dat veel te groot is"),
    typed("V3-date", date(2026, 4, 3), REFUSED, "Excel maakt van iets als '3-4' een datum"),
    typed("V4-error", "#N/A", REFUSED, ERROR),
    typed("V4-error-pasted", "#DEEL/0!", REFUSED, ERROR),
    typed("V4-formula", "=3+1", REFUSED, FORMULA),
    typed("V4-formula-after-a-space", "= 4", REFUSED, FORMULA),
    in_xml("V4-cached-four", b'<c r="%b"><f>3+1</f><v>4</v></c>', FORMULA),
    in_xml(
        "V4-other-prefix",
        b'<c r="%b"><x:f xmlns:x="http://schemas.openxmlformats.org/'
        b'spreadsheetml/2006/main">3+1</x:f><v>4</v></c>',
        FORMULA,
    ),
    in_xml("V4-other-quotes", b"<c r='%b' t='e'><v>#N/A</v></c>", ERROR),
    typed("V5-blank", None, None, ""),
    typed("V5-spaces", "   ", None, ""),
    typed("V5-weet-niet", "weet niet", None, "", ABSTENTION),
    typed("V5-weet-niet-capitals", " Weet Niet ", None, "", ABSTENTION),
    *(
        typed(f"V5-{word}", word, TOLD, f"'{word}' telt als 'weet niet'", ABSTENTION)
        for word in ("n.v.t.", "nvt", "-")
    ),
    typed("V5-?", "?", None, "", ABSTENTION),
    typed("V6-unseen-in-a-score", "\u202a4\u202c", TOLD, UNSEEN, 4.0),
    in_xml(
        "V6-too-long",
        b'<c r="%b" t="inlineStr"><is><t>' + b"x" * 32_768 + b"</t></is></c>",
        "te lang",
        ("O03", "remark"),
    ),
    remark("V6-control", "_x0001_x", REFUSED, "tekens in die een werkboek niet aankan"),
    remark("V6-surrogate", "_xD800_", REFUSED, "tekens in die een werkboek niet aankan"),
    remark("V6-bidirectional", "Goed\u202e plan", TOLD, UNSEEN),
    remark("V6-zero-width", "Goed\u200b plan", TOLD, UNSEEN),
    remark("V6-emoji", "Let op de bomen 🌳", None, ""),
)
