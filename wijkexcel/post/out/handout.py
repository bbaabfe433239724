"""Papers that are handed out: the order of the meeting for a table, and the slip with one question.

They ask nobody by name, so nothing is recorded in the workbook.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkexcel.checks.base import label
from wijkexcel.documents.handout import meeting_docx, slip_docx
from wijkexcel.documents.own_text import own_text
from wijkexcel.dutch.lists import listed
from wijkexcel.files.names import slug
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import Group, Scorer
from wijkexcel.outgoing.form import HAND_IN, Occasion
from wijkexcel.outgoing.gate import Reader, gate_of
from wijkexcel.outgoing.handout import (
    QuestionSlip,
    host_of,
    meeting_order,
    scoring,
)
from wijkexcel.outgoing.request import blank_request
from wijkexcel.outgoing.typed import Typed
from wijkexcel.post.out.ready import Ready
from wijkexcel.steps.report import Document, Run

_LONGEST = 60
_STAND_IN = 1000
"""No workbook has so many scorers."""


class Paper(StrEnum):
    """What is handed out; the value is also that of the option, and begins the name of the file."""

    TABLE = "tafel"
    SLIP = "vraag"


@dataclass(frozen=True)
class HandoutAsk:
    """What the coordinator wants.

    Attributes:
        paper: which of the two.
        before: the day by which answers are due.
        where: where to hand them in, as a sentence.
        template: the municipality's own Word template.
    """

    paper: Paper
    before: date | None = None
    where: str = ""
    template: bytes | None = None


@dataclass(frozen=True)
class Handout:
    """The result: a document to save, or the findings that prevent it."""

    document: Document | None
    notes: tuple[str, ...]
    refused: tuple[Finding, ...] = ()


def handout(port: Port, run: Run, ask: HandoutAsk) -> Handout:
    """Make the paper; nothing is written in the workbook.

    Raises:
        FileError: the given day has passed.
        TemplateError: the template uses a field that does not exist.
        NotReadyError: it contains something that its readers may not see.
    """
    ready = Ready.of(port)
    make = _meeting if ask.paper is Paper.TABLE else _slip
    return make(ready, run, ask)


def _meeting(ready: Ready, run: Run, ask: HandoutAsk) -> Handout:
    """What is read aloud is cleared for every group that sits at the table."""
    dossier = ready.reading.dossier
    before, late = ready.wanted_before(ask.before, run)
    groups = scoring(dossier)
    if not dossier.opgaven or not groups:
        return Handout(None, tuple(_nothing_to_read(dossier)))
    some = tuple(_at_table(dossier, groups))
    if wrong := ready.wrong(some) + late:
        return Handout(None, (), wrong)
    gate = gate_of(dossier)
    order = meeting_order(dossier, Occasion(run.when.date(), before, Typed(ask.where, HAND_IN)))
    typed = own_text(ask.template, run.house)
    readers = [gate.reader(blank_request(dossier, group)) for group in groups]
    for reader in readers:
        cleared = reader.clear(order)
        reader.clear(typed)
    docx = meeting_docx(cleared, ask.template, run.house)
    notes = (*_left_out(dossier), *ready.to_know(), *ready.doubts(some))
    return _made(ask, dossier, docx, (*notes, *_doubts(readers, (order, typed))))


def _slip(ready: Ready, run: Run, ask: HandoutAsk) -> Handout:
    dossier = ready.reading.dossier
    if ask.before is not None:
        ready.wanted_before(ask.before, run)
    slip = QuestionSlip(
        host_of(dossier), Occasion(run.when.date(), ask.before, Typed(ask.where, HAND_IN))
    )
    everyone = gate_of(dossier).everyone()
    typed = own_text(ask.template, run.house)
    everyone.clear(typed)
    docx = slip_docx(everyone.clear(slip), ask.template, run.house)
    return _made(ask, dossier, docx, _doubts([everyone], (slip, typed)))


def _made(ask: HandoutAsk, dossier: Dossier, docx: bytes, notes: tuple[str, ...]) -> Handout:
    wijk = slug(dossier.settings.wijk, _LONGEST)
    name = "-".join(part for part in (ask.paper.value, wijk) if part)
    return Handout(Document(f"{name}.docx", docx), tuple(dict.fromkeys(notes)))


def _doubts(readers: list[Reader], value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(d for reader in readers for d in reader.doubts(value)))


def _at_table(dossier: Dossier, groups: Iterable[Group]) -> Iterator[Scorer]:
    """The scorers of the groups; a stand-in for a group of which nobody is listed yet."""
    for number, group in enumerate(groups):
        own = [s for s in dossier.scorers if s.group == group.id]
        yield from own or [Scorer(id=f"S{_STAND_IN + number}", name="-", group=group.id)]


def _nothing_to_read(dossier: Dossier) -> Iterator[str]:
    if not dossier.opgaven:
        yield "Er zijn nog geen opgaven om te scoren. Vul het blad Opgaven in."
    else:
        yield (
            "Geen enkele groep scoort een openbaar criterium. Kies op het blad Criteria wie wat "
            "scoort."
        )


def _left_out(dossier: Dossier) -> Iterator[str]:
    """What a group reads when it scores, but not everyone at the table."""
    internal = [label(c) for c in dossier.criteria if not c.public and c.groups]
    if internal:
        yield (
            f"Niet op dit papier, want het is intern: {listed(internal)}. Wie dat scoort, doet dat "
            "op het eigen blad of formulier."
        )
    groups = scoring(dossier)
    sees = [dossier.sees_cost(group.id) for group in groups]
    if any(sees) and not all(sees) and any(o.cost is not None for o in dossier.opgaven):
        yield (
            "De geschatte kosten staan er niet op: niet elke groep leest die bij het scoren. Zie "
            "op het blad Criteria 'Toont kosten'."
        )
