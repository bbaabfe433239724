"""What still lacks: for the letter (it is refused) and for the decision sheet (it says so)."""

from collections.abc import Iterator

from wijkexcel.documents.wording import one_line
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Criterion, Decision, Opgave, Visibility
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.reconsider import candidates

_NAME_LENGTH = 60


def counts(criterion: Criterion) -> bool:
    """Whether a criterion can decide anything: by its weight or by its floor."""
    return criterion.weight > 0 or criterion.floor is not None


def public_criteria(dossier: Dossier) -> tuple[Criterion, ...]:
    """Public criteria that count."""
    public = Visibility.PUBLIC
    return tuple(c for c in dossier.criteria if c.visibility is public and counts(c))


def internal_weighs(dossier: Dossier) -> bool:
    """Whether an internal criterion counts, so that scores cannot be told in public."""
    return any(c.visibility is Visibility.INTERNAL and counts(c) for c in dossier.criteria)


def label(opgave: Opgave) -> str:
    """Id and name of an opgave for a message; a long name is cut."""
    name = one_line(opgave.name)
    cut = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"
    return f"{opgave.id} {cut}".rstrip()


def _decision(opgave: Opgave, said: Decision) -> Iterator[str]:
    place = f"Besluit, {label(opgave)}:"
    if said.choice is None:
        yield f"{place} er is nog geen besluit. Kies gekozen, niet gekozen of uitgesteld."
        return
    if not said.public_reason.strip():
        yield f"{place} de openbare reden ontbreekt. Vul die in."
    if said.choice is Choice.CHOSEN and said.koppelvorm is None:
        yield f"{place} de koppelvorm ontbreekt. Kies in welke vorm de opgave meedoet."
    if said.choice is Choice.DEFERRED:
        if not said.follow_up.strip():
            yield f"{place} waarop wordt gewacht ontbreekt. Vul dat in bij het vervolg."
        if said.when is None:
            yield f"{place} tot wanneer is uitgesteld ontbreekt. Vul de datum in."
    if not said.decided_by.strip():
        yield f"{place} wie dit besloot ontbreekt. Vul dat in."
    if said.decided_on is None:
        yield f"{place} de datum van het besluit ontbreekt. Vul die in."


def _decisions(dossier: Dossier) -> Iterator[str]:
    if not dossier.opgaven:
        yield "Opgaven: er staat nog geen opgave. Vul de opgaven in."
    for opgave in dossier.opgaven:
        if not opgave.name.strip():
            yield f"Opgaven, {opgave.id}: de naam ontbreekt. Vul die in."
    for opgave in dossier.opgaven:
        yield from _decision(opgave, dossier.decision(opgave.id))


def _start(dossier: Dossier) -> Iterator[str]:
    settings = dossier.settings
    for text, what in (
        (settings.gemeente, "de naam van de gemeente"),
        (settings.wijk, "de naam van de wijk"),
        (settings.sender, "de afzender van de brief"),
        (settings.contact_name, "de naam van de contactpersoon"),
        (settings.contact_phone + settings.contact_email, "een telefoonnummer of e-mailadres"),
        (settings.what_was_asked, "de tekst over wat er is gevraagd"),
        (settings.next_steps, "de tekst over hoe het verder gaat"),
    ):
        if not text.strip():
            yield f"Start: {what} ontbreekt. Vul dat in."


def _weighing(dossier: Dossier, outcome: Outcome) -> Iterator[str]:
    if dossier.settings.threshold is None:
        yield "Start: de afgesproken score ontbreekt. Vul die in."
    public = public_criteria(dossier)
    if not public:
        yield (
            "Criteria: er is geen openbaar criterium dat meetelt. Zonder zo'n criterium kan de "
            "brief niet zeggen hoe er is gewogen."
        )
    for criterion in public:
        place = f"Criteria, {criterion.id} {one_line(criterion.name)}".rstrip()
        if not criterion.name.strip():
            yield f"{place}: de naam ontbreekt. Vul die in."
        if not criterion.question.strip():
            yield f"{place}: de vraag ontbreekt. Vul die in."
    if not any(outcome.coverage_group.values()):
        yield "Scores: er is nog niet gescoord. Zonder scores kan de brief er niet zijn."


def missing_for_letter(dossier: Dossier, outcome: Outcome) -> tuple[str, ...]:
    """List everything that the letter must say and the workbook lacks, in plain Dutch."""
    return (*_start(dossier), *_weighing(dossier, outcome), *_decisions(dossier))


def missing_for_sheet(dossier: Dossier, outcome: Outcome) -> tuple[str, ...]:
    """List what makes the decision sheet incomplete: agreements, scores, second look, decisions."""
    named = {opgave.id: label(opgave) for opgave in dossier.opgaven}
    found: list[str] = []
    if dossier.settings.threshold is None:
        found.append("Start: de afgesproken score ontbreekt. Vul die in.")
    elif dossier.settings.threshold_date is None:
        found.append("Start: de datum waarop de score is afgesproken ontbreekt. Vul die in.")
    for scored in outcome.opgaven:
        if scored.total is None:
            found.append(f"Scores, {named[scored.opgave]}: er is nog niet gescoord.")
        elif scored.status.provisional:
            found.append(
                f"Scores, {named[scored.opgave]}: de stand is voorlopig. Scores die nog leeg "
                "zijn, kunnen de uitkomst veranderen."
            )
    found.extend(
        f"Heroverweging, {named[c.opgave]}: er is nog geen antwoord. Kijk er nog eens naar."
        for c in candidates(dossier, outcome)
        if dossier.reconsideration(c.opgave).answer is None
    )
    return (*found, *_decisions(dossier))
