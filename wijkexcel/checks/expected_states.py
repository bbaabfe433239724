"""What derived cells that describe progress must show."""

from typing import Final

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import Known
from wijkexcel.layout.bars import FULL, TRACK
from wijkexcel.layout.sheets.ambition import COMPLETE
from wijkexcel.layout.sheets.decisions import DECIDED
from wijkexcel.layout.sheets.five_steps import SIGNS
from wijkexcel.model.records import Choice, Decision
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.whole import Proposal

_BEGIN = "nog te beginnen"


# --- Start ----------------------------------------------------------------------------------------


def step(known: Known, row: str) -> Cell:
    """The progress of a step of the method."""
    return {"1": _criteria, "2": _scale, "3": _scores, "4": _overview, "5": _decided}[row](known)


def step_bar(known: Known, row: str) -> Cell:
    """How far a step is, drawn: full just when it is finished."""
    done, of = _PARTS[row](known)
    full = done * SIGNS // of if of else 0
    return FULL * full + TRACK * (SIGNS - full)


def _criteria_part(known: Known) -> tuple[int, int]:
    criteria = known.dossier.criteria
    return (2 if sum(c.weight for c in criteria) > 0 else 1, 2) if criteria else (0, 0)


def _scale_part(known: Known) -> tuple[int, int]:
    dossier = known.dossier
    count = len(dossier.criteria)
    agreed = count if dossier.settings.threshold is not None else 0
    return _explained(known) + agreed, 2 * count


def _scores_part(known: Known) -> tuple[int, int]:
    asked, marks, unknown = _asked(known)
    return marks + unknown, asked


def _overview_part(known: Known) -> tuple[int, int]:
    scored = any(o.total is not None for o in known.outcomes.values())
    if not scored or known.dossier.settings.threshold is None:
        return 0, 0
    answered, short = _looked_at(known)
    return (answered, short) if short else (1, 1)


def _decided_part(known: Known) -> tuple[int, int]:
    return sum(decision(known, i) == DECIDED for i in known.opgaven), len(known.opgaven)


_PARTS: Final = {
    "1": _criteria_part,
    "2": _scale_part,
    "3": _scores_part,
    "4": _overview_part,
    "5": _decided_part,
}
"""What is done of each step, of how much."""


def _explained(known: Known) -> int:
    """How many criteria have an explanation of both ends of the scale."""
    ids = {c.id for c in known.dossier.criteria}
    return sum(a.criterion in ids and bool(a.lowest and a.highest) for a in known.dossier.anchors)


def _asked(known: Known) -> tuple[int, int, int]:
    """How many scores are asked; how many are there; how many are 'weet niet'."""
    asked, marks, unknown = (
        sum(int(counts[at].sum()) for counts in known.counts.values()) for at in range(3)
    )
    return asked, marks, unknown


def _looked_at(known: Known) -> tuple[int, int]:
    """How many opgaven that fell short were looked at again, and how many fell short."""
    outcomes = known.outcomes
    again = [o for i, o in known.opgaven.items() if outcomes[i].status.falls_short]
    looks = (second_look(known.dossier, o, outcomes[o.id]) for o in again)
    return sum(look.answer is not None for look in looks), len(again)


def _criteria(known: Known) -> str:
    criteria = known.dossier.criteria
    weighed = "" if sum(c.weight for c in criteria) > 0 else " - geef ze een gewicht"
    return f"{len(criteria)} criteria{weighed}" if criteria else _BEGIN


def _scale(known: Known) -> str:
    dossier = known.dossier
    if not dossier.criteria:
        return "eerst criteria kiezen"
    agreed = "" if dossier.settings.threshold is not None else " - spreek de score nog af"
    return (
        f"{_explained(known)} van {len(dossier.criteria)} criteria met uitleg bij de scores{agreed}"
    )


def _scores(known: Known) -> str:
    asked, marks, unknown = _asked(known)
    return f"{marks + unknown} van {asked} scores ingevuld" if asked else _BEGIN


def _overview(known: Known) -> str:
    dossier, outcomes = known.dossier, known.outcomes
    if all(o.total is None for o in outcomes.values()):
        return "eerst scoren"
    if dossier.settings.threshold is None:
        return Proposal.AGREE_FIRST
    reach = sum(o.status.reaches for o in outcomes.values())
    answered, short = _looked_at(known)
    return f"{reach} opgaven hoog genoeg, {answered} van {short} andere nog eens bekeken"


def _decided(known: Known) -> str:
    if not known.opgaven:
        return _BEGIN
    made = sum(decision(known, i) == DECIDED for i in known.opgaven)
    states = [in_ambition(known, i) for i in known.decided] if made else []
    added = f", {states.count(COMPLETE)} van {len(states)} gekozen in de ambitie" if states else ""
    due = f" - {known.due}" if known.due else ""
    return f"{made} van {len(known.opgaven)} besluiten vastgesteld{added}{due}"


# --- Besluit --------------------------------------------------------------------------------------


def decision(known: Known, row: str) -> Cell:
    """What is still missing for a final decision."""
    if row not in known.opgaven:
        return ""
    said = known.dossier.decision(row)
    if said.choice is None:
        return "kies een besluit"
    if said.choice is Choice.CHOSEN and said.koppelvorm is None:
        return "kies een koppelvorm"
    if not said.public_reason.strip():
        if departs(said, known.outcomes[row]):
            return "leg uit waarom u afwijkt van de score"
        return "schrijf de openbare reden"
    return _when(said)


def _when(said: Decision) -> str:
    if said.choice is Choice.DEFERRED and not (said.follow_up.strip() and said.when):
        return "schrijf waarop u wacht en tot wanneer"
    if not said.decided_by.strip() or said.decided_on is None:
        return "voorstel: vul in wie besloot en wanneer"
    return DECIDED


# --- Ambitie --------------------------------------------------------------------------------------


def in_ambition(known: Known, row: str) -> Cell:
    """What is still missing of a chosen opgave for the page of the ambition."""
    if row not in known.decided:
        return ""
    said = known.dossier.ambition(row)
    if not said.objective.strip():
        return "schrijf het doel"
    return COMPLETE if said.who.strip() else "schrijf wie het doet"
