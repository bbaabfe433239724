"""What the round trip by mail shows in a terminal."""

import sys
from collections.abc import Set

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.commands_post import Collection, Distribution
from wijkexcel.dutch.lists import commas
from wijkexcel.dutch.numbers import count
from wijkexcel.post.line import Kind, Line


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
    if any(path.suffix == ".eml" for path in made.files):
        print("Open elke .eml: dat is een mail die klaarstaat. Lees hem na en verstuur hem zelf.")
    if made.files:
        print(f"De codes staan nu op het blad Deelnemers van {made.workbook.name}.")


_ORDER = (
    Kind.CONFLICT, Kind.REFUSED, Kind.ASIDE, Kind.TOLD, Kind.SKIPPED, Kind.DECIDED, Kind.MISSING,
    Kind.TAKEN, Kind.SAME,
)  # fmt: skip
_COLOURS = {Kind.CONFLICT: "bold red", Kind.REFUSED: "bold red", Kind.ASIDE: "bold red",
            Kind.TOLD: "yellow", Kind.MISSING: "yellow"}  # fmt: skip


def _where(line: Line, shared: Set[str]) -> str:
    """The file, whose answers in it where it holds those of several, and the cell."""
    place = f"{line.sheet}!{line.cell}" if line.cell else line.sheet
    who = line.scorer if line.file in shared or not line.file else ""
    file = commas(part for part in (line.file, who) if part)
    return f"{file} ({place})".strip() if place else file


def show_collection(made: Collection) -> None:
    """Print per file what was taken, refused, in conflict and missing."""
    gathered = made.collected.gathered
    lines = sorted(gathered.lines, key=lambda line: _ORDER.index(line.kind))
    scorers: dict[str, set[str]] = {}
    for line in lines:
        scorers.setdefault(line.file, set()).update({line.scorer} - {""})
    shared = {file for file, who in scorers.items() if len(who) > 1}
    if sys.stdout.isatty():
        table = Table(title="Wat er terugkwam", title_justify="left")
        for header in ("Uitkomst", "Nr", "Bestand en cel", "Wat is er?", "Wat kunt u doen?"):
            table.add_column(header, overflow="fold")
        for line in lines:
            style = _COLOURS.get(line.kind, "")
            kind = f"[{style}]{line.kind.value}[/]" if style else line.kind.value
            table.add_row(kind, line.scorer, escape(_where(line, shared)), escape(line.problem),
                          escape(line.action))  # fmt: skip
        Console().print(table)
    else:
        for line in lines:
            parts = (
                line.kind.value,
                _where(line, shared),
                f"{line.problem} {line.action}".rstrip(),
            )
            print(": ".join(part for part in parts if part))
    taken = len(gathered.values)
    files = made.collected.files
    print(f"{count(files, 'bestand', 'bestanden')} bekeken, "
          f"{count(taken, 'antwoord', 'antwoorden')} "
          f"{'over te nemen' if made.trial else 'overgenomen'}.")  # fmt: skip
    for parcel in made.collected.replies:
        request = parcel.request
        how = "mail" if parcel.mail is not None else "tekst, want er is geen e-mailadres dat klopt"
        print(f"Terug naar {request.name} ({request.scorer}): {how}, nog {request.open} open.")
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.back is not None and not made.collected.replies:
        print("Er hoeft niets terug: bij wie iets instuurde, ontbreekt niets.")
    if made.trial:
        print("Dit was een proef: er is niets veranderd.")
    elif made.saved:
        print(f"Bijgewerkt: {made.workbook}")
        if made.previous is not None:
            print(f"Vorige versie: {made.previous}")
    else:
        print("Er is niets veranderd.")
