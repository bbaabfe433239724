"""Read a workbook into a dossier and findings: by table, header and id.

What cannot be read becomes a finding with its cell; it is then left empty in the dossier, exactly
as the workbook's own formulas leave it out. Nothing is guessed.
"""

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from wijkexcel.errors import StructureError
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Kind, Layout
from wijkexcel.layout.start import CHECK_LABELS, RUN_STEP, SETTINGS
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import (
    Ambition,
    Anchors,
    Criterion,
    Decision,
    Group,
    LogEntry,
    Opgave,
    Pair,
    Reconsideration,
    Record,
    Remark,
    Scorer,
    Settings,
)
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS, ScoreTable
from wijkexcel.workbook.convert import Problem, Value, convert, dutch, is_blank, shown
from wijkexcel.workbook.locate import Located, Map, as_text, capacity_of, locate
from wijkexcel.workbook.source import Source, Specials

LABELS = {
    "tblInstellingen": [s.label for s in (*SETTINGS, RUN_STEP)],
    "tblControle": [label for _, label in CHECK_LABELS],
    "tblStappen": [f"Stap {i}" for i in range(1, 6)],
    "tblRuimte": [],
}


@dataclass(frozen=True)
class Reading:
    """What a workbook holds, where it stands, and what could not be read."""

    dossier: Dossier
    layout: Layout
    map: Map
    findings: tuple[Finding, ...]
    run_step: str
    """The step chosen on Start for the add-in, or empty."""


def _enum_of(record: type[Record], key: str) -> type[StrEnum] | None:
    """Return the closed set of words of a field, if it has one."""
    annotation = record.model_fields[key].annotation
    for option in (annotation, *typing.get_args(annotation)):
        if isinstance(option, type) and issubclass(option, StrEnum):
            return option
    return None


_CLEAN: dict[tuple[str, str], tuple[str, str]] = {
    ("tblCriteria", "weight"): ("gewicht-negatief", "Een gewicht kan niet onder 0 liggen."),
    ("tblGroepen", "weight"): ("gewicht-negatief", "Een gewicht kan niet onder 0 liggen."),
}


@dataclass
class _Reader:
    source: Source
    layout: Layout
    map: Map
    findings: list[Finding]
    _specials: dict[str, Specials]

    def specials(self, sheet: str) -> Specials:
        """Return formulas and errors on a sheet, asked once."""
        if sheet not in self._specials:
            self._specials[sheet] = self.source.specials(sheet)
        return self._specials[sheet]

    def report(self, located: Located, row: str, key: str, problem: Problem,
               severity: Severity = Severity.ERROR) -> None:  # fmt: skip
        """Add a finding on one cell."""
        where = Where(located.table.name, row, key)
        self.findings.append(Finding(
            severity, problem.code, where, problem.problem, problem.action,
            located.sheet, located.cell(row, key),
        ))  # fmt: skip

    def raw(self, located: Located, row: str, key: str) -> object:
        """Return the raw value of a cell; None when it is not there."""
        if key not in located.columns or row not in located.rows:
            return None
        grid = self.source.grid(located.sheet)
        at, col = located.rows[row], located.columns[key]
        line = grid[at] if at < len(grid) else ()
        return line[col] if col < len(line) else None

    def value(self, located: Located, row: str, key: str, kind: Kind,
              record: type[Record] | None = None) -> Value:  # fmt: skip
        """Read a cell; None when it is empty or cannot be used (which is then reported)."""
        raw = self.raw(located, row, key)
        place = located.rows.get(row, -1), located.columns.get(key, -1)
        specials = self.specials(located.sheet)
        if place in specials.errors:
            self.report(located, row, key, Problem(
                "foutwaarde", "Deze cel bevat een foutwaarde.", "Maak de cel leeg of verbeter hem.",
            ))  # fmt: skip
            return None
        if is_blank(raw):
            return None
        field = record.model_fields.get(key) if record else None
        choices = _enum_of(record, key) if record and field else None
        found = convert(kind, raw, choices)
        if isinstance(found, Problem):
            self.report(located, row, key, found)
            return None
        negative = _CLEAN.get((located.table.name, key))
        if negative and isinstance(found, float) and found < 0:
            code, rule = negative
            self.report(located, row, key, Problem(
                code, f"Het gewicht is {dutch(found)}. {rule}",
                "Vul 0 of een hoger getal in. Nu telt het als 0.",
            ))  # fmt: skip
            return None
        return found

    def records(self, table: str, record: type[Record], id_field: str = "id",
                needed: str = "") -> Iterator[tuple[str, dict[str, Value]]]:  # fmt: skip
        """Read each row that is in use as keyword arguments of its record.

        ``needed``: the field without which a row is not in use (a name); otherwise a row is in
        use when anything is filled in.
        """
        located = self.map.tables.get(table)
        if located is None:
            return
        columns = [
            c for c in located.table.columns
            if c.key in record.model_fields and c.key != id_field and c.key in located.columns
        ]  # fmt: skip
        for row in located.table.row_ids:
            if row not in located.rows:
                continue
            blank = all(is_blank(self.raw(located, row, c.key)) for c in columns)
            if blank:
                continue
            if needed and is_blank(self.raw(located, row, needed)):
                header = located.table.column(needed).header
                self.report(located, row, needed, Problem(
                    "naam-ontbreekt", f"In deze rij ontbreekt '{header}'.",
                    "Vul de naam in, of maak de hele rij leeg. Nu telt de rij niet mee.",
                ))  # fmt: skip
                continue
            values = {
                c.key: v for c in columns
                if (v := self.value(located, row, c.key, c.kind, record)) is not None
            }  # fmt: skip
            yield row, {id_field: row, **values}


def _settings(reader: _Reader) -> tuple[Settings, str]:
    located = reader.map.tables.get("tblInstellingen")
    if located is None:
        return Settings(), ""
    values: dict[str, Value] = {}
    for setting in SETTINGS:
        raw = reader.raw(located, setting.field, "value")
        if is_blank(raw):
            continue
        choices = _enum_of(Settings, setting.field)
        found = convert(setting.kind, raw, choices)
        if isinstance(found, Problem):
            reader.report(located, setting.field, "value", found)
        else:
            values[setting.field] = found
    run = as_text(reader.raw(located, RUN_STEP.field, "value"))
    return Settings.model_validate(values), run


def _criteria(reader: _Reader) -> tuple[Criterion, ...]:
    located = reader.map.tables.get("tblCriteria")
    result = []
    for row, values in reader.records("tblCriteria", Criterion, needed="name"):
        assert located is not None
        groups = []
        for group in reader.layout.capacity.group_ids:
            if group in located.columns and reader.value(located, row, group, Kind.YES_NO):
                groups.append(group)
        result.append(Criterion.model_validate({**values, "groups": tuple(groups)}))
    return tuple(result)


def _score_problem(raw: object, settings: Settings) -> Problem:
    low, high = dutch(settings.lowest), dutch(settings.highest)
    action = f"Kies een score van {low} tot en met {high}, of 'weet niet'. Nu telt de cel als leeg."
    if hasattr(raw, "year"):
        return Problem(
            "score-is-datum",
            f"Hier staat een datum ({shown(raw)}). Excel maakt van iets als '3-4' een datum.",
            action,
        )
    if isinstance(raw, bool):
        return Problem("score-ongeldig", f"Hier staat {shown(raw)}, dat is geen score.", action)
    if isinstance(raw, int | float):
        if settings.lowest <= raw <= settings.highest:
            step = dutch(settings.step)
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


def is_on_scale(value: float, settings: Settings) -> bool:
    """Whether a number is a mark: within the scale and a whole number of steps from its start."""
    if not settings.lowest <= value <= settings.highest:
        return False
    step = settings.step if settings.step > 0 else 1.0
    steps = (value - settings.lowest) / step
    return abs(steps - round(steps)) < 1e-9


def _scores(
    reader: _Reader,
    settings: Settings,
    opgaven: tuple[str, ...],
    scorers: tuple[str, ...],
    criteria: tuple[str, ...],
) -> tuple[ScoreTable, tuple[Remark, ...]]:
    values = np.full((len(opgaven), len(scorers), len(criteria)), np.nan)
    abstained = np.zeros(values.shape, dtype=np.bool_)
    remarks: list[Remark] = []
    words = set(ABSTENTION_WORDS)
    marks = set()
    if settings.highest > settings.lowest and settings.step > 0:
        count = min(round((settings.highest - settings.lowest) / settings.step) + 1, 101)
        marks = {round(settings.lowest + i * settings.step, 9) for i in range(count)}
    for s, scorer in enumerate(scorers):
        located = reader.map.tables.get(f"tblScore_{scorer}")
        if located is None:
            continue
        grid = reader.source.grid(located.sheet)
        specials = reader.specials(located.sheet)
        columns = [(c, located.columns[k]) for c, k in enumerate(criteria) if k in located.columns]
        remark_col = located.columns.get("remark", -1)
        for o, opgave in enumerate(opgaven):
            r = located.rows.get(opgave)
            if r is None:
                reader.report(located, "", "", Problem(
                    "rij-ontbreekt", f"De rij van opgave {opgave} ontbreekt op dit invulblad.",
                    "Zet de rij met dit nummer terug. De scores tellen nu als leeg.",
                ))  # fmt: skip
                continue
            row = grid[r]
            if 0 <= remark_col < len(row) and not is_blank(row[remark_col]):
                text = str(shown(row[remark_col]) if not isinstance(row[remark_col], str)
                           else row[remark_col])  # fmt: skip
                remarks.append(Remark(scorer=scorer, opgave=opgave, text=text))
            for c, col in columns:
                raw = row[col] if col < len(row) else None
                if (r, col) in specials.formulas or (r, col) in specials.errors:
                    _special_score(reader, located, opgave, criteria[c], (r, col), specials)
                elif raw is None or raw == "":
                    continue
                elif type(raw) is float and (raw in marks or is_on_scale(raw, settings)):
                    values[o, s, c] = raw
                elif isinstance(raw, str):
                    word = as_text(raw).casefold()
                    if word == "":
                        continue
                    if word in words:
                        abstained[o, s, c] = True
                        if word != ABSTENTION:
                            reader.report(located, opgave, criteria[c], Problem(
                                "telt-als-weet-niet", f"'{shown(raw)}' telt als 'weet niet'.",
                                "Klopt dat niet, kies dan een score.",
                            ), Severity.NOTE)  # fmt: skip
                    else:
                        problem = _score_problem(raw, settings)
                        reader.report(located, opgave, criteria[c], problem)
                elif (
                    isinstance(raw, int)
                    and not isinstance(raw, bool)
                    and is_on_scale(float(raw), settings)
                ):
                    values[o, s, c] = float(raw)
                else:
                    reader.report(located, opgave, criteria[c], _score_problem(raw, settings))
    return ScoreTable(opgaven, scorers, criteria, values, abstained), tuple(remarks)


def _special_score(reader: _Reader, located: Located, opgave: str, criterion: str,
                   place: tuple[int, int], specials: Specials) -> None:  # fmt: skip
    if place in specials.formulas:
        problem = Problem(
            "score-is-formule",
            "In deze scorecel staat een formule.",
            "Typ de score zelf. Een formule telt niet als score.",
        )
    else:
        problem = Problem(
            "score-is-foutwaarde",
            "In deze scorecel staat een foutwaarde.",
            "Kies een score uit de lijst, of 'weet niet'. Nu telt de cel als leeg.",
        )
    reader.report(located, opgave, criterion, problem)


def _log(reader: _Reader) -> tuple[LogEntry, ...]:
    entries = []
    for _, values in reader.records("tblLogboek", LogEntry, id_field="row"):
        values.pop("row", None)
        if isinstance(values.get("when"), datetime):
            complete = {"who": "", "what": "", **values}
            entries.append(LogEntry.model_validate(complete))
    return tuple(entries)


def read(source: Source) -> Reading:
    """Read a workbook.

    Raises:
        StructureError: it is no wijkexcel workbook.
        NotAWorkbookError: it is no workbook at all.
    """
    capacity = capacity_of(source)
    if capacity is None:
        message = (
            "Dit is geen werkboek van wijkexcel: de bladen Criteria, Opgaven en Deelnemers met "
            "hun nummers zijn niet gevonden. Maak een nieuw werkboek met 'wijkexcel nieuw'."
        )
        raise StructureError(message)
    layout = declare(capacity)
    found = locate(source, layout, LABELS)
    reader = _Reader(source, layout, found, list(found.findings), {})
    settings, run_step = _settings(reader)
    criteria = _criteria(reader)
    opgaven = _all(reader, "tblOpgaven", Opgave, needed="name")
    groups = _all(reader, "tblGroepen", Group, needed="name")
    scorers = _all(reader, "tblDeelnemers", Scorer, needed="name")
    o_ids = tuple(o.id for o in opgaven)
    c_ids = tuple(c.id for c in criteria)
    scores, remarks = _scores(reader, settings, o_ids, tuple(s.id for s in scorers), c_ids)

    def belonging(records: tuple[R, ...], field: str, ids: tuple[str, ...]) -> tuple[R, ...]:
        return tuple(record for record in records if getattr(record, field) in ids)

    pairs = []
    for row, values in reader.records("tblSamenhang", Pair):
        if "first" in values and "second" in values:
            pairs.append(Pair.model_validate(values))
        else:
            reader.report(found.tables["tblSamenhang"], row, "first", Problem(
                "paar-onvolledig", "Bij dit paar ontbreekt een van de twee opgaven.",
                "Kies beide nummers, of maak de rij leeg.",
            ))  # fmt: skip
    dossier = Dossier(
        settings=settings,
        criteria=criteria,
        anchors=belonging(_all(reader, "tblSchaal", Anchors, "criterion"), "criterion", c_ids),
        opgaven=opgaven,
        groups=groups,
        scorers=scorers,
        scores=scores,
        remarks=remarks,
        reconsiderations=belonging(
            _all(reader, "tblHeroverweging", Reconsideration, "opgave"), "opgave", o_ids
        ),
        pairs=tuple(pairs),
        decisions=belonging(_all(reader, "tblBesluit", Decision, "opgave"), "opgave", o_ids),
        ambitions=belonging(_all(reader, "tblAmbitie", Ambition, "opgave"), "opgave", o_ids),
        log=_log(reader),
    )
    return Reading(dossier, layout, found, tuple(reader.findings), run_step)


R = typing.TypeVar("R", bound=Record)


def _all(
    reader: _Reader, table: str, record: type[R], id_field: str = "id", needed: str = ""
) -> tuple[R, ...]:
    rows = reader.records(table, record, id_field, needed)
    return tuple(record.model_validate(values) for _, values in rows)
