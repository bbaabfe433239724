"""What the commands of the round trip by mail do."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.files.reading import read_file
from wijkexcel.files.save import put
from wijkexcel.hosts.as_json import refused_as_json
from wijkexcel.hosts.files import FilePort
from wijkexcel.hosts.steps import Run
from wijkexcel.hosts.who import who
from wijkexcel.model.records import Scorer
from wijkexcel.post import files
from wijkexcel.post.collect import Collected
from wijkexcel.post.distribute import Parcel
from wijkexcel.post.folder import collect_from
from wijkexcel.post.gather import NEW, OLD, Choice
from wijkexcel.post.line import REMARK
from wijkexcel.post.mail import REPLY, packaged
from wijkexcel.post.send import Ask, Sending, send


@dataclass(frozen=True)
class Distribution:
    """What went where."""

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
    """Make what goes out to the scorers, in ``folder``.

    Raises the errors of reading and saving; then nothing is changed and nothing is made.
    """
    ask = Ask(before, only, reminder, _text(text) if text is not None else None)
    run = Run(when or datetime.now(), who())
    with FilePort.to_change(workbook, run.who, "verdeel") as port:
        sending = send(port, run, ask)
        if not sending.parcels:
            return Distribution(sending, folder, workbook, ())
        parcels = files.contents(sending.parcels)
        port.save_with(files.outgoing(parcels, folder, workbook))
    return Distribution(sending, folder, workbook, tuple(folder / name for name in parcels))


def _text(path: Path) -> str:
    try:
        return read_file(path, "De mailtekst").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"De mailtekst {path} is niet te lezen. Bewaar hem als platte tekst (UTF-8)."
        raise FileError(message) from error


def _person(scorer: Scorer) -> dict[str, Any]:
    return {"nummer": scorer.id, "naam": scorer.name}


def _parcel(parcel: Parcel) -> dict[str, Any]:
    return {
        "nummer": parcel.request.scorer,
        "naam": parcel.request.name,
        "werkboek": f"{parcel.file_name}.xlsx",
        "mail": f"{parcel.file_name}.eml" if parcel.mail is not None else None,
        "tekst": f"{parcel.file_name}.txt" if parcel.mail is None else None,
    }


def distribution_as_json(made: Distribution) -> dict[str, Any]:
    """Shape of ``verdeel --json``; see docs/json.md."""
    sending = made.sending
    return {
        "versie": 1,
        "map": str(made.folder),
        "verstuurd": [
            {**_parcel(parcel), "code": parcel.request.code} for parcel in sending.parcels
        ],
        "stand": [
            {**_person(p.scorer), "gevraagd": p.asked, "ingevuld": p.done} for p in sending.progress
        ],
        "opmerkingen": list(sending.notes),
        "geweigerd": refused_as_json(sending.refused),
    }


@dataclass(frozen=True)
class Collection:
    """What came back, and whether the workbook was changed."""

    collected: Collected
    workbook: Path
    previous: Path | None
    saved: bool
    trial: bool
    back: Path | None = None
    """Folder for what can go back to scorers, when that was asked for."""
    files: tuple[Path, ...] = ()


def choice_of(words: Sequence[str]) -> Choice:
    """Read ``--kies``.

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
    """Bring in what came back in ``folder``; with ``trial`` nothing is written.

    Args:
        workbook: the coordinator's workbook.
        folder: where the answers are.
        choices: how conflicts are decided.
        trial: say what would happen, and change nothing.
        back: folder for a mail to each scorer of whom something is left; None for none.
        text: the municipality's own text of that mail.
        when: now, unless given.

    Raises the errors of reading and saving; then nothing is changed.
    """
    choice = choice_of(choices)
    reply = None
    if text is not None and back is None:
        raise FileError("--mailtekst is de tekst van de mails terug. Geef er --terug MAP bij.")
    if back is not None:
        reply = _text(text) if text is not None else packaged(REPLY)
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
            previous, *_ = port.save_with(new)
        else:
            put(new)
        made = tuple(back / name for name in parcels) if back is not None else ()
        return Collection(collected, workbook, previous, port.changed, trial, back, made)


def collection_as_json(made: Collection) -> dict[str, Any]:
    """Shape of ``verzamel --json``; see docs/json.md."""
    gathered = made.collected.gathered
    return {
        "versie": 1,
        "bestanden": made.collected.files,
        "opgeslagen": made.saved,
        "proef": made.trial,
        "terug": [_parcel(parcel) for parcel in made.collected.replies],
        "overgenomen": [
            {"deelnemer": scorer, "opgave": opgave, "criterium": what, "waarde": value,
             "bestand": file}
            for (scorer, opgave, what), (value, file) in gathered.values.items()
        ],
        "regels": [
            {"uitkomst": line.kind.value, "bestand": line.file, "deelnemer": line.scorer,
             "blad": line.sheet, "cel": line.cell, "probleem": line.problem,
             "actie": line.action}
            for line in gathered.lines
        ],
    }  # fmt: skip
