"""From the dossier to the decision sheet."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from wijkexcel.checks.portfolio import room_in_words
from wijkexcel.documents import first_page
from wijkexcel.documents.internal import (
    CostLine,
    CriterionLine,
    DecisionLine,
    DecisionSheet,
    Fact,
    GroupLine,
    JoiningLine,
    LogLine,
    PairLine,
    ScoreLine,
    ScorerLine,
)
from wijkexcel.documents.marks import mark
from wijkexcel.dutch.days import day_in_words, moment_in_words
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import UNKNOWN, number, pick, share
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Anchors, Choice, Criterion, Joining, Opgave, Scorer
from wijkexcel.outgoing.allowed import entries
from wijkexcel.outgoing.readiness import missing_for_sheet
from wijkexcel.outgoing.wording import bare_gemeente, clean, one_line
from wijkexcel.rules.agreed import threshold_agreed_on, weights_differ
from wijkexcel.rules.joining import to_consider
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.people import one_person_groups
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import NO_REASON, reasons_for, second_look
from wijkexcel.sentences.background import (
    euros,
    law_in_words,
    planning_in_words,
    years_in_words,
)
from wijkexcel.sentences.logged import STEPS
from wijkexcel.sentences.rounds import PICTURE
from wijkexcel.sentences.settled import SETTLED

_HASH: Final = re.compile(r" \(reden [0-9a-f]+\)")
"""What the program adds to a decision in the logbook, to see later whether its reason changed."""
_LOG: Final = 200
_UNSAID: Final = (*STEPS.values(), PICTURE, SETTLED)
_EQUAL: Final = "alle criteria en groepen tellen even zwaar"


def decision_sheet(dossier: Dossier, outcome: Outcome, today: date) -> DecisionSheet:
    """Build the decision sheet, complete or not; ``missing`` lists what is missing."""
    settings = dossier.settings
    criterion_total = sum(c.weight for c in dossier.criteria)
    ranked = sorted(outcome.opgaven, key=lambda o: (o.rank is None, o.rank or 0))
    named = {o.id: one_line(o.name) for o in dossier.opgaven}
    alone = one_person_groups(dossier)
    return DecisionSheet(
        gemeente=bare_gemeente(settings.gemeente),
        wijk=one_line(settings.wijk),
        dated=today,
        missing=missing_for_sheet(dossier, outcome),
        asked=first_page.asked(dossier),
        choices=tuple(first_page.choices(dossier, outcome)),
        uncertain=tuple(first_page.uncertain(dossier, outcome)),
        differences=tuple(first_page.differences(dossier, outcome)),
        risks=tuple(first_page.risks(dossier)),
        decided_together=first_page.decided_together(dossier),
        threshold=number(settings.threshold) or UNKNOWN,
        facts=tuple(_facts(dossier)),
        criteria=tuple(_criterion(dossier, c, criterion_total) for c in dossier.criteria),
        groups=tuple(_groups(dossier, outcome)),
        one_person=listed([one_line(g.name) or g.id for g in dossier.groups if g.id in alone]),
        scorers=tuple(_scorer(dossier, outcome, s) for s in dossier.scorers),
        scores=tuple(_score(dossier, o, named[o.opgave]) for o in ranked),
        decisions=tuple(_decision(dossier, outcome[o.id], o, today) for o in dossier.opgaven),
        joining=tuple(_joining(dossier, named)),
        for_costs=tuple(_for_costs(dossier)),
        pairs=tuple(_pairs(dossier, named)),
        log=tuple(_log(dossier)),
    )


def _facts(dossier: Dossier) -> Iterable[Fact]:
    s = dossier.settings
    yield Fact("Schaal", f"van {number(s.lowest)} tot en met {number(s.highest)}")
    day = threshold_agreed_on(dossier)
    agreed = f", afgesproken op {day_in_words(day)}" if day else ""
    yield Fact("Afgesproken score", f"{number(s.threshold) or UNKNOWN}{agreed}")
    weighed = day_in_words(s.weights_date) if s.weights_date else UNKNOWN
    yield Fact("Gewichten afgesproken op", weighed if weights_differ(dossier) else _EQUAL)
    margin = number(s.reconsider_margin)
    yield Fact("Marge bij het heroverwegen", f"{margin} onder de afgesproken score")
    rounds = pick(s.rounds_counted, "ronde 1", f"ronde 1 tot en met {s.rounds_counted}")
    yield Fact("Rondes die meetellen", rounds)
    yield Fact("Kleinste groep die openbaar mag", f"{s.smallest_group} mensen")
    yield Fact("Wie de keuzes maakt", one_line(s.choosing))
    if s.confirmed_by.strip():
        yield Fact("Wie de keuzes bevestigt", one_line(s.confirmed_by))
    if around := years_in_words(s.year_from, s.year_to):
        yield Fact("Jaren van de wijkaanpak", around)
    if s.may_be_named.strip():
        yield Fact("Mag genoemd worden", listed(entries(one_line(s.may_be_named))))
    if s.max_opgaven is not None:
        chosen = sum(d.choice is Choice.CHOSEN for d in dossier.decisions)
        yield Fact(
            "Aantal opgaven",
            f"{chosen} gekozen; plek voor {room_in_words(s)}",
        )
    if s.effort_capacity is not None:
        ids = {d.opgave for d in dossier.decisions if d.choice is Choice.CHOSEN}
        used = sum(o.effort or 0.0 for o in dossier.opgaven if o.id in ids)
        free = s.room(s.effort_capacity)
        yield Fact(
            "Inzet van het team",
            f"{number(used)} punten nodig voor wat is gekozen; {number(free)} beschikbaar "
            f"({number(s.effort_capacity)}, waarvan {share(s.unforeseen)} vrij blijft voor wat "
            "niemand voorziet)",
        )


def _log(dossier: Dossier) -> Iterable[LogLine]:
    """The logbook without what the sheet tells, or a step only reports; long lines are cut."""
    for entry in dossier.log:
        what = _HASH.sub("", clean(entry.what.partition("\n")[0]))
        if not any(line.match(entry.what) for line in _UNSAID):
            yield LogLine(
                moment_in_words(entry.when), one_line(entry.who), first_page.short(what, _LOG)
            )


def _share(weight: float, total: float) -> str:
    return share(weight / total) if total > 0 else UNKNOWN


def _criterion(dossier: Dossier, criterion: Criterion, total: float) -> CriterionLine:
    empty = Anchors(criterion=criterion.id)
    anchors = next((a for a in dossier.anchors if a.criterion == criterion.id), empty)
    asked = [one_line(g.name) or g.id for g in dossier.groups if g.id in criterion.groups]
    return CriterionLine(
        id=criterion.id,
        name=one_line(criterion.name),
        question=clean(criterion.question),
        put_forward_by=one_line(criterion.put_forward_by),
        direction=criterion.direction.value,
        weight=number(criterion.weight),
        share=_share(criterion.weight, total),
        floor=number(criterion.floor) or UNKNOWN,
        visibility=criterion.visibility or "nog niet gekozen (intern)",
        groups=listed(asked),
        lowest=clean(anchors.lowest),
        middle=clean(anchors.middle),
        highest=clean(anchors.highest),
    )


def _groups(dossier: Dossier, outcome: Outcome) -> Iterable[GroupLine]:
    total = sum(g.weight for g in dossier.groups)
    for group in dossier.groups:
        yield GroupLine(
            id=group.id,
            name=one_line(group.name),
            kind=group.kind.value,
            weight=number(group.weight),
            share=_share(group.weight, total),
            people=sum(max(s.people, 1) for s in dossier.scorers if s.group == group.id),
            coverage=share(outcome.coverage_group.get(group.id)),
        )


def _scorer(dossier: Dossier, outcome: Outcome, scorer: Scorer) -> ScorerLine:
    names = {g.id: one_line(g.name) for g in dossier.groups}
    return ScorerLine(
        id=scorer.id,
        name=one_line(scorer.name),
        organisation=one_line(scorer.organisation),
        role=one_line(scorer.role),
        group=names.get(scorer.group, scorer.group),
        domain=one_line(scorer.domain),
        round=scorer.round,
        coverage=share(outcome.coverage_scorer.get(scorer.id)),
    )


def _score(dossier: Dossier, scored: OpgaveOutcome, name: str) -> ScoreLine:
    limit = dossier.settings.threshold
    names = {c.id: one_line(c.name) for c in dossier.criteria}
    return ScoreLine(
        id=scored.opgave,
        name=name,
        rank=UNKNOWN if scored.rank is None else str(scored.rank),
        total=mark(scored.total, limit),
        status=scored.status.value,
        lowest=mark(scored.lowest, limit),
        highest=mark(scored.highest, limit),
        coverage=share(scored.coverage),
        by_criterion=tuple(
            mark(scored.by_criterion.get(c.id), limit, c.floor) for c in dossier.criteria
        ),
        by_group=tuple(mark(scored.by_group.get(g.id), limit) for g in dossier.groups),
        floors_missed=listed([names[c] for c in scored.floors_missed]),
    )


def _stand(scored: OpgaveOutcome) -> str:
    """The status of an opgave; a total that is high enough does not show that a floor fails it."""
    return f"{scored.status} (ondergrens)" if scored.only_floor else scored.status.value


def _reasons(dossier: Dossier, scored: OpgaveOutcome, opgave: Opgave) -> str:
    """The reasons to look again, or that none was found; empty when it does not fall short."""
    if not scored.status.falls_short:
        return ""
    return "; ".join(reasons_for(dossier, opgave, scored)) or NO_REASON


def _decision(dossier: Dossier, scored: OpgaveOutcome, opgave: Opgave, today: date) -> DecisionLine:
    said = dossier.decision(opgave.id)
    second = second_look(dossier, opgave, scored)
    line = first_page.line_of(dossier, scored, opgave)
    form = said.koppelvorm if said.choice is Choice.CHOSEN else None
    return DecisionLine(
        id=opgave.id,
        name=one_line(opgave.name),
        choice=said.choice.value if said.choice else first_page.UNDECIDED,
        koppelvorm=form.value if form else "",
        total=mark(scored.total, dossier.settings.threshold),
        status=_stand(scored),
        departs=departs(said, scored) if said.choice else None,
        law=law_in_words(one_line(opgave.law), opgave.law_status or ""),
        planning=planning_in_words(
            one_line(opgave.planning), years_in_words(opgave.year_from, opgave.year_to)
        ),
        risks=clean(opgave.risks).strip(),
        to_consider="; ".join(map(_asks, to_consider(dossier, opgave.id, today))),
        cost=euros(opgave.cost),
        reasons_to_reconsider=_reasons(dossier, scored, opgave),
        answer=second.answer.value if second.answer else "",
        answer_why=clean(second.why).strip(),
        public_reason=clean(said.public_reason).strip(),
        form_settled=clean(said.form_settled).strip(),
        internal_note=clean(said.internal_note).strip(),
        follow_up=clean(said.follow_up).strip(),
        when=day_in_words(said.when),
        reason_above=(said.public_reason.strip() or None) == line.reason,
        risks_above=said.choice is Choice.CHOSEN
        and first_page.shorter(opgave.risks) == opgave.risks.strip(),
        follow_up_above=line.follow_up == said.follow_up.strip(),
        decided_by=one_line(said.decided_by),
        decided_on=day_in_words(said.decided_on),
    )


def _asks(asked: Joining) -> str:
    until = f" (tot {day_in_words(asked.until)})" if asked.until else ""
    return f"{one_line(asked.body)}: {one_line(asked.consider)}{until}"


def _joining(dossier: Dossier, named: dict[str, str]) -> Iterable[JoiningLine]:
    """Who was asked to join; whom to ask there is not for this sheet."""
    for asked in dossier.joining:
        yield JoiningLine(
            name=one_line(asked.body),
            joins=asked.joins.value if asked.joins else "nog geen antwoord",
            consider=clean(asked.consider).strip(),
            until=day_in_words(asked.until),
            opgave=f"{asked.opgave} {named.get(asked.opgave, '')}".strip(),
        )


def _for_costs(dossier: Dossier) -> Iterable[CostLine]:
    """The list for the step on costs: what is deferred, and what is chosen without an estimate."""
    for opgave in dossier.opgaven:
        said = dossier.decision(opgave.id)
        unknown = said.choice is Choice.CHOSEN and opgave.cost is None
        if said.choice is not None and (said.choice is Choice.DEFERRED or unknown):
            yield CostLine(
                name=f"{opgave.id} {one_line(opgave.name)}",
                choice=said.choice.value,
                cost=euros(opgave.cost) or "nog niet geschat",
                awaited=clean(said.follow_up).strip(),
                until=day_in_words(said.when),
            )


def _pairs(dossier: Dossier, named: dict[str, str]) -> Iterable[PairLine]:
    chosen = {d.opgave for d in dossier.decisions if d.choice is Choice.CHOSEN}
    for pair in dossier.pairs:
        yield PairLine(
            first=f"{pair.first} {named.get(pair.first, '')}".rstrip(),
            first_id=pair.first,
            second_id=pair.second,
            second=f"{pair.second} {named.get(pair.second, '')}".rstrip(),
            relation=pair.relation.value if pair.relation else UNKNOWN,
            why=clean(pair.why).strip(),
            both_chosen={pair.first, pair.second} <= chosen,
        )
