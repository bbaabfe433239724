"""What the command for forms on paper shows in a terminal."""

from wijkexcel.commands_paper import OnPaper


def show_paper(made: OnPaper) -> None:
    """Print what was made, what comes next, and what stood in the way."""
    for finding in made.papers.refused:
        print(f"{finding.severity.value}: {finding.text}")
    if made.papers.refused:
        print("Er is niets gemaakt: los eerst deze fouten op, anders krijgt iedereen ze.")
        return
    for note in (*made.papers.notes, *made.words):
        print(note)
    for path in made.files:
        print(f"Gemaakt: {path}")
    if made.entry is not None:
        print(f"Gemaakt: {made.entry}")
        print(
            f"De nummers en codes staan nu op het blad Deelnemers van {made.workbook.name}. Typ de "
            "ingevulde formulieren over in het invoerbestand. Haal ze daarna binnen met: wijkexcel "
            f'verzamel "{made.workbook}" "{made.entry.parent}"'
        )
