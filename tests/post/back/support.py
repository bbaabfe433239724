"""Good answers but for some cells, and what goes back on them."""

from tests.post.support import (
    TODAY,
    filled,
    gathered,
    sent,
    unanswered,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import Score
from wijkexcel.post.back.reply import replies
from wijkexcel.post.back.returns import Choice
from wijkexcel.post.out.distribute import Parcel
from wijkexcel.post.out.mail import REPLY, packaged

Cell = tuple[str, str]


def full(scorer: str = "S01") -> dict[Cell, Score]:
    """Good answers everywhere."""
    request = sent()[scorer].request
    return {(o.id, c.id): 4.0 for o in request.opgaven for c in request.criteria}


def answer(scorer: str = "S01", **cells: object) -> bytes:
    """Good answers everywhere but in some cells, such as ``O03_C02``."""
    changes = {tuple(key.split("_")): value for key, value in cells.items()}
    return filled(sent()[scorer].workbook, {**full(scorer), **changes})  # type: ignore[dict-item]


def back(
    files: dict[str, bytes],
    dossier: Dossier | None = None,
    text: str | None = None,
    choice: Choice | None = None,
) -> dict[str, Parcel]:
    """What goes back, by scorer."""
    whole = dossier or unanswered()
    found = gathered(files, whole, choice)
    made = replies(whole, found, text or packaged(REPLY), None, TODAY)
    return {parcel.request.scorer: parcel for parcel in made}
