"""The team's picture before residents scored: kept in Logboek, and held beside that of now.

Scorers of a later round change totals. How opgaven stood while only the first round counted is
recorded in Logboek, from which nothing is removed; what turned since is marked and logged.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wijkexcel.dutch.sentence import Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import aliases, fingerprint
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome, outcome_of
from wijkexcel.rules.threshold import Status, in_words
from wijkexcel.sentences import rounds as lines

_ONE: Final = re.compile(lines.ONE.pattern({}, named=True))


@dataclass(frozen=True, slots=True)
class Stood:
    """Total, in words, and status of one opgave."""

    total: str
    status: Status

    def turned(self, now: "Stood") -> bool:
        """Whether it reached the score and does not now, or the reverse."""
        return self.status.reaches != now.status.reaches


def _stands(dossier: Dossier, outcome: OpgaveOutcome) -> Stood | None:
    limit = dossier.settings.threshold
    if limit is None or outcome.total is None:
        return None
    return Stood(in_words(outcome.total, limit), outcome.status)


def _picture(dossier: Dossier, outcome: Outcome) -> dict[str, Stood]:
    found = {o.id: _stands(dossier, outcome[o.id]) for o in dossier.opgaven}
    return {opgave: stood for opgave, stood in found.items() if stood is not None}


def _kept(dossier: Dossier) -> dict[str, Stood]:
    """The last picture of the first round by Logboek; empty when there is none."""
    last = next((e.what for e in reversed(dossier.log) if lines.PICTURE.match(e.what)), "")
    words = {status.value: status for status in Status}
    return {
        one["opgave"]: Stood(one["total"], words[one["status"]])
        for one in _ONE.finditer(last)
        if one["status"] in words
    }


def _agreed_the_same(dossier: Dossier) -> bool:
    """Whether the agreements are those of the last picture of the first round, if one was kept."""
    marked = [entry for entry in dossier.log if entry.fingerprint]
    marks = [entry.fingerprint for entry in marked] + [fingerprint(dossier)]
    same = aliases(marks)
    then = [e.fingerprint for e in marked if lines.PICTURE.match(e.what)][-1:]
    return all(same.get(mark, mark) == same.get(marks[-1], marks[-1]) for mark in then)


def first_round(dossier: Dossier, outcome: Outcome) -> Mapping[str, Stood]:
    """How opgaven stood after the first round, by id; empty while there is no later round.

    While only the first round counts, that is now. After that it is what Logboek kept; what was
    never kept is calculated from the scores of the first round.
    """
    settings = dossier.settings
    if settings.threshold is None or all(s.round <= 1 for s in dossier.scorers):
        return {}
    if settings.rounds_counted <= 1:
        return _picture(dossier, outcome)
    kept = _kept(dossier)
    if kept:
        return kept
    before = dossier.model_copy(
        update={"settings": settings.model_copy(update={"rounds_counted": 1})}
    )
    return _picture(before, outcome_of(before))


def turned(dossier: Dossier, outcome: Outcome) -> Mapping[str, tuple[Stood, Stood]]:
    """Opgaven that turned since the first round: how they stood, and stand now."""
    now = _picture(dossier, outcome)
    return {
        opgave: (stood, now[opgave])
        for opgave, stood in first_round(dossier, outcome).items()
        if opgave in now and stood.turned(now[opgave])
    }


def beside(dossier: Dossier, outcome: Outcome) -> Mapping[str, Written]:
    """What stands beside the total of now on Heroverweging, once a later round counts too."""
    if dossier.settings.rounds_counted <= 1:
        return {}
    changed = turned(dossier, outcome)
    return {
        opgave: lines.BESIDE.write(
            total=stood.total,
            status=stood.status,
            turned={"status": changed[opgave][1].status} if opgave in changed else None,
        )
        for opgave, stood in first_round(dossier, outcome).items()
    }


def to_log(dossier: Dossier, outcome: Outcome) -> list[Written]:
    """Lines for Logboek: the picture of the first round where it is new, and what turned since."""
    picture, found = first_round(dossier, outcome), []
    if picture and picture != _kept(dossier):
        ones = [{"opgave": o, "total": s.total, "status": s.status} for o, s in picture.items()]
        found.append(lines.PICTURE.write(opgaven=ones))
    changed = turned(dossier, outcome)
    if changed:
        opgaven = [
            {
                "opgave": opgave,
                "before": was.total,
                "was": was.status,
                "total": now.total,
                "status": now.status,
            }
            for opgave, (was, now) in changed.items()
        ]
        by_round = lines.TURNED.write(round=dossier.settings.rounds_counted, opgaven=opgaven)
        otherwise = lines.TURNED_OTHERWISE.write(opgaven=opgaven)
        if {by_round, otherwise}.isdisjoint(entry.what for entry in dossier.log):
            found.append(by_round if _agreed_the_same(dossier) else otherwise)
    return found
