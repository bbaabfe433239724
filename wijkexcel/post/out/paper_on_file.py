"""What the command for forms on paper does."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wijkexcel.documents.carried import carried_along
from wijkexcel.files.reading import read_file
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.who import who
from wijkexcel.look.house import house_beside
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.paper import PaperAsk, Papers, papers
from wijkexcel.steps.output import prepared
from wijkexcel.steps.report import Document, Run

ENTRY_FOLDER = "invoer"
"""Below the folder with forms, so that verzamelen finds only answers there."""


@dataclass(frozen=True)
class OnPaper:
    """What was made, and where."""

    papers: Papers
    folder: Path
    workbook: Path
    files: tuple[Path, ...]
    entry: Path | None
    words: tuple[str, ...]


def put_on_paper(
    workbook: Path,
    folder: Path,
    *,
    before: date | None = None,
    where: str = "",
    only: frozenset[str] = frozenset(),
    blank: str = "",
    template: Path | None = None,
    when: datetime | None = None,
) -> OnPaper:
    """Make forms in ``folder``, and the workbook for entering them below it.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed or made.
        StructureError: the workbook is not a wijkexcel workbook.
        DocumentError: a form cannot be made.
    """
    ask = PaperAsk(before, where, only, blank, _read(template))
    run = Run(when or datetime.now(), who(), house=house_beside(workbook))
    with FilePort.to_change(workbook, run.who, "papier") as port:
        made = papers(port, run, ask)
        if not made.forms:
            return OnPaper(made, folder, workbook, (), None, ())
        documents = [Document(f"{form.file_name}.docx", form.docx) for form in made.forms]
        for form in made.forms:
            files.check_free(folder / f"{form.file_name}.pdf")
        forms = {document.name: document.content for document in documents}
        files.outgoing(forms, folder, workbook)
        entry = folder / ENTRY_FOLDER / f"{made.entry_name}.xlsx" if made.entered else None
        entries = (
            []
            if entry is None
            else (files.outgoing({entry.name: made.entry}, entry.parent, workbook))
        )
        ready = prepared(documents, folder, workbook)
        kept = port.save_with([*entries, *ready.files])
    words = (*ready.told(kept[1 + len(entries) :]), *carried_along(ask.template))
    return OnPaper(made, folder, workbook, ready.made, entry, words)


def _read(template: Path | None) -> bytes | None:
    return None if template is None else read_file(template, "Het sjabloon")
