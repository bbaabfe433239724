"""What the commands do, apart from the command line's words: imported only when one runs."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkexcel.documents import form, letter, sheet
from wijkexcel.documents.carried import carried_along
from wijkexcel.documents.own_text import own_text
from wijkexcel.errors import FileError
from wijkexcel.example import CAPACITY, example, starter_framework
from wijkexcel.files.folders import make_folder, remove
from wijkexcel.files.reading import read_file
from wijkexcel.files.save import New, check, put
from wijkexcel.hosts import steps
from wijkexcel.hosts.files import FilePort, check_is_workbook
from wijkexcel.hosts.output import prepared
from wijkexcel.hosts.steps import Report, Run
from wijkexcel.hosts.who import who
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.workbook.build import build
from wijkexcel.workbook.recalculate import recalculate

EXAMPLE_FILE = "voorbeeld_lijsterhoek.xlsx"


@dataclass(frozen=True)
class Result:
    """What a step did to a file."""

    report: Report
    saved: Path | None
    previous: Path | None
    files: tuple[Path, ...]
    words: tuple[str, ...]


def new_workbook(target: Path, dossier: Dossier, capacity: Capacity, *, created: date) -> None:
    """Build a workbook with calculated values and save it.

    Raises:
        FileError: the target exists already, or cannot be written.
    """
    if os.path.lexists(target):
        message = f"{target} bestaat al. Kies een andere naam, of haal het bestand eerst weg."
        raise FileError(message)
    check([New(target, b"", follow=True, free=True)])
    data = recalculate(build(dossier, capacity, created=created)).data
    put([New(target, data, follow=True, free=True)])


def starter(**settings: Any) -> Dossier:
    """Take the framework that the template starts with, with settings filled in."""
    base = starter_framework()
    given = {key: value for key, value in settings.items() if value is not None}
    return base.model_copy(update={"settings": base.settings.model_copy(update=given)})


def new_from_starter(target: Path, capacity: Capacity, **settings: Any) -> None:
    """Save a new workbook that starts with the framework of the template.

    Raises:
        FileError: the name is not one of a workbook, the scale is upside down, there is too
            little room for the framework, or the file cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        message = f"Geef een naam die eindigt op .xlsx; u gaf {target.name}."
        raise FileError(message)
    dossier = starter(**settings)
    if dossier.settings.highest <= dossier.settings.lowest:
        message = "De hoogste score moet hoger zijn dan de laagste."
        raise FileError(message)
    needed = len(dossier.criteria), len(dossier.groups)
    if capacity.criteria < needed[0] or capacity.groups < needed[1]:
        message = (
            f"Het werkboek begint met {needed[0]} criteria en {needed[1]} groepen, als voorbeeld. "
            f"Vraag minstens zoveel ruimte (--criteria {needed[0]} --groepen {needed[1]} of meer). "
            "Hebt u er minder nodig, maak dan in het werkboek de rijen leeg die u niet gebruikt."
        )
        raise FileError(message)
    new_workbook(target, dossier, capacity, created=date.today())


def run_step(
    step: str,
    workbook: Path,
    *,
    target: Path | None = None,
    template: Path | None = None,
    when: datetime | None = None,
    by: str | None = None,
) -> Result:
    """Run one of the five functions on a file and save the result, with its documents beside it.

    Raises the errors of reading, rendering and saving; then nothing is changed.
    """
    check_names(workbook, target)
    own = read_file(template, "Het sjabloon") if template is not None else None
    run = Run(
        when=when or datetime.now(),
        who=by or who(),
        letter_template=own if step == "brief" else None,
        sheet_template=own if step == "besluit" else None,
    )
    with FilePort.to_change(workbook, run.who, step, target) as port:
        report = steps.run_step(step, port, run)
        saved = target or workbook
        ready = prepared(report.documents, saved.parent, workbook)
        previous, *kept = port.save_with(ready.files, target)
    words = (*ready.told(kept), *(_of_template(step, own, report) if report.documents else ()))
    return Result(report, saved, previous, ready.made, words)


def _of_template(step: str, own: bytes | None, report: Report) -> tuple[str, ...]:
    """What there is to know of a template: what goes along unseen, and doubts about its words."""
    public = step == "brief"
    typed = gate_of(report.dossier).everyone().doubts(own_text(own)) if public else ()
    return (*carried_along(own), *typed)


def check_names(workbook: Path, target: Path | None) -> None:
    """Refuse what is plainly no workbook, and a result under a name that no workbook can have."""
    check_is_workbook(workbook)
    if target is not None and target.suffix.lower() != workbook.suffix.lower():
        message = f"Geef bij --uit een naam die eindigt op {workbook.suffix}; u gaf {target.name}."
        raise FileError(message)


def make_example(folder: Path) -> tuple[Path, list[Result]]:
    """Write the example: workbook, decision sheet and letter.

    Raises:
        FileError: the folder holds an example already, or cannot be written.
    """
    make_folder(folder)
    workbook = folder / EXAMPLE_FILE
    day = datetime(2026, 9, 21, 9, 0)
    new_workbook(workbook, example(), CAPACITY, created=day.date())
    results = [
        run_step(step, workbook, when=day, by="voorbeeld")
        for step in ("valideer", "bereken", "heroverweeg", "besluit", "brief")
    ]
    if results[-1].previous is not None:
        remove(results[-1].previous)
    return workbook, results


def copy_templates(folder: Path) -> tuple[Path, ...]:
    """Write the Word templates into a folder and return their paths.

    Raises:
        FileError: one is there already, or the folder cannot be written.
    """
    templates = {
        folder / "brief.docx": letter.shipped_template(),
        folder / "besluitenblad.docx": sheet.shipped_template(),
        folder / "formulier.docx": form.shipped_template(),
    }
    for target in templates:
        if os.path.lexists(target):
            message = f"{target} bestaat al. Haal het eerst weg, of kies een andere map."
            raise FileError(message)
    put(
        [New(target, content, with_folder=True, free=True) for target, content in templates.items()]
    )
    return tuple(templates)
