"""Why the letter cannot be made: every error, and missing items without an error yet."""

from collections.abc import Iterable

from wijkexcel.dutch.lists import listed
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.outgoing.readiness import Missing

CODE = "brief-kan-niet"


def with_missing(findings: Iterable[Finding], missing: Iterable[Missing]) -> list[Finding]:
    """Add an error for each kind of missing item, unless there is an error at that very place.

    A milder finding at that place is dropped: for the letter it is an error.
    """
    kept = list(findings)
    said = {f.where for f in kept if f.severity is Severity.ERROR}
    kinds: dict[tuple[str, str, str], list[Missing]] = {}
    for one in missing:
        if one.where not in said:
            kinds.setdefault((one.sheet, one.problem, one.action), []).append(one)
    errors = [_error(alike) for alike in kinds.values()]
    now = {one.where for alike in kinds.values() for one in alike} - {Where("")}
    return [*(f for f in kept if f.where not in now or f.severity is Severity.ERROR), *errors]


def _error(alike: list[Missing]) -> Finding:
    """Merge equal missing items into one finding, at the place of the first."""
    first = alike[0]
    abouts = [one.about for one in alike if one.about]
    start = f"{listed(abouts)}: " if abouts else ""
    problem = f"{start}{first.problem}"
    return Finding(
        Severity.ERROR,
        CODE,
        first.where,
        problem[:1].upper() + problem[1:],
        first.action,
        first.sheet,
    )
