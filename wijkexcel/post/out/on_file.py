"""Verdelen on files: outgoing files are put in a folder and recorded in the workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.reading import read_file
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.who import who
from wijkexcel.look.house import house_beside
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.send import Ask, Sending, send
from wijkexcel.steps.report import Run


@dataclass(frozen=True)
class Distribution:
    """What was written where."""

    sending: Sending
    folder: Path
    workbook: Path
    files: tuple[Path, ...]


def distribute(
    workbook: Path,
    folder: Path,
    *,
    before: date | None = None,
    only: frozenset[str] = frozenset(),
    reminder: bool = False,
    text: Path | None = None,
    when: datetime | None = None,
) -> Distribution:
    """Make the outgoing files for the scorers, in ``folder``.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed or made.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the mail text cannot be filled in.
        NotReadyError: it contains something that its reader may not see.
    """
    ask = Ask(before, only, reminder, mail_text(text) if text is not None else None)
    run = Run(when or datetime.now(), who(), house=house_beside(workbook))
    with FilePort.to_change(workbook, run.who, "verdeel") as port:
        sending = send(port, run, ask)
        if not sending.parcels:
            return Distribution(sending, folder, workbook, ())
        parcels = files.contents(sending.parcels)
        port.save_with(files.outgoing(parcels, folder, workbook))
    return Distribution(sending, folder, workbook, tuple(folder / name for name in parcels))


def mail_text(path: Path) -> str:
    """Read the municipality's own text of a mail.

    Raises:
        FileError: it cannot be read as text.
    """
    try:
        return read_file(path, "De mailtekst").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"De mailtekst {path} is niet te lezen. Bewaar hem als platte tekst (UTF-8)."
        raise FileError(message) from error
