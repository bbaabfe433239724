"""What derived cells that describe progress in words must show."""

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import Known
from wijkexcel.layout.sheets.ambition import COMPLETE
from wijkexcel.layout.sheets.decisions import DECIDED
from wijkexcel.model.records import Choice, Decision
from wijkexcel.rules.propose import departs
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.whole import Proposal

_BEGIN = "nog te beginnen"


# --- Start ----------------------------------------------------------------------------------------


def step(known: Known, row: str) -> Cell:
    """The progress of a step of the method."""
    return {"1": _criteria, "2": _scale, "3": _scores, "4": _overview, "5": _decided}[row](known)


def _criteria(known: Known) -> str:
    criteria = known.dossier.criteria
    weighed = "" if sum(c.weight for c in criteria) > 0 else " - geef ze een gewicht"
    return f"{len(criteria)} criteria{weighed}" if criteria else _BEGIN


def _scale(known: Known) -> str:
    dossier = known.dossier
    if not dossier.criteria:
        return "eerst criteria kiezen"
    ids = {c.id for c in dossier.criteria}
    both = sum(a.criterion in ids and bool(a.lowest and a.highest) for a in dossier.anchors)
    agreed = "" if dossier.settings.threshold is not None else " - spreek de score nog af"
    return f"{both} van {len(ids)} criteria met uitleg bij de scores{agreed}"


def _scores(known: Known) -> str:
    asked, marks, unknown = (
        sum(int(counts[at].sum()) for counts in known.counts.values()) for at in range(3)
    )
    return f"{marks + unknown} van {asked} scores ingevuld" if asked else _BEGIN


def _overview(known: Known) -> str:
    dossier, outcomes = known.dossier, known.outcomes
    if all(o.total is None for o in outcomes.values()):
        return "eerst scoren"
    if dossier.settings.threshold is None:
        return Proposal.AGREE_FIRST
    reach = sum(o.status.reaches for o in outcomes.values())
    again = [o for i, o in known.opgaven.items() if outcomes[i].status.falls_short]
    answered = sum(second_look(dossier, o, outcomes[o.id]).answer is not None for o in again)
    return f"{reach} opgaven hoog genoeg, {answered} van {len(again)} andere nog eens bekeken"


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
