"""Checks on cells that have a meaning while empty: users are asked whether they meant it.

No question is needed for a cell whose help explains the meaning of empty.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Final

from wijkexcel.checks.base import (
    CRITERIA,
    GROUPS,
    Stage,
    error_if,
    header,
    label,
    setting,
    setting_label,
    stage,
)
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Criterion, Group, Record, Settings
from wijkexcel.rules.outcome import Outcome

ASKED: Final[dict[type[Record], tuple[str, ...]]] = {
    Settings: ("lowest", "highest", "step", "rounds_counted", "smallest_group"),
    Criterion: ("direction", "weight"),
    Group: ("kind", "weight"),
}
"""The fields, by record, that have a meaning while empty."""


def empty(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Nothing that affects the outcome was left empty without confirmation."""
    late = stage(dossier) >= Stage.DECIDING
    for field, counts in _left(dossier.settings):
        yield error_if(
            late,
            "instelling-leeg",
            setting(field),
            f"{setting_label(field)} is niet ingevuld. Dat telt nu als {counts}.",
            f"Vul op het blad Start in wat het is, ook als dat {counts} is.",
        )
    for table, sheet, records in (
        (CRITERIA, "Criteria", dossier.criteria),
        (GROUPS, "Deelnemers", dossier.groups),
    ):
        for record in records:
            what = "criterium" if isinstance(record, Criterion) else "groep"
            for field, counts in _left(record):
                yield error_if(
                    late,
                    "keuze-leeg",
                    Where(table, record.id, field),
                    f"Bij {what} {label(record)} is {header(table, field)} niet ingevuld. Dat telt "
                    f"nu als {counts}.",
                    f"Vul op het blad {sheet} in wat het is, ook als dat {counts} is.",
                )


def _left(record: Record) -> Iterator[tuple[str, str]]:
    """Fields that were left empty, and the meaning of each."""
    for field in ASKED[type(record)]:
        if field not in record.model_fields_set:
            default = type(record).model_fields[field].default
            shown = f"'{default.value}'" if isinstance(default, Enum) else number(default)
            yield field, shown
