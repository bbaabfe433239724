"""Draft mails: an .eml file that opens as a new message, with the workbook attached.

The text comes from a plain text file that the municipality can edit. Its first line is the
subject; words in braces, such as ``{naam}``, are filled in.
"""

import re
from base64 import encodebytes
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.header import Header
from importlib.resources import files
from quopri import encodestring

from wijkexcel.dutch.lists import commas
from wijkexcel.errors import TemplateError
from wijkexcel.outgoing.cleared import Cleared
from wijkexcel.outgoing.mail import Mail

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBJECT = "Onderwerp:"
FIELDS = (
    "naam",
    "wijk",
    "gemeente",
    "wanneer",
    "opgaven",
    "criteria",
    "open",
    "gevraagd",
    "duur",
    "bestand",
    "afzender",
    "functie",
    "contact",
    "telefoon",
    "email",
    "vragen",
)
"""The fields of a mail text."""

LIST = "lijst"
"""The extra field of a reply: what is left to do, on a line of its own."""

REQUEST, REMINDER, REPLY, NEWS = "uitvraag.txt", "herinnering.txt", "terug.txt", "uitkomst.txt"
JOIN = "meedoen.txt"

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_COUNTED = re.compile(r"\{(open|opgaven|criteria)\} (\w+)")
_ONE = {
    "antwoorden": "antwoord",
    "criteria": "criterium",
    "opgaven": "opgave",
    "scores": "score",
    "vragen": "vraag",
}
"""The singular of counted nouns."""
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def packaged(name: str) -> str:
    """Return the text of a mail that comes with wijkexcel, such as ``REQUEST``."""
    return files("wijkexcel.post.out").joinpath("templates", name).read_text("utf-8")


def filled(
    text: str,
    values: Mapping[str, str],
    blocks: Mapping[str, str] | None = None,
    fields: tuple[str, ...] = FIELDS,
) -> tuple[str, str]:
    """Fill in a mail text; returns subject and body.

    A body line with an empty field is left out as a whole: half a sentence is of no use. ``gaps``
    lists these lines.

    Args:
        text: the text with its fields.
        values: the value of each field.
        blocks: by field, lines that replace a line consisting of only that field.
        fields: the fields that there are, besides those of several lines.

    Raises:
        TemplateError: the first line is not a subject, a field does not exist, or a multi-line
            field is not on a line of its own.
    """
    several = blocks or {}
    head, _, body = text.lstrip("\ufeff\n").partition("\n")
    if not head.startswith(SUBJECT):
        message = f"De mailtekst moet beginnen met een regel '{SUBJECT} …'. Zet die erboven."
        raise TemplateError(message)
    for name in _FIELD.findall(text):
        if name not in (*fields, *several):
            known = commas(f"{{{field}}}" for field in (*fields, *several))
            message = f"De mailtekst vraagt om {{{name}}}, en dat bestaat niet. Kies uit: {known}."
            raise TemplateError(message)

    for name in several:
        loose = (line for line in text.splitlines() if line.strip() != f"{{{name}}}")
        if any(f"{{{name}}}" in line for line in loose):
            message = f"Zet {{{name}}} in de mailtekst op een eigen regel: er komen meer regels."
            raise TemplateError(message)

    def fill(line: str) -> str | None:
        alone = _FIELD.fullmatch(line.strip())
        if alone is not None and alone[1] in several:
            return several[alone[1]] or None
        return None if _empty_in(line, values) else _filled(line, values)

    subject = " ".join(_filled(head.removeprefix(SUBJECT), values).split())
    lines = _without_holes(fill(line) for line in body.strip("\n").splitlines())
    return subject, "\n".join(lines).rstrip() + "\n"


def written(cleared: Cleared[Mail]) -> tuple[str, str]:
    """Write a cleared mail; returns subject and body.

    Raises:
        TemplateError: as ``filled``.
    """
    mail = cleared.value
    return filled("\n".join(mail.lines), mail.values, mail.blocks)


@dataclass(frozen=True)
class Gaps:
    """The fields of a mail text that are empty.

    Attributes:
        lines: body lines that also contain words, and are left out.
        in_subject: empty fields in the subject.
    """

    lines: tuple[str, ...]
    in_subject: tuple[str, ...]


def gaps(text: str, values: Mapping[str, str]) -> Gaps:
    """Find which of these fields in a mail text are empty; other fields are ignored."""
    head, _, body = text.lstrip("\ufeff\n").partition("\n")
    known = {name: values.get(name, "-") for name in FIELDS}
    holed = [line.strip() for line in body.splitlines() if _empty_in(line, known)]
    return Gaps(
        tuple(line for line in holed if re.search(r"\w", _FIELD.sub("", line))),
        tuple(_empty_in(head, known)),
    )


def asked_for(text: str) -> tuple[str, ...]:
    """List the fields in a mail text, in order."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def _empty_in(line: str, values: Mapping[str, str]) -> list[str]:
    return [name for name in _FIELD.findall(line) if not values.get(name, "").strip()]


def _filled(line: str, values: Mapping[str, str]) -> str:
    """Fill in one line; counted nouns become singular for a count of one."""

    def counted(match: re.Match[str]) -> str:
        one = values.get(match[1]) == "1"
        return f"{{{match[1]}}} {_ONE.get(match[2], match[2]) if one else match[2]}"

    line = _COUNTED.sub(counted, line)
    return _FIELD.sub(lambda match: _LINE_BREAKS.sub(" ", values.get(match[1], "")), line)


def _without_holes(lines: Iterable[str | None]) -> Iterator[str]:
    """Skip lines that are None, and a blank line that would follow another."""
    blank = hole = False
    for line in lines:
        if line is None:
            hole = True
            continue
        if not (hole and blank and not line.strip()):
            yield line
        blank, hole = not line.strip(), False


def draft(to: str, subject: str, body: str, file_name: str, workbook: bytes) -> bytes:
    """Make a draft mail as the bytes of an .eml file; equal input gives equal bytes.

    ``X-Unsent`` makes Outlook and Thunderbird open it as a message that is still to be sent. It is
    written line by line, in 7-bit characters: Python's own writer cuts a long file name into pieces
    that not every program joins. No text can contain the boundary: quoted-printable never has '='
    before '_', and base64 has no '_'.

    Args:
        to: an address accepted by ``email_in``.
        subject: on one line.
        body: the text.
        file_name: in plain letters (ASCII), without quotes.
        workbook: the attachment.
    """
    boundary = "=_wijkexcel_bijlage"
    name = f'name="{file_name}"'
    lines = [
        "X-Unsent: 1",
        f"To: {to}",
        f"Subject: {_in_header(subject)}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed;\n boundary="{boundary}"',
        "",
        f"--{boundary}",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        _quoted(body),
        f"--{boundary}",
        f"Content-Type: {XLSX};\n {name}",
        f"Content-Disposition: attachment;\n file{name}",
        "Content-Transfer-Encoding: base64",
        "",
        f"{encodebytes(workbook).decode('ascii')}--{boundary}--",
        "",
    ]
    return "\n".join(lines).replace("\n", "\r\n").encode("ascii")


def plain_draft(to: str, subject: str, body: str) -> bytes:
    """Make a draft mail without an attachment, likewise."""
    lines = [
        "X-Unsent: 1",
        f"To: {to}",
        f"Subject: {_in_header(subject)}",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        _quoted(body),
    ]
    return "\n".join(lines).replace("\n", "\r\n").encode("ascii")


def _quoted(text: str) -> str:
    """A text as quoted-printable; no line begins with 'From ', which mailboxes would misread."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    coded = encodestring(plain).decode("ascii")
    return re.sub(r"^From ", "=46rom ", coded, flags=re.MULTILINE)


def _in_header(text: str) -> str:
    """A text as a mail header: as it is, or as encoded words of one line each."""
    if text.isascii() and text.isprintable() and len(text) < 60 and "=?" not in text:
        return text
    seen = "".join(sign for sign in text if sign.isprintable())
    return Header(seen, "utf-8", maxlinelen=75, header_name="Subject").encode()
