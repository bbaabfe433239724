"""Shared by several commands: their arguments and exit codes."""

from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.values import numbers

TO_MEND = 1
"""Exit code: done, but there are errors that must be fixed."""
MOST_ROOM = {"opgaven": 500, "criteria": 40, "groepen": 20, "deelnemers": 99}


def takes_workbook(command: Parser) -> None:
    """Add the argument for the workbook of a command."""
    command.given.add_argument(
        "workbook", metavar="WERKBOEK", type=Path, help="Het werkboek (.xlsx)."
    )


def may_save_elsewhere(command: Parser) -> None:
    """Add the option to leave the workbook as it is, and save the result under another name."""
    command.options.add_argument(
        "--uit",
        dest="target",
        metavar="PAD",
        type=Path,
        help="Bewaar het resultaat hier; laat het origineel zo.",
    )


def takes_template(command: Parser) -> None:
    """Add the option for the municipality's own Word template."""
    command.options.add_argument(
        "--sjabloon",
        dest="template",
        metavar="DOCX",
        type=Path,
        help="Uw eigen Word-sjabloon.",
    )


def for_some_only(command: Parser) -> None:
    """Add the option to do it for some scorers only."""
    command.options.add_argument(
        "--wie",
        dest="only",
        metavar="NUMMERS",
        type=numbers,
        default=frozenset(),
        help="Alleen deze deelnemers, bijvoorbeeld S01,S04.",
    )
