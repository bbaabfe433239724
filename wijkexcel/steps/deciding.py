"""The function that proposes decisions and makes the decision sheet: besluit."""

from wijkexcel.checks.catalogue import check
from wijkexcel.checks.decisions import choice_left
from wijkexcel.documents.file_names import decision_sheet_name
from wijkexcel.documents.internal_builder import decision_sheet
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.dutch.sentence import Written
from wijkexcel.hosts.port import Port
from wijkexcel.rules.propose import filled_in
from wijkexcel.rules.taken_over import offered, with_taken_over
from wijkexcel.rules.whole import all_to_settle, left_to_team
from wijkexcel.sentences import logged
from wijkexcel.steps.changes import decision_changes, only_on_empty_cells
from wijkexcel.steps.checking import explain
from wijkexcel.steps.frame import Work, all_findings, begin, finish
from wijkexcel.steps.report import Document, Report, Run


def _no_sheet(work: Work, why: Written) -> Report:
    work.refused = (why,)
    return finish(work, "besluit", why)


def besluit(port: Port, run: Run) -> Report:
    """Fill empty decisions with a proposal, check them, and render the besluitenblad."""
    work = begin(port, run)
    if work.in_doubt:
        return _no_sheet(work, logged.SHEET_IN_DOUBT.write())
    dossier = work.reading.dossier
    if not dossier.opgaven:
        return _no_sheet(work, logged.NO_OPGAVEN.write())
    explain(work)  # scores may have been added since the reconsideration
    proposals = with_taken_over(dossier, filled_in(dossier, work.outcome))
    decisions = only_on_empty_cells(dossier, proposals, work.reading, port)
    changes = decision_changes(dossier, decisions)
    work.changes += changes
    proposed = dossier.model_copy(update={"decisions": decisions})
    taken = [
        c.row
        for c in changes
        if c.column == "public_reason" and c.value == offered(dossier, proposed.decision(c.row))
    ]
    replaced = [c.row for c in changes if getattr(dossier.decision(c.row), c.column)]
    adapted = [row for row in replaced if row not in taken]
    work.filled = len(changes) - len(replaced)
    left = left_to_team(proposed, work.outcome)
    checked = (
        *check(proposed, work.outcome, run.when.date()),
        *choice_left(proposed, left),
    )
    again = all_findings(work.reading.findings, dict.fromkeys(checked))
    work.findings = [work.reading.map.place(f) for f in [*again, *work.about]]
    sheet = decision_sheet(proposed, work.outcome, work.today)
    content = decision_sheet_docx(sheet, run.templates.get("besluit"), run.house)
    name = f"{decision_sheet_name(dossier.settings.wijk, work.today)}.docx"
    work.documents.append(Document(name, content))
    undecided = sum(proposed.decision(o.id).choice is None for o in dossier.opgaven)
    said = logged.SHEET_MADE.write(
        filled=(
            logged.PROPOSED.write(cells=work.filled)
            if work.filled
            else logged.NOTHING_TO_FILL.write()
        ),
        adapted={"opgaven": adapted} if adapted else None,
        taken={"opgaven": taken} if taken else None,
        undecided={"opgaven": undecided} if undecided else None,
        left={"opgaven": list(left), "settle": all_to_settle(left)} if left else None,
    )
    return finish(work, "besluit", said)
