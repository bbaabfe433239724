"""Measure the house: ``python -m docs.maken.figures`` prints sizes, imports and suppressions.

Reported, not steered by: a room is not merged with another to win a figure.
"""

import ast
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SUPPRESSION: Final = re.compile(r"#\s*(?:noqa|fmt:\s*(?:skip|off)|type:\s*ignore)")


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the program: its place, its lines, and what stands in it."""

    place: str
    source: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.source.splitlines())

    def functions(self) -> Iterator[tuple[str, int]]:
        """Name and number of lines of each function, decorators included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                yield node.name, (node.end_lineno or first) - first + 1

    def imports(self) -> int:
        """Number of modules of the program itself that it imports."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wijkexcel"):
                found.add(node.module)
        return len(found)

    def suppressions(self) -> int:
        """Number of lines that tell a tool to look away."""
        return sum(bool(SUPPRESSION.search(line)) for line in self.source.splitlines())


@lru_cache
def modules(folder: str = "wijkexcel") -> tuple[Module, ...]:
    """The modules in a folder of the repository."""
    found = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(ROOT).as_posix(), source, ast.parse(source)))
    return tuple(found)


def figures() -> dict[str, float]:
    """What is told of the house, by its name."""
    all_modules = modules()
    named = [m for m in all_modules if m.lines > 1]
    functions = [length for m in all_modules for _, length in m.functions()]
    return {
        "modules": len(all_modules),
        "lines": sum(m.lines for m in all_modules),
        "lines of a module, median": statistics.median(m.lines for m in named),
        "lines of a module, most": max(m.lines for m in named),
        "lines of a function, median": statistics.median(functions),
        "lines of a function, most": max(functions),
        "imports of a module, mean": round(statistics.mean(m.imports() for m in named), 1),
        "suppressions in the program": sum(m.suppressions() for m in all_modules),
        "suppressions in the tests": sum(m.suppressions() for m in modules("tests")),
    }


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name}: {value:g}")
