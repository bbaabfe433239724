"""Fill the workbook for one scorer with the questions to that scorer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.numbers import count, number
from wijkexcel.dutch.plain import fitted
from wijkexcel.layout.fit import fitted_to
from wijkexcel.layout.partner import (
    EXPLAINED,
    EXPLANATION,
    IDENTITY,
    IDENTITY_TABLE,
    SCALE,
    SEND,
    VERSION_TABLE,
    declare_partner,
)
from wijkexcel.layout.partner_form import (
    EDITION,
    FORM,
    REMARKS,
    ROW_HIGH,
    ROW_LOW,
    ROW_MIDDLE,
    ROW_NAME,
    ROW_QUESTION,
    ROW_TITLE,
    SCORES,
    Form,
)
from wijkexcel.layout.sheets.scorer import LOW_IS_GOOD
from wijkexcel.layout.spec import Layout
from wijkexcel.layout.wording import (
    ABSTAIN,
    above_marks,
    how_to_score,
    meaning_of,
    whom_to_ask,
)
from wijkexcel.look.house import PLAIN, House
from wijkexcel.model.records import Direction
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS, BRIEFLY
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.request import AskedCriterion, AskedOpgave, Request
from wijkexcel.outgoing.typed import Typed
from wijkexcel.sentences import promise
from wijkexcel.workbook.building.build import build_layout
from wijkexcel.workbook.typed_cells import Plain, Rows

_NOBODY = Typed("-")
NO_NAME = "-"
"""Placeholder for a wijk that has no name yet."""
Loose = dict[tuple[int, int], tuple[str, str]]
"""Texts of one sheet by position, with their style."""


def form_of(request: Request) -> Form:
    """The part of a request that the declaration needs."""
    return Form(
        tuple(o.id for o in request.opgaven),
        tuple(c.id for c in request.criteria),
        len(choices(request)),
    )


def partner_layout(request: Request) -> Layout:
    """Declare the workbook for a request: columns and rows of its tab fit the texts."""
    layout = declare_partner(form_of(request))
    form = layout.sheet(FORM)
    above = {c.id: _above(c) for c in request.criteria}
    beside = {o.id: {k: str(v) for k, v in _beside(o).items()} for o in request.opgaven}
    tab = fitted_to(form, above, beside)
    return replace(layout, sheets=tuple(tab if s is form else s for s in layout.sheets))


def _beside(opgave: AskedOpgave) -> dict[str, Plain]:
    """The texts beside the marks."""
    background = fitted(opgave.background)
    return {"name": opgave.name, "coupling": opgave.coupling, "background": background}


def nobody(request: Request) -> Request:
    """The same request without an addressee, and so equal for scorers with the same questions."""
    return replace(
        request,
        scorer="-",
        name=_NOBODY,
        group=_NOBODY,
        code=_NOBODY,
        email=Typed(),
        round=0,
        given={},
        remarks={},
    )


def build_partner(
    cleared: Cleared[Request],
    before: date | None,
    created: date,
    *,
    to_nobody: bool = False,
    house: House = PLAIN,
) -> bytes:
    """Build the workbook for one scorer, or a blank one; its formulas have no values yet."""
    request = nobody(cleared.value) if to_nobody else cleared.value
    layout = partner_layout(request)
    title = f"Help mee kiezen in {request.wijk}" if request.wijk else "Help mee kiezen"
    return build_layout(
        layout,
        partner_rows(request, before),
        partner_texts(request, layout),
        title=title,
        author=request.gemeente,
        created=created,
        house=house,
    )


def partner_rows(request: Request, before: date | None) -> Rows:
    """Every cell of the tables."""
    rows: Rows = {
        EXPLAINED: _explanation(request, before),
        IDENTITY_TABLE: _identity(request),
        "tblKeuzes": choices(request),
        VERSION_TABLE: version_rows(request.scale, request.criteria, request.opgaven),
        "tblCriteria": criteria_rows(request.criteria),
        "tblOpgaven": {
            o.id: {
                "name": o.name,
                "kind": o.kind,
                "description": o.description,
                "coupling": o.coupling,
                "background": fitted(o.background),
            }
            for o in request.opgaven
        },
    }
    form: dict[str, dict[str, Plain]] = {o.id: _beside(o) for o in request.opgaven}
    for (opgave, criterion), score in request.given.items():
        form[opgave][criterion] = score
    noted: dict[str, dict[str, Plain]] = {o.id: {"name": o.name} for o in request.opgaven}
    for opgave, remark in request.remarks.items():
        if opgave in noted:
            noted[opgave]["remark"] = remark
    rows[SCORES], rows[REMARKS] = form, noted
    return rows


def version_rows(
    scale: str, criteria: Iterable[AskedCriterion], opgaven: Iterable[AskedOpgave]
) -> dict[str, dict[str, Plain]]:
    """The version of each question."""
    return {
        SCALE: {"mark": scale},
        **{c.id: {"mark": c.mark} for c in criteria},
        **{o.id: {"mark": o.mark} for o in opgaven},
    }


def criteria_rows(criteria: Iterable[AskedCriterion]) -> dict[str, dict[str, Plain]]:
    """The questions and the meanings of the marks."""
    return {
        c.id: {
            "name": c.name,
            "question": c.question,
            "direction": c.direction,
            "lowest": c.lowest,
            "middle": c.middle,
            "highest": c.highest,
        }
        for c in criteria
    }


def partner_texts(request: Request, layout: Layout) -> dict[str, Loose]:
    """Texts outside the tables: titles, what to do, and the meanings above each column."""
    table = layout.tables[SCORES]
    side = table.col_of("todo")
    how = how_to_score(number(request.lowest), number(request.highest))
    cells = {
        (ROW_LOW, 0): (how, "line"),
        (ROW_MIDDLE, 0): (f"{ABSTAIN} Opmerkingen: onderaan.", "line"),
    }
    cells[ROW_TITLE, 0] = f"Invulblad van {request.name}", "name"
    for row, mark in ((ROW_LOW, request.lowest), (ROW_HIGH, request.highest)):
        cells[row, side] = f"{number(mark)} =", "mark"
    answers = typed_answers(request)
    for criterion in request.criteria:
        for row, text in _above(criterion).items():
            style = "criterion" if row == ROW_NAME else "meaning"
            cells[row, table.col_of(criterion.id)] = above_marks(text, answers), style
    where = f" in {request.wijk}" if request.wijk else ""
    return {FORM: cells, EXPLANATION: {(0, 0): (f"Help mee kiezen{where}", "title")}}


def _above(criterion: AskedCriterion) -> dict[int, str]:
    """The texts above a column of marks, by row."""
    return {
        ROW_QUESTION: question(criterion, criterion.question),
        ROW_LOW: criterion.lowest,
        ROW_MIDDLE: criterion.middle,
        ROW_HIGH: criterion.highest,
        ROW_NAME: criterion.name,
    }


def mark_labels(marks: Mapping[int, float], col: int) -> dict[tuple[int, int], tuple[str, str]]:
    """Labels of the rows, by number, with the meanings of these marks."""
    return {(row, col): (meaning_of(number(mark)), "side") for row, mark in marks.items()}


def typed_answers(request: Request) -> tuple[str, ...]:
    """Everything that counts as an answer, as typed."""
    return (*map(number, request.marks), *ABSTENTION_WORDS)


def question(criterion: AskedCriterion, text: str, link: str = " ") -> str:
    """A text about a criterion, with a warning where a low mark is good."""
    lower = criterion.direction == Direction.LOWER.value
    return f"{text}{link}{LOW_IS_GOOD}" if lower else text


def _explanation(request: Request, before: date | None) -> dict[str, dict[str, Plain]]:
    sender = f"De gemeente {request.gemeente}" if request.gemeente else "De gemeente"
    wijk = f"de wijk {request.wijk}" if request.wijk else "een wijk"
    back = f"aan {request.contact_email}" if request.contact_email else "terug"
    day = f"Uiterlijk op {day_in_words(before)}." if before else "Zo snel als het u lukt."
    opgaven, criteria = len(request.opgaven), len(request.criteria)
    contact = whom_to_ask(request.contact_name, request.contact_phone, request.contact_email)
    texts = {
        "what": (
            "Wat vragen we?",
            f"{sender} maakt {wijk} aardgasvrij. Er spelen meer opgaven in de wijk. Welke pakken "
            f"we tegelijk aan? U kent de wijk of het vak. Daarom vragen we u "
            f"{count(opgaven, 'opgave', 'opgaven')} een score te geven, op "
            f"{count(criteria, 'criterium', 'criteria')}.",
        ),
        "how": (
            "Hoe doet u dat?",
            "Typ op het blad Invullen in elke gele cel een score. Boven de kolom staat wat een "
            "score betekent. Weet u het niet? Typ dan een ?: dat telt als 'weet niet'. Meer over "
            "de criteria en de opgaven leest u op de bladen Criteria en Opgaven.",
        ),
        SEND: ("Klaar?", f"Sla op en stuur dit bestand {back}."),
        "before": ("Voor wanneer?", day),
        "after": (
            "Wat gebeurt ermee?",
            "Het projectteam legt alle scores naast elkaar en rekent per opgave een totaal uit. "
            "Een opgave die hoog genoeg scoort, kan meedoen. Wat net te laag scoort, bekijkt het "
            "team nog eens. Daarna valt het besluit, en dat hoort u.",
        ),
        "who_sees": (
            "Wie ziet uw antwoord?",
            promise.TO_SCORER,
        ),
        "help": ("Hebt u een vraag?", contact or "Vraag het aan wie u dit werkboek stuurde."),
    }
    return {key: {"question": q, "text": fitted(text)} for key, (q, text) in texts.items()}


def _identity(request: Request) -> dict[str, dict[str, Plain]]:
    values: dict[str, Plain] = {
        "wijk": request.wijk or NO_NAME,
        "scorer": request.scorer,
        "name": request.name,
        "group": request.group,
        "code": request.code,
        "version": request.version,
        "round": str(request.round),
        "edition": str(EDITION),
    }
    return {key: {"id": label, "value": values[key]} for key, label in IDENTITY.items()}


def choices(request: Request) -> dict[str, dict[str, Plain]]:
    """The choices in a score cell, with their meanings; 'weet niet' comes last."""
    low, high = request.lowest, request.highest
    meanings = {low: "de laagste score", high: "de hoogste score"}
    found: list[tuple[Plain, str]] = [(mark, meanings.get(mark, " ")) for mark in request.marks]
    found += [
        (BRIEFLY, f"Kort voor '{ABSTENTION}'."),
        (ABSTENTION, "U kunt of wilt hier geen score geven. Het telt dan niet mee."),
    ]
    return {
        str(i): {"mark": mark, "meaning": meaning} for i, (mark, meaning) in enumerate(found, 1)
    }
