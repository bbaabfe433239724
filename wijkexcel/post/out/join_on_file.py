"""Vragen wie meedoet, on files: the mails are put in a folder and recorded in the workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.who import who
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.join import Asking, JoinAsk, ask_to_join
from wijkexcel.post.out.on_file import mail_text
from wijkexcel.steps.report import Run


@dataclass(frozen=True)
class Asked:
    """What was written where."""

    asking: Asking
    files: tuple[Path, ...]


def ask_in_folder(
    workbook: Path,
    folder: Path,
    *,
    before: date | None = None,
    only: frozenset[str] = frozenset(),
    text: Path | None = None,
    when: datetime | None = None,
) -> Asked:
    """Make a mail for everyone who is asked to join, in ``folder``.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed or made.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that must not become public.
    """
    own = mail_text(text) if text is not None else None
    run = Run(when or datetime.now(), who())
    with FilePort.to_change(workbook, run.who, "meedoen") as port:
        asking = ask_to_join(port, run, JoinAsk(before, only, own))
        if not asking.files:
            return Asked(asking, ())
        port.save_with(files.outgoing(asking.files, folder, workbook))
    return Asked(asking, tuple(folder / name for name in asking.files))
