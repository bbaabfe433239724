"""The hidden sheet *Scores*: each score, validated and put in the right place."""

from wijkexcel.layout.derived_columns import derived
from wijkexcel.layout.formulas import ALMOST, NO_NUMBER, nth, trimmed
from wijkexcel.layout.sheets.lists import INVALID
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
from wijkexcel.model.scores import ABSTENTION

SCORES = "Scores"
NOT_ASKED = "hoeft niet"
BLANK = "leeg"
_LIMITS = (
    ("midden", "=(schaal_laag+schaal_hoog)/2"),
    ("helft", f"=(schaal_hoog-schaal_laag)/2+{ALMOST}"),
    ("begin", f"=schaal_laag-{ALMOST}*schaal_stap"),
    ("stap", "=schaal_stap"),
    ("speling", f"=2*{ALMOST}*schaal_stap"),
)
"""What every score is held against, side by side above the table: label and formula."""
_LABELS_ROW, _LIMITS_ROW = 3, 4
HEADER = 5


def _on_scale(cell: str) -> str:
    """Condition that a number lies on the scale: between its ends, a whole number of steps up.

    A number that differs less than ``ALMOST`` is no other number.
    """
    middle, half, start, step, room = (
        a1(_LIMITS_ROW, col, fix=True) for col in range(len(_LIMITS))
    )
    return f"AND(ABS({cell}-{middle})<{half},MOD({cell}-{start},{step})<{room})"


def _scorer(here: Here) -> str:
    return here.row_id.split("|")[1]


def _position(here: Here) -> str:
    """Where the opgave stands on the tab: 0 while it is not in use, -1 when it is gone there."""
    opgave = here.row_id.split("|")[0]
    opgaven = here.layout.tables["calcOpgaven"]
    index = opgaven.row_ids.index(opgave)
    ids = here.layout.tables[f"tblScore_{_scorer(here)}"].rng("id")
    search = f'IFERROR(MATCH("{opgave}",{ids},0),-1)'
    found = f'IF({nth(ids, index + 1)}="{opgave}",{index + 1},{search})'
    return f"=IF({opgaven.at('active', index)}=0,0,{found})"


def _mark(criterion: str) -> Formula:
    """What a cell of a tab counts as.

    A whole number entered as text counts; other notations differ per country.
    """

    def formula(here: Here) -> str:
        row = here.me("rij")
        tab = here.layout.tables[f"tblScore_{_scorer(here)}"]
        v = nth(tab.rng(criterion, fix=False), row)
        number = f'IF({_on_scale(v)},{v},"{INVALID}")'
        word = f"INDEX(woord_telt_als,1+SUMPRODUCT((woorden={trimmed(v)})*woord_nummer))"
        held = (
            f'IF({v}="","{BLANK}",IF(ISLOGICAL({v}),"{INVALID}",IF(ISNUMBER({v}),{number},{word})))'
        )
        asked = _asked(here, criterion)
        return f'=IF({row}*{asked}=0,"{NOT_ASKED}",IFERROR({held},"{INVALID}"))'

    return formula


def _asked(here: Here, key: str) -> str:
    scorers = here.layout.tables["calcDeelnemers"]
    return scorers.at(key, scorers.row_ids.index(_scorer(here)), fix=False)


def scores_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Scores: a row per opgave and scorer, by id.

    ``C01`` is the mark, 'weet niet', 'leeg', 'ongeldig' or 'hoeft niet'.
    """
    first, last = capacity.criterion_ids[0], capacity.criterion_ids[-1]

    def count(what: str) -> Formula:
        return lambda h: f"=COUNTIF({h.me(first)}:{h.me(last)},{what})"

    table = Table(
        "calcScores",
        SCORES,
        HEADER,
        (
            Column("id", "opgave en deelnemer", Kind.ID, Owner.FIXED, width=12),
            Column("scorer", "wie", Kind.ID, Owner.FIXED, width=12, fixed=_scorer),
            derived("rij", _position, "rij"),
            *(derived(c, _mark(c), c, spread=c != first) for c in capacity.criterion_ids),
            derived("marks", count(NO_NUMBER), "scores"),
            derived("abstentions", count(f'"{ABSTENTION}"'), ABSTENTION),
        ),
        tuple(f"{o}|{s}" for o in capacity.opgave_ids for s in capacity.scorer_ids),
        list_object=False,
        purpose="Alle scores onder elkaar: een rij per opgave en deelnemer.",
    )
    labels = [Cell(_LABELS_ROW, i, label, "header") for i, (label, _) in enumerate(_LIMITS)]
    limits = [Cell(_LIMITS_ROW, i, formula, "calc") for i, (_, formula) in enumerate(_LIMITS)]
    return Sheet(
        SCORES,
        "Alle scores",
        "Afgeleid van de invulbladen; hier hoeft u niets te doen.",
        tables=(table,),
        cells=(*labels, *limits),
        hidden=True,
        freeze=(HEADER + 1, 1),
        tab=Tab.TECHNICAL,
    )
