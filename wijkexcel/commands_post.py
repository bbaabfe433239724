"""What the commands of the round trip by mail do."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.hosts.files import FilePort
from wijkexcel.hosts.output import make_folder
from wijkexcel.hosts.steps import Run
from wijkexcel.hosts.who import who
from wijkexcel.model.records import Scorer
from wijkexcel.post import files
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
    port = FilePort.open(workbook)
    ask = Ask(before, only, reminder, _text(text) if text is not None else None)
    sending = send(port, Run(when or datetime.now(), who()), ask)
    if not sending.parcels:
        return Distribution(sending, folder, workbook, ())
    make_folder(folder)
    files.check_free(sending.parcels, folder)
    # The workbook first: no code may be out that it does not know.
    port.save()
    return Distribution(sending, folder, workbook, files.save(sending.parcels, folder))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"De mailtekst {path} is niet te lezen. Bewaar hem als platte tekst (UTF-8)."
        raise FileError(message) from error


def _person(scorer: Scorer) -> dict[str, Any]:
    return {"nummer": scorer.id, "naam": scorer.name}


def distribution_as_json(made: Distribution) -> dict[str, Any]:
    """Shape of ``verdeel --json``; see docs/json.md."""
    sending = made.sending
    return {
        "versie": 1,
        "map": str(made.folder),
        "verstuurd": [
            {
                "nummer": parcel.request.scorer,
                "naam": parcel.request.name,
                "code": parcel.request.code,
                "werkboek": f"{parcel.file_name}.xlsx",
                "mail": f"{parcel.file_name}.eml" if parcel.mail is not None else None,
            }
            for parcel in sending.parcels
        ],
        "stand": [
            {**_person(p.scorer), "gevraagd": p.asked, "ingevuld": p.done} for p in sending.progress
        ],
        "opmerkingen": list(sending.notes),
        "geweigerd": [
            {"blad": f.sheet, "cel": f.cell, "probleem": f.problem, "actie": f.action}
            for f in sending.refused
        ],
    }
