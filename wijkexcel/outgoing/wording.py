"""Dutch wording of dates, numbers and lists, and sanitising of typed text; pure functions."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STEERING = re.compile("[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")


def clean(text: str) -> str:
    """Make typed text fit for a document, losing no visible character.

    Every kind of line end becomes a newline; characters that XML does not allow (control
    characters, lone surrogates) become U+FFFD; invisible characters that change the reading
    direction or have no width are removed.
    """
    return _STEERING.sub("", _NOT_XML.sub("\ufffd", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Typed text on one line, for names and titles."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Typed text as paragraphs, separated by blank lines; a single line end stays inside one."""
    return tuple(p.strip() for p in re.split(r"\n\s*\n", clean(text)) if p.strip())


def bare_gemeente(name: str) -> str:
    """The name of a municipality without the word 'gemeente' before it."""
    line = one_line(name)
    return line[9:].lstrip() if line.casefold().startswith("gemeente ") else line
