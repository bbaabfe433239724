"""The five steps on sheet *Start*, and how far each of them is."""

from wijkexcel.layout.formulas import NO_NUMBER, trimmed
from wijkexcel.layout.sheets.ambition import COMPLETE
from wijkexcel.layout.spec import Here
from wijkexcel.model.records import Answer
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


def status_of_step(here: Here) -> str:
    """The formula that says how far a step is."""
    layout, step = here.layout, here.row_id
    calc = {k: layout.tables["calcOpgaven"].rng(k) for k in ("asked", "done", "reach", "active")}
    criteria = f"SUM({layout.tables['calcCriteria'].rng('active')})"
    if step == "1":
        weight = f"SUM({layout.tables['calcCriteria'].rng('weight')})"
        state = f'{criteria}&" criteria"&IF({weight}>0,""," - geef ze een gewicht")'
        return f'=IF({criteria}=0,"nog te beginnen",{state})'
    if step == "2":
        anchored = f"SUM({layout.tables['calcCriteria'].rng('explained')})"
        agreed = 'IF(ISNUMBER(drempel_telt),""," - spreek de score nog af")'
        text = f'{anchored}&" van "&{criteria}&" criteria met uitleg bij de scores"&{agreed}'
        return f'=IF({criteria}=0,"eerst criteria kiezen",{text})'
    if step == "3":
        asked, done = f"SUM({calc['asked']})", f"SUM({calc['done']})"
        return f'=IF({asked}=0,"nog te beginnen",{done}&" van "&{asked}&" scores ingevuld")'
    if step == "4":
        short, answers = (layout.tables["calcOpgaven"].rng(k) for k in ("short", "answer"))
        answered = "+".join(f'COUNTIFS({short},1,{answers},"{word}")' for word in Answer)
        text = f'" hoog genoeg, "&({answered})&" van "&SUM({short})&" andere nog eens bekeken"'
        reach = f"SUM({calc['reach']})"
        scored = f"COUNTIF({layout.tables['calcOpgaven'].rng('total')},{NO_NUMBER})"
        agreed = f'IF(ISNUMBER(drempel_telt),{reach}&" opgaven"&{text},"{Proposal.AGREE_FIRST}")'
        return f'=IF({scored}=0,"eerst scoren",{agreed})'
    decided = f'COUNTIF({layout.tables["tblBesluit"].rng("state")},"vastgesteld")'
    active = f"SUM({calc['active']})"
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
