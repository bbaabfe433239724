"""What the round trip by mail shows in a terminal."""

import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.commands_post import Distribution


def show_distribution(made: Distribution) -> None:
    """Print who has answered, what was made, and what stood in the way."""
    sending = made.sending
    for finding in sending.refused:
        print(f"{finding.severity.value}: {finding.text}")
    if sending.refused:
        print("Er is niets gemaakt: los eerst deze fouten op, anders krijgt iedereen ze.")
        return
    if sys.stdout.isatty():
        table = Table(title="Wie heeft al ingevuld?", title_justify="left")
        for header in ("Nr", "Deelnemer", "Gevraagd", "Ingevuld"):
            table.add_column(header)
        for p in sending.progress:
            row = (p.scorer.id, escape(p.scorer.name), str(p.asked), str(p.done))
            table.add_row(*row, style="green" if p.done >= p.asked else "")
        Console().print(table)
    else:
        for p in sending.progress:
            print(f"{p.scorer.id} {p.scorer.name}: {p.done} van {p.asked} ingevuld")
    for note in sending.notes:
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.files:
        print(
            "Open elke .eml: dat is een mail die klaarstaat. Lees hem na en verstuur hem zelf. "
            f"De codes staan nu op het blad Deelnemers van {made.workbook.name}."
        )
