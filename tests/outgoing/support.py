"""Dossiers and texts to try the gate with."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import create_model

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import Record
from wijkexcel.outgoing.gate import Gate
from wijkexcel.outgoing.typed import Cell, Piece

REASON = Cell("tblBesluit", "O02", "public_reason")


def in_public(gate: Gate, text: str, cell: Cell = REASON) -> list[Finding]:
    """What is found of a text when it stands in this cell of what is public."""
    return [found.finding for found in gate.public.found(Piece(text, cell, ""))]


def to_group(gate: Gate, group: str, text: str, cell: Cell) -> list[Finding]:
    """What is found of a text when it stands in this cell of what a group gets."""
    return [found.finding for found in gate.of_group(group).found(Piece(text, cell, ""))]


def codes(findings: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def wider(record: Record, **fields: Any) -> Record:
    """The same record with columns that nobody thought of."""
    added: dict[str, Any] = {name: (type(value), ...) for name, value in fields.items()}
    made = create_model(f"Wider{type(record).__name__}", __base__=type(record), **added)
    values = {name: getattr(record, name) for name in type(record).model_fields}
    return made(**values, **fields)


def widened(dossier: Dossier, **fields: Any) -> Iterator[tuple[str, Dossier]]:
    """For each kind of record of a dossier: the dossier with one that has columns more."""
    for name in type(dossier).model_fields:
        held = getattr(dossier, name)
        if isinstance(held, Record):
            yield name, dossier.model_copy(update={name: wider(held, **fields)})
        elif isinstance(held, tuple) and held:
            yield name, dossier.model_copy(update={name: (wider(held[0], **fields), *held[1:])})
