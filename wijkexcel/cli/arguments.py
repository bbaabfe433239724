"""``argparse`` in Dutch: it starts quickly, and its messages are in plain language."""

from __future__ import annotations

import argparse
import os
import re
from importlib import import_module

TYPE_CHECKING = False
"""As in ``typing``, whose import would take a tenth of the time of the help text."""
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from typing import NoReturn

WRONG_USE, DEFECT = 2, 3
"""Exit codes: wrong use (argparse's own, and that of most programs); a defect in the program."""

_IN_DUTCH = (
    (r"the following arguments are required: (.*)", r"Er ontbreekt iets: \1."),
    (r"unrecognized arguments: (.*)", r"Dit is te veel of bestaat niet: \1."),
    (r"argument OPDRACHT: invalid choice: '(.*?)' .*", r"De opdracht '\1' bestaat niet."),
    (r"argument (.*?): expected one argument", r"Achter \1 ontbreekt een waarde."),
    (r"argument (.*?): ignored explicit argument .*", r"Achter \1 hoort geen waarde."),
    (r"argument (.*?): geef (.*)", r"Geef bij \1 \2"),
    (r"argument (.*?): (.*)", r"Bij \1: \2"),
)
"""Messages of argparse on wrong use, with Dutch versions; the tests try each kind."""


def _width() -> int:
    """Line width; argparse gets it from ``shutil``, which loads archive modules."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) or _columns()
    except ValueError:
        columns = _columns()
    return columns - 2


def _columns() -> int:
    try:
        return os.get_terminal_size().columns or 80
    except (ValueError, OSError):  # no output, or it is not a terminal
        return 80


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Gebruik: " if prefix is None else prefix)

    def _iter_indented_subactions(
        self, action: argparse.Action
    ) -> Generator[argparse.Action, None, None]:
        """List the commands at the margin: argparse ignores their indent when aligning."""
        yield from getattr(action, "_get_subactions", tuple)()


class Parser(argparse.ArgumentParser):
    """A parser with Dutch help and errors; options cannot be abbreviated."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._module = ""
        self.name = prog.rpartition(" ")[2]
        self.given = self.add_argument_group("Wat u opgeeft")
        self.options = self.add_argument_group("Opties")
        self.options.add_argument("--help", "-h", action="help", help="Toon deze uitleg.")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse words; a command is loaded first, because it declares its own arguments."""
        if self._module:
            loaded, self._module = import_module(self._module), ""
            loaded.declare(self)
            self.set_defaults(run=loaded.run, parser=self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong and how to correct it, and exit."""
        found = ((re.fullmatch(said, message), dutch) for said, dutch in _IN_DUTCH)
        text = next((match.expand(dutch) for match, dutch in found if match), message)
        self.exit(
            WRONG_USE,
            f"Dat lukt niet: {text}\n{self.format_usage()}Meer uitleg: {self.prog} --help\n",
        )


class Commands(Parser):
    """The parser of a program with commands, each with its own parser."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description)
        self._commands = self.add_subparsers(
            title="Opdrachten", metavar="OPDRACHT", required=True, parser_class=Parser
        )

    def command(self, name: str, text: str, module: str) -> None:
        """Declare a command: its name, description and module.

        The module has ``declare(parser)`` and ``run(asked)``, which returns the exit code.
        """
        added = self._commands.add_parser(
            name, help=text, description=text, prog=f"{self.prog} {name}"
        )
        added._module = module

    def parsed(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse a command line; the command's own parser reports superfluous arguments."""
        asked, rest = self.parse_known_args(words)
        if rest:
            asked.parser.error(f"unrecognized arguments: {' '.join(rest)}")
        return asked

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the commands, in the order of the help text."""
        return tuple(self._commands.choices)
