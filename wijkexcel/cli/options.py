"""What several commands share: what can be given to them, and how they end."""

import json
from pathlib import Path
from typing import Any

from wijkexcel.cli.arguments import Parser
from wijkexcel.errors import WijkexcelError

TO_MEND = 1
"""Exit code: done, but there are errors that must be mended."""
MOST_ROOM = {"opgaven": 500, "criteria": 40, "groepen": 20, "deelnemers": 99}


def takes_workbook(command: Parser) -> None:
    """Let a command take the workbook that it works on."""
    command.given.add_argument(
        "workbook", metavar="WERKBOEK", type=Path, help="Het werkboek (.xlsx)."
    )


def shows_json(command: Parser) -> None:
    """Let a command show its result, or why there is none, as JSON."""
    command.set_defaults(show_failure=print_failure)
    command.options.add_argument(
        "--json", dest="as_json", action="store_true", help="Toon het resultaat als JSON."
    )


def print_json(content: dict[str, Any]) -> None:
    """Print JSON in signs that every code page has; what reads it sees no difference."""
    print(json.dumps(content, ensure_ascii=True, indent=2))


def print_failure(error: WijkexcelError) -> None:
    """Print as JSON why there is no result."""
    print_json({"versie": 1, "fout": str(error)})
