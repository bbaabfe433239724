"""The five steps on sheet *Start*, and how far each of them is."""

from wijkexcel.layout.bars import FULL, TRACK
from wijkexcel.layout.formulas import NO_NUMBER, trimmed
from wijkexcel.layout.sheets.ambition import COMPLETE
from wijkexcel.layout.sheets.decisions import DECIDED
from wijkexcel.layout.spec import Here, Layout
from wijkexcel.model.records import Answer, Choice
from wijkexcel.rules.whole import Proposal

DUE = "checked_due"
"""Row for what the team said to choose or to look at again on a day that has come."""

STEPS = (
    ("1", "Afwegingskader", "Kies criteria, samen met bewoners en partners.", "Criteria"),
    (
        "2",
        "Schaal en afgesproken score",
        "Zeg wat een lage en een hoge score betekenen en spreek af wat hoog genoeg is.",
        "Schaal",
    ),
    ("3", "Scoren", "Beschrijf de opgaven en laat iedereen het eigen blad invullen.", "Deelnemers"),
    (
        "4",
        "Overzicht en heroverweging",
        "Kijk wat hoog genoeg scoort, kijk nog eens naar de rest en naar het geheel.",
        "Overzicht",
    ),
    (
        "5",
        "Besluiten en vertellen",
        "Leg vast wat u besluit en waarom, en vertel het iedereen.",
        "Besluit",
    ),
)


_NEXT = {
    "1": "Volgende stap: kies criteria en geef ze een gewicht (blad Criteria).",
    "2": "Volgende stap: leg uit wat de scores betekenen, en spreek af wat hoog genoeg is (blad "
    "Schaal, en hieronder).",
    "3": "Volgende stap: laat de scores invullen die nog open zijn (blad Deelnemers).",
    "4": "Volgende stap: kijk nog eens naar wat niet hoog genoeg scoorde (blad Heroverweging).",
    "5": "Volgende stap: leg vast wat u besluit en waarom (blad Besluit).",
}
_ALL_DONE = "Alles is besloten. Volgende stap: vertel het iedereen (brief, en blad Ambitie)."
SIGNS = 30
"""Signs of the bar of a step that is finished."""


def _counts(layout: Layout) -> dict[str, str]:
    """What is counted of the steps, as parts of formulas."""
    calc, criteria = layout.tables["calcOpgaven"], layout.tables["calcCriteria"]
    short, answers = calc.rng("short"), calc.rng("answer")
    answered = "+".join(f'COUNTIFS({short},1,{answers},"{word}")' for word in Answer)
    return {
        "criteria": f"SUM({criteria.rng('active')})",
        "weight": f"SUM({criteria.rng('weight')})",
        "explained": f"SUM({criteria.rng('explained')})",
        **{key: f"SUM({calc.rng(key)})" for key in ("asked", "done", "reach", "active", "short")},
        "scored": f"COUNTIF({calc.rng('total')},{NO_NUMBER})",
        "answered": f"({answered})",
        "decided": f'COUNTIF({layout.tables["tblBesluit"].rng("state")},"{DECIDED}")',
    }


def share_of_step(here: Here) -> str:
    """The formula for how far a step is, from 0 to 1."""
    step, n = here.row_id, _counts(here.layout)
    if step == "1":
        return f"=IF({n['criteria']}=0,0,IF({n['weight']}>0,1,0.5))"
    if step == "2":
        agreed = "IF(ISNUMBER(drempel_telt),1,0)"
        return f"=IF({n['criteria']}=0,0,({n['explained']}/{n['criteria']}+{agreed})/2)"
    if step == "3":
        return f"=IF({n['asked']}=0,0,{n['done']}/{n['asked']})"
    if step == "4":
        known = f"AND({n['scored']}>0,ISNUMBER(drempel_telt))"
        return f"=IF({known},IF({n['short']}=0,1,{n['answered']}/{n['short']}),0)"
    return f"=IF({n['active']}=0,0,{n['decided']}/{n['active']})"


def bar_of_step(here: Here) -> str:
    """The formula for a bar that is full just when the step is finished."""
    full = f"INT(ROUND({here.me('share')}*{SIGNS},6))"
    return f'=REPT("{FULL}",{full})&REPT("{TRACK}",{SIGNS}-{full})'


def next_step(here: Here) -> str:
    """The formula for what to do next, seen from this step on.

    Scores that nobody gave keep step 3 from being finished; who looks again or decides has left it.
    """
    table, row = here.table, here.row_id
    last = here.index == len(table.row_ids) - 1
    after = f'"{_ALL_DONE}"' if last else table.at("next", here.index + 1)
    left = f",{table.at('share', 4)}=0,{_counts(here.layout)['answered']}=0" if row == "3" else ""
    return f'=IF(AND({here.me("share")}<1{left}),"{_NEXT[row]}",{after})'


def outcome_line() -> str:
    """The formula for the outcome in one line, or empty text as long as there is none."""
    scored = f"COUNTIF(@calcOpgaven.total@,{NO_NUMBER})"
    said = f'SUM(@calcOpgaven.reach@)&" van de "&{scored}&" gescoorde opgaven zijn hoog genoeg."'
    counts = [
        f'COUNTIFS(@tblBesluit.state@,"{DECIDED}",@tblBesluit.choice@,"{choice}")&" {choice}"'
        for choice in Choice
    ]
    listed = '&", "&'.join(counts)
    chosen = f'IF(COUNTIF(@tblBesluit.state@,"{DECIDED}")=0,""," Besloten: "&{listed}&".")'
    return f'=IF(OR({scored}=0,NOT(ISNUMBER(drempel_telt))),"",{said}&{chosen})'


def status_of_step(here: Here) -> str:
    """The formula that says how far a step is."""
    layout, step = here.layout, here.row_id
    n = _counts(layout)
    if step == "1":
        state = f'{n["criteria"]}&" criteria"&IF({n["weight"]}>0,""," - geef ze een gewicht")'
        return f'=IF({n["criteria"]}=0,"nog te beginnen",{state})'
    if step == "2":
        agreed = 'IF(ISNUMBER(drempel_telt),""," - spreek de score nog af")'
        parts = f'{n["explained"]}&" van "&{n["criteria"]}'
        text = f'{parts}&" criteria met uitleg bij de scores"&{agreed}'
        return f'=IF({n["criteria"]}=0,"eerst criteria kiezen",{text})'
    if step == "3":
        text = f'{n["done"]}&" van "&{n["asked"]}&" scores ingevuld"'
        return f'=IF({n["asked"]}=0,"nog te beginnen",{text})'
    if step == "4":
        parts = f'{n["answered"]}&" van "&{n["short"]}'
        text = f'{n["reach"]}&" opgaven"&" hoog genoeg, "&{parts}&" andere nog eens bekeken"'
        agreed = f'IF(ISNUMBER(drempel_telt),{text},"{Proposal.AGREE_FIRST}")'
        return f'=IF({n["scored"]}=0,"eerst scoren",{agreed})'
    decided, active = n["decided"], n["active"]
    ambition = layout.tables["tblAmbitie"]
    chosen = f'COUNTIF({ambition.rng("chosen")},"ja")'
    worked_out = f'COUNTIF({ambition.rng("state")},"{COMPLETE}")'
    added = f'", "&{worked_out}&" van "&{chosen}&" gekozen in de ambitie"'
    added = f'IF(OR({decided}=0,{chosen}=0),"",{added})'
    check = layout.tables["tblControle"]
    due = trimmed(f'{check.at("value", check.row_ids.index(DUE))}&""')
    again = f'IF({due}="",""," - "&{due})'
    text = f'{decided}&" van "&{active}&" besluiten vastgesteld"&{added}&{again}'
    return f'=IF({active}=0,"nog te beginnen",{text})'
