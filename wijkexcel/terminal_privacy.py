"""What ``anonimiseer`` shows in a terminal."""

from collections import Counter

from wijkexcel.commands_privacy import Copied
from wijkexcel.layout.review import LEFT_OUT
from wijkexcel.privacy.review import DECIDES_NOTHING, small_groups


def lines(made: Copied) -> list[str]:
    """Say what was made, what to look at, and what to do now."""
    result = made.made
    if made.residue:
        return [
            "Er is geen kopie gemaakt. Bij het laatste nakijken stond er nog iets in wat weg moet:",
            *(f"- '{found.word}', in {found.place}" for found in made.residue),
            "Haal het weg in het werkboek, of kies een andere naam voor de kopie. Lukt dat niet, "
            "meld het dan bij de makers; stuur de namen niet mee.",
        ]
    said = [
        f"Namen vervangen: {_count(len(result.cast.finder.known.people), 'persoon', 'personen')}.",
        f"Teksten om na te kijken: {len(result.cleaned.reviews)}. Daarvan valt in "
        f"{result.notable} iets op.",
    ]
    said += _gone(made)
    said.append(small_groups(result.traceable, result.limit))
    if not result.calculated:
        said.append(
            "Dit werkboek is te groot om hier door te rekenen. Open de kopie in Excel of "
            "LibreOffice en sla haar op, zodat de uitkomsten erin staan."
        )
    if made.copy is None:
        return [*said, "Dit was een proef: er is niets gemaakt.", DECIDES_NOTHING]
    return [
        *said,
        f"Gemaakt: {made.copy}",
        f"Gemaakt: {made.review}. BEVAT PERSOONSGEGEVENS: stuur dit bestand niet mee.",
        f"{DECIDES_NOTHING} Open nu {made.review.name if made.review else ''} en kijk de teksten "
        f"na. Geef {made.copy.name} pas daarna aan een ander.",
    ]


def _gone(made: Copied) -> list[str]:
    """Say what kinds of things are not in the copy, and where to read what they were."""
    kinds = Counter(gone.kind for gone in made.made.cleaned.gone)
    if not kinds:
        return []
    where = (
        f"Wat het was en waar het stond, leest u op het blad {LEFT_OUT} van {made.review.name}."
        if made.review is not None
        else f"Wat het is en waar het staat, komt op het blad {LEFT_OUT} van de lijst."
    )
    listed = (f"- {kind}: {count}" for kind, count in sorted(kinds.items()))
    return ["Dit staat niet in de kopie:", *listed, where]


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def show_copy(made: Copied) -> None:
    """Print it."""
    print(*lines(made), sep="\n")
