"""Settled decisions, as recorded in Logboek, and changes since then.

A settled decision has a reason, a day and a decision maker. When it is changed, those are still the
earlier ones: people must give new ones. Settled decisions are recorded in Logboek, since that is
part of every workbook and nothing is ever removed from it.
"""

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.sentence import Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision
from wijkexcel.sentences import settled as lines

_ONE: Final = re.compile(lines.DECISION.pattern({}, named=True))


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision as it was settled.

    Attributes:
        opgave: id.
        words: the decision, with koppelvorm or the date until which it is deferred.
        day: when it was taken.
        reason: a short hash of its public reason.
    """

    opgave: str
    words: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision that differs from the settled one, and the remaining parts of that one."""

    decision: Decision
    was: Settled
    now: str
    same_reason: bool
    same_day: bool


def _words(decision: Decision) -> str:
    """A decision in words, with everything that distinguishes it."""
    if decision.choice is None:
        return ""
    if decision.choice is Choice.CHOSEN and decision.koppelvorm is not None:
        return f"{decision.choice.value} als {decision.koppelvorm.value}"
    if decision.choice is Choice.DEFERRED and decision.when is not None:
        return f"{decision.choice.value} tot {in_digits(decision.when)}"
    return decision.choice.value


def _mark(reason: str) -> str:
    return hashlib.sha256(" ".join(reason.split()).encode()).hexdigest()[:6]


def settled_now(decision: Decision) -> Settled | None:
    """The decision if nothing is missing (as in column 'Stand van het besluit'); else None."""
    told = decision.public_reason.strip() and decision.decided_by.strip()
    if decision.choice is None or decision.decided_on is None or not told:
        return None
    if decision.choice is Choice.CHOSEN and decision.koppelvorm is None:
        return None
    if decision.choice is Choice.DEFERRED and (
        decision.when is None or not decision.follow_up.strip()
    ):
        return None
    mark = _mark(decision.public_reason)
    return Settled(decision.opgave, _words(decision), decision.decided_on, mark)


def settled_in(line: str) -> Iterator[Settled]:
    """The decisions that a line of Logboek says were settled, or taken again."""
    if lines.SETTLED.match(line) or lines.TAKEN_ANEW.match(line):
        for one in _ONE.finditer(line):
            day = datetime.strptime(one["day"], "%d-%m-%Y").date()
            yield Settled(one["opgave"], one["words"], day, one["reason"])


def remembered(dossier: Dossier) -> dict[str, Settled]:
    """The last settled decision on each opgave by Logboek, unless withdrawn."""
    found: dict[str, Settled] = {}
    for entry in dossier.log:
        found |= {one.opgave: one for one in settled_in(entry.what)}
        if gone := lines.WITHDRAWN.match(entry.what):
            found.pop(gone["opgave"], None)
    return found


def changed_since(dossier: Dossier) -> Iterator[Changed]:
    """Decisions that differ from the settled ones, with the earlier reason or day."""
    before = remembered(dossier)
    for opgave in dossier.opgaven:
        was, now = before.get(opgave.id), dossier.decision(opgave.id)
        words = _words(now)
        if was is None or not words or words == was.words:
            continue
        same_reason = _mark(now.public_reason) == was.reason
        same_day = now.decided_on == was.day
        if same_reason or same_day:
            yield Changed(now, was, words, same_reason, same_day)


def to_remember(dossier: Dossier, wrong: Collection[str] = ()) -> list[Written]:
    """Lines for Logboek: decisions that are settled now, changed, taken again or withdrawn.

    Args:
        dossier: the present dossier.
        wrong: opgaven with an error in the decision, which is not settled yet.
    """
    before, open_ = remembered(dossier), {c.decision.opgave: c for c in changed_since(dossier)}
    said = {entry.what for entry in dossier.log}
    first: list[Settled] = []
    later: list[Written] = []
    for opgave in dossier.opgaven:
        decision, was = dossier.decision(opgave.id), before.get(opgave.id)
        now = settled_now(decision)
        if was is not None and not decision.decided_by.strip() and decision.decided_on is None:
            later.append(lines.WITHDRAWN.write(opgave=opgave.id, was=was.words, day=was.day))
        elif was is not None and opgave.id in open_:
            line = lines.CHANGED.write(
                opgave=opgave.id, was=was.words, day=was.day, now=open_[opgave.id].now
            )
            if line not in said:
                later.append(line)
        elif now is not None and opgave.id not in wrong and (was is None or not _same(now, was)):
            if was is None or was.words == now.words:
                first.append(now)
            else:
                anew = lines.TAKEN_ANEW.write(now=_values(now), was=was.words, day=was.day)
                later.append(anew)
    if first:
        later.insert(0, lines.SETTLED.write(decisions=[_values(one) for one in first]))
    return later


def _same(now: Settled, was: Settled) -> bool:
    """Whether nothing changed; in a copy without names that is unknown for the reason."""
    numbered = len(was.reason) < len(now.reason)
    return replace(was, reason=now.reason) == now if numbered else was == now


def _values(one: Settled) -> dict[str, object]:
    return {"opgave": one.opgave, "words": one.words, "day": one.day, "reason": one.reason}
