"""Three engines agree with each other, with the stored values and with Python's rules."""

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.support import engines
from tests.support.charts import wrongly_drawn
from tests.support.dossiers import asked, changed, dossier_of, dossiers, table, with_settings
from tests.support.engines import Values, compare
from tests.support.sample import examples
from tests.workbook.books import (
    MIXED,
    SMALLEST,
    Place,
    book_of,
    capacity_for,
    cell_of,
    edited,
    empty_book,
    example_book,
    layout_for,
    permuted,
    reading,
    saved_by_openpyxl,
    small,
    small_book,
    template_book,
    told,
)
from wijkexcel.checks.expected_states import step_bar
from wijkexcel.checks.known import Known
from wijkexcel.example import example
from wijkexcel.layout.bars import LINE, bar
from wijkexcel.layout.declare import declare
from wijkexcel.layout.partner_form import ROW_HIGH, ROW_LOW
from wijkexcel.layout.sheets.joining import ROWS
from wijkexcel.layout.sheets.start import STEPS_ROW
from wijkexcel.layout.spec import Capacity, Layout
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Anchors, Choice, Decision
from wijkexcel.ooxml.edit import CellValue
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome, outcome_of
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import Reason, after_look, reasons_for, second_look
from wijkexcel.rules.threshold import Status, rounded, shown
from wijkexcel.rules.whole import left_to_team, proposals, provisional
from wijkexcel.workbook.reading.locate import Map
from wijkexcel.workbook.recalculate import recalculate

Engine = Callable[[bytes], Values]
ENGINES: tuple[Engine, ...] = (
    engines.recalculate_betteroffice,
    engines.recalculate_ironcalc,
    engines.recalculate_libreoffice,
)
BOTH_HERE = ENGINES[:2]
SLOW: Any = {
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}
"""Every example is a whole workbook: making a failing one smaller would take five minutes."""

REASONS = {
    "r_close": Reason.CLOSE,
    "r_residents": Reason.RESIDENTS,
    "r_make_or_break": Reason.MAKE_OR_BREAK,
    "r_open": Reason.STILL_OPEN,
    "r_floor": Reason.ONLY_FLOOR,
    "r_longer_term": Reason.LONGER_TERM,
}


# --- what Python expects of a calculated workbook ------------------------------------------------


def _bare(text: str) -> str:
    """A text without capitals and accents."""
    return "".join(c for c in normalize("NFD", text.casefold()) if not combining(c))


@dataclass
class Check:
    """Compares calculated values with Python's rules, cell by cell."""

    values: Values
    dossier: Dossier
    layout: Layout
    map: Map | None = None
    """Where the rows stand, when they were sorted."""

    def __post_init__(self) -> None:
        self.lines: list[str] = []
        self.outcome = outcome_of(self.dossier)
        self.opgaven = {o.id: o for o in self.dossier.opgaven}
        self.names = {c.id: " ".join(c.name.split()) for c in self.dossier.criteria}

    def at(self, table: str, row: str, key: str) -> engines.Value:
        sheet, cell = cell_of(self.layout, (table, row, key))
        moved = self.map.tables.get(table) if self.map and table.startswith("tbl") else None
        if moved is not None and row in moved.rows:
            cell = moved.cell(row, key)
        return self.values[sheet, cell]

    def same(self, table: str, row: str, key: str, expected: object) -> None:
        found = self.at(table, row, key)
        good = found == expected
        if isinstance(found, float | int) and isinstance(expected, float | int):
            good = found == pytest.approx(expected, rel=1e-9, abs=1e-9)
        if not good and not (found in {None, ""} and expected in {None, ""}):
            self.lines.append(f"{table} {row} {key}: {found!r}, Python says {expected!r}")

    def run(self) -> list[str]:
        for opgave in self.layout.capacity.opgave_ids:
            if opgave in self.opgaven:
                self.opgave(opgave, self.outcome[opgave])
            else:
                for key in ("total", "total_low", "total_high", "rank", "status", "proposal"):
                    self.same("calcOpgaven", opgave, key, "")
        self.overview()
        self.participants()
        self.framework()
        self.decisions()
        self.portfolio()
        self.steps()
        return self.lines

    def opgave(self, opgave: str, now: OpgaveOutcome) -> None:
        reasons = reasons_for(self.dossier, self.opgaven[opgave], now)
        proposal = proposals(self.dossier, self.outcome)[opgave]
        for key, expected in (
            ("total", now.total),
            ("total_low", now.lowest),
            ("total_high", now.highest),
            ("status", now.status.value),
            ("rank", now.rank),
            ("coverage", now.coverage),
            ("proposal", proposal.value),
            ("reasons", len(reasons)),
            *((key, int(reason in reasons)) for key, reason in REASONS.items()),
            *((f"s_{c}", now.by_criterion.get(c)) for c in self.layout.capacity.criterion_ids),
            *((f"g_{g}", now.by_group.get(g)) for g in self.layout.capacity.group_ids),
        ):
            self.same("calcOpgaven", opgave, key, expected)
        short = now.status.falls_short
        self.same("tblHeroverweging", opgave, "look", "ja" if short else "nee")
        found = "; ".join(reasons) or "geen reden gevonden, kijk zelf"
        self.same("tblHeroverweging", opgave, "why_look", found if short else "")
        self.same("tblHeroverweging", opgave, "status", now.status.value)
        self.same("tblHeroverweging", opgave, "shown", self.shown(now.total))

    def shown(self, value: float | None, floor: float | None = None) -> float | None:
        return None if value is None else shown(value, self.dossier.settings.threshold, floor)

    def bar(self, now: OpgaveOutcome) -> str:
        total, least, most = (self.shown(v) for v in (now.total, now.lowest, now.highest))
        if total is None or least is None or most is None:
            return ""
        settings = self.dossier.settings
        return bar(total, least, most, settings.threshold, (settings.lowest, settings.highest))

    def overview(self) -> None:
        last = len(self.opgaven) + 1
        order = sorted(self.outcome.opgaven, key=lambda o: (o.rank or last, o.opgave))
        for place in self.layout.tables["tblOverzicht"].row_ids:
            at = int(place) - 1
            now = order[at] if at < len(order) else None
            if now is None:
                self.same("tblOverzicht", place, "id", "")
                self.same("tblOverzicht", place, "shown", "")
                continue
            after = after_look(self.dossier, self.opgaven[now.opgave], now) or ""
            for key, expected in (
                ("id", now.opgave),
                ("name", " ".join(self.opgaven[now.opgave].name.split())),
                ("rank", now.rank),
                ("shown", self.shown(now.total)),
                ("status", now.status.value),
                ("total_low", self.shown(now.lowest)),
                ("total_high", self.shown(now.highest)),
                ("coverage", now.coverage),
                ("after", after),
                ("bar", self.bar(now)),
                ("floors", "; ".join(f"{c} {self.names[c]}" for c in now.floors_missed)),
                *(
                    (f"s_{c.id}", self.shown(now.by_criterion.get(c.id), c.floor))
                    for c in self.dossier.criteria
                ),
                *((f"g_{g.id}", self.shown(now.by_group.get(g.id))) for g in self.dossier.groups),
            ):
                self.same("tblOverzicht", place, key, expected)

    def participants(self) -> None:
        cells = self.dossier.scores.cells()
        places = asked(self.dossier)
        per_group = dict.fromkeys((g.id for g in self.dossier.groups), (0, 0))
        now = {
            s.id for s in self.dossier.scorers if s.round <= self.dossier.settings.rounds_counted
        }
        waiting = {s.group for s in self.dossier.scorers} - {
            s.group for s in self.dossier.scorers if s.id in now
        }
        for scorer in self.dossier.scorers:
            if scorer.id not in now:
                self.same("tblDeelnemers", scorer.id, "asked", f"in ronde {scorer.round}")
                for key in ("marks", "abstentions", "todo"):
                    self.same("tblDeelnemers", scorer.id, key, "")
                continue
            mine = [place for place in places if place[0] == scorer.id]
            given = [cells[place] for place in mine if place in cells]
            marks = sum(not isinstance(cell, str) for cell in given)
            for key, count in (
                ("asked", len(mine)),
                ("marks", marks),
                ("abstentions", len(given) - marks),
                ("todo", len(mine) - len(given)),
            ):
                self.same("tblDeelnemers", scorer.id, key, count)
            if scorer.group in per_group:
                was = per_group[scorer.group]
                per_group[scorer.group] = was[0] + len(mine), was[1] + len(given)
        for group, (number, done) in per_group.items():
            later = group in waiting
            self.same("tblGroepen", group, "asked", "later" if later else number)
            self.same("tblGroepen", group, "done", "" if later else done)
            self.same("tblGroepen", group, "coverage", self.outcome.coverage_group[group])

    def framework(self) -> None:
        for name, records in (
            ("tblCriteria", self.dossier.criteria),
            ("tblGroepen", self.dossier.groups),
        ):
            whole = sum(record.weight for record in records)
            for record in records:
                share = record.weight / whole if record.weight else None
                self.same(name, record.id, "share", share)

    def decisions(self) -> None:
        left = left_to_team(self.dossier, self.outcome)
        for opgave in self.opgaven:
            expected = decision_state(self.dossier, self.outcome, self.dossier.decision(opgave))
            self.same("tblBesluit", opgave, "state", expected)
            self.same("tblBesluit", opgave, "settle", "; ".join(left.get(opgave, ())))

    def portfolio(self) -> None:
        chosen = provisional(self.dossier, self.outcome)
        self.same("tblRuimte", "number", "used", len(chosen))
        efforts = [o.effort for o in chosen if o.effort is not None]
        self.same("tblRuimte", "effort", "used", sum(efforts) if efforts or not chosen else "")
        s = self.dossier.settings
        for key, capacity in (("number", s.max_opgaven), ("effort", s.effort_capacity)):
            free = None if capacity is None else capacity * (1 - s.unforeseen)
            if free is not None and key == "number":
                free = math.floor(free + 1e-9)
            self.same("tblRuimte", key, "room", "" if free is None else free)
        domains = {_bare(o.domain) for o in self.dossier.opgaven if o.domain}
        served = {_bare(o.domain) for o in chosen if o.domain}
        self.same("tblRuimte", "domains", "used", len(domains - served) if domains else "")

    def steps(self) -> None:
        for step, text in steps_of(self.dossier, self.outcome).items():
            self.same("tblStappen", step, "state", text)
        known = Known(self.dossier, self.outcome, self.layout, {})
        for step in self.layout.tables["tblStappen"].row_ids:
            self.same("tblStappen", step, "bar", step_bar(known, step))


def decision_state(dossier: Dossier, outcome: Outcome, said: Decision) -> str:
    """What still lacks before a decision stands, as sheet Besluit says it."""
    if said.choice is None:
        return "kies een besluit"
    if said.choice is Choice.CHOSEN and said.koppelvorm is None:
        return "kies een koppelvorm"
    if not said.public_reason.strip():
        if departs(said, outcome[said.opgave]):
            return "leg uit waarom u afwijkt van de score"
        return "schrijf de openbare reden"
    if said.choice is Choice.DEFERRED and not (said.follow_up.strip() and said.when):
        return "schrijf waarop u wacht en tot wanneer"
    if not said.decided_by.strip() or said.decided_on is None:
        return "voorstel: vul in wie besloot en wanneer"
    return "vastgesteld"


def steps_of(dossier: Dossier, outcome: Outcome) -> dict[str, str]:
    """How far each step is, as sheet Start says it."""
    criteria, opgaven = len(dossier.criteria), len(dossier.opgaven)
    weighted = "" if sum(c.weight for c in dossier.criteria) else " - geef ze een gewicht"
    both = sum(bool(a.lowest and a.highest) for a in dossier.anchors)
    agreed = "" if dossier.settings.threshold is not None else " - spreek de score nog af"
    places = asked(dossier)
    done = sum(place in dossier.scores.cells() for place in places)
    scored = sum(o.total is not None for o in outcome.opgaven)
    reach = sum(o.status.reaches for o in outcome.opgaven)
    again = [o for o in dossier.opgaven if outcome[o.id].status.falls_short]
    looked = [second_look(dossier, o, outcome[o.id]) for o in again]
    answered = sum(look.answer is not None for look in looked)
    made = sum(
        decision_state(dossier, outcome, dossier.decision(o.id)) == "vastgesteld"
        for o in dossier.opgaven
    )
    return {
        "1": f"{criteria} criteria{weighted}" if criteria else "nog te beginnen",
        "2": f"{both} van {criteria} criteria met uitleg bij de scores{agreed}"
        if criteria
        else "eerst criteria kiezen",
        "3": f"{done} van {len(places)} scores ingevuld" if places else "nog te beginnen",
        "4": "eerst scoren"
        if not scored
        else "eerst score afspreken"
        if dossier.settings.threshold is None
        else f"{reach} opgaven hoog genoeg, {answered} van {len(again)} andere nog eens bekeken",
        "5": f"{made} van {opgaven} besluiten vastgesteld{worked_out(dossier, made)}"
        if opgaven
        else "nog te beginnen",
    }


def worked_out(dossier: Dossier, made: int) -> str:
    """Of how many chosen opgaven the page of the ambition can be made."""
    ambitions = [
        dossier.ambition(said.opgave)
        for said in (dossier.decision(o.id) for o in dossier.opgaven)
        if said.choice is Choice.CHOSEN
    ]
    done = sum(bool(a.objective.strip() and a.who.strip()) for a in ambitions)
    return f", {done} van {len(ambitions)} gekozen in de ambitie" if made and ambitions else ""


def errors_in(values: Values) -> list[str]:
    return [
        f"{sheet}!{cell}: {value}"
        for (sheet, cell), value in values.items()
        if isinstance(value, str) and value.startswith("#")
    ]


def assert_agree(data: bytes, which: tuple[Engine, ...] = ENGINES) -> Values:
    """Every engine gives the stored values, and none is an error; return them."""
    stored = engines.cached(data)
    assert stored
    assert errors_in(stored) == []
    for engine in which:
        found = compare(engine(data), stored, booleans_as_numbers=True)
        assert found == [], f"{engine.__name__}: {found[:9]}"
    return stored


def calculated(data: bytes) -> bytes:
    done = recalculate(data)
    assert done.complete
    return done.data


def differences(values: Values, data: bytes) -> list[str]:
    """What Python says otherwise, reading the very same workbook."""
    found = reading(data)
    return Check(values, found.dossier, found.layout, found.map).run()


# --- the example and the template ----------------------------------------------------------------


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_stored_values_of_the_example(engine: Engine) -> None:
    assert_agree(example_book(), (engine,))


@pytest.mark.slow
def test_the_example_says_what_python_says() -> None:
    dossier = example()
    assert Check(engines.cached(example_book()), dossier, layout_for(dossier)).run() == []


def test_the_check_itself_sees_a_wrong_number() -> None:
    layout, right = layout_for(small()), engines.cached(calculated(small_book()))
    for place in (
        ("calcOpgaven", "O03", "total"),
        ("calcOpgaven", "O03", "s_C02"),
        ("tblOverzicht", "3", "shown"),
        ("tblDeelnemers", "S02", "todo"),
        ("tblBesluit", "O01", "state"),
        ("tblStappen", "4", "state"),
    ):
        wrong = right | {cell_of(layout, place): 99.5}
        found = Check(wrong, small(), layout).run()
        assert [line.split(":")[0] for line in found] == [" ".join(place)]


@pytest.mark.oracle("libreoffice")
def test_every_engine_gives_the_stored_values_of_an_empty_workbook() -> None:
    assert_agree(empty_book())
    assert_agree(calculated(book_of(None, SMALLEST)))


@pytest.mark.oracle("libreoffice")
def test_libreoffice_gives_the_stored_values_of_the_template() -> None:
    """Full size: the stored values are betteroffice's own; ironcalc gets the next size down."""
    assert_agree(template_book(), (engines.recalculate_libreoffice,))


@pytest.mark.slow
def test_ironcalc_gives_the_stored_values_of_a_large_empty_workbook() -> None:
    data = calculated(book_of(None, Capacity(20, 8, 5, 8, 10)))
    assert_agree(data, (engines.recalculate_ironcalc,))


def test_an_empty_workbook_says_where_to_begin() -> None:
    values, layout = engines.cached(empty_book()), declare(MIXED)
    assert [values[cell_of(layout, ("tblStappen", str(i), "state"))] for i in range(1, 6)] == [
        "nog te beginnen",
        "eerst criteria kiezen",
        "nog te beginnen",
        "eerst scoren",
        "nog te beginnen",
    ]
    assert values["Start", f"A{STEPS_ROW - 1}"] == "Vul hieronder de gemeente en de wijk in."
    assert values["Overzicht", "A3"] == "Er zijn nog geen scores."


@pytest.mark.slow
@pytest.mark.parametrize(
    "capacity", [SMALLEST, Capacity(1, 3, 1, 2, 1), Capacity(2, 1, 4, 1, 1)], ids=str
)
def test_every_capacity_calculates(capacity: Capacity) -> None:
    assert_agree(calculated(book_of(None, capacity)), BOTH_HERE)


@pytest.mark.oracle("libreoffice")
def test_room_to_spare_changes_nothing() -> None:
    roomy = calculated(book_of(small(), Capacity(5, 4, 3, 5, 4)))
    values = assert_agree(roomy)
    assert Check(values, small(), declare(Capacity(5, 4, 3, 5, 4))).run() == []


# --- random dossiers -----------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=examples(15), **SLOW)
@given(dossiers())
def test_a_random_dossier_says_what_python_says(dossier: Dossier) -> None:
    data = calculated(book_of(dossier))
    values = assert_agree(data, (engines.recalculate_ironcalc,))
    assert Check(values, dossier, layout_for(dossier)).run() == []


@pytest.mark.slow
@settings(max_examples=examples(6), **SLOW)
@given(dossiers(awkward=True, plain=True, scales=[(1.0, 5.0, 1.0), (-2.0, 2.0, 1.0)]))
def test_an_awkward_dossier_says_what_python_says(dossier: Dossier) -> None:
    data = calculated(book_of(dossier))
    values = assert_agree(data, (engines.recalculate_ironcalc,))
    assert Check(values, dossier, layout_for(dossier)).run() == []


@pytest.mark.oracle("libreoffice")
@settings(max_examples=examples(6), **SLOW)
@given(dossiers())
def test_libreoffice_gives_the_stored_values_of_a_random_dossier(dossier: Dossier) -> None:
    assert_agree(calculated(book_of(dossier)), (engines.recalculate_libreoffice,))


# --- cells that hold what they should not --------------------------------------------------------

NO_SCORES: tuple[CellValue, ...] = (
    *("7", "04", "4,0", "4.0", "+4", "40%", "4-1", "4e0", "3,5", "x", "½", "4 of 5", "1.000"),
    *("=1+1", ">3", "*", "~", "４", "4\n"),
    *(7.0, 0.0, -3.0, 2.5, 4.0000001, True, False),
)
ABSTENTIONS = (
    *("weet niet", "WEET NIET", " weet niet ", "weet  niet", "-", "?", "n.v.t.", "NVT"),
    *("weet\u00a0niet", "N.V.T", "\u202f?"),
)
FOURS = ("4", " 4 ", "4\u00a0", "\u202f4", 4.0)
BLANKS = ("", " ", "   ", "\u00a0", " \u202f ")


def first_cell() -> Place:
    return "tblScore_S01", "O01", "C01"


@pytest.mark.parametrize(
    ("values", "word"),
    [
        pytest.param(NO_SCORES, "ongeldig", id="ongeldig"),
        pytest.param(ABSTENTIONS, "weet niet", id="weet niet"),
        pytest.param(BLANKS, "leeg", id="leeg"),
        pytest.param(FOURS, 4.0, id="4"),
    ],
)
@pytest.mark.oracle("libreoffice")
def test_every_engine_takes_a_cell_for_the_same_thing(
    values: tuple[CellValue, ...], word: str | float
) -> None:
    """All values in one workbook: a row per value, so that LibreOffice opens one file."""
    rows = [[[3.0]] for _ in values]
    dossier = changed_rows(rows)
    layout = layout_for(dossier)
    cells = {
        ("tblScore_S01", opgave, "C01"): value
        for opgave, value in zip(layout.capacity.opgave_ids, values, strict=True)
    }
    data = calculated(edited(book_of(dossier), layout, cells))
    stored = assert_agree(data)
    got = {
        value: stored[cell_of(layout, ("calcScores", f"{opgave}|S01", "C01"))]
        for (_, opgave, _), value in cells.items()
    }
    assert got == dict.fromkeys(values, word)
    assert differences(stored, data) == []


def changed_rows(rows: list[list[list[float]]]) -> Dossier:
    return dossier_of([[cell for (cell,) in rows]], threshold=3.0)


@pytest.mark.oracle("libreoffice")
def test_half_marks_and_a_scale_from_zero() -> None:
    dossier = with_settings(small(), lowest=0.0, highest=10.0, step=0.5)
    layout = layout_for(dossier)
    cells: dict[Place, CellValue] = {
        ("tblScore_S01", "O01", "C01"): -0.0,
        ("tblScore_S01", "O02", "C01"): 9.5,
        ("tblScore_S01", "O03", "C01"): 9.25,
        ("tblScore_S02", "O01", "C01"): 10.5,
    }
    data = calculated(edited(book_of(dossier), layout, cells))
    stored = assert_agree(data)
    marks = [stored[cell_of(layout, ("calcScores", f"O0{i}|S01", "C01"))] for i in (1, 2, 3)]
    assert marks == [0.0, 9.5, "ongeldig"]
    assert differences(stored, data) == []


@st.composite
def messes(draw: Any) -> tuple[Dossier, dict[Place, CellValue]]:
    """A dossier, and wrong or sloppy values over some of its score cells."""
    dossier = draw(dossiers(plain=True, awkward=True))
    places = st.tuples(
        st.sampled_from([f"tblScore_{s.id}" for s in dossier.scorers]),
        st.sampled_from([o.id for o in dossier.opgaven]),
        st.sampled_from([c.id for c in dossier.criteria]),
    )
    value = st.sampled_from([*NO_SCORES, *ABSTENTIONS, *BLANKS, None])
    return dossier, draw(st.dictionaries(places, value, min_size=1, max_size=12))


@pytest.mark.slow
@settings(max_examples=examples(10), **SLOW)
@given(messes())
def test_what_is_no_score_counts_as_blank_in_sheet_and_in_python(
    mess: tuple[Dossier, dict[Place, CellValue]],
) -> None:
    dossier, cells = mess
    data = calculated(edited(book_of(dossier), layout_for(dossier), cells))
    assert differences(assert_agree(data, (engines.recalculate_ironcalc,)), data) == []


@pytest.mark.oracle("libreoffice")
@settings(max_examples=examples(3), **SLOW)
@given(messes())
def test_libreoffice_too_takes_what_is_no_score_for_blank(
    mess: tuple[Dossier, dict[Place, CellValue]],
) -> None:
    dossier, cells = mess
    data = calculated(edited(book_of(dossier), layout_for(dossier), cells))
    assert_agree(data, (engines.recalculate_libreoffice,))


WRONG_ELSEWHERE: dict[str, tuple[Place, CellValue]] = {
    "a weight as text": (("tblCriteria", "C01", "weight"), "2"),
    "a negative weight": (("tblCriteria", "C01", "weight"), -1.0),
    "a weight that is true": (("tblCriteria", "C01", "weight"), True),
    "a group weight as text": (("tblGroepen", "G1", "weight"), "veel"),
    "a floor as text": (("tblCriteria", "C01", "floor"), "2"),
    "a threshold as text": (("tblInstellingen", "threshold", "value"), "3,5"),
    "a margin as text": (("tblInstellingen", "margin", "value"), "1"),
    "rounds as text": (("tblInstellingen", "rounds_counted", "value"), "2"),
    "a scale the wrong way round": (("tblInstellingen", "lowest", "value"), 9.0),
    "a step of nothing": (("tblInstellingen", "step", "value"), 0.0),
    "a round as text": (("tblDeelnemers", "S02", "round"), "twee"),
    "an unknown group": (("tblDeelnemers", "S02", "group"), "G7"),
    "a group that is a number": (("tblDeelnemers", "S02", "group"), 1.0),
    "an unknown direction": (("tblCriteria", "C02", "direction"), "lager"),
    "an unknown flag": (("tblCriteria", "C02", "G1"), "x"),
    "no opgave name": (("tblOpgaven", "O02", "name"), "  "),
    "no scorer name": (("tblDeelnemers", "S01", "name"), None),
    "no group name": (("tblGroepen", "G1", "name"), None),
    "a name that is a number": (("tblOpgaven", "O02", "name"), 2030.0),
    "an unknown sort of group": (("tblGroepen", "G2", "kind"), "buren"),
    "an unknown answer": (("tblHeroverweging", "O02", "answer"), "ja"),
    "effort as text": (("tblOpgaven", "O01", "effort"), "3"),
    "a day as text": (("tblBesluit", "O01", "decided_on"), "12 maart 2026"),
    "a day as text with the year in front": (("tblBesluit", "O01", "decided_on"), "2026-3-12"),
    "no day": (("tblBesluit", "O01", "decided_on"), "vorige week"),
    "a day without its year": (("tblBesluit", "O01", "decided_on"), "12 maart"),
    "a year without its day": (("tblBesluit", "O01", "decided_on"), "2026"),
    "a number for a day": (("tblBesluit", "O01", "decided_on"), 4.0),
    "capitals in a direction": (("tblCriteria", "C02", "direction"), "Lager is Beter"),
    "capitals in a flag": (("tblCriteria", "C02", "G1"), "JA"),
    "capitals in a choice": (("tblBesluit", "O01", "choice"), "GEKOZEN"),
}


@pytest.mark.slow
@pytest.mark.sample(more=10)
@pytest.mark.parametrize(("place", "value"), WRONG_ELSEWHERE.values(), ids=WRONG_ELSEWHERE)
def test_sheet_and_python_leave_the_same_things_out(place: Place, value: CellValue) -> None:
    data = calculated(edited(book_of(small()), layout_for(small()), {place: value}))
    stored = assert_agree(data, (engines.recalculate_ironcalc,))
    assert differences(stored, data) == []


# --- rows in another order -----------------------------------------------------------------------


def sortable(dossier: Dossier) -> dict[str, int]:
    """Tables whose rows people may sort, and how many rows they have."""
    room = capacity_for(dossier)
    return {
        "tblOpgaven": room.opgaven,
        "tblCriteria": room.criteria,
        "tblSchaal": room.criteria,
        "tblGroepen": room.groups,
        "tblDeelnemers": room.scorers,
        "tblMeedoen": ROWS,
        "tblVoorrang": ROWS,
        "tblHeroverweging": room.opgaven,
        "tblBesluit": room.opgaven,
        "tblAmbitie": room.opgaven,
        **{f"tblScore_{s}": room.opgaven for s in room.scorer_ids},
    }


@pytest.mark.oracle("libreoffice")
def test_every_table_sorted_the_other_way_round_changes_no_outcome() -> None:
    dossier = example()
    orders = {name: list(reversed(range(size))) for name, size in sortable(dossier).items()}
    data = calculated(permuted(book_of(dossier), dossier, orders, {}))
    stored = assert_agree(data)
    assert reading(data).dossier == dossier
    assert differences(stored, data) == []
    before, layout = engines.cached(example_book()), layout_for(dossier)
    for opgave in dossier.opgaven:
        place = cell_of(layout, ("calcOpgaven", opgave.id, "total"))
        assert stored[place] == before[place]


@pytest.mark.slow
@settings(max_examples=examples(8), **SLOW)
@given(messes(), st.randoms(use_true_random=False))
def test_sorting_changes_no_outcome(
    mess: tuple[Dossier, dict[Place, CellValue]], random: Any
) -> None:
    dossier, cells = mess
    straight = calculated(edited(book_of(dossier), layout_for(dossier), cells))
    orders = {name: random.sample(range(n), n) for name, n in sortable(dossier).items()}
    data = calculated(permuted(book_of(dossier), dossier, orders, cells))
    stored = engines.cached(data)
    assert differences(stored, data) == []
    assert reading(data).dossier == reading(straight).dossier
    layout, before = layout_for(dossier), engines.cached(straight)
    for opgave in dossier.opgaven:
        for key in ("total", "total_low", "total_high", "status", "rank", "coverage", "proposal"):
            place = cell_of(layout, ("calcOpgaven", opgave.id, key))
            assert stored[place] == before[place]


# --- where sheet and Python part -----------------------------------------------------------------


def parted(cells: Mapping[Place, CellValue], dossier: Dossier) -> list[str]:
    data = calculated(edited(book_of(dossier), layout_for(dossier), cells))
    return differences(assert_agree(data, (engines.recalculate_ironcalc,)), data)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("tblDeelnemers", "S02", "group"), " G2 "),
        (("tblCriteria", "C02", "direction"), " lager is beter "),
        (("tblCriteria", "C02", "G1"), "ja "),
        (("tblGroepen", "G2", "kind"), " bewoners"),
        (("tblOpgaven", "O03", "make_or_break"), "ja "),
        (("tblHeroverweging", "O02", "answer"), "toevoegen "),
        (("tblBesluit", "O01", "choice"), "gekozen "),
        (("tblBesluit", "O01", "koppelvorm"), " Integrale Aanpak "),
        (("tblOpgaven", "O01", "koppelvorm"), "MEELIFTAANPAK"),
    ],
)
def test_spaces_around_a_choice_mean_the_same_in_sheet_and_in_python(
    place: Place, value: str
) -> None:
    assert parted({place: value}, with_settings(small(), threshold=3.9)) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table_name", "row"),
    [("tblOpgaven", "O02"), ("tblCriteria", "C02"), ("tblGroepen", "G1"), ("tblScore_S01", "O02")],
)
@pytest.mark.parametrize("write", ["{} ", " {}"])
def test_a_number_with_a_space_is_found_by_neither_sheet_nor_python(
    table_name: str, row: str, write: str
) -> None:
    place = table_name, row, "id"
    data = calculated(edited(book_of(small()), layout_for(small()), {place: write.format(row)}))
    assert differences(engines.cached(data), data) == []
    assert ("nummer-met-spatie", *cell_of(layout_for(small()), place)) in told(
        reading(data).findings
    )


@pytest.mark.parametrize(
    ("table_name", "row"), [("tblOpgaven", "O02"), ("tblCriteria", "C02"), ("tblScore_S01", "O02")]
)
def test_a_number_in_small_letters_is_found_by_both(table_name: str, row: str) -> None:
    assert parted({(table_name, row, "id"): row.lower()}, small()) == []


@pytest.mark.parametrize(
    "typed", ["O*", "?02", ">O01", " o02 ", "O77", "o02 Een oude naam", "O02Naam", "O77 Naam"]
)
def test_a_pair_names_the_opgave_that_is_meant_and_no_other(typed: str) -> None:
    layout = layout_for(small())
    cells: dict[Place, CellValue] = {
        ("tblSamenhang", "P01", "first"): typed,
        ("tblSamenhang", "P01", "second"): "O03",
        ("tblSamenhang", "P01", "relation"): "werkt tegen ",
    }
    data = calculated(edited(book_of(small()), layout, cells))
    stored = engines.cached(data)
    state = stored[cell_of(layout, ("tblSamenhang", "P01", "state"))]
    known = typed.strip().upper().split()[0] == "O02"
    assert state == ("past" if known else "onbekend nummer")
    assert differences(stored, data) == []


@pytest.mark.parametrize("group", ["g2", "G?", "*"])
def test_a_group_written_otherwise_means_the_same_in_sheet_and_in_python(group: str) -> None:
    assert parted({("tblDeelnemers", "S02", "group"): group}, small()) == []


def test_a_number_that_is_shown_as_a_date_is_that_number_in_both() -> None:
    """Where Excel made a date of '3-4', a 4 that is typed later shows as 04-01-1900."""
    layout = layout_for(small())
    places: dict[Place, float] = {
        ("tblScore_S01", "O01", "C01"): 4.0,
        ("tblScore_S01", "O02", "C01"): 1.0,
        ("tblCriteria", "C01", "weight"): 61.0,
    }

    def change(book: Any) -> None:
        for place, number in places.items():
            sheet, cell = cell_of(layout, place)
            book[sheet][cell] = number
            book[sheet][cell].number_format = "dd-mm-yyyy"

    data = calculated(saved_by_openpyxl(small_book(), change))
    found = reading(data)
    assert [f for f in found.findings if f.code == "score-is-datum"] == []
    assert found.dossier.scores.cell("S01", "O01", "C01") == 4.0
    assert found.dossier.scores.cell("S01", "O02", "C01") == 1.0
    assert found.dossier.criteria[0].weight == 61.0
    assert differences(engines.cached(data), data) == []


TAB_HEADING = ("S02", "A4")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({("tblDeelnemers", "S02", "group"): None}, "U hebt nog geen groep"),
        ({("tblDeelnemers", "S02", "group"): "corporatie"}, "U hebt nog geen groep"),
        ({("tblDeelnemers", "S02", "round"): 7.0}, "Uw ronde is nog niet open"),
        ({("tblCriteria", c, "G1"): "nee" for c in ("C01", "C02")}, "Nog in te vullen"),
    ],
)
def test_nobody_is_thanked_for_what_could_not_be_filled_in(
    cells: dict[Place, CellValue], said: str
) -> None:
    data = calculated(edited(book_of(small()), layout_for(small()), cells))
    heading = str(assert_agree(data, (engines.recalculate_ironcalc,))[TAB_HEADING])
    assert heading.startswith(said) or "Nog in te vullen" in said
    assert "Dank u wel" not in heading


@pytest.mark.parametrize(("severity", "line"), [("fout", "1"), ("let op", "2"), ("ter info", "9")])
def test_a_finding_begins_with_how_serious_it_is(severity: str, line: str) -> None:
    layout = layout_for(small())
    cells: dict[Place, CellValue] = {
        ("tblBevindingen", line, "severity"): severity,
        ("tblBevindingen", line, "problem"): "Dit klopt niet.",
        ("tblBevindingen", line, "row_key"): "tblCriteria|C02",
    }
    stored = assert_agree(
        calculated(edited(book_of(small()), layout, cells)), (engines.recalculate_ironcalc,)
    )
    place = cell_of(layout, ("tblCriteria", "C02", "controle"))
    assert stored[place] == f"{severity}: Dit klopt niet."


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        ("tblCriteria", "C01", "weight"),
        ("tblCriteria", "C01", "floor"),
        ("tblGroepen", "G1", "weight"),
        ("tblOpgaven", "O01", "effort"),
        ("tblOpgaven", "O01", "cost"),
        ("tblDeelnemers", "S02", "round"),
        *(
            ("tblInstellingen", setting, "value")
            for setting in (
                "lowest",
                "highest",
                "step",
                "threshold",
                "margin",
                "rounds_counted",
                "max_opgaven",
                "effort_capacity",
                "unforeseen",
            )
        ),
    ],
)
def test_a_date_for_a_number_means_the_same_in_sheet_and_in_python(place: Place) -> None:
    """Excel makes a date of '3-4'; to its formulas that is a number of five digits."""
    sheet, cell = cell_of(layout_for(small()), place)

    def change(book: Any) -> None:
        book[sheet][cell] = date(2026, 4, 3)

    data = calculated(saved_by_openpyxl(small_book(), change))
    assert differences(engines.cached(data), data) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("tblDeelnemers", "S02", "round"), 1.5),
        (("tblInstellingen", "rounds_counted", "value"), 2.5),
    ],
)
def test_half_a_round_means_the_same_in_sheet_and_in_python(place: Place, value: float) -> None:
    first, *rest = small().scorers
    later = changed(small(), scorers=(first.model_copy(update={"round": 2}), *rest))
    assert parted({place: value}, later) == []


def test_step_two_counts_criteria_with_both_ends_explained() -> None:
    dossier = changed(
        small(),
        anchors=(Anchors(criterion="C01", lowest="laag"), Anchors(criterion="C02", highest="hoog")),
    )
    assert parted({}, dossier) == []


def test_step_two_counts_only_criteria_that_are_in_use() -> None:
    assert parted({("tblCriteria", "C02", "name"): None}, small()) == []


@pytest.mark.parametrize("value", ["x", "   "])
def test_a_tab_and_the_list_of_scorers_tell_the_same_number_still_to_do(value: str) -> None:
    dossier, layout = small(), layout_for(small())
    data = calculated(edited(book_of(dossier), layout, {first_cell(): value}))
    stored = engines.cached(data)
    tab = [stored[cell_of(layout, ("tblScore_S01", o, "todo"))] for o in layout.capacity.opgave_ids]
    assert sum(tab) == stored[cell_of(layout, ("tblDeelnemers", "S01", "todo"))] == 1.0


@pytest.mark.slow
@pytest.mark.parametrize("domain", ["=zorg", "<>", ">5", "z*", "Zorg?"])
def test_a_domain_is_counted_as_it_is_written(domain: str) -> None:
    opgaven = tuple(
        o.model_copy(update={"domain": d})
        for o, d in zip(small().opgaven, (domain, "zorg", domain), strict=True)
    )
    dossier = changed(small(), opgaven=opgaven)
    layout = layout_for(dossier)
    stored = engines.cached(calculated(book_of(dossier)))
    names = [stored[cell_of(layout, ("calcDomeinen", str(i), "name"))] for i in (1, 2, 3)]
    counts = [stored[cell_of(layout, ("calcDomeinen", str(i), "count"))] for i in (1, 2, 3)]
    assert (names, counts) == ([domain, "zorg", ""], [2.0, 1.0, ""])


# --- where programs round or compare otherwise ---------------------------------------------------


OTHERS: tuple[Engine, ...] = (*ENGINES[1:], engines.recalculate_gnumeric)
"""All but the engine whose ROUND is put right: those that have Excel's own."""


def roomy(dossier: Dossier) -> Capacity:
    """Room for more than one of each: Gnumeric finds nothing in an area of one cell."""
    return dataclasses.replace(capacity_for(dossier), criteria=2, groups=2, scorers=2)


def halves(weights: tuple[int, int], digits: int) -> list[tuple[list[float], Fraction]]:
    """Marks on two criteria whose total is exactly a half in the last of ``digits`` decimals."""
    found = []
    for marks in itertools.product(range(1, 6), repeat=2):
        total = Fraction(sum(w * m for w, m in zip(weights, marks, strict=True)), sum(weights))
        if (total * 10**digits) % 1 == Fraction(1, 2):
            found.append(([float(mark) for mark in marks], total))
    return found


def half_up(total: Fraction, digits: int) -> float:
    return float(Fraction(math.floor(total * 10**digits + Fraction(1, 2)), 10**digits))


@pytest.mark.oracle("libreoffice", "ssconvert")
@pytest.mark.parametrize(("weights", "digits"), [((1, 199), 2), ((37, 163), 2), ((1, 5119), 9)])
def test_a_total_that_is_a_half_is_stored_as_excel_shows_it(
    weights: tuple[int, int], digits: int
) -> None:
    """Four programs and the chart; the expected numbers come from fractions, not from Python's
    rules."""
    rows = halves(weights, digits)
    assert len(rows) >= 8
    dossier = table([marks for marks, _ in rows], weights=weights, threshold=1.0)
    layout = declare(roomy(dossier))
    data = calculated(book_of(dossier, roomy(dossier)))
    stored = assert_agree(data, OTHERS)
    for opgave, (_, total) in zip(layout.capacity.opgave_ids, rows, strict=True):
        nine = half_up(total, 9)
        assert stored[cell_of(layout, ("calcOpgaven", opgave, "rounded"))] == nine
        two = half_up(Fraction(nine).limit_denominator(10**9), 2)
        for name in ("tblBesluit", "tblHeroverweging"):
            assert stored[cell_of(layout, (name, opgave, "shown"))] == two
    assert Check(stored, dossier, layout).run() == []
    assert wrongly_drawn(data) == []


EDGES: dict[float, object] = {
    5.000000000000001: 5.0,
    0.9999999999999999: 1.0,
    2.9999999999999996: 3.0,
    5.0000000009: 5.0,
    5.000000002: "ongeldig",
    3.000000002: "ongeldig",
}
"""What a program can write for a mark, and what it counts as."""


@pytest.mark.oracle("libreoffice", "ssconvert")
def test_every_program_draws_the_edge_of_the_scale_at_one_place() -> None:
    dossier = changed_rows([[[3.0]] for _ in EDGES])
    layout = declare(roomy(dossier))
    ids = layout.capacity.opgave_ids
    cells: dict[Place, CellValue] = {
        ("tblScore_S01", opgave, "C01"): value for opgave, value in zip(ids, EDGES, strict=True)
    }
    cells["tblDeelnemers", "S01", "round"] = 1.0000000000000002
    data = calculated(edited(book_of(dossier, roomy(dossier)), layout, cells))
    stored = assert_agree(data, OTHERS)
    for opgave, expected in zip(ids, EDGES.values(), strict=True):
        found = stored[cell_of(layout, ("calcScores", f"{opgave}|S01", "C01"))]
        assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)
    assert differences(stored, data) == []


# --- what is left out, or not there --------------------------------------------------------------


@pytest.mark.oracle("libreoffice")
def test_floors_that_are_missed_are_all_named_however_long_their_names() -> None:
    dossier = table([[1.0] * 6], floors=dict.fromkeys(range(6), 3.0), threshold=3.0)
    long = [f"Criterium {n} " + "met een lange naam " * 5 for n in range(1, 6)] + ["x" * 300]
    criteria = [
        c.model_copy(update={"name": n}) for c, n in zip(dossier.criteria, long, strict=True)
    ]
    data = calculated(book_of(changed(dossier, criteria=tuple(criteria))))
    found = assert_agree(data, (engines.recalculate_libreoffice,))
    names = [*(name.strip() for name in long[:5]), "x" * 249 + "…"]
    assert found[cell_of(layout_for(dossier), ("tblOverzicht", "1", "floors"))] == "; ".join(
        f"C0{n} {name}" for n, name in enumerate(names, 1)
    )


@pytest.mark.oracle("libreoffice")
def test_a_number_in_a_text_has_a_comma_whatever_the_language_of_the_program() -> None:
    dossier = table([[1.0]], lowest=0.5, highest=4.5, step=0.5)
    stored = assert_agree(calculated(book_of(dossier)))
    side = layout_for(dossier).tables["tblScore_S01"].letters["todo"]
    assert stored["S01", f"{side}{ROW_LOW + 1}"] == "0,5 ="
    assert stored["S01", f"{side}{ROW_HIGH + 1}"] == "4,5 ="


def test_without_an_agreed_score_nothing_is_counted_as_if_there_were_one() -> None:
    dossier = with_settings(small(), threshold=None)
    layout, stored = layout_for(dossier), engines.cached(calculated(book_of(dossier)))
    assert stored["Overzicht", "A3"] == (
        "Er is nog geen score afgesproken. Vul die in op het blad Start."
    )
    assert stored[cell_of(layout, ("tblStappen", "4", "state"))] == "eerst score afspreken"
    assert LINE not in str(stored[cell_of(layout, ("tblOverzicht", "1", "bar"))])


def test_effort_and_domains_that_nobody_filled_in_are_not_0() -> None:
    nothing = {"effort": None, "domain": "", "cost": None}
    bare = tuple(o.model_copy(update=nothing) for o in small().opgaven)
    dossier = changed(small(), opgaven=bare)
    layout, stored = layout_for(dossier), engines.cached(calculated(book_of(dossier)))
    assert stored[cell_of(layout, ("tblRuimte", "number", "used"))] == 2.0
    for row, state in (
        ("effort", "vul de inzet in op Opgaven"),
        ("domains", "vul de domeinen in op Opgaven"),
    ):
        assert stored[cell_of(layout, ("tblRuimte", row, "used"))] == ""
        assert stored[cell_of(layout, ("tblRuimte", row, "state"))] == state


@pytest.mark.oracle("libreoffice")
def test_who_is_asked_in_a_later_round_is_not_asked_0_scores() -> None:
    matrix = [[3.0, 4.0], [2.0, 2.0]]
    dossier = dossier_of(
        [matrix] * 4, groups=[0, 0, 1, 1], group_weights=[1.0, 1.0], rounds=[1, 2, 2, 3]
    )
    data, layout = calculated(book_of(dossier)), layout_for(dossier)
    assert Check(assert_agree(data), dossier, layout).run() == []
    stored = engines.cached(data)

    def at(table_name: str, row: str) -> list[engines.Value]:
        keys = ("asked", "marks", "todo") if table_name == "tblDeelnemers" else ("asked", "done")
        return [stored[cell_of(layout, (table_name, row, key))] for key in keys]

    assert at("tblDeelnemers", "S01") == [4.0, 4.0, 0.0]
    assert at("tblDeelnemers", "S04") == ["in ronde 3", "", ""]
    assert at("tblGroepen", "G1") == [4.0, 4.0]
    assert at("tblGroepen", "G2") == ["later", ""]


# --- at the edge of the agreed score -------------------------------------------------------------


@pytest.mark.oracle("libreoffice")
def test_a_total_just_below_or_on_the_agreed_score_reads_the_same_everywhere() -> None:
    thirds = table(
        [[3.0, 4.0, 3.0], [4.0, 3.0, 3.0], [5.0, 5.0, 5.0], [3.0, 3.0, 3.0]],
        weights=[0.1, 0.2, 0.3],
        threshold=10 / 3,
    )
    close = table([[4.0, 3.0]], weights=[496.0, 504.0], threshold=3.5)
    zero = table([[4.0, 3.0]], weights=[0.0, 0.0], threshold=3.5)
    parts = dossier_of(
        [[[4.0, 4.0]], [[3.0, 3.0]]],
        groups=[0, 1],
        group_weights=[496.0, 504.0],
        weights=[1.0, 0.0],
        threshold=3.5,
        floors={1: 3.497},
    )
    for dossier in (thirds, close, zero, parts):
        data = calculated(book_of(dossier))
        assert Check(assert_agree(data), dossier, layout_for(dossier)).run() == []
    stored = engines.cached(calculated(book_of(close)))
    assert stored[cell_of(layout_for(close), ("tblOverzicht", "1", "shown"))] == 3.49
    assert stored[cell_of(layout_for(close), ("tblOverzicht", "1", "g_G1"))] == 3.49
    stored = engines.cached(calculated(book_of(parts)))
    for key in ("s_C01", "s_C02"):
        assert stored[cell_of(layout_for(parts), ("tblOverzicht", "1", key))] == 3.49
    now = outcome_of(close).opgaven[0]
    assert now.status is Status.FALLS_SHORT
    assert rounded(now.total) == 3.496  # type: ignore[arg-type]


def test_results_are_the_same_in_whatever_capacity() -> None:
    outcome = outcome_of(small())
    for more in (0, 2):
        capacity = dataclasses.replace(capacity_for(small()), opgaven=3 + more)
        values = engines.cached(calculated(book_of(small(), capacity)))
        for now in outcome.opgaven:
            place = cell_of(declare(capacity), ("calcOpgaven", now.opgave, "total"))
            assert values[place] == pytest.approx(now.total, abs=1e-9)
