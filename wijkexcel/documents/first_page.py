"""What stands on the first page of the decision sheet, for a reader with ten minutes."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

from wijkexcel.documents.internal import ChoiceGroup, ChoiceLine
from wijkexcel.documents.marks import mark
from wijkexcel.dutch.days import day, day_in_words
from wijkexcel.dutch.lists import commas, listed
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, LawStatus, Opgave
from wijkexcel.outgoing.wording import one_line
from wijkexcel.rules.apart import groups_apart
from wijkexcel.rules.confirmed import is_confirmed
from wijkexcel.rules.first_round import turned
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome
from wijkexcel.rules.people import one_person_groups
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.threshold import at_least
from wijkexcel.rules.whole import opposing_among
from wijkexcel.sentences.background import law_in_words

UNDECIDED: Final = "nog geen besluit"
_LINE: Final = 90
"""So many characters of a reason: the whole of it stands further on."""
_ACTION: Final = 65
"""Likewise of what is done next, of a risk, and of a reason beside what is unexpected."""
_ASIDE: Final = re.compile(r"\s*\([^()]*\)")
_MOST: Final = 5
"""So many opgaven on which groups differ are told in full."""


def short(text: str, most: int = _LINE) -> str:
    """The first sentences of a text that fit; of one that is too long, the first words and '…'."""
    words = one_line(text).split(" ")
    fitting = [
        " ".join(words[: at + 1])
        for at, word in enumerate(words)
        if word.endswith((".", "!", "?")) or at == len(words) - 1
    ]
    whole = [start for start in fitting if len(start) <= most]
    if whole:
        return whole[-1]
    cut = fitting[0][: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def shorter(text: str) -> str:
    """What is done next, or a risk, in a line."""
    return short(text, _ACTION)


def asked(dossier: Dossier) -> str:
    """What is asked, of whom, and when; or that it was decided."""
    settings = dossier.settings
    made = [dossier.decision(o.id) for o in dossier.opgaven]
    counted = [(choice.value, sum(d.choice is choice for d in made)) for choice in Choice]
    counted.append(("nog open", sum(d.choice is None for d in made)))
    told = commas(f"{many} {what}" for what, many in counted if many)
    days = [d.decided_on for d in made if d.choice is not None and d.decided_on is not None]
    settled = bool(made) and len(days) == len(made)
    what = ""
    if made:
        what = (
            f"De keuzes zijn vastgesteld op {day_in_words(max(days))}: {told}. "
            if settled
            else f"Stel de keuzes hieronder vast: {told}. "
        )
    who = f"Wie kiest: {one_line(settings.choosing)}."
    confirms, confirmed = settings.confirmed_by.strip(), is_confirmed(dossier)
    if confirms:
        verb = "bevestigt nog" if settled and not confirmed else "bevestigt"
        who += f" Wie {verb}: {one_line(confirms)}."
    if settings.decides_on is not None and not (settled and (confirmed or not confirms)):
        who += f" Dag van het besluit: {day_in_words(settings.decides_on)}."
    return what + who


def choices(dossier: Dossier, outcome: Outcome) -> Iterator[ChoiceGroup]:
    """The opgaven by decision and within that by rank, each with its reason in a line."""
    by_rank = sorted(dossier.opgaven, key=lambda o: _rank(outcome[o.id]))
    for choice, name in (
        (Choice.CHOSEN, "Gekozen"),
        (Choice.REJECTED, "Niet gekozen"),
        (Choice.DEFERRED, "Uitgesteld"),
        (None, "Nog geen besluit"),
    ):
        held = [o for o in by_rank if dossier.decision(o.id).choice is choice]
        if held:
            lines = tuple(line_of(dossier, outcome[o.id], o) for o in held)
            yield ChoiceGroup(f"{name} ({len(held)})", lines)


def _rank(scored: OpgaveOutcome) -> tuple[bool, int]:
    return scored.rank is None, scored.rank or 0


def line_of(dossier: Dossier, scored: OpgaveOutcome, opgave: Opgave) -> ChoiceLine:
    """One opgave with its reason in a line; for what was added, the reason of the second look."""
    said = dossier.decision(opgave.id)
    added = said.choice is Choice.CHOSEN and scored.status.falls_short
    reason = second_look(dossier, opgave, scored).why if added else ""
    chosen, unexpected = said.choice is Choice.CHOSEN, _unexpected(dossier, scored)
    return ChoiceLine(
        id=opgave.id,
        name=one_line(opgave.name),
        total=mark(scored.total, dossier.settings.threshold),
        unexpected=unexpected,
        reason=short(reason.strip() or said.public_reason, _ACTION if unexpected else _LINE),
        follow_up=shorter(said.follow_up),
        who=_ASIDE.sub("", one_line(dossier.ambition(opgave.id).who)) if chosen else "",
        when=_on(said.when),
    )


def _unexpected(dossier: Dossier, scored: OpgaveOutcome) -> str:
    """Why a status or a decision is not what the total lets one expect; empty if it is."""
    limit, said = dossier.settings.threshold, dossier.decision(scored.opgave)
    if scored.only_floor:
        missed = [c for c in dossier.criteria if c.id in scored.floors_missed]
        floors = listed(
            f"{one_line(c.name)} ({mark(scored.by_criterion[c.id], c.floor)}, minstens "
            f"{number(c.floor)})"
            for c in missed
        )
        return f"Totaal hoog genoeg, maar onder de ondergrens van {floors}."
    if scored.status.provisional:
        low, high = mark(scored.lowest, limit), mark(scored.highest, limit)
        return f"Voorlopig: nog niet alle scores zijn binnen ({low} tot {high})."
    if not departs(said, scored):
        return ""
    if said.choice is Choice.CHOSEN:
        return "Onder de afgesproken score, toch gekozen."
    return f"Boven de afgesproken score, toch {said.choice}."


def uncertain(dossier: Dossier, outcome: Outcome) -> Iterator[str]:
    """What can still turn, or is close to the agreed score."""
    limit, margin = dossier.settings.threshold, dossier.settings.reconsider_margin
    for scored in outcome.opgaven:
        if scored.status.provisional:
            low, high = mark(scored.lowest, limit), mark(scored.highest, limit)
            yield f"{scored.opgave} kan nog tussen {low} en {high} uitkomen."
    close = [
        f"{o.opgave} ({mark(o.total, limit)})"
        for o in sorted(outcome.opgaven, key=_rank)
        if o.total is not None and limit is not None and _near(o.total, limit, margin)
    ]
    if close:
        yield f"Dicht bij {number(limit)} (scheelt ten hoogste {number(margin)}): {listed(close)}."
    changed = [
        f"{opgave} (was {was.total}, nu {now.total})"
        for opgave, (was, now) in turned(dossier, outcome).items()
    ]
    if changed:
        yield f"Gedraaid sinds de eerste ronde: {listed(changed)}."


def _near(total: float, limit: float, margin: float) -> bool:
    return bool(
        at_least(np.array(total), limit - margin) & at_least(np.array(limit + margin), total)
    )


def differences(dossier: Dossier, outcome: Outcome) -> Iterator[str]:
    """Where groups differ, the farthest apart first."""
    limit, alone = dossier.settings.threshold, one_person_groups(dossier)
    groups = {
        g.id: (one_line(g.name) or g.id) + (" (één persoon)" if g.id in alone else "")
        for g in dossier.groups
    }
    apart = groups_apart(dossier, outcome)
    for one in apart[:_MOST]:
        totals = outcome[one.opgave].by_group
        high, low = mark(totals[one.highest], limit), mark(totals[one.lowest], limit)
        yield f"{one.opgave}: {groups[one.highest]} {high}, {groups[one.lowest]} {low}."
    if more := [one.opgave for one in apart[_MOST:]]:
        yield f"Ook bij {listed(more)} liggen groepen ver uit elkaar."


def risks(dossier: Dossier) -> Iterator[str]:
    """What can go wrong with what was chosen: together first, then each."""
    chosen = [o for o in dossier.opgaven if dossier.decision(o.id).choice is Choice.CHOSEN]
    yield from _room(dossier, chosen)
    for pair in opposing_among(dossier, chosen):
        why = f" {short(pair.why)}" if pair.why.strip() else ""
        yield f"{pair.first} en {pair.second} werken elkaar tegen.{why}"
    for opgave in chosen:
        parts = []
        if opgave.law_status not in {None, LawStatus.IN_FORCE}:
            law = law_in_words(one_line(opgave.law), opgave.law_status or "")
            parts.append(f"hangt aan: {law}.")
        if opgave.risks.strip():
            parts.append(shorter(opgave.risks))
        if parts:
            yield f"{opgave.id}: {' '.join(parts)}"


def _room(dossier: Dossier, chosen: list[Opgave]) -> Iterator[str]:
    settings, parts = dossier.settings, []
    number_free = settings.room(settings.max_opgaven)
    effort_free = settings.room(settings.effort_capacity)
    if number_free is not None:
        parts.append(f"{len(chosen)} van {number(number_free)} opgaven")
    if effort_free is not None:
        used = sum(o.effort or 0.0 for o in chosen)
        parts.append(f"{number(used)} van {number(effort_free)} punten inzet")
    if chosen and parts:
        yield f"Ruimte: {listed(parts)}."


def decided_together(dossier: Dossier) -> str:
    """Who decided all and when, if that is the same for every opgave; else empty."""
    made = [dossier.decision(o.id) for o in dossier.opgaven]
    whole = {(one_line(d.decided_by), day_in_words(d.decided_on)) for d in made}
    if len(whole) != 1:
        return ""
    ((by, on),) = whole
    return f"{by}, {on}" if by and on else ""


def _on(when: date | None) -> str:
    """A day in digits that no line breaks."""
    return "" if when is None else day(when).replace("-", "\u2011")
