"""Shared by several commands: their arguments and exit codes."""

from pathlib import Path

from wijkexcel.cli.arguments import Parser

TO_MEND = 1
"""Exit code: done, but there are errors that must be fixed."""
MOST_ROOM = {"opgaven": 500, "criteria": 40, "groepen": 20, "deelnemers": 99}


def takes_workbook(command: Parser) -> None:
    """Add the argument for the workbook of a command."""
    command.given.add_argument(
        "workbook", metavar="WERKBOEK", type=Path, help="Het werkboek (.xlsx)."
    )
