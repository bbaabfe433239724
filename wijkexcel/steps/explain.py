"""Wording of an outcome: the reasons to reconsider, in plain Dutch."""

from collections.abc import Iterator

from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import number
from wijkexcel.dutch.sentence import Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import GroupKind, Opgave
from wijkexcel.rules.outcome import OpgaveOutcome
from wijkexcel.rules.people import people_behind, persons
from wijkexcel.rules.reconsider import Reason, reasons_for
from wijkexcel.rules.threshold import in_words
from wijkexcel.sentences import second_look as say


def second_look(dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome) -> str:
    """Explain why an opgave should be reconsidered; empty when it should not."""
    settings = dossier.settings
    limit = settings.threshold
    reasons = reasons_for(dossier, opgave, outcome)
    if not outcome.status.falls_short or outcome.total is None or limit is None:
        return ""
    total, agreed = in_words(outcome.total, limit), number(limit)
    parts = [say.SHORT.write(total=total, agreed=agreed)]
    if not reasons:
        parts.append(say.NO_REASON.write())
    for reason in reasons:
        parts += _sentences(reason, dossier, opgave, outcome, limit)
    return say.EXPLAINED.write(sentences=parts)


def _few(people: int, dossier: Dossier) -> str:
    """State the size of a group when so few that the total reveals their answers."""
    return f" ({persons(people)})" if people < dossier.settings.smallest_group else ""


def _sentences(
    reason: Reason, dossier: Dossier, opgave: Opgave, outcome: OpgaveOutcome, limit: float
) -> Iterator[Written]:
    if reason is Reason.CLOSE:
        yield say.CLOSE.write()
    if reason is Reason.RESIDENTS:
        people = people_behind(dossier, opgave.id)
        groups = [
            group
            for group in dossier.groups
            if group.kind is GroupKind.RESIDENTS and group.id in outcome.by_group
        ]
        totals = [
            (f"{group.name}: " if len(groups) > 1 else "")
            + in_words(outcome.by_group[group.id], limit)
            + _few(people[group.id], dossier)
            for group in groups
        ]
        yield say.RESIDENTS.write(groups="; ".join(totals))
    if reason is Reason.MAKE_OR_BREAK:
        why = opgave.make_or_break_why.strip()
        yield say.MAKE_OR_BREAK_AS.write(why=why) if why else say.MAKE_OR_BREAK.write()
    if reason is Reason.STILL_OPEN and outcome.lowest is not None and outcome.highest is not None:
        low, high = in_words(outcome.lowest, limit), in_words(outcome.highest, limit)
        yield say.STILL_OPEN.write(lowest=low, highest=high)
    if reason is Reason.ONLY_FLOOR:
        names = {c.id: c.name for c in dossier.criteria}
        missed = commas(names[c] for c in outcome.floors_missed)
        yield say.FLOOR.write(criteria=missed)
    if reason is Reason.LONGER_TERM:
        yield say.LONGER_TERM.write(why=opgave.longer_term.strip())
