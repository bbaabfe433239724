"""What one scorer is asked: the part of a dossier that may leave the coordinator's workbook.

It contains no other scorers, no remarks or scores of others, and only the criteria that the
scorer's own group scores; so nothing else can be sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wijkexcel.layout.named import ANCHORS, CRITERIA, GROUPS, OPGAVEN, SCORERS, SCORES, SETTINGS
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.email_address import email_in
from wijkexcel.model.records import Criterion, Group, Opgave, Scorer
from wijkexcel.model.request import (
    criterion_mark,
    criterion_texts,
    mark_of,
    opgave_mark,
    scale_mark,
)
from wijkexcel.model.scores import Score
from wijkexcel.outgoing.typed import Cell, OwnWords, Typed
from wijkexcel.outgoing.wording import one_line
from wijkexcel.sentences.background import (
    background,
    euros,
    planning_in_words,
    years_in_words,
)


@dataclass(frozen=True)
class AskedCriterion:
    """One criterion with the meanings of its marks."""

    id: str
    name: Typed
    question: Typed
    direction: str
    lowest: Typed
    middle: Typed
    highest: Typed
    mark: str


@dataclass(frozen=True)
class AskedOpgave:
    """One opgave as shown to a scorer."""

    id: str
    name: Typed
    kind: str
    description: Typed
    coupling: Typed
    mark: str
    law: Typed
    law_status: str
    planning: Typed
    years: str
    """Of the planning, in words."""
    cost: Typed
    """In words; empty for who scores no criterion that shows the costs."""

    @property
    def background(self) -> str:
        """What the opgave hangs on, when it is planned and what it costs, in one line."""
        planning = planning_in_words(self.planning, self.years)
        return background(self.law, self.law_status, planning, self.cost)


@dataclass(frozen=True)
class Request:
    """Everything that one scorer is sent; ``given`` and ``remarks`` are the scorer's own."""

    scorer: str
    name: Typed
    group: Typed
    round: int
    email: Typed
    code: Typed
    wijk: Typed
    gemeente: Typed
    lowest: float
    highest: float
    step: float
    scale: str
    contact_name: Typed
    contact_phone: Typed
    contact_email: Typed
    criteria: tuple[AskedCriterion, ...]
    opgaven: tuple[AskedOpgave, ...]
    given: dict[tuple[str, str], Score] = field(default_factory=dict)
    """Own marks so far, by opgave and criterion."""
    remarks: dict[str, OwnWords] = field(default_factory=dict)
    """Own remarks so far, by opgave."""

    @property
    def version(self) -> str:
        """Version of all questions: computed from this request alone, so from what its reader sees.

        The fingerprint of the whole framework is never sent: weights, floors and other groups'
        criteria could be guessed from it by trial.
        """
        return version_of(self.scale, self.criteria, self.opgaven)

    @property
    def marks(self) -> tuple[float, ...]:
        """All marks of the scale, low to high."""
        count = round((self.highest - self.lowest) / self.step) + 1
        return tuple(round(self.lowest + i * self.step, 9) for i in range(count))

    @property
    def open(self) -> int:
        """How many answers are still missing."""
        return len(self.criteria) * len(self.opgaven) - len(self.given)


def version_of(
    scale: str, criteria: Iterable[AskedCriterion], opgaven: Iterable[AskedOpgave]
) -> str:
    """Combined version of several questions, computed from their own versions."""
    questions = [(c.id, c.mark) for c in criteria] + [(o.id, o.mark) for o in opgaven]
    return mark_of(scale, *questions)


def request_for(dossier: Dossier, scorer: Scorer, code: str) -> Request:
    """Make the request for one scorer.

    Raises:
        ValueError: the scorer's group does not exist, or is asked nothing.
    """
    found = next((g for g in dossier.groups if g.id == scorer.group), None)
    if found is None:
        message = f"scorer {scorer.id} has no group"
        raise ValueError(message)
    blank = blank_request(dossier, found)
    ids = {c.id for c in blank.criteria}
    given = {
        (opgave, criterion): score
        for (who, opgave, criterion), score in dossier.scores.cells().items()
        if who == scorer.id and criterion in ids
    }
    return replace(
        blank,
        scorer=scorer.id,
        name=Typed(scorer.name, Cell(SCORERS, scorer.id, "name")),
        round=scorer.round,
        email=Typed(scorer.email, Cell(SCORERS, scorer.id, "email")),
        code=Typed(code, Cell(SCORERS, scorer.id, "code")),
        given=given,
        remarks={
            r.opgave: OwnWords(r.text, Cell(f"{SCORES}{r.scorer}", r.opgave, "remark"))
            for r in dossier.remarks
            if r.scorer == scorer.id
        },
    )


def blank_request(dossier: Dossier, group: Group) -> Request:
    """Make a request that is not addressed yet: the questions for any member of a group.

    Raises:
        ValueError: the group is asked nothing.
    """
    asked = tuple(_criterion(dossier, c) for c in dossier.asked_of(group.id))
    if not asked:
        message = f"group {group.id} is asked nothing"
        raise ValueError(message)
    s = dossier.settings
    return Request(
        scorer="",
        name=Typed(),
        group=Typed(group.name, Cell(GROUPS, group.id, "name")),
        round=0,
        email=Typed(),
        code=Typed(),
        wijk=_setting("wijk", s.wijk),
        gemeente=_setting("gemeente", s.gemeente),
        lowest=s.lowest,
        highest=s.highest,
        step=s.step,
        scale=scale_mark(s),
        contact_name=_setting("contact_name", s.contact_name),
        contact_phone=_setting("contact_phone", s.contact_phone),
        contact_email=_setting("contact_email", email_in(s.contact_email).shown),
        criteria=asked,
        opgaven=tuple(_opgave(o, costs=dossier.sees_cost(group.id)) for o in dossier.opgaven),
    )


def _setting(field: str, text: str) -> Typed:
    return Typed(text, Cell(SETTINGS, field, "value"))


def _criterion(dossier: Dossier, criterion: Criterion) -> AskedCriterion:
    texts = criterion_texts(dossier, criterion)

    def typed(table: str, column: str) -> Typed:
        return Typed(texts[column], Cell(table, criterion.id, column))

    return AskedCriterion(
        id=criterion.id,
        name=typed(CRITERIA, "name"),
        question=typed(CRITERIA, "question"),
        direction=texts["direction"],
        lowest=typed(ANCHORS, "lowest"),
        middle=typed(ANCHORS, "middle"),
        highest=typed(ANCHORS, "highest"),
        mark=criterion_mark(dossier, criterion),
    )


def _opgave(opgave: Opgave, *, costs: bool) -> AskedOpgave:
    def typed(column: str, text: str) -> Typed:
        return Typed(text, Cell(OPGAVEN, opgave.id, column))

    return AskedOpgave(
        id=opgave.id,
        name=typed("name", opgave.name),
        kind=opgave.kind.value if opgave.kind else "",
        description=typed("description", opgave.description),
        coupling=typed("coupling", opgave.coupling),
        mark=opgave_mark(opgave),
        law=typed("law", one_line(opgave.law)),
        law_status=opgave.law_status or "",
        planning=typed("planning", one_line(opgave.planning)),
        years=years_in_words(opgave.year_from, opgave.year_to),
        cost=typed("cost", euros(opgave.cost) if costs else ""),
    )
