"""Read one thing that came back; whatever is wrong with it becomes words, never an exception.

The bytes are looked at before anything parses them, and then parsed by ``work``: a sandbox's
``run`` for files that nobody vouches for, or ``parsed`` itself in this process.
"""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from wijkexcel.errors import WijkexcelError
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Settings
from wijkexcel.post.answer import Answer, parse
from wijkexcel.post.gather import Returned
from wijkexcel.post.inspect import Kind, inspect
from wijkexcel.post.mailbox import Found
from wijkexcel.workbook.source import FileSource

PARSED = "wijkexcel.post.returned:parsed"
"""What a sandbox is to run."""

Work = Callable[..., dict[str, Any]]


def parsed(data: bytes, *, lowest: float, highest: float, step: float) -> dict[str, Any]:
    """Read a workbook into what JSON can hold; see ``answer_of`` for the way back.

    Raises the errors of ``wijkexcel.post.answer.parse``.
    """
    answer = parse(FileSource(data), Settings(lowest=lowest, highest=highest, step=step))
    return {
        "identity": answer.identity,
        "versions": answer.versions,
        "scores": [
            [opgave, criterion, mark] for (opgave, criterion), mark in answer.scores.items()
        ],
        "remarks": answer.remarks,
        "texts": answer.texts,
        "findings": [asdict(finding) for finding in answer.findings],
    }


def answer_of(content: dict[str, Any]) -> Answer:
    """Make an answer of what ``parsed`` gave, also after JSON."""
    findings = (
        Finding(**{**f, "severity": Severity(f["severity"]), "where": Where(**f["where"])})
        for f in content["findings"]
    )
    return Answer(
        content["identity"],
        content["versions"],
        {(opgave, criterion): mark for opgave, criterion, mark in content["scores"]},
        content["remarks"],
        tuple(findings),
        content["texts"],
    )


def returned(found: Found, settings: Settings, work: Work = parsed) -> Returned:
    """Look at what came back, and read it if that is safe."""
    mark = hashlib.sha256(found.data).hexdigest()[:8].upper()
    inspection = inspect(PurePosixPath(found.name.rpartition(" > ")[2]).name, found.data)
    name = found.name
    if inspection.kind is Kind.SKIP:
        return Returned(name, mark, skipped=" ".join(inspection.notes))
    if inspection.refused:
        return Returned(
            name, mark, refused=inspection.refused, sheet=inspection.sheet, cell=inspection.cell
        )
    scale = {"lowest": settings.lowest, "highest": settings.highest, "step": settings.step}
    try:
        answer = answer_of(work(found.data, **scale))
    except WijkexcelError as error:
        return Returned(name, mark, refused=str(error))
    return Returned(name, mark, answer, notes=inspection.notes, sender=found.sender)
