"""Formulas from the scores of one opgave to its total: those of ``rules``, written out in cells."""

from wijkexcel.layout.formulas import (
    NO_NUMBER,
    shown_mark,
)
from wijkexcel.layout.sheets.lists import lists_sheet
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Formula,
    Here,
    Table,
    column_name,
)
from wijkexcel.model.scores import ABSTENTION


def to_nine(key: str) -> Formula:
    """A number rounded to 9 decimals, as used in every comparison."""
    return lambda h: f'=IF({h.me(key)}="","",ROUND({h.me(key)},9))'


def shown(key: str) -> Formula:
    """A number with 9 decimals as shown beside the threshold."""
    return lambda h: f"={shown_mark(h.me(key))}"


class Calculation:
    """Column formulas of the calculation, one instance per capacity."""

    TITLE_ROWS = 3

    def __init__(self, capacity: Capacity) -> None:
        self.capacity = capacity
        self.row_weight = self.TITLE_ROWS
        self.row_asked = self.TITLE_ROWS + 1
        self.row_mask = self.TITLE_ROWS + 2
        self.header_row = self.row_mask + capacity.groups
        self.pairs = [(c, g) for c in capacity.criterion_ids for g in capacity.group_ids]

    def span(self, here: Here, prefix: str, criterion: str) -> str:
        """Cells of this row for all groups of a criterion."""
        first, last = self.capacity.group_ids[0], self.capacity.group_ids[-1]
        return (
            f"{here.me(f'{prefix}_{criterion}_{first}')}:{here.me(f'{prefix}_{criterion}_{last}')}"
        )

    def whole(self, here: Here, prefix: str) -> str:
        """Cells of this row for all criteria and groups."""
        (c0, g0), (c1, g1) = self.pairs[0], self.pairs[-1]
        return f"{here.me(f'{prefix}_{c0}_{g0}')}:{here.me(f'{prefix}_{c1}_{g1}')}"

    def all_criteria(self, here: Here, prefix: str) -> str:
        """Cells of this row for all criteria."""
        ids = self.capacity.criterion_ids
        return f"{here.me(f'{prefix}_{ids[0]}')}:{here.me(f'{prefix}_{ids[-1]}')}"

    def header_span(self, table: Table, row: int, first: str, last: str) -> str:
        """Fixed cells above the table between two of its columns."""
        left, right = column_name(table.col_of(first)), column_name(table.col_of(last))
        return f"${left}${row + 1}:${right}${row + 1}"

    def weights_of(self, here: Here, criterion: str) -> str:
        """Group weights above the counts of one criterion."""
        first, last = self.capacity.group_ids[0], self.capacity.group_ids[-1]
        keys = f"n_{criterion}_{first}", f"n_{criterion}_{last}"
        return self.header_span(here.table, self.row_weight, *keys)

    def block(self, here: Here, key: str) -> str:
        """The rows of this row's opgave in the score table."""
        scores = here.layout.tables["calcScores"]
        size = self.capacity.scorers
        first = here.index * size
        end = scores.at(key, first + size - 1).split("!")[1]
        return f"{scores.at(key, first)}:{end}"

    def count(self, criterion: str, group: str) -> Formula:
        """Number of marks."""

        def formula(here: Here) -> str:
            groups, marks = self.block(here, "group"), self.block(here, criterion)
            return f'=COUNTIFS({groups},"{group}",{marks},{NO_NUMBER})'

        return formula

    def possible(self, criterion: str, group: str) -> Formula:
        """Number of marks if every blank were filled in: questions minus abstentions."""

        def formula(here: Here) -> str:
            groups, marks = self.block(here, "group"), self.block(here, criterion)
            col = column_name(here.table.col_of(f"n_{criterion}_{group}"))
            asked = f"{col}${self.row_asked + 1}"
            unknown = f'COUNTIFS({groups},"{group}",{marks},"{ABSTENTION}")'
            return f"=IF({here.me('active')}=0,0,{asked}-{unknown})"

        return formula

    def mean(self, criterion: str, group: str) -> Formula:
        """Group mean with direction applied; 0 if there is none."""

        def formula(here: Here) -> str:
            groups, marks = self.block(here, "group"), self.block(here, criterion)
            criteria = here.layout.tables["calcCriteria"]
            lower = criteria.at("lower", criteria.row_ids.index(criterion))
            n = here.me(f"n_{criterion}_{group}")
            plain = f'SUMIF({groups},"{group}",{marks})/{n}'
            return f"=IF({n}=0,0,IF({lower}=1,schaal_laag+schaal_hoog-{plain},{plain}))"

        return formula

    def bound(self, criterion: str, group: str, mark: str) -> Formula:
        """Group mean with every blank at ``mark``; 0 if no marks are possible."""

        def formula(here: Here) -> str:
            n, t, m = (here.me(f"{p}_{criterion}_{group}") for p in ("n", "t", "m"))
            return f"=IF({t}=0,0,({n}*{m}+({t}-{n})*{mark})/{t})"

        return formula

    def score(self, criterion: str, means: str, counts: str) -> Formula:
        """Criterion score from group means."""

        def formula(here: Here) -> str:
            weights = self.weights_of(here, criterion)
            weight = f'SUMIF({self.span(here, counts, criterion)},">0",{weights})'
            total = f"SUMPRODUCT({weights},{self.span(here, means, criterion)})"
            return f'=IF({weight}=0,"",{total}/{weight})'

        return formula

    def missed(self, criterion: str, prefix: str) -> Formula:
        """1 if the criterion score is below the floor."""

        def formula(here: Here) -> str:
            criteria = here.layout.tables["calcCriteria"]
            floor = criteria.at("floor", criteria.row_ids.index(criterion))
            score = here.me(f"{prefix}_{criterion}")
            below = f"IF(ROUND({score},9)<ROUND({floor},9),1,0)"
            return f"=IF(ISNUMBER({floor}),IF(ISNUMBER({score}),{below},0),0)"

        return formula

    def beside_floor(self, criterion: str) -> Formula:
        """The score as shown, beside the threshold and then beside the floor."""

        def formula(here: Here) -> str:
            criteria = here.layout.tables["calcCriteria"]
            floor = criteria.at("floor", criteria.row_ids.index(criterion))
            exact, so_far = here.me(f"rs_{criterion}"), here.me(f"ts_{criterion}")
            return f"={shown_mark(exact, floor, so_far)}"

        return formula

    def total(self, prefix: str) -> Formula:
        """Weighted total of the criterion scores."""

        def formula(here: Here) -> str:
            ids = self.capacity.criterion_ids
            keys = f"s_{ids[0]}", f"s_{ids[-1]}"
            weights = self.header_span(here.table, self.row_weight, *keys)
            scores = self.all_criteria(here, prefix)
            weight = f"SUMIF({scores},{NO_NUMBER},{weights})"
            return f'=IF({weight}=0,"",SUMPRODUCT({weights},{scores})/{weight})'

        return formula

    def group_total(self, group: str) -> Formula:
        """Total of one group's own means."""

        def formula(here: Here) -> str:
            (c0, g0), (c1, g1) = self.pairs[0], self.pairs[-1]
            row = self.row_mask + self.capacity.group_ids.index(group)
            mask = self.header_span(here.table, row, f"n_{c0}_{g0}", f"n_{c1}_{g1}")
            weight = f'SUMIF({self.whole(here, "n")},">0",{mask})'
            return f'=IF({weight}=0,"",SUMPRODUCT({mask},{self.whole(here, "m")})/{weight})'

        return formula

    def reach(self, total: str, floors: str) -> Formula:
        """1 if the total reaches the threshold and no floor is missed."""

        def formula(here: Here) -> str:
            value = here.me(total)
            missed = f"SUM({self.all_criteria(here, floors)})=0" if floors else "TRUE"
            good = f"AND(ROUND({value},9)>=ROUND(drempel_telt,9),{missed})"
            known = f"AND(ISNUMBER({value}),ISNUMBER(drempel_telt))"
            return f"=IF({known},IF({good},1,0),0)"

        return formula

    def helper_cells(self, table: Table) -> list[Cell]:
        """Weights and masks above the table."""
        criteria, groups = "calcCriteria", "calcGroepen"
        cells = [
            Cell(self.row_weight, 0, "gewicht", "calc"),
            Cell(self.row_asked, 0, "gevraagd", "calc"),
        ]
        for i, group in enumerate(self.capacity.group_ids):
            cells.append(Cell(self.row_mask + i, 0, f"gewicht binnen {group}", "calc"))
        lists = lists_sheet(self.capacity)
        by_name = {t.name: t for t in lists.tables}
        scorers = by_name["calcDeelnemers"]
        for criterion, group in self.pairs:
            c = self.capacity.criterion_ids.index(criterion)
            g = self.capacity.group_ids.index(group)
            col = table.col_of(f"n_{criterion}_{group}")
            flag = by_name[criteria].at(group, c)
            weight = f"={by_name[groups].at('weight', g)}*{flag}"
            asked = f'=SUMIF({scorers.rng("group")},"{group}",{scorers.rng(criterion)})'
            cells.append(Cell(self.row_weight, col, weight, "calc"))
            cells.append(Cell(self.row_asked, col, asked, "calc"))
            for i, other in enumerate(self.capacity.group_ids):
                own = f"={by_name[criteria].at('weight', c)}"
                cells.append(Cell(self.row_mask + i, col, own if other == group else 0.0, "calc"))
        for c, criterion in enumerate(self.capacity.criterion_ids):
            weight = f"={by_name[criteria].at('weight', c)}"
            cells.append(Cell(self.row_weight, table.col_of(f"s_{criterion}"), weight, "calc"))
        return cells
