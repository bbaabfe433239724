"""Checks on texts of the empty workbook that would be sent as if they were written by a person."""

from collections.abc import Iterator

import numpy as np

from wijkexcel.checks.base import (
    ANCHORS,
    CRITERIA,
    blank,
    error_if,
    filled,
    header,
    key,
    label,
)
from wijkexcel.layout import starter
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Anchors, Criterion
from wijkexcel.rules.outcome import Outcome

_QUESTIONS = {key(c.question): c for c in starter.CRITERIA}
_MEANINGS = {
    key(text): next(c for c in starter.CRITERIA if c.id == a.criterion)
    for a in starter.ANCHORS
    for text in (a.lowest, a.middle, a.highest)
}
_WORD = 4
"""Shorter words do not indicate the subject of a criterion."""


def left_over(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The question and the meanings of the marks belong to the criterion beside them."""
    said = {a.criterion: a for a in dossier.anchors}
    for c, scored in _scored(dossier):
        of = _QUESTIONS.get(key(c.question))
        if of is not None and not _is_about(c, of):
            yield error_if(
                scored,
                "vraag-van-leeg-werkboek",
                Where(CRITERIA, c.id, "question"),
                f"Bij criterium {label(c)} staat nog de vraag van '{of.name}' uit het lege "
                "werkboek.",
                "Schrijf op het blad Criteria een eigen vraag, vóór het scoren.",
            )
        yield from _meanings(c, said.get(c.id, Anchors(criterion=c.id)), scored=scored)


def _scored(dossier: Dossier) -> Iterator[tuple[Criterion, bool]]:
    """Each criterion, and whether it has scores: until then it may be unfinished."""
    return zip(dossier.criteria, np.any(filled(dossier), axis=(0, 1)).tolist(), strict=True)


def _meanings(c: Criterion, a: Anchors, *, scored: bool) -> Iterator[Finding]:
    for column in ("lowest", "middle", "highest"):
        of = _MEANINGS.get(key(getattr(a, column)))
        if of is not None and not _is_about(c, of):
            yield error_if(
                scored,
                "betekenis-van-leeg-werkboek",
                Where(ANCHORS, c.id, column),
                f"Bij criterium {label(c)} staat nog wat de scores van '{of.name}' betekenen, uit "
                f"het lege werkboek: '{getattr(a, column).strip()}'",
                "Schrijf op het blad Schaal wat de scores bij dit criterium betekenen, vóór het "
                "scoren.",
            )
            return


def put_forward(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every criterion has been put forward by someone before it is scored."""
    for c, scored in _scored(dossier):
        if key(c.put_forward_by) == key(starter.METHOD):
            yield error_if(
                scored,
                "inbreng-van-leeg-werkboek",
                Where(CRITERIA, c.id, "put_forward_by"),
                f"Bij criterium {label(c)} staat nog '{starter.METHOD}'.",
                f"Vul op het blad Criteria bij {header(CRITERIA, 'put_forward_by')} in wie dit "
                "criterium belangrijk vindt.",
            )


def _is_about(own: Criterion, template: Criterion) -> bool:
    """Whether a criterion is still the one of the empty workbook, even if reworded."""
    if blank(own.name):
        return True
    mine, theirs = _words(own.name), _words(template.name)
    return key(own.name) == key(template.name) or 2 * len(mine & theirs) >= len(theirs)


def _words(name: str) -> set[str]:
    return {word for word in key(name).split() if len(word) >= _WORD}
