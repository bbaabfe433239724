"""Checks on the meanings of marks: step 2 of the method."""

from collections.abc import Iterator

import numpy as np

from wijkexcel.checks.base import ANCHORS, blank, error_if, filled, ids, key, label, warning
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number, pick
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Anchors
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome


def anchors(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Both ends of every criterion's scale have a meaning, and different ones."""
    said = {a.criterion: a for a in dossier.anchors}
    scored: Bools = np.any(filled(dossier), axis=(0, 1))
    s = dossier.settings
    for i, c in enumerate(dossier.criteria):
        a = said.get(c.id, Anchors(criterion=c.id))
        ends = (("lowest", s.lowest, a.lowest), ("highest", s.highest, a.highest))
        missing = [(column, mark) for column, mark, text in ends if blank(text)]
        if missing:
            marks = listed(f"een {number(mark)}" for _column, mark in missing)
            verb = pick(len(missing), "betekent", "betekenen")
            yield error_if(
                bool(scored[i]),
                "ijkpunt-ontbreekt",
                Where(ANCHORS, c.id, missing[0][0]),
                f"Bij criterium {label(c)} staat niet wat {marks} {verb}.",
                "Schrijf dat op het blad Schaal, vóór het scoren.",
            )
        elif key(a.lowest) == key(a.highest):
            yield warning(
                "ijkpunten-gelijk",
                Where(ANCHORS, c.id, "highest"),
                f"Bij criterium {label(c)} betekenen een {number(s.lowest)} en een "
                f"{number(s.highest)} hetzelfde.",
                "Schrijf op het blad Schaal wat het verschil is.",
            )


def unknown_anchors(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No meaning is given for a criterion that does not exist."""
    known = ids(dossier.criteria)
    for a in dossier.anchors:
        if a.criterion not in known:
            yield warning(
                "criterium-onbekend",
                Where(ANCHORS, a.criterion, "criterion"),
                f"Op het blad Schaal staat criterium {a.criterion or '(leeg)'}. Dat staat niet op "
                "het blad Criteria.",
                "Verbeter het nummer van het criterium, of maak de rij leeg.",
            )
