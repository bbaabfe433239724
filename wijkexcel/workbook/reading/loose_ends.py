"""Values for opgaven, criteria and people that do not exist; all of them are reported."""

from collections.abc import Iterator, Mapping, Sequence

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.layout.spec import Column
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.ooxml.cellvalue import parse_area
from wijkexcel.workbook.reading.headers import SCORES
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.records import Reader

_LISTS = {
    "tblOpgaven": "opgave",
    "tblCriteria": "criterium",
    "tblGroepen": "groep",
    "tblDeelnemers": "deelnemer",
}
_PER_OPGAVE = ("tblHeroverweging", "tblBesluit", "tblAmbitie")
_ROW_GONE = (
    f"Maak het verwijderen ongedaan, of laat '{as_typed('bijwerken')}' lopen: dat zet de rij leeg "
    "terug. Wat erin stond, vindt u in een eerdere versie van het werkboek."
)


def _typed(located: Located) -> list[Column]:
    return [c for c in located.table.columns if c.typed and c.key in located.columns]


def missing_rows(reader: Reader, dossier: Dossier) -> Iterator[Finding]:
    """Report deleted rows: always in the lists, elsewhere if they were in use."""
    opgaven, criteria = [o.id for o in dossier.opgaven], [c.id for c in dossier.criteria]
    wanted: dict[str, Sequence[str]] = {
        **{name: reader.layout.tables[name].row_ids for name in _LISTS},
        "tblSchaal": criteria,
        **dict.fromkeys(_PER_OPGAVE, opgaven),
        "tblSamenhang": reader.layout.tables["tblSamenhang"].row_ids,
    }
    for name, row_ids in wanted.items():
        located = reader.map.tables.get(name)
        gone = [
            row
            for row in row_ids
            if located is not None
            and row not in located.rows
            and not reader.told_of_space(located, row)
        ]
        if located is None or not gone:
            continue
        rows = pick(len(gone), "rij met nummer", "rijen met de nummers")
        problem = f"De {rows} {listed(gone)} {pick(len(gone), 'ontbreekt', 'ontbreken')}."
        severity = Severity.WARNING if name == "tblSamenhang" else Severity.ERROR
        yield Finding(severity, "rij-ontbreekt", Where(name), problem, _ROW_GONE, located.sheet)


def merged_cells(reader: Reader) -> Iterator[Finding]:
    """Report merged input cells: all except the first lost their values."""
    for name, located in reader.map.tables.items():
        columns = {located.columns[c.key] + 1 for c in _typed(located)}
        if not columns:
            continue
        rows = {row + 1 for row in located.rows.values()}
        for ref in reader.specials(located.sheet).merged:
            area = parse_area(ref)
            if any(area.left <= col <= area.right for col in columns) and any(
                area.top <= row <= area.bottom for row in rows
            ):
                yield Finding(
                    Severity.ERROR,
                    "cellen-samengevoegd",
                    Where(name),
                    f"De cellen {ref} zijn samengevoegd. Wat in de andere cellen stond, is weg.",
                    "Maak de samenvoeging ongedaan en vul elke cel weer in.",
                    located.sheet,
                    ref.partition(":")[0],
                )


def unnamed(reader: Reader, dossier: Dossier) -> Iterator[Finding]:
    """Report scores, decisions and the like on nameless items, once for each."""
    used = {
        "tblOpgaven": {o.id for o in dossier.opgaven},
        "tblCriteria": {c.id for c in dossier.criteria},
        "tblDeelnemers": {s.id for s in dossier.scorers},
    }
    loose = {
        name: [
            row
            for row in reader.layout.tables[name].row_ids
            if row not in ids and (name, row) not in reader.nameless
        ]
        for name, ids in used.items()
    }
    places: dict[tuple[str, str], list[str]] = {}
    for name, rows in loose.items():
        for row in rows:
            places[name, row] = []
    if not places:
        return
    for name in _PER_OPGAVE:
        _note_rows(reader, name, "tblOpgaven", places)
    _note_rows(reader, "tblSchaal", "tblCriteria", places)
    for scorer in reader.layout.capacity.scorer_ids:
        located = reader.map.tables.get(f"{SCORES}{scorer}")
        if located is not None:
            _note_tab(reader, located, scorer, loose, places)
    for (name, row), sheets in places.items():
        if sheets:
            yield _finding(reader, name, row, list(dict.fromkeys(sheets)))


Places = Mapping[tuple[str, str], list[str]]


def _note_rows(reader: Reader, name: str, listed: str, places: Places) -> None:
    located = reader.map.tables.get(name)
    if located is None:
        return
    columns = _typed(located)
    for row in located.rows:
        if (listed, row) in places and reader.filled(located, row, columns):
            places[listed, row].append(located.sheet)


def _note_tab(
    reader: Reader, located: Located, scorer: str, loose: Mapping[str, list[str]], places: Places
) -> None:
    columns = _typed(located)
    unused = set(loose["tblCriteria"])
    some = [c for c in columns if c.key in unused]
    no_scorer = ("tblDeelnemers", scorer) in places
    for row in located.rows:
        no_opgave = ("tblOpgaven", row) in places
        looked_at = columns if no_scorer or no_opgave else some
        if not looked_at:
            continue
        filled = reader.filled(located, row, looked_at)
        if filled and no_scorer:
            places["tblDeelnemers", scorer].append(located.sheet)
        if filled and no_opgave:
            places["tblOpgaven", row].append(located.sheet)
        for column in filled:
            if column.key in unused:
                places["tblCriteria", column.key].append(located.sheet)


def _finding(reader: Reader, name: str, row: str, sheets: list[str]) -> Finding:
    where = Where(name, row, "name")
    located = reader.map.tables[name]
    named = listed(sheets)
    what = pick(len(sheets), "het blad", "de bladen")
    return Finding(
        Severity.ERROR,
        "gegevens-zonder-naam",
        where,
        f"Bij {_LISTS[name]} {row} is iets ingevuld op {what} {named}, maar hier staat geen naam.",
        "Vul de naam in, of maak de cellen op die bladen leeg. Nu tellen ze niet mee.",
        located.sheet,
        located.cell(row, "name"),
    )
