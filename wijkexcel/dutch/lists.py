"""Lists in Dutch: the one place where they become words."""

from collections.abc import Iterable, Sequence


def listed(items: Iterable[str]) -> str:
    """Items in a sentence: 'a', 'a en b', 'a, b en c'."""
    return _joined(items, "en")


def choice(items: Iterable[str]) -> str:
    """Items to choose from in a sentence: 'a', 'a of b', 'a, b of c'."""
    return _joined(items, "of")


def any_of(items: Iterable[str]) -> str:
    """Items when it is unknown which one it is: 'a of b of c'."""
    return " of ".join(items)


def commas(items: Iterable[str]) -> str:
    """Items in succession, for ids: 'a, b, c'."""
    return ", ".join(items)


def at_most(items: Sequence[str], most: int) -> str:
    """The first items, and the number of further ones: 'a, b en nog 3'."""
    more = len(items) - most
    return commas(items[:most]) + (f" en nog {more}" if more > 0 else "")


def _joined(items: Iterable[str], last: str) -> str:
    *first, end = list(items) or [""]
    return f"{commas(first)} {last} {end}" if first else end
