"""``wijkexcel ambitie``: the page for the neighbourhood's joint ambition."""

from wijkexcel.cli import stap
from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.options import takes_template


def declare(command: Parser) -> None:
    """Declare the arguments: those of a step, and a template."""
    stap.declare(command)
    takes_template(command)


run = stap.run
"""Make the page as a step does: show what was made, or what prevents it."""
