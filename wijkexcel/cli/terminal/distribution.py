"""Who has answered, as a table."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.post.out.ready import Progress


def show_progress(progress: Iterable[Progress]) -> None:
    """Show how much was asked of each scorer, and how much is filled in."""
    table = Table(title="Wie heeft al ingevuld?", title_justify="left")
    for header in ("Nr", "Deelnemer", "Gevraagd", "Ingevuld"):
        table.add_column(header)
    for p in progress:
        row = (p.scorer.id, escape(p.scorer.name), str(p.asked), str(p.done))
        table.add_row(*row, style="green" if p.done >= p.asked else "")
    Console().print(table)
