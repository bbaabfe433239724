"""Papers that are handed out without a question to one person: for a table, or for a letter box.

The order of the meeting is read aloud to all who sit at a table, and a slip is given to anyone: so
neither has a field for persons, for what is internal, or for scores.
"""

from dataclasses import dataclass, replace
from typing import Final

from wijkexcel.layout.named import GROUPS, SETTINGS
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Group
from wijkexcel.outgoing.form import Occasion
from wijkexcel.outgoing.request import AskedCriterion, AskedOpgave, blank_request
from wijkexcel.outgoing.typed import Cell, Typed

MINUTES: Final = 5
"""For one opgave: read aloud, write down, talk."""


@dataclass(frozen=True)
class Host:
    """Who hands it out: municipality and wijk, and whom to ask."""

    gemeente: Typed
    wijk: Typed
    contact_name: Typed
    contact_phone: Typed
    contact_email: Typed


@dataclass(frozen=True)
class Seats:
    """A group at the table."""

    name: Typed
    forms: int
    """Participants on the sheet: each has a form; a table is one."""
    people: int
    """How many people those are."""
    rounds: tuple[int, ...]
    """The rounds in which they score."""


@dataclass(frozen=True)
class TableCriterion:
    """A criterion, and who scores it."""

    asked: AskedCriterion
    groups: tuple[Typed, ...]
    """Empty if everyone at the table scores it."""


@dataclass(frozen=True)
class MeetingOrder:
    """Everything in the order of the meeting."""

    host: Host
    occasion: Occasion
    seats: tuple[Seats, ...]
    lowest: float
    highest: float
    step: float
    criteria: tuple[TableCriterion, ...]
    opgaven: tuple[AskedOpgave, ...]

    @property
    def minutes(self) -> int:
        """How long the opgaven take."""
        return MINUTES * len(self.opgaven)


@dataclass(frozen=True)
class QuestionSlip:
    """Everything on a slip that asks what must come first."""

    host: Host
    occasion: Occasion


def host_of(dossier: Dossier) -> Host:
    """Who hands papers out, from sheet Start."""
    s = dossier.settings

    def setting(name: str, text: str) -> Typed:
        return Typed(text, Cell(SETTINGS, name, "value"))

    return Host(
        setting("gemeente", s.gemeente),
        setting("wijk", s.wijk),
        setting("contact_name", s.contact_name),
        setting("contact_phone", s.contact_phone),
        setting("contact_email", email_in(s.contact_email).shown),
    )


def scoring(dossier: Dossier) -> tuple[Group, ...]:
    """The groups that score at least one criterion that all at the table may read."""
    return tuple(g for g in dossier.groups if any(c.public for c in dossier.asked_of(g.id)))


def meeting_order(dossier: Dossier, occasion: Occasion) -> MeetingOrder:
    """The order of a meeting for all groups together: only what each of them may read.

    Public criteria only; and what the opgaven cost only if every group reads that when it scores.

    Raises:
        ValueError: no group scores a public criterion.
    """
    groups = scoring(dossier)
    requests = [blank_request(dossier, group) for group in groups]
    if not requests:
        message = "nobody scores a public criterion"
        raise ValueError(message)
    asked = {c.id: c for request in requests for c in request.criteria}
    criteria = []
    for criterion in dossier.criteria:
        own = [g for g in groups if g.id in criterion.groups]
        if criterion.public and own:
            named = () if own == list(groups) else tuple(map(_name, own))
            criteria.append(TableCriterion(asked[criterion.id], named))
    first = requests[0]
    costs = all(dossier.sees_cost(group.id) for group in groups)
    return MeetingOrder(
        host_of(dossier),
        occasion,
        tuple(_seats(dossier, group) for group in groups),
        first.lowest,
        first.highest,
        first.step,
        tuple(criteria),
        tuple(o if costs else replace(o, cost=Typed("", o.cost.cell)) for o in first.opgaven),
    )


def _name(group: Group) -> Typed:
    return Typed(group.name, Cell(GROUPS, group.id, "name"))


def _seats(dossier: Dossier, group: Group) -> Seats:
    own = [s for s in dossier.scorers if s.group == group.id]
    rounds = tuple(sorted({s.round for s in own}))
    return Seats(_name(group), len(own), sum(max(s.people, 1) for s in own), rounds)
