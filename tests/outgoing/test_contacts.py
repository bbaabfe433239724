"""Contacts of who was asked to join are persons: their names and addresses go to nobody else."""

import pytest

from tests.outgoing.support import REASON, in_public, to_group
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Severity
from wijkexcel.model.records import Joining
from wijkexcel.outgoing.gate import Gate, gate_of
from wijkexcel.outgoing.typed import Cell

CONTACT = Joining(
    id="M01",
    body="Afdeling Beheer",
    contact="Wilma Kuipersdal",
    email="w.kuipersdal@example.nl",
    consider="Eerst de fundering van de brug nakijken, dan pas de weg.",
)
DESCRIPTION = Cell("tblOpgaven", "O02", "description")


def with_contact(contact: Joining = CONTACT) -> Dossier:
    return example().model_copy(update={"joining": (contact,)})


@pytest.mark.parametrize(
    "text",
    ["Wilma Kuipersdal is tegen.", "Mail w.kuipersdal@example.nl.", CONTACT.consider],
)
def test_a_name_an_address_and_what_is_asked_are_found(text: str) -> None:
    gate = gate_of(with_contact())
    for found in (in_public(gate, text), to_group(gate, "G3", text, DESCRIPTION)):
        assert Severity.ERROR in {finding.severity for finding in found}
        assert all("M01" in finding.problem for finding in found)


def test_it_is_said_that_it_is_a_contact() -> None:
    (found,) = in_public(gate_of(with_contact()), "Wilma Kuipersdal is tegen.", REASON)
    assert "de naam van een contactpersoon: M01 (Wilma Kuipersdal)" in found.problem


def test_who_also_scores_is_found_once_as_a_participant() -> None:
    both = CONTACT.model_copy(update={"contact": "Marjan Terhoeven"})
    (found,) = in_public(gate_of(with_contact(both)), "Marjan Terhoeven is tegen.")
    assert "S01 (Marjan Terhoeven)" in found.problem
    assert "M01" not in found.problem


def test_the_number_of_a_body_is_not_the_number_of_a_tab() -> None:
    """M01 and S01 both end in 01."""
    gate = gate_of(with_contact())
    (found,) = in_public(gate, "S01 is tegen.")
    assert "S01 (Marjan Terhoeven)" in found.problem


@pytest.mark.parametrize("contact", ["Team Beheer", "Bestuurssecretariaat", ""])
def test_an_office_is_no_person(contact: str) -> None:
    office = CONTACT.model_copy(update={"contact": contact, "consider": ""})
    gate = Gate(with_contact(office))
    assert in_public(gate, "Het team maakt een verslag.") == []


@pytest.mark.parametrize("text", ["De afdeling beheer doet mee.", CONTACT.body])
def test_a_body_may_be_named(text: str) -> None:
    """It may have put something forward too."""
    assert in_public(Gate(with_contact()), text) == []
    assert in_public(Gate(with_contact()), text, Cell("tblOpgaven", "O02", "put_forward_by")) == []
