"""Find the internal numbers of a dossier in a text: costs and required capacity."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from wijkexcel.layout.named import CRITERIA, GROUPS, declared, header
from wijkexcel.layout.spec import Kind
from wijkexcel.names.fold import tokens
from wijkexcel.outgoing.leaves import Leaf
from wijkexcel.outgoing.typed import Cell, Piece

_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(?P<rest>\d+))?(?![\d.,]*\d)"
    r"(?:[\s]?(?P<times>duizend|ton|miljoen|mln|k)(?!\w))?",
    re.IGNORECASE,
)
_TIMES: Final = {"duizend": 1e3, "k": 1e3, "ton": 1e5, "miljoen": 1e6, "mln": 1e6}
_SENTENCE: Final = re.compile(r"[.!?;\n](?=\s|$)")
_LARGE: Final = 1000
"""A number this large seldom occurs by chance, unless it is a year."""
_YEARS: Final = range(1900, 2101)
_STEM: Final = 4
_MONEY: Final = ("€", "euro", "eur ")
_ALSO: Final = {"gewi": ("weeg", "weegt", "telt")}
"""Words used for such a number besides those of its header."""
_THINGS: Final = re.compile(
    r"\s*(?:woning|huis|huizen|huishoud|bewoner|mensen|inwoner|bomen|m2|m²|m3|m³|meter|km|kwh|liter)",
    re.IGNORECASE,
)
_RULES: Final = {"weight": ("gewicht", "weging"), "floor": ("ondergrens", "drempel", "minimum")}
"""Nouns for numbers by which opgaven are judged, whichever opgave a text is about."""
_MEASURE: Final = re.compile(
    r"\s*(?:kilo|kg|gram|ton|cm|uur|dagen|weken|maanden|jaar|punten korting)"
)
_WEIGHS: Final = re.compile(
    r"\b(?:tel(?:t|len|de)|weeg(?:t|de)|wegen|woog)\b(?:\s+[^\W\d]+){0,4}\s*$", re.IGNORECASE
)
_SHARE: Final = re.compile(
    r"\s*(?:procent|%|keer|maal|x\b)?\s*(?:mee\b|zwaar|zo\s+zwaar)", re.IGNORECASE
)
_END: Final = re.compile(r"\s*(?:procent|%)?\s*(?:[.,;!?)\n]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text that also occurs in an internal cell."""

    words: str
    cell: Cell


class Amounts:
    """Finds numbers that must not occur in outgoing texts.

    Args:
        secrets: the internal values.
    """

    def __init__(self, secrets: Iterable[Leaf]) -> None:
        self._by_value: dict[float, list[Cell]] = {}
        for leaf in secrets:
            if not isinstance(leaf.value, str):
                self._by_value.setdefault(round(float(leaf.value), 6), []).append(leaf.cell)

    def found(self, piece: Piece) -> Iterator[Amount]:
        """Yield the internal numbers in a text, recognised by size or by the words around them."""
        if not self._by_value:
            return
        numbers = [one for one in _NUMBER.finditer(piece.text) if _value(one) in self._by_value]
        if not numbers:
            return
        ends = (*(end.end() for end in _SENTENCE.finditer(piece.text)), len(piece.text))
        for number in numbers:
            around = _around(piece.text, number, ends).casefold()
            for cell in self._by_value[_value(number)]:
                if self._tells(number, cell, piece, around):
                    yield Amount(" ".join(number[0].split()), cell)
                    break

    def _tells(self, number: re.Match[str], cell: Cell, piece: Piece, around: str) -> bool:
        value, text = _value(number), piece.text
        own = piece.cell.row == cell.row or not piece.cell.row[1:].isdigit()
        if any(word in around for word in _stems(cell)) and (value >= _LARGE or own):
            return True
        if cell.table in {CRITERIA, GROUPS} and _said_of_rule(number, cell, text, around):
            return True
        year = value in _YEARS and number[0].isdecimal()
        return value >= _LARGE and not year and not _THINGS.match(text, number.end())


def _said_of_rule(number: re.Match[str], cell: Cell, text: str, around: str) -> bool:
    """Whether a weight or floor is given: 'de ondergrens is 2,5', 'telt voor 10 procent mee'."""
    behind = text[number.end() :]
    if _MEASURE.match(behind) or _THINGS.match(behind):
        return False
    if any(noun in around for noun in _RULES.get(cell.column, ())):
        return True
    if cell.column != "weight" or not (verb := _WEIGHS.search(text[: number.start()])):
        return False
    counts = verb[0].casefold().startswith("tel")
    return bool(_SHARE.match(behind)) or (not counts and bool(_END.match(behind)))


def _value(number: re.Match[str]) -> float:
    whole = "".join(sign for sign in number["whole"] if sign.isdecimal())
    value = float(f"{whole}.{number['rest'] or 0}")
    return round(value * _TIMES.get((number["times"] or "").casefold(), 1.0), 6)


def _around(text: str, number: re.Match[str], ends: Sequence[int]) -> str:
    """The sentence that contains a number; ``ends`` are the ends of the sentences, in order."""
    before = bisect_right(ends, number.start())
    start = ends[before - 1] if before else 0
    return text[start : ends[bisect_left(ends, number.end())]]


def _stems(cell: Cell) -> tuple[str, ...]:
    """Beginnings of the words used for a number of a column."""
    column = declared(*cell)
    words = tokens(header(cell.table, cell.column))
    stems = [word[:_STEM] for word in words if len(word) >= _STEM]
    more = [word for stem in stems for word in _ALSO.get(stem, ())]
    money = _MONEY if column is not None and column.kind is Kind.MONEY else ()
    return (*stems, *more, *money)
