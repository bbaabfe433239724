"""The workbooks that are shipped: the empty template and the filled example.

``python -m wijkexcel.new.shipped MAP`` writes those of ``workbook_template/``; a test checks that
they equal what the code builds.
"""

import sys
from datetime import date
from pathlib import Path

from wijkexcel.example import CAPACITY, example, starter_framework
from wijkexcel.files.save import save_atomic
from wijkexcel.layout.spec import Capacity
from wijkexcel.workbook.building.build import build

CREATED = date(2026, 1, 1)
TEMPLATE, EXAMPLE = "wijkexcel_sjabloon.xlsx", "wijkexcel_voorbeeld.xlsx"


def template_workbook() -> bytes:
    """Build the empty template, with the room required by the design."""
    return build(starter_framework(), Capacity(), created=CREATED, calculated=True)


def example_workbook() -> bytes:
    """Build the filled example."""
    return build(example(), CAPACITY, created=CREATED, calculated=True)


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
