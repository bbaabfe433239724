"""What is sent back to a scorer whose workbook had problems: what is left to do, and only that.

A draft mail per scorer, with a fresh copy of the scorer's own workbook: it contains the good
answers, so that only the rest has to be fixed. It cannot contain anything of anyone else: the texts
are made from the scorer's own answers and from the same request as the workbook.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import count
from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.partner import SCALE
from wijkexcel.layout.partner_form import FORM, REMARKS, SCORES
from wijkexcel.layout.spec import Layout, Table, a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.records import Remark
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.request import Request
from wijkexcel.outgoing.typed import OwnWords
from wijkexcel.post.back.line import REMARK, Kind
from wijkexcel.post.back.returns import Gathered, concerns, said
from wijkexcel.post.back.versions import Outdated
from wijkexcel.post.out.distribute import Parcel, parcels, requests, sender_values
from wijkexcel.post.out.mail import LIST, filled
from wijkexcel.workbook.building.partner import partner_layout

_MOST_OPGAVEN = 30
"""Number of opgaven whose blanks are listed; the workbook itself shows the rest."""
_STAYS = "Nu geldt nog uw score van eerder: {}. Klopt die, dan hoeft u hier niets te doen."


def replies(
    dossier: Dossier, gathered: Gathered, text: str, before: date | None, day: date
) -> tuple[Parcel, ...]:
    """Make the reply for each scorer who sent a file and still has something to do.

    Not for scorers who used paper: a typing error was not theirs.

    Args:
        dossier: as it was before any answer was added.
        gathered: the settled answers.
        text: the mail text; may ask for ``{lijst}`` on a line of its own.
        before: the day by which answers are due.
        day: today.

    Raises:
        TemplateError: the mail text uses a field that does not exist.
    """
    after = _with_taken(dossier, gathered)
    codes = {s.id: s.code for s in dossier.scorers}
    asked, lists = [], {}
    digital = {who for answer, _, who in gathered.answers if not answer.typed_over}
    for request in requests(after, (s for s in after.scorers if s.id in digital), codes):
        told = _Left.of(request, gathered).text
        if told:
            asked.append(request)
            lists[request.scorer] = {LIST: OwnWords(told)}
    filled(text, {}, {LIST: ""})  # a wrong text is reported even when nothing is sent back
    if not asked:
        return ()
    return tuple(parcels(gate_of(after), asked, text, sender_values(dossier), before, day, lists))


def _with_taken(dossier: Dossier, gathered: Gathered) -> Dossier:
    """The dossier as it is now; scores that answered another question are returned blank."""
    cells: dict[tuple[str, str, str], Score] = {
        cell: score
        for cell, score in dossier.scores.cells().items()
        if not any(concerns(key, cell) for key in gathered.outdated.get(cell[0], ()))
    }
    remarks = {(r.scorer, r.opgave): r.text for r in dossier.remarks}
    for (scorer, opgave, what), (value, _) in gathered.values.items():
        if what == REMARK:
            remarks[scorer, opgave] = str(value)
        else:
            cells[scorer, opgave, what] = value
    table = dossier.scores
    return dossier.model_copy(
        update={
            "scores": ScoreTable.of(table.opgaven, table.scorers, table.criteria, cells),
            "remarks": tuple(Remark(scorer=s, opgave=o, text=t) for (s, o), t in remarks.items()),
        }
    )


@dataclass(frozen=True)
class _Left:
    """What one scorer still has to do, in plain Dutch."""

    request: Request
    layout: Layout
    refused: Sequence[Finding]
    changed: Mapping[str, Outdated]
    conflicts: frozenset[tuple[str, str]]
    answered: frozenset[tuple[str, str]]
    """Cells and remarks with a good answer in one of the scorer's files."""

    @classmethod
    def of(cls, request: Request, gathered: Gathered) -> "_Left":
        mine = [a for a, _, who in gathered.answers if who == request.scorer]
        places = (line.place for line in gathered.lines if line.kind is Kind.CONFLICT)
        return cls(
            request,
            partner_layout(request),
            [
                f
                for a in mine
                for f in a.findings
                if f.severity is Severity.ERROR and not a.typed_over
            ],
            {k: why for k, why in gathered.outdated[request.scorer].items() if why.asked},
            frozenset(p[1:] for p in places if p is not None and p[0] == request.scorer),
            frozenset(
                cell for a in mine for cell in (*a.scores, *((o, "remark") for o in a.remarks))
            ),
        )

    @property
    def text(self) -> str:
        """The whole list; empty when nothing is left to fix."""
        open_cells = list(self._open())
        cells = self._refused_cells()
        blank = [c for c in open_cells if c not in cells and not {*c, SCALE} & {*self.changed}]
        parts = [
            ("Dit konden we niet overnemen:", [*cells.values(), *self._refused_rest()]),
            (
                "Dit is veranderd nadat u uw werkboek kreeg. Geef hier opnieuw een score:",
                [_as_line(why) for why in self.changed.values()],
            ),
            ("Hier is nog niets ingevuld:", list(self._blank(blank))),
        ]
        told = ["\n".join([head, *dict.fromkeys(lines)]) for head, lines in parts if lines]
        waiting = len([c for c in self.conflicts if c[1] != REMARK and c not in self.request.given])
        if told and waiting:
            cell = count(waiting, "cel", "cellen")
            told.append(
                f"U stuurde voor {cell} verschillende antwoorden. Daarover nemen we nog contact "
                "met u op. U hoeft ze niet in te vullen."
            )
        return "\n\n".join(told)

    def _open(self) -> Iterator[tuple[str, str]]:
        """Yield cells that are blank in the workbook to be sent back."""
        for opgave in self.request.opgaven:
            for criterion in self.request.criteria:
                cell = opgave.id, criterion.id
                if cell not in self.request.given and cell not in self.conflicts:
                    yield cell

    def _refused_cells(self) -> dict[tuple[str, str], str]:
        """Say what each refused cell contained, unless it was answered elsewhere."""
        low, high = in_words(self.request.lowest), in_words(self.request.highest)
        criteria = {c.id: c.name for c in self.request.criteria}
        told: dict[tuple[str, str], str] = {}
        for finding in self.refused:
            cell = opgave, column = finding.where.row, finding.where.column
            if not self._name(opgave) or cell in self.answered | self.conflicts:
                continue
            if column in criteria:
                earlier = self.request.given.get(cell)
                told[cell] = (
                    f"- {self._place(*cell)}: opgave {opgave} ({self._name(opgave)}), criterium "
                    f"{column} ({criteria[column]}). {finding.problem} Kies een score van {low} "
                    f"tot en met {high}, of 'weet niet'."
                    + (f" {_STAYS.format(said(earlier))}" if earlier is not None else "")
                )
            elif column == "remark":
                told[cell] = (
                    f"- {self._place(*cell)}: uw opmerking bij opgave {opgave} "
                    f"({self._name(opgave)}). {finding.problem} Typ de opmerking opnieuw als "
                    "gewone tekst."
                )
        return told

    def _refused_rest(self) -> Iterator[str]:
        """Yield refusals of a whole row or column, or outside any known row."""
        for finding in self.refused:
            opgave, column = finding.where.row, finding.where.column
            if opgave and column:
                continue
            problem = finding.problem
            if finding.code == "kolom-ontbreekt":
                problem = f"De kolom '{self._table(column).column(column).header}' ontbrak."
            where = f"cel {finding.cell}" if finding.cell else "het hele blad"
            yield (
                f"- In het bestand dat u stuurde, blad {finding.sheet or FORM}, {where}: {problem}"
            )

    def _blank(self, cells: Sequence[tuple[str, str]]) -> Iterator[str]:
        rows: dict[str, list[str]] = {}
        for opgave, criterion in cells:
            rows.setdefault(opgave, []).append(criterion)
        for opgave, criteria in list(rows.items())[:_MOST_OPGAVEN]:
            which = (
                "alle criteria"
                if len(criteria) == len(self.request.criteria)
                else commas(
                    f"{c.name} (cel {self._cell(opgave, c.id)})"
                    for c in self.request.criteria
                    if c.id in criteria
                )
            )
            yield f"- Blad {FORM}, opgave {opgave} ({self._name(opgave)}): {which}."
        if len(rows) > _MOST_OPGAVEN:
            left = len(rows) - _MOST_OPGAVEN
            yield f"- En nog bij {count(left, 'andere opgave', 'andere opgaven')}."

    def _name(self, opgave: str) -> str:
        return next((o.name for o in self.request.opgaven if o.id == opgave), "")

    def _cell(self, opgave: str, column: str) -> str:
        table = self._table(column)
        return a1(table.first_row + table.row_ids.index(opgave), table.col_of(column))

    def _table(self, column: str) -> Table:
        return self.layout.tables[REMARKS if column == "remark" else SCORES]

    def _place(self, opgave: str, column: str) -> str:
        return f"Blad {FORM}, cel {self._cell(opgave, column)}"


def _as_line(why: Outdated) -> str:
    return f"- {why.what}: {'; '.join(why.changes)}." if why.changes else f"- {why.what}."
