"""What to do next, given the progress of the work: one sentence after a check."""

from wijkexcel.checks.base import Stage, stage
from wijkexcel.dutch.commands import as_typed
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.outcome import Outcome


def next_step(dossier: Dossier, outcome: Outcome, errors: int, workbook: str) -> str:
    """Say what to do next; commands are given in full, so that they can be run unchanged.

    Args:
        dossier: the contents of the workbook.
        outcome: its results.
        errors: number of findings that must be fixed.
        workbook: path of the workbook; empty where that is not known.
    """
    if errors:
        return (
            "Verbeter eerst de fouten: ze staan op het blad Bevindingen. Controleer daarna opnieuw."
        )
    at = stage(dossier)
    if at is Stage.DECIDED:
        return f"Alles is besloten. Maak de brief met: {as_typed('brief', workbook)}"
    if at is Stage.DECIDING:
        return "Besluit ook over de andere opgaven, op het blad Besluit."
    if not dossier.opgaven or not dossier.scorers:
        return "Vul de gele cellen in op Start, Criteria, Schaal, Opgaven en Deelnemers."
    if at is Stage.SETUP:
        return (
            "Vraag de scores: laat elk zijn invulblad invullen, of geef: "
            f"{as_typed('verdeel', workbook, 'uitvraag')}"
        )
    if any(outcome.coverage_scorer.get(s.id) not in {1, None} for s in dossier.scorers):
        return (
            "Nog niet iedereen is klaar. Herinner hen met: "
            f"{as_typed('verdeel', workbook, 'herinnering', '--herinnering')}"
        )
    return f"Bekijk nog eens wat net te laag scoorde. Geef: {as_typed('heroverweeg', workbook)}"
