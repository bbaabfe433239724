"""Laws that lapsed after the decision: the team has to answer before anything is told.

Logboek records when a law was first seen to have lapsed, and when a decision was settled. One that
was settled before that was taken on a law that held; a new day of decision is the team's answer.
"""

from collections.abc import Iterator

from wijkexcel.dutch.sentence import Sentence, Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Decision, LawStatus, Opgave
from wijkexcel.rules.settled import settled_in
from wijkexcel.sentences import lapsed as lines


def _named(line: str, sentence: Sentence) -> list[str]:
    said = sentence.match(line)
    return said["opgaven"].split(", ") if said is not None else []


def _lapses(dossier: Dossier) -> dict[str, int]:
    """Opgaven whose law lapsed by Logboek, with the number of the line that says so."""
    found: dict[str, int] = {}
    for number, entry in enumerate(dossier.log):
        for opgave in _named(entry.what, lines.LAPSED):
            found[opgave] = number
        for opgave in _named(entry.what, lines.HOLDS_AGAIN):
            found.pop(opgave, None)
    return found


def lapsed_since(dossier: Dossier) -> Iterator[tuple[Opgave, Decision]]:
    """Chosen opgaven whose law lapsed after their decision was settled."""
    lapses = _lapses(dossier)
    for opgave in dossier.opgaven:
        decision = dossier.decision(opgave.id)
        if opgave.law_status is not LawStatus.LAPSED or decision.choice is not Choice.CHOSEN:
            continue
        settled = [
            number
            for number, entry in enumerate(dossier.log)
            for one in settled_in(entry.what)
            if one.opgave == opgave.id and one.day == decision.decided_on
        ]
        if settled and settled[0] < lapses.get(opgave.id, len(dossier.log)):
            yield opgave, decision


def to_log(dossier: Dossier) -> list[Written]:
    """Lines for Logboek: laws that lapsed, or hold again, since it was last told."""
    known = _lapses(dossier)
    now = [o.id for o in dossier.opgaven if o.law_status is LawStatus.LAPSED]
    held = [o.id for o in dossier.opgaven if o.id in known and o.id not in now]
    new = [opgave for opgave in now if opgave not in known]
    return [
        sentence.write(opgaven=opgaven)
        for sentence, opgaven in ((lines.LAPSED, new), (lines.HOLDS_AGAIN, held))
        if opgaven
    ]
