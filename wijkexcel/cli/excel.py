"""``wijkexcel excel``: set up the program in Excel."""

from argparse import Namespace

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import TO_MEND
from wijkexcel.excel import setup
from wijkexcel.excel.place import Place
from wijkexcel.new.shipped import template_workbook


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.options.add_argument(
        "--weg", dest="remove", action="store_true", help="Haal het er weer uit."
    )


def run(asked: Namespace) -> int:
    """Install or remove each part, and report the results."""
    place = Place.here()
    place.check()
    told = setup.remove(place) if asked.remove else setup.install(place, template_workbook())
    for line in told.lines:
        print(line)
    return 0 if told.complete else TO_MEND
