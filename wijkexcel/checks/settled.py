"""Checks on decisions that were settled and then changed."""

from collections.abc import Iterator

from wijkexcel.checks.base import DECISIONS, error, header, label
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.settled import changed_since


def changed(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A settled decision that is changed gets its own reason and date."""
    opgaven = {o.id: o for o in dossier.opgaven}
    reason, by, day = (header(DECISIONS, k) for k in ("public_reason", "decided_by", "decided_on"))
    for c in changed_since(dossier):
        about = label(opgaven[c.decision.opgave])
        old = (
            f"{reason} en {day} zijn"
            if c.same_reason and c.same_day
            else (f"{reason} is" if c.same_reason else f"{day} is")
        )
        yield error(
            "besluit-gewijzigd",
            Where(DECISIONS, c.decision.opgave, "choice"),
            f"Over opgave {about} was op {in_digits(c.was.day)} besloten: "
            f"'{c.was.words}'. Nu staat er '{c.now}', maar {old} nog van het eerdere besluit.",
            f"Vul op het blad Besluit de reden, {by} en {day} van het nieuwe besluit in, of zet "
            f"het eerdere terug. Was het eerdere een vergissing? Maak {by} en {day} dan leeg, laat "
            "'valideer' lopen en vul ze weer in.",
        )
