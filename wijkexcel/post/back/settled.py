"""Decisions in conflicts are remembered in Logboek, so that they are made only once."""

from collections.abc import Iterator, Mapping

from wijkexcel.dutch.sentence import Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.post.back.line import Cell
from wijkexcel.sentences import logged

_MOST = 400
"""Maximum number of places in one line, so that it fits in a cell and is read back whole."""


def settled_before(dossier: Dossier) -> dict[Cell, frozenset[str]]:
    """Hashes of the files that were considered when a conflict was decided, by cell."""
    found: dict[Cell, frozenset[str]] = {}
    for entry in dossier.log:
        line = logged.SETTLED.match(entry.what)
        if line is None:
            continue
        marks = frozenset(line["marks"].split(", "))
        for place in line["places"].split("; "):
            opgave, what = place.split(" ", 1)
            cell = line["scorer"], opgave, what
            found[cell] = found.get(cell, frozenset()) | marks
    return found


def settled_lines(
    decided: Mapping[Cell, frozenset[str]], before: Mapping[Cell, frozenset[str]]
) -> Iterator[Written]:
    """Yield Logboek lines for the conflicts decided in this run.

    Args:
        decided: hashes of the files between which a person chose, by cell.
        before: as returned by ``settled_before``; decisions recorded there are not repeated.
    """
    alike: dict[tuple[str, frozenset[str]], list[Cell]] = {}
    for cell, marks in decided.items():
        if not marks <= before.get(cell, frozenset()):
            alike.setdefault((cell[0], marks), []).append(cell)
    for (scorer, marks), cells in alike.items():
        for first in range(0, len(cells), _MOST):
            yield logged.SETTLED.write(
                scorer=scorer,
                marks=sorted(marks),
                places=[
                    {"opgave": opgave, "what": what}
                    for _, opgave, what in cells[first : first + _MOST]
                ],
            )
