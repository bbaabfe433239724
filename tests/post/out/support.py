"""Workbooks to send, and words to find again in what is sent."""

import io
import zipfile
from pathlib import Path

from tests.post.support import not_sent
from tests.workbook.books import calculated
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Remark


def everything_in(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return " ".join([*parts, *archive.namelist()])


def with_canary(dossier: Dossier, word: str) -> tuple[Dossier, dict[str, list[str]]]:
    """Give everything that is somebody's own, or internal, a word that is found nowhere else."""
    own: dict[str, list[str]] = {}
    scorers = []
    for s in dossier.scorers:
        tag = f"{word}{s.id}"
        own[s.id] = [tag]
        scorers.append(
            s.model_copy(
                update={
                    "name": f"{tag} naam",
                    "email": f"{tag}@example.nl",
                    "organisation": f"{tag} org",
                    "role": f"{tag} rol",
                    "code": f"{tag}code",
                }
            )
        )
    opgaven = tuple(
        o.model_copy(
            update={
                "planning": f"{word}gelezen planning",
                "law": f"{word}gelezen wet",
            }
            | {
                key: f"{word}intern {key}"
                for key in (
                    "chances",
                    "risks",
                    "longer_term",
                    "make_or_break_why",
                )
            }
        )
        for o in dossier.opgaven
    )
    remarks = tuple(
        Remark(scorer=s.id, opgave="O01", text=f"{word}{s.id} opmerking") for s in dossier.scorers
    )
    criteria = tuple(
        c.model_copy(update={"name": f"{c.name} {word}{c.id}", "put_forward_by": f"{word}intern"})
        for c in dossier.criteria
    )
    decisions = tuple(
        d.model_copy(update={"internal_note": f"{word}intern", "public_reason": f"{word}intern"})
        for d in example().decisions
    )
    return dossier.model_copy(
        update={
            "scorers": tuple(scorers),
            "opgaven": opgaven,
            "remarks": remarks,
            "criteria": criteria,
            "decisions": decisions,
        }
    ), own


NOTHING = "Er is niets gemaakt: los eerst deze fouten op, anders krijgt iedereen ze."


def book(dossier: Dossier) -> bytes:
    return calculated(not_sent(dossier))


def saved(dossier: Dossier, folder: Path) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(book(dossier))
    return path
