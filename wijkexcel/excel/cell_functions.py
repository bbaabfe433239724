"""Functions for use in cells: what if the weights or the threshold were different?

Plain functions of the given ranges, so that they give the same results in Excel on Windows, through
xlwings Server and in xlwings Lite: none can read the workbook without the user knowing. A range
includes its row of headings, and everything in it is found by heading and id, never by position.
The arithmetic is that of ``wijkexcel.rules``. Errors are reported in the cell.

To add one, write a function below and put ``@in_cell`` above it. Excel shows the docstring and the
texts of the arguments as help, up to 255 characters of each.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any

import numpy as np

from wijkexcel.dutch.lists import choice
from wijkexcel.dutch.numbers import number
from wijkexcel.errors import WijkexcelError
from wijkexcel.layout.sheets.overview import EXACT
from wijkexcel.model.numbers import LARGEST
from wijkexcel.rules.aggregate import Floats, weighted_mean
from wijkexcel.rules.threshold import Status, reaches, rounded, status

Block = list[list[Any]]
"""The values of a range, by row."""

Opgave = Annotated[str, {"doc": "Het nummer van de opgave, zoals O03."}]
Scores = Annotated[
    Block,
    {
        "ndim": 2,
        "err_to_str": True,
        "doc": "De tabel van Overzicht met de koppen: kolom Nr en de kolommen Score C01, "
        "Score C02 enzovoort. Die van het blad Berekening mag ook.",
    },
]
Bounds = Annotated[
    Block,
    {
        "ndim": 2,
        "err_to_str": True,
        "doc": "De tabel van het verborgen blad Berekening met de koppen: kolom id en de kolommen "
        "score, laagste score en hoogste score van elk criterium.",
    },
]
Criteria = Annotated[
    Block,
    {
        "ndim": 2,
        "err_to_str": True,
        "doc": "Een tabel met de koppen Nr en Gewicht, en als u wilt Ondergrens. Neem tblCriteria, "
        "of een kopie daarvan met andere gewichten.",
    },
]
Threshold = Annotated[Any, {"doc": "De score die een opgave moet halen, bijvoorbeeld 3,5."}]

IDS, NAMES = ("nr", "id"), ("opgave", "naam")
NOW, LOW, HIGH = "score", "laagste score", "hoogste score"
WEIGHT, FLOOR = "gewicht", "ondergrens"
FUNCTIONS: list[Callable[..., Any]] = []
"""Every function for use in cells."""


class CellError(WijkexcelError):
    """What is wrong with a function's arguments, in words for the cell."""


def in_cell(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function suitable for a cell: it reports errors and never fails."""

    @wraps(function)
    def answered(*given: Any) -> Any:
        try:
            return function(*given)
        except CellError as error:
            return f"Dat lukt niet: {error}"
        except Exception as error:  # a cell has no other way to report it
            return f"Dat lukt niet, door een fout in wijkexcel zelf ({type(error).__name__})."

    FUNCTIONS.append(answered)
    return answered


@in_cell
def wijk_totaal(opgave: Opgave, scores: Scores, criteria: Criteria) -> Any:
    """Het totaal van een opgave met de gewichten die u geeft."""
    return _number(_only(opgave, _weighed(scores, criteria)).total)


@in_cell
def wijk_haalt(opgave: Opgave, scores: Scores, criteria: Criteria, drempel: Threshold) -> Any:
    """Haalt een opgave met deze gewichten deze score? 'ja' of 'nee', op de scores van nu."""
    return _only(opgave, _weighed(scores, criteria)).reached(_threshold(drempel))


@in_cell
def wijk_laagst(opgave: Opgave, scores: Bounds, criteria: Criteria) -> Any:
    """Het laagst mogelijke totaal met deze gewichten: als elke lege score de slechtste wordt."""
    return _number(_only(opgave, _weighed(scores, criteria)).bound(LOW))


@in_cell
def wijk_hoogst(opgave: Opgave, scores: Bounds, criteria: Criteria) -> Any:
    """Het hoogst mogelijke totaal met deze gewichten: als elke lege score de beste wordt."""
    return _number(_only(opgave, _weighed(scores, criteria)).bound(HIGH))


@in_cell
def wijk_stand(opgave: Opgave, scores: Bounds, criteria: Criteria, drempel: Threshold) -> Any:
    """De stand van een opgave met deze gewichten en deze score, in de woorden van het Overzicht."""
    return _only(opgave, _weighed(scores, criteria)).status(_threshold(drempel))


@in_cell
def wijk_tabel(scores: Bounds, criteria: Criteria, drempel: Threshold) -> Any:
    """Alle opgaven met totaal, laagst en hoogst mogelijk totaal en stand, met deze gewichten."""
    limit = _threshold(drempel)
    rows: Block = [["Nr", "Totaal", "Laagst mogelijk", "Hoogst mogelijk", "Stand"]]
    for each in _weighed(scores, criteria):
        numbers = (each.total, each.bound(LOW), each.bound(HIGH))
        shown = ("" if math.isnan(number) else _number(number) for number in numbers)
        rows.append([each.opgave, *shown, each.status(limit)])
    return rows


@dataclass(frozen=True)
class _Weighed:
    """One opgave under the given weights."""

    opgave: str
    scores: dict[str, Floats]
    """(1, C) criterion scores: as they are, at worst and at best."""
    totals: dict[str, Floats]
    """(1,) their totals."""
    floor: Floats

    @property
    def total(self) -> float:
        return float(self.totals[NOW][0])

    def bound(self, which: str) -> float:
        if which not in self.totals:
            message = (
                f"de kolommen '{which} …' ontbreken. Geef de tabel van het blad Berekening, met "
                "de koppen."
            )
            raise CellError(message)
        return float(self.totals[which][0])

    def reaches(self, which: str, threshold: float) -> bool:
        found = reaches(self.totals[which], self.scores[which], threshold, self.floor)
        return bool(found[0])

    def unknown(self, threshold: float | None) -> Status | None:
        """Why nothing can be said about the threshold, if applicable."""
        if math.isnan(self.total):
            return Status.NOT_SCORED
        return Status.NOT_AGREED if threshold is None else None

    def reached(self, threshold: float | None) -> str:
        if threshold is None or self.unknown(threshold):
            return str(self.unknown(threshold))
        return "ja" if self.reaches(NOW, threshold) else "nee"

    def status(self, threshold: float | None) -> str:
        self.bound(LOW), self.bound(HIGH)
        if threshold is None or self.unknown(threshold):
            return str(self.unknown(threshold))
        now, worst, best = (self.reaches(which, threshold) for which in (NOW, LOW, HIGH))
        return str(status(self.total, now, worst, best))


def _weighed(scores: Block, criteria: Block) -> list[_Weighed]:
    """Weigh every opgave of a range."""
    weights, floors = _weights(criteria)
    heads = _heads(scores)
    at = _column(heads, IDS, "scores")
    names = next((heads[name] for name in NAMES if name in heads), None)
    columns = {kind: _score_columns(heads, kind) for kind in (NOW, LOW, HIGH)}
    if not columns[NOW]:
        message = "er is geen kolom 'Score C01'. Geef de tabel met de rij met koppen erbij."
        raise CellError(message)
    for criterion, weight in weights.items():
        if weight > 0 and criterion not in columns[NOW]:
            message = f"{criterion} heeft een gewicht, maar de kolom 'Score {criterion}' ontbreekt."
            raise CellError(message)
    kinds = [kind for kind, found in columns.items() if found.keys() == columns[NOW].keys()]
    ids = list(columns[NOW])
    by_id = np.array([weights.get(criterion, 0.0) for criterion in ids])
    floor = np.array([floors.get(criterion, np.nan) for criterion in ids])
    found: list[_Weighed] = []
    for row in scores[1:]:
        opgave = _text(row[at])
        if not opgave or (names is not None and not _text(row[names])):
            continue
        marks = {k: np.array([[_mark(row[columns[k][c]]) for c in ids]]) for k in kinds}
        for criterion, mark in zip(ids, marks[NOW][0], strict=True):
            if criterion not in weights and not math.isnan(mark):
                message = f"bij {criterion} staat geen gewicht. Zet er 0 als het niet mee moet."
                raise CellError(message)
        totals = {k: rounded(weighted_mean(m, by_id[np.newaxis], 1)) for k, m in marks.items()}
        found.append(_Weighed(opgave, marks, totals, floor))
    return found


def _only(opgave: Any, weighed: Iterable[_Weighed]) -> _Weighed:
    wanted = _text(opgave)
    found = [each for each in weighed if each.opgave.casefold() == wanted.casefold()]
    if len(found) != 1:
        times = "staat niet" if not found else "staat vaker dan één keer"
        message = f"opgave '{wanted}' {times} in de scores."
        raise CellError(message)
    return found[0]


def _weights(criteria: Block) -> tuple[dict[str, float], dict[str, float]]:
    """Weight and floor by criterion."""
    heads = _heads(criteria)
    at, weight_at = _column(heads, IDS, "criteria"), _column(heads, (WEIGHT,), "criteria")
    floor_at = heads.get(FLOOR)
    weights: dict[str, float] = {}
    floors: dict[str, float] = {}
    for row in criteria[1:]:
        criterion = _text(row[at]).upper()
        if not criterion:
            continue
        if criterion in weights:
            message = f"{criterion} staat vaker dan één keer bij de criteria."
            raise CellError(message)
        weight = row[weight_at]
        weights[criterion] = 0.0 if _blank(weight) else _given(weight, f"gewicht van {criterion}")
        if weights[criterion] < 0:
            message = f"het gewicht van {criterion} is lager dan 0."
            raise CellError(message)
        if floor_at is not None and not _blank(row[floor_at]):
            floors[criterion] = _given(row[floor_at], f"ondergrens van {criterion}")
    if not any(weights.values()):
        message = "geen enkel gewicht is hoger dan 0."
        raise CellError(message)
    return weights, floors


def _heads(block: Any) -> dict[str, int]:
    """Position of each heading, in lower case."""
    if not isinstance(block, list) or not block or not all(isinstance(row, list) for row in block):
        message = "geef een tabel, met de rij met koppen erbij."
        raise CellError(message)
    return {" ".join(_text(head).casefold().split()): i for i, head in enumerate(block[0])}


def _column(heads: dict[str, int], names: tuple[str, ...], what: str) -> int:
    for name in names:
        if name in heads:
            return heads[name]
    wanted = choice(f"'{name if name == 'id' else name.capitalize()}'" for name in names)
    message = (
        f"in de eerste rij van wat u bij {what} gaf, staat geen kop {wanted}. Laat uw keuze "
        "beginnen bij de rij met koppen."
    )
    raise CellError(message)


def _score_columns(heads: dict[str, int], kind: str) -> dict[str, int]:
    """Columns of one kind of score, by criterion; that of the exact score, if there is one."""
    found: dict[str, int] = {}
    for start in (f"{kind} ", f"{EXACT.casefold()} ") if kind == NOW else (f"{kind} ",):
        found |= {
            head.removeprefix(start).upper(): at
            for head, at in heads.items()
            if head.startswith(start)
        }
    return found


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _mark(value: Any) -> float:
    """A criterion score; NaN where there is none."""
    return np.nan if _blank(value) else _given(value, "score")


def _given(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"'{value}' is geen getal ({what})."
        raise CellError(message)
    if not abs(value) <= LARGEST:
        message = f"{number(value)} is te groot ({what}). Is het een datum?"
        raise CellError(message)
    return float(value)


def _threshold(value: Any) -> float | None:
    return None if _blank(value) else _given(value, "de score die een opgave moet halen")


def _number(total: float) -> float | str:
    return str(Status.NOT_SCORED) if math.isnan(total) else total
