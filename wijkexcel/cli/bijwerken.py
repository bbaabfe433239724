"""``wijkexcel bijwerken``: a workbook with more room, or in the newest layout."""

import sys
from argparse import Namespace
from functools import partial

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.bijwerken import renewal_shape
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.options import MOST_ROOM, TO_MEND, may_save_elsewhere, takes_workbook
from wijkexcel.cli.spinner import terminal, with_spinner
from wijkexcel.cli.values import whole
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import pick
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.on_file import Renewal, renew_workbook, room_in_words
from wijkexcel.renew.room import Wish


def declare(command: Parser) -> None:
    """Declare the arguments."""
    takes_workbook(command)
    option = command.options.add_argument
    for what, most in MOST_ROOM.items():
        text = f"Ruimte voor zoveel {what}; nooit minder dan er nu is."
        option(f"--{what}", metavar="AANTAL", type=whole(1, most), help=text)
    may_save_elsewhere(command)
    option("--proef", dest="trial", action="store_true", help="Laat zien, maar verander niets.")
    shows_json(command)


def run(asked: Namespace) -> int:
    """Renew the workbook, and report what could not be carried over."""
    wish = Wish(asked.opgaven, asked.criteria, asked.groepen, asked.deelnemers)
    work = partial(renew_workbook, asked.workbook, wish, target=asked.target, trial=asked.trial)
    made = with_spinner("Het werkboek wordt bijgewerkt…", work)
    if asked.as_json:
        print_json(renewal_shape(made))
    else:
        show_renewal(made)
    return TO_MEND if made.to_look_at else 0


_ORDER = (Fate.LOST, Fate.FROZEN, Fate.CHECK, Fate.CHOOSE, Fate.ADDED, Fate.RENEWED)


def _list(items: list[Leftover]) -> None:
    if sys.stdout.isatty():
        terminal("renewal").show_leftovers(items)
    else:
        for item in items:
            print(item.text)


def show_renewal(made: Renewal) -> None:
    """Print what changed, and everything that could not be carried over unchanged."""
    renewed = made.renewed
    if not renewed.changed:
        print("Het werkboek is al bij en heeft genoeg ruimte. Er is niets veranderd.")
        if made.saved:
            print(f"Gekopieerd naar: {made.workbook}")
        return
    items = sorted(renewed.leftovers, key=lambda item: _ORDER.index(item.fate))
    if items:
        _list(items)
    room = room_in_words(renewed.capacity)
    print(f"Ruimte voor {room}.")
    if renewed.added:
        print(f"Nieuwe bladen: {commas(renewed.added)}.")
    lost = len(made.to_look_at)
    if lost:
        what = pick(lost, "ding kon", "dingen konden")
        print(f"Let op: {lost} {what} niet onveranderd mee. De lijst staat ook in het Logboek.")
    else:
        print("Alles wat u invulde en toevoegde, is meegenomen.")
    if not made.calculated:
        print(
            "Het werkboek is te groot om hier door te rekenen. Open het in Excel of LibreOffice, "
            f"sla het op en laat dan '{as_typed('bereken')}' lopen."
        )
    if made.trial:
        print("Dit was een proef: er is niets veranderd.")
        return
    print(f"Bijgewerkt: {made.workbook}")
    if made.previous is not None:
        print(f"Vorige versie: {made.previous}")
