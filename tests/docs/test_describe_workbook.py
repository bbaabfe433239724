from itertools import pairwise
from pathlib import Path

import pytest

from docs.maken.describe_workbook import SMALL, TARGET, describe, text
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity

ROOT = Path(__file__).parents[2]


def test_the_file_in_the_repository_is_what_the_declaration_says() -> None:
    written = (ROOT / TARGET).read_text(encoding="utf-8")
    assert written == text(), "run: make werkboek"


@pytest.mark.parametrize("capacity", [SMALL, Capacity(4, 3, 3, 3, 3)])
def test_everything_that_is_declared_is_described(capacity: Capacity) -> None:
    layout = declare(capacity)
    said = describe(layout)
    first = layout.capacity.scorer_ids[0]
    others = layout.capacity.scorer_ids[1:]
    for sheet in layout.sheets:
        assert sheet.name in others or f"## Blad {sheet.name}" in said
        for table in sheet.tables:
            if table.name.removeprefix("tblScore_") in others:
                continue
            assert f"### `{table.name}`" in said
            for column in table.columns:
                plain = not any(i in column.key for i in (*capacity.criterion_ids, "G"))
                assert not plain or column.header in said
    assert f"tblScore_{first}" in said
    for setting in layout.settings:
        assert f"| {setting.label} | `{setting.name}` |" in said
    for name, target in layout.names.items():
        assert f"| `{name}` | `{target}` |" in said


def test_repeated_columns_are_described_once() -> None:
    said = describe(declare(Capacity(3, 5, 4, 2, 2)))
    assert "gemiddelde C01 G1" in said
    assert "herhaalt per criterium en groep" in said
    assert "gemiddelde C02 G1" not in said
    assert "gemiddelde C01 G2" not in said


def test_every_table_row_has_as_many_cells_as_its_header() -> None:
    lines = text().splitlines()
    for above, line in pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert above.replace(r"\|", "").count("|") == line.replace(r"\|", "").count("|")


def test_describing_is_pure() -> None:
    assert describe(declare(SMALL)) == describe(declare(SMALL))
