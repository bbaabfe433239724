"""``wijkexcel meedoen``: a mail to everyone who is asked to join."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.cli.values import bodies, day
from wijkexcel.post.out.join_on_file import Asked, ask_in_folder


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    command.given.add_argument(
        "folder", metavar="MAP", type=Path, help="Een lege map, voor de mails."
    )
    option = command.options.add_argument
    option("--voor", dest="before", metavar="DATUM", type=day, help="Wanneer u antwoord wilt.")
    option(
        "--wie",
        dest="only",
        metavar="NUMMERS",
        type=bodies,
        default=frozenset(),
        help="Alleen deze rijen van het blad Meedoen, bijvoorbeeld M01,M03, ook als al gevraagd.",
    )
    option("--mailtekst", dest="text", metavar="TXT", type=Path, help="Uw eigen mailtekst.")


def run(asked: Namespace) -> int:
    """Make the mails, and report what was made."""
    show_asked(
        with_spinner(
            "De mails worden gemaakt…",
            partial(
                ask_in_folder,
                asked.workbook,
                asked.folder,
                before=asked.before,
                only=asked.only,
                text=asked.text,
            ),
        )
    )
    return 0


def show_asked(made: Asked) -> None:
    """Print what was made, and what to do next."""
    for note in made.asking.notes:
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.files:
        print(
            "Open elke .eml: dat is een mail die klaarstaat. Lees hem na en verstuur hem zelf. "
            "Vul de antwoorden in op het blad Meedoen."
        )
