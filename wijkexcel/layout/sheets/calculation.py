"""The hidden sheet *Berekening*: from scores to totals, bounds, statuses and reasons."""

from wijkexcel.layout import choice_formulas as choice
from wijkexcel.layout.derived_columns import (
    active_flag,
    active_text,
    derived,
    fixed_id,
    found_name,
    when_active,
)
from wijkexcel.layout.formulas import (
    NO_NUMBER,
    listed,
    lookup,
    one_of,
    plain_year,
    position_in,
    short_name,
    trimmed,
    word,
    word_of_id,
)
from wijkexcel.layout.score_formulas import Calculation, shown, to_nine
from wijkexcel.layout.sheets.domains import folded
from wijkexcel.layout.sheets.lists import number
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Formula,
    Here,
    Kind,
    Owner,
    Sheet,
    Table,
    column_name,
)
from wijkexcel.look.palette import Tab
from wijkexcel.model.records import Answer, Koppelvorm, Verdict
from wijkexcel.rules.threshold import Status
from wijkexcel.sentences.background import (
    COST,
    DASH,
    EURO,
    HEADER,
    LAW,
    MOST_EURO,
    PLANNING,
    SINCE,
    UNTIL,
)

CALCULATION = "Berekening"


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
    """The team's answer after the reconsideration: its own, or that for all without a reason."""
    own = f'IFERROR({word_of_id(here, "tblHeroverweging", "answer")},"")'
    together = trimmed('zonder_reden_niet&""')
    rest = f'AND({here.me("short")}=1,{here.me("reasons")}=0,{together}="{Verdict.YES}")'
    answered = ",".join(f'{own}="{word}"' for word in Answer)
    return f'=IF(OR({answered}),{own},IF({rest},"{Answer.LEAVE_OUT}",""))'


def _short(here: Here) -> str:
    """1 if the opgave has a total that does not reach the threshold, or a floor stops it."""
    known = f'AND({here.me("total")}<>"",{here.me("reach")}=0,ISNUMBER(drempel_telt))'
    return f"=IF({known},1,0)"


def _make_or_break(here: Here) -> str:
    """What the team says at the second look counts; while it says nothing, sheet Opgaven."""
    later = f'IFERROR({word_of_id(here, "tblHeroverweging", "make_or_break")},"")'
    first = word(here, "tblOpgaven", "make_or_break", here.me("rij"))
    return f'IF({later}="{Verdict.NO}",FALSE,OR({later}="{Verdict.YES}",{first}="{Verdict.YES}"))'


def _euro(here: Here) -> str:
    """The estimated costs in whole euros, where scorers may read them."""
    cost = lookup(here, "tblOpgaven", "cost", here.me("rij"))
    good = f"IF(ISNUMBER({cost}),AND({cost}>=0,{cost}<{MOST_EURO - 1}),FALSE)"
    return when_active(here, f'IF({good},INT({cost}+0.5),"")', '""')


def _euros(here: Here) -> str:
    """The same in words, with points between thousands whatever the language."""
    text = here.me("euro")
    thousands = f'LEFT({text},LEN({text})-3)&"."&RIGHT({text},3)'
    left, middle = f"LEFT({text},LEN({text})-6)", f"MID({text},LEN({text})-5,3)"
    millions = f'{left}&"."&{middle}&"."&RIGHT({text},3)'
    points = f'IF(LEN({text})>6,{millions},IF(LEN({text})>3,{thousands},{text}&""))'
    return f'=IF({text}="","","{EURO}"&{points})'


def _year(key: str) -> Formula:
    def formula(here: Here) -> str:
        return when_active(here, plain_year(lookup(here, "tblOpgaven", key, here.me("rij"))), '""')

    return formula


def _years(here: Here) -> str:
    """The years of the planning in words (``sentences.background``)."""
    first, last = here.me("year_from"), here.me("year_to")
    only_last = f'IF({last}="","","{UNTIL}"&{last})'
    both = f'IF({first}={last},{first}&"",{first}&"{DASH}"&{last})'
    return f'=IF({first}="",{only_last},IF({last}="","{SINCE}"&{first},{both}))'


def _planning(here: Here) -> str:
    """The planning as typed, with its years (``sentences.background``)."""
    typed, years = word(here, "tblOpgaven", "planning", here.me("rij")), here.me("years")
    both = f'IF({years}="",{typed},{typed}&" ("&{years}&")")'
    return when_active(here, f'IF({typed}="",{years},{both})', '""')


def _apart(here: Here) -> str:
    """1 if it does not meet the wijkaanpak in time (``rules.years``)."""

    def after(first: str, last: str) -> str:
        return f"IF(AND(ISNUMBER({first}),ISNUMBER({last})),IF({first}>{last},1,0),0)"

    start, end = plain_year("wijkaanpak_van"), plain_year("wijkaanpak_tot")
    late, early = after(here.me("year_from"), end), after(start, here.me("year_to"))
    return f"=MAX({late},{early})"


def _background(*, cost: bool) -> Formula:
    """What scorers read beside an opgave (``sentences.background``)."""

    def formula(here: Here) -> str:
        law, status = (
            word(here, "tblOpgaven", key, here.me("rij")) for key in ("law", "law_status")
        )
        planning = here.me("planning")
        both = f'{law}&" ("&{status}&")"'
        named = f'IF(OR({law}="",{status}=""),{law}&{status},{both})'
        parts = [
            (f'{law}&{status}<>""', f'"{LAW}"&{named}'),
            (f'{planning}<>""', f'"{PLANNING}"&{planning}'),
        ]
        if cost:
            parts.append((f'{here.me("euros")}<>""', f'"{COST}"&{here.me("euros")}'))
        return when_active(here, listed(parts), '""')

    return formula


def _listed_at(here: Here) -> str:
    """Place in the list of Samenhang: the chosen by their totals, then the deferred; 0 for none."""
    order = here.table.rng("order").split("!")[1]
    chosen, deferred = (here.table.rng(key).split("!")[1] for key in ("chosen", "deferred"))
    better = f'{order},"<"&{here.me("order")}'
    as_chosen = f"COUNTIFS({chosen},1,{better})+1"
    as_deferred = f"SUM({chosen})+COUNTIFS({deferred},1,{better})+1"
    reserved = f"IF({here.me('deferred')}=1,{as_deferred},0)"
    return f"=IF({here.me('chosen')}=1,{as_chosen},{reserved})"


def _tried(here: Here) -> str:
    """1 if it is chosen, and the team does not leave it out for a try."""
    out = here.layout.tables["tblStelEruit"].rng("known")
    return f"=IF({here.me('chosen')}=0,0,IF(COUNTIF({out},{here.me('id')})>0,0,1))"


def _listed(here: Here) -> str:
    """Id and name, as the lists of choices show them."""
    return when_active(here, f'{here.me("id")}&" "&{short_name(here.me("name"))}', '""')


def _koppelvorm(here: Here) -> str:
    """How it is coupled: as decided, or else as the list of opgaven says."""
    decided = word_of_id(here, "tblBesluit", "koppelvorm")
    foreseen = one_of(word(here, "tblOpgaven", "koppelvorm", here.me("rij")), Koppelvorm)
    form = one_of(decided, Koppelvorm, foreseen)
    return when_active(here, f"IFERROR({form},{foreseen})", '""')


def _new_domain(here: Here) -> str:
    """1 if a domain is named for the first time; compared literally, without wildcards."""
    own, col = here.me("domain_key"), column_name(here.table.col_of("domain_key"))
    first, row = here.table.first_row, here.table.first_row + here.index
    before = f"SUMPRODUCT((${col}${first}:${col}${row}={own})*1)"
    return f'=IF({own}="",0,IF({before}=0,1,0))'


def _reason(condition: Formula) -> Formula:
    def formula(here: Here) -> str:
        return f"=IF({here.me('short')}=1,IF({condition(here)},1,0),0)"

    return formula


def calculation_sheet(capacity: Capacity) -> Sheet:
    """Build the declaration of sheet Berekening: a row per opgave, by id."""
    calc = Calculation(capacity)
    ids, groups = capacity.criterion_ids, capacity.group_ids

    def typed(key: str) -> Formula:
        return active_text("tblOpgaven", key)

    def close(here: Here) -> str:
        value, limit = here.me("rounded"), "drempel_telt"
        above = f"{value}>=ROUND({limit}-marge_telt,9)"
        return f"IF(ISNUMBER({limit}),AND({value}<ROUND({limit},9),{above}),FALSE)"

    def asked(here: Here) -> str:
        scorers = here.layout.tables["calcDeelnemers"]
        return f"={here.me('active')}*SUM({scorers.rng('asked')})"

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
        fixed_id(),
        Column("rij", "rij", Kind.WHOLE, Owner.FORMULA, formula=position_in("tblOpgaven")),
        found_name("tblOpgaven"),
        active_flag(),
        *(derived(f"m_{c}_{g}", calc.mean(c, g), f"gemiddelde {c} {g}") for c, g in calc.pairs),
        *(derived(f"q_{c}_{g}", calc.open_share(c, g), f"open {c} {g}") for c, g in calc.pairs),
        *(derived(f"s_{c}", calc.score(c), f"score {c}") for c in ids),
        *(derived(f"sl_{c}", calc.lowest(c), f"laagste score {c}") for c in ids),
        *(derived(f"sh_{c}", calc.highest(c), f"hoogste score {c}") for c in ids),
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
        derived("rounded", to_nine("total"), "totaal op 9 decimalen"),
        derived("rank", _rank, "rang"),
        derived(
            "unscored",
            lambda h: f'=IF(AND({h.me("active")}=1,{h.me("total")}=""),1,0)',
            "zonder score",
        ),
        derived("order", _order, "plek"),
        derived("shown", shown("rounded"), "getoond totaal"),
        derived("asked", asked, "gevraagd"),
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
        derived("short", _short, "haalt niet"),
        derived("r_close", _reason(close), "dichtbij"),
        derived(
            "r_residents",
            _reason(lambda h: f"SUM({h.me(f'gr_{first_group}')}:{h.me(f'gr_{last_group}')})>0"),
            "bewoners wel",
        ),
        derived(
            "r_make_or_break",
            _reason(_make_or_break),
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
        derived("cost", choice.cost, "kosten"),
        derived("no_cost", choice.no_cost, "zonder kosten"),
        derived("stands", choice.stands, "volgens scores en tweede blik", Kind.TEXT),
        derived("so_far", choice.so_far, "om te overwegen tot hier", Kind.TEXT),
        derived("current", choice.current, "keuze nu", Kind.TEXT),
        derived("chosen", choice.chosen, "nu gekozen"),
        derived("hurdles", choice.hurdles, "eerst nog", Kind.TEXT),
        derived("proposal", choice.proposal, "voorstel", Kind.TEXT),
        derived("deferred", choice.deferred, "nu uitgesteld"),
        derived("listed_at", _listed_at, "plek op Samenhang"),
        derived("tried", _tried, "gekozen bij 'stel: eruit'"),
        derived("listed", _listed, "nummer en naam", Kind.TEXT),
        derived(
            "listed_row",
            lambda h: f"=IF({h.me('active')}=0,0,{h.index + 1})",
            "rij in de keuzelijst",
        ),
        derived("koppelvorm", _koppelvorm, "koppelvorm", Kind.TEXT),
        derived("domain", typed("domain"), "domein", Kind.TEXT),
        derived("domain_key", lambda h: f"={folded(h.me('domain'))}", "zelfde domein", Kind.TEXT),
        derived("effort", number("tblOpgaven", "effort", '""'), "inzet"),
        derived("new_domain", _new_domain, "nieuw domein"),
        derived(
            "domain_at",
            lambda h: (
                f"=IF({h.me('new_domain')}=0,0,SUM(${column_name(h.table.col_of('new_domain'))}"
                f"${h.table.first_row + 1}:{h.me('new_domain')}))"
            ),
            "plek van domein",
        ),
        derived("year_from", _year("year_from"), "eerste jaar"),
        derived("year_to", _year("year_to"), "laatste jaar"),
        derived("years", _years, "jaren in woorden", Kind.TEXT),
        derived("planning", _planning, "planning met jaren", Kind.TEXT),
        derived("apart", _apart, "buiten de jaren van de wijkaanpak"),
        derived("euro", _euro, "kosten in euro"),
        derived("euros", _euros, "kosten in woorden", Kind.TEXT),
        derived("background", _background(cost=False), HEADER.lower(), Kind.TEXT),
        derived("background_cost", _background(cost=True), "met de kosten", Kind.TEXT),
        *(derived(f"rs_{c}", to_nine(f"s_{c}"), f"afgeronde score {c}") for c in ids),
        *(derived(f"ts_{c}", shown(f"rs_{c}"), f"bij de drempel, score {c}") for c in ids),
        *(derived(f"shown_{c}", calc.beside_floor(c), f"getoonde score {c}") for c in ids),
        *(derived(f"rg_{g}", to_nine(f"g_{g}"), f"afgerond totaal {g}") for g in groups),
        *(derived(f"shown_{g}", shown(f"rg_{g}"), f"getoond totaal {g}") for g in groups),
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
        tab=Tab.TECHNICAL,
    )
