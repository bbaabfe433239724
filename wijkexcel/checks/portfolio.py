"""Checks on the chosen set as a whole: compatible, not too much, and with room to spare."""

from collections.abc import Iterator
from math import floor

from wijkexcel.checks.base import OPGAVEN, PAIRS, label, made, note, setting, warning
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import number, share
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice, Opgave, Settings
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.whole import opposing_among

_TOLERANCE = 1e-9


def chosen(dossier: Dossier) -> list[Opgave]:
    """List the opgaven that were chosen."""
    return [o for _i, o, d in made(dossier) if d.choice is Choice.CHOSEN]


def opposing(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No two chosen opgaven work against each other."""
    by_id = {o.id: o for o in chosen(dossier)}
    for p in opposing_among(dossier, by_id.values()):
        if p.first != p.second:
            yield warning(
                "gekozen-werkt-tegen",
                Where(PAIRS, p.id, "relation"),
                f"U koos {label(by_id[p.first])} én {label(by_id[p.second])}, maar die werken "
                "elkaar tegen.",
                "Kies een van de twee, of spreek af hoe u ze naast elkaar uitvoert.",
            )


def load(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The set fits in the team's capacity, minus the room for the unforeseen."""
    s, found = dossier.settings, chosen(dossier)
    if not found:
        return
    if s.max_opgaven is None and s.effort_capacity is None:
        yield note(
            "capaciteit-ontbreekt",
            setting("max_opgaven"),
            "Er staat niet hoeveel opgaven of hoeveel inzet het team aankan.",
            "Vul dat in op het blad Start, zodat u ziet of u niet te veel kiest.",
        )
    if 0 <= s.unforeseen <= 1:
        yield from _number(s, len(found))
        yield from _effort(dossier, found)


def _number(s: Settings, found: int) -> Iterator[Finding]:
    free = s.room(s.max_opgaven)
    if s.max_opgaven is None or free is None or s.max_opgaven < 1 or found <= free + _TOLERANCE:
        return
    yield warning(
        "te-veel-gekozen",
        Where(PAIRS),
        f"U koos {found} opgaven. Er is plek voor {room_in_words(s)}.",
        "Kies minder opgaven, of pas op het blad Start het hoogste aantal of de ruimte voor "
        "onvoorzien aan.",
    )


def room_in_words(settings: Settings) -> str:
    """The number of opgaven for which there is room, with its derivation from Start.

    Raises:
        ValueError: no number of opgaven is set.
    """
    free = settings.room(settings.max_opgaven)
    if free is None:
        message = "no number of opgaven is set"
        raise ValueError(message)
    whole = floor(free + _TOLERANCE)
    part = f"{settings.max_opgaven}, min {share(settings.unforeseen)} voor onvoorzien"
    if abs(free - whole) <= _TOLERANCE:
        return f"{whole}: {part}"
    return f"{whole}: {part}, is {number(free)}, en dat is naar beneden afgerond"


def _effort(dossier: Dossier, found: list[Opgave]) -> Iterator[Finding]:
    s = dossier.settings
    free = s.room(s.effort_capacity)
    if s.effort_capacity is None or free is None or not s.effort_capacity > 0:
        return
    if s.unforeseen == 0:
        yield note(
            "geen-ruimte-onvoorzien",
            setting("unforeseen"),
            "Er is geen ruimte vrij gehouden voor onvoorziene omstandigheden.",
            f"Houd op het blad Start een deel vrij, bijvoorbeeld {share(0.2)}.",
        )
    for o in found:
        if o.effort is None:
            yield warning(
                "inzet-ontbreekt",
                Where(OPGAVEN, o.id, "effort"),
                f"Opgave {label(o)} is gekozen, maar de inzet is niet ingevuld.",
                "Schat op het blad Opgaven hoeveel inzet deze opgave vraagt.",
            )
    used = sum(o.effort for o in found if o.effort is not None)
    if used > free + _TOLERANCE:
        yield warning(
            "inzet-te-groot",
            Where(PAIRS),
            f"De gekozen opgaven ({listed(o.id for o in found)}) vragen samen {number(used)} "
            f"punten inzet. Er is plek voor {number(free)}: {number(s.effort_capacity)}, min "
            f"{share(s.unforeseen)} voor onvoorzien.",
            "Kies minder opgaven, of verdeel ze anders in de tijd.",
        )
