"""What ``wijkexcel bijwerken`` says in a terminal."""

import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.commands_renew import Renewal, room_in_words
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import pick
from wijkexcel.workbook.renew.leftover import Fate, Leftover

_ORDER = (Fate.LOST, Fate.FROZEN, Fate.CHECK, Fate.CHOOSE, Fate.ADDED, Fate.RENEWED)
_COLOURS = {
    Fate.LOST: "bold red",
    Fate.FROZEN: "bold red",
    Fate.CHECK: "yellow",
    Fate.CHOOSE: "yellow",
}


def _list(items: list[Leftover]) -> None:
    if not sys.stdout.isatty():
        for item in items:
            print(item.text)
        return
    table = Table(title="Wat u moet weten", title_justify="left")
    for header in ("Uitkomst", "Plek", "Wat", "Wat kunt u doen?"):
        table.add_column(header, overflow="fold")
    for item in items:
        style = _COLOURS.get(item.fate, "")
        fate = f"[{style}]{item.fate.value}[/]" if style else item.fate.value
        place = f"{item.sheet}!{item.place}" if item.place else item.sheet
        table.add_row(fate, escape(place), escape(item.what), escape(item.action))
    Console().print(table)


def show_renewal(made: Renewal) -> None:
    """Print what changed, and everything that could not be carried along unchanged."""
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
            "sla het op en laat dan 'wijkexcel bereken' lopen."
        )
    if made.trial:
        print("Dit was een proef: er is niets veranderd.")
        return
    print(f"Bijgewerkt: {made.workbook}")
    if made.previous is not None:
        print(f"Vorige versie: {made.previous}")
