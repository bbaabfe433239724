"""Find, in a module, where a number, a day or a list is put in words outside the room for it."""

import ast
import re
from collections.abc import Iterator

_SPEC = re.compile(r"%[a-zA-Z]|\.\d*[fge%]|[fge%,_]$")
"""A format of a number or a day: '.2f', 'g', '.0%', ',', '%d-%m-%Y'."""
_FORMAT = re.compile(r"\{\w*:(?:[^{}]*%[a-zA-Z][^{}]*|\d*\.\d*[fge%]|[fge,])\}")
_PERCENTAGE = re.compile(r"\d[ \xa0]?%(?![\w%}\[])")
_JOINS = {", ", " en ", " of ", ", en ", " en nog "}


def spoken(source: str) -> Iterator[tuple[int, str]]:
    """Yield the line and what is wrong there."""
    tree = ast.parse(source)
    described = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        said = "" if node in described else _wrong(node)
        if said:
            yield getattr(node, "lineno", 0), said


def _wrong(node: ast.AST) -> str:
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        spec = "".join(
            p.value
            for p in ast.walk(node.format_spec)
            if isinstance(p, ast.Constant) and isinstance(p.value, str)
        )
        return f"formats with '{spec}'" if _SPEC.search(spec) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        given = [a.value for a in node.args if isinstance(a, ast.Constant)]
        on = node.func.value.value if isinstance(node.func.value, ast.Constant) else None
        if node.func.attr == "join" and on in _JOINS:
            return f"joins with '{on}'"
        if node.func.attr == "replace" and given[:2] in ([".", ","], [",", "."]) and _made(node):
            return "writes a decimal comma"
        if node.func.attr in {"strftime", "format_map"} or (node.func.attr == "format" and on):
            return f"formats with {node.func.attr}"
    if isinstance(node, ast.JoinedStr):
        said = "".join(
            getattr(part, "value", "") if isinstance(part, ast.Constant) else "0"
            for part in node.values
        )
        return "writes a percentage" if _PERCENTAGE.search(said) else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _FORMAT.search(node.value):
            return "formats with a template"
        return "writes a percentage" if _PERCENTAGE.search(node.value) else ""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "format":
        return "formats with format"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        left = node.left
        if isinstance(left, ast.Constant) and isinstance(left.value, str):
            return "formats with %"
    if isinstance(node, ast.IfExp) and _is_one(node.test) and _text(node.body, node.orelse):
        return "chooses between one and more"
    return ""


def _made(node: ast.Call) -> bool:
    """Whether what is replaced was formatted here, or a point becomes a comma."""
    assert isinstance(node.func, ast.Attribute)
    first = node.args[0]
    return isinstance(node.func.value, ast.JoinedStr) or (
        isinstance(first, ast.Constant) and first.value == "."
    )


def _is_one(test: ast.expr) -> bool:
    return (
        isinstance(test, ast.Compare)
        and isinstance(test.ops[0], ast.Eq)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value == 1
        and test.comparators[0].value is not True
    )


def _text(*sides: ast.expr) -> bool:
    """Whether words are chosen on both sides."""
    return all(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str) and side.value)
        for side in sides
    )
