"""The fingerprint: a short hash of framework, scale and opgaven, to distinguish versions.

It identifies a version; it is not a security measure. It covers weights and internal criteria,
which can be guessed from it: so it stays in the coordinator's workbook, and is never sent out.
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
"""The replacement of a fingerprint in a copy without names."""
_NUMBERED: Final = re.compile(VERSION.format(r"\d+"))


def is_numbered(mark: str) -> bool:
    """Whether a version is a number, as in a copy without names."""
    return _NUMBERED.fullmatch(mark) is not None


def aliases(marks: Sequence[str]) -> Mapping[str, str]:
    """Map fingerprints to numbered versions.

    The first fingerprint after a numbered version is that of the copied workbook: changes between
    the copy and its first step are not detected.

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
    """All of a criterion; one without a choice counted as public in the first version.

    So a workbook keeps its fingerprint when that choice is made, and earlier hashes are recognised.
    Whether scorers see the costs with it is no agreement, and unknown to earlier versions.
    """
    chosen = criterion.visibility or Visibility.PUBLIC
    shown = criterion.model_copy(update={"visibility": chosen})
    return shown.model_dump(mode="json", exclude={"shows_cost"})


def fingerprint(dossier: Dossier) -> str:
    """Hash the questions to scorers: scale, threshold, criteria, anchors, groups and opgaven.

    Only what gives a score its meaning counts: the name, description and coupling of an opgave;
    everything of a criterion except who put it forward and whether costs are shown. Scores,
    decisions and settings of the letter do not affect it.

    In earlier versions who put a criterion forward counted too. A workbook with such a fingerprint
    that is otherwise unchanged keeps it, so that what was sent earlier is recognised.
    """
    known = {entry.fingerprint for entry in dossier.log} | {s.version for s in dossier.scorers}
    earlier = _hashed(dossier, [_criterion(c) for c in dossier.criteria])
    return earlier if earlier in known else _hashed(dossier, [_agreed(c) for c in dossier.criteria])


def _agreed(criterion: Criterion) -> dict[str, object]:
    """The agreed part of a criterion, without who put it forward."""
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
