"""What is still missing: for the letter (refused) and for the decision sheet (reported on it)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from wijkexcel.layout.named import AMBITION, CRITERIA, DECISIONS, OPGAVEN, header, setting
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Where
from wijkexcel.model.records import Choice, Criterion, Decision, Opgave
from wijkexcel.outgoing.wording import one_line
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.agreed import weights_differ
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.reconsider import second_look
from wijkexcel.rules.sayable import counts
from wijkexcel.rules.whole import all_to_settle, left_to_team, opposing
from wijkexcel.sentences.hurdles import Hurdle

_NAME_LENGTH = 60


def public_criteria(dossier: Dossier) -> tuple[Criterion, ...]:
    """Public criteria that count."""
    return tuple(c for c in dossier.criteria if c.public and counts(c))


def asked_criteria(dossier: Dossier) -> tuple[Criterion, ...]:
    """Public criteria that count, except those nobody was asked, because they were added later.

    While there are no scores yet, all of them.
    """
    answered: Bools = np.any(dossier.scores.filled, axis=(0, 1))
    asked = {c.id for c, some in zip(dossier.criteria, answered, strict=True) if some}
    return tuple(c for c in public_criteria(dossier) if not asked or c.id in asked)


def label(opgave: Opgave) -> str:
    """Id and name of an opgave for a message; a long name is shortened."""
    name = one_line(opgave.name)
    cut = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"
    return f"{opgave.id} {cut}".rstrip()


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing item: where, on which sheet, of what, and what to do."""

    where: Where
    sheet: str
    about: str
    problem: str
    action: str

    @property
    def text(self) -> str:
        """The whole as one line."""
        place = f"{self.sheet}, {self.about}" if self.about else self.sheet
        return f"{place}: {self.problem} {self.action}"


def _decision(opgave: Opgave, said: Decision) -> Iterator[Missing]:
    def lacks(key: str, problem: str, action: str) -> Missing:
        return Missing(Where(DECISIONS, opgave.id, key), "Besluit", label(opgave), problem, action)

    if said.choice is None:
        action = "Kies gekozen, niet gekozen of uitgesteld."
        yield lacks("choice", "er is nog geen besluit.", action)
        return
    if not said.public_reason.strip():
        yield lacks("public_reason", "de openbare reden ontbreekt.", "Vul die in.")
    if said.choice is Choice.CHOSEN and said.koppelvorm is None:
        action = "Kies in welke vorm de opgave meedoet."
        yield lacks("koppelvorm", "de koppelvorm ontbreekt.", action)
    if said.choice is Choice.DEFERRED:
        if not said.follow_up.strip():
            action = f"Vul dat in bij {header(DECISIONS, 'follow_up')}."
            yield lacks("follow_up", "waarop wordt gewacht ontbreekt.", action)
        if said.when is None:
            yield lacks("when", "tot wanneer is uitgesteld ontbreekt.", "Vul de datum in.")
    if not said.decided_by.strip():
        yield lacks("decided_by", "wie dit besloot ontbreekt.", "Vul dat in.")
    if said.decided_on is None:
        yield lacks("decided_on", "de datum van het besluit ontbreekt.", "Vul die in.")


def _decisions(dossier: Dossier) -> Iterator[Missing]:
    if not dossier.opgaven:
        yield Missing(
            Where(OPGAVEN), "Opgaven", "", "er staat nog geen opgave.", "Vul de opgaven in."
        )
    for opgave in dossier.opgaven:
        if not opgave.name.strip():
            where = Where(OPGAVEN, opgave.id, "name")
            yield Missing(where, "Opgaven", opgave.id, "de naam ontbreekt.", "Vul die in.")
    for opgave in dossier.opgaven:
        yield from _decision(opgave, dossier.decision(opgave.id))


def _place(dossier: Dossier) -> Iterator[Missing]:
    settings = dossier.settings
    for field, text, what in (
        ("gemeente", settings.gemeente, "de naam van de gemeente"),
        ("wijk", settings.wijk, "de naam van de wijk"),
    ):
        if not text.strip():
            yield _on_start(field, what)


def _on_start(field: str, what: str) -> Missing:
    return Missing(setting(field), "Start", "", f"{what} ontbreekt.", "Vul dat in.")


def _start(dossier: Dossier) -> Iterator[Missing]:
    yield from _place(dossier)
    settings = dossier.settings
    for field, text, what in (
        ("sender", settings.sender, "de afzender van de brief"),
        ("contact_name", settings.contact_name, "de naam van de contactpersoon"),
        (
            "contact_phone",
            settings.contact_phone + settings.contact_email,
            "een telefoonnummer of e-mailadres",
        ),
        ("what_was_asked", settings.what_was_asked, "de tekst over wat er is gevraagd"),
        ("next_steps", settings.next_steps, "de tekst over hoe het verder gaat"),
        ("objection", settings.objection, "wat iemand kan doen die het niet eens is met een keuze"),
    ):
        if not text.strip():
            yield _on_start(field, what)


def _ambitions(dossier: Dossier) -> Iterator[Missing]:
    """What is missing of the chosen opgaven, also on Besluit: the page says what was decided."""
    chosen = [o for o in dossier.opgaven if dossier.decision(o.id).choice is Choice.CHOSEN]
    if not chosen:
        action = "Kies eerst, op het blad Besluit."
        yield Missing(Where(DECISIONS), "Besluit", "", "er is nog geen opgave gekozen.", action)
    for opgave in chosen:
        yield from _decision(opgave, dossier.decision(opgave.id))
        said = dossier.ambition(opgave.id)
        for key, text, what in (
            ("objective", said.objective, "het doel"),
            ("who", said.who, "wie het doet"),
        ):
            if not text.strip():
                where = Where(AMBITION, opgave.id, key)
                about, problem = label(opgave), f"{what} ontbreekt."
                yield Missing(where, "Ambitie", about, problem, "Vul dat in.")


def _threshold() -> Missing:
    problem = "de afgesproken score ontbreekt."
    return Missing(setting("threshold"), "Start", "", problem, "Vul die in.")


def _weighing(dossier: Dossier, outcome: Outcome) -> Iterator[Missing]:
    if dossier.settings.threshold is None:
        yield _threshold()
    public = asked_criteria(dossier)
    if not public:
        yield Missing(
            Where(CRITERIA),
            "Criteria",
            "",
            "er is geen openbaar criterium dat meetelt.",
            "Zonder zo'n criterium kan de brief niet zeggen hoe er is gewogen.",
        )
    for criterion in dossier.criteria:
        if criterion.visibility is None and counts(criterion):
            where = Where(CRITERIA, criterion.id, "visibility")
            about = f"{criterion.id} {one_line(criterion.name)}".rstrip()
            problem = "niemand koos of het openbaar of intern is."
            yield Missing(where, "Criteria", about, problem, "Kies dat.")
    for criterion in public:
        about = f"{criterion.id} {one_line(criterion.name)}".rstrip()
        for key, text, what in (
            ("name", criterion.name, "de naam"),
            ("question", criterion.question, "de vraag"),
        ):
            if not text.strip():
                where = Where(CRITERIA, criterion.id, key)
                yield Missing(where, "Criteria", about, f"{what} ontbreekt.", "Vul die in.")
    if not any(outcome.coverage_group.values()):
        action = "Zonder scores kan de brief er niet zijn."
        yield Missing(Where(""), "Scores", "", "er is nog niet gescoord.", action)


def missing_for_letter(dossier: Dossier, outcome: Outcome) -> tuple[Missing, ...]:
    """List everything that the letter must say but the workbook does not contain."""
    return (*_start(dossier), *_weighing(dossier, outcome), *_decisions(dossier))


def missing_for_ambition(dossier: Dossier) -> tuple[Missing, ...]:
    """List everything that the page for the ambition must say but the workbook does not contain."""
    return (*_place(dossier), *_ambitions(dossier))


def missing_for_sheet(dossier: Dossier, outcome: Outcome) -> tuple[str, ...]:
    """List what the decision sheet is missing: agreements, scores, reconsideration, decisions."""
    named = {opgave.id: label(opgave) for opgave in dossier.opgaven}
    found: list[str] = []
    if dossier.settings.threshold is None:
        found.append(_threshold().text)
    elif dossier.settings.threshold_date is None:
        found.append("Start: de datum waarop de score is afgesproken ontbreekt. Vul die in.")
    if weights_differ(dossier) and dossier.settings.weights_date is None:
        found.append("Start: de datum waarop de gewichten zijn afgesproken ontbreekt. Vul die in.")
    for scored in outcome.opgaven:
        if scored.total is None:
            found.append(f"Scores, {named[scored.opgave]}: er is nog niet gescoord.")
        elif scored.status.provisional:
            found.append(
                f"Scores, {named[scored.opgave]}: de stand is voorlopig. Scores die nog leeg "
                "zijn, kunnen de uitkomst veranderen."
            )
    found.extend(
        f"Heroverweging, {named[o.id]}: er is nog geen antwoord. Kijk er nog eens naar."
        for o in dossier.opgaven
        if outcome[o.id].status.falls_short
        and second_look(dossier, o, outcome[o.id]).answer is None
    )
    found.extend(_to_settle(dossier, outcome, named))
    return (*found, *(missing.text for missing in _decisions(dossier)))


def _to_settle(dossier: Dossier, outcome: Outcome, named: Mapping[str, str]) -> Iterator[str]:
    """What is to be settled before the team chooses, and of which opgaven."""
    left = left_to_team(dossier, outcome)
    about = {
        Hurdle.OPPOSING: [f"{p.first} en {p.second}" for p in opposing(dossier, outcome)],
        **{
            own: [named[opgave] for opgave, keep in left.items() if own in keep]
            for own in (Hurdle.NO_COST, Hurdle.LAPSED)
        },
    }
    for hurdle in all_to_settle(left):
        which = f" ({'; '.join(about[hurdle])})" if hurdle in about else ""
        yield f"Voor de keuze: {hurdle}{which}."
