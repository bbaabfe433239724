"""The treatment of each column in a copy without personal data. Columns not listed are removed.

Every column and setting is listed, even those with numbers: a new one stays out of the copy until
its treatment is declared.
"""

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Final, NewType, cast

from wijkexcel.layout.sheets.settings import SETTINGS
from wijkexcel.layout.spec import Column, Kind, Layout
from wijkexcel.model.scores import ABSTENTION_WORDS
from wijkexcel.privacy.carry import CARRIED
from wijkexcel.workbook.reading.headers import SCORES
from wijkexcel.workbook.typed_cells import Plain

Held = NewType("Held", object)
"""A value that may be in the copy: a typed value becomes one by the treatment of its column."""
HeldRows = dict[str, dict[str, dict[str, Held]]]
"""Table, row, column -> the value in the copy."""


def rows_of(held: HeldRows) -> dict[str, dict[str, dict[str, Plain]]]:
    """The same, as input for the builder."""
    return cast("dict[str, dict[str, dict[str, Plain]]]", held)


class Treatment(Enum):
    """The treatment of a column's cells."""

    KEEP = auto()
    """Numbers, dates, ids and choices: totals depend on them. Stray text counts as free text."""
    TEXT = auto()
    """Free text: kept with known names replaced, and reviewed by a person."""
    PROGRAM = auto()
    """Text of the program: the same, but reviewed only if it contains other words than its own."""
    NAME = auto()
    """The name of a scorer: replaced by the pseudonym."""
    WHO = auto()
    """A person or organisation: persons get a pseudonym, organisations stay."""
    ROLE = auto()
    """A role or workplace: removed, unless kept on request."""
    ACCOUNT = auto()
    """The user who ran the program: replaced by a pseudonym."""
    FILE = auto()
    """A file name: numbered."""
    VERSION = auto()
    """A fingerprint: numbered, because removed contents can be guessed from it."""
    REMADE = auto()
    """Rewritten by ``valideer``: counts of and references to findings in the original."""
    GONE = auto()
    """Addresses, phone numbers and codes: emptied."""


_TREATMENTS: Final[Mapping[str, Mapping[str, Treatment]]] = {
    "tblInstellingen": {
        "gemeente": Treatment.TEXT,
        "wijk": Treatment.TEXT,
        "sender": Treatment.WHO,
        "sender_role": Treatment.ROLE,
        "contact_name": Treatment.WHO,
        "chosen_by": Treatment.WHO,
        "confirmed_by": Treatment.WHO,
        "contact_phone": Treatment.GONE,
        "contact_email": Treatment.GONE,
        "what_was_asked": Treatment.TEXT,
        "next_steps": Treatment.TEXT,
        "objection": Treatment.TEXT,
        "may_be_named": Treatment.GONE,
        "without_reason_why": Treatment.TEXT,
        **dict.fromkeys(
            (
                "lowest",
                "highest",
                "step",
                "threshold",
                "threshold_date",
                "weights_date",
                "margin",
                "rounds_counted",
                "smallest_group",
                "max_opgaven",
                "effort_capacity",
                "unforeseen",
                "address",
                "letter_date",
                "answers_before",
                "decides_on",
                "without_reason",
                "year_from",
                "year_to",
                "run_step",
            ),
            Treatment.KEEP,
        ),
    },
    "tblControle": {"value": Treatment.REMADE},
    "tblCriteria": {
        "name": Treatment.TEXT,
        "question": Treatment.TEXT,
        "put_forward_by": Treatment.WHO,
        **dict.fromkeys(
            ("direction", "weight", "floor", "visibility", "shows_cost", "G"), Treatment.KEEP
        ),
    },
    "tblSchaal": dict.fromkeys(("lowest", "middle", "highest"), Treatment.TEXT),
    "tblOpgaven": {
        **dict.fromkeys(
            (
                "name",
                "domain",
                "description",
                "coupling",
                "chances",
                "risks",
                "planning",
                "law",
                "law_fallback",
                "longer_term",
                "make_or_break_why",
            ),
            Treatment.TEXT,
        ),
        "put_forward_by": Treatment.WHO,
        **dict.fromkeys(
            (
                "kind",
                "koppelvorm",
                "cost",
                "effort",
                "law_status",
                "law_look_on",
                "make_or_break",
                "year_from",
                "year_to",
            ),
            Treatment.KEEP,
        ),
    },
    "tblGroepen": {
        "name": Treatment.TEXT,
        "kind": Treatment.KEEP,
        "weight": Treatment.KEEP,
    },
    "tblDeelnemers": {
        "name": Treatment.NAME,
        "organisation": Treatment.ROLE,
        "role": Treatment.ROLE,
        "domain": Treatment.TEXT,
        "email": Treatment.GONE,
        "code": Treatment.GONE,
        "version": Treatment.VERSION,
        **dict.fromkeys(("group", "round", "people", "sent_on", "received_on"), Treatment.KEEP),
    },
    "tblMeedoen": {
        "body": Treatment.WHO,
        "contact": Treatment.WHO,
        "email": Treatment.GONE,
        "consider": Treatment.TEXT,
        **dict.fromkeys(("joins", "until", "asked_on", "answer_before", "opgave"), Treatment.KEEP),
    },
    "tblVoorrang": {
        "answer": Treatment.TEXT,
        "given_by": Treatment.WHO,
        "criterion": Treatment.KEEP,
        "times": Treatment.KEEP,
    },
    SCORES: {"remark": Treatment.TEXT, "C": Treatment.KEEP},
    "tblHeroverweging": {
        "make_or_break": Treatment.KEEP,
        "answer": Treatment.KEEP,
        "public": Treatment.KEEP,
        "why": Treatment.TEXT,
        "explained": Treatment.PROGRAM,
        "first_round": Treatment.PROGRAM,
    },
    "tblSamenhang": {
        **dict.fromkeys(("first", "second", "relation"), Treatment.KEEP),
        "why": Treatment.TEXT,
    },
    "tblStelEruit": {"opgave": Treatment.KEEP},
    "tblBesluit": {
        **dict.fromkeys(
            ("form_settled", "public_reason", "internal_note", "follow_up"), Treatment.TEXT
        ),
        "decided_by": Treatment.WHO,
        **dict.fromkeys(("choice", "koppelvorm", "when", "decided_on"), Treatment.KEEP),
    },
    "tblAmbitie": {
        **dict.fromkeys(
            ("objective", "measured_by", "first_measures", "in_tender"), Treatment.TEXT
        ),
        "who": Treatment.WHO,
    },
    "tblBevindingen": dict.fromkeys(
        ("id", "severity", "sheet", "cell", "problem", "action", "cell_key", "row_key"),
        Treatment.REMADE,
    ),
    "tblOntvangst": {
        "file": Treatment.FILE,
        **dict.fromkeys(
            ("scorer", "kind", "sheet", "cell", "problem", "action"), Treatment.PROGRAM
        ),
    },
    "tblLogboek": {
        "when": Treatment.KEEP,
        "who": Treatment.ACCOUNT,
        "what": Treatment.PROGRAM,
        "fingerprint": Treatment.VERSION,
    },
}
_NUMBERED = re.compile(r"[CG]\d{1,3}")
_REFERENCE = re.compile(r"[A-Za-z]\d{1,4}")
_NUMBER = re.compile(r"[+-]?\d{1,6}([.,]\d{1,6})?\s?%?")
_SETTINGS = {setting.field: setting for setting in SETTINGS}


def _key(column: str) -> str:
    """Columns that exist once per criterion or group: 'C01' is a 'C'."""
    return column[0] if _NUMBERED.fullmatch(column) else column


def _named(table: str) -> Mapping[str, Treatment]:
    return _TREATMENTS.get(SCORES if table.startswith(SCORES) else table, {})


def treatment(table: str, row: str, column: Column) -> Treatment:
    """Give the treatment of a cell; undeclared ones are removed."""
    key = row if table == "tblInstellingen" else _key(column.key)
    return _named(table).get(key, Treatment.GONE)


def unnamed(layout: Layout) -> list[str]:
    """List the columns and settings without a declared treatment; they are removed."""
    columns = [
        (table.name, _key(column.key))
        for table in layout.tables.values()
        for column in table.columns
        if column.owner in CARRIED
        and table.name != "tblInstellingen"
        and not table.name.startswith("calc")
    ]
    settings = [("tblInstellingen", setting.field) for setting in (*SETTINGS, *layout.settings)]
    return [f"{table}.{key}" for table, key in (*columns, *settings) if key not in _named(table)]


def is_plain(row: str, column: Column, text: str) -> bool:
    """Whether text in a kept cell is a valid value, and not free text."""
    setting = _SETTINGS.get(row) if column.key == "value" else None
    kind = setting.kind if setting is not None else column.kind
    choices = setting.choices if setting is not None else column.choices
    word = text.strip().casefold()
    if choices or kind is Kind.YES_NO:
        return word in {choice.casefold() for choice in (*choices, "ja", "nee")}
    if kind in {Kind.REFERENCE, Kind.NAMED}:
        return _REFERENCE.fullmatch(word) is not None
    return word in ABSTENTION_WORDS or _NUMBER.fullmatch(word) is not None
