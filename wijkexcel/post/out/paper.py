"""On paper: a form per scorer or a blank one for a group, and the workbook for entering them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wijkexcel.documents.form import form_docx
from wijkexcel.documents.own_text import own_text
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import FileError
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import Group, Scorer
from wijkexcel.outgoing.form import HAND_IN, Occasion, PaperForm
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.request import Request, blank_request
from wijkexcel.outgoing.typed import Typed
from wijkexcel.post.out.distribute import file_name
from wijkexcel.post.out.ready import Chosen, Ready
from wijkexcel.sentences import logged
from wijkexcel.steps.report import Run
from wijkexcel.workbook.building.entry import build_entry


@dataclass(frozen=True)
class PaperAsk:
    """What the coordinator wants.

    Attributes:
        before: the day by which forms are due.
        where: where to hand them in, as a sentence.
        only: ids of scorers; empty for everyone who has not answered everything.
        blank: id of the group for which a single blank form is made instead; empty for none.
        template: the municipality's own Word template.
    """

    before: date | None = None
    where: str = ""
    only: frozenset[str] = frozenset()
    blank: str = ""
    template: bytes | None = None


@dataclass(frozen=True)
class Form:
    """One form; a blank form has a request without a scorer."""

    request: Request
    file_name: str
    docx: bytes


@dataclass(frozen=True)
class Papers:
    """The result: forms and a workbook to save, or the findings that prevent it."""

    forms: tuple[Form, ...]
    entered: tuple[Request, ...]
    """The scorers whose forms can be entered in the workbook."""
    entry_name: str
    entry: bytes
    notes: tuple[str, ...]
    refused: tuple[Finding, ...] = ()


def papers(port: Port, run: Run, ask: PaperAsk) -> Papers:
    """Make the forms, and record in the workbook what was made for whom.

    The caller saves the workbook first, so that no code is ever sent out that it does not record.

    Raises:
        FileError: the group does not exist or is asked nothing; a named scorer does not exist; or
            the given day has passed.
        TemplateError: the template uses a field that does not exist.
        NotReadyError: it contains something that its reader may not see.
    """
    ready = Ready.of(port)
    dossier = ready.reading.dossier
    group = _group(dossier, ask.blank) if ask.blank else None
    chosen = ready.chosen(ask.only, group=group.id if group is not None else "")
    before, late = ready.wanted_before(ask.before, run)
    wrong = ready.wrong(chosen.asked or _somebody(group)) + late
    if wrong:
        return Papers((), (), "", b"", (), wrong)
    asked = tuple(ready.requests(chosen.asked))
    occasion = Occasion(run.when.date(), before, Typed(ask.where, HAND_IN))
    on_paper: Sequence[Request] = asked
    if group is not None and dossier.opgaven:
        on_paper = [blank_request(dossier, group)]
    gate = gate_of(dossier)
    cleared = [gate.reader(r).clear(PaperForm(r, occasion)) for r in on_paper]
    typed = own_text(ask.template, run.house)
    for request in on_paper:
        gate.reader(request).clear(typed)
    forms = tuple(
        Form(
            each.value.request,
            _name(each.value.request, group),
            form_docx(each, ask.template, run.house),
        )
        for each in cleared
    )
    # Who types over reads what each of these scorers was asked, whatever form they got.
    entry = build_entry([gate.reader(r).clear(r) for r in asked], run.when.date()) if asked else b""
    notes = [*_notes(dossier, chosen, group), *ready.to_know()]
    if forms:
        notes += ready.uncounted(chosen.asked)
        notes += ready.doubts(chosen.asked or _somebody(group))
        told = (gate.reader(f.value.request).doubts((f.value, typed)) for f in cleared)
        notes += dict.fromkeys(doubt for doubts in told for doubt in doubts)
        notes += ready.note(port, run, asked, _line(asked, group))
    name = file_name(replace(asked[0], scorer="", name=Typed()), "invoer") if asked else ""
    return Papers(forms, asked, name, entry, tuple(notes))


def _somebody(group: Group | None) -> tuple[Scorer, ...]:
    """A stand-in scorer for a blank form, while the group has no scorers listed."""
    return () if group is None else (Scorer(id="-", name="-", group=group.id),)


def _group(dossier: Dossier, key: str) -> Group:
    """Find the group of a blank form."""
    group = next((g for g in dossier.groups if g.id == key), None)
    if group is not None and dossier.asked_of(group.id):
        return group
    scoring = [f"{g.id} ({g.name})" for g in dossier.groups if dossier.asked_of(g.id)]
    problem = (
        f"Groep {key} staat niet op het blad Deelnemers."
        if group is None
        else f"Groep {key} ({group.name}) scoort geen enkel criterium."
    )
    choose = f" Kies uit: {commas(scoring)}." if scoring else ""
    raise FileError(problem + choose)


def _name(request: Request, group: Group | None) -> str:
    if group is not None:
        request = replace(request, scorer=f"leeg-{group.id}", name=request.group)
    return file_name(request, "formulier")


def _line(asked: Sequence[Request], group: Group | None) -> Written:
    ids = [r.scorer for r in asked]
    if group is None:
        return logged.ON_PAPER.write(scorers=ids)
    return logged.BLANK_FORM.write(group=group.id, entry={"scorers": ids} if ids else None)


def _notes(dossier: Dossier, chosen: Chosen, group: Group | None) -> list[str]:
    remedy = "Wilt u toch een formulier maken? Dat kan met --wie {}."
    notes = list(chosen.without("geen formulier", remedy))
    if dossier.scorers and not dossier.opgaven:
        notes.append("Er zijn nog geen opgaven om te scoren. Vul het blad Opgaven in.")
    elif group is not None and chosen.asked:
        ids = commas(s.id for s in chosen.asked)
        notes.append(
            "Kopieer het lege formulier. Schrijf op elk formulier een ander nummer, van deze "
            f"deelnemers: {ids}."
        )
    elif chosen.asked or chosen.done or chosen.waiting:
        pass
    elif group is None:
        notes.append("Er is niemand om een formulier voor te maken. Vul het blad Deelnemers in.")
    else:
        notes.append(
            f"Er is geen invoerbestand gemaakt: op het blad Deelnemers staat niemand van groep "
            f"{group.id} ({group.name}). Zet daar eerst de mensen neer, of 'Bewoner 1', 'Bewoner "
            "2' en verder. Het nummer voor de naam (S01) komt op het formulier."
        )
    return notes
