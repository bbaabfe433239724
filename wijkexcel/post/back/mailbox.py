"""Find the returned files in a folder: workbooks, and mails with workbooks, at any depth."""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from wijkexcel.dutch.plain import UNSHOWABLE
from wijkexcel.errors import FileError, WijkexcelError
from wijkexcel.files.kinds import ENDINGS, What, what_is
from wijkexcel.files.reading import stamped
from wijkexcel.post.back.mail_in import BESIDE, WORKBOOKS, opened
from wijkexcel.post.inspect.inspect import inspect
from wijkexcel.post.inspect.on_disk import refusal_of_path
from wijkexcel.workers.process import Failure, SandboxError

MAIL = ".eml"
NO_WORKBOOK = (
    "In deze mail zit geen ingevuld werkboek. Vraag de afzender om het alsnog te sturen, of sla de "
    "bijlage los op in deze map."
)
_CONTAINERS = frozenset({What.MAIL, What.SIGNED, What.TNEF})
_NOTES = frozenset({What.TEXT, What.CSV, What.EMPTY})
"""What the coordinator's own .txt files contain."""
_NO_ANSWERS = frozenset({What.AUTOREPLY, What.RECEIPT})
"""Files that are not an answer and need no action."""
_SAVE = "Open de mail in uw mailprogramma en sla de bijlage los op in deze map."
_HOLDS = (
    "Er zit een werkboek bij. Vulde de deelnemer dat in? Sla het dan los op in deze map en "
    "verzamel opnieuw."
)
_BROKEN_OFF = {
    Failure.TIMEOUT: f"Het lezen van deze mail duurde te lang en is afgebroken. {_SAVE}",
    Failure.MEMORY: f"Het lezen van deze mail kostte te veel geheugen en is afgebroken. {_SAVE}",
    Failure.CRASH: f"Deze mail is niet te lezen. {_SAVE}",
}
_UNWRITABLE = re.compile(rf"{UNSHOWABLE.pattern}|[\t\n\r\x85\u2028\u2029]")
_LONGEST = 120

Open = Callable[[bytes], dict[str, Any]]
"""Opens a mail: ``mail_in.opened``, or a sandbox that runs that."""


@dataclass(frozen=True)
class Found:
    """One item found: bytes to read, or the reason why it is not read."""

    name: str
    """Path below the folder; for an attachment the mail's path and the attachment's name."""
    data: bytes = b""
    refused: str = ""
    sender: str = ""
    """Sender address of the mail that contained it, normalised for comparison."""
    dated: float | None = None
    """When the mail was sent or the file was saved: seconds since 1970; None when unknown."""
    skipped: str = ""
    """Why it is not an answer, and can be skipped without loss."""
    as_file: str = ""
    """The name under which it is examined, where its own does not say what it is."""


def find(folder: Path, open_mail: Open = opened) -> Iterator[Found]:
    """Yield everything that was returned, in order of name.

    Raises:
        FileError: the folder cannot be read.
    """
    if not folder.is_dir():
        why = (
            f"{folder} is een bestand en geen map."
            if folder.is_file()
            else f"De map {folder} bestaat niet."
        )
        message = f"{why} Geef de map waarin u de antwoorden bewaarde."
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
            else:
                yield from _file(path, name, open_mail)


def _printable(name: str) -> str:
    """A name that a cell can hold: other characters are escaped."""
    return _UNWRITABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", name)


def _file(path: Path, name: str, open_mail: Open) -> Iterator[Found]:
    try:
        data, stamp = stamped(path)
        dated = stamp.mtime_ns / 1e9
    except FileError:
        yield Found(name, refused="Dit bestand is niet te openen. Staat het nog ergens open?")
        return
    ending, what = path.suffix.lower(), what_is(data, path.name)
    if ending == ".txt" and what in _NOTES:
        return
    refused = inspect(name, data).refused if ending == MAIL and what not in _CONTAINERS else None
    if what is What.PRINTED:
        yield Found(name, refused=what.refusal)
    elif refused and data:
        yield Found(name, refused=refused)
    elif what in _CONTAINERS or (ending == MAIL and data):
        yield from _mail(data, name, dated, open_mail)
    else:
        yield Found(name, data, dated=dated)


def _mail(data: bytes, name: str, saved: float, open_mail: Open) -> Iterator[Found]:
    """Yield the workbooks in a mail, and other attachments as far as they matter."""
    try:
        content = open_mail(data)["found"]
    except SandboxError as error:
        yield Found(name, refused=_BROKEN_OFF.get(error.kind, str(error)))
    except WijkexcelError as error:
        yield Found(name, refused=str(error))
    except Exception:  # a mail of unknown origin can make a parser raise anything
        yield Found(name, refused=_BROKEN_OFF[Failure.CRASH])
    else:
        yield from _with_own_names([_attached(each, name, saved) for each in content])


def _attached(content: dict[str, Any], mail: str, saved: float) -> Found:
    """Say what one item in a mail is, in words where it cannot be read."""
    what, own = What[content["what"]], content["path"][-1] if content["path"] else ""
    name = " > ".join([mail, *(_shortened(_printable(each)) for each in content["path"])])
    data = b64decode(content["data"])
    about = f" Het gaat om {_printable(content['about'])}." if content["about"] else ""
    if data:
        ending = PurePath(own).suffix.lower()
        better = ENDINGS.get(what, ending)
        known = ending in WORKBOOKS and (ending == ".ods") is (better == ".ods")
        dated = saved if content["dated"] is None else content["dated"]
        as_file = own if known else f"{own}{better}"
        return Found(name, data, "", content["sender"], dated, "", as_file)
    if content["holds"]:
        return Found(name, refused=f"{what.refusal}{about} {_HOLDS}")
    if what in _NO_ANSWERS:
        return Found(name, skipped=what.refusal + about)
    told = what.refusal or NO_WORKBOOK
    if what not in BESIDE and what.advice:  # reported only when there is no workbook
        told = f"In deze mail zit geen ingevuld werkboek, maar wel {what.called}. {what.advice}"
    return Found(name, refused=told + about)


def _shortened(name: str) -> str:
    """A name of readable length, with its extension."""
    if len(name) <= _LONGEST:
        return name
    ending = PurePath(name).suffix[:10]
    return f"{name[: _LONGEST - len(ending) - 1]}…{ending}"


def _with_own_names(found: list[Found]) -> Iterator[Found]:
    """Number attachments with the same name, so that they can be told apart."""
    seen: dict[str, int] = {}
    for item in found:
        seen[item.name] = number = seen.get(item.name, 0) + 1
        mail, _, file = item.name.rpartition(" > ")
        yield item if number == 1 else replace(item, name=f"{mail} > bijlage {number} > {file}")
