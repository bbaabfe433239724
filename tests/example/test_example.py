"""The example tells the story that it promises, and the rules agree with it."""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from wijkexcel.example import example, starter_framework
from wijkexcel.example.participants import SCORERS
from wijkexcel.example.scores import asked_of, parse_scores
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import (
    Answer,
    Choice,
    Criterion,
    Direction,
    GroupKind,
    LawStatus,
    OpgaveKind,
    Relation,
    Verdict,
    Visibility,
)
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import Reason, candidates, reasons_for, second_look
from wijkexcel.rules.threshold import Status
from wijkexcel.rules.whole import Proposal, hurdles, proposals
from wijkexcel.sentences.hurdles import Hurdle

DOSSIER = example()
OUTCOME = outcome_of(DOSSIER)
OPGAVE = {o.id: o for o in DOSSIER.opgaven}
CHOSEN = [d.opgave for d in DOSSIER.decisions if d.choice is Choice.CHOSEN]


def _reasons(opgave: str) -> tuple[Reason, ...]:
    return reasons_for(DOSSIER, OPGAVE[opgave], OUTCOME[opgave])


def _choice(opgave: str) -> Choice | None:
    return DOSSIER.decision(opgave).choice


# The weighted mean once more, in loops and exact fractions, sharing nothing with the rules.


def _mean(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((w * x for w, x in pairs), Fraction()) / sum((w for w, _ in pairs), Fraction())


def _criterion(dossier: Dossier, opgave: str, criterion: Criterion) -> Fraction | None:
    groups = []
    for group in dossier.groups:
        marks = []
        for scorer in dossier.scorers:
            mark = dossier.scores.cell(scorer.id, opgave, criterion.id)
            if scorer.group == group.id and isinstance(mark, float):
                marks.append(Fraction(mark))
        if marks and group.id in criterion.groups:
            groups.append((Fraction(group.weight), sum(marks, Fraction()) / len(marks)))
    return _mean(groups) if groups else None


def _total(dossier: Dossier, opgave: str) -> Fraction:
    found = ((c, _criterion(dossier, opgave, c)) for c in dossier.criteria)
    return _mean([(Fraction(c.weight), s) for c, s in found if s is not None])


def test_totals_equal_an_independent_exact_calculation() -> None:
    for opgave in DOSSIER.opgaven:
        assert OUTCOME[opgave.id].total == pytest.approx(
            float(_total(DOSSIER, opgave.id)), abs=1e-9
        )


@pytest.mark.parametrize(
    ("opgave", "total"),
    [
        ("O01", Fraction(71743, 18720)),
        ("O05", Fraction(7789, 3360)),
        ("O08", Fraction(304019, 87360)),
        ("O11", Fraction(9361, 2912)),
        ("O13", Fraction(589, 160)),
    ],
)
def test_snapshot(opgave: str, total: Fraction) -> None:
    assert _total(DOSSIER, opgave) == total
    assert OUTCOME[opgave].total == pytest.approx(float(total), abs=1e-9)


def test_ids_are_unique_and_in_order() -> None:
    for records in (
        DOSSIER.criteria,
        DOSSIER.opgaven,
        DOSSIER.groups,
        DOSSIER.scorers,
        DOSSIER.pairs,
    ):
        ids = [record.id for record in records]
        assert ids == sorted(set(ids))
    for keys in (
        [d.opgave for d in DOSSIER.decisions],
        [a.opgave for a in DOSSIER.ambitions],
        [r.opgave for r in DOSSIER.reconsiderations],
    ):
        assert keys == sorted(set(keys))
    assert [a.criterion for a in DOSSIER.anchors] == [c.id for c in DOSSIER.criteria]


def test_scores_cover_exactly_what_is_asked() -> None:
    assert DOSSIER.scores.opgaven == tuple(OPGAVE)
    assert DOSSIER.scores.scorers == tuple(s.id for s in DOSSIER.scorers)
    assert DOSSIER.scores.criteria == tuple(c.id for c in DOSSIER.criteria)
    asked = {s.id: asked_of(s, DOSSIER.criteria) for s in DOSSIER.scorers}
    for scorer, _opgave, criterion in DOSSIER.scores.cells():
        assert criterion in asked[scorer]
    cells = list(DOSSIER.scores.cells().values())
    assert sum(isinstance(score, str) for score in cells) >= 10
    assert all(1 <= score <= 5 for score in cells if isinstance(score, float))
    asked_in_all = len(OPGAVE) * sum(len(c) for c in asked.values())
    assert 3 <= asked_in_all - len(cells) <= 10


def test_references_resolve() -> None:
    scorers = {s.id for s in DOSSIER.scorers}
    groups = {g.id for g in DOSSIER.groups}
    assert {s.group for s in DOSSIER.scorers} == groups
    assert all(set(c.groups) <= groups for c in DOSSIER.criteria)
    assert all(r.scorer in scorers and r.opgave in OPGAVE for r in DOSSIER.remarks)
    assert all(p.first < p.second and {p.first, p.second} <= set(OPGAVE) for p in DOSSIER.pairs)
    assert [d.opgave for d in DOSSIER.decisions] == list(OPGAVE)
    assert [a.opgave for a in DOSSIER.ambitions] == CHOSEN


def test_the_set_up() -> None:
    assert len(OPGAVE) == 14
    assert {o.kind for o in DOSSIER.opgaven} == set(OpgaveKind)
    assert len(DOSSIER.criteria) == 6
    assert sum(c.weight for c in DOSSIER.criteria) == 100
    assert sum(g.weight for g in DOSSIER.groups) == 100
    assert {g.kind for g in DOSSIER.groups} == set(GroupKind)
    assert len(DOSSIER.scorers) == 10
    kind_of = {g.id: g.kind for g in DOSSIER.groups}
    later = [s for s in DOSSIER.scorers if s.round == DOSSIER.settings.rounds_counted == 2]
    assert {kind_of[s.group] for s in later} == {GroupKind.RESIDENTS}
    assert len(later) == DOSSIER.settings.smallest_group
    assert 3 <= len(DOSSIER.log) <= 6
    assert [entry.when for entry in DOSSIER.log] == sorted(entry.when for entry in DOSSIER.log)


def test_every_domain_has_a_municipal_scorer() -> None:
    municipal = {g.id for g in DOSSIER.groups if g.kind is GroupKind.MUNICIPALITY}
    known = {s.domain for s in DOSSIER.scorers if s.group in municipal}
    assert {o.domain for o in DOSSIER.opgaven} == known


def test_half_of_the_opgaven_reach_the_score_and_totals_are_spread() -> None:
    assert sum(o.status.reaches for o in OUTCOME.opgaven) == 7
    totals = [o.total for o in OUTCOME.opgaven if o.total is not None]
    assert min(totals) < 2.5
    assert max(totals) > 4.2


def test_make_or_break_that_falls_short_is_added_with_reasons() -> None:
    assert Reason.MAKE_OR_BREAK in _reasons("O11")
    assert OPGAVE["O11"].make_or_break_why
    answer = DOSSIER.reconsideration("O11")
    assert answer.answer is Answer.ADD
    assert answer.why
    assert _choice("O11") is Choice.CHOSEN


def test_residents_want_what_the_project_team_does_not() -> None:
    assert _reasons("O10") == (Reason.RESIDENTS,)
    own = OUTCOME["O10"].by_group
    assert own["G3"] >= 4.5
    assert max(own["G1"], own["G2"]) < 3
    assert _choice("O10") is Choice.REJECTED


def test_a_law_lapsed_and_the_chance_went_with_it() -> None:
    assert [o.id for o in DOSSIER.opgaven if o.law_status is LawStatus.LAPSED] == ["O05"]
    assert OUTCOME["O05"].status is Status.FALLS_SHORT
    assert _choice("O05") is Choice.REJECTED
    assert "wet" in DOSSIER.decision("O05").public_reason


def test_provisional_opgave_is_deferred_until_costs_are_known() -> None:
    provisional = [o.opgave for o in OUTCOME.opgaven if o.status.provisional]
    deferred = [d for d in DOSSIER.decisions if d.choice is Choice.DEFERRED]
    assert provisional == [d.opgave for d in deferred] == ["O13"]
    assert OUTCOME["O13"].status is Status.PROVISIONALLY_REACHES
    assert proposals(DOSSIER, OUTCOME)["O13"] is Proposal.COMPLETE_FIRST
    assert "Inzicht in kosten en opbrengsten" in deferred[0].follow_up
    assert deferred[0].when is not None
    assert deferred[0].decided_on is not None
    assert deferred[0].when > deferred[0].decided_on


def test_only_a_floor_stops_one() -> None:
    assert [o.opgave for o in OUTCOME.opgaven if o.only_floor] == ["O09"]
    assert OUTCOME["O09"].floors_missed == ("C02",)
    assert [c.id for c in DOSSIER.criteria if c.floor is not None] == ["C02"]


def test_one_is_close_and_one_matters_later() -> None:
    found = {c.opgave: c.reasons for c in candidates(DOSSIER, OUTCOME)}
    assert [o for o, reasons in found.items() if Reason.CLOSE in reasons] == ["O08"]
    assert [o for o, reasons in found.items() if Reason.LONGER_TERM in reasons] == ["O12"]
    assert _choice("O12") is Choice.CHOSEN


def test_all_that_fell_short_was_looked_at_and_one_had_no_answer_of_its_own() -> None:
    looks = {o: second_look(DOSSIER, OPGAVE[o], OUTCOME[o]) for o in OPGAVE}
    looked_at = {o for o, look in looks.items() if look.answer is not None and look.why}
    assert looked_at == {c.opgave for c in candidates(DOSSIER, OUTCOME)}
    own = {r.opgave for r in DOSSIER.reconsiderations}
    assert looked_at - own == {"O14"}
    assert _reasons("O14") == ()
    assert DOSSIER.reconsideration("O11").make_or_break is Verdict.YES


def test_decisions_that_depart_from_the_score() -> None:
    found = [d.opgave for d in DOSSIER.decisions if departs(d, OUTCOME[d.opgave])]
    assert found == ["O11", "O12", "O13"]


def test_what_was_chosen_was_to_be_considered_and_the_rest_follows_the_proposal() -> None:
    """Trees and parking work against each other: the program leaves the choice to the team."""
    assert hurdles(DOSSIER, OUTCOME) == (Hurdle.OPPOSING,)
    proposed = proposals(DOSSIER, OUTCOME)
    assert {o for o, p in proposed.items() if p.considered} == set(CHOSEN)
    for opgave, proposal in proposed.items():
        if opgave not in CHOSEN and opgave != "O13":
            assert proposal.choice is _choice(opgave)


def test_decisions_are_complete() -> None:
    for d in DOSSIER.decisions:
        assert d.choice is not None
        assert d.public_reason
        assert d.internal_note
        assert d.follow_up
        assert d.decided_by
        assert d.when is not None
        assert d.decided_on is not None
        assert d.when > d.decided_on
        assert (d.koppelvorm is not None) == (d.choice is Choice.CHOSEN)
    agreed, letter = DOSSIER.settings.threshold_date, DOSSIER.settings.letter_date
    decided = {d.decided_on for d in DOSSIER.decisions}
    assert len(decided) == 1
    assert agreed is not None
    assert letter is not None
    assert all(day is not None and agreed < day < letter for day in decided)


def test_the_chosen_set_fits_but_not_amply() -> None:
    settings = DOSSIER.settings
    assert settings.max_opgaven is not None
    assert settings.effort_capacity is not None
    assert len(CHOSEN) == settings.max_opgaven * (1 - settings.unforeseen)
    effort = {o.id: o.effort or 0.0 for o in DOSSIER.opgaven}
    free = settings.effort_capacity * (1 - settings.unforeseen)
    used = sum(effort[o] for o in CHOSEN)
    assert used <= free
    assert all(used + effort[o] > free for o in OPGAVE if o not in CHOSEN)
    assert {OPGAVE[o].domain for o in CHOSEN} == {o.domain for o in DOSSIER.opgaven}


def test_pairs_strengthen_and_work_against_each_other() -> None:
    within = {p.relation for p in DOSSIER.pairs if {p.first, p.second} <= set(CHOSEN)}
    assert within == set(Relation)
    assert all(p.why for p in DOSSIER.pairs)


def _public_texts() -> Iterator[str]:
    yield from (DOSSIER.settings.what_was_asked, DOSSIER.settings.next_steps)
    for d in DOSSIER.decisions:
        yield from (d.public_reason, d.follow_up)
    for a in DOSSIER.ambitions:
        yield from (a.objective, a.measured_by, a.first_measures, a.who, a.in_tender)
    for o in DOSSIER.opgaven:
        yield from (o.name, o.description, o.coupling, o.put_forward_by)


def test_nothing_internal_in_public_texts() -> None:
    internal = [c.name for c in DOSSIER.criteria if c.visibility is Visibility.INTERNAL]
    assert internal == ["Politieke winst"]
    secret = {name.casefold() for name in internal}
    secret |= {part.casefold() for s in DOSSIER.scorers for part in s.name.split() if part[3:]}
    secret |= {"politiek", "wethouder", "coalitie"}
    secret |= {d.internal_note.casefold() for d in DOSSIER.decisions}
    secret |= {r.text.casefold() for r in DOSSIER.remarks}
    for text in _public_texts():
        words = text.casefold()
        assert not [s for s in secret if re.search(rf"\b{re.escape(s)}\b", words)]


def test_public_reasons_tell_no_scores() -> None:
    # An internal criterion weighs in, so not even 'reached' or 'fell short' may be told.
    for d in DOSSIER.decisions:
        assert not re.search(r"\d[.,]\d|score|punten|cijfer", d.public_reason.casefold())


def test_the_starter_is_a_proposal_and_nothing_more() -> None:
    start = starter_framework()
    assert not [*start.opgaven, *start.scorers, *start.decisions]
    assert (start.settings.lowest, start.settings.highest) == (1.0, 5.0)
    assert start.settings.threshold is None
    assert start.settings.threshold_date is None
    assert {r.weight for r in (*start.criteria, *start.groups)} == {1.0}
    everyone = tuple(g.id for g in start.groups)
    assert {c.groups for c in start.criteria if c.public} == {everyone}
    assert all(c.question and c.groups for c in start.criteria)
    assert all(c.direction is Direction.HIGHER for c in start.criteria)
    *given, residents, others = start.anchors
    assert len(given) == 5
    assert all(a.lowest and a.middle and a.highest for a in given)
    assert (residents.lowest, residents.middle, residents.highest) == ("", "", "")
    assert (others.lowest, others.middle, others.highest) == ("", "", "")
    hidden = [c for c in start.criteria if c.visibility is Visibility.INTERNAL]
    assert [(c.name, c.groups, c.weight) for c in hidden] == [("Politieke winst", ("G1",), 1.0)]
    assert outcome_of(start).opgaven == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("O01 34345 3434", "O01, S02"),
        ("O01 34345 343456", "O01, S02"),
        ("O01 34345 3434x", "O01, S02"),
        ("O01 34345 34346", "O01, S02"),
        ("O01 34345", "1 scorers"),
    ],
)
def test_a_table_of_scores_with_a_slip_is_refused(row: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_scores(f"S01 S02\n{row}", SCORERS[:2], DOSSIER.criteria)


def test_a_table_of_scores_names_the_scorers() -> None:
    with pytest.raises(ValueError, match="header"):
        parse_scores("S02 S01\nO01 34345 34345", SCORERS[:2], DOSSIER.criteria)
