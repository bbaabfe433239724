"""Read one returned item; any problem becomes a message, never an exception.

The bytes are inspected before anything parses them, and then parsed by ``work``: a sandbox's
``run`` for untrusted files, or ``parsed`` itself in this process.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import Any

from wijkexcel.errors import WijkexcelError
from wijkexcel.files.kinds import BY_HAND
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Settings
from wijkexcel.post.back.answer import Answer, parse
from wijkexcel.post.back.entry_answer import Entered, is_entry, parse_entered
from wijkexcel.post.back.mailbox import Found
from wijkexcel.post.back.returns import Returned
from wijkexcel.post.inspect.inspect import Kind, inspect
from wijkexcel.workbook.reading.source import FileSource

PARSED = "wijkexcel.post.back.returned:parsed"
"""What a sandbox runs."""

NOTHING_TYPED = "In dit bestand met formulieren is nog niets overgetypt."

_STUCK = f"Dit bestand is niet te lezen: wijkexcel liep erop vast. {BY_HAND}"

Work = Callable[..., dict[str, Any]]


def parsed(data: bytes, *, lowest: float, highest: float, step: float) -> dict[str, Any]:
    """Read a workbook into a JSON-compatible value; ``answer_of`` is the inverse.

    Raises:
        NotAWorkbookError: it cannot be read.
        StructureError: it is not a workbook that was sent out.
    """
    source, settings = FileSource(data), Settings(lowest=lowest, highest=highest, step=step)
    typed_over = is_entry(source)
    read = (
        parse_entered(source, settings) if typed_over else Entered((parse(source, settings),), ())
    )
    return {
        "typed_over": typed_over,
        "answers": [_plain(answer) for answer in read.answers],
        "findings": [asdict(finding) for finding in read.findings],
    }


def _plain(answer: Answer) -> dict[str, Any]:
    return {
        "identity": answer.identity,
        "versions": answer.versions,
        "scores": [
            [opgave, criterion, mark] for (opgave, criterion), mark in answer.scores.items()
        ],
        "remarks": answer.remarks,
        "texts": answer.texts,
        "typed_over": answer.typed_over,
        "findings": [asdict(finding) for finding in answer.findings],
    }


def answer_of(content: dict[str, Any]) -> Answer:
    """Make an answer from a result of ``parsed``, possibly after a round trip through JSON."""
    return Answer(
        content["identity"],
        content["versions"],
        {(opgave, criterion): mark for opgave, criterion, mark in content["scores"]},
        content["remarks"],
        _findings(content["findings"]),
        content["texts"],
        content["typed_over"],
    )


def _findings(content: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(**{**f, "severity": Severity(f["severity"]), "where": Where(**f["where"])})
        for f in content
    )


def returned(found: Found, settings: Settings, work: Work = parsed) -> Returned:
    """Inspect a returned item, and read it if that is safe.

    Any failure is reported for this one file; the others go on.
    """
    try:
        return replace(_returned(found, settings, work), dated=found.dated)
    except Exception:  # a file of unknown origin can make a parser raise anything
        return Returned(found.name, "", refused=_STUCK)


def _returned(found: Found, settings: Settings, work: Work) -> Returned:
    mark = hashlib.sha256(found.data).hexdigest()[:8].upper()
    inspection = inspect(found.as_file or PurePosixPath(found.name).name, found.data)
    name = found.name
    if inspection.kind is Kind.SKIP:
        return Returned(name, mark, skipped=" ".join(inspection.notes))
    if inspection.refused:
        return Returned(
            name, mark, refused=inspection.refused, sheet=inspection.sheet, cell=inspection.cell
        )
    scale = {"lowest": settings.lowest, "highest": settings.highest, "step": settings.step}
    try:
        content = work(found.data, **scale)
    except WijkexcelError as error:
        return Returned(name, mark, refused=str(error))
    answers = tuple(answer_of(answer) for answer in content["answers"])
    notes = inspection.notes if answers else (*inspection.notes, NOTHING_TYPED)
    # Paper forms were entered by someone other than those who filled them in.
    sender = "" if content["typed_over"] else found.sender
    return Returned(
        name, mark, answers, notes=notes, sender=sender, findings=_findings(content["findings"])
    )
