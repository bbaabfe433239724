"""Safe file names for documents: kind, wijk and date, and no other content."""

from datetime import date

from wijkexcel.files.names import slug
from wijkexcel.outgoing.letter import Audience

_LONGEST = 60


def letter_name(wijk: str, day: date, audience: Audience = Audience.RESIDENTS) -> str:
    """File name of a letter, without extension: ``brief-vogelbuurt-2025-03-12``."""
    return _name("brief" if audience is Audience.RESIDENTS else f"brief-{audience}", wijk, day)


def ambition_name(wijk: str, day: date) -> str:
    """File name of the page for the joint ambition, without extension."""
    return _name("ambitie", wijk, day)


def decision_sheet_name(wijk: str, day: date) -> str:
    """File name of the decision sheet, without extension; it says that the sheet is internal."""
    return _name("besluitenblad-intern", wijk, day)


def _name(kind: str, wijk: str, day: date) -> str:
    return "-".join(part for part in (kind, slug(wijk, _LONGEST), day.isoformat()) if part)
