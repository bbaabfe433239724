"""From the dossier to the public letter: the only passage from internal to public."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from wijkexcel.dutch.days import day_in_words
from wijkexcel.dutch.numbers import number
from wijkexcel.errors import NotReadyError
from wijkexcel.layout.named import (
    AMBITION,
    CRITERIA,
    DECISIONS,
    GROUPS,
    OPGAVEN,
    RECONSIDER,
    SETTINGS,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import (
    Address,
    Ambition,
    Choice,
    Criterion,
    Decision,
    Group,
    Koppelvorm,
    Opgave,
)
from wijkexcel.outgoing.letter import (
    ChosenOpgave,
    DeferredOpgave,
    PossibleTexts,
    PublicAmbition,
    PublicCriterion,
    PublicLetter,
    PutForward,
    RejectedOpgave,
)
from wijkexcel.outgoing.readiness import (
    asked_criteria,
    missing_for_letter,
    public_criteria,
)
from wijkexcel.outgoing.typed import Cell, Typed
from wijkexcel.outgoing.wording import bare_gemeente, clean, one_line
from wijkexcel.rules.agreed import agreed_beforehand, threshold_agreed_on
from wijkexcel.rules.confirmed import is_confirmed
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.propose import about_score, awaited
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.sayable import Sayable, internal_weighs, sayable, took_part_in_public
from wijkexcel.sentences.reasons import Claim, Said

FORM_IN_WORDS: Final = {
    Koppelvorm.INTEGRAAL: "Samen met de wijkaanpak, in één plan.",
    Koppelvorm.MEELIFT: "Tegelijk met de wijkaanpak, als wij er toch zijn.",
    Koppelvorm.GECOORDINEERD: "Wij spreken af wie wanneer werkt.",
}
HOW: Final = {
    Koppelvorm.INTEGRAAL: "één project",
    Koppelvorm.MEELIFT: "gaat mee",
    Koppelvorm.GECOORDINEERD: "apart werk, wel afgestemd",
}
"""The koppelvormen for residents, to whom their names in the method say nothing."""

Pairs = list[tuple[Opgave, Decision]]


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a dossier that a letter covers; a possible letter covers more than a real one."""

    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    by_choice: Mapping[Choice, Pairs]
    pairs: Pairs
    may: Mapping[str, Sayable]
    """What the program may say about the score of each opgave; missing opgaven get no text."""
    answered: frozenset[str]
    """Opgaven at which the team looked again."""

    def about_score(self, decision: Decision) -> Said | None:
        """What must be said about the threshold, if allowed."""
        may = self.may.get(decision.opgave)
        return None if may is None else about_score(decision.choice, may)


def public_letter(dossier: Dossier, outcome: Outcome, today: date) -> PublicLetter:
    """Build the public letter.

    ``today`` dates the letter unless the settings hold a date for it.

    Raises:
        NotReadyError: required parts of the letter are missing in the workbook; with all reasons at
            once.
    """
    missing = missing_for_letter(dossier, outcome)
    if missing:
        raise NotReadyError(tuple(one.text for one in missing))
    pairs, took_part = _pairs(dossier), took_part_in_public(dossier)
    part = _Part(
        tuple(g for g in dossier.groups if g.id in took_part),
        asked_criteria(dossier),
        {choice: [(o, d) for o, d in pairs if d.choice is choice] for choice in Choice},
        pairs,
        sayable(dossier, outcome),
        frozenset(
            o.id
            for o in dossier.opgaven
            if second_look(dossier, o, outcome[o.id]).answer is not None
        ),
    )
    return _letter(dossier, part, today)


def possible_texts(dossier: Dossier) -> PossibleTexts:
    """Collect everything that can become public: for every opgave, whatever the decision on it."""
    pairs = _pairs(dossier)
    part = _Part(
        dossier.groups,
        public_criteria(dossier),
        dict.fromkeys(Choice, pairs),
        pairs,
        {},
        frozenset(),
    )
    letter = _letter(dossier, part, date.min)
    return PossibleTexts(
        letter,
        tuple(public_ambition(a) for a in dossier.ambitions),
        tuple(
            Typed(clean(r.why).strip(), Cell(RECONSIDER, r.opgave, "why"))
            for r in dossier.reconsiderations
            if r.public
        ),
    )


def _pairs(dossier: Dossier) -> Pairs:
    return [(opgave, dossier.decision(opgave.id)) for opgave in dossier.opgaven]


def _letter(dossier: Dossier, part: _Part, today: date) -> PublicLetter:
    settings = dossier.settings
    return PublicLetter(
        gemeente=public_setting("gemeente", bare_gemeente(settings.gemeente)),
        wijk=public_setting("wijk", one_line(settings.wijk)),
        sender=public_setting("sender", one_line(settings.sender)),
        sender_role=public_setting("sender_role", one_line(settings.sender_role)),
        contact_name=public_setting("contact_name", one_line(settings.contact_name)),
        contact_phone=public_setting("contact_phone", one_line(settings.contact_phone)),
        contact_email=public_setting(
            "contact_email", one_line(email_in(settings.contact_email).shown)
        ),
        formal=settings.address is Address.FORMAL,
        dated=settings.letter_date or today,
        what_was_asked=public_setting("what_was_asked", clean(settings.what_was_asked)),
        next_steps=public_setting("next_steps", clean(settings.next_steps)),
        objection=public_setting("objection", clean(settings.objection)),
        criteria=tuple(
            PublicCriterion(
                Typed(one_line(c.name), Cell(CRITERIA, c.id, "name")),
                Typed(one_line(c.question), Cell(CRITERIA, c.id, "question")),
                parties(c.put_forward_by, Cell(CRITERIA, c.id, "put_forward_by")),
            )
            for c in part.criteria
        ),
        internal_considerations=internal_weighs(dossier),
        looked_again=bool(part.answered),
        short_looked_again=any(
            part.may[o].allows(Claim.SHORT) for o in part.answered & part.may.keys()
        ),
        groups=tuple(
            Typed(one_line(g.name) or g.id, Cell(GROUPS, g.id, "name")) for g in part.groups
        ),
        lowest_mark=number(settings.lowest),
        highest_mark=number(settings.highest),
        threshold=number(settings.threshold),
        agreed_beforehand=agreed_beforehand(dossier),
        threshold_date=threshold_agreed_on(dossier),
        chosen_by=public_setting("chosen_by", one_line(settings.choosing)),
        confirmed_by=public_setting("confirmed_by", one_line(settings.confirmed_by)),
        confirmed=is_confirmed(dossier),
        decided_on=max(
            (d.decided_on for _, d in part.pairs if d.decided_on is not None), default=None
        ),
        chosen=tuple(
            _chosen(dossier, o, d, part.about_score(d)) for o, d in part.by_choice[Choice.CHOSEN]
        ),
        rejected=tuple(
            RejectedOpgave(public_name(o), part.about_score(d), _reason(d), _put_forward_by(o))
            for o, d in part.by_choice[Choice.REJECTED]
        ),
        deferred=tuple(
            DeferredOpgave(
                name=public_name(o),
                about_score=part.about_score(d),
                reason=_reason(d),
                put_forward_by=_put_forward_by(o),
                awaited=Typed(awaited(clean(d.follow_up)), Cell(DECISIONS, d.opgave, "follow_up")),
                until=d.when,
            )
            for o, d in part.by_choice[Choice.DEFERRED]
        ),
        put_forward=_put_forward(part.pairs),
    )


def public_setting(field: str, text: str) -> Typed:
    """A text on Start with its cell."""
    return Typed(text, Cell(SETTINGS, field, "value"))


def public_name(opgave: Opgave) -> Typed:
    """The name of an opgave, on one line, with its cell."""
    return Typed(one_line(opgave.name), Cell(OPGAVEN, opgave.id, "name"))


def public_ambition(ambition: Ambition) -> PublicAmbition:
    """What an opgave adds to the joint ambition, each text with its cell."""

    def typed(column: str, text: str) -> Typed:
        return Typed(clean(text).strip(), Cell(AMBITION, ambition.opgave, column))

    return PublicAmbition(
        objective=typed("objective", ambition.objective),
        measured_by=typed("measured_by", ambition.measured_by),
        first_measures=typed("first_measures", ambition.first_measures),
        who=typed("who", ambition.who),
        in_tender=typed("in_tender", ambition.in_tender),
    )


def _reason(decision: Decision) -> Typed:
    text = clean(decision.public_reason).strip()
    return Typed(text, Cell(DECISIONS, decision.opgave, "public_reason"))


def _chosen(
    dossier: Dossier, opgave: Opgave, decision: Decision, about_score: Said | None
) -> ChosenOpgave:
    form = decision.koppelvorm
    return ChosenOpgave(
        name=public_name(opgave),
        form=form.value if form is not None else "",
        form_in_words=FORM_IN_WORDS[form] if form is not None else "",
        how=HOW[form] if form is not None else "",
        about_score=about_score,
        reason=_reason(decision),
        put_forward_by=_put_forward_by(opgave),
        adds=public_ambition(dossier.ambition(opgave.id)),
    )


def parties(text: str, cell: Cell) -> tuple[Typed, ...]:
    """Who put something forward; several parties are separated by ';' or a new line."""
    parts = re.split(r"[;\n]", clean(text))
    return tuple(Typed(one_line(part), cell) for part in parts if part.strip())


def _put_forward_by(opgave: Opgave) -> tuple[Typed, ...]:
    return parties(opgave.put_forward_by, Cell(OPGAVEN, opgave.id, "put_forward_by"))


def _became(decision: Decision) -> str:
    if decision.choice is Choice.CHOSEN and decision.koppelvorm is not None:
        return f"Gekozen: {HOW[decision.koppelvorm]}"
    if decision.choice is Choice.DEFERRED:
        return f"Uitgesteld tot {day_in_words(decision.when)}"
    return "Niet gekozen"


def _put_forward(pairs: Pairs) -> tuple[PutForward, ...]:
    """Lines per party in order of first appearance; 'Bewoners' and 'bewoners' are one party."""
    by_party: dict[str, list[PutForward]] = {}
    spelling: dict[str, Typed] = {}
    for opgave, decision in pairs:
        for party in _put_forward_by(opgave):
            name = spelling.setdefault(party.casefold(), party)
            line = PutForward(name, public_name(opgave), _became(decision), _reason(decision))
            by_party.setdefault(name, []).append(line)
    return tuple(line for lines in by_party.values() for line in lines)
