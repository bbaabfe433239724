"""From a raw cell to a value of the model, or to a description of what is wrong with it."""

import math
import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from wijkexcel.dutch import numbers
from wijkexcel.dutch.days import day
from wijkexcel.dutch.lists import commas
from wijkexcel.layout.spec import Kind
from wijkexcel.model.numbers import FIRST_YEAR, LARGEST, LAST_YEAR
from wijkexcel.rules.threshold import ALMOST
from wijkexcel.workbook.reading.days import as_day
from wijkexcel.workbook.reading.epoch import OFFICE
from wijkexcel.workbook.reading.locate import as_text
from wijkexcel.workbook.reading.problem import Problem

Value = str | float | int | bool | date | datetime | None
E = TypeVar("E", bound=StrEnum)
_NUMBER = re.compile(r"[a-z][0-9]{1,3}", re.IGNORECASE)
"""The number of a row in another table, such as ``O01``."""


_NUMERIC = re.compile(
    r"(?P<whole>[+-]?[0-9]+)(?:[.,](?P<decimals>[0-9]{1,2}|[0-9]{4,}))?"
    r"|(?P<thousands>[+-]?[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]+)?|[+-]?[0-9]+[.,][0-9]{3})"
)
"""A number as people type it; '1.250' can be a thousand or one and a quarter."""
_WITH_WORDS = re.compile(r"(?:[a-z.]+ )?([+-]?[0-9]+(?:,[0-9]+)?) ?[a-z][a-z. ]*", re.IGNORECASE)
"""A number with words, such as '10 opgaven' or 'max. 3 punten'."""
UNLOCK = (
    "Blijft het {}? Haal dan de beveiliging van dit blad (er is geen wachtwoord), zet de cel op "
    "'Standaard' en typ het getal nog eens."
)
"""On a protected sheet users cannot change the format of a cell."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
"""Invisible characters, including those that change the reading direction."""


def is_blank(raw: object) -> bool:
    """Whether a cell is empty or contains only spaces."""
    return raw is None or (isinstance(raw, str) and as_text(raw) == "")


def shown(raw: object) -> str:
    """Format a raw value for a Dutch reader, shortened."""
    if isinstance(raw, bool):
        return "WAAR" if raw else "ONWAAR"
    if isinstance(raw, date):
        return day(raw)
    if isinstance(raw, int | float):
        return numbers.number(float(raw))
    text = str(raw)
    return text if len(text) <= 40 else f"{text[:39]}…"


def as_number(raw: object) -> float | Problem:
    """Read a number; text that looks like one is a problem, not a guess."""
    if isinstance(raw, bool):
        return Problem(
            "geen-getal", f"Hier staat {shown(raw)} in plaats van een getal.", "Vul een getal in."
        )
    if isinstance(raw, int | float):
        if math.isfinite(raw):
            return float(raw)
        return Problem("geen-getal", "Dit getal is te groot.", "Vul een gewoon getal in.")
    if isinstance(raw, date | datetime | time | timedelta):
        return Problem(
            "datum-als-getal",
            f"Hier staat een datum ({shown(raw)}).",
            f"Typ het getal opnieuw. {UNLOCK.format('een datum')}",
        )
    return _no_number(as_text(raw), shown(raw))


def _no_number(text: str, told: str) -> Problem:
    """Say whether a text in place of a number is one, and how to type it as one."""
    bare = text.removeprefix("€").removesuffix("%").strip()
    found = _NUMERIC.fullmatch(bare)
    counted = _WITH_WORDS.fullmatch(bare)
    if found is None and counted is not None:
        return Problem(
            "getal-als-tekst",
            f"'{told}' is tekst en geen getal.",
            f"Typ alleen het getal: {counted[1]}.",
        )
    if found is None:
        return Problem("geen-getal", f"'{told}' is geen getal.", "Vul een getal in.")
    problem = f"'{told}' staat er als tekst, niet als getal."
    if found["thousands"]:
        how = "zonder punt of spatie erin, en met een komma als er iets achter de komma staat"
    elif found["decimals"]:
        how = f"met een komma: {found['whole']},{found['decimals']}"
    else:
        how = f"alleen het cijfer: {found['whole']}"
    return Problem(
        "getal-als-tekst", problem, f"Typ het getal opnieuw, {how}. {UNLOCK.format('tekst')}"
    )


def within_limits(number: float | Problem) -> float | Problem:
    """Refuse a number that the sheet's formulas do not count either (``LARGEST``)."""
    if isinstance(number, Problem) or abs(number) <= LARGEST:
        return number
    most = numbers.grouped(LARGEST)
    return Problem(
        "getal-te-groot",
        f"{numbers.number(number)} is te groot. Nu telt deze cel niet mee.",
        f"Vul een getal in van ten hoogste {most}.",
    )


def _counted(raw: object) -> float | Problem:
    """Read a number as the sheet's formulas count it, even in a cell that is shown as a date."""
    if isinstance(raw, date) and OFFICE.number(raw) <= LARGEST:
        return OFFICE.number(raw)
    return within_limits(as_number(raw))


def as_choice(raw: object, choices: type[E]) -> E | Problem:
    """Read one of a closed set of words, ignoring case."""
    text = as_text(raw).casefold()
    for choice in choices:
        if choice.value.casefold() == text:
            return choice
    return Problem(
        "onbekende-keuze",
        f"'{shown(raw)}' is geen mogelijke keuze.",
        f"Kies uit: {commas(choices)}.",
    )


def as_yes_no(raw: object) -> bool | Problem:
    """Read 'ja' or 'nee'."""
    text = as_text(raw).casefold()
    if text in {"ja", "nee"}:
        return text == "ja"
    return Problem(
        "onbekende-keuze", f"'{shown(raw)}' is niet 'ja' of 'nee'.", "Kies 'ja' of 'nee'."
    )


def as_words(raw: object) -> str | Problem:
    """Read text as typed, without surrounding spaces; a number becomes text as shown."""
    if isinstance(raw, str):
        return raw.strip(" ")
    if isinstance(raw, bool | int | float | date | datetime):
        return shown(raw)
    return Problem("geen-tekst", f"'{shown(raw)}' past hier niet.", "Vul tekst in.")


def _whole(raw: object) -> int | Problem:
    """Read a whole number; for a text with decimals, advice on retyping it is of no use."""
    typed = _NUMERIC.fullmatch(raw.strip()) if isinstance(raw, str) else None
    number = _counted(raw)
    if typed and (typed["decimals"] or "0").strip("0"):
        told = shown(raw)
    elif isinstance(number, Problem):
        return number
    elif abs(number - round(number)) < ALMOST:
        return round(number)
    else:
        told = numbers.number(number)
    return Problem("geen-heel-getal", f"{told} is geen heel getal.", "Vul een heel getal in.")


def _year(raw: object) -> int | Problem:
    """Read a year; a day or a number of another size is none."""
    whole = _whole(raw)
    if isinstance(whole, int) and FIRST_YEAR <= whole <= LAST_YEAR:
        return whole
    if isinstance(whole, Problem) and whole.code == "getal-als-tekst":
        return whole
    return Problem(
        "geen-jaartal",
        f"'{shown(raw)}' is geen jaar.",
        f"Vul alleen het jaar in, van {FIRST_YEAR} tot en met {LAST_YEAR}. Bijvoorbeeld 2028.",
    )


def convert(kind: Kind, raw: object, choices: type[StrEnum] | None = None) -> Value | Problem:
    """Read a non-blank cell by the type of its column."""
    if choices is not None:
        return as_choice(raw, choices)
    if kind is Kind.YES_NO:
        return as_yes_no(raw)
    if kind is Kind.REFERENCE:
        text = as_text(raw)
        return text.upper() if _NUMBER.fullmatch(text) else text
    if kind is Kind.NAMED:
        text = as_text(raw)
        number = text.partition(" ")[0]
        return number.upper() if _NUMBER.fullmatch(number) else text
    if kind is Kind.MONEY:
        return OFFICE.number(raw) if isinstance(raw, date) else as_number(raw)
    if kind in {Kind.NUMBER, Kind.SHARE}:
        return _counted(raw)
    if kind is Kind.WHOLE:
        return _whole(raw)
    if kind is Kind.YEAR:
        return _year(raw)
    if kind is Kind.DATE:
        return as_day(raw, shown(raw))
    if kind is Kind.MOMENT:
        if isinstance(raw, datetime):
            return raw
        found = as_day(raw, shown(raw))
        return found if isinstance(found, Problem) else datetime.combine(found, time())
    return as_words(raw)
