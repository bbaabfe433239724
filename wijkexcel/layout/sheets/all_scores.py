"""The hidden sheet *Scores*: each score as typed, validated, and put in the right place."""

from wijkexcel.layout.derived_columns import derived
from wijkexcel.layout.formulas import (
    NO_NUMBER,
    lookup,
    nth,
    on_scale,
    trimmed,
)
from wijkexcel.layout.sheets.lists import LISTS_HEADER
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Formula,
    Here,
    Kind,
    Owner,
    Sheet,
    Table,
)
from wijkexcel.model.scores import ABSTENTION, ABSTENTION_WORDS

SCORES = "Scores"


NOT_ASKED = "hoeft niet"


BLANK = "leeg"


INVALID = "ongeldig"


def scores_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Scores: a row per opgave and scorer, by id.

    ``raw_C01`` is the value in the tab; ``C01`` the mark, 'weet niet', 'leeg', 'ongeldig' or 'hoeft
    niet'.
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
            # A whole number entered as text; other notations differ per country.
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
