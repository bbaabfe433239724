"""``wijkexcel anonimiseer``: a copy without names, and a list to review."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.anonimiseer import copy_shape
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.options import TO_MEND, takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.dutch.lists import listed
from wijkexcel.errors import FileError
from wijkexcel.layout.review import LEFT_OUT
from wijkexcel.privacy.anonymise import Wishes
from wijkexcel.privacy.clean import ROLES
from wijkexcel.privacy.on_file import Copied, copy_without_names
from wijkexcel.privacy.review import DECIDES_NOTHING, small_groups


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument("target", metavar="UIT.xlsx", type=Path, help="De nieuwe kopie.")
    option = command.options.add_argument
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar maak niets.")
    option(
        "--houd",
        dest="keep",
        metavar="WAT",
        action="append",
        default=[],
        help="Laat staan: organisatie, rol, of allebei met een komma.",
    )
    option(
        "--eigen-bladen",
        dest="own_sheets",
        action="store_true",
        help="Neem de waarden van uw eigen bladen mee.",
    )
    shows_json(command)


def run(asked: Namespace) -> int:
    """Make the copy and its list, and say what to check."""
    wishes = wishes_of(asked.keep, own_sheets=asked.own_sheets)
    work = partial(copy_without_names, asked.workbook, asked.target, wishes, trial=asked.trial)
    made = with_spinner("De kopie wordt gemaakt…", work)
    if asked.as_json:
        print_json(copy_shape(made))
    else:
        print(*lines(made), sep="\n")
    return TO_MEND if made.residue else 0


def wishes_of(keep: Iterable[str], *, own_sheets: bool) -> Wishes:
    """Parse ``--houd`` and ``--eigen-bladen``.

    Raises:
        FileError: something cannot be kept.
    """
    words = [part.strip().casefold() for word in keep for part in word.split(",") if part.strip()]
    for word in words:
        if word not in ROLES:
            raise FileError(
                f"--houd {word} bestaat niet. U kunt houden: {listed(ROLES)}. Namen, "
                "e-mailadressen, telefoonnummers en codes gaan er altijd uit."
            )
    return Wishes(frozenset(ROLES[word] for word in words), own_sheets)


def lines(made: Copied) -> list[str]:
    """Report what was made, what to check, and what to do next."""
    result = made.made
    if made.residue:
        return [
            "Er is geen kopie gemaakt. Bij het laatste nakijken stond er nog iets in wat weg moet:",
            *(f"- '{found.word}', in {found.place}" for found in made.residue),
            "Haal het weg in het werkboek, of kies een andere naam voor de kopie. Lukt dat niet, "
            "meld het dan bij de makers; stuur de namen niet mee.",
        ]
    names = len(result.people.finder.known.people)
    said = [
        f"Namen vervangen: {_count(names, 'persoon', 'personen')}.",
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
    """Report which kinds of contents are not in the copy, and where they are listed."""
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
