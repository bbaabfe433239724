"""Checks on domains: somebody at the table knows each, and one domain has one name."""

from collections.abc import Iterator
from itertools import combinations

from wijkexcel.checks.base import OPGAVEN, SCORERS, blank, label, warning
from wijkexcel.dutch.lists import listed
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Opgave
from wijkexcel.rules.domains import alike, domain_key, parts
from wijkexcel.rules.outcome import Outcome

_ONE_WORD = (
    "Is het hetzelfde vakgebied? Gebruik dan overal één woord. Zijn het er twee, geef ze dan namen "
    "die duidelijk verschillen."
)


def _by_domain(dossier: Dossier) -> dict[str, list[Opgave]]:
    """The opgaven of each domain, by its key."""
    found: dict[str, list[Opgave]] = {}
    for opgave in dossier.opgaven:
        if not blank(opgave.domain):
            found.setdefault(domain_key(opgave.domain), []).append(opgave)
    return found


def known(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every used domain has a scorer who knows it; one finding if no scorer has a domain."""
    if not dossier.scorers:
        return
    present = frozenset[str]().union(*(parts(s.domain) for s in dossier.scorers))
    absent = {key: found for key, found in _by_domain(dossier).items() if key not in present}
    if absent and not present:
        yield warning(
            "domein-zonder-deelnemer",
            Where(SCORERS, dossier.scorers[0].id, "domain"),
            "Bij geen enkele deelnemer is een domein ingevuld. Zo is niet te zien of er genoeg "
            "kennis aan tafel zit.",
            "Vul op het blad Deelnemers in van welk domein iemand is.",
        )
        return
    for key, hit in absent.items():
        if any(alike(key, other) for other in present):
            continue
        yield warning(
            "domein-zonder-deelnemer",
            Where(OPGAVEN, hit[0].id, "domain"),
            f"Van het domein {hit[0].domain.strip()} is er geen deelnemer. Dat domein hoort bij "
            f"{listed(label(o) for o in hit)}.",
            "Nodig iemand uit die hier verstand van heeft, of vul op het blad Deelnemers in wie "
            "dit domein kent.",
        )


def one_name(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No two domains in use look like one: they would be counted as two."""
    used = _by_domain(dossier)
    for (key, first), (other, later) in combinations(used.items(), 2):
        if alike(key, other):
            yield warning(
                "domein-lijkt-op-ander",
                Where(OPGAVEN, later[0].id, "domain"),
                f"Bij opgave {label(later[0])} staat het domein '{later[0].domain.strip()}', en "
                f"bij {label(first[0])} '{first[0].domain.strip()}'. Die tellen als twee domeinen.",
                _ONE_WORD,
            )
    known_by_someone = frozenset[str]().union(*(parts(s.domain) for s in dossier.scorers))
    for scorer in dossier.scorers:
        own = parts(scorer.domain)
        if own & used.keys():
            continue
        missed = (found[0] for key, found in used.items() if key not in known_by_someone)
        close = next((o for o in missed if any(alike(k, domain_key(o.domain)) for k in own)), None)
        if close is not None:
            yield warning(
                "domein-lijkt-op-ander",
                Where(SCORERS, scorer.id, "domain"),
                f"Bij deelnemer {scorer.id} staat het domein '{scorer.domain.strip()}', en bij "
                f"opgave {label(close)} '{close.domain.strip()}'. Zo is niet te zien of iemand dat "
                "domein kent.",
                _ONE_WORD,
            )
