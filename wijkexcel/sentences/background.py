"""What scorers read beside an opgave: what it hangs on, when it is planned, and what it costs."""

from typing import Final

from wijkexcel.dutch.numbers import NO_BREAK, grouped

HEADER: Final = "Goed om te weten"
"""Heading above it, on every tab and form."""
LAW, PLANNING, COST, EURO = "wet of regeling: ", "planning: ", "geschatte kosten: ", f"€{NO_BREAK}"
SINCE, UNTIL, DASH = "vanaf ", "tot en met ", "–"
MOST_EURO: Final = 1_000_000_000
"""Larger amounts are typing errors, and not shown to scorers."""


def euros(cost: float | None) -> str:
    """An amount in whole euros, as scorers read it; empty when there is none to show."""
    if cost is None or not 0 <= cost < MOST_EURO - 1:
        return ""
    return f"{EURO}{grouped(int(cost + 0.5))}"


def law_in_words(law: str, status: str) -> str:
    """A law with its status; the status alone where the law is not named."""
    return f"{law} ({status})" if law and status else law or status


def years_in_words(first: int | None, last: int | None) -> str:
    """A period of years; empty when neither end is known."""
    if first is None:
        return "" if last is None else f"{UNTIL}{last}"
    if last is None:
        return f"{SINCE}{first}"
    return str(first) if first == last else f"{first}{DASH}{last}"


def planning_in_words(planning: str, years: str) -> str:
    """The planning as typed, with its years."""
    return f"{planning} ({years})" if planning and years else planning or years


def background(law: str, status: str, planning: str, cost: str = "") -> str:
    """Everything in one line; parts that are empty are left out.

    Args:
        law: the law or scheme on which the opgave hangs.
        status: of that law, in words.
        planning: when the work would be done anyway, with its years.
        cost: the amount in words, for who scores costs.
    """
    parts = ((LAW, law_in_words(law, status)), (PLANNING, planning), (COST, cost))
    return "; ".join(f"{label}{text}" for label, text in parts if text)
