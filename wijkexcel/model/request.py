"""Versions of the questions to a scorer: the texts that are read, and a hash of them."""

import hashlib
import json

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Opgave, Settings


def mark_of(*content: object) -> str:
    """Short hash that distinguishes two versions of the same question.

    Its input can be guessed from it: so outgoing files only contain hashes of texts in the same
    file.
    """
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def scale_mark(settings: Settings) -> str:
    """Version of the scale: marks change meaning when it changes."""
    return mark_of(settings.lowest, settings.highest, settings.step)


CRITERION_TEXTS = ("name", "question", "direction", "lowest", "middle", "highest")
OPGAVE_TEXTS = ("name", "description", "coupling")
"""The texts of a criterion and an opgave that scorers read, and that determine its version."""


def criterion_texts(dossier: Dossier, criterion: Criterion) -> dict[str, str]:
    """The texts of a criterion that scorers read, in the order of ``CRITERION_TEXTS``."""
    anchors = next((a for a in dossier.anchors if a.criterion == criterion.id), None)
    meanings = [anchors.lowest, anchors.middle, anchors.highest] if anchors else ["", "", ""]
    texts = (criterion.name, criterion.question, criterion.direction.value, *meanings)
    return dict(zip(CRITERION_TEXTS, texts, strict=True))


def opgave_texts(opgave: Opgave) -> dict[str, str]:
    """The texts of an opgave that scorers read, in the order of ``OPGAVE_TEXTS``."""
    texts = (opgave.name, opgave.description, opgave.coupling)
    return dict(zip(OPGAVE_TEXTS, texts, strict=True))


def criterion_mark(dossier: Dossier, criterion: Criterion) -> str:
    """Version of a criterion."""
    return mark_of(*criterion_texts(dossier, criterion).values())


def opgave_mark(opgave: Opgave) -> str:
    """Version of an opgave."""
    return mark_of(*opgave_texts(opgave).values())
