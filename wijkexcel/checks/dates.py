"""Checks on who decided and when."""

from collections.abc import Iterator

from wijkexcel.checks.base import (
    DECISIONS,
    blank,
    error,
    header,
    label,
    made,
    note,
    setting,
    setting_label,
    warning,
)
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.agreed import (
    agreed_after_scoring,
    changed_afterwards,
    threshold_agreed_on,
)
from wijkexcel.rules.confirmed import is_confirmed
from wijkexcel.rules.outcome import Outcome

_LONG = 5
"""A decision this many years after the agreement on the threshold is taken for a typing error."""


def signed(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """A name and a date turn a proposal into a decision; one finding for all without both."""
    proposals = []
    for _i, o, d in made(dossier):
        if blank(d.decided_by) and d.decided_on is None:
            proposals.append(o)
        elif blank(d.decided_by):
            yield error(
                "besluit-zonder-beslisser",
                Where(DECISIONS, o.id, "decided_by"),
                f"Bij het besluit over opgave {label(o)} staat niet wie besloot.",
                f"Vul op het blad Besluit bij {header(DECISIONS, 'decided_by')} in wie besloot.",
            )
        elif d.decided_on is None:
            yield error(
                "besluit-zonder-datum",
                Where(DECISIONS, o.id, "decided_on"),
                f"Bij het besluit over opgave {label(o)} staat geen datum.",
                f"Vul op het blad Besluit bij {header(DECISIONS, 'decided_on')} in wanneer dit is "
                "besloten.",
            )
    if proposals:
        # The letter needs both and treats it as an error (``outgoing.readiness``).
        yield warning(
            "besluit-is-voorstel",
            Where(DECISIONS, proposals[0].id, "decided_by"),
            f"Nog een voorstel, want er staat niet wie besloot en wanneer: "
            f"{listed(label(o) for o in proposals)}.",
            f"Vul op het blad Besluit bij {header(DECISIONS, 'decided_by')} in wie besloot, en bij "
            f"{header(DECISIONS, 'decided_on')} de datum.",
        )


def confirmed(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Who confirms the choices stands at each decision; until then the letter says 'nog'."""
    body, decided = dossier.settings.confirmed_by.strip(), list(made(dossier))
    if not body or not decided or is_confirmed(dossier):
        return
    if all(d.decided_on is not None and not blank(d.decided_by) for _i, _o, d in decided):
        by, name = header(DECISIONS, "decided_by"), " ".join(body.split())
        yield note(
            "besluit-niet-bevestigd",
            setting("confirmed_by"),
            f"Bij {by} staat niet overal wie de keuzes bevestigt ({name}). De brief zegt daarom "
            "dat ze nog worden bevestigd.",
            f"Zijn de keuzes bevestigd? Zet dat op het blad Besluit bij {by}, met dezelfde naam.",
        )


def order(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Threshold and weights are agreed before the decision."""
    agreed, weighed = dossier.settings.threshold_date, dossier.settings.weights_date
    both = (
        f"Kijk of de datums kloppen: op het blad Besluit bij {header(DECISIONS, 'decided_on')} en "
        f"op het blad Start bij {setting_label('threshold_date')}."
    )
    for _i, o, d in made(dossier):
        if d.decided_on is None:
            continue
        where, day = Where(DECISIONS, o.id, "decided_on"), in_digits(d.decided_on)
        if agreed is not None and d.decided_on < agreed:
            yield warning(
                "besluit-voor-drempel",
                where,
                f"Het besluit over opgave {label(o)} is van {day}. Dat is vóór de afspraak over "
                f"de score van {in_digits(agreed)}.",
                f"{both} De afspraak hoort vóór het besluit te komen. De brief zegt nu niet dat de "
                "score vooraf is afgesproken.",
            )
        elif weighed is not None and d.decided_on < weighed:
            yield warning(
                "besluit-voor-gewichten",
                where,
                f"Het besluit over opgave {label(o)} is van {day}. Dat is vóór de afspraak over "
                f"de gewichten van {in_digits(weighed)}.",
                f"Kijk of de datums kloppen: op het blad Besluit bij "
                f"{header(DECISIONS, 'decided_on')} en op het blad Start bij "
                f"{setting_label('weights_date')}. De brief zegt nu niet dat de score vooraf is "
                "afgesproken.",
            )
        elif agreed is not None and d.decided_on.year - agreed.year > _LONG:
            yield warning(
                "besluitdatum-onwaarschijnlijk",
                where,
                f"Het besluit over opgave {label(o)} is van {day}. Dat is meer dan {_LONG} jaar "
                f"na de afspraak over de score van {in_digits(agreed)}.",
                both,
            )


def beforehand(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Nothing shows a change of agreements after there were scores or decisions."""
    s = dossier.settings
    score = f" De afgesproken score is nu {number(s.threshold)}." if s.threshold is not None else ""
    day = (
        " Is de afgesproken score veranderd? Vul dan op het blad Start bij "
        f"{setting_label('threshold_date')} in wanneer u die van nu afsprak. Tot dan noemt de "
        "brief geen dag."
        if s.threshold_date and threshold_agreed_on(dossier) is None
        else ""
    )
    why = {
        "Er waren al scores voordat de score en de gewichten waren afgesproken.": (
            agreed_after_scoring(dossier)
        ),
        "In het logboek is de vingerafdruk daarna anders: er is iets veranderd aan de afgesproken "
        "score, de criteria, de schaal, de groepen of de opgaven." + score: (
            changed_afterwards(dossier)
        ),
    }
    told = [reason for reason, holds in why.items() if holds]
    if told:
        yield warning(
            "afspraken-later-veranderd",
            setting("threshold_date"),
            "De afspraken zijn veranderd nadat er is besloten of gescoord, of na de dag waarop u "
            "ze afsprak. " + " ".join(told),
            "Kijk of de besluiten nog kloppen. De brief zegt nu niet dat de score vooraf is "
            f"afgesproken. Zegt uw eigen sjabloon dat wel, verander het dan.{day}",
        )
