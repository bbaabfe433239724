"""Read the tabs of the scorers: whole rows of marks at once, or cell by cell where needed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import copysign, inf, isfinite, nan

import numpy as np

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.sheets.lists import MARKS
from wijkexcel.model.finding import FORMULA_IN_SCORE, Severity
from wijkexcel.model.records import Remark, Settings
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS, BRIEFLY, ScoreTable
from wijkexcel.ooxml.specials import is_error_text
from wijkexcel.rules.threshold import ALMOST
from wijkexcel.workbook.reading.convert import INVISIBLE, shown
from wijkexcel.workbook.reading.headers import SCORES
from wijkexcel.workbook.reading.locate import Located, as_text
from wijkexcel.workbook.reading.problem import Problem
from wijkexcel.workbook.reading.records import Reader
from wijkexcel.workbook.reading.source import Grid

COUNTS_AS_BLANK = "Nu telt de cel als leeg."
"""The default message for a cell that is not a score."""
_MARK = re.compile(r"[+-]?[0-9]{1,3}([.,][0-9]{1,2})?")
"""A mark as people type it; '1.000' could be a thousand."""
_WHOLE = re.compile(r"0|-?[1-9][0-9]*")
"""A whole number, written the same in every country: even as text it counts in the formulas."""
_PLAIN = {str, float, type(None)}
_BLANK, _UNKNOWN = nan, inf
"""Codes for blank and 'weet niet' among marks, until the table is made."""


def is_on_scale(value: float, settings: Settings) -> bool:
    """Whether a number is a mark: within the scale and a whole number of steps from its start."""
    if not settings.lowest - ALMOST < value < settings.highest + ALMOST:
        return False
    step = settings.step if settings.step > 0 else 1.0
    steps = (value - settings.lowest) / step
    return abs(steps - round(steps)) < ALMOST


def plain_cells(settings: Settings, abstentions: Sequence[str] = ()) -> dict[object, float]:
    """Map the values that need no further inspection to their marks.

    Args:
        settings: for the scale.
        abstentions: words that also mean 'weet niet' here, in lower case.
    """
    known: dict[object, float] = {None: _BLANK, "": _BLANK}
    known |= dict.fromkeys((ABSTENTION, BRIEFLY), _UNKNOWN)
    known |= dict.fromkeys(abstentions, _UNKNOWN)
    if settings.highest > settings.lowest and settings.step > 0:
        count = round((settings.highest - settings.lowest) / settings.step) + 1
        for i in range(min(count, MARKS)):
            mark = round(settings.lowest + i * settings.step, 9)
            if is_on_scale(mark, settings):
                known[mark] = mark
    return known


def _problem(raw: object, settings: Settings, typed: float | None) -> Problem:
    """Say why a cell is not a score; ``typed`` is the number in its text, if that counts."""
    if typed is not None:
        raw = typed
    low, high = in_words(settings.lowest), in_words(settings.highest)
    action = f"Kies een score van {low} tot en met {high}, of 'weet niet'. {COUNTS_AS_BLANK}"
    if hasattr(raw, "year"):
        return Problem(
            "score-is-datum",
            f"Hier staat een datum ({shown(raw)}). Excel maakt van iets als '3-4' een datum.",
            action,
        )
    if isinstance(raw, bool):
        return Problem("score-ongeldig", f"Hier staat {shown(raw)}, dat is geen score.", action)
    if isinstance(raw, int | float):
        if not isfinite(raw):
            text = "Hier staat een getal dat veel te groot is."
            return Problem("score-buiten-schaal", text, action)
        if settings.lowest <= raw <= settings.highest:
            step = in_words(settings.step)
            text = f"De score {shown(raw)} ligt tussen twee scores in; de stap is {step}."
            return Problem("score-tussenin", text, action)
        text = f"De score {shown(raw)} ligt buiten de schaal van {low} tot en met {high}."
        return Problem("score-buiten-schaal", text, action)
    text = as_text(raw).replace(",", ".")
    try:
        float(text)
    except ValueError:
        return Problem("score-ongeldig", f"'{shown(raw)}' is geen score.", action)
    return Problem("score-als-tekst", f"De score '{shown(raw)}' staat er als tekst.", action)


_FORMULA = Problem(
    FORMULA_IN_SCORE,
    "In deze scorecel staat een formule.",
    "Typ de score zelf. Een formule telt niet als score.",
)
_ERROR = Problem(
    "score-is-foutwaarde",
    "In deze scorecel staat een foutwaarde.",
    f"Kies een score uit de lijst, of 'weet niet'. {COUNTS_AS_BLANK}",
)


@dataclass
class Tab:
    """The tab of one scorer.

    Attributes:
        lenient: accept a mark entered as text, with a report.
        beside: the table with the remarks, where it is not that with the scores.
    """

    reader: Reader
    settings: Settings
    plain: dict[object, float]
    scorer: str
    located: Located
    lenient: bool = False
    beside: Located | None = None

    @property
    def noted(self) -> Located:
        """Where the remarks are."""
        return self.beside or self.located

    def remarks(self, opgaven: Sequence[str]) -> Iterator[Remark]:
        """Read the scorer's remarks beside the scores."""
        if "remark" not in self.noted.columns:
            return
        kind = self.noted.table.column("remark").kind
        has_errors = bool(self.reader.specials(self.noted.sheet).errors)
        for opgave in opgaven:
            raw = self.reader.raw(self.noted, opgave, "remark")
            if has_errors or (raw is not None and raw != ""):
                value = self.reader.value(self.noted, opgave, "remark", kind)
                if value is not None:
                    text = raw if isinstance(raw, str) else str(value)
                    self._tell_of_a_mark(opgave, text)
                    yield Remark(scorer=self.scorer, opgave=opgave, text=text)

    def _tell_of_a_mark(self, opgave: str, text: str) -> None:
        """Report a remark that is just an answer: a mark typed one column too far."""
        word = as_text(INVISIBLE.sub("", text)).casefold()
        if _MARK.fullmatch(word) or word in ABSTENTION_WORDS:
            self.reader.report(
                self.noted,
                opgave,
                "remark",
                Problem(
                    "opmerking-is-score",
                    f"Bij de opmerking staat alleen '{shown(word)}'. Dat lijkt een "
                    "score die een kolom te ver is getypt. Zo telt hij niet mee.",
                    "Is het een score, typ hem dan in de kolom van het criterium. Is het een "
                    "opmerking, schrijf er dan bij wat u bedoelt.",
                ),
                Severity.WARNING,
            )

    def marks(self, opgaven: Sequence[str], criteria: Sequence[str]) -> list[list[float]]:
        """Read the scores: a row per opgave, a mark per criterion."""
        located = self.located
        grid = self.reader.source.grid(located.sheet)
        columns = [located.columns.get(criterion, -1) for criterion in criteria]
        wanted = set(columns)
        specials = self.reader.specials(located.sheet)
        special_rows = {
            row
            for spots in (specials.formulas, specials.errors)
            for row, col in spots
            if col in wanted
        }
        # If the columns are adjacent, as built, a row is one slice.
        first, last = columns[0] if columns else 0, len(columns)
        side_by_side = first >= 0 and columns == list(range(first, first + last))
        found = []
        for opgave in opgaven:
            at = located.rows.get(opgave)
            if at is None and not self.reader.told_of_space(located, opgave):
                self.reader.report(
                    located,
                    "",
                    "",
                    Problem(
                        "rij-ontbreekt",
                        f"De rij van opgave {opgave} ontbreekt op dit invulblad.",
                        f"Laat '{as_typed('bijwerken')}' lopen: dat zet de rij leeg "
                        "terug. De scores tellen nu als leeg; zoek ze in een eerdere versie.",
                    ),
                )
            if at is None:
                found.append([_BLANK] * len(columns))
                continue
            cells = grid[at][first : first + last] if side_by_side else _picked(grid, at, columns)
            marks = None
            if len(cells) == len(columns) and at not in special_rows:
                marks = self._at_once(cells)
            if marks is None:
                picked = _picked(grid, at, columns)
                marks = [self._mark(opgave, *cell) for cell in zip(criteria, picked, strict=True)]
            found.append(marks)
        return found

    def _at_once(self, cells: Sequence[object]) -> list[float] | None:
        """Look up a row of cells; None when one of them needs further inspection."""
        if not set(map(type, cells)) <= _PLAIN:  # a truth value would pass for a 1
            return None
        if self.lenient and any(map(_is_minus_zero, cells)):
            return None
        try:
            return list(map(self.plain.__getitem__, cells))
        except KeyError:
            return None

    def _mark(self, opgave: str, criterion: str, raw: object) -> float:
        """Read one cell; report what cannot be used, which then counts as blank."""
        located = self.located
        spot = located.rows[opgave], located.columns.get(criterion, -1)
        if spot in self.reader.specials(located.sheet).formulas:
            problem = _FORMULA
        elif self.reader.is_error(located, opgave, criterion) or is_error_text(raw):
            problem = _ERROR
        elif raw is None:
            return _BLANK
        elif (
            isinstance(raw, int | float)
            and not isinstance(raw, bool)
            and is_on_scale(raw, self.settings)
        ):
            if self.lenient and _is_minus_zero(raw):
                self.report_note(opgave, criterion, "min-nul", "'-0' telt als 0.")
            return float(raw) + 0.0
        else:
            raw = self._visible(opgave, criterion, raw)
            word = as_text(raw).casefold() if isinstance(raw, str) else None
            if word == "":
                return _BLANK
            if word is not None and word in self.plain:
                return self.plain[word]
            if word in ABSTENTION_WORDS:
                if word not in (ABSTENTION, BRIEFLY):
                    self.reader.report(
                        located,
                        opgave,
                        criterion,
                        Problem(
                            "telt-als-weet-niet",
                            f"'{shown(raw)}' telt als 'weet niet'.",
                            "Klopt dat niet, kies dan een score.",
                        ),
                        Severity.NOTE,
                    )
                return _UNKNOWN
            mark = self._as_typed(raw)
            counts = self.lenient or (word is not None and _WHOLE.fullmatch(word) is not None)
            fits = mark is not None and counts and is_on_scale(mark, self.settings)
            # The formulas know a mark as text only from the list, which is not endless.
            if mark is not None and fits and (self.lenient or mark in self.plain):
                text = f"'{shown(raw)}' staat er als tekst. Het telt als {in_words(mark)}."
                self.report_note(opgave, criterion, "score-als-tekst-gelezen", text)
                return mark
            problem = _problem(raw, self.settings, mark if counts and not fits else None)
        self.reader.report(located, opgave, criterion, problem)
        return _BLANK

    def report_note(self, opgave: str, criterion: str, code: str, text: str) -> None:
        """Report how an ambiguous cell was read."""
        problem = Problem(code, text, "Klopt dat niet, kies dan een score uit de lijst.")
        self.reader.report(self.located, opgave, criterion, problem, Severity.NOTE)

    def _visible(self, opgave: str, criterion: str, raw: object) -> object:
        """Remove invisible characters, and report that."""
        if not self.lenient or not isinstance(raw, str) or not INVISIBLE.search(raw):
            return raw
        text = "In deze cel stonden onzichtbare tekens. Die tellen niet mee."
        self.report_note(opgave, criterion, "onzichtbare-tekens", text)
        return INVISIBLE.sub("", raw)

    def _as_typed(self, raw: object) -> float | None:
        """Read a number entered as text; None when that would be a guess."""
        text = as_text(raw) if isinstance(raw, str) else ""
        if not _MARK.fullmatch(text):
            return None
        return float(text.replace(",", ".")) + 0.0


def _is_minus_zero(cell: object) -> bool:
    return isinstance(cell, float) and cell == 0 and copysign(1, cell) < 0


def _picked(grid: Grid, row: int, columns: Sequence[int]) -> list[object]:
    line = grid[row]
    return [line[col] if 0 <= col < len(line) else None for col in columns]


def read_scores(
    reader: Reader,
    settings: Settings,
    opgaven: tuple[str, ...],
    scorers: tuple[str, ...],
    criteria: tuple[str, ...],
) -> tuple[ScoreTable, tuple[Remark, ...]]:
    """Read the scores and remarks of all scorers in use."""
    values = np.full((len(opgaven), len(scorers), len(criteria)), _BLANK)
    remarks: list[Remark] = []
    plain = plain_cells(settings)
    for s, scorer in enumerate(scorers):
        located = reader.map.tables.get(f"{SCORES}{scorer}")
        if located is not None and opgaven:
            tab = Tab(reader, settings, plain, scorer, located)
            remarks += tab.remarks(opgaven)
            values[:, s, :] = tab.marks(opgaven, criteria)
    abstained = np.isinf(values)
    values[abstained] = np.nan
    return ScoreTable(opgaven, scorers, criteria, values, abstained), tuple(remarks)
