"""Write the shipped Word templates: ``python -m workbook_template.maken.write``.

A municipality edits the templates in Word; this source exists so that the shipped templates can be
read and reviewed as text. A test checks that both are equal.
"""

from pathlib import Path
from typing import Final

from wijkexcel.documents import ambition, form, handout, letter, sheet
from workbook_template.maken.template_ambition import ambition_template
from workbook_template.maken.template_form import form_template
from workbook_template.maken.template_letter import letter_template
from workbook_template.maken.template_meeting import meeting_template
from workbook_template.maken.template_partners import partners_template
from workbook_template.maken.template_sheet import decision_sheet_template
from workbook_template.maken.template_slip import slip_template

FOLDER: Final = Path(__file__).parents[2] / "wijkexcel" / "documents" / "templates"


def templates() -> dict[str, bytes]:
    """All shipped templates by file name; the same bytes every time."""
    return {
        letter.TEMPLATE: letter_template(),
        letter.TO_PARTNERS: partners_template(),
        sheet.TEMPLATE: decision_sheet_template(),
        form.TEMPLATE: form_template(),
        ambition.TEMPLATE: ambition_template(),
        handout.TABLE: meeting_template(),
        handout.SLIP: slip_template(),
    }


def main(folder: Path = FOLDER) -> None:
    """Write the templates."""
    folder.mkdir(exist_ok=True)
    for name, data in templates().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
