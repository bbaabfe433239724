"""``wijkexcel voorbeeld``: a complete example."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import TO_MEND
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.new.documents import make_example


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.given.add_argument("folder", metavar="MAP", type=Path, help="Waar het voorbeeld komt.")


def run(asked: Namespace) -> int:
    """Make the example: workbook, decision sheet and letter."""
    work = partial(make_example, asked.folder)
    workbook, results = with_spinner("Het voorbeeld wordt gemaakt…", work)
    made = [workbook, *(path for result in results for path in result.files)]
    words = dict.fromkeys(word for result in results for word in result.words)
    for line in (*(f"Gemaakt: {path}" for path in made), *words):
        print(line)
    return TO_MEND if any(result.report.errors for result in results) else 0
