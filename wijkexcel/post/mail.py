"""Draft mails: an .eml file that opens as a new message, with the workbook attached.

The text comes from a plain text file that the municipality can edit. Its first line is the
subject; words between braces, such as ``{naam}``, are filled in.
"""

import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from importlib.resources import files

from wijkexcel.errors import TemplateError

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
SUBJECT = "Onderwerp:"
FIELDS = (
    "naam",
    "wijk",
    "gemeente",
    "wanneer",
    "opgaven",
    "criteria",
    "open",
    "bestand",
    "afzender",
    "functie",
    "contact",
    "telefoon",
    "email",
)
"""What a mail text can ask for."""

LIST = "lijst"
"""What a text that goes back can ask for besides: what is left, on a line of its own."""

REQUEST, REMINDER, REPLY = "uitvraag.txt", "herinnering.txt", "terug.txt"

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def packaged(name: str) -> str:
    """Return the text of a mail that comes with wijkexcel, such as ``REQUEST``."""
    return files("wijkexcel.post").joinpath("templates", name).read_text("utf-8")


def filled(
    text: str, values: Mapping[str, str], blocks: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Fill a mail text in; returns subject and body.

    Lines that ask only for what is empty are left out.

    Args:
        text: the text with its fields.
        values: by field, what comes in its place.
        blocks: by field, lines that come in the place of a line that asks only for that field.

    Raises:
        TemplateError: the first line is no subject, a field does not exist, or one that becomes
            several lines is not on a line of its own.
    """
    several = blocks or {}
    head, _, body = text.lstrip("\ufeff\n").partition("\n")
    if not head.startswith(SUBJECT):
        message = f"De mailtekst moet beginnen met een regel '{SUBJECT} …'. Zet die erboven."
        raise TemplateError(message)
    for name in _FIELD.findall(text):
        if name not in (*FIELDS, *several):
            known = ", ".join(f"{{{field}}}" for field in (*FIELDS, *several))
            message = f"De mailtekst vraagt om {{{name}}}, en dat bestaat niet. Kies uit: {known}."
            raise TemplateError(message)

    for name in several:
        loose = (line for line in text.splitlines() if line.strip() != f"{{{name}}}")
        if any(f"{{{name}}}" in line for line in loose):
            message = f"Zet {{{name}}} in de mailtekst op een eigen regel: er komen meer regels."
            raise TemplateError(message)

    def fill(line: str) -> str:
        alone = _FIELD.fullmatch(line.strip())
        if alone is not None and alone[1] in several:
            return several[alone[1]]
        return _FIELD.sub(lambda match: _LINE_BREAKS.sub(" ", values.get(match[1], "")), line)

    lines = [
        fill(line)
        for line in body.strip("\n").splitlines()
        if fill(line).strip() or not _FIELD.search(line)
    ]
    return fill(head.removeprefix(SUBJECT)).strip(), "\n".join(lines).rstrip() + "\n"


def draft(to: str, subject: str, body: str, file_name: str, workbook: bytes) -> bytes:
    """Make a draft mail as the bytes of an .eml file; the same input gives the same bytes.

    ``X-Unsent`` makes Outlook and Thunderbird open it as a message that is still to be sent.

    Raises:
        ValueError: the address or the subject cannot stand in a mail.
    """
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(body)
    message.add_attachment(workbook, maintype=XLSX[0], subtype=XLSX[1], filename=file_name)
    message.set_boundary("=_wijkexcel_bijlage")
    return message.as_bytes()
