"""What every visible derived cell must show, by the program's own rules.

The workbook's formulas derive the same in another way. Each formula column declares here what its
cells must show; a test checks that none is forgotten.
"""

from collections.abc import Iterator

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.expected_counts import (
    ASKED,
    control,
    criterion,
    group_coverage,
    of_group,
    of_scorer,
    share,
    to_do,
    to_know,
)
from wijkexcel.checks.expected_opgaven import (
    One,
    after,
    blank,
    drawn,
    floors,
    form_questions,
    is_chosen,
    look,
    mark,
    name,
    of_opgave,
    part_of_total,
    proposal,
    ranked,
    reasons,
    status,
    to_settle,
    total,
)
from wijkexcel.checks.expected_portfolio import (
    choice_now,
    chosen,
    deferred,
    domain,
    fits,
    fits_then,
    koppelvorm,
    law,
    listed,
    pair_state,
    pair_state_then,
    room,
    trial_used,
    used,
)
from wijkexcel.checks.expected_states import (
    decision,
    in_ambition,
    step,
    step_bar,
)
from wijkexcel.checks.known import YES, Known, Value
from wijkexcel.layout.named import with_name
from wijkexcel.layout.spec import Table

# --- every column ---------------------------------------------------------------------------------

_SHARED: dict[str, Value] = {
    "name": of_opgave(name),
    "shown": of_opgave(total),
    "status": of_opgave(status),
}
_COLUMNS: dict[str, dict[str, Value]] = {
    "tblCriteria": {"share": share("criteria")},
    "tblSchaal": {"name": criterion(), "way": criterion(lambda way: way.value)},
    "tblGroepen": {
        "share": share("groups"),
        "asked": of_group(0),
        "done": of_group(1, 2),
        "coverage": group_coverage,
    },
    "tblDeelnemers": {
        "asked": of_scorer(*ASKED),
        "marks": of_scorer((1, 1)),
        "abstentions": of_scorer((2, 1)),
        "todo": of_scorer((0, 1), (1, -1), (2, -1)),
    },
    "tblOverzicht": {
        "rank": ranked(lambda one: blank(one.outcome.rank)),
        "id": ranked(lambda one: one.opgave.id),
        "name": ranked(name),
        "shown": ranked(total),
        "status": ranked(status),
        "after": ranked(after),
        "total_low": ranked(lambda one: mark(one, one.outcome.lowest)),
        "total_high": ranked(lambda one: mark(one, one.outcome.highest)),
        "coverage": ranked(lambda one: blank(one.outcome.coverage)),
        "floors": ranked(floors),
        "bar": ranked(drawn),
    },
    "tblHeroverweging": {
        **_SHARED,
        "look": of_opgave(look),
        "why_look": of_opgave(reasons),
    },
    "tblStappen": {"state": step, "bar": step_bar},
    "tblRuimte": {
        "used": used,
        "room": room,
        "state": fits,
        "trial_used": trial_used,
        "trial_state": fits_then,
        "deferred": deferred,
    },
    "tblSamenhang": {"state": pair_state, "trial_state": pair_state_then},
    "calcKeuze": {
        "name": chosen(lambda o: with_name(o.id, o.name)),
        "shown": listed(lambda k, o: total(One(k, o, k.outcomes[o.id]))),
        "koppelvorm": listed(koppelvorm),
        "law": chosen(law),
        "now": listed(choice_now),
        "cost": chosen(lambda o: blank(o.cost)),
        "effort": chosen(lambda o: blank(o.effort)),
        "make_or_break": chosen(lambda o: YES if o.make_or_break else ""),
    },
    "calcDomeinen": {
        "name": domain(lambda _, domain: domain),
        "count": domain(lambda k, domain: float(k.in_domain([*k.opgaven.values()], domain))),
        "chosen": domain(lambda k, domain: float(k.in_domain(k.chosen, domain))),
    },
    "tblBesluit": {
        **_SHARED,
        "proposal": of_opgave(proposal),
        "settle": of_opgave(to_settle),
        "form_questions": of_opgave(form_questions),
        "state": decision,
    },
    "tblAmbitie": {
        "name": of_opgave(name),
        "chosen": of_opgave(is_chosen),
        "state": in_ambition,
    },
}


def value_of(table: Table, key: str) -> Value | None:
    """The function for what the cells of a formula column must show; None if there is none."""
    if key == "controle":
        return control(table.name)
    if table.name.startswith("tblScore_"):
        scorer = table.name.removeprefix("tblScore_")
        return {
            "name": of_opgave(name),
            "coupling": of_opgave(lambda one: one.opgave.coupling),
            "background": to_know(scorer),
            "todo": to_do(scorer),
        }.get(key)
    if table.name == "tblOverzicht" and key[:2] in ("s_", "g_"):
        part = key[2:]
        return ranked(part_of_total(part))
    return _COLUMNS.get(table.name, {}).get(key)


def expected(known: Known) -> Iterator[tuple[Table, str, str, Cell]]:
    """Yield table, row id, column and required value, for every visible column."""
    for sheet in known.layout.sheets:
        if sheet.hidden:
            continue
        for table in sheet.tables:
            for column in table.columns:
                if column.formula is None or column.hidden:
                    continue
                value = value_of(table, column.key)
                if value is not None:
                    for row in table.row_ids:
                        yield table, row, column.key, value(known, row)
