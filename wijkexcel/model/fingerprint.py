"""The fingerprint: a short hash of framework, scale and opgaven, to tell versions apart.

It recognises a version; it is no security. Weights and internal criteria are in it, and can be
found from it by trying: so it stays in the coordinator's workbook, and is in nothing that goes out.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Criterion, Visibility

LENGTH = 10
VERSION: Final = "versie {}"
"""What stands in place of a fingerprint in a copy without names."""
_NUMBERED: Final = re.compile(VERSION.format(r"\d+"))


def is_numbered(mark: str) -> bool:
    """Whether a version has a number, as in a copy without names."""
    return _NUMBERED.fullmatch(mark) is not None


def aliases(marks: Sequence[str]) -> Mapping[str, str]:
    """Say which fingerprints mean a version that has a number.

    The first fingerprint after a numbered version is of the workbook that was copied: what is
    changed between the copy and its first step is not seen.

    Args:
        marks: of one workbook, in order.
    """
    found: dict[str, str] = {}
    before = ""
    for mark in marks:
        if is_numbered(before) and not is_numbered(mark):
            found.setdefault(mark, before)
        before = mark
    return found


def _criterion(criterion: Criterion) -> dict[str, object]:
    """All of a criterion; one on which nobody chose counted as public in the first version.

    So a workbook has the same fingerprint after that choice is made, and marks of then are known.
    """
    chosen = criterion.visibility or Visibility.PUBLIC
    return criterion.model_copy(update={"visibility": chosen}).model_dump(mode="json")


def fingerprint(dossier: Dossier) -> str:
    """Hash what scorers are asked: scale, threshold, criteria, anchors, groups and opgaven.

    Only what gives a score its meaning counts: of an opgave its name, description and coupling;
    of a criterion all but who put it forward. Scores, decisions and settings of the letter change
    nothing.

    In earlier versions who put a criterion forward counted too. A workbook that holds its
    fingerprint of then, and is still the same, keeps it: so what was sent before is recognised.
    """
    known = {entry.fingerprint for entry in dossier.log} | {s.version for s in dossier.scorers}
    earlier = _hashed(dossier, [_criterion(c) for c in dossier.criteria])
    return earlier if earlier in known else _hashed(dossier, [_agreed(c) for c in dossier.criteria])


def _agreed(criterion: Criterion) -> dict[str, object]:
    """What is agreed on a criterion: who put it forward is no agreement."""
    return {key: v for key, v in _criterion(criterion).items() if key != "put_forward_by"}


def _hashed(dossier: Dossier, criteria: Sequence[Mapping[str, object]]) -> str:
    settings = dossier.settings
    content = {
        "scale": [settings.lowest, settings.highest, settings.step, settings.threshold],
        "criteria": criteria,
        "anchors": [a.model_dump(mode="json") for a in dossier.anchors],
        "groups": [g.model_dump(mode="json") for g in dossier.groups],
        "opgaven": [[o.id, o.name, o.description, o.coupling] for o in dossier.opgaven],
    }
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH].upper()
