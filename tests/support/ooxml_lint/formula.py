"""A parser for formulas as an .xlsx file has them: comma as separator, English names, no ``=``.

It builds no tree: it says what does not parse and collects what the formula refers to and calls.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.support.ooxml_lint.functions import REFERENCE_FUNCTIONS, bare
from tests.support.ooxml_lint.grid import looks_like_cell, parse_cell

MAX_DEPTH = 64
_DEEPEST = 150
_ERRORS = r"NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!"
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}(?![\w.(\[!\\?])"
_LEXER = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>(?:'(?:[^']|'')+'|\[\d+\][\w.]*|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|)!)
    | (?P<error>\#(?:{_ERRORS}))
    | (?P<area>\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}(?![\w.(\[!$])|\$?\d{{1,7}}:\$?\d{{1,7}}(?![\w.])
        |{_CELL}(?::{_CELL})?)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)
    | (?P<call>[^\W\d][\w.]*\()
    | (?P<name>(?:[^\W\d]|\\)[\w.\\?]*)
    | (?P<op><=|>=|<>|[-+*/^&=<>%:,;(){{}}])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"
_STRUCTURE = re.compile(_BRACKETS, re.DOTALL)
_SHAPE = re.compile(
    rf"""("(?:[^"]|"")*"|'(?:[^']|'')*'|{_BRACKETS})"""
    r"|(?<![\w.\\?$])(\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})(?![\w.(\[!\\?])",
    re.DOTALL,
)
_BINARY = frozenset(["+", "-", "*", "/", "^", "&", "=", "<", ">", "<=", ">=", "<>"])
_STRAY = {
    '"': "text without a closing quote",
    "'": "sheet name without a closing quote or !",
    "@": "the short form @ does not belong in a file",
    "#": "unknown error value or spill operator #",
    "[": "bracket [ that is not closed",
    "]": "bracket ] that was not opened",
    "|": "DDE link",
}


class Reference(NamedTuple):
    """A cell, row or column reference with the sheet before it, if any."""

    sheet: str | None
    text: str


class Structured(NamedTuple):
    """A table reference; ``items`` are its parts without brackets, escapes as they stand.

    ``table`` is empty for ``[col]`` alone, which Excel writes in cells of the table itself.
    """

    table: str
    items: tuple[str, ...]


class Call(NamedTuple):
    """A function call; an argument is ``ref``, ``value`` or ``empty``."""

    name: str
    arguments: tuple[str, ...]


@dataclass
class Parsed:
    """What a formula says; ``error`` is why it does not parse, empty if it does."""

    error: str = ""
    is_reference: bool = False
    depth: int = 0
    references: list[Reference] = field(default_factory=list)
    names: list[Reference] = field(default_factory=list)
    structured: list[Structured] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_array: bool = False
    has_union: bool = False


class _FormulaError(Exception):
    pass


class _Token(NamedTuple):
    kind: str
    text: str
    spaced: bool


def shape(text: str) -> str:
    """Return the formula with every cell on the grid replaced by A1: its key in a cache."""

    def replace(found: re.Match[str]) -> str:
        cell: str | None = found[2]
        return "A1" if cell and parse_cell(cell) else found[0]

    return _SHAPE.sub(replace, text)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at, spaced = 0, False
    while at < len(text):
        found = _LEXER.match(text, at)
        kind = str(found.lastgroup) if found else ""
        if text[at] == "[" and (found is None or (tokens and tokens[-1].kind == "name")):
            found, kind = _STRUCTURE.match(text, at), "struct"
        if found is None:
            problem = _STRAY.get(text[at], f"unexpected character {text[at]!r}")
            raise _FormulaError(f"{problem} at {text[at : at + 20]!r}")
        if kind != "space":
            tokens.append(_Token(kind, found[0], spaced))
        spaced = kind == "space"
        at = found.end()
    return tokens


def _split_structure(text: str) -> tuple[str, ...]:
    """Return the parts of ``[[#This Row],[a]:[b]]``; a range of columns gives both."""
    inside = text[1:-1]
    if not inside.strip().startswith("["):
        parts = [inside] if inside else []
        separators = inside
    else:
        parts = [item[1:-1] for item in re.findall(r"\[(?:'.|[^\[\]'])*\]", inside)]
        separators = re.sub(r"\[(?:'.|[^\[\]'])*\]", "", inside)
        joints = "".join(separators.split())
        if len(joints) != len(parts) - 1 or joints.strip(",:"):
            raise _FormulaError(f"malformed table reference {text}")
    for part in parts:
        if part.startswith("@") or separators.lstrip().startswith("@"):
            raise _FormulaError(f"the short form {text} does not belong in a file")
    return tuple(parts)


class _Parser:
    def __init__(self, text: str, parsed: Parsed) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.parsed = parsed
        self.depth = 0
        self.calls = 0
        self.handlers: dict[str, Callable[[str], bool]] = {
            "text": lambda _: False,
            "number": lambda _: False,
            "error": self.error,
            "area": lambda text: self.area(None, text),
            "sheet": lambda text: self.qualified(text[:-1]),
            "call": lambda text: self.call(text[:-1]),
            "struct": lambda text: self.structured("", text),
            "name": self.name,
        }

    def peek(self) -> _Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _Token("end", "", False)

    def take(self) -> _Token:
        token = self.peek()
        self.at += 1
        return token

    def is_op(self, text: str) -> bool:
        token = self.peek()
        return token.kind == "op" and token.text == text

    def whole(self) -> bool:
        """Parse to the end; a union may stand at the top, as in a print area."""
        result = self.union()
        token = self.peek()
        if token.kind != "end":
            if token.text == ")":
                raise _FormulaError("closing parenthesis that was not opened")
            if token.text == ";":
                raise _FormulaError("separator ; where a file has a comma")
            raise _FormulaError(f"unexpected {token.text!r}")
        return result

    def union(self) -> bool:
        result = self.expression()
        while self.is_op(","):
            self.take()
            self.parsed.has_union = True
            if not (self.expression() and result):
                raise _FormulaError("a comma outside a function between what are no references")
        return result

    def expression(self) -> bool:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _FormulaError(f"parentheses nested over {MAX_DEPTH} levels")
        result = self.operand()
        while (token := self.peek()).kind == "op" and token.text in _BINARY:
            self.take()
            self.operand()
            result = False
        self.depth -= 1
        return result

    def operand(self) -> bool:
        signed = False
        while self.is_op("-") or self.is_op("+"):
            self.take()
            signed = True
        result = self.chain()
        while self.is_op("%"):
            self.take()
            signed = True
        return result and not signed

    def chain(self) -> bool:
        """Parse references joined by a colon (range) or a space (intersection)."""
        result = self.primary()
        while result:
            token = self.peek()
            if self.is_op(":"):
                self.take()
            elif not (token.spaced and (token.kind not in {"op", "end"} or token.text == "(")):
                break
            if not self.primary():
                raise _FormulaError("a range or intersection with what is no reference")
        return result

    def primary(self) -> bool:
        token = self.take()
        handle = self.handlers.get(token.kind)
        if handle is not None:
            return handle(token.text)
        if token.text == "(":
            result = self.union()
            self.close(")")
            return result
        if token.text == "{":
            self.array()
            return False
        if token.kind == "end":
            raise _FormulaError("ends where a value is needed")
        raise _FormulaError(f"unexpected {token.text!r} where a value is needed")

    def close(self, bracket: str) -> None:
        token = self.take()
        if token.text != bracket or token.kind != "op":
            if token.kind == "end":
                raise _FormulaError("parenthesis that is not closed")
            if token.text == ";":
                raise _FormulaError("separator ; where a file has a comma")
            raise _FormulaError(f"unexpected {token.text!r} where {bracket} is needed")

    def error(self, text: str) -> bool:
        if text.upper() == "#REF!":
            self.parsed.problems.append("refers to #REF!")
            return True
        return False

    def area(self, sheet: str | None, text: str) -> bool:
        self.parsed.references.append(Reference(sheet, text))
        return True

    def qualified(self, prefix: str) -> bool:
        quoted = prefix.startswith("'")
        if quoted:
            prefix = prefix[1:-1].replace("''", "'")
        elif any(looks_like_cell(part) for part in prefix.split(":")):
            self.parsed.problems.append(f"sheet name {prefix} needs quotes")
        token = self.take()
        if token.kind == "area":
            return self.area(prefix, token.text)
        if token.kind == "error":
            return self.error(token.text)
        if token.kind == "name":
            if self.peek().kind == "struct":
                raise _FormulaError("a sheet before a table reference")
            self.parsed.names.append(Reference(prefix, token.text))
            return True
        if token.kind == "call":
            return self.call(token.text[:-1])
        raise _FormulaError(f"{prefix}! without a cell behind it")

    def structured(self, table: str, text: str) -> bool:
        self.parsed.structured.append(Structured(table, _split_structure(text)))
        return True

    def name(self, text: str) -> bool:
        if self.peek().kind == "struct" and not self.peek().spaced:
            return self.structured(text, self.take().text)
        if text.upper() in {"TRUE", "FALSE"}:
            return False
        self.parsed.names.append(Reference(None, text))
        return True

    def call(self, name: str) -> bool:
        self.calls += 1
        self.parsed.depth = max(self.parsed.depth, self.calls)
        arguments: list[str] = []
        while not (self.is_op(")") and not arguments):
            if self.is_op(",") or self.is_op(")"):
                arguments.append("empty")
            else:
                arguments.append("ref" if self.expression() else "value")
            if not self.is_op(","):
                break
            self.take()
        self.close(")")
        self.calls -= 1
        self.parsed.calls.append(Call(name, tuple(arguments)))
        return bare(name) in REFERENCE_FUNCTIONS

    def array(self) -> None:
        """Parse an array constant; its opening brace has been taken."""
        self.parsed.has_array = True
        widths, width = set(), 0
        while True:
            token = self.take()
            if token.kind == "op" and token.text in "+-":
                token = self.take()
            if token.kind not in {"text", "number", "error"} and token.text.upper() not in {
                "TRUE",
                "FALSE",
            }:
                raise _FormulaError("an array constant with what is no constant")
            width += 1
            if self.is_op(",") or self.is_op(";"):
                if self.take().text == ";":
                    widths.add(width)
                    width = 0
                continue
            self.close("}")
            if widths - {width}:
                raise _FormulaError("an array constant with rows of different length")
            return


def parse(text: str) -> Parsed:
    """Parse a formula."""
    parsed = Parsed()
    try:
        if text.startswith("="):
            raise _FormulaError("a leading = does not belong in a file")
        if not text.strip():
            raise _FormulaError("is empty")
        parsed.is_reference = _Parser(text.strip(), parsed).whole()
    except _FormulaError as error:
        parsed.error = str(error)
    if parsed.depth > MAX_DEPTH:
        parsed.problems.append(f"functions nested {parsed.depth} levels deep, over {MAX_DEPTH}")
    return parsed
