"""Mutants of the program: ``python -m tests.support.mutants rules``, or ``--aantal 300`` of all.

Each mutant is one small change in one function: another comparison, sum, number, condition or
result. The tests that come past that line (:mod:`tests.support.reach`) run on it until one fails; a
mutant on which none fails has survived, and is a line that nothing holds. Those that are explained
in ``EXPLAINED`` are told and count as no fault: they change nothing that anybody can see.

The tests are imported once; for each mutant the process is copied, so that nothing is left of it.
Only the bodies of functions are changed, and no text. A line that only runs in a process that the
tests start is told and not tried: a mutant of this process is not there.
"""

import argparse
import ast
import copy
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.support import reach
from tests.support.mutants_explained import EXPLAINED
from tests.support.sample import seed

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 240.0
"""So long may the tests of one mutant take together, as they took without it."""
LEAST, TIMES = 10.0, 3
"""A mutant that makes its tests calculate so many times as long goes round in circles: noticed.

In seconds of the processor, and never fewer than ``LEAST``: another program that keeps the machine
busy proves nothing about a mutant.
"""
WAITING = 10
"""So many times as long may it take by the clock: then it waits for what does not come."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Change = Callable[[ast.AST], None]

_OTHERS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """One change in one function."""

    module: str
    function: str
    line: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} {self.function}: {self.before}  ->  {self.after}"

    @property
    def name(self) -> str:
        """What it changes, wherever that stands."""
        return f"{self.module} {self.function}: {self.before}  ->  {self.after}"


def changes(node: ast.AST) -> Iterator[Change]:
    """Every small change of a node, each as what does it to a copy of that node."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            if other := _OTHERS.get(type(operator)):
                yield partial(_operator, at=at, other=other)
    elif isinstance(node, ast.BinOp | ast.BoolOp) and (other := _OTHERS.get(type(node.op))):
        yield partial(_set, name="op", value=other())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield partial(_set, name="operand", value=ast.UnaryOp(ast.Not(), node.operand))
    elif isinstance(node, ast.If | ast.IfExp):
        yield partial(_set, name="test", value=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        flipped = not node.value if isinstance(node.value, bool) else node.value + 1
        yield partial(_set, name="value", value=flipped)
    elif isinstance(node, ast.Return) and not isinstance(node.value, ast.Constant | None):
        yield partial(_set, name="value", value=ast.Constant(None))
    elif isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield partial(_set, name="ifs", value=[*node.ifs[:at], *node.ifs[at + 1 :]])
    elif isinstance(node, ast.Name) and node.id in _OTHER_NAMES:
        yield partial(_set, name="id", value=_OTHER_NAMES[node.id])


def _set(node: ast.AST, name: str, value: object) -> None:
    setattr(node, name, value)


def _operator(node: ast.AST, at: int, other: type[ast.cmpop]) -> None:
    assert isinstance(node, ast.Compare)
    node.ops[at] = other()


def mutants_of(path: Path) -> Iterator[tuple[Mutant, ast.Module]]:
    """Every mutant of a module, with the whole module in which it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    nodes = list(ast.walk(tree))
    inside = {id(n): name for name, function in _functions(tree) for n in _body(function)}
    for number, node in enumerate(nodes):
        if id(node) not in inside:
            continue
        for change in changes(node):
            changed = copy.deepcopy(tree)
            twin = list(ast.walk(changed))[number]
            before = _one_line(twin)
            change(twin)
            ast.fix_missing_locations(changed)
            place = node.target if isinstance(node, ast.comprehension) else node
            lines = getattr(place, "lineno", 0), getattr(place, "end_lineno", 0)
            yield Mutant(module, inside[id(node)], *lines, before, _one_line(twin)), changed


def _one_line(node: ast.AST) -> str:
    shown = ast.unparse(node).splitlines()[0].strip()
    return shown if len(shown) <= 110 else shown[:109] + "…"


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions of a module and the methods of its classes, by name."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, Function):
                    yield f"{node.name}.{inner.name}", inner


def _body(function: Function) -> Iterator[ast.AST]:
    """What a function does: not its decorators, annotations, docstring and ``strict=True``."""
    for statement in function.body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        nodes = list(ast.walk(statement))
        keywords = (n for n in nodes if isinstance(n, ast.keyword) and n.arg == "strict")
        left_out = {id(n.value) for n in keywords}
        yield from (n for n in nodes if id(n) not in left_out)


def put_in(mutant: Mutant, tree: ast.Module) -> None:
    """Give the function of this process the body of the mutant, wherever it was imported."""
    module = import_module(mutant.module)
    fresh = ModuleType(mutant.module)
    fresh.__dict__.update({k: v for k, v in vars(module).items() if k.startswith("__")})
    exec(compile(tree, str(module.__file__), "exec"), fresh.__dict__)
    old, new = (_function_at(place, mutant.function) for place in (module, fresh))
    old.__code__ = new.__code__  # type: ignore[attr-defined]


def _function_at(place: object, name: str) -> object:
    for part in name.split("."):
        place = vars(place)[part]
    if clear := getattr(place, "cache_clear", None):
        clear()
    for wrapping in ("fget", "func", "__func__", "__wrapped__"):
        place = getattr(place, wrapping, place)
    return place


class End(StrEnum):
    """How a mutant ended."""

    NOTICED = "gemerkt"
    TOO_LONG = "duurt te lang: gemerkt"
    SURVIVES = "OVERLEEFT"
    UNSEEN = "NIET GEPROEFD: geen test komt er in dit proces langs"
    EXPLAINED = "uitgelegd"


def end_of(mutant: Mutant, tree: ast.Module, tests: Sequence[str], seconds: float) -> End:
    """Run the tests on a mutant, in a copy of this process.

    Raises:
        RuntimeError: If the tests did not run, so that nothing is known.
    """
    child = os.fork()
    if child == 0:
        os.setsid()
        most = LEAST + TIMES * seconds
        signal.setitimer(signal.ITIMER_PROF, most)
        signal.setitimer(signal.ITIMER_REAL, WAITING * most)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = int(pytest.ExitCode.INTERNAL_ERROR)
        try:
            put_in(mutant, tree)
            code = int(pytest.main([*reach.WORDS, "-p", "no:xdist", "-x", *tests]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    match os.waitstatus_to_exitcode(status):
        case pytest.ExitCode.OK:
            return End.SURVIVES
        case pytest.ExitCode.TESTS_FAILED | pytest.ExitCode.INTERRUPTED:
            return End.NOTICED
        case int(code) if code < 0:  # one of the timers, or a crash of the process
            return End.TOO_LONG
        case code:
            raise RuntimeError(f"{mutant}: the tests did not run (exit {code}): {tests[:3]}")


def tried(mutant: Mutant, tree: ast.Module, found: reach.Reach) -> End:
    """The end of a mutant under the tests that come past it, quickest first."""
    tests, seconds = found.tests(mutant.module, mutant.line, mutant.end, most=MOST_SECONDS)
    end = end_of(mutant, tree, tests, seconds) if tests else End.UNSEEN
    return End.EXPLAINED if end is End.SURVIVES and mutant.name in EXPLAINED else end


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.support.mutants", description=__doc__)
    parser.add_argument("kamer", nargs="?", default="", help="een map van wijkexcel, zoals rules")
    parser.add_argument("--aantal", type=int, help="zoveel, door het zaad gekozen; anders alle")
    parser.add_argument("--zaad", default=None)
    parser.add_argument("--zonder", action="append", default=[], help="een map die niet meedoet")
    parser.add_argument(
        "--kaart", nargs="*", help="zoek opnieuw welke van deze tests waar langs komt"
    )
    asked = parser.parse_args(words)
    package = ROOT / "wijkexcel"
    without = [package / room for room in asked.zonder]
    modules = sorted(
        path
        for path in (package / asked.kamer).rglob("*.py")
        if not any(path.is_relative_to(room) for room in without)
    )
    made = [pair for path in modules for pair in mutants_of(path)]
    chosen = asked.zaad or seed()
    if asked.aantal is not None and asked.aantal < len(made):
        made = random.Random(chosen).sample(made, asked.aantal)
    found = reach.found(again=asked.kaart is not None, tests=asked.kaart or ())
    print(f"{len(made)} mutanten van wijkexcel/{asked.kamer}, zaad {chosen}", flush=True)
    sys.setrecursionlimit(10_000)
    if pytest.main([*reach.WORDS, "-p", "no:xdist", "--co", "-qq", str(ROOT / "tests")]):
        return 2
    started, ends = time.monotonic(), Counter[End]()
    for number, (mutant, tree) in enumerate(made, 1):
        end = tried(mutant, tree, found)
        ends[end] += 1
        if end is not End.NOTICED:
            why = EXPLAINED.get(mutant.name, "")
            print(f"{number}: {end}: {mutant} {why}".rstrip(), flush=True)
    took = time.monotonic() - started
    told = ", ".join(f"{count} {end}" for end, count in ends.most_common())
    print(f"{len(made)} mutanten in {took:.0f} s: {told}")
    return 1 if ends[End.SURVIVES] else 0


if __name__ == "__main__":
    sys.exit(main())
