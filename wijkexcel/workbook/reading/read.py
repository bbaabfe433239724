"""Read a workbook into a dossier and findings: by table, header and id.

What cannot be read becomes a finding with its cell; it is then left empty in the dossier, exactly
as the workbook's own formulas leave it out. Nothing is guessed, and everything is reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import StructureError
from wijkexcel.layout.declare import declare
from wijkexcel.layout.sheets.portfolio import LIMITS
from wijkexcel.layout.sheets.settings import RUN_STEP, SETTINGS
from wijkexcel.layout.sheets.start import CHECK_LABELS
from wijkexcel.layout.spec import Kind, Layout
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Criterion,
    Decision,
    Group,
    Joining,
    LeftOut,
    LogEntry,
    Opgave,
    Pair,
    Priority,
    Reconsideration,
    Record,
    Scorer,
    Settings,
)
from wijkexcel.workbook.reading.capacity import capacity_of
from wijkexcel.workbook.reading.locate import Labels, Map, as_text, locate
from wijkexcel.workbook.reading.loose_ends import merged_cells, missing_rows, unnamed
from wijkexcel.workbook.reading.outgrown import outgrown
from wijkexcel.workbook.reading.problem import Problem
from wijkexcel.workbook.reading.records import Reader, Values, choices_of
from wijkexcel.workbook.reading.scores import read_scores
from wijkexcel.workbook.reading.source import KnowsSwitches, Source

LABELS: Labels = {
    "tblInstellingen": [(s.label, *s.before) for s in (*SETTINGS, RUN_STEP)],
    "tblControle": [(label,) for _, label in CHECK_LABELS],
    "tblStappen": [(f"Stap {i}",) for i in range(1, 6)],
    "tblRuimte": [(label,) for _, label in LIMITS],
}
_NEEDED = ("tblCriteria", "tblOpgaven", "tblGroepen", "tblDeelnemers")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Reading:
    """The contents of a workbook, their places, and what could not be read."""

    dossier: Dossier
    layout: Layout
    map: Map
    findings: tuple[Finding, ...]
    run_step: str
    """The step chosen on Start for the add-in, or empty."""


def _settings(reader: Reader) -> tuple[Settings, str]:
    located = reader.map.tables.get("tblInstellingen")
    if located is None:
        return Settings(), ""
    values: Values = {}
    for setting in SETTINGS:
        choices = choices_of(Settings, setting.field)
        found = reader.value(located, setting.field, "value", setting.kind, choices)
        if found is not None:
            values[setting.field] = found
    run = as_text(reader.raw(located, RUN_STEP.field, "value"))
    return Settings.model_validate(values), run


def _criteria(reader: Reader) -> tuple[Criterion, ...]:
    located = reader.map.tables["tblCriteria"]
    result = []
    for row, values in reader.records("tblCriteria", Criterion, needed="name"):
        groups = tuple(
            group
            for group in reader.layout.capacity.group_ids
            if group in located.columns and reader.value(located, row, group, Kind.YES_NO)
        )
        result.append(Criterion.model_validate({**values, "groups": groups}))
    return tuple(result)


def _pairs(reader: Reader) -> tuple[Pair, ...]:
    pairs = []
    for row, values in reader.records("tblSamenhang", Pair):
        if "first" in values and "second" in values:
            pairs.append(Pair.model_validate(values))
        else:
            reader.report(
                reader.map.tables["tblSamenhang"],
                row,
                "first",
                Problem(
                    "paar-onvolledig",
                    "Bij dit paar ontbreekt een van de twee opgaven.",
                    "Kies beide nummers, of maak de rij leeg.",
                ),
            )
    return tuple(pairs)


def _log(reader: Reader) -> tuple[LogEntry, ...]:
    entries = []
    for row, values in reader.records("tblLogboek", LogEntry, id_field="row"):
        values.pop("row", None)
        if isinstance(values.get("when"), datetime):
            entries.append(LogEntry.model_validate({"who": "", "what": "", **values}))
        else:
            reader.report(
                reader.map.tables["tblLogboek"],
                row,
                "when",
                Problem(
                    "logregel-zonder-datum",
                    "Bij deze regel staat geen datum die te lezen is.",
                    "De regel blijft staan, maar komt niet in het besluitenblad.",
                ),
                Severity.NOTE,
            )
    return tuple(entries)


def _all(
    reader: Reader, table: str, record: type[R], id_field: str = "id", needed: str = ""
) -> tuple[R, ...]:
    rows = reader.records(table, record, id_field, needed)
    return tuple(record.model_validate(values) for _, values in rows)


def _of(
    reader: Reader, table: str, record: type[R], key: str, ids: tuple[str, ...]
) -> tuple[R, ...]:
    """Read the rows of a table that belong to opgaven or criteria in use."""
    return tuple(r for r in _all(reader, table, record, key) if getattr(r, key) in ids)


def _switches(reader: Reader) -> Iterable[Finding]:
    """Report settings that change what Excel calculates, or shows on the visible sheets."""
    if not isinstance(reader.source, KnowsSwitches):
        return ()
    seen = [
        t.sheet for t in reader.map.tables.values() if not reader.layout.sheet(t.table.sheet).hidden
    ]
    return reader.source.switches(dict.fromkeys(seen))


def _reader(source: Source) -> Reader:
    capacity = capacity_of(source)
    if capacity is not None:
        layout = declare(capacity)
        found = locate(source, layout, LABELS)
        if all(name in found.tables for name in _NEEDED):
            return Reader(source, layout, found, list(found.findings))
    raise StructureError(
        "Dit is geen werkboek van wijkexcel: de bladen Criteria, Opgaven en Deelnemers met "
        f"hun nummers zijn niet gevonden. Maak een nieuw werkboek met '{as_typed('nieuw')}'."
    )


def read(source: Source) -> Reading:
    """Read a workbook.

    Raises:
        StructureError: it is not a wijkexcel workbook.
        NotAWorkbookError: it is not a workbook at all.
    """
    reader = _reader(source)
    settings, run_step = _settings(reader)
    criteria = _criteria(reader)
    opgaven = _all(reader, "tblOpgaven", Opgave, needed="name")
    groups = _all(reader, "tblGroepen", Group, needed="name")
    scorers = _all(reader, "tblDeelnemers", Scorer, needed="name")
    o_ids = tuple(o.id for o in opgaven)
    c_ids = tuple(c.id for c in criteria)
    scores, remarks = read_scores(reader, settings, o_ids, tuple(s.id for s in scorers), c_ids)
    dossier = Dossier(
        settings=settings,
        criteria=criteria,
        anchors=_of(reader, "tblSchaal", Anchors, "criterion", c_ids),
        opgaven=opgaven,
        groups=groups,
        scorers=scorers,
        scores=scores,
        remarks=remarks,
        reconsiderations=_of(reader, "tblHeroverweging", Reconsideration, "opgave", o_ids),
        pairs=_pairs(reader),
        left_out=_all(reader, "tblStelEruit", LeftOut),
        decisions=_of(reader, "tblBesluit", Decision, "opgave", o_ids),
        ambitions=_of(reader, "tblAmbitie", Ambition, "opgave", o_ids),
        joining=_all(reader, "tblMeedoen", Joining, needed="body"),
        priorities=_all(reader, "tblVoorrang", Priority, needed="answer"),
        log=_log(reader),
    )
    reader.findings += [
        *missing_rows(reader, dossier),
        *merged_cells(reader),
        *unnamed(reader, dossier),
        *outgrown(source, reader.layout, reader.map),
        *_switches(reader),
    ]
    return Reading(dossier, reader.layout, reader.map, tuple(reader.findings), run_step)
