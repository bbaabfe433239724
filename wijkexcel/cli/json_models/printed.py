"""Printing JSON: the option, the result, and why there is none."""

import json

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.failure import failure_shape
from wijkexcel.errors import WijkexcelError
from wijkexcel.steps.as_json import Versioned


def shows_json(command: Parser) -> None:
    """Let a command show its result, or why there is none, as JSON."""
    command.set_defaults(show_failure=print_failure)
    command.options.add_argument(
        "--json", dest="as_json", action="store_true", help="Toon het resultaat als JSON."
    )


def print_json(content: Versioned) -> None:
    """Print JSON in signs that every code page has; what reads it sees no difference."""
    print(json.dumps(content.model_dump(mode="json"), ensure_ascii=True, indent=2))


def print_failure(error: WijkexcelError) -> None:
    """Print why there is no result."""
    print_json(failure_shape(error))
