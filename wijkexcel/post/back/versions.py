"""Questions that changed since a workbook was sent; the rest stays valid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.partner import SCALE
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Scorer
from wijkexcel.model.request import (
    criterion_mark,
    criterion_texts,
    opgave_mark,
    opgave_texts,
    scale_mark,
)
from wijkexcel.post.back.answer import Answer
from wijkexcel.post.back.same import same

_MOST = 60
"""Maximum number of characters shown of a text."""
_FIELDS = {
    "name": "de naam",
    "question": "de vraag",
    "direction": "de richting",
    "lowest": "wat de laagste score betekent",
    "middle": "wat het midden betekent",
    "highest": "wat de hoogste score betekent",
    "description": "wat er aan de hand is",
    "coupling": "hoe koppelen eruitziet",
}
_SCALE = {"lowest": "de laagste score", "highest": "de hoogste score", "step": "de stap"}


@dataclass(frozen=True)
class Outdated:
    """Why the scores on a criterion, an opgave or the whole scale no longer count.

    Attributes:
        what: what it is about, by name.
        asked: whether this scorer is still asked it.
        reason: what happened to it, as the end of a sentence.
        changes: old and new texts; empty when unknown.
    """

    what: str
    asked: bool
    reason: str
    changes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole message, for the coordinator."""
        told = f": {'; '.join(self.changes)}" if self.changes else ""
        unknown = (
            " Wat er veranderde, is in dit bestand niet te zien."
            if self.asked and not self.changes
            else ""
        )
        rest = "Wat hierbij stond, is niet overgenomen."
        return f"{self.what} {self.reason}{told}.{unknown} {rest}"


def outdated(dossier: Dossier, scorer: Scorer, answer: Answer) -> dict[str, Outdated]:
    """Say per criterion or opgave (or ``SCALE``) why its scores no longer count."""
    settings = dossier.settings
    criteria = {c.id: c for c in dossier.criteria}
    opgaven = {o.id: o for o in dossier.opgaven}
    asked = {c.id for c in dossier.asked_of(scorer.group)}
    found: dict[str, Outdated] = {}
    if not same(answer.versions.get(SCALE, ""), scale_mark(settings)):
        scale = (settings.lowest, settings.highest, settings.step)
        now = dict(zip(_SCALE, map(in_words, scale), strict=True))
        found[SCALE] = _changed("De schaal", answer.texts.get(SCALE), now, _SCALE)
    for key, mark in answer.versions.items():
        before = answer.texts.get(key)
        if key in criteria:
            criterion = criteria[key]
            what = f"Criterium {key} ({criterion.name})"
            if key not in asked:
                found[key] = Outdated(
                    what, False, "wordt niet meer gevraagd aan de groep van deze deelnemer"
                )
            elif not same(mark, criterion_mark(dossier, criterion)):
                found[key] = _changed(what, before, criterion_texts(dossier, criterion), _FIELDS)
        elif key in opgaven:
            opgave = opgaven[key]
            if not same(mark, opgave_mark(opgave)):
                what = f"Opgave {key} ({opgave.name})"
                found[key] = _changed(what, before, opgave_texts(opgave), _FIELDS)
        elif key != SCALE:
            kind = "Opgave" if key.startswith("O") else "Criterium"
            found[key] = Outdated(f"{kind} {key}", False, "bestaat niet meer")
    return found


def _changed(
    what: str, before: Mapping[str, str] | None, now: Mapping[str, str], fields: Mapping[str, str]
) -> Outdated:
    reason = "is veranderd nadat dit bestand is verstuurd"
    if before is None:
        return Outdated(what, True, reason)
    told = []
    for key, new in now.items():
        if before.get(key, "") != new:
            was, becomes = _shown(before.get(key, ""), new)
            told.append(f"{fields[key]} was {was} en is nu {becomes}")
    return Outdated(what, True, reason, tuple(told))


def _shown(old: str, new: str) -> tuple[str, str]:
    """The differing parts of two texts, each short enough for a report."""
    start = 0
    if max(len(old), len(new)) > _MOST:
        same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
        same = min(len(old), len(new)) if same is None else same
        start = max(old.rfind(" ", 0, max(same - 15, 0)) + 1, 0)
    return _piece(old, start), _piece(new, start)


def _piece(text: str, start: int) -> str:
    if not text:
        return "leeg"
    rest = " ".join(text[start:].split())
    head = "…" if start else ""
    return f"'{head}{rest}'" if len(rest) <= _MOST else f"'{head}{rest[: _MOST - 1]}…'"


def added(dossier: Dossier, scorer: Scorer, answer: Answer) -> Iterator[str]:
    """Yield criteria and opgaven that were added after it was sent."""
    for criterion in dossier.asked_of(scorer.group):
        if criterion.id not in answer.versions:
            yield f"Criterium {criterion.id} ({criterion.name})"
    for opgave in dossier.opgaven:
        if opgave.id not in answer.versions:
            yield f"Opgave {opgave.id} ({opgave.name})"
