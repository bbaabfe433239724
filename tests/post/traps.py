"""A dossier in which each text above the marks is a trap for who types."""

from datetime import date

from tests.post.support import unanswered
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.request import Request, request_for

DAY = date(2026, 9, 1)


def awkward() -> Dossier:
    """A dossier in which every text above the marks begins as an answer."""
    dossier = unanswered()
    return dossier.model_copy(
        update={
            "criteria": tuple(
                c.model_copy(update={"name": f"3D-plan {c.id}", "question": "2 keer zo snel?"})
                for c in dossier.criteria
            ),
            "anchors": tuple(
                a.model_copy(
                    update={
                        "lowest": "1 op de 5 doet mee.",
                        "middle": "Weet niet ieder het?",
                        "highest": "5 jaar eerder klaar.",
                    }
                )
                for a in dossier.anchors
            ),
        }
    )


def request_of(dossier: Dossier) -> Request:
    return request_for(dossier, dossier.scorers[0], "K7QX")
