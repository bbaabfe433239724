"""``wijkexcel sjablonen``: the Word templates, for adapting to a house style."""

from argparse import Namespace
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.new.documents import copy_templates


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.given.add_argument("folder", metavar="MAP", type=Path, help="Waar de sjablonen komen.")


def run(asked: Namespace) -> int:
    """Copy the templates."""
    for path in copy_templates(asked.folder):
        print(f"Gemaakt: {path}")
    return 0
