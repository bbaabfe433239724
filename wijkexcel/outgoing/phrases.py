"""Phrases of findings: where something is, what it is, and what to do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wijkexcel.layout.named import (
    ANCHORS,
    CRITERIA,
    DECISIONS,
    LOG,
    RECONSIDER,
    SCORERS,
    SCORES,
    SETTINGS,
    header,
    setting_label,
)
from wijkexcel.outgoing.mail import MAIL_TEXT
from wijkexcel.outgoing.typed import Cell


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of outgoing texts, in words.

    Attributes:
        text: the name of a text for them.
        code: the end of the finding codes.
        rewrite: what to do.
        named: the question about a person who is named.
        scores: why scores are not allowed there.
    """

    text: str
    code: str
    rewrite: str
    named: str
    scores: str


PUBLIC: Final = Readers(
    "de openbare tekst",
    "in-openbare-tekst",
    "Schrijf deze tekst anders: hij wordt openbaar.",
    "Mag deze persoon met naam in de brief?",
    "De brief noemt geen scores en geen aantallen deelnemers.",
)
PARTNERS: Final = Readers(
    "de tekst",
    "in-uitvraag",
    "Schrijf deze tekst anders: wie scoort, leest hem.",
    "Mogen anderen die scoren dit lezen?",
    "Wie scoort, krijgt niet te lezen wat anderen scoorden.",
)


class Sort(StrEnum):
    """The kind of match; the beginning of a finding code."""

    SCORER = "deelnemer"
    PART = "deel-van-naam"
    PERSON = "persoon"
    ADDRESS = "adres"
    CRITERION = "intern-criterium"
    NOTE = "notitie"
    REMARK = "opmerking"
    ANSWER = "antwoord"
    TEXT = "interne-tekst"
    WORDS = "interne-woorden"
    NUMBER = "intern-getal"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Source:
    """How to refer to a secret: ``the`` as a thing, ``at`` as a place with words."""

    sort: Sort
    the: str
    at: str


def place(cell: Cell, field: str, readers: Readers) -> str:
    """Name the place of an outgoing text."""
    if cell.table == SETTINGS:
        return f"de tekst bij {setting_label(cell.row)}"
    if cell.row == MAIL_TEXT:
        return f"regel {cell.column} van de mailtekst"
    if not cell.table:
        return f"de tekst bij {cell.column}" if cell.column else f"wat u verstuurt ({field})"
    return f"{readers.text} bij {header(cell.table, cell.column)} van {cell.row}"


def source(cell: Cell) -> Source:
    """Name a secret by its cell."""
    table, row, column = cell
    if (table, column) == (DECISIONS, "internal_note"):
        note = f"de interne notitie bij {row}"
        return Source(Sort.NOTE, note, f"in {note}")
    if table.startswith(SCORES) and column == "remark":
        remark = f"een opmerking van deelnemer {table.removeprefix(SCORES)} over {row}"
        return Source(Sort.REMARK, remark, f"in {remark}")
    if (table, column) == (RECONSIDER, "why"):
        why = f"de reden bij de heroverweging van {row}"
        return Source(Sort.ANSWER, why, f"in {why}")
    if table == SETTINGS:
        at = f"bij {setting_label(row)} op het blad Start"
    elif table == LOG:
        at = f"in het Logboek, regel {int(row)}"
    elif table in {CRITERIA, ANCHORS}:
        at = f"bij {header(table, column)} van criterium {row}"
    elif table == SCORERS:
        at = f"bij {header(table, column)} van deelnemer {row}"
    else:
        at = f"bij {header(table, column)} van {row}"
    return Source(Sort.TEXT, f"wat {at} staat", at)
