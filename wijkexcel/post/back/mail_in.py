"""Open a returned mail: its workbooks and other attachments, by content.

Runs in a sandbox (``OPENED``); its result can be passed as JSON.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import PurePath
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.files.kinds import What, what_is
from wijkexcel.post.back.automatic import automatic_kind, not_arrived_at
from wijkexcel.post.back.coded import IN_YENC
from wijkexcel.post.back.mime import Entity, in_text, mails
from wijkexcel.post.back.wrapped import in_tnef, signed_content

OPENED = "wijkexcel.post.back.mail_in:opened"
SECONDS = 20.0
"""What a sandbox runs, and its time limit: a mail of 64 MB takes a few seconds."""

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
NAMELESS = "bijlage zonder naam"
_DEEPEST = 25
_MOST_PARTS = 2_000
_MOST_DATA = 24 << 20
_LOOKED_AT = 1 << 20
_SAVE = "Open de mail in uw mailprogramma en sla de bijlage los op in deze map."
TOO_MUCH = f"Deze mail is ingewikkelder dan een mail met een werkboek kan zijn. {_SAVE}"
TOO_LARGE = f"De bijlagen van deze mail zijn groter dan een ingevuld werkboek kan zijn. {_SAVE}"

BESIDE = frozenset(
    {
        What.EMPTY,
        What.PASSWORD,
        What.XLS,
        What.XLSB,
        What.XML_BOOK,
        What.SYLK,
        What.NUMBERS,
        What.CSV,
        What.ZIP,
        What.RAR,
        What.SEVEN_ZIP,
        What.GZIP,
        What.TAR,
        What.PACKED,
        What.MSG,
        What.PST,
        What.SMIME,
        What.PGP,
        What.PROTECTED,
        What.PARTIAL,
        What.BOUNCE,
        What.AUTOREPLY,
        What.RECEIPT,
    }
)
"""Kinds that are reported even when there is a workbook: they may also be meant as an answer."""
_PICTURES = frozenset({What.IMAGE, What.PHOTO})
_WORDS = frozenset({What.TEXT, What.HTML, What.CSV, What.EMPTY, What.XML, What.PRINTED})
_BY_THE_WAY = frozenset({What.CALENDAR, What.CONTACT})
_OF_PROGRAMS = frozenset(
    {
        "application/pgp-encrypted",
        "application/pgp-signature",
        "application/pgp-keys",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/applefile",
    }
)
"""Types of parts that people send without knowing it."""
_LINK = re.compile(
    rb"https?://[^\s\"'<>/]*(?:sharepoint\.|1drv\.|onedrive\.|wetransfer\.|we\.tl|dropbox\.|"
    rb"drive\.google\.|docs\.google\.|icloud\.|filesender|surfdrive|zivver|nextcloud)",
    re.I,
)


@dataclass(frozen=True)
class Attached:
    """One item in a mail, by content.

    Attributes:
        path: names of the mails around it, within the file, and its own name.
        what: what it is.
        data: all of it, when it may be a workbook.
        sender: e-mail address of the innermost mail, normalised for comparison.
        dated: when that was sent, in seconds since 1970; None when unknown.
        inline: whether it is part of the body, such as a logo.
        about: addresses that could not be reached.
        holds: whether an automatic mail contains a workbook all the same.
    """

    path: tuple[str, ...]
    what: What
    data: bytes = b""
    sender: str = ""
    dated: float | None = None
    inline: bool = False
    about: str = ""
    holds: bool = False


def opened(data: bytes) -> dict[str, Any]:
    """Open a file with one or more mails, or with content wrapped like a mail.

    Raises:
        FileError: it contains more than a mail with a workbook would.
    """
    opener, file = _Opener(), Attached((), What.MAIL)
    told: list[Attached] = []
    for mail in opener.mails(data, file):
        found = list(mail)
        told += _worth_telling(found[1:]) or found[:1]
    return {"found": [_plain(each) for each in told]}


def _plain(each: Attached) -> dict[str, Any]:
    data = b64encode(each.data).decode("ascii")
    return {
        "path": list(each.path),
        "what": each.what.name,
        "data": data,
        "sender": each.sender,
        "dated": each.dated,
        "about": each.about,
        "holds": each.holds,
    }


def _worth_telling(found: list[Attached]) -> list[Attached]:
    """Workbooks and possible workbooks; only if there are none, everything else."""
    if any(each.data for each in found):
        return [each for each in found if each.data or each.what in BESIDE]
    plain = [each for each in found if not each.inline and each.what not in _BY_THE_WAY]
    return plain or found


class _Opener:
    """Counts what it meets, so that it ends for any input."""

    def __init__(self) -> None:
        self._parts = self._size = 0

    def mails(self, data: bytes, around: Attached) -> Iterator[Iterator[Attached]]:
        """Yield each mail in a file, followed by its contents."""
        kind = what_is(data)
        if kind in (What.SIGNED, What.TNEF):
            yield chain([around], self._unwrapped(data, kind, "", around, 0))
            return
        found = mails(data)
        first = list(islice(found, 2))
        for number, mail in enumerate(chain(first, found), start=1):
            path = (*around.path, f"mail {number}") if len(first) > 1 else around.path
            within = replace(around, path=path)
            yield chain([within], self._mail(mail, within, 0))

    def _mail(self, mail: Entity, around: Attached, depth: int) -> Iterator[Attached]:
        dated = around.dated if mail.dated is None else mail.dated
        within = replace(around, sender=mail.sender or around.sender, dated=dated)
        automatic = automatic_kind(mail)
        if automatic is None:
            yield from self._entity(mail, within, depth)
        else:
            about = not_arrived_at(mail) if automatic is What.BOUNCE else ""
            holds = any(each.data or each.holds for each in self._entity(mail, within, depth))
            yield replace(within, what=automatic, about=about, holds=holds)

    def _entity(self, entity: Entity, around: Attached, depth: int) -> Iterator[Attached]:
        self._count()
        if depth > _DEEPEST:
            raise FileError(TOO_MUCH)
        parts = entity.parts
        if parts is not None:
            for part in parts:
                yield from self._entity(part, around, depth + 1)
        elif entity.kind in {"message/rfc822", "message/global"}:
            name = (entity.name,) if entity.name else ()
            inside = replace(around, path=around.path + name)
            for mail in mails(entity.content):
                yield from self._mail(mail, inside, depth + 1)
        elif entity.kind == "message/partial":
            yield replace(around, what=What.PARTIAL)
        elif entity.kind == "message/external-body":
            yield replace(around, what=What.LINK)
        else:
            yield from self._whole(entity, around, depth)

    def _whole(self, entity: Entity, around: Attached, depth: int) -> Iterator[Attached]:
        """Yield a part without subparts; a text may contain something too."""
        if entity.kind in _OF_PROGRAMS:
            return
        data, name = entity.content, entity.name
        kind = what_is(data, name)
        disposition = entity.fields.get("content-disposition", "").lower()
        is_attached = bool(name) or disposition.startswith("attachment")
        is_text = kind in _WORDS or IN_YENC.search(data) is not None
        if is_text and not is_attached and not entity.kind.startswith("application/"):
            yield from self._in_text(data, around, depth)
            return
        inline = kind in _PICTURES and (
            "content-id" in entity.fields or disposition.startswith("inline")
        )
        yield from self._thing(data, name, replace(around, inline=inline), depth)

    def _thing(self, data: bytes, name: str, around: Attached, depth: int) -> Iterator[Attached]:
        kind = what_is(data, name)
        inside = replace(around, path=(*around.path, name or NAMELESS), what=kind)
        if kind in (What.SIGNED, What.TNEF):
            yield from self._unwrapped(data, kind, name, around, depth + 1)
        elif kind is What.MAIL:
            for mail in mails(data):
                yield from self._mail(mail, inside, depth + 1)
        elif kind in (What.EXCEL, What.ODS) or _named_as_workbook(name, kind):
            self._size += len(data)
            if self._size > _MOST_DATA:
                raise FileError(TOO_LARGE)
            yield replace(inside, data=data)
        else:
            yield inside

    def _unwrapped(
        self, data: bytes, kind: What, name: str, around: Attached, depth: int
    ) -> Iterator[Attached]:
        """Yield the contents of a signed message or winmail.dat; a bare signature has none."""
        if depth > _DEEPEST:
            raise FileError(TOO_MUCH)
        if kind is What.TNEF:
            for title, content in in_tnef(data):
                self._count()
                yield from self._thing(content, title, around, depth + 1)
            return
        content = signed_content(data)
        if what_is(content) in {What.TEXT, What.UNKNOWN, What.MAIL, What.PRINTED}:
            yield from self._entity(Entity.of(content), around, depth + 1)
        elif content:
            yield from self._thing(content, name.removesuffix(".p7m"), around, depth + 1)

    def _count(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise FileError(TOO_MUCH)

    def _in_text(self, data: bytes, around: Attached, depth: int) -> Iterator[Attached]:
        """Yield what was sent as text: encoded files, or parts with their boundary lines."""
        for name, content in in_text(data):
            self._count()
            if isinstance(content, Entity):
                yield from self._entity(content, around, depth + 1)
            else:
                yield from self._thing(content, name, around, depth + 1)
        if _LINK.search(data[:_LOOKED_AT]):
            yield replace(around, what=What.LINK)


def _named_as_workbook(name: str, kind: What) -> bool:
    """Whether it may be meant as a workbook: damaged or locked, not plainly something else."""
    unclear = (What.UNKNOWN, What.TEXT, What.ZIP)
    return PurePath(name).suffix.lower() in WORKBOOKS and kind in unclear
