"""Ways to spoil the clean dossier, and the one finding that each must give.

``clean()`` is decided; ``undecided`` and ``unscored`` take it back to an earlier stage, on which
the checks have nothing to say either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.checks.factory import clean
from wijkexcel.checks.catalogue import check
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import (
    Ambition,
    Answer,
    Choice,
    Koppelvorm,
    Reconsideration,
    Record,
)
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.rules.outcome import outcome_of

Change = Callable[[Dossier], Dossier]
TODAY = date(2026, 9, 21)
"""The day of the letter of the clean dossier."""


def _key(record: Record) -> str:
    for field in ("id", "opgave", "criterion"):
        if hasattr(record, field):
            return str(getattr(record, field))
    raise AssertionError(record)


def _aligned(dossier: Dossier, cells: Mapping[tuple[str, str, str], Score]) -> Dossier:
    """The dossier with these scores, less what belongs to nothing any more."""
    o, s, c = ([r.id for r in x] for x in (dossier.opgaven, dossier.scorers, dossier.criteria))
    kept = {k: v for k, v in cells.items() if k[0] in s and k[1] in o and k[2] in c}
    return dossier.model_copy(update={"scores": ScoreTable.of(o, s, c, kept)})


def also(*changes: Change) -> Change:
    """Several changes, one after another."""

    def change(dossier: Dossier) -> Dossier:
        for one in changes:
            dossier = one(dossier)
        return dossier

    return change


def settings(**fields: Any) -> Change:
    """Change settings."""
    return lambda d: d.model_copy(update={"settings": d.settings.model_copy(update=fields)})


def on(table: str, key: str, **fields: Any) -> Change:
    """Change the fields of one record; with key '*' of all records of a table."""

    def change(dossier: Dossier) -> Dossier:
        records = tuple(
            r.model_copy(update=fields) if key in {_key(r), "*"} else r
            for r in getattr(dossier, table)
        )
        return dossier.model_copy(update={table: records})

    return change


def add(table: str, *records: Record) -> Change:
    """Append records."""
    return lambda d: _aligned(
        d.model_copy(update={table: (*getattr(d, table), *records)}), d.scores.cells()
    )


def drop(table: str, *keys: str) -> Change:
    """Remove records; without keys all of them."""
    return lambda d: _aligned(
        d.model_copy(
            update={table: tuple(r for r in getattr(d, table) if keys and _key(r) not in keys)}
        ),
        d.scores.cells(),
    )


def scores(scorer: str, opgave: str, criterion: str, value: Score | None) -> Change:
    """Set score cells ('*': every one that is filled in), or blank them with None."""

    def change(dossier: Dossier) -> Dossier:
        cells = dossier.scores.cells()
        wanted = (scorer, opgave, criterion)
        hit = [k for k in cells if all(w in {"*", v} for w, v in zip(wanted, k, strict=True))]
        for cell in hit or [wanted]:
            if value is None:
                cells.pop(cell, None)
            else:
                cells[cell] = value
        return _aligned(dossier, cells)

    return change


SMALL = "groep-te-klein"
"""The groups of the clean dossier are small, to keep it short. What the checks say about that is
left aside, except where a case is about it."""

undecided = also(drop("decisions"), drop("ambitions"), drop("reconsiderations"))
"""Back to the stage of scoring."""
unscored = also(undecided, scores("*", "*", "*", None))
"""Back to the stage in which the framework and the opgaven are filled in."""
choose_second = also(
    on("decisions", "O02", choice=Choice.CHOSEN, koppelvorm=Koppelvorm.MEELIFT),
    add("reconsiderations", Reconsideration(opgave="O02", answer=Answer.ADD, why="Gezellig.")),
    add(
        "ambitions",
        Ambition(
            opgave="O02", objective="Eten.", measured_by="Borden.", first_measures="Koken.", who="U"
        ),
    ),
)
"""Also choose O02, though it falls short."""


@dataclass(frozen=True)
class Case:
    """One change to the clean dossier and the one finding that it must give."""

    change: Change
    severity: Severity
    code: str
    where: Where
    problem: str
    action: str
    today: date = TODAY

    def __str__(self) -> str:
        return f"{self.code}-{self.where.row}-{self.severity.name.lower()}"

    def verify(self) -> None:
        """Assert that exactly this finding comes out."""
        dossier = self.change(clean())
        expected = Finding(self.severity, self.code, self.where, self.problem, self.action)
        found = check(dossier, outcome_of(dossier), self.today)
        assert tuple(f for f in found if f.code in {self.code} or f.code != SMALL) == (expected,)
