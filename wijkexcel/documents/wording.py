"""Dutch wording of dates, numbers and lists, and making typed text harmless; pure functions."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
UNKNOWN: Final = "–"
"""Stands where there is no number."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STEERING = re.compile("[\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


def clean(text: str) -> str:
    """Make typed text fit for a document, losing no visible character.

    Every kind of line end becomes a newline; characters that XML does not know (control
    characters, lone surrogates) become U+FFFD; invisible characters that turn the reading
    direction or have no width are left out.
    """
    return _STEERING.sub("", _NOT_XML.sub("\ufffd", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Typed text on one line, for names and titles."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Typed text as paragraphs: blank lines separate them, a single line end stays inside."""
    return tuple(p.strip() for p in re.split(r"\n\s*\n", clean(text)) if p.strip())


def day(value: date | None) -> str:
    """A date in words: '3 maart 2025'; empty when there is none."""
    return "" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def number(value: float | None) -> str:
    """A number as typed, with a decimal comma and no needless zeros."""
    if value is None:
        return ""
    exact = Decimal(repr(round(value, 9))).normalize()
    return "0" if exact == 0 else f"{exact:f}".replace(".", ",")


def percent(share: float | None) -> str:
    """A share as a whole percentage; 100 % only when nothing is missing, 0 % only for nothing."""
    if share is None:
        return UNKNOWN
    whole = round(100 * share)
    if whole == 100 and share < 1:
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{whole}\N{NO-BREAK SPACE}%"


def listed(items: Sequence[str]) -> str:
    """Items in a sentence: 'a, b en c'."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def bare_gemeente(name: str) -> str:
    """The name of a municipality without the word 'gemeente' before it."""
    line = one_line(name)
    return line[9:].lstrip() if line.casefold().startswith("gemeente ") else line
