"""Lines of the logbook by which every answer can be traced to its file, and what it replaced."""

from collections.abc import Iterator, Mapping

from wijkexcel.model.dossier import Dossier
from wijkexcel.post.distribute import Parcel
from wijkexcel.post.gather import REMARK, Gathered, said

_MOST = 15_000
"""Characters of one line; a cell holds twice as many, but some signs count double."""


def traced(gathered: Gathered, marks: Mapping[str, str], dossier: Dossier) -> Iterator[str]:
    """Yield per scorer and file what was taken, in full; as many lines as that takes.

    What stood in a cell before, of a former round or otherwise, is kept here for the record.

    Args:
        gathered: what was settled.
        marks: short hash of each file.
        dossier: for the round of each scorer.
    """
    rounds = {s.id: s.round for s in dossier.scorers}
    per_file: dict[tuple[str, str], list[str]] = {}
    for cell, (value, file) in gathered.values.items():
        scorer, opgave, what = cell
        before = gathered.before.get(cell)
        was = f" (was {said(before)})" if before is not None and what != REMARK else ""
        if before is not None and what == REMARK:
            was = f" (was '{before}')"
        text = "opmerking" if what == REMARK else f"{what} {said(value)}"
        per_file.setdefault((scorer, file), []).append(f"{opgave} {text}{was}")
    for (scorer, file), cells in per_file.items():
        words = "antwoord" if len(cells) == 1 else "antwoorden"
        head = (
            f"verzamel: {len(cells)} {words} van {scorer} (ronde {rounds[scorer]}) uit {file} "
            f"(kenmerk {marks[file]})"
        )
        yield from _pieces(head, "; ".join(cells))


def _pieces(head: str, text: str) -> Iterator[str]:
    room = _MOST - len(head)
    for number, start in enumerate(range(0, len(text), room)):
        more = ", vervolg" if number else ""
        yield f"{head}{more}.\n{text[start : start + room]}"


def answered(replies: tuple[Parcel, ...]) -> str:
    """The line that says to whom something went back that was made anew."""
    who = ", ".join(sorted(parcel.request.scorer for parcel in replies))
    return f"verzamel: Werkboek met de vragen van nu teruggestuurd naar {who}."
