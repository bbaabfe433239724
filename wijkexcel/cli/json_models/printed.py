"""Printing JSON: the option, the result, and errors."""

import json

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.failure import failure_shape
from wijkexcel.errors import WijkexcelError
from wijkexcel.steps.as_json import Versioned


def shows_json(command: Parser) -> None:
    """Add the option to show the result, or the error, as JSON."""
    command.set_defaults(show_failure=print_failure)
    command.options.add_argument(
        "--json", dest="as_json", action="store_true", help="Toon het resultaat als JSON."
    )


def print_json(content: Versioned) -> None:
    """Print JSON in ASCII characters, which every code page has; readers see no difference."""
    print(json.dumps(content.model_dump(mode="json"), ensure_ascii=True, indent=2))


def print_failure(error: WijkexcelError) -> None:
    """Print the error instead of a result."""
    print_json(failure_shape(error))
