"""The five functions on a file: run one, and save the result with its documents."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wijkexcel.documents.carried import carried_along
from wijkexcel.documents.own_text import own_text
from wijkexcel.errors import FileError
from wijkexcel.files.reading import read_file
from wijkexcel.hosts.file import FilePort, check_is_workbook
from wijkexcel.hosts.who import who
from wijkexcel.look.house import house_beside
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.letter import Audience
from wijkexcel.steps import five as steps
from wijkexcel.steps.output import prepared
from wijkexcel.steps.report import Report, Run


@dataclass(frozen=True)
class Result:
    """What a step did to a file."""

    report: Report
    saved: Path | None
    previous: Path | None
    files: tuple[Path, ...]
    words: tuple[str, ...]


def run_step(
    step: str,
    workbook: Path,
    *,
    target: Path | None = None,
    template: Path | None = None,
    audience: Audience = Audience.RESIDENTS,
    when: datetime | None = None,
    by: str | None = None,
) -> Result:
    """Run one of the five functions on a file and save the result, with its documents beside it.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed.
        StructureError: the workbook is not a wijkexcel workbook.
        DocumentError: a document cannot be made.
    """
    check_names(workbook, target)
    own = read_file(template, "Het sjabloon") if template is not None else None
    run = Run(
        when=when or datetime.now(),
        who=by or who(),
        templates={step: own} if own is not None else {},
        audience=audience,
        house=house_beside(workbook),
    )
    with FilePort.to_change(workbook, run.who, step, target) as port:
        report = steps.run_step(step, port, run)
        saved = target or workbook
        ready = prepared(report.documents, saved.parent, workbook)
        previous, *kept = port.save_with(ready.files, target)
    words = (*ready.told(kept), *(_of_template(step, own, report) if report.documents else ()))
    return Result(report, saved, previous, ready.made, words)


def _of_template(step: str, own: bytes | None, report: Report) -> tuple[str, ...]:
    """Remarks on a template: invisible contents that are carried over, and doubtful wording."""
    public = step in steps.PUBLIC
    typed = gate_of(report.dossier).everyone().doubts(own_text(own)) if public else ()
    return (*carried_along(own), *typed)


def check_names(workbook: Path, target: Path | None) -> None:
    """Refuse files that are plainly not a workbook, and results with an impossible file name."""
    check_is_workbook(workbook)
    if target is not None and target.suffix.lower() != workbook.suffix.lower():
        message = f"Geef bij --uit een naam die eindigt op {workbook.suffix}; u gaf {target.name}."
        raise FileError(message)
