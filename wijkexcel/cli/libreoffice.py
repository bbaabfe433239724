"""``wijkexcel libreoffice``: a menu with the functions in LibreOffice."""

from argparse import Namespace

from wijkexcel import libreoffice_menu
from wijkexcel.cli.arguments import Parser


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.options.add_argument(
        "--weg", dest="remove", action="store_true", help="Haal het menu er weer uit."
    )


def run(asked: Namespace) -> int:
    """Install or remove the menu."""
    print(libreoffice_menu.remove() if asked.remove else libreoffice_menu.install())
    return 0
