"""Random small dossiers for hypothesis, a short way to write one by hand, and ways to change one.

Ids are ``O01``, ``C01``, ``G1``, ``S01`` ..., consecutive from 1; names are unique; a record that
would be empty is left out. So every dossier can be typed into a workbook and read back.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import combinations, product
from typing import Any, TypeVar

from hypothesis import strategies as st

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Address,
    Ambition,
    Anchors,
    Answer,
    Choice,
    Criterion,
    Decision,
    Direction,
    Group,
    GroupKind,
    Joining,
    Joins,
    Koppelvorm,
    LawStatus,
    LogEntry,
    Opgave,
    OpgaveKind,
    Pair,
    Priority,
    Reconsideration,
    Relation,
    Remark,
    Scorer,
    Settings,
    Verdict,
    Visibility,
)
from wijkexcel.model.scores import ABSTENTION, Score, ScoreTable
from wijkexcel.sentences.reasons import OWN

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]
Cells = dict[tuple[str, str, str], Score]

SCALES = ((1.0, 5.0, 1.0), (0.0, 10.0, 1.0), (1.0, 5.0, 0.5))
"""Lowest mark, highest mark, step."""
BELOW_ZERO = (-2.0, 2.0, 1.0)

TEXTS = (
    "Groen op het plein",
    "Wateroverlast & hitte",
    "Eenzaamheid: samen eten",
    "Riool < 2030 > vervangen",
    'Zogeheten "koppelkans"',
    "Eén loket voor 's avonds",
    "Kosten ca. € 12,50 per m²",
    "Veilig oversteken (Dorpsstraat 5)",
    "x",
)
DOMAINS = ("wonen", "WÓNEN", "openbare ruimte", "zorg & welzijn")
"""The first two are one."""
DATES = (date(2025, 1, 31), date(2025, 12, 1), date(2026, 2, 28), date(2028, 2, 29))
MOMENTS = (datetime(2025, 3, 1, 9, 30), datetime(2026, 12, 31, 23, 59, 59))

REACHED_REASON, SHORT_REASON, FLOOR_REASON = (one.template for one in OWN)
"""What the program fills in as a public reason, where it may."""

_BLANK = object()

# Strategies are made once: making them anew for every dossier takes longer than drawing.
_TEXT = st.sampled_from(TEXTS)
_OPEN_TEXT = st.sampled_from(["", *TEXTS])
_DATE = st.sampled_from([None, *DATES])
_DOMAIN = st.sampled_from(["", *DOMAINS])
_BOOL = st.booleans()
_TWO = st.integers(1, 2)
_MARGIN = st.sampled_from([None, 0.0, 0.05, 0.1, 0.25, 0.5, 1.0])
_WEIGHT = st.sampled_from([1.0, 0.5, 0.3, 0.25, 0.2, 0.1, 0.05, 2.0, 15.0, 0.0])
_COST = st.sampled_from([None, 0.0, 5000.0, 125_000.0, 2_400_000.0])
_YEAR = st.sampled_from([None, 2026, 2030, 2031])
_EFFORT = st.sampled_from([None, 0.0, 0.5, 3.0, 8.0])
_CAPACITY = st.sampled_from([None, 4.0, 12.5, 40.0])
_UNFORESEEN = st.sampled_from([0.2, 0.0, 0.1, 0.5, 1.0])
_MAX_OPGAVEN = st.sampled_from([None, 1, 2, 6])
_SMALLEST = st.integers(1, 5)
_PHONE = st.sampled_from(["", "14 024", "024-1234567"])
_FINGERPRINT = st.sampled_from(["", "3f9a1c0b"])
_MAIL = st.sampled_from(["", "wijk@voorbeeld.nl"])
_ROUND = st.sampled_from([1, 1, 1, 2])
_ADDRESS = st.sampled_from(Address)
_GROUP_KIND = st.sampled_from(GroupKind)
_DIRECTION = st.sampled_from(Direction)
_VISIBILITY = st.sampled_from([*Visibility, None])
_KIND = st.sampled_from([None, *OpgaveKind])
_KOPPELVORM = st.sampled_from([None, *Koppelvorm])
_LAW_STATUS = st.sampled_from(LawStatus)
_CHOICE = st.sampled_from([None, *Choice])
_ANSWER = st.sampled_from([None, None, *Answer])
_VERDICT = st.sampled_from([None, None, None, *Verdict])
_RELATION = st.sampled_from([None, *Relation])
_DENSITY = st.sampled_from([(0, 0), (1, 0), (1, 1), (3, 1), (1, 8), (20, 1)])
"""Blanks and abstentions among the choices for a cell, beside each mark once."""
_LONGER_TERM = st.sampled_from(["", *TEXTS])

_DECORATION: dict[st.SearchStrategy[Any], object] = {
    _TEXT: TEXTS[0],
    _OPEN_TEXT: "",
    _DATE: None,
    _DOMAIN: "",
    _COST: None,
    _EFFORT: None,
    _YEAR: None,
    _CAPACITY: None,
    _UNFORESEEN: 0.2,
    _MAX_OPGAVEN: None,
    _SMALLEST: 3,
    _PHONE: "",
    _MAIL: "",
    _ADDRESS: Address.FORMAL,
    _VISIBILITY: Visibility.PUBLIC,
    _KIND: None,
}
"""What a plain dossier holds where nothing depends on it."""


def numbered(prefix: str, count: int, width: int = 2) -> tuple[str, ...]:
    """Ids: ``numbered("O", 2)`` is ``("O01", "O02")``."""
    return tuple(f"{prefix}{i:0{width}d}" for i in range(1, count + 1))


def marks(settings: Settings) -> list[float]:
    """Every mark on the scale, lowest first."""
    steps = round((settings.highest - settings.lowest) / settings.step)
    return [settings.lowest + i * settings.step for i in range(steps + 1)]


@lru_cache
def _threshold(lowest: float, highest: float) -> st.SearchStrategy[float | None]:
    span = round(highest - lowest)
    whole = [lowest + i for i in range(span + 1)]
    tenths = [round(lowest + i / 10, 1) for i in range(10 * span + 1)]
    return st.one_of(
        st.sampled_from(whole), st.sampled_from(tenths), st.sampled_from([*whole, None])
    )


@lru_cache
def _floor(lowest: float, highest: float) -> st.SearchStrategy[float | None]:
    halves = [lowest + i / 2 for i in range(round(2 * (highest - lowest)) + 1)]
    return st.sampled_from([None] * 2 * len(halves) + halves)


@lru_cache
def _subset(ids: tuple[str, ...], awkward: bool) -> st.SearchStrategy[tuple[str, ...]]:
    sizes = range(len(ids), 0, -1)
    options = [chosen for size in sizes for chosen in combinations(ids, size)]
    return st.sampled_from(options * 5 + [()] if awkward else options)


@lru_cache
def _choice_of(options: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


@lru_cache
def _few(options: tuple[tuple[str, str], ...]) -> st.SearchStrategy[set[tuple[str, str]]]:
    return st.sets(st.sampled_from(options), max_size=3)


@lru_cache
def _scale(scales: tuple[tuple[float, float, float], ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(scales)


@lru_cache
def _row(
    on_scale: tuple[float, ...], blanks: int, abstentions: int, length: int
) -> st.SearchStrategy[tuple[object, ...]]:
    choices: list[object] = list(on_scale)
    cell = st.sampled_from(choices + [_BLANK] * blanks + [ABSTENTION] * abstentions)
    return st.tuples(*[cell] * length)


def _settings(draw: Draw[Any], scales: tuple[tuple[float, float, float], ...]) -> Settings:
    lowest, highest, step = draw(_scale(scales))
    return Settings(
        gemeente=draw(_TEXT),
        wijk=draw(_TEXT),
        sender=draw(_OPEN_TEXT),
        sender_role=draw(_OPEN_TEXT),
        contact_name=draw(_OPEN_TEXT),
        contact_phone=draw(_PHONE),
        contact_email=draw(_MAIL),
        address=draw(_ADDRESS),
        lowest=lowest,
        highest=highest,
        step=step,
        threshold=draw(_threshold(lowest, highest)),
        threshold_date=draw(_DATE),
        weights_date=draw(_DATE),
        margin=draw(_MARGIN),
        rounds_counted=draw(_TWO),
        smallest_group=draw(_SMALLEST),
        max_opgaven=draw(_MAX_OPGAVEN),
        effort_capacity=draw(_CAPACITY),
        unforeseen=draw(_UNFORESEEN),
        what_was_asked=draw(_OPEN_TEXT),
        next_steps=draw(_OPEN_TEXT),
        decides_on=draw(_DATE),
        objection=draw(_OPEN_TEXT),
        letter_date=draw(_DATE),
        without_reason=draw(_VERDICT),
        without_reason_why=draw(_OPEN_TEXT),
        year_from=draw(_YEAR),
        year_to=draw(_YEAR),
    )


def _group(draw: Draw[Any], index: int, key: str) -> Group:
    kind = GroupKind.RESIDENTS if index == 0 else draw(_GROUP_KIND)
    return Group(id=key, name=f"{kind.value} {index + 1}", kind=kind, weight=draw(_WEIGHT))


def _criterion(
    draw: Draw[Any], key: str, settings: Settings, groups: tuple[str, ...], awkward: bool
) -> Criterion:
    return Criterion(
        id=key,
        name=f"{draw(_TEXT)} ({key})",
        question=draw(_OPEN_TEXT),
        put_forward_by=draw(_OPEN_TEXT),
        direction=draw(_DIRECTION),
        weight=draw(_WEIGHT),
        floor=draw(_floor(settings.lowest, settings.highest)),
        visibility=draw(_VISIBILITY),
        shows_cost=draw(_BOOL),
        groups=draw(_subset(groups, awkward)),
    )


def _opgave(draw: Draw[Any], key: str) -> Opgave:
    make_or_break, law = draw(_BOOL), draw(_OPEN_TEXT)
    return Opgave(
        id=key,
        name=f"{draw(_TEXT)} ({key})",
        kind=draw(_KIND),
        domain=draw(_DOMAIN),
        description=draw(_OPEN_TEXT),
        coupling=draw(_OPEN_TEXT),
        koppelvorm=draw(_KOPPELVORM),
        chances=draw(_OPEN_TEXT),
        risks=draw(_OPEN_TEXT),
        put_forward_by=draw(_OPEN_TEXT),
        planning=draw(_OPEN_TEXT),
        cost=draw(_COST),
        effort=draw(_EFFORT),
        law=law,
        law_status=draw(_LAW_STATUS) if law else None,
        law_fallback=draw(_OPEN_TEXT),
        law_look_on=draw(_DATE),
        longer_term=draw(_LONGER_TERM),
        make_or_break=make_or_break,
        make_or_break_why=draw(_OPEN_TEXT) if make_or_break else "",
        year_from=draw(_YEAR),
        year_to=draw(_YEAR),
    )


def _scorer(
    draw: Draw[Any], index: int, key: str, groups: tuple[str, ...], awkward: bool
) -> Scorer:
    return Scorer(
        id=key,
        name=f"Scorer {index + 1}",
        organisation=draw(_OPEN_TEXT),
        role=draw(_OPEN_TEXT),
        group=draw(_choice_of((*groups * 5, "G9") if awkward else groups)),
        domain=draw(_DOMAIN),
        email=draw(_choice_of(("", f"{key.lower()}@voorbeeld.nl"))),
        round=draw(_ROUND),
    )


def _scores(draw: Draw[Any], settings: Settings, askable: list[tuple[str, str, str]]) -> Cells:
    """Marks, abstentions and blanks, from a full table to a nearly empty one."""
    cells = draw(_row(tuple(marks(settings)), *draw(_DENSITY), len(askable)))
    return {
        place: cell
        for place, cell in zip(askable, cells, strict=True)
        if isinstance(cell, float | str)
    }


def _decisions(draw: Draw[Any], opgaven: tuple[str, ...]) -> tuple[Decision, ...]:
    found = [
        Decision(
            opgave=key,
            choice=draw(_CHOICE),
            koppelvorm=draw(_KOPPELVORM),
            form_settled=draw(_OPEN_TEXT),
            public_reason=draw(_OPEN_TEXT),
            internal_note=draw(_OPEN_TEXT),
            follow_up=draw(_OPEN_TEXT),
            when=draw(_DATE),
            decided_by=draw(_OPEN_TEXT),
            decided_on=draw(_DATE),
        )
        for key in opgaven
        if draw(_BOOL)
    ]
    return tuple(decision for decision in found if decision != Decision(opgave=decision.opgave))


def _reconsiderations(draw: Draw[Any], opgaven: tuple[str, ...]) -> tuple[Reconsideration, ...]:
    given = [
        Reconsideration(
            opgave=key, make_or_break=draw(_VERDICT), answer=draw(_ANSWER), why=draw(_OPEN_TEXT)
        )
        for key in opgaven
    ]
    return tuple(r for r in given if r != Reconsideration(opgave=r.opgave))


def _remarks(
    draw: Draw[Any], scorers: tuple[str, ...], opgaven: tuple[str, ...]
) -> tuple[Remark, ...]:
    chosen = draw(_few(tuple(product(scorers, opgaven))))
    return tuple(Remark(scorer=s, opgave=o, text=draw(_TEXT)) for s, o in sorted(chosen))


def _pairs(draw: Draw[Any], opgaven: tuple[str, ...]) -> tuple[Pair, ...]:
    couples = tuple(combinations(opgaven, 2))
    chosen = sorted(draw(_few(couples))) if couples else []
    return tuple(
        Pair(id=key, first=first, second=second, relation=draw(_RELATION), why=draw(_OPEN_TEXT))
        for key, (first, second) in zip(numbered("P", len(chosen)), chosen, strict=True)
    )


_SIZES = st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 6), st.integers(1, 6))
_LOG_LENGTH = st.integers(0, len(MOMENTS))


def _plainly(draw: Draw[Any]) -> Draw[Any]:
    """Draw only what matters to the rules."""

    def plain(strategy: st.SearchStrategy[Any]) -> Any:
        return _DECORATION[strategy] if strategy in _DECORATION else draw(strategy)

    return plain


def _afterwards(
    draw: Draw[Any], opgaven: tuple[str, ...], scorers: tuple[str, ...]
) -> dict[str, Any]:
    """Everything that comes beside and after the scores."""
    decisions = _decisions(draw, opgaven)
    return {
        "remarks": _remarks(draw, scorers, opgaven),
        "reconsiderations": _reconsiderations(draw, opgaven),
        "pairs": _pairs(draw, opgaven),
        "decisions": decisions,
        "ambitions": tuple(
            Ambition(
                opgave=d.opgave,
                objective=draw(_TEXT),
                measured_by=draw(_OPEN_TEXT),
                first_measures=draw(_OPEN_TEXT),
                who=draw(_OPEN_TEXT),
            )
            for d in decisions
            if d.choice is Choice.CHOSEN
        ),
        "joining": tuple(
            Joining(
                id=key,
                body=draw(_TEXT),
                contact=draw(_OPEN_TEXT),
                joins=draw(st.none() | st.sampled_from(Joins)),
                consider=draw(_OPEN_TEXT),
                opgave=draw(st.sampled_from(("", *opgaven))),
            )
            for key in numbered("M", draw(st.integers(0, 2)))
        ),
        "priorities": tuple(
            Priority(id=key, answer=draw(_TEXT), given_by=draw(_OPEN_TEXT), times=1)
            for key in numbered("V", draw(st.integers(0, 2)))
        ),
        "log": tuple(
            LogEntry(when=when, who=draw(_TEXT), what=draw(_TEXT), fingerprint=draw(_FINGERPRINT))
            for when in MOMENTS[: draw(_LOG_LENGTH)]
        ),
    }


@st.composite
def dossiers(
    draw: Draw[Any],
    *,
    awkward: bool = False,
    plain: bool = False,
    scales: Sequence[tuple[float, float, float]] = SCALES,
) -> Dossier:
    """Draw a full dossier of at most 6 opgaven, 5 criteria, 4 groups and 6 scorers.

    Args:
        draw: given by hypothesis.
        awkward: also what the checks would refuse but the rules must survive: marks where
            nobody was asked, criteria that no group scores, scorers of an unknown group.
        plain: leave out what no total, status or reason depends on; twice as fast.
        scales: the scales to choose from: lowest, highest, step.
    """
    if plain:
        draw = _plainly(draw)
    settings = _settings(draw, tuple(scales))
    groups, criteria_, opgaven, people = draw(_SIZES)
    g_ids, c_ids = numbered("G", groups, width=1), numbered("C", criteria_)
    o_ids, s_ids = numbered("O", opgaven), numbered("S", people)
    criteria = tuple(_criterion(draw, key, settings, g_ids, awkward) for key in c_ids)
    scorers = tuple(_scorer(draw, i, key, g_ids, awkward) for i, key in enumerate(s_ids))
    askable = [
        (scorer.id, opgave, criterion.id)
        for scorer in scorers
        for opgave in o_ids
        for criterion in criteria
        if awkward or scorer.group in criterion.groups
    ]
    return Dossier(
        settings=settings,
        criteria=criteria,
        anchors=tuple(
            Anchors(criterion=key, lowest=draw(_TEXT), middle=draw(_OPEN_TEXT), highest=draw(_TEXT))
            for key in c_ids
        ),
        opgaven=tuple(_opgave(draw, key) for key in o_ids),
        groups=tuple(_group(draw, i, key) for i, key in enumerate(g_ids)),
        scorers=scorers,
        scores=ScoreTable.of(o_ids, s_ids, c_ids, _scores(draw, settings, askable)),
        **({} if plain else _afterwards(draw, o_ids, s_ids)),
    )


def dossier_of(
    rows: Sequence[Sequence[Sequence[Score | None]]],
    *,
    weights: Sequence[float] | None = None,
    lower: Iterable[int] = (),
    floors: Mapping[int, float] | None = None,
    groups: Sequence[int] | None = None,
    group_weights: Sequence[float] = (1.0,),
    kinds: Sequence[GroupKind] = (),
    rounds: Sequence[int] | None = None,
    **settings: Any,
) -> Dossier:
    """Write a small dossier by hand; every group scores every criterion.

    Args:
        rows: per scorer, per opgave, per criterion: a mark, 'weet niet' or None.
        weights: of the criteria; all 1 when left out.
        lower: indices of criteria where lower is better.
        floors: per index of a criterion.
        groups: per scorer the index of its group; all in the first when left out.
        group_weights: per group.
        kinds: per group; 'anders' when left out.
        rounds: per scorer; all 1 when left out.
        **settings: fields of ``Settings``; the scale is 1-5 unless set.
    """
    g_ids = numbered("G", len(group_weights), width=1)
    s_ids, o_ids = numbered("S", len(rows)), numbered("O", len(rows[0]))
    c_ids = numbered("C", len(rows[0][0]))
    weights = weights or [1.0] * len(c_ids)
    member = groups or [0] * len(rows)
    cells = {
        (s, o, c): cell
        for s, by_opgave in zip(s_ids, rows, strict=True)
        for o, by_criterion in zip(o_ids, by_opgave, strict=True)
        for c, cell in zip(c_ids, by_criterion, strict=True)
        if cell is not None
    }
    return Dossier(
        settings=Settings(**settings),
        criteria=tuple(
            Criterion(
                id=key,
                name=f"criterium {key}",
                direction=Direction.LOWER if i in set(lower) else Direction.HIGHER,
                weight=weights[i],
                floor=(floors or {}).get(i),
                visibility=Visibility.PUBLIC,
                groups=g_ids,
            )
            for i, key in enumerate(c_ids)
        ),
        anchors=tuple(Anchors(criterion=key, lowest="laag", highest="hoog") for key in c_ids),
        opgaven=tuple(Opgave(id=key, name=f"opgave {key}") for key in o_ids),
        groups=tuple(
            Group(id=key, name=f"groep {key}", kind=kind, weight=weight)
            for key, weight, kind in zip(
                g_ids, group_weights, kinds or [GroupKind.OTHER] * len(g_ids), strict=True
            )
        ),
        scorers=tuple(
            Scorer(
                id=key,
                name=f"scorer {key}",
                group=g_ids[member[i]],
                round=rounds[i] if rounds else 1,
            )
            for i, key in enumerate(s_ids)
        ),
        scores=ScoreTable.of(o_ids, s_ids, c_ids, cells),
    )


def table(matrix: Sequence[Sequence[Score | None]], **kwargs: Any) -> Dossier:
    """``dossier_of`` with one group of one scorer: rows are opgaven, columns criteria."""
    return dossier_of([matrix], **kwargs)


def asked(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Every cell that someone is expected to fill in: (scorer, opgave, criterion)."""
    known = {group.id for group in dossier.groups}
    return [
        (scorer.id, opgave.id, criterion.id)
        for scorer in dossier.scorers
        if scorer.group in known and scorer.round <= dossier.settings.rounds_counted
        for opgave in dossier.opgaven
        for criterion in dossier.criteria
        if scorer.group in criterion.groups
    ]


def blanks(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Every cell that is still to be filled in."""
    cells = dossier.scores.cells()
    return [place for place in asked(dossier) if place not in cells]


def with_cells(dossier: Dossier, cells: Mapping[tuple[str, str, str], Score]) -> Dossier:
    """The same dossier with other scores."""
    old = dossier.scores
    return changed(dossier, scores=ScoreTable.of(old.opgaven, old.scorers, old.criteria, cells))


def filled(dossier: Dossier, fill: Callable[[str], Score | None]) -> Dossier:
    """The same dossier with every blank filled in by ``fill(criterion id)``; None leaves it."""
    new = {place: fill(place[2]) for place in blanks(dossier)}
    return with_cells(
        dossier,
        dossier.scores.cells() | {place: cell for place, cell in new.items() if cell is not None},
    )


def extreme(dossier: Dossier, *, best: bool) -> Dossier:
    """The same dossier with every blank filled in with the best or the worst mark there is."""
    low, high = dossier.settings.lowest, dossier.settings.highest
    good = {c.id: low if c.direction is Direction.LOWER else high for c in dossier.criteria}
    return filled(dossier, lambda c: good[c] if best else low + high - good[c])


def changed(dossier: Dossier, **fields: Any) -> Dossier:
    """The same dossier with other fields."""
    return dossier.model_copy(update=fields)


def with_settings(dossier: Dossier, **fields: Any) -> Dossier:
    """The same dossier with other settings."""
    return changed(dossier, settings=dossier.settings.model_copy(update=fields))


def with_first_opgave(dossier: Dossier, **fields: Any) -> Dossier:
    """The same dossier with other fields in its first opgave."""
    first, *rest = dossier.opgaven
    return changed(dossier, opgaven=(first.model_copy(update=fields), *rest))


def shuffled(dossier: Dossier, seed: int) -> Dossier:
    """The same dossier with opgaven, criteria, groups and scorers in another order."""
    mixed = random.Random(seed)

    def mix(items: Sequence[T]) -> tuple[T, ...]:
        return tuple(mixed.sample(items, len(items)))

    opgaven, scorers, criteria = mix(dossier.opgaven), mix(dossier.scorers), mix(dossier.criteria)
    return changed(
        dossier,
        opgaven=opgaven,
        scorers=scorers,
        criteria=criteria,
        groups=mix(dossier.groups),
        scores=ScoreTable.of(
            [o.id for o in opgaven],
            [s.id for s in scorers],
            [c.id for c in criteria],
            dossier.scores.cells(),
        ),
    )
