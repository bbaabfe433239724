"""Versions of what a scorer is asked: what of a question is read, and a mark that tells it."""

import hashlib
import json

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Opgave, Settings


def mark_of(*content: object) -> str:
    """Short hash by which two versions of the same question are told apart.

    Whoever has it can try what it was made of: so what goes out only holds what is made of what
    stands in the same file.
    """
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def scale_mark(settings: Settings) -> str:
    """Version of the scale: a mark means something else when it changes."""
    return mark_of(settings.lowest, settings.highest, settings.step)


CRITERION_TEXTS = ("name", "question", "direction", "lowest", "middle", "highest")
OPGAVE_TEXTS = ("name", "description", "coupling")
"""What a scorer reads of a criterion and of an opgave, and so what makes a version of it."""


def criterion_texts(dossier: Dossier, criterion: Criterion) -> dict[str, str]:
    """What a scorer reads of a criterion, in the order of ``CRITERION_TEXTS``."""
    anchors = next((a for a in dossier.anchors if a.criterion == criterion.id), None)
    meanings = [anchors.lowest, anchors.middle, anchors.highest] if anchors else ["", "", ""]
    texts = (criterion.name, criterion.question, criterion.direction.value, *meanings)
    return dict(zip(CRITERION_TEXTS, texts, strict=True))


def opgave_texts(opgave: Opgave) -> dict[str, str]:
    """What a scorer reads of an opgave, in the order of ``OPGAVE_TEXTS``."""
    texts = (opgave.name, opgave.description, opgave.coupling)
    return dict(zip(OPGAVE_TEXTS, texts, strict=True))


def criterion_mark(dossier: Dossier, criterion: Criterion) -> str:
    """Version of a criterion."""
    return mark_of(*criterion_texts(dossier, criterion).values())


def opgave_mark(opgave: Opgave) -> str:
    """Version of an opgave."""
    return mark_of(*opgave_texts(opgave).values())
