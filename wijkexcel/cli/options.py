"""What several commands share: what can be given to them, and how they end."""

from pathlib import Path

from wijkexcel.cli.arguments import Parser

TO_MEND = 1
"""Exit code: done, but there are errors that must be mended."""
MOST_ROOM = {"opgaven": 500, "criteria": 40, "groepen": 20, "deelnemers": 99}


def takes_workbook(command: Parser) -> None:
    """Let a command take the workbook that it works on."""
    command.given.add_argument(
        "workbook", metavar="WERKBOEK", type=Path, help="Het werkboek (.xlsx)."
    )
