"""What lies in workbook_template/ is what the code builds, part by part."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from wijkexcel.layout.spec import LARGE
from wijkexcel.new.shipped import (
    EXAMPLE,
    LARGE_TEMPLATE,
    TEMPLATE,
    example_workbook,
    template_workbook,
)

FOLDER = Path(__file__).parents[2] / "workbook_template"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "built"),
    [
        (TEMPLATE, template_workbook),
        (LARGE_TEMPLATE, partial(template_workbook, LARGE)),
        (EXAMPLE, example_workbook),
    ],
)
def test_shipped_workbook_equals_what_the_code_builds(
    name: str, built: Callable[[], bytes]
) -> None:
    shipped, made = parts((FOLDER / name).read_bytes()), parts(built())
    assert list(shipped) == list(made)
    different = [part for part in made if shipped[part] != made[part]]
    assert different == [], "run `make sjablonen` and look at the difference before you commit"
