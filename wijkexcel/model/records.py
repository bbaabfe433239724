"""Frozen records for everything in a wijkexcel workbook.

Each record mirrors one table of the workbook (see ``wijkexcel.layout``). Ids are text: ``O01``
for an opgave, ``C01`` for a criterion, ``G1`` for a group, ``S01`` for a scorer. Fields that a
user may leave open are empty text or ``None``; ``wijkexcel.checks`` reports what is wrong in them.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from wijkexcel.model.numbers import Number, Weight, Whole, Year


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields, no silent conversion of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Direction(StrEnum):
    """Whether a high mark or a low mark is good for the wijk."""

    HIGHER = "hoger is beter"
    LOWER = "lager is beter"


class Visibility(StrEnum):
    """Whether a criterion may appear in public documents."""

    PUBLIC = "openbaar"
    INTERNAL = "intern"


class GroupKind(StrEnum):
    """The kind of party of a group of scorers."""

    MUNICIPALITY = "gemeente"
    CORPORATION = "corporatie"
    RESIDENTS = "bewoners"
    OTHER = "anders"


class OpgaveKind(StrEnum):
    """Physical or social."""

    PHYSICAL = "fysiek"
    SOCIAL = "sociaal"


class Koppelvorm(StrEnum):
    """How an opgave is coupled to the wijkaanpak (the three forms of the method)."""

    INTEGRAAL = "integrale aanpak"
    MEELIFT = "meeliftaanpak"
    GECOORDINEERD = "gecoördineerde uitvoering"


class LawStatus(StrEnum):
    """The status of the law or scheme on which an opgave depends."""

    IN_FORCE = "geldt"
    UNCERTAIN = "onzeker"
    LAPSED = "vervallen"


class Choice(StrEnum):
    """The three possible decisions on an opgave."""

    CHOSEN = "gekozen"
    REJECTED = "niet gekozen"
    DEFERRED = "uitgesteld"


class Answer(StrEnum):
    """The team's answer after reconsidering an opgave that fell short."""

    ADD = "toevoegen"
    LEAVE_OUT = "niet toevoegen"
    DEFER = "uitstellen"


class Verdict(StrEnum):
    """A yes or a no that was given on purpose; while there is neither, another place counts."""

    YES = "ja"
    NO = "nee"


class Joins(StrEnum):
    """The answer of who was asked to join."""

    YES = "ja"
    NO = "nee"
    UNSURE = "weet nog niet"


class Relation(StrEnum):
    """The relation between two opgaven."""

    STRENGTHENS = "versterkt"
    OPPOSES = "werkt tegen"
    NONE = "geen"


class Address(StrEnum):
    """How the letter addresses its readers."""

    FORMAL = "u"
    INFORMAL = "je"


CLOSE: Final = 0.05
"""Default share of the scale range below the threshold that counts as close."""


PROJECT_TEAM: Final = "het projectteam"
"""Who makes the choices where nothing else is filled in: the method says so."""


class Settings(Record):
    """The settings on sheet Start."""

    gemeente: str = ""
    wijk: str = ""
    sender: str = ""
    sender_role: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    address: Address = Address.FORMAL
    lowest: Number = 1.0
    """Lowest mark of the scale."""
    highest: Number = 5.0
    """Highest mark of the scale; above ``lowest``."""
    step: Number = 1.0
    """Smallest difference between two marks; 1 means whole marks."""
    threshold: Number | None = None
    """The threshold: the score that an opgave must reach, on the scale."""
    threshold_date: date | None = None
    margin: Number | None = None
    """The distance below the threshold that counts as close; None: 5 % of the scale range."""
    rounds_counted: Whole = 1
    """Scorers up to and including this round count."""
    smallest_group: Whole = 3
    """Group results of fewer people than this never appear in a public document."""
    max_opgaven: Whole | None = None
    effort_capacity: Number | None = None
    """The team's capacity for effort, in the unit of ``Opgave.effort``."""
    unforeseen: Number = 0.2
    """Share (0 to 1) of the capacity that is reserved for the unforeseen."""
    what_was_asked: str = ""
    """Sentences for the letter: what residents and partners were asked, and when."""
    next_steps: str = ""
    """Sentences for the letter: what happens next."""
    letter_date: date | None = None
    answers_before: date | None = None
    """The day by which scorers are asked to answer."""
    may_be_named: str = ""
    """Names and words allowed in outgoing texts although the search finds them; ';' separated."""
    weights_date: date | None = None
    """The day on which the weights of criteria and groups were agreed."""
    without_reason: Verdict | None = None
    """Yes: what fell short without a reason is left out together, unless answered by itself."""
    without_reason_why: str = ""
    chosen_by: str = ""
    """Who makes the choices together; empty: the project team."""
    confirmed_by: str = ""
    """Who confirms the choices, such as the college; empty: nobody apart."""
    decides_on: date | None = None
    """The day on which is decided, for the decision sheet; letters say when it was decided."""
    objection: str = ""
    """Sentences for the letter: what someone can do who disagrees with a choice."""
    year_from: Year | None = None
    """The first year of the work of the wijkaanpak."""
    year_to: Year | None = None
    """The last year of it."""

    @property
    def choosing(self) -> str:
        """Who makes the choices, as the documents say it."""
        return self.chosen_by.strip() or PROJECT_TEAM

    @property
    def reconsider_margin(self) -> float:
        """The margin in force: as set, or 5 % of the scale range (design, section 3)."""
        return CLOSE * (self.highest - self.lowest) if self.margin is None else self.margin

    def room(self, capacity: float | None) -> float | None:
        """Usable part of a capacity: without the room for the unforeseen (design, section 3)."""
        return None if capacity is None else capacity * (1 - self.unforeseen)


class Criterion(Record):
    """One criterion of the afwegingskader."""

    id: str
    name: str
    question: str = ""
    put_forward_by: str = ""
    direction: Direction = Direction.HIGHER
    weight: Weight = 0.0
    floor: Number | None = None
    """Smallest criterion score (after direction) with which an opgave can qualify."""
    visibility: Visibility | None = None
    """None: not chosen yet. Until then it is internal."""
    shows_cost: bool = False
    """Whether who scores it also sees the estimated costs."""
    groups: tuple[str, ...] = ()
    """Ids of the groups that score this criterion."""

    @property
    def public(self) -> bool:
        """Whether a public document may name it: only after an explicit choice."""
        return self.visibility is Visibility.PUBLIC


class Anchors(Record):
    """The meanings of the marks for one criterion."""

    criterion: str
    lowest: str = ""
    middle: str = ""
    highest: str = ""


class Opgave(Record):
    """One challenge that could be coupled to the wijkaanpak."""

    id: str
    name: str
    kind: OpgaveKind | None = None
    domain: str = ""
    description: str = ""
    coupling: str = ""
    """The possible form of coupling; filled in before scoring."""
    koppelvorm: Koppelvorm | None = None
    chances: str = ""
    risks: str = ""
    put_forward_by: str = ""
    planning: str = ""
    cost: float | None = None
    """Estimated cost in euro."""
    effort: Number | None = None
    """Effort required of the project team, in points that the team agrees on."""
    law: str = ""
    law_status: LawStatus | None = None
    law_fallback: str = ""
    """What the team does if that law or scheme falls away."""
    law_look_on: date | None = None
    """The day to look again whether it still holds."""
    longer_term: str = ""
    """Why it matters in the longer term, even if there is no problem today."""
    make_or_break: bool = False
    make_or_break_why: str = ""
    year_from: Year | None = None
    """The first year for which the work is planned, without coupling."""
    year_to: Year | None = None
    """The last year of it."""


class Group(Record):
    """A party whose scores are averaged together."""

    id: str
    name: str
    kind: GroupKind = GroupKind.OTHER
    weight: Weight = 0.0


class Scorer(Record):
    """One person, or one table, who fills in a tab. Never appears in a public document."""

    id: str
    name: str
    organisation: str = ""
    role: str = ""
    group: str = ""
    domain: str = ""
    email: str = ""
    round: Whole = 1
    people: Whole = 1
    """How many people filled it in together; more than one for a table."""
    code: str = ""
    """Random code in the workbook sent to this scorer; it identifies the sender."""
    sent_on: date | None = None
    version: str = ""
    """Fingerprint of the questions when the workbook was made."""
    received_on: date | None = None


class Remark(Record):
    """A scorer's remark beside the scores of one opgave. Internal."""

    scorer: str
    opgave: str
    text: str


class Reconsideration(Record):
    """The team's answer after the reconsideration."""

    opgave: str
    make_or_break: Verdict | None = None
    """Whether it can make or break the wijkaanpak, as the team sees it at the second look."""
    answer: Answer | None = None
    why: str = ""
    public: bool = False
    """Whether ``why`` is to become the public reason of the decision too."""


class Pair(Record):
    """The relation between two opgaven."""

    id: str
    first: str
    second: str
    relation: Relation | None = None
    why: str = ""


class LeftOut(Record):
    """A chosen opgave that the team leaves out for a try, to see what that would change."""

    id: str
    opgave: str = ""


class Decision(Record):
    """The decision on one opgave, with its reasons."""

    opgave: str
    choice: Choice | None = None
    koppelvorm: Koppelvorm | None = None
    form_settled: str = ""
    """How what the koppelvorm asks is settled. Internal."""
    public_reason: str = ""
    internal_note: str = ""
    follow_up: str = ""
    """For a deferred opgave: what is awaited. Otherwise: the next action."""
    when: date | None = None
    decided_by: str = ""
    decided_on: date | None = None


class Ambition(Record):
    """What a chosen opgave adds to the neighbourhood's joint ambition."""

    opgave: str
    objective: str = ""
    measured_by: str = ""
    first_measures: str = ""
    who: str = ""
    in_tender: str = ""
    """What is asked of whoever tenders for the work; empty: it does not go along."""


class Joining(Record):
    """A body that was asked to join, and what it says to take into account. Internal."""

    id: str
    body: str
    contact: str = ""
    """A person; with the address, in no document and with nobody else."""
    email: str = ""
    joins: Joins | None = None
    """None: no answer yet."""
    consider: str = ""
    until: date | None = None
    """Last day on which it has to be taken into account; None: no end."""
    asked_on: date | None = None
    answer_before: date | None = None
    opgave: str = ""
    """The opgave that it is about; empty for the wijkaanpak as a whole."""


class Priority(Record):
    """One answer to 'what must come first?', counted before a criterion is written from it."""

    id: str
    answer: str
    given_by: str = ""
    criterion: str = ""
    """The criterion that it became part of; empty: none yet."""
    times: Whole | None = None
    """How many people gave this answer."""


class LogEntry(Record):
    """One line of the logbook."""

    when: datetime
    who: str
    what: str
    fingerprint: str = ""
