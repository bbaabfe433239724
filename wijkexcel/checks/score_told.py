"""Check on public statements on a score by people: no more than the program itself would say."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    DECISIONS,
    header,
    label,
    made,
    setting,
    setting_label,
    warning,
)
from wijkexcel.checks.reasons import untrue_of_score, why_silent
from wijkexcel.dutch.score_words import Verdict, verdict_in
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.sayable import Sayable, Silence, sayable
from wijkexcel.sentences.reasons import said_in

_TELLS = (
    "Zo is uit de brief af te leiden wat intern is, of wat één persoon antwoordde. Schrijf {} "
    "liever zonder de score te noemen."
)


def silent(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Texts by people say no more about the score than the program would in public."""
    may = sayable(dossier, outcome)
    for i, o, d in made(dossier):
        if d.choice is None:
            continue
        reason = f"de openbare reden bij opgave {label(o)}"
        beside = f"{header(DECISIONS, 'follow_up')} bij opgave {label(o)}"
        if untrue_of_score(d, outcome.opgaven[i].status) is None:
            where = Where(DECISIONS, o.id, "public_reason")
            yield from _said(d.public_reason, where, reason, "de reden", dossier, may[o.id])
        where = Where(DECISIONS, o.id, "follow_up")
        yield from _said(d.follow_up, where, beside, "dit", dossier, may[o.id])
    there = f"de tekst bij {setting_label('next_steps')}"
    text = dossier.settings.next_steps
    yield from _said(text, setting("next_steps"), there, "dit", dossier, *may.values())


def _said(
    text: str, where: Where, there: str, what: str, dossier: Dossier, *may: Sayable
) -> Iterator[Finding]:
    said = verdict_in(text)
    if said is None or said_in(text):
        return
    why = tuple(dict.fromkeys(one for each in may for one in _silence(said, each)))
    if why:
        yield warning(
            "score-in-reden",
            where,
            f"In {there} staat '{said.words}'. Het programma zou dat zelf niet in de brief "
            f"zetten: {why_silent(why, dossier.settings)}.",
            _TELLS.format(what),
        )


def _silence(said: Verdict, may: Sayable) -> tuple[Silence, ...]:
    """Why the program would not say so in public; empty if it would."""
    if said.of_floor and may.floor_missed:
        return ()
    return tuple(dict.fromkeys((*may.score_silence, *(may.floor_silence if said.of_floor else ()))))
