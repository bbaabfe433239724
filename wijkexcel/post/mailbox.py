"""Find what came back in a folder: workbooks, and mails with workbooks attached, however deep."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.utils import parseaddr
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.post.inspect import inspect
from wijkexcel.post.on_disk import refusal_of_path

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
MAIL = ".eml"
NEARLY = (".xls", ".xlsb", ".xltx", ".xltm", ".csv", ".numbers", ".msg", ".zip")
"""Attachments that may have been meant as the answer; whatever else is in a mail is passed by."""
NO_WORKBOOK = (
    "In deze mail zit geen ingevuld werkboek. Vraag de afzender om het alsnog te sturen, of sla de "
    "bijlage los op in deze map."
)
_DEEPEST = 5
_UNWRITABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Found:
    """One thing found: bytes to read, or the reason why it is not read."""

    name: str
    """Path below the folder; for an attachment the mail's path and the attachment's name."""
    data: bytes = b""
    refused: str = ""
    sender: str = ""
    """E-mail address from which the mail came that it was in, in small letters."""
    dated: float | None = None
    """When the mail was sent, or the file was saved: seconds since 1970; None when not known."""


def find(folder: Path) -> Iterator[Found]:
    """Yield all that came back, in the order of the names.

    Raises:
        FileError: the folder cannot be read.
    """
    if not folder.is_dir():
        message = f"De map {folder} bestaat niet. Geef de map waarin u de antwoorden bewaarde."
        raise FileError(message)
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_lock = path.name.startswith(".~lock.")
        if any(part.startswith(".") for part in (parts[:-1] if is_lock else parts)):
            continue
        name = _printable("/".join(parts))
        if path.is_symlink() or path.is_file() or path.suffix.lower() in (*WORKBOOKS, MAIL):
            reason = refusal_of_path(path)
            if reason is not None:
                yield Found(name, refused=reason)
            elif path.suffix.lower() != ".txt":
                yield from _file(path, name)


def _printable(name: str) -> str:
    """A name that a cell can hold: signs that it cannot are written out."""
    return _UNWRITABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", name)


def _file(path: Path, name: str) -> Iterator[Found]:
    try:
        data, dated = path.read_bytes(), path.stat().st_mtime
    except OSError:
        yield Found(name, refused="Dit bestand is niet te openen. Staat het nog ergens open?")
        return
    if path.suffix.lower() == MAIL and data:
        yield from _mail(data, name)
    else:
        yield Found(name, data, dated=dated)


def _mail(data: bytes, name: str) -> Iterator[Found]:
    """Yield the workbooks in a mail; a mail in a mail is opened too."""
    reason = inspect(name, data).refused
    if reason is not None:
        yield Found(name, refused=reason)
        return
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        found = list(_attachments(message, name, "", 0))
    except Exception:  # the parser raises whatever a broken mail makes it raise
        yield Found(name, refused="Deze mail is niet te lezen. Sleep de bijlage eruit.")
        return
    if found:
        yield from _with_own_names(found)
    else:
        yield Found(name, refused=NO_WORKBOOK)


def _with_own_names(found: list[Found]) -> Iterator[Found]:
    """Number attachments of one name: each must be known apart."""
    seen: dict[str, int] = {}
    for item in found:
        seen[item.name] = number = seen.get(item.name, 0) + 1
        mail, _, file = item.name.rpartition(" > ")
        yield item if number == 1 else replace(item, name=f"{mail} > bijlage {number} > {file}")


def _attachments(message: Message, name: str, sender: str, depth: int) -> Iterator[Found]:
    """Yield what is attached, with the sender of the innermost mail around it."""
    if message.get_content_maintype() == "multipart" or message.is_multipart():
        if message.get_content_type() != "message/rfc822":
            sender = _sender(message) or sender
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _attachments(part, name, sender, depth)
        return
    sender = _sender(message) or sender
    file = message.get_filename() or ""
    kind = Path(file).suffix.lower()
    if kind not in (*WORKBOOKS, *NEARLY, MAIL):
        return
    content = message.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    inside = _printable(f"{name} > {file}")
    if kind != MAIL:
        yield Found(inside, data, sender=sender)
    elif depth < _DEEPEST:
        inner = email.message_from_bytes(data, policy=email.policy.default)
        yield from _attachments(inner, inside, sender, depth + 1)


def _sender(message: Message) -> str:
    return parseaddr(str(message.get("From", "")))[1].casefold()
