"""``wijkexcel nieuw``: a new workbook."""

from argparse import Namespace
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import MOST_ROOM
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.cli.values import mark, whole
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.numbers import number
from wijkexcel.layout.spec import Capacity
from wijkexcel.new.workbook import new_from_starter


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.given.add_argument("target", metavar="UIT.xlsx", type=Path, help="Het nieuwe werkboek.")
    option = command.options.add_argument
    option("--gemeente", metavar="NAAM", help="Naam van de gemeente.")
    option("--wijk", metavar="NAAM", help="Naam van de wijk.")
    usual = Capacity()
    rooms = dict(
        zip(MOST_ROOM, (usual.opgaven, usual.criteria, usual.groups, usual.scorers), strict=True)
    )
    for what, most in MOST_ROOM.items():
        room = rooms[what]
        text = f"Ruimte voor {what}: {room}, tenzij u iets anders geeft."
        option(f"--{what}", metavar="AANTAL", type=whole(1, most), default=room, help=text)
    for what, end in (("laagste", 1.0), ("hoogste", 5.0)):
        text = f"De {what} score: {number(end)}, tenzij u iets anders geeft."
        option(f"--{what}", metavar="SCORE", type=mark, default=end, help=text)


def run(asked: Namespace) -> int:
    """Make the workbook, and say what to do next."""

    def work() -> None:
        new_from_starter(
            asked.target,
            Capacity(asked.opgaven, asked.criteria, asked.groepen, asked.deelnemers),
            gemeente=asked.gemeente,
            wijk=asked.wijk,
            lowest=asked.laagste,
            highest=asked.hoogste,
        )

    with_spinner("Het werkboek wordt gemaakt en doorgerekend…", work)
    print(f"Gemaakt: {asked.target}")
    print(
        "Hierna: open het werkboek en vul de gele cellen in op Start, Criteria, Schaal, Opgaven en "
        f"Deelnemers. Controleer het daarna met: {as_typed('valideer', str(asked.target))}"
    )
    return 0
