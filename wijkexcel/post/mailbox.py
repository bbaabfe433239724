"""Find what came back in a folder: workbooks, and mails with workbooks attached, however deep."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.post.on_disk import refusal_of_path

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
MAIL = ".eml"
UNREAD = {
    ".xls": "Dit is een oud Excel-bestand (.xls). Sla het op als .xlsx en probeer het opnieuw.",
    ".xlsb": "Dit is een .xlsb-bestand. Sla het op als .xlsx en probeer het opnieuw.",
    ".msg": "Dit is een mail uit Outlook (.msg). Sleep de bijlage eruit naar deze map.",
    ".zip": "Dit is een zip-bestand. Pak het uit in deze map en probeer het opnieuw.",
}
_DEEPEST = 5


@dataclass(frozen=True)
class Found:
    """One thing found: bytes to read, or the reason why it is not read."""

    name: str
    """Path below the folder; for an attachment the mail's path and the attachment's name."""
    data: bytes = b""
    refused: str = ""


def find(folder: Path) -> Iterator[Found]:
    """Yield all that came back, in the order of the names.

    Raises:
        FileError: the folder cannot be read.
    """
    if not folder.is_dir():
        message = f"De map {folder} bestaat niet. Geef de map waarin u de antwoorden bewaarde."
        raise FileError(message)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in Path(name).parts):
            continue
        kind = path.suffix.lower()
        if path.is_symlink() or kind in (*WORKBOOKS, MAIL):
            reason = refusal_of_path(path)
            if reason is not None:
                yield Found(name, refused=reason)
                continue
        if path.is_file():
            yield from _file(path, name)


def _file(path: Path, name: str) -> Iterator[Found]:
    kind = path.suffix.lower()
    if path.name.startswith("~$"):
        yield Found(name, refused="Dit is een hulpbestand van Excel: ergens staat het werkboek "
                    "nog open. Sluit het daar.")  # fmt: skip
    elif kind in UNREAD:
        yield Found(name, refused=UNREAD[kind])
    elif kind in (*WORKBOOKS, MAIL):
        try:
            data = path.read_bytes()
        except OSError:
            yield Found(name, refused="Dit bestand is niet te openen. Staat het nog ergens open?")
            return
        if kind == MAIL:
            yield from _mail(data, name)
        else:
            yield Found(name, data)
    elif kind != ".txt":
        yield Found(name, refused="Dit is geen werkboek (.xlsx, .xlsm of .ods) en geen mail.")


def _mail(data: bytes, name: str) -> Iterator[Found]:
    """Yield the workbooks in a mail; a mail in a mail is opened too."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        found = list(_attachments(message, name, 0))
    except Exception:  # the parser raises whatever a broken mail makes it raise
        yield Found(name, refused="Deze mail is niet te lezen. Sleep de bijlage eruit.")
        return
    if found:
        yield from found
    else:
        yield Found(name, refused="In deze mail zit geen ingevuld werkboek.")


def _attachments(message: EmailMessage, name: str, depth: int) -> Iterator[Found]:
    for number, part in enumerate(message.walk()):
        if part.get_content_type() == "message/rfc822" and part is not message:
            continue  # ``walk`` enters it by itself
        file = part.get_filename() or ""
        kind = Path(file).suffix.lower()
        if kind in WORKBOOKS:
            content = part.get_payload(decode=True)
            yield Found(f"{name} > {file}", content if isinstance(content, bytes) else b"")
        elif kind in UNREAD:
            yield Found(f"{name} > {file}", refused=UNREAD[kind])
        elif kind == MAIL and depth < _DEEPEST and number:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                inner = email.message_from_bytes(content, policy=email.policy.default)
                yield from _attachments(inner, f"{name} > {file}", depth + 1)
