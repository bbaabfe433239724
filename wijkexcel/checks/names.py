"""Checks on names: present, and not duplicated."""

from collections.abc import Iterator, Sequence

from wijkexcel.checks.base import CRITERIA, GROUPS, OPGAVEN, SCORERS, blank, error, key, warning
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Criterion, Group, Opgave, Scorer
from wijkexcel.rules.outcome import Outcome

_Named = Sequence[Criterion] | Sequence[Opgave] | Sequence[Group] | Sequence[Scorer]


def _tables(dossier: Dossier) -> tuple[tuple[str, str, str, _Named], ...]:
    return (
        (CRITERIA, "Criterium", "Geef elk criterium een eigen naam.", dossier.criteria),
        (OPGAVEN, "Opgave", "Geef elke opgave een eigen naam, of voeg ze samen.", dossier.opgaven),
        (GROUPS, "Groep", "Geef elke groep een eigen naam.", dossier.groups),
        (
            SCORERS,
            "Deelnemer",
            "Is dit dezelfde persoon, maak dan een rij leeg. Zo niet, voeg iets toe aan de naam.",
            dossier.scorers,
        ),
    )


def missing_names(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every item on a list has a name."""
    for table, noun, _action, records in _tables(dossier):
        for record in records:
            if blank(record.name):
                yield error(
                    "naam-ontbreekt",
                    Where(table, record.id, "name"),
                    f"{noun} {record.id} heeft geen naam.",
                    "Vul een naam in, of maak de rij leeg.",
                )


def duplicate_names(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No name occurs twice on the same list."""
    for table, noun, action, records in _tables(dossier):
        first: dict[str, str] = {}
        for record in records:
            name = key(record.name)
            if name in first:
                yield warning(
                    "naam-dubbel",
                    Where(table, record.id, "name"),
                    f"{noun} {record.id} heeft dezelfde naam als {first[name]}: "
                    f"{' '.join(record.name.split())}.",
                    action,
                )
            elif name:
                first[name] = record.id
