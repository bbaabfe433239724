"""``wijkexcel verdeel``: a workbook and a mail for each scorer."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.json_models.verdeel import distribution_shape
from wijkexcel.cli.options import TO_MEND, for_some_only, takes_workbook
from wijkexcel.cli.spinner import terminal, with_spinner
from wijkexcel.cli.values import day
from wijkexcel.post.out.on_file import Distribution, distribute


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Een lege map, voor wat u verstuurt."
    )
    option = command.options.add_argument
    option("--voor", dest="before", metavar="DATUM", type=day, help="Wanneer u de antwoorden wilt.")
    for_some_only(command)
    option(
        "--herinnering",
        dest="reminder",
        action="store_true",
        help="Alleen wie nog niet alles invulde, met de tekst van een herinnering.",
    )
    option("--mailtekst", dest="text", metavar="TXT", type=Path, help="Uw eigen mailtekst.")
    shows_json(command)


def run(asked: Namespace) -> int:
    """Make the outgoing files, and report what was made."""
    sent = with_spinner(
        "De werkboeken en mails worden gemaakt…",
        partial(
            distribute,
            asked.workbook,
            asked.folder,
            before=asked.before,
            only=asked.only,
            reminder=asked.reminder,
            text=asked.text,
        ),
    )
    if asked.as_json:
        print_json(distribution_shape(sent))
    else:
        show_distribution(sent)
    return TO_MEND if sent.sending.refused else 0


def show_distribution(made: Distribution) -> None:
    """Print who has answered, what was made, and what prevented it."""
    sending = made.sending
    for finding in sending.refused:
        print(f"{finding.severity.value}: {finding.text}")
    if sending.refused:
        print("Er is niets gemaakt: los eerst deze fouten op, anders krijgt iedereen ze.")
        return
    if sys.stdout.isatty():
        terminal("distribution").show_progress(sending.progress)
    else:
        for p in sending.progress:
            print(f"{p.scorer.id} {p.scorer.name}: {p.done} van {p.asked} ingevuld")
    for note in sending.notes:
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if any(path.suffix == ".eml" for path in made.files):
        print("Open elke .eml: dat is een mail die klaarstaat. Lees hem na en verstuur hem zelf.")
    if made.files:
        print(f"De codes staan nu op het blad Deelnemers van {made.workbook.name}.")
