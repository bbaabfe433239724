"""The small dossier with people in every field."""

from datetime import datetime
from functools import lru_cache

from tests.privacy.support import (
    book,
    copied,
    with_first,
    with_settings,
)
from tests.workbook.books import small
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Ambition, Joining, LogEntry, Remark
from wijkexcel.privacy.anonymise import Anonymised


@lru_cache
def peopled() -> Dossier:
    """The small dossier with people in every field, some of them more than once."""
    dossier = small()
    names = ("Marjan Terhoeven", "Jan van den Berg", "Petra Bakker")
    scorers = tuple(
        s.model_copy(
            update={
                "name": name,
                "organisation": "Gemeente Oudervliet",
                "role": "Woonconsulent",
                "email": f"post{i}@voorbeeld.nl",
                "code": f"ACDE{i}X",
                "domain": "riolering",
            }
        )
        for i, (s, name) in enumerate(zip(dossier.scorers, names, strict=True), 3)
    )
    dossier = dossier.model_copy(
        update={
            "scorers": scorers,
            "remarks": (
                Remark(scorer="S02", opgave="O03", text="Petra weet dit. Bel 0101234567."),
            ),
            "ambitions": (
                Ambition(
                    opgave="O01",
                    objective="Droge kelders",
                    who="Gemeente, wethouder Pietersen en J. v.d. Berg",
                ),
            ),
            "joining": (
                Joining(
                    id="M01",
                    body="Afdeling Beheer",
                    contact="Wilma Kuipersdal",
                    email="w.kuipersdal@voorbeeld.nl",
                    consider="Wilma Kuipersdal belt eerst.",
                ),
            ),
            "log": (
                LogEntry(
                    when=datetime(2026, 2, 1, 9, 30),
                    who="mterhoeven",
                    what="verzamel: 2 "
                    "antwoorden van S01 uit van Marjan.xlsx (kenmerk AB12).\nO01 C01 4",
                ),
                LogEntry(when=datetime(2026, 2, 2, 9, 30), who="beheer7", what="bereken: klaar."),
            ),
        }
    )
    dossier = with_settings(
        dossier,
        sender="M. Terhoeven",
        sender_role="Projectleider",
        contact_name="Joop Dreesman",
        contact_phone="06 - 12 34 56 78",
        contact_email="joop@voorbeeld.nl",
        what_was_asked="Joop en Marjan vroegen het; bel 0612345678.",
    )
    dossier = with_first(
        dossier,
        "opgaven",
        put_forward_by="Projectteam, Kees Dreesman",
        description="De woonconsulent en Karin de Wit (1234 AB 5) zeggen: begin.",
    )
    return with_first(
        dossier, "decisions", decided_by="het college", internal_note="Jan van den Berg is tegen."
    )


@lru_cache
def peopled_book() -> bytes:
    return book(peopled())


@lru_cache
def peopled_copy() -> Anonymised:
    return copied(peopled_book())
