"""A message names a command in one way: as it can be typed."""

import argparse
import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.texts import PACKAGE, made
from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.main import parser
from wijkexcel.dutch.commands import GIVEN, PROGRAM, as_typed
from wijkexcel.layout.sheets.settings import RUN_STEPS
from wijkexcel.sentences.received import REMINDER_BEFORE

BY_HAND = re.compile(rf"\b{PROGRAM} ({'|'.join(GIVEN)})\b")
STEP = re.compile(r"\bopdracht '([^']*)'")
_SHOWN = {".html", ".js", ".txt", ".xml", ".bas"}


def texts_in(path: Path) -> Iterator[str]:
    """What a module says: no docstrings, and in an f-string only what is written out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in explained:
            text = node.value
            yield text.decode(errors="replace") if isinstance(text, bytes) else str(text)


def shown() -> Iterator[tuple[str, str]]:
    """Each text that the package shows, and where it stands."""
    for path in sorted(PACKAGE.rglob("*")):
        name = str(path.relative_to(PACKAGE))
        if path.suffix == ".py":
            yield from ((name, text) for text in texts_in(path))
        elif path.suffix in _SHOWN:
            yield name, path.read_text(encoding="utf-8")


def test_no_message_names_a_command_by_hand() -> None:
    named = [(name, text) for name, text in shown() if BY_HAND.search(text)]
    assert [found for found in named if found[1] != REMINDER_BEFORE] == []


def test_a_text_that_does_is_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""``wijkexcel brief``."""\nX = f"Laat \'wijkexcel bijwerken\' lopen: {1}."\n'
    )
    assert [text for text in texts_in(module) if BY_HAND.search(text)] == [
        "Laat 'wijkexcel bijwerken' lopen: "
    ]


def test_what_must_be_given_is_what_the_command_line_asks() -> None:
    commands = parser()
    asked = {}
    for name in commands.names:
        found = Parser(prog=name, description="")
        action = next(a for a in commands._actions if isinstance(a, argparse._SubParsersAction))
        import_module(action.choices[name]._module).declare(found)
        asked[name] = tuple(str(a.metavar) for a in found._actions if not a.option_strings)
    assert asked == GIVEN


@pytest.mark.parametrize(
    ("name", "given", "line"),
    [
        ("verdeel", (), "wijkexcel verdeel WERKBOEK MAP"),
        ("verdeel", ("w.xlsx",), "wijkexcel verdeel w.xlsx MAP"),
        ("verdeel", ("", "", "--proef"), "wijkexcel verdeel WERKBOEK MAP --proef"),
        ("verdeel", ("mijn wijk.xlsx",), 'wijkexcel verdeel "mijn wijk.xlsx" MAP'),
        ("excel", (), "wijkexcel excel"),
    ],
)
def test_it_is_named_whole(name: str, given: tuple[str, ...], line: str) -> None:
    assert as_typed(name, *given) == line


def test_what_goes_out_names_a_command_whole() -> None:
    whole = re.compile("|".join(re.escape(as_typed(name)) for name in GIVEN))
    named = [text for _, text in made() if BY_HAND.search(text)]
    assert [text for text in named if not whole.search(text)] == []


def test_an_opdracht_that_a_text_names_can_be_chosen() -> None:
    """In the menu and on Start."""
    named = {found for _, text in shown() for found in STEP.findall(text) if found.isalpha()}
    assert named
    assert named <= {*RUN_STEPS}
