"""``wijkexcel server``: the functions in a pane of Excel, from the user's own server."""

from argparse import Namespace
from importlib import import_module

from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.values import whole
from wijkexcel.server.installed import check_installed


def declare(command: Parser) -> None:
    """Declare the arguments."""
    command.options.add_argument(
        "--poort",
        dest="port",
        metavar="NUMMER",
        type=whole(1, 65_535),
        help="Een andere poort dan de gewone.",
    )


def run(asked: Namespace) -> int:
    """Serve until it is stopped."""
    check_installed()
    import_module("wijkexcel.server.serve").serve(port=asked.port)
    return 0
