"""Find the internal numbers of a dossier in a text: costs and required capacity."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from wijkexcel.layout.named import CRITERIA, GROUPS, declared, header
from wijkexcel.layout.spec import Kind
from wijkexcel.names.fold import tokens
from wijkexcel.outgoing.leaves import Leaf
from wijkexcel.outgoing.typed import Cell, Piece

_TIMES: Final = {
    "duizend": 1e3,
    "mille": 1e3,
    "k": 1e3,
    "ton": 1e5,
    "miljoen": 1e6,
    "mio": 1e6,
    "mln": 1e6,
}
_APART: Final = r"[.\s'’]"
"""Between the thousands of a number."""
_WORDS: Final = "|".join(_TIMES)
_NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?P<whole>\d{{1,3}}(?:{_APART}\d{{3}})+|\d+)(?:,(?P<rest>\d+))?(?![\d.,]*\d)"
    rf"(?:[\s]?(?P<times>{_WORDS})(?!\w))?",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(
    rf"\s*(?:[-–—/]|tot(?:\s+en\s+met)?|t/m|à|a|en|of)\s*(?:€\s*)?"
    rf"(?:\d{{1,3}}(?P<groups>(?:{_APART}\d{{3}})+)(?!\d)|"
    rf"\d+(?:,\d+)?\s?(?P<times>{_WORDS})(?!\w))",
    re.IGNORECASE,
)
"""Behind the first of two numbers that have their thousands in common: '45-50.000'."""
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
_PERCENT: Final = re.compile(r"\s*(?:procent\b|%)", re.IGNORECASE)
_WEIGHT: Final = "weight"
_VERB_BEFORE: Final = 200
"""So far before a number its verb is looked for."""
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
        typed: everything that was typed; the share of an internal weight follows from the rest.
    """

    def __init__(self, secrets: Iterable[Leaf], typed: Iterable[Leaf] = ()) -> None:
        self._by_value: dict[float, list[Cell]] = {}
        self._shares: dict[float, list[Cell]] = {}
        weights: dict[str, float] = {}
        for leaf in typed:
            if leaf.cell.column == _WEIGHT and not isinstance(leaf.value, str):
                weights[leaf.cell.table] = weights.get(leaf.cell.table, 0.0) + leaf.value
        for leaf in secrets:
            if isinstance(leaf.value, str) or _is_year(leaf.cell):
                continue
            self._by_value.setdefault(round(float(leaf.value), 6), []).append(leaf.cell)
            if leaf.cell.column == _WEIGHT and weights.get(leaf.cell.table, 0.0) > 0:
                share = 100 * leaf.value / weights[leaf.cell.table]
                for written in {round(share, decimals) for decimals in (0, 1, 2)}:
                    self._shares.setdefault(written, []).append(leaf.cell)

    def found(self, piece: Piece) -> Iterator[Amount]:
        """Yield the internal numbers in a text, recognised by size or by the words around them."""
        if not self._by_value:
            return
        said = _Said(piece.text)
        for number in _NUMBER.finditer(piece.text):
            cell = self._cell(number, piece, said)
            if cell is not None:
                yield Amount(" ".join(number[0].split()), cell)

    def _cell(self, number: re.Match[str], piece: Piece, said: "_Said") -> Cell | None:
        """The internal cell of which a number tells, if it does."""
        for value in _values(number, piece.text):
            for cell in self._by_value.get(value, ()):
                if _tells(number, value, cell, piece, said):
                    return cell
        if _PERCENT.match(piece.text, number.end()):
            for cell in self._shares.get(_value(number), ()):
                if _said_of_rule(number, cell, piece.text, said):
                    return cell
        return None


class _Said:
    """The sentences of a text; what stands in each is looked up once, however many numbers do."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = (*(end.end() for end in _SENTENCE.finditer(text)), len(text))
        self._known: dict[tuple[int, tuple[str, ...]], bool] = {}

    def around(self, number: re.Match[str], words: tuple[str, ...]) -> bool:
        """Whether one of these stands in the sentence of a number."""
        before = bisect_right(self._ends, number.start())
        if (before, words) not in self._known:
            start = self._ends[before - 1] if before else 0
            end = self._ends[bisect_left(self._ends, number.end())]
            sentence = self._text[start:end].casefold()
            self._known[before, words] = any(word in sentence for word in words)
        return self._known[before, words]


def _tells(number: re.Match[str], value: float, cell: Cell, piece: Piece, said: _Said) -> bool:
    text = piece.text
    own = piece.cell.row == cell.row or not piece.cell.row[1:].isdigit()
    if (value >= _LARGE or own) and said.around(number, _stems(cell)):
        return True
    if cell.table in {CRITERIA, GROUPS} and _said_of_rule(number, cell, text, said):
        return True
    year = value in _YEARS and number[0].isdecimal()
    return value >= _LARGE and not year and not _THINGS.match(text, number.end())


def _said_of_rule(number: re.Match[str], cell: Cell, text: str, said: _Said) -> bool:
    """Whether a weight or floor is given: 'de ondergrens is 2,5', 'telt voor 10 procent mee'."""
    end = number.end()
    if _MEASURE.match(text, end) or _THINGS.match(text, end):
        return False
    if said.around(number, _RULES.get(cell.column, ())):
        return True
    before = text[max(0, number.start() - _VERB_BEFORE) : number.start()]
    if cell.column != _WEIGHT or not (verb := _WEIGHS.search(before)):
        return False
    counts = verb[0].casefold().startswith("tel")
    return bool(_SHARE.match(text, end)) or (not counts and bool(_END.match(text, end)))


def _values(number: re.Match[str], text: str) -> Iterator[float]:
    """What a number may mean: 45 in '45-50.000' is 45.000."""
    value = _value(number)
    yield value
    up_to = _UP_TO.match(text, number.end())
    if up_to is not None and number["whole"].isdecimal() and not number["times"]:
        thousands = 1e3 ** len(re.findall(r"\d{3}", up_to["groups"] or ""))
        yield round(value * thousands * _TIMES.get((up_to["times"] or "").casefold(), 1.0), 6)


def _value(number: re.Match[str]) -> float:
    whole = "".join(sign for sign in number["whole"] if sign.isdecimal())
    value = float(f"{whole}.{number['rest'] or 0}")
    return round(value * _TIMES.get((number["times"] or "").casefold(), 1.0), 6)


@cache
def _is_year(cell: Cell) -> bool:
    """Whether a cell holds a year: letters tell of years all the time, and so of none in it."""
    column = declared(*cell)
    return column is not None and column.kind is Kind.YEAR


@cache
def _stems(cell: Cell) -> tuple[str, ...]:
    """Beginnings of the words used for a number of a column."""
    column = declared(*cell)
    words = tokens(header(cell.table, cell.column))
    stems = [word[:_STEM] for word in words if len(word) >= _STEM]
    more = [word for stem in stems for word in _ALSO.get(stem, ())]
    money = _MONEY if column is not None and column.kind is Kind.MONEY else ()
    return (*stems, *more, *money)
