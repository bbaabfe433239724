"""Vertellen on files: the mails are put in a folder and recorded in the workbook."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.who import who
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.on_file import mail_text
from wijkexcel.post.out.tell import Telling, tell
from wijkexcel.steps.five import run_again_if_misled
from wijkexcel.steps.report import Run


@dataclass(frozen=True)
class Told:
    """What was written where."""

    telling: Telling
    files: tuple[Path, ...]


def tell_everyone(
    workbook: Path,
    folder: Path,
    *,
    only: frozenset[str] = frozenset(),
    text: Path | None = None,
    when: datetime | None = None,
) -> Told:
    """Make a mail with the outcome for every scorer, in ``folder``.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed or made.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that must not become public.
    """
    own = mail_text(text) if text is not None else None
    run = Run(when or datetime.now(), who())
    with FilePort.to_change(workbook, run.who, "vertel") as port:
        telling = run_again_if_misled(partial(tell, only=only, text=own), port, run)
        port.save_with(files.outgoing(telling.files, folder, workbook))
    return Told(telling, tuple(folder / name for name in telling.files))
