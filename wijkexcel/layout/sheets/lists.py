"""The hidden sheet *Lijsten*: typed values in usable form, and the settings in force."""

from wijkexcel.layout.derived_columns import (
    active_flag,
    active_text,
    derived,
    fixed_id,
    found_name,
    when_active,
)
from wijkexcel.layout.formulas import (
    ALMOST,
    NO_NUMBER,
    lookup,
    plain_number,
    position_in,
    word,
    word_of_id,
)
from wijkexcel.layout.sheets.domains import domain_list
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
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Direction, GroupKind, Settings
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS, BRIEFLY
from wijkexcel.rules.whole import Proposal
from wijkexcel.sentences.hurdles import Hurdle

LISTS = "Lijsten"
MARKS = 101
"""Longest scale that fits the drop-down: 101 marks and 'weet niet'."""
INVALID = "ongeldig"
"""What anything counts as that is no score."""


def number(table: str, key: str, otherwise: str, *, whole: bool = False) -> Formula:
    """Return a number typed in a user's table, or ``otherwise`` when it cannot be used."""

    def formula(here: Here) -> str:
        cell = lookup(here, table, key, here.me("rij"))
        return when_active(here, plain_number(cell, otherwise, whole=whole), otherwise)

    return formula


def _weight(table: str) -> Formula:
    """Return a weight: values below 0 count as 0."""

    def formula(here: Here) -> str:
        cell = lookup(here, table, "weight", here.me("rij"))
        return when_active(here, f"MAX({plain_number(cell, '0')},0)")

    return formula


def _flag(table: str, key: str, choice: str) -> Formula:
    def formula(here: Here) -> str:
        return when_active(here, f'IF({word(here, table, key, here.me("rij"))}="{choice}",1,0)')

    return formula


def _explained(here: Here) -> str:
    """1 if both ends of the scale have a meaning for this criterion."""
    ends = (word_of_id(here, "tblSchaal", key) + '<>""' for key in ("lowest", "highest"))
    return when_active(here, f"IFERROR(IF(AND({','.join(ends)}),1,0),0)")


def criteria_table(capacity: Capacity, row: int) -> Table:
    """Weight, direction, floor and scoring groups per criterion, by id."""
    source = "tblCriteria"
    return Table(
        "calcCriteria",
        LISTS,
        row,
        (
            fixed_id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            found_name(source),
            active_flag(),
            derived("weight", _weight(source), "gewicht"),
            derived("lower", _flag(source, "direction", Direction.LOWER), "lager is beter"),
            derived("floor", number(source, "floor", '""'), "ondergrens"),
            derived("explained", _explained, "uitleg bij de scores"),
            derived("shows_cost", _flag(source, "shows_cost", "ja"), "toont kosten"),
            *(derived(g, _flag(source, g, "ja")) for g in capacity.group_ids),
        ),
        capacity.criterion_ids,
        first_col=4,
        list_object=False,
    )


def groups_table(capacity: Capacity, row: int) -> Table:
    """Weight and kind per group, by id."""
    source = "tblGroepen"
    return Table(
        "calcGroepen",
        LISTS,
        row,
        (
            fixed_id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            found_name(source),
            active_flag(),
            derived("weight", _weight(source), "gewicht"),
            derived("residents", _flag(source, "kind", GroupKind.RESIDENTS), "bewoners"),
        ),
        capacity.group_ids,
        first_col=14 + capacity.groups,
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

    def sees_cost(here: Here) -> str:
        table = here.layout.tables["calcCriteria"]
        shown = (f"{here.me(c)}*{table.at('shows_cost', i)}" for i, c in enumerate(table.row_ids))
        return f"=IF({'+'.join(shown)}>0,1,0)"

    def asked_in_all(here: Here) -> str:
        return f"={here.me('asked')}*SUM({here.layout.tables['calcOpgaven'].rng('active')})"

    def total(key: str) -> Formula:
        """Sum over the rows of a scorer in the score table."""

        def formula(here: Here) -> str:
            scores = here.layout.tables["calcScores"]
            return f"=SUMIF({scores.rng('scorer')},{here.me('id')},{scores.rng(key)})"

        return formula

    return Table(
        "calcDeelnemers",
        LISTS,
        row,
        (
            fixed_id(),
            Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in(source)),
            found_name(source),
            active_flag(),
            derived("group_typed", active_text(source, "group"), "groep zoals getypt", Kind.TEXT),
            derived("group_at", group_at, "groep op rij"),
            derived("group", group, "groep", Kind.TEXT),
            derived("round", number(source, "round", "1", whole=True), "ronde"),
            derived("counted", counted, "telt mee"),
            *(derived(c, asked(c)) for c in capacity.criterion_ids),
            derived("asked", number_asked, "aantal criteria"),
            derived("sees_cost", sees_cost, "ziet kosten"),
            derived("sum_asked", asked_in_all, "gevraagd in totaal"),
            derived("sum_marks", total("marks"), "scores in totaal"),
            derived("sum_abstentions", total("abstentions"), f"{ABSTENTION} in totaal"),
        ),
        capacity.scorer_ids,
        first_col=21 + capacity.groups,
        list_object=False,
    )


def _default(field: str) -> str:
    """Defaults, in Python too, while a setting is empty or cannot be used."""
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
"""Defined name, label and formula of each setting as used in the calculation (with defaults)."""
_CHOSEN = "@calcOpgaven.chosen@"
_ESTIMATED = f"COUNTIFS({_CHOSEN},1,@calcOpgaven.effort@,{NO_NUMBER})"
_EFFORT = f"SUMIF({_CHOSEN},1,@calcOpgaven.effort@)"
_MOST = plain_number("capaciteit_opgaven", '""', whole=True)
_CAPACITY = plain_number("capaciteit_inzet", '""')
_ROOM_FOR = f'=IF({_MOST}="","",{_MOST}*(1-onvoorzien_telt))'
_ROOM_OF = f'=IF({_CAPACITY}="","",{_CAPACITY}*(1-onvoorzien_telt))'
_TO_LOOK_AT = f'COUNTIF(@calcOpgaven.stands@,"{Proposal.RECONSIDER_FIRST}")'
_AGAINST = 'COUNTIF(@tblSamenhang.state@,"beide gekozen*")'


def _over(value: str, room: str) -> str:
    return f'=IF({room}="",0,IF({value}>{room}+{ALMOST},1,0))'


HURDLE_NAMES = {
    Hurdle.LOOK_AGAIN: "nog_te_bekijken",
    Hurdle.NO_ROOM_SET: "geen_ruimte_gezegd",
    Hurdle.TOO_MANY: "te_veel_opgaven",
    Hurdle.NO_EFFORT: "inzet_ontbreekt",
    Hurdle.TOO_MUCH: "te_veel_inzet",
    Hurdle.OPPOSING: "werkt_elkaar_tegen",
}
"""Defined name of each thing to settle about the whole: 1 while it is."""
WHOLE = (
    ("plek_opgaven", "plek voor opgaven", _ROOM_FOR),
    ("plek_inzet", "plek voor inzet", _ROOM_OF),
    *(
        (HURDLE_NAMES[hurdle], hurdle.value, formula)
        for hurdle, formula in (
            (Hurdle.LOOK_AGAIN, f"=IF({_TO_LOOK_AT}>0,1,0)"),
            (Hurdle.NO_ROOM_SET, '=IF(AND(plek_opgaven="",plek_inzet=""),1,0)'),
            (Hurdle.TOO_MANY, _over(f"SUM({_CHOSEN})", "plek_opgaven")),
            (Hurdle.NO_EFFORT, f'=IF(plek_inzet="",0,IF({_ESTIMATED}<SUM({_CHOSEN}),1,0))'),
            (Hurdle.TOO_MUCH, _over(_EFFORT, "plek_inzet")),
            (Hurdle.OPPOSING, f"=IF({_AGAINST}>0,1,0)"),
        )
    ),
)
"""The same for the look at the whole (``rules.whole``)."""
LISTS_HEADER = 3


def lists_names(capacity: Capacity) -> dict[str, str]:
    """Defined names on the sheet of lists."""
    names = {
        name: f"{LISTS}!{a1(LISTS_HEADER + 1 + i, 2, fix=True)}"
        for i, (name, _, _) in enumerate((*SETTINGS_IN_FORCE, *WHOLE))
    }
    first = a1(LISTS_HEADER + 1, 0, fix=True)
    last = a1(LISTS_HEADER + 2 + MARKS, 0, fix=True)
    names["lijst_scores"] = f"{LISTS}!{first}:INDEX({LISTS}!{first}:{last},aantal_scores+2)"
    col, top = _words_col(capacity), LISTS_HEADER + 1
    bottom = top + len(_words())
    for i, name in enumerate(_WORDS):
        above = name == "woord_telt_als"
        ends = a1(top - above, col + i, fix=True), a1(bottom - 1, col + i, fix=True)
        names[name] = f"{LISTS}!{ends[0]}:{ends[1]}"
    return names


_WORDS = ("woorden", "woord_nummer", "woord_telt_als")
"""Names of the columns of the list of texts that count as a score, 'weet niet' or nothing."""


def _words_col(capacity: Capacity) -> int:
    return scorers_table(capacity, LISTS_HEADER).last_col + 2


def _words() -> list[tuple[str, str]]:
    """Every text that counts in a score cell, and what it counts as, as contents of cells.

    A whole number that stands there as text counts as that mark. In the row of any other mark
    stands 0, which no text is.
    """
    marks = [a1(LISTS_HEADER + 1 + i, 0, fix=True) for i in range(MARKS)]
    whole = [(f'=IF(ISNUMBER({m}),IF(INT({m})={m},{m}&"",0),0)', f"={m}") for m in marks]
    return [*whole, *((word, ABSTENTION) for word in ABSTENTION_WORDS), ("", "leeg")]


def lists_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Lijsten."""
    cells = [
        Cell(LISTS_HEADER, 0, "lijst_scores", "header"),
        Cell(LISTS_HEADER, 1, "instelling", "header"),
        Cell(LISTS_HEADER, 2, "telt als", "header"),
    ]
    for i in range(MARKS + 2):
        row = LISTS_HEADER + 1 + i
        mark = f"ROUND(schaal_laag+{i}*schaal_stap,9)"
        last = f'IF({i}=aantal_scores,"{BRIEFLY}",IF({i}=aantal_scores+1,"{ABSTENTION}",""))'
        cells.append(Cell(row, 0, f"=IF({i}<aantal_scores,{mark},{last})", "calc"))
    for i, (_, label, formula) in enumerate((*SETTINGS_IN_FORCE, *WHOLE)):
        cells.append(Cell(LISTS_HEADER + 1 + i, 1, label, "calc"))
        cells.append(Cell(LISTS_HEADER + 1 + i, 2, formula, "calc"))
    col = _words_col(capacity)
    cells += [Cell(LISTS_HEADER - 1, col + i, name, "header") for i, name in enumerate(_WORDS)]
    cells.append(Cell(LISTS_HEADER, col + 2, INVALID, "calc"))
    for i, (text, counts_as) in enumerate(_words()):
        row = LISTS_HEADER + 1 + i
        cells.append(Cell(row, col, text, "calc"))
        cells.append(Cell(row, col + 1, float(i + 1), "calc"))
        cells.append(Cell(row, col + 2, counts_as, "calc"))
    return Sheet(
        LISTS,
        "Lijsten en opzoektabellen",
        "Afgeleid van wat u elders invult; hier hoeft u niets te doen.",
        tables=(
            criteria_table(capacity, LISTS_HEADER),
            groups_table(capacity, LISTS_HEADER),
            scorers_table(capacity, LISTS_HEADER),
            domain_list(capacity, LISTS_HEADER, col + len(_WORDS) + 1),
        ),
        cells=tuple(cells),
        hidden=True,
        tab=Tab.TECHNICAL,
    )
