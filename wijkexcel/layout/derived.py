"""The hidden sheets: lists and look-ups, the tidy score table, and the calculation itself.

The arithmetic is that of ``wijkexcel.rules``, spelled out in cells. Group means need only the
block of rows of one opgave, so the work stays linear in the number of scores.
"""

from wijkexcel.layout.formulas import (
    NO_NUMBER,
    lookup,
    nth,
    on_scale,
    plain_number,
    position_in,
    row_column,
    shown_mark,
    trimmed,
    word,
)
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Formula,
    Here,
    Kind,
    Owner,
    Sheet,
    Table,
    a1,
    column_name,
)
from wijkexcel.model.records import Answer, Choice, Direction, GroupKind, Settings
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS
from wijkexcel.rules.propose import Proposal
from wijkexcel.rules.threshold import Status

LISTS, SCORES, CALCULATION = "Lijsten", "Scores", "Berekening"
NOT_ASKED, BLANK, INVALID = "hoeft niet", "leeg", "ongeldig"
MARKS = 101
"""Longest scale that fits the drop-down: 101 marks and 'weet niet'."""


def derived(key: str, formula: Formula, header: str = "", kind: Kind = Kind.NUMBER) -> Column:
    """Make a formula column of a hidden table."""
    return Column(key, header or key, kind, Owner.FORMULA, width=9, formula=formula)


def _id() -> Column:
    return Column("id", "id", Kind.ID, Owner.FIXED, width=6)


def _name(table: str) -> Column:
    def formula(here: Here) -> str:
        pos = here.me("rij")
        return f'=IF({pos}=0,"",{word(here, table, "name", pos)})'

    return derived("name", formula, "naam", Kind.TEXT)


def _active() -> Column:
    return derived("active", lambda h: f'=IF({h.me("name")}="",0,1)', "actief", Kind.WHOLE)


def _when_active(here: Here, value: str, otherwise: str = "0") -> str:
    return f"=IF({here.me('active')}=0,{otherwise},{value})"


def _number(table: str, key: str, otherwise: str, *, whole: bool = False) -> Formula:
    """Make a number typed in a user's table, or ``otherwise`` when it cannot be used."""

    def formula(here: Here) -> str:
        cell = lookup(here, table, key, here.me("rij"))
        return _when_active(here, plain_number(cell, otherwise, whole=whole), otherwise)

    return formula


def _weight(table: str) -> Formula:
    """Make a weight: what lies under 0 counts as 0."""

    def formula(here: Here) -> str:
        cell = lookup(here, table, "weight", here.me("rij"))
        return _when_active(here, f"MAX({plain_number(cell, '0')},0)")

    return formula


def _flag(table: str, key: str, choice: str) -> Formula:
    def formula(here: Here) -> str:
        return _when_active(here, f'IF({word(here, table, key, here.me("rij"))}="{choice}",1,0)')

    return formula


def _text(table: str, key: str) -> Formula:
    def formula(here: Here) -> str:
        return _when_active(here, word(here, table, key, here.me("rij")), '""')

    return formula


def _explained(here: Here) -> str:
    """1 where both ends of the scale have a meaning for this criterion."""
    scale = here.layout.tables["tblSchaal"]
    at = f"MATCH({here.me('id')},{scale.rng('id')},0)"
    ends = (trimmed(f'INDEX({scale.rng(key)},{at})&""') + '<>""' for key in ("lowest", "highest"))
    return _when_active(here, f"IFERROR(IF(AND({','.join(ends)}),1,0),0)")


def criteria_table(capacity: Capacity, row: int) -> Table:
    """Weight, direction, floor and scoring groups per criterion, by id."""
    source = "tblCriteria"
    return Table(
        "calcCriteria",
        LISTS,
        row,
        (
            _id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            _name(source),
            _active(),
            derived("weight", _weight(source), "gewicht"),
            derived("lower", _flag(source, "direction", Direction.LOWER), "lager is beter"),
            derived("floor", _number(source, "floor", '""'), "ondergrens"),
            derived("explained", _explained, "uitleg bij de scores"),
            *(derived(g, _flag(source, g, "ja")) for g in capacity.group_ids),
        ),
        capacity.criterion_ids,
        first_col=4,
        list_object=False,
    )


def groups_table(capacity: Capacity, row: int) -> Table:
    """Weight and sort per group, by id."""
    source = "tblGroepen"
    return Table(
        "calcGroepen",
        LISTS,
        row,
        (
            _id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            _name(source),
            _active(),
            derived("weight", _weight(source), "gewicht"),
            derived("residents", _flag(source, "kind", GroupKind.RESIDENTS), "bewoners"),
        ),
        capacity.group_ids,
        first_col=13 + capacity.groups,
        list_object=False,
    )


def scorers_table(capacity: Capacity, row: int) -> Table:
    """Which criteria each scorer is asked to score, by id."""
    source = "tblDeelnemers"

    def group_at(here: Here) -> str:
        typed = here.me("group_typed")
        return "=" + "+".join(
            f'IF({typed}="{group}",{i},0)' for i, group in enumerate(capacity.group_ids, 1)
        )

    def group(here: Here) -> str:
        at = here.me("group_at")
        known = lookup(here, "calcGroepen", "active", at)
        return f'=IF({at}=0,"",IF({known}=0,"",{lookup(here, "calcGroepen", "id", at)}))'

    def counted(here: Here) -> str:
        return f'=IF({here.me("group")}="",0,IF({here.me("round")}<=rondes_tellen,1,0))'

    def asked(criterion: str) -> Formula:
        def formula(here: Here) -> str:
            table = here.layout.tables["calcCriteria"]
            index = table.row_ids.index(criterion)
            first, last = capacity.group_ids[0], capacity.group_ids[-1]
            flags = f"{table.at(first, index)}:{table.at(last, index).split('!')[1]}"
            return f"=IF({here.me('counted')}=0,0,INDEX({flags},1,{here.me('group_at')}))"

        return formula

    def number_asked(here: Here) -> str:
        first, last = here.me(capacity.criterion_ids[0]), here.me(capacity.criterion_ids[-1])
        return f"=SUM({first}:{last})"

    def total(key: str) -> Formula:
        """Last of the running sums in the score table."""

        def formula(here: Here) -> str:
            scores = here.layout.tables["calcScores"]
            index = len(scores.row_ids) - len(here.table.row_ids) + here.index
            return f"={scores.at(key, index)}"

        return formula

    sums = (
        ("sum_asked", "gevraagd in totaal"),
        ("sum_marks", "scores in totaal"),
        ("sum_abstentions", f"{ABSTENTION} in totaal"),
    )
    return Table(
        "calcDeelnemers",
        LISTS,
        row,
        (
            _id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            _name(source),
            _active(),
            derived("group_typed", _text(source, "group"), "groep zoals getypt", Kind.TEXT),
            derived("group_at", group_at, "groep op rij"),
            derived("group", group, "groep", Kind.TEXT),
            derived("round", _number(source, "round", "1", whole=True), "ronde"),
            derived("counted", counted, "telt mee"),
            *(derived(c, asked(c)) for c in capacity.criterion_ids),
            derived("asked", number_asked, "aantal criteria"),
            *(derived(key, total(key), header) for key, header in sums),
        ),
        capacity.scorer_ids,
        first_col=20 + capacity.groups,
        list_object=False,
    )


def _default(field: str) -> str:
    """What counts, in Python too, while a setting is empty or cannot be used."""
    return f"{Settings.model_fields[field].default:g}"


_STEP = plain_number("kleinste_stap", _default("step"))
SETTINGS_IN_FORCE = (
    ("schaal_laag", "laagste score", f"={plain_number('schaal_laagste', _default('lowest'))}"),
    ("schaal_hoog", "hoogste score", f"={plain_number('schaal_hoogste', _default('highest'))}"),
    (
        "schaal_stap",
        "stap",
        f"=IF({_STEP}>0,{_STEP},{_default('step')})",
    ),
    ("drempel_telt", "afgesproken score", "=" + plain_number("drempel", '""')),
    (
        "marge_telt",
        "marge",
        "=" + plain_number("heroverweegmarge", "0.05*(schaal_hoog-schaal_laag)"),
    ),
    (
        "rondes_tellen",
        "rondes",
        f"={plain_number('rondes_geteld', _default('rounds_counted'), whole=True)}",
    ),
    (
        "onvoorzien_telt",
        "ruimte voor onvoorzien",
        "=" + plain_number("ruimte_onvoorzien", _default("unforeseen")),
    ),
    (
        "aantal_scores",
        "aantal scores op de schaal",
        f"=IF(schaal_hoog>schaal_laag,MIN(ROUND((schaal_hoog-schaal_laag)/schaal_stap,0)+1,{MARKS}),1)",
    ),
)
"""Defined name, label and formula of each setting as the calculation uses it (with defaults)."""

LISTS_HEADER = 3


def lists_names(capacity: Capacity) -> dict[str, str]:
    """Defined names on the sheet of lists."""
    del capacity
    names = {
        name: f"{LISTS}!{a1(LISTS_HEADER + 1 + i, 2, fix=True)}"
        for i, (name, _, _) in enumerate(SETTINGS_IN_FORCE)
    }
    first = a1(LISTS_HEADER + 1, 0, fix=True)
    last = a1(LISTS_HEADER + 1 + MARKS, 0, fix=True)
    names["lijst_scores"] = f"{LISTS}!{first}:INDEX({LISTS}!{first}:{last},aantal_scores+1)"
    return names


def lists_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Lijsten."""
    cells = [
        Cell(LISTS_HEADER, 0, "lijst_scores", "header"),
        Cell(LISTS_HEADER, 1, "instelling", "header"),
        Cell(LISTS_HEADER, 2, "telt als", "header"),
    ]
    for i in range(MARKS + 1):
        row = LISTS_HEADER + 1 + i
        mark = f"ROUND(schaal_laag+{i}*schaal_stap,9)"
        last = f'IF({i}=aantal_scores,"{ABSTENTION}","")'
        cells.append(Cell(row, 0, f"=IF({i}<aantal_scores,{mark},{last})", "calc"))
    for i, (_, label, formula) in enumerate(SETTINGS_IN_FORCE):
        cells.append(Cell(LISTS_HEADER + 1 + i, 1, label, "calc"))
        cells.append(Cell(LISTS_HEADER + 1 + i, 2, formula, "calc"))
    return Sheet(
        LISTS,
        "Lijsten en opzoektabellen",
        "Afgeleid van wat u elders invult; hier hoeft u niets te doen.",
        tables=(
            criteria_table(capacity, LISTS_HEADER),
            groups_table(capacity, LISTS_HEADER),
            scorers_table(capacity, LISTS_HEADER),
        ),
        cells=tuple(cells),
        hidden=True,
        colour="#7F7F7F",
    )


def scores_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Scores: a row per opgave and scorer, by id.

    ``raw_C01`` is what stands in the tab; ``C01`` the mark, 'weet niet', 'leeg', 'ongeldig' or
    'hoeft niet'.
    """

    def opgave(here: Here) -> str:
        return here.row_id.split("|")[0]

    def scorer(here: Here) -> str:
        return here.row_id.split("|")[1]

    def scorer_cell(here: Here, key: str) -> str:
        table = here.layout.tables["calcDeelnemers"]
        return table.at(key, table.row_ids.index(scorer(here)))

    def position(here: Here) -> str:
        opgaven = here.layout.tables["calcOpgaven"]
        active = opgaven.at("active", opgaven.row_ids.index(opgave(here)))
        tab = here.layout.tables[f"tblScore_{scorer(here)}"]
        index = tab.row_ids.index(opgave(here))
        search = f'IFERROR(MATCH("{opgave(here)}",{tab.rng("id")},0),0)'
        first = nth(tab.rng("id"), index + 1)
        unsorted = f'IF({first}="{opgave(here)}",{index + 1},{search})'
        return f"=IF({active}=0,-1,{unsorted})"

    def raw(criterion: str) -> Formula:
        def formula(here: Here) -> str:
            cell = lookup(here, f"tblScore_{scorer(here)}", criterion, here.me("rij"))
            held = f"IF(ISTEXT({cell}),{trimmed(cell)},{cell})"
            return f'=IF({here.me("rij")}<1,"",IF({cell}="","",{held}))'

        return formula

    def code(criterion: str) -> Formula:
        words = ",".join(f'@="{word}"' for word in ABSTENTION_WORDS)

        def mark(v: str) -> str:
            return f'IF({on_scale(v)},{v},"{INVALID}")'

        def formula(here: Here) -> str:
            v = here.me(f"raw_{criterion}")
            # A whole number that stands there as text; other spellings differ per country.
            whole = f'IFERROR(IF(TEXT(VALUE({v}),"0")={v},{mark(f"VALUE({v})")},@),@)'
            is_word = words.replace("@", v)
            text = f'IF({v}="","{BLANK}",IF(OR({is_word}),"{ABSTENTION}",{whole}))'
            text = text.replace("@", f'"{INVALID}"')
            value = f'IF(ISERROR({v}),"{INVALID}",IF(ISLOGICAL({v}),"{INVALID}",'
            value += f"IF(ISNUMBER({v}),{mark(v)},{text})))"
            asked = scorer_cell(here, criterion)
            return f'=IF({here.me("rij")}<0,"{NOT_ASKED}",IF({asked}=0,"{NOT_ASKED}",{value}))'

        return formula

    first, last = capacity.criterion_ids[0], capacity.criterion_ids[-1]

    def asked(here: Here) -> str:
        return f"=IF({here.me('rij')}<0,0,{scorer_cell(here, 'asked')})"

    def count(what: str) -> Formula:
        return lambda h: f"=COUNTIF({h.me(first)}:{h.me(last)},{what})"

    def running(key: str) -> Formula:
        """Sum for this scorer over this opgave and those before it."""

        def formula(here: Here) -> str:
            before = here.index - capacity.scorers
            own = here.me(key)
            if before < 0:
                return f"={own}"
            return f"={own}+{here.table.at(f'sum_{key}', before).split('!')[1]}"

        return formula

    table = Table(
        "calcScores",
        SCORES,
        LISTS_HEADER,
        (
            Column("id", "opgave en deelnemer", Kind.ID, Owner.FIXED, width=12),
            derived("scorer", lambda h: f'="{scorer(h)}"', "deelnemer", Kind.TEXT),
            derived("group", lambda h: f"={scorer_cell(h, 'group')}", "groep", Kind.TEXT),
            derived("rij", position, "rij"),
            *(derived(f"raw_{c}", raw(c), f"ingevuld {c}") for c in capacity.criterion_ids),
            *(derived(c, code(c), c) for c in capacity.criterion_ids),
            derived("asked", asked, "gevraagd"),
            derived("marks", count(NO_NUMBER), "scores"),
            derived("abstentions", count(f'"{ABSTENTION}"'), ABSTENTION),
            derived("invalid", count(f'"{INVALID}"'), INVALID),
            derived("sum_asked", running("asked"), "gevraagd tot hier"),
            derived("sum_marks", running("marks"), "scores tot hier"),
            derived("sum_abstentions", running("abstentions"), f"{ABSTENTION} tot hier"),
        ),
        tuple(f"{o}|{s}" for o in capacity.opgave_ids for s in capacity.scorer_ids),
        list_object=False,
        purpose="Alle scores onder elkaar: een rij per opgave en deelnemer.",
    )
    return Sheet(
        SCORES,
        "Alle scores",
        "Afgeleid van de invulbladen; hier hoeft u niets te doen.",
        tables=(table,),
        hidden=True,
        freeze=(LISTS_HEADER + 1, 1),
        colour="#7F7F7F",
    )


def _to_nine(key: str) -> Formula:
    """A number rounded to 9 decimals, as every comparison takes it."""
    return lambda h: f'=IF({h.me(key)}="","",ROUND({h.me(key)},9))'


def _shown(key: str) -> Formula:
    """A number to 9 decimals as it is shown beside the threshold."""
    return lambda h: f"={shown_mark(h.me(key))}"


class _Calculation:
    """Column formulas of the calculation; one instance per capacity keeps them together."""

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
        """Number of marks if every blank were filled in: asked less abstentions."""

        def formula(here: Here) -> str:
            groups, marks = self.block(here, "group"), self.block(here, criterion)
            col = column_name(here.table.col_of(f"n_{criterion}_{group}"))
            asked = f"{col}${self.row_asked + 1}"
            unknown = f'COUNTIFS({groups},"{group}",{marks},"{ABSTENTION}")'
            return f"=IF({here.me('active')}=0,0,{asked}-{unknown})"

        return formula

    def mean(self, criterion: str, group: str) -> Formula:
        """Group mean with direction applied; 0 where there is none."""

        def formula(here: Here) -> str:
            groups, marks = self.block(here, "group"), self.block(here, criterion)
            criteria = here.layout.tables["calcCriteria"]
            lower = criteria.at("lower", criteria.row_ids.index(criterion))
            n = here.me(f"n_{criterion}_{group}")
            plain = f'SUMIF({groups},"{group}",{marks})/{n}'
            return f"=IF({n}=0,0,IF({lower}=1,schaal_laag+schaal_hoog-{plain},{plain}))"

        return formula

    def bound(self, criterion: str, group: str, mark: str) -> Formula:
        """Group mean with every blank at ``mark``; 0 where nothing can come."""

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
        """1 where the criterion score lies under the floor."""

        def formula(here: Here) -> str:
            criteria = here.layout.tables["calcCriteria"]
            floor = criteria.at("floor", criteria.row_ids.index(criterion))
            score = here.me(f"{prefix}_{criterion}")
            below = f"IF(ROUND({score},9)<ROUND({floor},9),1,0)"
            return f"=IF(ISNUMBER({floor}),IF(ISNUMBER({score}),{below},0),0)"

        return formula

    def beside_floor(self, criterion: str) -> Formula:
        """The score as it is shown, beside the threshold and then beside the floor."""

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
        """1 where the total is at the threshold and no floor is missed."""

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


def _status(here: Here) -> str:
    now, worst, best = (here.me(k) for k in ("reach", "reach_low", "reach_high"))
    open_ = f'IF({now}=1,"{Status.PROVISIONALLY_REACHES}","{Status.PROVISIONALLY_FALLS_SHORT}")'
    scored = f'IF({worst}=1,"{Status.REACHES}",IF({best}=0,"{Status.FALLS_SHORT}",{open_}))'
    agreed = f'IF(ISNUMBER(drempel_telt),{scored},"{Status.NOT_AGREED}")'
    unscored = f'IF({here.me("total")}="","{Status.NOT_SCORED}",{agreed})'
    return f'=IF({here.me("active")}=0,"",{unscored})'


def _rank(here: Here) -> str:
    value = here.me("rounded")
    return f'=IF({value}="","",RANK({value},{here.table.rng("rounded").split("!")[1]}))'


def _order(here: Here) -> str:
    rank, first = column_name(here.table.col_of("rank")), here.table.first_row
    row = first + here.index
    mine = here.me("rank")
    ties = f"COUNTIF(${rank}${first}:${rank}{row},{mine})"
    ranks = here.table.rng("rank").split("!")[1]
    col = column_name(here.table.col_of("unscored"))
    before = f"SUM(${col}${first + 1}:{here.me('unscored')})"
    scored = f"COUNTIF({ranks},{NO_NUMBER})"
    placed = f'IF({mine}="",{scored}+{before},{mine}+{ties})'
    return f'=IF({here.me("active")}=0,"",{placed})'


def _answer(here: Here) -> str:
    """What the team answered after its second look."""
    answers = here.layout.tables["tblHeroverweging"]
    at = f"MATCH({here.me('id')},{answers.rng('id')},0)"
    given = f'INDEX({answers.rng("answer")},{at})&""'
    return f'=IFERROR({trimmed(given)},"")'


def _proposal(here: Here) -> str:
    answer = here.me("answer")
    look = f'IF({here.me("reasons")}>0,"{Proposal.RECONSIDER_FIRST}","{Proposal.REJECT}")'
    for given, proposal in (
        (Answer.DEFER, Proposal.DEFER),
        (Answer.LEAVE_OUT, Proposal.REJECT),
        (Answer.ADD, Proposal.CHOOSE),
    ):
        look = f'IF({answer}="{given}","{proposal}",{look})'
    sure = f'IF({here.me("reach_low")}=1,"{Proposal.CHOOSE}","{Proposal.COMPLETE_FIRST}")'
    scored = f"IF({here.me('reach')}=1,{sure},{look})"
    agreed = f'IF(ISNUMBER(drempel_telt),{scored},"{Proposal.AGREE_FIRST}")'
    unscored = f'IF({here.me("total")}="","{Proposal.SCORE_FIRST}",{agreed})'
    return f'=IF({here.me("active")}=0,"",{unscored})'


def _current(here: Here) -> str:
    decisions = here.layout.tables["tblBesluit"]
    at = f"MATCH({here.me('id')},{decisions.rng('id')},0)"
    typed = f'INDEX({decisions.rng("choice")},{at})&""'
    said = f'IFERROR({trimmed(typed)},"")'
    proposal = here.me("proposal")
    return f'=IF({here.me("active")}=0,"",IF({said}<>"",{said},{proposal}))'


def _new_domain(here: Here) -> str:
    """1 where a domain is named for the first time; compared as written, without wildcards."""
    own, col = here.me("domain"), column_name(here.table.col_of("domain"))
    first, row = here.table.first_row, here.table.first_row + here.index
    before = f"SUMPRODUCT((${col}${first}:${col}${row}={own})*1)"
    return f'=IF({own}="",0,IF({before}=0,1,0))'


def _reason(condition: Formula) -> Formula:
    def formula(here: Here) -> str:
        short = f'AND({here.me("total")}<>"",{here.me("reach")}=0,ISNUMBER(drempel_telt))'
        return f"=IF({short},IF({condition(here)},1,0),0)"

    return formula


def calculation_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Berekening: a row per opgave, by id."""
    calc = _Calculation(capacity)
    ids, groups = capacity.criterion_ids, capacity.group_ids

    def typed(key: str) -> Formula:
        return _text("tblOpgaven", key)

    def close(here: Here) -> str:
        value, limit = here.me("rounded"), "drempel_telt"
        above = f"{value}>=ROUND({limit}-marge_telt,9)"
        return f"IF(ISNUMBER({limit}),AND({value}<ROUND({limit},9),{above}),FALSE)"

    def per_scorer_sum(key: str) -> Formula:
        return lambda h: f"=SUM({calc.block(h, key)})"

    def residents(group: str) -> Formula:
        def formula(here: Here) -> str:
            table = here.layout.tables["calcGroepen"]
            flag = table.at("residents", table.row_ids.index(group))
            value = here.me(f"g_{group}")
            known = f"AND({flag}=1,ISNUMBER({value}),ISNUMBER(drempel_telt))"
            return f"=IF({known},IF(ROUND({value},9)>=ROUND(drempel_telt,9),1,0),0)"

        return formula

    first_group, last_group = groups[0], groups[-1]
    reasons = ("r_close", "r_residents", "r_make_or_break", "r_open", "r_floor", "r_longer_term")
    columns = (
        _id(),
        Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in("tblOpgaven")),
        _name("tblOpgaven"),
        _active(),
        *(derived(f"n_{c}_{g}", calc.count(c, g), f"aantal {c} {g}") for c, g in calc.pairs),
        *(derived(f"t_{c}_{g}", calc.possible(c, g), f"mogelijk {c} {g}") for c, g in calc.pairs),
        *(derived(f"m_{c}_{g}", calc.mean(c, g), f"gemiddelde {c} {g}") for c, g in calc.pairs),
        *(
            derived(f"l_{c}_{g}", calc.bound(c, g, "schaal_laag"), f"laagst {c} {g}")
            for c, g in calc.pairs
        ),
        *(
            derived(f"h_{c}_{g}", calc.bound(c, g, "schaal_hoog"), f"hoogst {c} {g}")
            for c, g in calc.pairs
        ),
        *(derived(f"s_{c}", calc.score(c, "m", "n"), f"score {c}") for c in ids),
        *(derived(f"sl_{c}", calc.score(c, "l", "t"), f"laagste score {c}") for c in ids),
        *(derived(f"sh_{c}", calc.score(c, "h", "t"), f"hoogste score {c}") for c in ids),
        *(derived(f"f_{c}", calc.missed(c, "s"), f"onder ondergrens {c}") for c in ids),
        *(derived(f"fl_{c}", calc.missed(c, "sl"), f"laagst onder ondergrens {c}") for c in ids),
        *(derived(f"fh_{c}", calc.missed(c, "sh"), f"hoogst onder ondergrens {c}") for c in ids),
        derived("total", calc.total("s"), "totaal"),
        derived("total_low", calc.total("sl"), "laagst mogelijk"),
        derived("total_high", calc.total("sh"), "hoogst mogelijk"),
        derived("reach", calc.reach("total", "f"), "haalt"),
        derived("reach_low", calc.reach("total_low", "fl"), "haalt op zijn slechtst"),
        derived("reach_high", calc.reach("total_high", "fh"), "haalt op zijn best"),
        derived("reach_total", calc.reach("total", ""), "haalt zonder ondergrens"),
        derived("status", _status, "stand", Kind.TEXT),
        derived("rounded", _to_nine("total"), "totaal op 9 decimalen"),
        derived("rank", _rank, "rang"),
        derived(
            "unscored",
            lambda h: f'=IF(AND({h.me("active")}=1,{h.me("total")}=""),1,0)',
            "zonder score",
        ),
        derived("order", _order, "plek"),
        derived("shown", _shown("rounded"), "getoond totaal"),
        derived("asked", per_scorer_sum("asked"), "gevraagd"),
        derived(
            "done",
            lambda h: f"=SUM({calc.block(h, 'marks')})+SUM({calc.block(h, 'abstentions')})",
            "ingevuld",
        ),
        derived(
            "coverage",
            lambda h: f'=IF({h.me("asked")}=0,"",{h.me("done")}/{h.me("asked")})',
            "dekking",
        ),
        *(derived(f"g_{g}", calc.group_total(g), f"totaal {g}") for g in groups),
        *(derived(f"gr_{g}", residents(g), f"bewoners halen {g}") for g in groups),
        derived("r_close", _reason(close), "dichtbij"),
        derived(
            "r_residents",
            _reason(lambda h: f"SUM({h.me(f'gr_{first_group}')}:{h.me(f'gr_{last_group}')})>0"),
            "bewoners wel",
        ),
        derived(
            "r_make_or_break",
            _reason(
                lambda h: f'{word(h, "tblOpgaven", "make_or_break", h.me("rij"))}="ja"',
            ),
            "maakt of breekt",
        ),
        derived("r_open", _reason(lambda h: f"{h.me('reach_high')}=1"), "nog open"),
        derived("r_floor", _reason(lambda h: f"{h.me('reach_total')}=1"), "alleen ondergrens"),
        derived(
            "r_longer_term",
            _reason(lambda h: f'{word(h, "tblOpgaven", "longer_term", h.me("rij"))}<>""'),
            "langere termijn",
        ),
        derived("reasons", lambda h: f"=SUM({h.me(reasons[0])}:{h.me(reasons[-1])})", "redenen"),
        derived("answer", _answer, "antwoord", Kind.TEXT),
        derived("proposal", _proposal, "voorstel", Kind.TEXT),
        derived("current", _current, "keuze nu", Kind.TEXT),
        derived("chosen", lambda h: f'=IF({h.me("current")}="{Choice.CHOSEN}",1,0)', "nu gekozen"),
        derived(
            "chosen_at",
            lambda h: (
                f"=IF({h.me('chosen')}=0,0,SUM(${column_name(h.table.col_of('chosen'))}"
                f"${h.table.first_row + 1}:{h.me('chosen')}))"
            ),
            "plek in de keuze",
        ),
        derived("domain", typed("domain"), "domein", Kind.TEXT),
        derived("effort", _number("tblOpgaven", "effort", '""'), "inzet"),
        derived("new_domain", _new_domain, "nieuw domein"),
        derived(
            "domain_at",
            lambda h: (
                f"=IF({h.me('new_domain')}=0,0,SUM(${column_name(h.table.col_of('new_domain'))}"
                f"${h.table.first_row + 1}:{h.me('new_domain')}))"
            ),
            "plek van domein",
        ),
        *(derived(f"rs_{c}", _to_nine(f"s_{c}"), f"afgeronde score {c}") for c in ids),
        *(derived(f"ts_{c}", _shown(f"rs_{c}"), f"bij de drempel, score {c}") for c in ids),
        *(derived(f"shown_{c}", calc.beside_floor(c), f"getoonde score {c}") for c in ids),
        *(derived(f"rg_{g}", _to_nine(f"g_{g}"), f"afgerond totaal {g}") for g in groups),
        *(derived(f"shown_{g}", _shown(f"rg_{g}"), f"getoond totaal {g}") for g in groups),
    )
    table = Table(
        "calcOpgaven",
        CALCULATION,
        calc.header_row,
        columns,
        capacity.opgave_ids,
        list_object=False,
        purpose="Per opgave alle tussenstappen van de berekening.",
    )
    return Sheet(
        CALCULATION,
        "Berekening",
        "Alle tussenstappen per opgave; hier hoeft u niets te doen.",
        tables=(table,),
        cells=tuple(calc.helper_cells(table)),
        hidden=True,
        freeze=(calc.header_row + 1, 3),
        colour="#7F7F7F",
    )


__all__ = [
    "CALCULATION",
    "LISTS",
    "SCORES",
    "calculation_sheet",
    "derived",
    "lists_names",
    "lists_sheet",
    "row_column",
    "scores_sheet",
]
