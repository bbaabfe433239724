"""Formulas of the choice of one opgave: from scores and second look to what is proposed."""

from wijkexcel.layout.derived_columns import when_active
from wijkexcel.layout.formulas import NO_NUMBER, listed, lookup, word, word_of_id
from wijkexcel.layout.sheets.lists import HURDLE_NAMES
from wijkexcel.layout.spec import Here, column_name
from wijkexcel.model.records import Answer, Choice, LawStatus
from wijkexcel.rules.reconsider import AfterLook
from wijkexcel.rules.whole import Proposal
from wijkexcel.sentences.hurdles import Hurdle


def stands(here: Here) -> str:
    """What scores and second look say (``rules.whole.stands``)."""
    answer = here.me("answer")
    look = f'"{Proposal.RECONSIDER_FIRST}"'
    for given, proposal in (
        (Answer.DEFER, Proposal.DEFER),
        (Answer.LEAVE_OUT, Proposal.REJECT),
        (Answer.ADD, Proposal.CONSIDER_ADDED),
    ):
        look = f'IF({answer}="{given}","{proposal}",{look})'
    sure = f'IF({here.me("reach_low")}=1,"{Proposal.CONSIDER}","{Proposal.COMPLETE_FIRST}")'
    waits = f"AND({here.me('reach_low')}=1,{here.me('no_cost')}=1)"
    high = f'IF({waits},"{Proposal.COSTS_FIRST}",{sure})'
    scored = f"IF({here.me('reach')}=1,{high},{look})"
    agreed = f'IF(ISNUMBER(drempel_telt),{scored},"{Proposal.AGREE_FIRST}")'
    unscored = f'IF({here.me("total")}="","{Proposal.SCORE_FIRST}",{agreed})'
    return f'=IF({here.me("active")}=0,"",{unscored})'


def cost(here: Here) -> str:
    """The estimated cost: any number, because an amount of money has no limit."""
    cell = lookup(here, "tblOpgaven", "cost", here.me("rij"))
    return when_active(here, f'IF(ISNUMBER({cell}),{cell},"")', '""')


def no_cost(here: Here) -> str:
    """1 if this opgave has no estimated cost, while others have."""
    some = f"COUNTIF({here.table.rng('cost')},{NO_NUMBER})>0"
    return f'=IF(AND({here.me("active")}=1,{here.me("cost")}="",{some}),1,0)'


def so_far(here: Here) -> str:
    """The ids that are high enough or added, up to this row."""
    row, name = here.table.header_row + here.index + 1, column_name(here.table.col_of("so_far"))
    before = f"{name}{row}&" if here.index else ""
    added = f'AND({here.me("short")}=1,{here.me("answer")}="{Answer.ADD}")'
    this = f'", "&{here.me("id")}'
    said = f'IF({added},{this}&" ({AfterLook.ADDED})","")'
    return f"={before}IF(AND({here.me('active')}=1,{here.me('reach')}=1),{this},{said})"


def current(here: Here) -> str:
    """The decision, or while there is none what scores and second look say."""
    said = f'IFERROR({word_of_id(here, "tblBesluit", "choice")},"")'
    stands = here.me("stands")
    return f'=IF({here.me("active")}=0,"",IF({said}<>"",{said},{stands}))'


def _considered(cell: str) -> str:
    return f'OR({cell}="{Proposal.CONSIDER}",{cell}="{Proposal.CONSIDER_ADDED}")'


def chosen(here: Here) -> str:
    """1 for the provisional set: chosen, or while there is no decision high enough or added."""
    now = here.me("current")
    return f'=IF(OR({now}="{Choice.CHOSEN}",{_considered(now)}),1,0)'


def deferred(here: Here) -> str:
    """1 for what is deferred, or while there is no decision proposed to be."""
    now = here.me("current")
    return f'=IF(OR({now}="{Choice.DEFERRED}",{now}="{Proposal.COSTS_FIRST}"),1,0)'


def hurdles(here: Here) -> str:
    """What is still to be settled before this opgave is proposed (``rules.whole.hurdles_for``)."""
    law = f'{word(here, "tblOpgaven", "law_status", here.me("rij"))}="{LawStatus.LAPSED}"'
    parts = [*((f"{name}=1", f'"{hurdle}"') for hurdle, name in HURDLE_NAMES.items())]
    own = ((f"{here.me('no_cost')}=1", f'"{Hurdle.NO_COST}"'), (law, f'"{Hurdle.LAPSED}"'))
    texts = listed([*parts, *own])
    return f'=IF({_considered(here.me("stands"))},{texts},"")'


def proposal(here: Here) -> str:
    """What the program proposes (``rules.whole.proposals``)."""
    stands, settle = here.me("stands"), here.me("hurdles")
    settled = f'AND({here.me("chosen")}=1,{_considered(stands)},{settle}="")'
    return f'=IF({settled},"{Proposal.CHOOSE}",{stands})'
