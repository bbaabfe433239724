"""The workbooks that are shipped: the empty template and the filled example.

``python -m wijkexcel.new.shipped MAP`` writes those of ``workbook_template/``; a test checks that
each equals what the code builds.
"""

import sys
from datetime import date
from pathlib import Path

from wijkexcel.example import CAPACITY, example, starter_framework
from wijkexcel.files.save import save_atomic
from wijkexcel.layout.spec import LARGE, Capacity
from wijkexcel.workbook.building.build import build

CREATED = date(2026, 1, 1)
TEMPLATE, EXAMPLE = "wijkexcel_sjabloon.xlsx", "wijkexcel_voorbeeld.xlsx"
LARGE_TEMPLATE = "wijkexcel_sjabloon_groot.xlsx"


def template_workbook(room: Capacity | None = None) -> bytes:
    """Build an empty template, with the room that fits an ordinary wijk or another."""
    return build(starter_framework(), room or Capacity(), created=CREATED, calculated=True)


def example_workbook() -> bytes:
    """Build the filled example."""
    return build(example(), CAPACITY, created=CREATED, calculated=True)


def write(folder: Path) -> tuple[Path, ...]:
    """Write the workbooks into a folder and return their paths.

    Raises:
        FileError: one cannot be written.
    """
    made = []
    books = {
        TEMPLATE: template_workbook(),
        LARGE_TEMPLATE: template_workbook(LARGE),
        EXAMPLE: example_workbook(),
    }
    for name, content in books.items():
        save_atomic(folder / name, content, keep_previous=False)
        made.append(folder / name)
    return tuple(made)


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        print(path)
