"""What the command for forms on paper does."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkexcel.documents.carried import carried_along
from wijkexcel.files.reading import read_file
from wijkexcel.hosts.as_json import refused_as_json
from wijkexcel.hosts.files import FilePort
from wijkexcel.hosts.output import prepared
from wijkexcel.hosts.steps import Document, Run
from wijkexcel.hosts.who import who
from wijkexcel.post import files
from wijkexcel.post.paper import PaperAsk, Papers, papers

ENTRY_FOLDER = "invoer"
"""Below the folder with forms, so that verzamelen finds answers there and nothing else."""


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
    """Make forms in ``folder``, and the workbook to type them over in below it.

    Raises the errors of reading, rendering and saving; then nothing is changed and nothing is
    made.
    """
    ask = PaperAsk(before, where, only, blank, _read(template))
    run = Run(when or datetime.now(), who())
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


def paper_as_json(made: OnPaper) -> dict[str, Any]:
    """Shape of ``papier --json``; see docs/json.md."""
    names = {path.name for path in made.files}
    return {
        "versie": 1,
        "map": str(made.folder),
        "formulieren": [
            {
                "nummer": form.request.scorer or None,
                "naam": form.request.name or None,
                "groep": form.request.group,
                "code": form.request.code or None,
                "word": f"{form.file_name}.docx",
                "pdf": f"{form.file_name}.pdf" if f"{form.file_name}.pdf" in names else None,
            }
            for form in made.papers.forms
        ],
        "invoer": str(made.entry) if made.entry is not None else None,
        "over_te_typen": [
            {"nummer": request.scorer, "naam": request.name} for request in made.papers.entered
        ],
        "opmerkingen": [*made.papers.notes, *made.words],
        "geweigerd": refused_as_json(made.papers.refused),
    }
