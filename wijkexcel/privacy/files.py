"""Names in the copy for the files with answers: one name per file, wherever it is mentioned."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wijkexcel.names.finder import ENDING, FILE_WHY, OWN_FILE, Replaced
from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.traces import FILE_NAME, file_at, files_at

_NAME = "bestand"
_KEPT = re.compile(rf"{ENDING}$", re.IGNORECASE)


@dataclass(frozen=True)
class Files:
    """The files that Logboek and Ontvangst mention, and their names in the copy."""

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Texts of Ontvangst by row: one cell may name several files."""

    def replaced(self, table: str, row: str, column: str, text: str) -> Replaced:
        """Replace every file in a line of the program by its name in the copy."""
        done: list[tuple[str, str, str]] = []
        kind = self.kinds.get(row, "")
        spans = [
            *file_at(table, column, text, kind),
            *files_at(table, column, text, self.names, kind),
        ]
        for start, end in sorted(spans, reverse=True):
            name = text[start:end]
            new = self.names.get(name, _NAME)
            text = text[:start] + new + text[end:]
            if new != name:
                done.insert(0, (name, new, FILE_WHY))
        return Replaced(text, tuple(done))

    def anywhere(self) -> dict[str, str]:
        """The names to look for in every text, including those of files in folders or mails.

        A name that is an ordinary word, without extension, is only recognised where a file is
        named.
        """
        found: dict[str, str] = {}
        for name, new in self.names.items():
            for part in (name, name.rpartition(" > ")[2], name.rpartition("/")[2]):
                if FILE_NAME.search(part) and not OWN_FILE.fullmatch(part):
                    found.setdefault(part, new)
        return found


def files_in(cells: Iterable[Typed]) -> Files:
    """Find every file that the program mentioned, and number them in order."""
    lines = [cell for cell in cells if cell.table in {"tblLogboek", "tblOntvangst"}]
    # First the accepted files, in order; then those that are waiting.
    lines.sort(key=lambda cell: cell.table != "tblLogboek")
    kinds = {
        cell.row: str(cell.value)
        for cell in lines
        if (cell.table, cell.column.key) == ("tblOntvangst", "kind")
    }
    texts = [
        (cell.table, cell.column.key, cell.value, kinds.get(cell.row, ""))
        for cell in lines
        if isinstance(cell.value, str)
    ]
    names: dict[str, None] = {}
    for table, column, text, kind in texts:
        names |= dict.fromkeys(text[a:b] for a, b in file_at(table, column, text, kind))
    for table, column, text, kind in texts:
        names |= dict.fromkeys(
            text[a:b] for a, b in files_at(table, column, text, tuple(names), kind)
        )
    own = [name for name in names if OWN_FILE.fullmatch(name)]
    last = max((int(name.partition(".")[0].rpartition("-")[2]) for name in own), default=0)
    others = [name for name in names if name and name not in own]
    called = {name: f"{_NAME}-{i}{_ending(name)}" for i, name in enumerate(others, last + 1)}
    return Files({**dict(zip(own, own, strict=True)), **called}, kinds)


def _ending(name: str) -> str:
    match = _KEPT.search(name)
    return match[0].lower() if match else ""
