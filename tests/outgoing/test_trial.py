"""The trial: every sort of secret in every text that goes out is refused or told."""

from collections.abc import Iterator

import pytest

from tests.checks.changes import also, on, settings
from wijkexcel.example import example
from wijkexcel.layout.named import header
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.gate import Gate
from wijkexcel.outgoing.search import Search
from wijkexcel.outgoing.typed import Cell, Piece

PLAIN = frozenset(
    (
        ("tblCriteria", "put_forward_by"),
        ("tblOpgaven", "put_forward_by"),
        ("tblOpgaven", "domain"),
        ("tblDeelnemers", "organisation"),
        ("tblDeelnemers", "domain"),
        ("tblBesluit", "decided_by"),
        ("tblLogboek", "who"),
    )
)
"""Bodies and fields of work: in the example these stand in public texts as well."""


def tried() -> Dossier:
    """The example, with something in every column."""
    change = also(
        on("scorers", "S03", code="K7RT4X", version="9F3A11C2D4"),
        on("opgaven", "O03", planning="Bij groot onderhoud, 2033", law="Verordening Warmtefonds"),
        on("anchors", "C03", lowest="Het bestuur krijgt vooral kritiek in de raad."),
        settings(sender_role="Wethouder Wonen"),
    )
    return change(example())


GATE = Gate(tried())
READERS: dict[str, tuple[Search, tuple[Piece, ...]]] = {
    "brief": (GATE.public, GATE.public_texts),
    **{group: (GATE.of_group(group), GATE.asked_texts[group]) for group in ("G2", "G3")},
}


def column(cell: Cell) -> tuple[str, str]:
    """Where a text stands, whatever its row; of a setting its row."""
    table = cell.table.rstrip("0123456789")
    return table, cell.row if table == "tblInstellingen" else cell.column


def fields(reader: str) -> Iterator[Piece]:
    """One text of each field that this reader gets."""
    found = {column(piece.cell): piece for piece in READERS[reader][1] if piece.text}
    yield from found.values()


def secrets(reader: str) -> dict[str, str]:
    """The longest text of each column that this reader may not read; internal criteria apart."""
    found: dict[str, str] = {}
    for leaf in READERS[reader][0].secrets:
        if isinstance(leaf.value, str) and column(leaf.cell) not in PLAIN:
            name = " ".join(column(leaf.cell))
            found[name] = max(found.get(name, ""), leaf.value, key=len)
    return found


CASES = [(reader, name) for reader in READERS for name in secrets(reader)]


def unseen(reader: str, text: str, *, alone: bool) -> list[str]:
    """The fields in which a text is not found."""
    search = READERS[reader][0]
    return [
        header(piece.cell.table, piece.cell.column)
        for piece in fields(reader)
        if not search.found(Piece(text if alone else f"{piece.text} {text}", piece.cell, ""))
    ]


def test_there_is_much_to_try() -> None:
    assert len(list(fields("brief"))) >= 20
    assert len(list(fields("G3"))) >= 14
    assert len(secrets("brief")) >= 20


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_every_secret_is_found_in_every_field(reader: str, name: str) -> None:
    text = secrets(reader)[name]
    assert unseen(reader, text, alone=False) == []
    assert unseen(reader, text, alone=True) == []
    shouted = text.upper().replace(" ", "\N{NO-BREAK SPACE}")
    assert unseen(reader, shouted, alone=False) == []


HALF_FOUND = (
    "tblBesluit internal_note",
    "tblScore_S remark",
    "tblHeroverweging why",
    "tblOpgaven risks",
    "tblOpgaven make_or_break_why",
    "tblCriteria question",
    "tblLogboek what",
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", HALF_FOUND)
def test_half_of_a_long_one_is_found(reader: str, name: str) -> None:
    words = secrets(reader)[name].split()
    half = len(words) // 2
    for part in (words[:half], words[half:]):
        assert unseen(reader, " ".join(part), alone=False) == []
