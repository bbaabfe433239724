"""What could not be carried over to a renewed workbook, as a table."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.renew.leftover import Fate, Leftover

_COLOURS = {
    Fate.LOST: "bold red",
    Fate.FROZEN: "bold red",
    Fate.CHECK: "yellow",
    Fate.CHOOSE: "yellow",
}


def show_leftovers(items: Iterable[Leftover]) -> None:
    """Show what became of each, and what to do about it."""
    table = Table(title="Wat u moet weten", title_justify="left")
    for header in ("Uitkomst", "Plek", "Wat", "Wat kunt u doen?"):
        table.add_column(header, overflow="fold")
    for item in items:
        style = _COLOURS.get(item.fate, "")
        fate = f"[{style}]{item.fate.value}[/]" if style else item.fate.value
        place = f"{item.sheet}!{item.place}" if item.place else item.sheet
        table.add_row(fate, *map(escape, (place, item.what, item.action)))
    Console().print(table)
