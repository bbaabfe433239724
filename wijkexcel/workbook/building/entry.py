"""Fill the workbook for entering paper forms with the questions to each scorer."""

from collections.abc import Sequence
from datetime import date

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.numbers import pick
from wijkexcel.dutch.plain import fitted
from wijkexcel.layout.entry import (
    BOOK,
    BOOK_TABLE,
    CLOSED,
    ENTRY,
    ENTRY_TABLE,
    FORMS_TABLE,
    ROW_HIGH,
    ROW_LOW,
    ROW_NAME,
    SHORT,
    SIDE,
    Entry,
    declare_entry,
    row_id,
)
from wijkexcel.layout.partner import VERSION_TABLE
from wijkexcel.layout.spec import Layout
from wijkexcel.layout.wording import above_marks
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.request import AskedCriterion, Request, version_of
from wijkexcel.workbook.building.build import build_layout
from wijkexcel.workbook.building.partner import (
    NO_NAME,
    Loose,
    choices,
    criteria_rows,
    mark_labels,
    question,
    typed_answers,
    version_rows,
)
from wijkexcel.workbook.recalculate import recalculate
from wijkexcel.workbook.typed_cells import Plain, Rows


def build_entry(cleared: Sequence[Cleared[Request]], created: date) -> bytes:
    """Build the workbook for these scorers, with the results of its formulas.

    It contains their earlier answers: a form that differs is then noticed.
    """
    requests = [each.value for each in cleared]
    first = requests[0]
    criteria = _criteria(requests)
    layout = declare_entry(
        Entry(
            tuple(r.scorer for r in requests),
            tuple(o.id for o in first.opgaven),
            tuple(c.id for c in criteria),
            len(choices(first)) + 1,
        )
    )
    where = f" in {first.wijk}" if first.wijk else ""
    data = build_layout(
        layout,
        _rows(requests, criteria),
        {ENTRY: _loose(requests, criteria, layout)},
        title=f"Invoer van formulieren{where}",
        author=first.gemeente,
        created=created,
    )
    return recalculate(data).data


def _criteria(requests: Sequence[Request]) -> tuple[AskedCriterion, ...]:
    """Everything that any of these scorers is asked, in order of the ids."""
    found = {c.id: c for request in requests for c in request.criteria}
    return tuple(found[key] for key in sorted(found))


def _rows(requests: Sequence[Request], criteria: Sequence[AskedCriterion]) -> Rows:
    first = requests[0]
    values: dict[str, Plain] = {
        "wijk": first.wijk or NO_NAME,
        "version": version_of(first.scale, criteria, first.opgaven),
    }
    entered: dict[str, dict[str, Plain]] = {}
    for request in requests:
        for opgave in request.opgaven:
            row: dict[str, Plain] = {
                "scorer": request.scorer,
                "name": request.name,
                "opgave": opgave.name,
            }  # blank, whatever is known already: only what is on paper is entered here
            entered[row_id(request.scorer, opgave.id)] = row
    return {
        "tblUitleg": _explanation(len(first.opgaven)),
        BOOK_TABLE: {key: {"id": label, "value": values[key]} for key, label in BOOK.items()},
        "tblKeuzes": _choices(first),
        VERSION_TABLE: version_rows(first.scale, criteria, first.opgaven),
        "tblCriteria": criteria_rows(criteria),
        FORMS_TABLE: {
            r.scorer: {
                "name": r.name,
                "group": r.group,
                "code": r.code,
                "round": str(r.round),
                "criteria": " ".join(c.id for c in r.criteria),
                "asked": len(r.criteria) * len(r.opgaven),
            }
            for r in requests
        },
        ENTRY_TABLE: entered,
    }


def _choices(request: Request) -> dict[str, dict[str, Plain]]:
    rows = choices(request)
    rows[str(len(rows) + 1)] = {"mark": SHORT, "meaning": f"Kort voor '{ABSTENTION}'."}
    return rows


def _loose(
    requests: Sequence[Request], criteria: Sequence[AskedCriterion], layout: Layout
) -> Loose:
    """Texts above the columns, and the word in cells that a form's group does not score."""
    table = layout.tables[ENTRY_TABLE]
    cells: dict[tuple[int, int], tuple[str, str]] = mark_labels(
        {ROW_LOW: requests[0].lowest, ROW_HIGH: requests[0].highest}, SIDE
    )
    answers = (*typed_answers(requests[0]), SHORT)
    for criterion in criteria:
        col = table.col_of(criterion.id)
        for row, text, style in (
            (ROW_NAME, question(criterion, criterion.name, ". "), "criterion"),
            (ROW_LOW, criterion.lowest, "meaning"),
            (ROW_HIGH, criterion.highest, "meaning"),
        ):
            cells[row, col] = above_marks(text, answers), style
    row = table.first_row
    for request in requests:
        asked = {c.id for c in request.criteria}
        shut = [table.col_of(c.id) for c in criteria if c.id not in asked]
        for at in range(row, row + len(request.opgaven)):
            cells.update({(at, col): (CLOSED, "closed") for col in shut})
        row += len(request.opgaven)
    return cells


def _explanation(opgaven: int) -> dict[str, dict[str, Plain]]:
    rows = pick(opgaven, "één rij", f"een blok van {opgaven} rijen")
    texts = {
        "what": (
            "Wat doet u hier?",
            "U typt de formulieren over die op papier zijn ingevuld. Elk formulier heeft op het "
            f"blad Invoer {rows}. Zoek het nummer dat op het formulier staat (S01, S02 en "
            "verder) in de kolom Nummer.",
        ),
        "tab": (
            "Snel typen, opgave voor opgave",
            "Typ een score en druk op Tab: u gaat naar het volgende vakje dat u mag invullen, en "
            "na de opmerking naar de volgende opgave. Grijze cellen slaat Tab over.",
        ),
        "enter": (
            "Snel typen, vraag voor vraag",
            "Typ een score en druk op Enter: u gaat naar beneden, naar de volgende opgave. Aan het "
            "eind van het blok begint u bovenaan bij de volgende vraag.",
        ),
        "abstain": (
            "Weet niet aangekruist?",
            f"Typ {SHORT}. Dat is kort voor '{ABSTENTION}'.",
        ),
        "blank": ("Niets aangekruist?", "Laat de cel leeg."),
        "doubt": (
            "Twee kruisjes, of niet te lezen?",
            "Kies niet zelf. Laat de cel leeg, en typ bij de opmerking wat er op het formulier "
            "staat. Of vraag het na.",
        ),
        "group": (
            "Staat er 'hoeft niet'?",
            "Dan geeft de groep van dit formulier daar geen score. De cel is op slot.",
        ),
        "done": (
            "Klaar?",
            "Op het blad Formulieren ziet u wat nog open is. Sla het bestand op in een eigen map. "
            f"Geef dan de opdracht '{as_typed('verzamel')}' met het werkboek en die map. "
            "Tussendoor mag ook: twee keer verzamelen kan geen kwaad.",
        ),
    }
    return {key: {"question": q, "text": fitted(text)} for key, (q, text) in texts.items()}
