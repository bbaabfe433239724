"""What *methode.md* names for each statement of the method is there, by the declaration."""

import re
from pathlib import Path

import pytest

from tests.docs.support import ROOT, text_of
from wijkexcel.cli import main as cli
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity

STATEMENTS = 76
"""The text of the method was split into as many, in its order."""
UNSERVED: frozenset[int] = frozenset()
"""Statements that nothing serves yet; the table says 'niet'."""
LAYOUT = declare(Capacity(2, 2, 2, 2, 2))
SHEET = re.compile(r"\*([^*]+)\*(?:: (\*\*.+\*\*))?")
COMMAND = re.compile(r"`wijkexcel (\w+)((?: --\w+)*)`")
DOCUMENT = re.compile(r"\[[^\]]+\]\(([\w.]+\.md)#([\w-]+)\)")


def rows() -> dict[int, list[str]]:
    """Number of each statement, with the items of its last column."""
    found = {}
    for line in text_of("docs/methode.md").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].isdigit():
            assert all(cells), line
            found[int(cells[0])] = cells[3].split("; ")
    return found


def headers_of(sheet: str) -> set[str]:
    """Headers in sight on a sheet, and on Start the settings."""
    spec = LAYOUT.sheet(sheet)
    assert not spec.hidden, f"{sheet} is hidden"
    columns = {c.header for t in spec.tables for c in t.columns if not c.hidden}
    return columns | ({s.label for s in LAYOUT.settings} if sheet == "Start" else set())


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Options of a command, as its help lists them."""
    with pytest.raises(SystemExit) as ended:
        cli.run([command, "--help"])
    assert ended.value.code == 0
    return set(re.findall(r"(?<![\w-])--[a-z]+", capsys.readouterr().out))


def anchors_of(document: str) -> set[str]:
    """Anchors of the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text_of(f"docs/{document}"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.casefold()).replace(" ", "-") for h in headings}


def missing(item: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What an item of the table names that is not there; empty if all of it is."""
    if found := COMMAND.fullmatch(item):
        command, options = found[1], found[2].split()
        known = command in cli.parser().names
        gone = sorted(set(options) - options_of(command, capsys)) if known else [item]
    elif found := DOCUMENT.fullmatch(item):
        there = Path(ROOT / "docs" / found[1]).is_file()
        gone = [] if there and found[2] in anchors_of(found[1]) else [item]
    elif found := SHEET.fullmatch(item):
        named = re.findall(r"\*\*(.+?)\*\*", found[2] or "")
        known = any(sheet.name == found[1] for sheet in LAYOUT.sheets)
        gone = sorted(set(named) - headers_of(found[1])) if known else [item]
    else:
        gone = [f"no place: {item}"]
    return ", ".join(gone)


def test_every_statement_of_the_method_has_one_row_in_its_order() -> None:
    assert list(rows()) == list(range(1, STATEMENTS + 1))


@pytest.mark.parametrize("number", range(1, STATEMENTS + 1))
def test_what_serves_a_statement_is_there(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    items = rows()[number]
    assert (items == ["niet"]) == (number in UNSERVED)
    if number not in UNSERVED:
        assert [missing(item, capsys) for item in items] == [""] * len(items)


@pytest.mark.parametrize(
    "item",
    [
        "*Opgaven*: **Bestaat niet**",
        "*Opgaven*: **Kansen**, **Bestaat niet**",
        "`wijkexcel brief --bestaatniet`",
        "[handleiding](handleiding.md#bestaat-niet)",
        "[gids](gids.md#begin)",
        "ergens in het werkboek",
        "*Kansen*",
        "`wijkexcel bestaatniet`",
    ],
)
def test_a_place_that_is_not_there_is_found(item: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert missing(item, capsys)
