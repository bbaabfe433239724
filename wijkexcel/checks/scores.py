"""Checks on what the scorers filled in."""

from collections.abc import Iterator

import numpy as np

from wijkexcel.checks.base import (
    CRITERIA,
    OPGAVEN,
    SCORERS,
    SCORES,
    filled,
    ids,
    label,
    note,
    setting,
    setting_label,
    warning,
)
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number, share
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.rules.aggregate import Bools
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.threshold import Status

LOW = 0.5
"""Coverage below this is called low."""


def opgaven_scored(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Once scoring has begun, every undecided opgave has enough scores."""
    if not filled(dossier).any():
        return
    others = "; andere opgaven wel" if any(r.total is not None for r in outcome.opgaven) else ""
    for o, result in zip(dossier.opgaven, outcome.opgaven, strict=True):
        where, coverage = Where(OPGAVEN, o.id, "name"), result.coverage
        if dossier.decision(o.id).choice is not None:
            continue
        if result.status is Status.NOT_SCORED and coverage == 1:
            yield warning(
                "iedereen-weet-niet",
                where,
                f"Bij opgave {label(o)} vulde iedereen overal 'weet niet' in.",
                "Nodig iemand uit die deze opgave kent, of stel de keuze uit.",
            )
        elif result.status is Status.NOT_SCORED:
            yield warning(
                "opgave-zonder-score",
                where,
                f"Opgave {label(o)} heeft nog geen enkele score die meetelt{others}.",
                "Vraag de deelnemers om ook deze opgave te scoren.",
            )
        elif coverage is not None and coverage < LOW:
            yield warning(
                "opgave-weinig-scores",
                where,
                f"Van opgave {label(o)} is pas {share(coverage)} van de scores binnen.",
                "Wacht met besluiten tot er meer scores zijn, of vraag de deelnemers erom.",
            )


def criteria_asked(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Once scoring has begun, everything that counts was asked: later additions were not."""
    answered: Bools = np.any(filled(dossier), axis=(0, 1))
    if not answered.any():
        return
    for c, some in zip(dossier.criteria, answered, strict=True):
        if not some and c.groups and (c.weight > 0 or c.floor is not None):
            yield warning(
                "criterium-niet-gevraagd",
                Where(CRITERIA, c.id, "name"),
                f"Op criterium {label(c)} heeft nog niemand een score gegeven, op andere wel. Is "
                "dit criterium er later bij gekomen? Dan is het niemand gevraagd.",
                "Vraag deze scores alsnog, of haal het criterium weg. Zolang er geen score is, "
                "telt het niet mee en staat het niet in de brief.",
            )


def floors_tested(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """A floor is tested for every opgave with a total."""
    for c in dossier.criteria:
        if c.floor is None:
            continue
        pairs = zip(dossier.opgaven, outcome.opgaven, strict=True)
        missing = [o for o, r in pairs if r.total is not None and c.id not in r.by_criterion]
        if missing:
            yield warning(
                "ondergrens-niet-getoetst",
                Where(CRITERIA, c.id, "floor"),
                f"Criterium {label(c)} heeft ondergrens {number(c.floor)}, maar er is geen score "
                f"op dit criterium voor {listed(label(o) for o in missing)}.",
                "Vraag om deze scores. Tot die tijd houdt de ondergrens niets tegen.",
            )


def scorers_done(dossier: Dossier, outcome: Outcome) -> Iterator[Finding]:
    """Once scoring has begun, every counting scorer has filled in at least half."""
    if not filled(dossier).any():
        return
    for s in dossier.scorers:
        coverage = outcome.coverage_scorer.get(s.id)
        where = Where(SCORERS, s.id, "name")
        if coverage == 0:
            yield warning(
                "niets-ingevuld",
                where,
                f"Deelnemer {label(s)} heeft nog niets ingevuld.",
                "Stuur een herinnering, of haal de deelnemer van de lijst.",
            )
        elif coverage is not None and coverage < LOW:
            yield warning(
                "weinig-ingevuld",
                where,
                f"Deelnemer {label(s)} heeft pas {share(coverage)} ingevuld.",
                "Stuur een herinnering. 'Weet niet' invullen mag ook.",
            )


def marks_not_asked(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Marks on a criterion that the scorer's group does not score do not count."""
    marks = ~np.isnan(dossier.scores.values)
    known = ids(dossier.groups)
    for i, s in enumerate(dossier.scorers):
        if s.group not in known:
            continue
        for j, c in enumerate(dossier.criteria):
            if s.group in c.groups or not marks[:, i, j].any():
                continue
            rows = [dossier.opgaven[o] for o in np.flatnonzero(marks[:, i, j])]
            yield note(
                "score-telt-niet",
                Where(f"{SCORES}{s.id}", rows[0].id, c.id),
                f"Deelnemer {label(s)} gaf een score op criterium {label(c)} bij "
                f"{listed(o.id for o in rows)}, maar de groep van deze deelnemer scoort dit "
                "criterium niet. Die tellen niet mee.",
                "Laat het zo, of zet op het blad Criteria 'ja' bij deze groep.",
            )


def rounds_not_counted(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Marks of a round that is not counted do not count; one finding for all."""
    marks = ~np.isnan(dossier.scores.values)
    counted = dossier.settings.rounds_counted
    late = [s for i, s in enumerate(dossier.scorers) if s.round > counted and marks[:, i].any()]
    if late and counted >= 1:
        yield warning(
            "ronde-telt-niet",
            setting("rounds_counted"),
            f"De scores van {listed(label(s) for s in late)} tellen niet mee. Nu tellen de "
            f"scores tot en met ronde {counted}.",
            f"Vul op het blad Start bij {setting_label('rounds_counted')} "
            f"{max(s.round for s in late)} in, als deze scores moeten meetellen.",
        )
