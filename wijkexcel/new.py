"""New files: workbooks, the example with its documents, and the Word templates.

``python -m wijkexcel.new MAP`` writes the workbooks of ``workbook_template/``: the empty template
and the filled example; a test checks that they equal what the code builds.
"""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkexcel.documents import ambition, form, letter, sheet
from wijkexcel.errors import FileError
from wijkexcel.example import CAPACITY, example, starter_framework
from wijkexcel.files.folders import make_folder, remove
from wijkexcel.files.save import New, check, put, save_atomic
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.letter import Audience
from wijkexcel.steps.on_file import Result, run_step
from wijkexcel.workbook.building.build import build

EXAMPLE_FILE = "voorbeeld_lijsterhoek.xlsx"
CREATED = date(2026, 1, 1)
TEMPLATE, EXAMPLE = "wijkexcel_sjabloon.xlsx", "wijkexcel_voorbeeld.xlsx"


def template_workbook() -> bytes:
    """Build the empty template, with the room required by the design."""
    return build(starter_framework(), Capacity(), created=CREATED, calculated=True)


def example_workbook() -> bytes:
    """Build the filled example."""
    return build(example(), CAPACITY, created=CREATED, calculated=True)


def new_workbook(target: Path, dossier: Dossier, capacity: Capacity, *, created: date) -> None:
    """Build a workbook with calculated values and save it.

    Raises:
        FileError: the target exists already, or cannot be written.
    """
    if os.path.lexists(target):
        message = f"{target} bestaat al. Kies een andere naam, of haal het bestand eerst weg."
        raise FileError(message)
    check([New(target, b"", follow=True, free=True)])
    data = build(dossier, capacity, created=created, calculated=True)
    put([New(target, data, follow=True, free=True)])


def starter(**settings: Any) -> Dossier:
    """Return the initial framework of the template, with settings filled in."""
    base = starter_framework()
    given = {key: value for key, value in settings.items() if value is not None}
    return base.model_copy(update={"settings": base.settings.model_copy(update=given)})


def new_from_starter(target: Path, capacity: Capacity, **settings: Any) -> None:
    """Save a new workbook with the framework of the template.

    Raises:
        FileError: the extension is not that of a workbook, the scale is reversed, there is too
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


def make_example(folder: Path) -> tuple[Path, list[Result]]:
    """Write the example: workbook, decision sheet and letter.

    Raises:
        FileError: the folder already contains an example, or cannot be written.
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
        FileError: one exists already, or the folder cannot be written.
    """
    templates = {
        folder / "brief.docx": letter.shipped_template(),
        folder / "brief_partners.docx": letter.shipped_template(Audience.PARTNERS),
        folder / "besluitenblad.docx": sheet.shipped_template(),
        folder / "formulier.docx": form.shipped_template(),
        folder / "ambitie.docx": ambition.shipped_template(),
    }
    for target in templates:
        if os.path.lexists(target):
            message = f"{target} bestaat al. Haal het eerst weg, of kies een andere map."
            raise FileError(message)
    put(
        [New(target, content, with_folder=True, free=True) for target, content in templates.items()]
    )
    return tuple(templates)


def write(folder: Path) -> tuple[Path, ...]:
    """Write both workbooks into a folder and return their paths.

    Raises:
        FileError: one cannot be written.
    """
    made = []
    for name, content in ((TEMPLATE, template_workbook()), (EXAMPLE, example_workbook())):
        save_atomic(folder / name, content, keep_previous=False)
        made.append(folder / name)
    return tuple(made)


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        print(path)
