"""What happens to each column in a copy without personal data. What is not named here goes."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

from wijkexcel.layout.spec import Column, Kind, Layout
from wijkexcel.layout.start import SETTINGS
from wijkexcel.model.scores import ABSTENTION_WORDS
from wijkexcel.workbook.headers import SCORES


class Treatment(Enum):
    """What happens to the cells of a column."""

    KEEP = auto()
    """Numbers, dates, ids and choices: totals hang on them. Text that got in is free text."""
    TEXT = auto()
    """Free text: stays, known names replaced, and a person reviews it."""
    PROGRAM = auto()
    """What the program wrote: the same, but reviewed only where it is not just its own words."""
    NAME = auto()
    """The name of a scorer: becomes the pseudonym."""
    WHO = auto()
    """A person or a body: persons get a pseudonym, bodies stay."""
    ROLE = auto()
    """What someone does or where: goes, unless it is asked to stay."""
    ACCOUNT = auto()
    """Who ran the program: a pseudonym."""
    FILE = auto()
    """A file name: numbered."""
    REMADE = auto()
    """What ``valideer`` writes anew: it counts and points at what it found in the original."""
    GONE = auto()
    """Addresses, phone numbers and codes: emptied."""


_TREATMENTS: Final[Mapping[str, Mapping[str, Treatment]]] = {
    "tblInstellingen": {
        "gemeente": Treatment.TEXT,
        "wijk": Treatment.TEXT,
        "sender": Treatment.WHO,
        "sender_role": Treatment.ROLE,
        "contact_name": Treatment.WHO,
        "contact_phone": Treatment.GONE,
        "contact_email": Treatment.GONE,
        "what_was_asked": Treatment.TEXT,
        "next_steps": Treatment.TEXT,
    },
    "tblControle": {"value": Treatment.REMADE},
    "tblCriteria": {
        "name": Treatment.TEXT,
        "question": Treatment.TEXT,
        "put_forward_by": Treatment.WHO,
    },
    "tblSchaal": dict.fromkeys(("lowest", "middle", "highest"), Treatment.TEXT),
    "tblOpgaven": {
        **dict.fromkeys(
            ("name", "domain", "description", "coupling", "chances", "risks", "planning", "law",
             "longer_term", "make_or_break_why"),
            Treatment.TEXT,
        ),
        "put_forward_by": Treatment.WHO,
    },
    "tblGroepen": {"name": Treatment.TEXT},
    "tblDeelnemers": {
        "name": Treatment.NAME,
        "organisation": Treatment.ROLE,
        "role": Treatment.ROLE,
        "domain": Treatment.TEXT,
        "email": Treatment.GONE,
        "code": Treatment.GONE,
        "version": Treatment.PROGRAM,
    },
    SCORES: {"remark": Treatment.TEXT},
    "tblHeroverweging": {"why": Treatment.TEXT, "explained": Treatment.PROGRAM},
    "tblSamenhang": {"why": Treatment.TEXT},
    "tblBesluit": {
        **dict.fromkeys(("public_reason", "internal_note", "follow_up"), Treatment.TEXT),
        "decided_by": Treatment.WHO,
    },
    "tblAmbitie": {
        **dict.fromkeys(("objective", "measured_by", "first_measures"), Treatment.TEXT),
        "who": Treatment.WHO,
    },
    "tblBevindingen": dict.fromkeys(
        ("id", "severity", "sheet", "cell", "problem", "action", "cell_key", "row_key"),
        Treatment.REMADE,
    ),
    "tblOntvangst": {
        "file": Treatment.FILE,
        **dict.fromkeys(("scorer", "kind", "sheet", "cell", "problem", "action"),
                        Treatment.PROGRAM),
    },
    "tblLogboek": {
        "who": Treatment.ACCOUNT,
        "what": Treatment.PROGRAM,
        "fingerprint": Treatment.PROGRAM,
    },
}  # fmt: skip
_BY_KIND: Final = frozenset(
    (Kind.NUMBER, Kind.WHOLE, Kind.MONEY, Kind.SHARE, Kind.DATE, Kind.MOMENT, Kind.CHOICE,
     Kind.REFERENCE, Kind.YES_NO, Kind.SCORE)
)  # fmt: skip
_REFERENCE = re.compile(r"[A-Za-z]\d{1,4}")
_NUMBER = re.compile(r"[+-]?\d{1,6}([.,]\d{1,6})?\s?%?")
_SETTINGS = {setting.field: setting for setting in SETTINGS}


def _named(table: str) -> Mapping[str, Treatment]:
    return _TREATMENTS.get(SCORES if table.startswith(SCORES) else table, {})


def treatment(table: str, row: str, column: Column) -> Treatment:
    """Say what happens to a cell; what nobody thought of goes."""
    if table == "tblInstellingen":
        setting = _SETTINGS.get(row)
        kind = setting.kind if setting is not None else Kind.CHOICE
        usual = Treatment.KEEP if kind in _BY_KIND else Treatment.GONE
        return _named(table).get(row, usual)
    usual = Treatment.KEEP if column.kind in _BY_KIND else Treatment.GONE
    return _named(table).get(column.key, usual)


def unnamed(layout: Layout) -> list[str]:
    """List the columns and settings of which nobody said what happens to them; they go."""
    found = [
        f"{table.name}.{column.key}"
        for table in layout.tables.values()
        for column in table.columns
        if column.formula is None and column.owner.name != "FIXED"
        and table.name != "tblInstellingen"
        and column.kind not in _BY_KIND and column.key not in _named(table.name)
    ]  # fmt: skip
    found += [
        f"tblInstellingen.{setting.field}" for setting in layout.settings
        if setting.kind not in _BY_KIND and setting.field not in _named("tblInstellingen")
    ]  # fmt: skip
    return found


def is_plain(row: str, column: Column, text: str) -> bool:
    """Whether text in a cell that is kept is what belongs there, and no free text."""
    setting = _SETTINGS.get(row) if column.key == "value" else None
    kind = setting.kind if setting is not None else column.kind
    choices = setting.choices if setting is not None else column.choices
    word = text.strip().casefold()
    if choices or kind is Kind.YES_NO:
        return word in {choice.casefold() for choice in (*choices, "ja", "nee")}
    if kind is Kind.REFERENCE:
        return _REFERENCE.fullmatch(word) is not None
    return word in ABSTENTION_WORDS or _NUMBER.fullmatch(word) is not None
