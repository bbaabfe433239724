"""What a formula says, however it is written: the same meaning calculates the same."""

from collections.abc import Callable, Hashable, Iterator

from wijkexcel.ooxml.cellvalue import (
    Area,
)
from wijkexcel.ooxml.formula import (
    ALSO,
    DEEPEST,
    LOGICAL,
    LONGEST,
    PREFIX,
    Piece,
    UnsoundError,
    area_of,
    ends_of,
    pieces_of,
    split_sheet,
)

Resolve = Callable[[str | None, Area], Hashable]
"""Name of a sheet (None: the formula's own) and a block of cells -> its replacement."""
_BINARY = {
    "=": 1,
    "<": 1,
    ">": 1,
    "<=": 1,
    ">=": 1,
    "<>": 1,
    "&": 2,
    "+": 3,
    "-": 3,
    "*": 4,
    "/": 4,
    "^": 5,
    " ": 8,
    ":": 9,
}
_SIGNS = 6
_COMPARE_PERCENT = 7
_END = Piece("end", "")


def meaning(formula: str, resolve: Resolve) -> Hashable:
    """The meaning of a formula (without ``=``): equal for equivalent formulas.

    Raises:
        UnsoundError: it cannot be read.
    """
    if len(formula) > LONGEST:
        raise UnsoundError(formula[:40])
    return _Parser(formula, resolve).whole()


class _Parser:
    """Parses by precedence, as spreadsheet programs do; parentheses leave no trace."""

    def __init__(self, formula: str, resolve: Resolve) -> None:
        self.resolve = resolve
        self.formula = formula
        self.pieces = list(_significant(pieces_of(formula)))
        self.at = 0
        self.depth = 0

    def whole(self) -> Hashable:
        said = self.expression(0)
        if self.next is not _END:
            raise UnsoundError(self.formula)
        return said

    @property
    def next(self) -> Piece:
        return self.pieces[self.at] if self.at < len(self.pieces) else _END

    def take(self) -> Piece:
        piece = self.next
        self.at += 1
        return piece

    def expect(self, sign: str) -> None:
        if self.take().text != sign:
            raise UnsoundError(self.formula)

    def expression(self, least: int) -> Hashable:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnsoundError(self.formula)
        left = self.operand()
        while True:
            piece = self.next
            if piece.text == "%" and least <= _COMPARE_PERCENT:
                self.take()
                left = _hundredth(left)
                continue
            strength = _BINARY.get(piece.text, 0) if piece.kind in ("op", "space") else 0
            if not strength or strength < least:
                break
            self.take()
            left = (piece.text, left, self.expression(strength + 1))
        self.depth -= 1
        return left

    def operand(self) -> Hashable:
        piece = self.take()
        match piece.kind:
            case "text":
                return ("text", piece.text[1:-1].replace('""', '"'))
            case "number":
                return _number(piece.text)
            case "error":
                return ("error", piece.text.upper())
            case "operand":
                return self.reference(piece.text)
            case "function":
                return self.function(piece.text)
        if piece.text in ("-", "+", "@"):
            inner = self.expression(_SIGNS)
            return inner if piece.text == "+" else (piece.text, inner)
        if piece.text == "(":
            parts = self.arguments(")")
            return parts[0] if len(parts) == 1 else ("union", *parts)
        if piece.text == "{":
            return self.array()
        raise UnsoundError(self.formula)

    def arguments(self, close: str) -> list[Hashable]:
        found: list[Hashable] = []
        while True:
            empty = self.next.text in (",", close)
            found.append(None if empty else self.expression(0))
            if self.next.text != ",":
                self.expect(close)
                return found
            self.take()

    def function(self, text: str) -> Hashable:
        name = PREFIX.sub("", text[:-1].upper())
        name = ALSO.get(name, name)
        if self.next.text == ")":
            self.take()
            return LOGICAL.get(name, ("call", name))
        return ("call", name, *self.arguments(")"))

    def array(self) -> Hashable:
        found: list[Hashable] = []
        while self.next.text != "}":
            piece = self.take()
            if piece is _END:
                raise UnsoundError(self.formula)
            number = piece.kind == "number"
            found.append(_number(piece.text) if number else piece.text.upper())
        self.take()
        return ("array", *found)

    def reference(self, text: str) -> Hashable:
        if (logical := LOGICAL.get(text.upper())) is not None:
            return logical
        _, sheet, body = split_sheet(text)
        ends = ends_of(body)
        if ends is None:
            return ("name", (sheet or "").casefold(), body.casefold())
        return self.resolve(sheet, area_of(*ends))


def _significant(pieces: list[Piece]) -> Iterator[Piece]:
    """Remove spaces except between two operands, where they mean intersection."""
    for i, piece in enumerate(pieces):
        if piece.kind != "space":
            yield piece
        elif 0 < i < len(pieces) - 1 and _ends(pieces[i - 1]) and _begins(pieces[i + 1]):
            yield Piece("space", " ")


def _ends(piece: Piece) -> bool:
    return piece.kind == "operand" or piece.text == ")"


def _begins(piece: Piece) -> bool:
    return piece.kind in ("operand", "function") or piece.text == "("


def _number(text: str) -> float:
    """A number rounded to the 15 digits that spreadsheet programs keep."""
    return float(f"{float(text):.15g}")


def _hundredth(value: Hashable) -> Hashable:
    return value / 100 if isinstance(value, float) else ("%", value)
