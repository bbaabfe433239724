"""Verzamelen on files: from a folder of answers into the coordinator's workbook."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.files.save import put
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.who import who
from wijkexcel.post.back.collect import Collected
from wijkexcel.post.back.folder import collect_from
from wijkexcel.post.back.line import REMARK
from wijkexcel.post.back.returns import NEW, OLD, Choice
from wijkexcel.post.out import folder as files
from wijkexcel.post.out.mail import REPLY, packaged
from wijkexcel.post.out.on_file import mail_text
from wijkexcel.steps.report import Run


@dataclass(frozen=True)
class Collection:
    """What was collected, and whether the workbook was changed."""

    collected: Collected
    workbook: Path
    previous: Path | None
    saved: bool
    trial: bool
    back: Path | None = None
    """Folder for what can be sent back to scorers, when requested."""
    files: tuple[Path, ...] = ()


def choice_of(words: Sequence[str]) -> Choice:
    """Parse ``--kies``.

    Raises:
        FileError: it cannot be understood.
    """
    new: bool | None = None
    cells = {}
    for word in words:
        place, found, value = word.partition("=")
        parts = place.split("/")
        if word.casefold() in {NEW, OLD} and new is None:
            new = word.casefold() == NEW
        elif found and len(parts) == 3:
            scorer, opgave, what = parts
            key = what.lower() if what.lower() == REMARK else what.upper()
            cells[scorer.upper(), opgave.upper(), key] = value.strip()
        else:
            message = (
                f"--kies {word} is niet te begrijpen. Geef 'nieuw' of 'oud', of een plek met de "
                "waarde, bijvoorbeeld S01/O03/C02=4."
            )
            raise FileError(message)
    return Choice(new, cells)


def collect_folder(
    workbook: Path,
    folder: Path,
    *,
    choices: Sequence[str] = (),
    trial: bool = False,
    back: Path | None = None,
    text: Path | None = None,
    when: datetime | None = None,
) -> Collection:
    """Collect the answers in ``folder``; with ``trial`` nothing is written.

    Args:
        workbook: the coordinator's workbook.
        folder: the folder with the answers.
        choices: how conflicts are decided.
        trial: report what would happen and change nothing.
        back: folder for mails to scorers who still have something to do; None for no mails.
        text: the municipality's own text of that mail.
        when: time of collecting; now, unless given.

    Raises:
        FileError: a file cannot be read or saved; then nothing is changed.
        StructureError: the workbook is not a wijkexcel workbook.
        TemplateError: the text of the mail cannot be filled in.
    """
    choice = choice_of(choices)
    reply = None
    if text is not None and back is None:
        raise FileError("--mailtekst is de tekst van de mails terug. Geef er --terug MAP bij.")
    if back is not None:
        reply = mail_text(text) if text is not None else packaged(REPLY)
    run = Run(when or datetime.now(), who())
    opened = (
        nullcontext(FilePort.open(workbook))
        if trial
        else FilePort.to_change(workbook, run.who, "verzamel")
    )
    with opened as port:
        collected = collect_from(port, run, folder, choice, reply)
        parcels = files.contents(collected.replies) if back is not None else {}
        new = files.outgoing(parcels, back, workbook) if back is not None else []
        if trial:
            return Collection(collected, workbook, None, False, trial, back)
        previous = None
        if port.changed:
            previous, *_ = port.save_with(new, keep=collected.keep)
        else:
            put(new)
        made = tuple(back / name for name in parcels) if back is not None else ()
        return Collection(collected, workbook, previous, port.changed, trial, back, made)
