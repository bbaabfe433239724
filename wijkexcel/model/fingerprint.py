"""The fingerprint: a short hash of framework, scale and opgaven, to tell versions apart.

It recognises a version; it is no security.
"""

import hashlib
import json

from wijkexcel.model.dossier import Dossier

LENGTH = 10


def fingerprint(dossier: Dossier) -> str:
    """Hash what scorers are asked: scale, threshold, criteria, anchors, groups and opgaven.

    Only what gives a score its meaning counts: of an opgave its name, description and coupling.
    Scores, decisions and settings of the letter change nothing.
    """
    settings = dossier.settings
    content = {
        "scale": [settings.lowest, settings.highest, settings.step, settings.threshold],
        "criteria": [c.model_dump(mode="json") for c in dossier.criteria],
        "anchors": [a.model_dump(mode="json") for a in dossier.anchors],
        "groups": [g.model_dump(mode="json") for g in dossier.groups],
        "opgaven": [[o.id, o.name, o.description, o.coupling] for o in dossier.opgaven],
    }
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH].upper()
