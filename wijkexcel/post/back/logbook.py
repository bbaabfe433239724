"""Logbook lines that trace every answer to its file and to the value it replaced."""

from collections.abc import Iterator, Mapping

from wijkexcel.dutch.sentence import Written
from wijkexcel.model.dossier import Dossier
from wijkexcel.post.back.line import REMARK
from wijkexcel.post.back.newest import Value
from wijkexcel.post.back.returns import Gathered, said
from wijkexcel.post.out.distribute import Parcel
from wijkexcel.sentences import logged

_MOST = 15_000
"""Characters of one line; a cell holds twice as many, but some characters count double."""


def traced(gathered: Gathered, marks: Mapping[str, str], dossier: Dossier) -> Iterator[Written]:
    """Yield everything that was accepted, per scorer and file; as many lines as needed.

    The previous value of a cell, from an earlier round or otherwise, is recorded here.

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
        per_file.setdefault((scorer, file), []).append(_taken(opgave, what, value, before))
    for (scorer, file), cells in per_file.items():
        head = logged.START.write(
            answers=len(cells),
            scorer=scorer,
            round={"round": rounds[scorer]},
            file=file,
            mark=marks[file],
        )
        yield from _pieces(head, "; ".join(cells))


def _taken(opgave: str, what: str, value: Value, before: Value | None) -> str:
    if what == REMARK:
        was = None if before is None else logged.WAS_TYPED.write(text=before)
        return logged.REMARK_TAKEN.write(opgave=opgave, was=was)
    was = None if before is None else logged.WAS.write(score=said(before))
    return logged.MARK_TAKEN.write(opgave=opgave, criterion=what, score=said(value), was=was)


def _pieces(head: Written, text: str) -> Iterator[Written]:
    room = _MOST - len(head)
    for number, start in enumerate(range(0, len(text), room)):
        more = logged.MORE if number else ""
        piece = text[start : start + room]
        yield logged.TAKEN.write(start=head, more=more, answers=piece)


def sent_lately(dossier: Dossier, version: str) -> set[str]:
    """Scorers whose latest questions were sent under this fingerprint."""
    last = {
        scorer: entry.fingerprint for entry in dossier.log for scorer in logged.sent_to(entry.what)
    }
    return {scorer for scorer, mark in last.items() if mark == version}


def answered(replies: tuple[Parcel, ...]) -> Written:
    """The line that says to whom a newly made workbook was sent back."""
    scorers = sorted(parcel.request.scorer for parcel in replies)
    return logged.SENT_AGAIN.write(scorers=scorers)
