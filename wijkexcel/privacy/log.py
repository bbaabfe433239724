"""Lines of Logboek that were too long for one cell: joined, so that no name is split."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.traces import HEAD

_BETWEEN = ("; ", " ")
_NEAR = 500
"""Number of characters within which a line is split between answers, or else between words."""


@dataclass(frozen=True)
class Entry:
    """A single line, with the rows over which it was spread."""

    cells: tuple[Typed, ...]

    @property
    def text(self) -> str:
        """The whole text, with its opening words once."""
        first, *more = (str(cell.value) for cell in self.cells)
        return first + "".join(HEAD.sub("", text, count=1) for text in more)

    def spread(self, text: str) -> list[str]:
        """Spread a replacement text over the same rows; an unchanged text is split identically."""
        count = len(self.cells)
        head = HEAD.match(text)
        if count == 1 or head is None:
            return [text]
        body = text[head.end() :]
        places = [0]
        for number in range(1, count):
            wanted = max(len(body) * number // count, places[-1])
            found = ((body.find(sign, wanted, wanted + _NEAR), sign) for sign in _BETWEEN)
            places.append(next((at + len(sign) for at, sign in found if at >= 0), wanted))
        pieces = [body[a:b] for a, b in zip(places, [*places[1:], len(body)], strict=True)]
        more = f"{head['start']}, vervolg.\n"
        return [f"{more if i else head[0]}{piece}" for i, piece in enumerate(pieces)]


def entries(cells: Iterable[Typed]) -> dict[str, Entry]:
    """Join lines that belong together, by the row in which they begin."""
    found: dict[str, list[Typed]] = {}
    begun: dict[str, str] = {}
    for cell in cells:
        if (cell.table, cell.column.key) != ("tblLogboek", "what"):
            continue
        head = HEAD.match(cell.value) if isinstance(cell.value, str) else None
        if head is not None and head["more"] and head["start"] in begun:
            # The last one with this beginning: the same file may have been collected before.
            found[begun[head["start"]]].append(cell)
            continue
        found[cell.row] = [cell]
        if head is not None:
            begun[head["start"]] = cell.row
    return {row: Entry(tuple(cells)) for row, cells in found.items()}
