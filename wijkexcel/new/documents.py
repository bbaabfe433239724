"""The example with its documents, and the Word templates to begin with."""

import os
from datetime import datetime
from pathlib import Path

from wijkexcel.documents import ambition, form, handout, letter, sheet
from wijkexcel.errors import FileError
from wijkexcel.example import CAPACITY, example
from wijkexcel.files.folders import make_folder, remove
from wijkexcel.files.save import New, put
from wijkexcel.new.workbook import new_workbook
from wijkexcel.outgoing.letter import Audience
from wijkexcel.steps.on_file import Result, run_step

EXAMPLE_FILE = "voorbeeld_lijsterhoek.xlsx"


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
        folder / handout.TABLE: handout.shipped_template(handout.TABLE),
        folder / handout.SLIP: handout.shipped_template(handout.SLIP),
    }
    for target in templates:
        if os.path.lexists(target):
            message = f"{target} bestaat al. Haal het eerst weg, of kies een andere map."
            raise FileError(message)
    put(
        [New(target, content, with_folder=True, free=True) for target, content in templates.items()]
    )
    return tuple(templates)
