"""From the dossier to the public page for the joint ambition."""

from datetime import date

from wijkexcel.errors import NotReadyError
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice
from wijkexcel.outgoing.ambition import AmbitionPage, ChosenAmbition
from wijkexcel.outgoing.letter_builder import (
    FORM_IN_WORDS,
    public_ambition,
    public_name,
    public_setting,
)
from wijkexcel.outgoing.readiness import missing_for_ambition
from wijkexcel.outgoing.wording import bare_gemeente, one_line


def ambition_page(dossier: Dossier, today: date) -> AmbitionPage:
    """Build the page: the chosen opgaven as an addition to the neighbourhood's joint ambition.

    Raises:
        NotReadyError: required parts of the page are missing in the workbook; with all reasons at
            once.
    """
    missing = missing_for_ambition(dossier)
    if missing:
        raise NotReadyError(tuple(one.text for one in missing))
    settings = dossier.settings
    decided = ((o, dossier.decision(o.id)) for o in dossier.opgaven)
    chosen = [(o, d) for o, d in decided if d.choice is Choice.CHOSEN]
    return AmbitionPage(
        gemeente=public_setting("gemeente", bare_gemeente(settings.gemeente)),
        wijk=public_setting("wijk", one_line(settings.wijk)),
        dated=today,
        decided_on=max((d.decided_on for _, d in chosen if d.decided_on is not None), default=None),
        chosen=tuple(
            ChosenAmbition(
                public_name(o),
                *((d.koppelvorm.value, FORM_IN_WORDS[d.koppelvorm]) if d.koppelvorm else ("", "")),
                public_ambition(dossier.ambition(o.id)),
            )
            for o, d in chosen
        ),
    )
