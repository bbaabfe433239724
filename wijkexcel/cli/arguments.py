"""``argparse`` in Dutch: it starts at once, and says what it wants in words that users can read."""

import argparse
import math
import re
from collections.abc import Callable, Generator, Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import NoReturn

WRONG_USE = 2
"""Exit code of wrong use; argparse's own, and that of most programs."""

_IN_DUTCH = (
    (r"the following arguments are required: (.*)", r"Er ontbreekt iets: \1."),
    (r"unrecognized arguments: (.*)", r"Dit is te veel of bestaat niet: \1."),
    (r"argument OPDRACHT: invalid choice: '(.*?)' .*", r"De opdracht '\1' bestaat niet."),
    (r"argument (.*?): expected one argument", r"Achter \1 ontbreekt een waarde."),
    (r"argument (.*?): ignored explicit argument .*", r"Achter \1 hoort geen waarde."),
    (r"argument (.*?): geef (.*)", r"Geef bij \1 \2"),
    (r"argument (.*?): (.*)", r"Bij \1: \2"),
)
"""What argparse says of wrong use, and the same in Dutch; the tests try each kind."""


class _Help(argparse.HelpFormatter):
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
        """List the commands at the margin: argparse forgets their indent when it lines up."""
        yield from getattr(action, "_get_subactions", tuple)()


class Parser(argparse.ArgumentParser):
    """A parser of which help and errors are Dutch; options cannot be shortened."""

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
        """Parse words; a command is loaded first, as only then it says what can be given to it."""
        if self._module:
            loaded, self._module = import_module(self._module), ""
            loaded.declare(self)
            self.set_defaults(run=loaded.run, parser=self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say in Dutch what is wrong and how it should be, and exit."""
        found = ((re.fullmatch(said, message), dutch) for said, dutch in _IN_DUTCH)
        text = next((match.expand(dutch) for match, dutch in found if match), message)
        self.exit(
            WRONG_USE,
            f"Dat lukt niet: {text}\n{self.format_usage()}Meer uitleg: {self.prog} --help\n",
        )


class Commands(Parser):
    """The parser of a program with commands, each with a parser of its own."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description)
        self._commands = self.add_subparsers(
            title="Opdrachten", metavar="OPDRACHT", required=True, parser_class=Parser
        )

    def command(self, name: str, text: str, module: str) -> None:
        """Declare a command: its name, what it does, and the module that has it.

        The module has ``declare(parser)`` and ``run(asked)``, which gives the exit code.
        """
        added = self._commands.add_parser(
            name, help=text, description=text, prog=f"{self.prog} {name}"
        )
        added._module = module

    def parsed(self, words: Sequence[str]) -> argparse.Namespace:
        """Parse a command line; what is too much is for the command's own parser to say."""
        asked, rest = self.parse_known_args(words)
        if rest:
            asked.parser.error(f"unrecognized arguments: {' '.join(rest)}")
        return asked

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the commands, in the order of the help text."""
        return tuple(self._commands.choices)


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a reader of whole numbers within bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if lowest <= number <= highest:
            return number
        message = f"geef een heel getal van {lowest} tot en met {highest}; u gaf '{text}'."
        raise argparse.ArgumentTypeError(message)

    return read


def day(text: str) -> date:
    """Read a date as people write it (31-12-2026) or as programs do (2026-12-31)."""
    for form in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # a day has no zone
        except ValueError:
            continue
    message = f"geef een datum zoals 31-12-2026; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)


def numbers(text: str) -> frozenset[str]:
    """Read the numbers of scorers (S01,S04), with anything usual between them."""
    found = [part for part in re.split(r"[\s,;]+", text.upper()) if part]
    if found and all(re.fullmatch(r"S[0-9]+", part) for part in found):
        return frozenset(found)
    message = f"geef nummers van het blad Deelnemers, zoals S01,S04; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)


def mark(text: str) -> float:
    """Read a mark, with a decimal comma or point."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    message = f"geef een gewoon getal; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)
