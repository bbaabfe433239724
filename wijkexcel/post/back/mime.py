"""Parse a mail: bytes in, parts out, in time linear in its size.

Python's own parser is strict where mail programs are not (a boundary without quotes, a blank
after ``BASE64``, a line break before the headers), and takes minutes for some mails of half a
megabyte. This one looks only for what an answer needs, and stops at mails that no program writes.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from functools import cached_property
from itertools import zip_longest
from urllib.parse import unquote_to_bytes

from wijkexcel.files.kinds import is_mail, start_of_mail
from wijkexcel.model.email_address import email_in
from wijkexcel.post.back.coded import IN_BINHEX, from_binhex, from_yenc, uu_line

_MOST_HEADERS = 262_144
_MOST_VALUE = 65_536
_BLANK_LINE = re.compile(
    rb"(?:\A|\n)(?:\r*+(?:\n|\Z)|[ \t\r]*+(?:\n|\Z)(?![ \t]|[!-9;-~]{1,80}[ \t]*+:))"
)
"""An empty line; or a line of blanks, where no header continues after it."""
_SPACE = re.compile(r"[ \t\r\n]+")
_FIELD = re.compile(r"([!-9;-~]{1,80})[ \t]*:(.*)", re.DOTALL)
_PARAMETER = re.compile(r'[;\s]([^\s=;"]{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")
_FIRST_LINE_OF_MAIL = re.compile(
    rb"^(?=(?:Return-Path|Received|Delivered-To|From|To|Date|Subject|Message-ID|MIME-Version|"
    rb"X-[A-Za-z-]+)[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
_MAILBOX_LINE = re.compile(
    rb"^From (?=[^\n]*(?:\d{4}|-)[ \t\r]*+\n[!-9;-~]{1,80}[ \t]*:)[^\n]*\n", re.MULTILINE
)
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_PLAIN_BASE64 = re.compile(rb"\s*(?:UEsDB|0M8R4KGx)[A-Za-z0-9+/\s]{60}")
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_LOOSE_PARTS = re.compile(rb"^(?=---*[^\s-][^\n]{0,200}\ncontent-[a-z-]+[ \t]*+:)", re.I | re.M)
_CODED = re.compile(
    rb"^begin(?P<way>|-base64) [0-7]{3,4} (?P<name>[^\n]{0,255})\n"
    rb"|^(?P<book>UEsDB[A-Za-z0-9+/]{45,})(?=[\s=])"
    rb"|data:[^\s,\"']{0,200};base64,(?P<link>UEsDB[A-Za-z0-9+/=]+)"
    rb"|(?P<yenc>^=ybegin [^\n]{0,500}? name=(?P<called>[^\n]{0,255})\n)"
    rb"|(?P<hqx>%b)" % IN_BINHEX.pattern,
    re.MULTILINE,
)
_Y_END = re.compile(rb"^=yend[^\n]*$", re.MULTILINE)
_UU_END = re.compile(rb"^(?:end|====)[ \t\r]*+$", re.MULTILINE)


@dataclass(frozen=True)
class Entity:
    """Headers and a body: a mail, or a part of one."""

    fields: dict[str, str]
    """By lower-case name, the first of each; one character per byte (latin-1)."""
    body: bytes

    @classmethod
    def of(cls, data: bytes) -> "Entity":
        """Read headers and body; the blank line between may be missing, odd lines are skipped."""
        blank = _BLANK_LINE.search(data)
        end = blank.start() if blank else len(data)
        lines = re.split(r"\n(?![ \t])", data[: min(end, _MOST_HEADERS)].decode("latin-1"))
        found = [_FIELD.match(line) for line in lines]
        fields: dict[str, str] = {}
        for match in filter(None, found):
            value = _SPACE.sub(" ", match[2][:_MOST_VALUE]).strip(" ")
            fields.setdefault(match[1].lower(), value)
        while found and found[-1] is None and end <= _MOST_HEADERS:
            found.pop()
        read = sum(len(line) + 1 for line in lines[: len(found)])
        whole = len(found) == len(lines) or not lines[0].strip()
        return cls(fields, data[blank.end() if blank else end :] if whole else data[read:])

    @cached_property
    def kind(self) -> str:
        """Its declared type, such as ``multipart/mixed``; empty when there is none."""
        return self.fields.get("content-type", "").partition(";")[0].strip(" \t\"'").lower()

    @cached_property
    def name(self) -> str:
        """Name of the file, however it is encoded; empty when there is none."""
        for field, key in (("content-disposition", "filename"), ("content-type", "name")):
            name = _parameter(self.fields.get(field, ""), key)
            if name:
                return name
        return ""

    @cached_property
    def sender(self) -> str:
        """The sender address, normalised for comparison; empty when there is none."""
        value = self.fields.get("from", "")[:2000]
        named = _ADDRESS.findall(value)
        keys = email_in(named[-1] if named else value).keys
        return min(keys, default=named[-1].casefold() if named else "")

    def parameter(self, key: str) -> str:
        """A parameter of its declared type."""
        return _parameter(self.fields.get("content-type", ""), key)

    @cached_property
    def dated(self) -> float | None:
        """When it was sent, in seconds since 1970; None when unknown."""
        try:
            return parsedate_to_datetime(self.fields.get("date", "")[:100]).timestamp()
        except (ValueError, TypeError, OverflowError, IndexError):
            return None

    @property
    def content(self) -> bytes:
        """Its content: decoded by its recognised encoding, or else by the declared one."""
        body = self.body
        coded = re.sub(r"[^a-z0-9-]", "", self.fields.get("content-transfer-encoding", "").lower())
        if body.startswith(b"PK\3\4") or (coded.startswith("base64") and is_mail(body)):
            return body
        if coded.startswith("base64") or _PLAIN_BASE64.match(body):
            return _from_base64(body)
        if coded.startswith("quoted-printable"):
            return binascii.a2b_qp(re.sub(rb"=[ \t]+(?=\r?\n)", b"=", body))
        if IN_BINHEX.match(body.lstrip()[:500]):
            return from_binhex(body)[1] or body
        if coded in {"x-uuencode", "uuencode", "x-uue", "uue"}:
            found = (data for _, data in in_text(body) if isinstance(data, bytes))
            return next(found, body)
        return body

    @property
    def parts(self) -> "Iterator[Entity] | None":
        """Its parts; None when it has none."""
        found = self._split
        return None if found is None else map(Entity.of, found[0])

    @property
    def rest(self) -> bytes:
        """What follows the last part; or everything, if it has no parts and is no mail itself."""
        if self.kind.startswith("message/"):
            return b""
        found = self._split
        return self.body if found is None else found[1]

    @cached_property
    def _split(self) -> tuple[list[bytes], bytes] | None:
        if not self.kind.startswith("multipart/"):
            return None
        boundary = self.parameter("boundary").encode("latin-1", "replace")
        lines = list(_lines_of(boundary, self.body)) if boundary else []
        if not lines:  # lost or cut off: the first line that looks like one
            guess = re.search(rb"^--(?=-*[^\s-])([^\n]{1,200})$", self.body, re.MULTILINE)
            lines = list(_lines_of(guess[1], self.body)) if guess else []
        parts, rest = [], b""
        for line, after in zip_longest(lines, lines[1:]):
            if line[1]:
                rest = self.body[line.end() :]
                break
            end = len(self.body) if after is None else after.start()
            part = self.body[line.end() : end]
            following = _next_mail(part) if after is None else None
            if following is not None:  # never closed, and followed by another mail
                part, rest = part[:following], part[following:]
            parts.append(part.removesuffix(b"\n").removesuffix(b"\r"))
        return parts, rest


def mails(data: bytes) -> Iterator[Entity]:
    """Yield the mails in a file: one, those of a mailbox, or several in succession."""
    if data.count(b"\r") - data.count(b"\r\n") > data.count(b"\n"):  # line endings of old Macs
        data = re.sub(rb"\r(?!\n)", b"\n", data)
    starts = [0, *(match.start() for match in _MAILBOX_LINE.finditer(data) if match.start())]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        piece = data[start:end]
        if len(starts) > 1:
            piece = re.sub(rb"^>(?=>*From )", b"", piece, flags=re.MULTILINE)
        yield from _behind_each_other(start_of_mail(piece))


def in_text(text: bytes) -> "Iterator[tuple[str, bytes | Entity]]":
    """Yield files that were sent as text, with their names where they have one.

    These are uuencoded or base64 blocks, and parts that lost their headers.
    """
    parts = _LOOSE_PARTS.search(text)
    if parts:
        yield "", Entity({"content-type": "multipart/mixed"}, text[parts.start() :])
        text = text[: parts.start()]
    at = 0
    while begin := _CODED.search(text, at):
        name, at = decoded_words((begin["name"] or b"").decode("latin-1").strip()), begin.end()
        if begin["link"]:
            yield name, _from_base64(begin["link"])
            continue
        if begin["hqx"]:
            yield from_binhex(text[at:])
            at = max(at, text.find(b":", text.find(b":", at) + 1))
            continue
        if begin["yenc"]:
            end = _Y_END.search(text, at)
            called = decoded_words(begin["called"].decode("latin-1").strip())
            yield called, from_yenc(text[at : end.start() if end else len(text)])
            at = end.end() if end else len(text)
            continue
        end = (_BLANK_LINE if begin["book"] else _UU_END).search(text, at)
        coded = text[at : end.start() if end else len(text)]
        at = end.end() if end else len(text)
        if begin["way"] == b"":
            yield name, b"".join(map(uu_line, coded.splitlines()))
        else:
            yield name, _from_base64((begin["book"] or b"") + coded)


def decoded_words(text: str) -> str:
    """A header as people read it; ``text`` has one character per byte (latin-1)."""
    text = text[:_MOST_VALUE]
    if not text.isascii():
        text = _decoded(text.encode("latin-1", "replace"), "utf-8")
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, UnicodeError, LookupError, ValueError):
        return text


def _behind_each_other(data: bytes) -> Iterator[Entity]:
    while True:
        mail = Entity.of(data)
        following = _next_mail(mail.rest)
        if following is None:
            yield mail
            return
        at = len(data) - len(mail.rest) + following
        yield Entity.of(data[:at])
        data = data[at:]


def _next_mail(data: bytes) -> int | None:
    """Where the headers of another mail begin, after a blank line; None when nowhere."""
    end = 0
    for match in _FIRST_LINE_OF_MAIL.finditer(data):
        at = match.start()
        if at < end or not re.search(rb"(?:\A|\n)[ \t\r]*\n\Z|\A\Z", data[max(at - 200, 0) : at]):
            continue
        blank = _BLANK_LINE.search(data, at)
        end = blank.end() if blank else len(data)
        head = data[at:end]
        if (
            is_mail(head)
            and re.search(rb"^from[ \t]*:", head, re.I | re.M)
            and re.search(
                rb"^(?:mime-version|content-type|message-id|received)[ \t]*:", head, re.I | re.M
            )
        ):
            return at
    return None


def _lines_of(boundary: bytes, body: bytes) -> Iterator[re.Match[bytes]]:
    shape = rb"^--" + re.escape(boundary.rstrip()) + rb"(--)?[ \t\r]*+(?:\n|\Z)"
    return re.finditer(shape, body, re.MULTILINE)


def _parameter(value: str, key: str) -> str:
    """A parameter of a header, in one piece or several (RFC 2231), or as an encoded word."""
    pieces: dict[int, tuple[str, bool]] = {}
    for name, raw in _PARAMETER.findall(value):
        match = _SECTION.fullmatch(name.lower())
        if match and match[1] == key and len(pieces) < 1000:
            text = raw.strip()
            text = re.sub(r"\\(.)", r"\1", text[1:-1]) if text[:1] == '"' == text[-1:] else text
            pieces.setdefault(int(match[2] or -1), (text.strip('"'), bool(match[3])))
    if not pieces:
        return ""
    whole = [pieces[-1]] if -1 in pieces else [pieces[number] for number in sorted(pieces)]
    if not any(coded for _, coded in whole):
        text = "".join(text for text, _ in whole)
        return text if key == "boundary" else decoded_words(text)
    charset, _, rest = whole[0][0].partition("'") if whole[0][1] else ("", "", whole[0][0])
    first = rest.partition("'")[2] if whole[0][1] else rest
    texts = [(first, whole[0][1]), *whole[1:]]
    data = b"".join(
        unquote_to_bytes(text.encode("latin-1", "replace"))
        if coded
        else text.encode("latin-1", "replace")
        for text, coded in texts
    )
    return _decoded(data, charset or "utf-8")


def _decoded(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError):
        return data.decode("cp1252", "replace")


def _from_base64(text: bytes) -> bytes:
    """Decode; what a mailing list or server appended is ignored."""
    text = text.lstrip()
    odd = text.translate(None, _BASE64 + b" \t\r\n>")
    end = text.rfind(b"\n", 0, text.index(odd[:1])) if odd else -1
    coded = text[:end] if end > 0 else text
    try:
        return binascii.a2b_base64(coded.translate(None, _NOT_BASE64) + b"===")
    except binascii.Error:
        return b""
