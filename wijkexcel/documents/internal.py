"""The decision sheet as a value: the full record, for the project team only."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One opgave on the first page, with its reason in a line."""

    id: str
    name: str
    total: str
    unexpected: str
    """Why status or decision are not what the total lets one expect; empty if they are."""
    reason: str
    follow_up: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """The opgaven with the same decision."""

    name: str
    """The decision and how many, such as 'Gekozen (8)'."""
    lines: tuple[ChoiceLine, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One agreement or setting."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion with the meaning of its marks."""

    id: str
    name: str
    question: str
    put_forward_by: str
    direction: str
    weight: str
    share: str
    """Share in the sum of all criterion weights."""
    floor: str
    visibility: str
    groups: str
    lowest: str
    middle: str
    highest: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group."""

    id: str
    name: str
    kind: str
    weight: str
    share: str
    people: int
    coverage: str


@dataclass(frozen=True, slots=True)
class ScorerLine:
    """One participant; without e-mail address and without marks."""

    id: str
    name: str
    organisation: str
    role: str
    group: str
    domain: str
    round: int
    coverage: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Results of the scores for one opgave; numbers as shown."""

    id: str
    name: str
    rank: str
    total: str
    status: str
    lowest: str
    highest: str
    coverage: str
    by_criterion: tuple[str, ...]
    """In the order of the criteria."""
    by_group: tuple[str, ...]
    """In the order of the groups."""
    floors_missed: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """The decision on one opgave, and everything that led to it."""

    id: str
    name: str
    choice: str
    koppelvorm: str
    form_settled: str
    total: str
    status: str
    departs: bool | None
    """None while there is no decision."""
    law: str
    """The law or scheme on which it hangs, with its status."""
    planning: str
    """When the work would be done anyway, with its years."""
    risks: str
    to_consider: str
    """What others asked to take into account, and until when."""
    cost: str
    reasons_to_reconsider: str
    answer: str
    answer_why: str
    public_reason: str
    internal_note: str
    follow_up: str
    when: str
    reason_above: bool
    """Whether the first page holds the whole public reason; likewise the two below."""
    risks_above: bool
    follow_up_above: bool
    decided_by: str
    decided_on: str


@dataclass(frozen=True, slots=True)
class JoiningLine:
    """A body that was asked to join; without its contact."""

    name: str
    joins: str
    consider: str
    until: str
    opgave: str


@dataclass(frozen=True, slots=True)
class CostLine:
    """One opgave for the step of the method that gives insight in costs and benefits."""

    name: str
    choice: str
    cost: str
    """The estimate, or that there is none yet."""
    awaited: str
    until: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """The relation between two opgaven."""

    first: str
    first_id: str
    second: str
    second_id: str
    relation: str
    why: str
    both_chosen: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the logbook."""

    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """Everything on the decision sheet (besluitenblad). Internal."""

    gemeente: str
    wijk: str
    dated: date
    missing: tuple[str, ...]
    """What is still missing; empty when the sheet is complete."""
    asked: str
    """What is asked, of whom and when; or that it was decided."""
    choices: tuple[ChoiceGroup, ...]
    uncertain: tuple[str, ...]
    """What can still turn, or is close to the agreed score."""
    differences: tuple[str, ...]
    """Where groups differ."""
    risks: tuple[str, ...]
    """What can go wrong with what was chosen."""
    decided_together: str
    """Who decided all and when, if that is the same for every opgave; else empty."""
    threshold: str
    facts: tuple[Fact, ...]
    criteria: tuple[CriterionLine, ...]
    groups: tuple[GroupLine, ...]
    one_person: str
    """Names of groups with a total that is one person's score; empty if there are none."""
    scorers: tuple[ScorerLine, ...]
    scores: tuple[ScoreLine, ...]
    """By rank; unscored opgaven last."""
    decisions: tuple[DecisionLine, ...]
    """In the order of the workbook."""
    joining: tuple[JoiningLine, ...]
    for_costs: tuple[CostLine, ...]
    """What goes to the step 'Inzicht in kosten en opbrengsten': deferred, or without costs."""
    pairs: tuple[PairLine, ...]
    log: tuple[LogLine, ...]

    @property
    def title(self) -> str:
        """Title of the document."""
        return f"Besluitenblad {self.wijk}".rstrip()
