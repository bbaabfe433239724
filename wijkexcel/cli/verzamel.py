"""``wijkexcel verzamel``: collect the answers of scorers into the workbook."""

import sys
from argparse import Namespace
from collections.abc import Set
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.json_models.verzamel import collection_shape
from wijkexcel.cli.options import TO_MEND, takes_workbook
from wijkexcel.cli.spinner import terminal, with_spinner
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import count
from wijkexcel.post.back.line import ABOUT_WORKBOOK, Kind, Line
from wijkexcel.post.back.on_file import Collection, collect_folder
from wijkexcel.sentences import received


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Waar u de antwoorden en mails bewaarde."
    )
    option = command.options.add_argument
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar verander niets.")
    option(
        "--kies",
        dest="choices",
        metavar="KEUZE",
        action="append",
        default=[],
        help="Bij een conflict: nieuw, oud, of een plek met de waarde, bijvoorbeeld "
        "S01/O03/C02=4. Mag vaker.",
    )
    option(
        "--terug",
        dest="back",
        metavar="MAP",
        type=Path,
        help="Een lege map, voor mails terug over wat nog niet goed is.",
    )
    option(
        "--mailtekst",
        dest="text",
        metavar="TXT",
        type=Path,
        help="Uw eigen tekst voor die mails.",
    )
    shows_json(command)


def run(asked: Namespace) -> int:
    """Collect the returned answers, and report which were accepted and which were not."""
    collected = with_spinner(
        "De antwoorden worden gelezen…",
        partial(
            collect_folder,
            asked.workbook,
            asked.folder,
            choices=asked.choices,
            trial=asked.trial,
            back=asked.back,
            text=asked.text,
        ),
    )
    if asked.as_json:
        print_json(collection_shape(collected))
    else:
        show_collection(collected)
    return TO_MEND if collected.collected.to_mend else 0


_ORDER = (
    Kind.CONFLICT,
    Kind.REFUSED,
    Kind.ASIDE,
    Kind.TOLD,
    Kind.SKIPPED,
    Kind.DECIDED,
    Kind.MISSING,
    Kind.TAKEN,
)


def _where(line: Line, shared: Set[str]) -> str:
    """The file, the scorer if it has answers of several, and the cell."""
    place = f"{line.sheet}!{line.cell}" if line.cell else line.sheet
    who = line.scorer if line.file in shared or not line.file else ""
    file = commas(part for part in (line.file, who) if part)
    if line.kind in ABOUT_WORKBOOK:
        return commas(part for part in (place, file) if part)
    return f"{file} ({place})".strip() if place else file


def show_collection(made: Collection) -> None:
    """Print per file what was accepted, refused, in conflict and missing."""
    gathered = made.collected.gathered
    lines = sorted(gathered.lines, key=lambda line: _ORDER.index(line.kind))
    scorers: dict[str, set[str]] = {}
    for line in lines:
        scorers.setdefault(line.file, set()).update({line.scorer} - {""})
    shared = {file for file, who in scorers.items() if len(who) > 1}
    if sys.stdout.isatty():
        shown = [(line, _where(line, shared)) for line in lines]
        terminal("collection").show_lines(shown, trial=made.trial)
    else:
        for line in lines:
            parts = (
                line.kind.said(trial=made.trial),
                _where(line, shared),
                f"{line.problem} {line.action}".rstrip(),
            )
            print(": ".join(part for part in parts if part))
    taken = received.answers(what for _, _, what in gathered.values)
    files = made.collected.files
    print(
        f"{count(files, 'bestand', 'bestanden')} bekeken, "
        f"{taken if gathered.values else 'niets nieuws'} "
        f"{'over te nemen' if made.trial else 'overgenomen'}."
    )
    for parcel in made.collected.replies:
        request = parcel.request
        how = "mail" if parcel.mail is not None else "tekst, want er is geen e-mailadres dat klopt"
        print(f"Terug naar {request.name} ({request.scorer}): {how}, nog {request.open} open.")
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.back is not None and not made.collected.replies:
        print("Er hoeft niets terug: bij wie iets instuurde, ontbreekt niets.")
    if made.trial:
        print("Dit was een proef: er is niets veranderd.")
    elif made.saved:
        print(f"Bijgewerkt: {made.workbook}")
        if made.previous is not None:
            print(f"Vorige versie: {made.previous}")
    else:
        print("Er is niets veranderd.")
