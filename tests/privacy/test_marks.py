"""What is marked in the list beside a copy: who is somebody, and not each word of a role."""

import pytest

from tests.privacy.support import book, copied, with_first
from tests.workbook.books import example_book
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier


def _marks(dossier: Dossier | None) -> list[tuple[str, str]]:
    made = copied(book(dossier) if dossier is not None else example_book())
    return [(r.place.cell, mark) for r in made.cleaned.reviews for mark in r.marked]


@pytest.mark.slow
def test_in_the_example_nothing_is_marked_that_is_nobody() -> None:
    assert _marks(None) == []


@pytest.mark.slow
def test_common_roles_do_not_drown_the_names_that_are_there() -> None:
    """With 51 marks for 'bewoner' and 'huurder', nobody found the five that count."""
    dossier = example()
    roles = dict.fromkeys(("S08", "S09"), "Bewoner") | {"S10": "Huurder", "S01": "Projectleider"}
    dossier = dossier.model_copy(
        update={
            "scorers": tuple(
                s.model_copy(update={"role": roles.get(s.id, s.role)}) for s in dossier.scorers
            )
        }
    )
    dossier = with_first(
        dossier,
        "opgaven",
        description="Karin de Wit wil dit ook. De woonconsulent weet meer.",
        risks="Buurvrouw Truus klaagt, en Jansen uit de Merelstraat 12 ook.",
    )
    assert _marks(dossier) == [
        ("E6", "Karin de Wit (naam?)"),
        ("E6", "woonconsulent (rol van een deelnemer)"),
        ("I6", "Merelstraat 12 (adres?)"),
        ("I6", "Buurvrouw Truus (persoon?)"),
        ("I6", "Jansen (naam?)"),
    ]
