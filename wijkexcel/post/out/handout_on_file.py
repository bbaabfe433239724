"""Papers to hand out, on files: a document in a folder; the workbook stays as it is."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wijkexcel.documents.carried import carried_along
from wijkexcel.files.reading import read_file
from wijkexcel.hosts.file import FilePort, check_is_workbook
from wijkexcel.hosts.who import who
from wijkexcel.look.house import house_beside
from wijkexcel.post.out.handout import Handout, HandoutAsk, Paper, handout
from wijkexcel.steps.output import place
from wijkexcel.steps.report import Run


@dataclass(frozen=True)
class HandedOut:
    """What was made, and where."""

    made: Handout
    folder: Path
    files: tuple[Path, ...]
    words: tuple[str, ...]


def hand_out(
    workbook: Path,
    folder: Path,
    paper: Paper,
    *,
    before: date | None = None,
    where: str = "",
    template: Path | None = None,
    when: datetime | None = None,
) -> HandedOut:
    """Make the paper in ``folder``.

    Raises:
        FileError: a file cannot be read or saved; then nothing is made.
        StructureError: the workbook is not a wijkexcel workbook.
        DocumentError: it cannot be made.
    """
    own = None if template is None else read_file(template, "Het sjabloon")
    check_is_workbook(workbook)
    run = Run(when or datetime.now(), who(), house=house_beside(workbook))
    made = handout(FilePort.open(workbook), run, HandoutAsk(paper, before, where, own))
    if made.document is None:
        return HandedOut(made, folder, (), ())
    files, words = place([made.document], folder, workbook)
    return HandedOut(made, folder, files, (*words, *carried_along(own)))
