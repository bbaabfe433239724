"""What came back from scorers, as a table."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.post.back.line import Kind, Line

_COLOURS = {
    Kind.CONFLICT: "bold red",
    Kind.REFUSED: "bold red",
    Kind.ASIDE: "bold red",
    Kind.TOLD: "yellow",
    Kind.MISSING: "yellow",
}


def show_lines(lines: Iterable[tuple[Line, str]], *, trial: bool) -> None:
    """Show what became of each answer (or would, in a trial), with its file and cell."""
    table = Table(title="Wat er terugkwam", title_justify="left")
    for header in ("Uitkomst", "Nr", "Bestand en cel", "Wat is er?", "Wat kunt u doen?"):
        table.add_column(header, overflow="fold")
    for line, where in lines:
        style = _COLOURS.get(line.kind, "")
        word = line.kind.said(trial=trial)
        kind = f"[{style}]{word}[/]" if style else word
        texts = (where, line.problem, line.action)
        table.add_row(kind, line.scorer, *map(escape, texts))
    Console().print(table)
