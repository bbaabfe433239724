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
    """Column formulas of the calculation, one instance per capacity.

    What holds for a whole column (weights, directions, floors) is calculated once, above it.
    """

    TITLE_ROWS = 3

    def __init__(self, capacity: Capacity) -> None:
        self.capacity = capacity
        self.row_weight = self.TITLE_ROWS
        """Weight of the group for this criterion; of the criterion, above its score."""
        self.row_asked = self.TITLE_ROWS + 1
        """How many scorers are asked; the floor, above the score."""
        self.row_turn = self.TITLE_ROWS + 2
        """What is added to a mean, to mirror it where lower is better."""
        self.row_sign = self.TITLE_ROWS + 3
        self.row_group = self.TITLE_ROWS + 4
        self.row_mask = self.TITLE_ROWS + 5
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

    def above(self, table: Table, row: int, key: str) -> str:
        """The fixed cell above a column."""
        return f"{column_name(table.col_of(key))}${row + 1}"

    def weights_of(self, here: Here, criterion: str) -> str:
        """Group weights above the means of one criterion."""
        first, last = self.capacity.group_ids[0], self.capacity.group_ids[-1]
        keys = f"m_{criterion}_{first}", f"m_{criterion}_{last}"
        return self.header_span(here.table, self.row_weight, *keys)

    def block(self, here: Here, key: str) -> str:
        """The rows of this row's opgave in the score table."""
        scores = here.layout.tables["calcScores"]
        size = self.capacity.scorers
        first = here.index * size
        end = scores.at(key, first + size - 1).split("!")[1]
        return f"{scores.at(key, first)}:{end}"

    def mean(self, criterion: str, group: str) -> Formula:
        """Group mean with direction applied; empty if there is none."""

        def formula(here: Here) -> str:
            groups = here.layout.tables["calcDeelnemers"].rng("group")
            turn, sign, own = (
                self.above(here.table, row, f"m_{criterion}_{group}")
                for row in (self.row_turn, self.row_sign, self.row_group)
            )
            mean = f"AVERAGEIF({groups},{own},{self.block(here, criterion)})"
            return f'=IFERROR({turn}+{sign}*{mean},"")'

        return formula

    def open_share(self, criterion: str, group: str) -> Formula:
        """Share of the marks that are still possible; empty if no mark can count.

        What is asked minus 'weet niet' can count; whatever is not a mark of those is still open.
        """

        def formula(here: Here) -> str:
            groups = here.layout.tables["calcDeelnemers"].rng("group")
            asked, own = (
                self.above(here.table, row, f"m_{criterion}_{group}")
                for row in (self.row_asked, self.row_group)
            )
            marks = f"COUNTIFS({groups},{own},{self.block(here, criterion)}"
            possible = f'{here.me("active")}*{asked}-{marks},"{ABSTENTION}")'
            return f'=IFERROR(1-{marks},{NO_NUMBER})/({possible}),"")'

        return formula

    def score(self, criterion: str) -> Formula:
        """Criterion score from group means."""

        def formula(here: Here) -> str:
            weights, means = self.weights_of(here, criterion), self.span(here, "m", criterion)
            weight = f"SUMIF({means},{NO_NUMBER},{weights})"
            return f'=IFERROR(SUMPRODUCT({weights},{means})/{weight},"")'

        return formula

    def lowest(self, criterion: str) -> Formula:
        """Criterion score with every blank at its worst: the lowest mark, directions applied."""

        def formula(here: Here) -> str:
            weights, means = self.weights_of(here, criterion), self.span(here, "m", criterion)
            shares = self.span(here, "q", criterion)
            given = f"SUMPRODUCT({weights},{means})-SUMPRODUCT({weights},{means},{shares})"
            worst = f"schaal_laag*SUMPRODUCT({weights},{shares})"
            weight = f"SUMIF({shares},{NO_NUMBER},{weights})"
            return f'=IFERROR(({given}+{worst})/{weight},"")'

        return formula

    def highest(self, criterion: str) -> Formula:
        """Criterion score with every blank at its best."""

        def formula(here: Here) -> str:
            weights, shares = self.weights_of(here, criterion), self.span(here, "q", criterion)
            share = f"SUMPRODUCT({weights},{shares})/SUMIF({shares},{NO_NUMBER},{weights})"
            return f'=IFERROR({here.me(f"sl_{criterion}")}+(schaal_hoog-schaal_laag)*{share},"")'

        return formula

    def missed(self, criterion: str, prefix: str) -> Formula:
        """1 if the criterion score is below the floor."""

        def formula(here: Here) -> str:
            floor = self.above(here.table, self.row_asked, f"s_{criterion}")
            score = here.me(f"{prefix}_{criterion}")
            below = f"IF(ROUND({score},9)<ROUND({floor},9),1,0)"
            return f"=IF(ISNUMBER({floor}),IF(ISNUMBER({score}),{below},0),0)"

        return formula

    def beside_floor(self, criterion: str) -> Formula:
        """The score as shown, beside the threshold and then beside the floor."""

        def formula(here: Here) -> str:
            floor = self.above(here.table, self.row_asked, f"s_{criterion}")
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
            mask = self.header_span(here.table, row, f"m_{c0}_{g0}", f"m_{c1}_{g1}")
            means = self.whole(here, "m")
            weight = f"SUMIF({means},{NO_NUMBER},{mask})"
            return f'=IF({weight}=0,"",SUMPRODUCT({mask},{means})/{weight})'

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
        """What holds for a whole column, above the table."""
        labels = {
            self.row_weight: "gewicht",
            self.row_asked: "gevraagd, of ondergrens",
            self.row_turn: "spiegel",
            self.row_sign: "teken",
            self.row_group: "groep",
            **{
                self.row_mask + i: f"gewicht binnen {group}"
                for i, group in enumerate(self.capacity.group_ids)
            },
        }
        cells = [Cell(row, 0, label, "calc") for row, label in labels.items()]
        by_name = {t.name: t for t in lists_sheet(self.capacity).tables}
        criteria, groups = by_name["calcCriteria"], by_name["calcGroepen"]
        scorers = by_name["calcDeelnemers"]
        for criterion, group in self.pairs:
            c = self.capacity.criterion_ids.index(criterion)
            g = self.capacity.group_ids.index(group)
            col = table.col_of(f"m_{criterion}_{group}")
            own = f"={criteria.at('weight', c)}"
            lower = criteria.at("lower", c)
            cells += (
                Cell(row, col, content, "calc")
                for row, content in (
                    (self.row_weight, f"={groups.at('weight', g)}*{criteria.at(group, c)}"),
                    (
                        self.row_asked,
                        f'=SUMIF({scorers.rng("group")},"{group}",{scorers.rng(criterion)})',
                    ),
                    (self.row_turn, f"=IF({lower}=1,schaal_laag+schaal_hoog,0)"),
                    (self.row_sign, f"=IF({lower}=1,-1,1)"),
                    (self.row_group, group),
                    *(
                        (self.row_mask + i, own if other == group else 0.0)
                        for i, other in enumerate(self.capacity.group_ids)
                    ),
                )
            )
        for c, criterion in enumerate(self.capacity.criterion_ids):
            col = table.col_of(f"s_{criterion}")
            cells.append(Cell(self.row_weight, col, f"={criteria.at('weight', c)}", "calc"))
            cells.append(Cell(self.row_asked, col, f"={criteria.at('floor', c)}", "calc"))
        return cells
