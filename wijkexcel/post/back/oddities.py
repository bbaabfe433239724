"""What is odd about the structure of a returned workbook: reported, or the affected scores refused.

Where two cells claim the same place it is unclear which one counts, so neither does.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from wijkexcel.dutch.lists import at_most
from wijkexcel.layout.partner import CRITERIA, EXPLANATION, OPGAVEN, VERSION
from wijkexcel.layout.partner_form import FORM, SCORES, Places
from wijkexcel.layout.spec import a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.ooxml.cellvalue import parse_area
from wijkexcel.post.back.elsewhere import MOST, shown_name, typed_elsewhere
from wijkexcel.workbook.reading.locate import Located, as_text
from wijkexcel.workbook.reading.source import FileSource

_SHEETS = {EXPLANATION, CRITERIA, OPGAVEN, FORM, VERSION}
_NOTHING = "U hoeft niets te doen."


@dataclass
class Doubt:
    """Rows, columns and cells for which it is unclear what they answer."""

    rows: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    cells: set[tuple[str, str]] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def has(self, opgave: str, column: str) -> bool:
        """Whether a cell must not be used."""
        return opgave in self.rows or column in self.columns or (opgave, column) in self.cells


def doubt(source: FileSource, tab: Located, found: Iterable[Finding]) -> Doubt:
    """Find what must not be used.

    Args:
        source: the returned workbook.
        tab: the tab with its scores.
        found: findings from locating the table; they are included in the result, reworded where a
            number or header occurs twice.
    """
    result = Doubt()
    for finding in found:
        if finding.where.table == tab.table.name and finding.code == "dubbel-nummer":
            result.rows.add(finding.where.row)
            result.findings.append(
                replace(
                    finding,
                    problem=f"Het nummer {finding.where.row} staat er meer dan een keer. "
                    "Welke rij geldt, is niet te zien. De scores bij dit nummer zijn niet "
                    "overgenomen.",
                    action="Vraag de deelnemer welke rij bij dit nummer hoort.",
                )
            )
        elif finding.where.table == tab.table.name and finding.code == "kolom-dubbel":
            key = finding.where.column
            result.columns.add(key)
            result.findings.append(
                replace(
                    finding,
                    problem=f"De kolom '{tab.table.column(key).header}' staat er twee keer. "
                    "Welke geldt, is niet te zien. Wat in deze kolommen staat, is "
                    "niet overgenomen.",
                    action="Vraag de deelnemer om het werkboek uit uw mail opnieuw in te vullen.",
                )
            )
        else:
            result.findings.append(finding)
    _merged(source, tab, result)
    return result


def _merged(source: FileSource, tab: Located, result: Doubt) -> None:
    """Refuse merged cells: their value cannot be divided among them."""
    typed = {
        c.key: tab.columns[c.key] for c in tab.table.columns if c.typed and c.key in tab.columns
    }
    for ref in source.specials(tab.sheet).merged:
        area = parse_area(ref)
        spoilt = {
            (opgave, key)
            for opgave, row in tab.rows.items()
            for key, col in typed.items()
            if (row + 1, col + 1) in area
        }
        if spoilt:
            result.cells |= spoilt
            opgave, key = sorted(spoilt)[0]
            where = Where(tab.table.name, opgave, key if len(spoilt) == 1 else "")
            result.findings.append(
                Finding(
                    Severity.ERROR,
                    "cellen-samengevoegd",
                    where,
                    f"De cellen {ref} zijn samengevoegd. Bij welke cel de inhoud hoort, is niet te "
                    "zien. Er is niets van overgenomen.",
                    "Vraag de deelnemer wat in elk van deze cellen hoort.",
                    tab.sheet,
                    ref.partition(":")[0],
                )
            )


def told(
    source: FileSource,
    tab: Located,
    known: Iterable[Finding],
    places: Places,
    noted: Located | None = None,
) -> Iterator[Finding]:
    """Yield changes to the workbook that affect no score.

    Args:
        source: the workbook.
        tab: the tab with the scores.
        known: earlier findings; their cells are not reported again.
        places: where the texts of the tab stand.
        noted: the table with the remarks, where it is not that with the scores.
    """
    here = source.additions(tab.sheet)
    hidden = sorted(o for o, row in tab.rows.items() if row in here.hidden)
    if hidden:
        yield _note(
            "rij-verborgen",
            tab,
            f"Deze rijen zijn verborgen of weggefilterd: {_listed(hidden)}. Wat erin staat, is "
            "gewoon gelezen.",
            "Vraag na of de deelnemer deze opgaven heeft gezien.",
            a1(tab.rows[hidden[0]], 0),
        )
    yield from _empty_rows(source, tab)
    yield from typed_elsewhere(source, tab, {(f.sheet, f.cell) for f in known}, places, noted)
    if not source.is_ods and SCORES not in source.table_sheets():
        yield _note(
            "tabel-weg",
            tab,
            "De tabel om de scores is weg. De scores zijn gelezen op nummer en kop.",
            _NOTHING,
        )
    if not here.protected:
        yield _note(
            "beveiliging-weg",
            tab,
            "De beveiliging van dit blad staat uit. De scores zijn gewoon gelezen.",
            _NOTHING,
        )
    more = [name for name in source.sheet_names if name not in {*_SHEETS, tab.sheet}]
    for name in more[:MOST]:
        yield Finding(
            Severity.NOTE,
            "blad-erbij",
            Where(""),
            f"Het blad {shown_name(name)} hoort niet bij dit werkboek. Het is niet gelezen.",
            "Kijk in het bestand zelf als u wilt weten wat erop staat.",
            name,
        )
    for name in source.sheet_names:
        yield from _added(source, name)
    names = source.own_names()
    if names:
        yield _note(
            "namen-erbij",
            tab,
            f"In dit bestand zijn namen gegeven aan cellen "
            f"({_listed(names)}). Die tellen niet mee.",
            _NOTHING,
        )


def _added(source: FileSource, sheet: str) -> Iterator[Finding]:
    here = source.additions(sheet)
    if here.notes:
        yield Finding(
            Severity.NOTE,
            "notitie-erbij",
            Where(""),
            f"Bij een of meer cellen staat een notitie ({_listed(here.notes)}). Die is niet "
            "overgenomen.",
            "Lees de notitie in het bestand zelf.",
            sheet,
            here.notes[0],
        )
    if here.drawn:
        yield Finding(
            Severity.NOTE,
            "beeld-erbij",
            Where(""),
            "Op dit blad staat een afbeelding, vorm of grafiek. Die is niet overgenomen.",
            "Kijk in het bestand zelf als u wilt weten wat het is.",
            sheet,
        )


def _empty_rows(source: FileSource, tab: Located) -> Iterator[Finding]:
    """Yield empty rows that were inserted between those of the opgaven."""
    grid, rows = source.grid(tab.sheet), set(tab.rows.values())
    if not rows:
        return
    empty = [
        number
        for number in range(tab.header_row + 1, max(rows))
        if number not in rows and not any(as_text(cell) for cell in grid[number])
    ]
    if empty:
        numbers = _listed([str(number + 1) for number in empty])
        yield _note(
            "rij-leeg",
            tab,
            f"Tussen de opgaven staan lege rijen (rij {numbers}). De "
            "scores eromheen zijn gewoon gelezen.",
            _NOTHING,
            a1(empty[0], 0),
        )


def _listed(words: Sequence[str]) -> str:
    return at_most(words, MOST)


def _note(code: str, tab: Located, problem: str, action: str, cell: str = "") -> Finding:
    return Finding(Severity.NOTE, code, Where(SCORES), problem, action, tab.sheet, cell)
