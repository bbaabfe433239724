"""Between a dossier and the input cells: one mapping, used in both directions.

``rows_of`` gives the value for each table, row and column; the reader walks the same tables and
keys in the other direction. Column keys are the field names of the records.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from wijkexcel.layout.named import with_name
from wijkexcel.layout.spec import Kind, Layout
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Record

Plain = str | float | int | date | datetime | None
Rows = dict[str, dict[str, dict[str, Plain]]]
"""Table name -> row id -> column key -> value, without empty cells."""

YES, NO = "ja", "nee"


def to_cell(value: object) -> Plain:
    """Turn a field's value into that of its cell; None for an empty cell."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return YES if value else None
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int | float | date | datetime):
        return value
    msg = f"no cell form for {type(value).__name__}"
    raise TypeError(msg)


def _cells(record: Record, keys: Iterable[str]) -> dict[str, Plain]:
    pairs = ((key, to_cell(getattr(record, key))) for key in keys)
    return {key: value for key, value in pairs if value is not None}


def _keys(layout: Layout, table: str, record: type[Record]) -> tuple[str, ...]:
    fields = record.model_fields
    return tuple(c.key for c in layout.tables[table].columns if c.key in fields and c.key != "id")


def rows_of(dossier: Dossier, layout: Layout) -> Rows:
    """List every typed cell of a dossier.

    Raises:
        KeyError: the dossier contains an id for which the layout has no room.
    """
    rows: Rows = {}

    def put(table: str, row: str, cells: Mapping[str, Plain]) -> None:
        if row not in layout.tables[table].row_ids:
            msg = f"{table} has no row {row}"
            raise KeyError(msg)
        rows.setdefault(table, {}).setdefault(row, {}).update(cells)

    names = {o.id: with_name(o.id, o.name) for o in dossier.opgaven}

    def put_all(table: str, records: Iterable[Record], id_field: str = "id") -> None:
        named = [c.key for c in layout.tables[table].columns if c.kind is Kind.NAMED]
        for record in records:
            cells = _cells(record, _keys(layout, table, type(record)))
            for key in named:
                if key in cells:
                    cells[key] = names.get(str(cells[key]), cells[key])
            put(table, getattr(record, id_field), cells)

    for setting in layout.settings:
        value = to_cell(getattr(dossier.settings, setting.field))
        if value is not None:
            put("tblInstellingen", setting.field, {"value": value})
    put_all("tblCriteria", dossier.criteria)
    for criterion in dossier.criteria:
        flags: dict[str, Plain] = dict.fromkeys((g.id for g in dossier.groups), NO)
        put("tblCriteria", criterion.id, {**flags, **dict.fromkeys(criterion.groups, YES)})
    put_all("tblSchaal", dossier.anchors, "criterion")
    put_all("tblOpgaven", dossier.opgaven)
    put_all("tblGroepen", dossier.groups)
    put_all("tblDeelnemers", dossier.scorers)
    for (scorer, opgave, criterion_id), score in dossier.scores.cells().items():
        put(f"tblScore_{scorer}", opgave, {criterion_id: score})
    for remark in dossier.remarks:
        put(f"tblScore_{remark.scorer}", remark.opgave, {"remark": remark.text})
    put_all("tblHeroverweging", dossier.reconsiderations, "opgave")
    put_all("tblSamenhang", dossier.pairs)
    put_all("tblStelEruit", dossier.left_out)
    put_all("tblBesluit", dossier.decisions, "opgave")
    put_all("tblAmbitie", dossier.ambitions, "opgave")
    put_all("tblMeedoen", dossier.joining)
    put_all("tblVoorrang", dossier.priorities)
    for i, entry in enumerate(dossier.log, 1):
        put("tblLogboek", str(i), _cells(entry, ("when", "who", "what", "fingerprint")))
    return rows
