"""The one rule for e-mail addresses, wherever they are typed, checked, used or compared."""

import re
import unicodedata
from dataclasses import dataclass

_WRITTEN = re.compile(
    r"(?:[^<>@]*|(?P<twice>[^<>\s]+) ?)<(?:mailto:)?(?P<named>[^<>\s]+)>[.,; ]*"
    r"|(?:mailto:)?(?P<bare>[^<>\s]+?)[.,; ]*",
    re.IGNORECASE,
)
"""Only an address, or one with a name before it: 'Jan Jansen <jan@example.nl>'."""
_TOKEN = re.compile(r"[^\s<>,;:/|()\"]+@[^\s<>,;:/|()\"]+")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
_QUOTES = "'\"`‘’“”"
_TWO_WAYS = re.compile("[ßẞς]")
"""Letters that older and newer rules for international domains treat differently."""


@dataclass(frozen=True)
class EmailAddress:
    """The e-mail address in a text.

    Attributes:
        usable: the single address in it as written in a mail header, with the domain in ASCII
            (punycode, IDNA 2003); empty if there is no usable one.
        shown: the same as typed, without the text around it; if none is usable, the complete text.
        problem: the end of a sentence on why none is usable; empty when nothing was typed.
        keys: all addresses in it, normalised for comparison, even if there are several.
    """

    usable: str = ""
    shown: str = ""
    problem: str = ""
    keys: frozenset[str] = frozenset()


def email_in(text: str) -> EmailAddress:
    """Parse a text typed in place of an e-mail address.

    Surrounding white space and quotes, invisible characters, 'mailto:', a name before it and a full
    stop or semicolon after it are not part of an address.
    """
    typed = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    typed = " ".join(typed.split()).strip(_QUOTES)
    written = _WRITTEN.fullmatch(typed)
    if written:
        word = written["named"] or written["bare"]
        usable = _in_header(word)
        if usable and (not written["twice"] or _in_header(written["twice"]) in {usable, ""}):
            return EmailAddress(usable, word, "", frozenset({usable.casefold()}))
    tokens = [token.strip(".'") for token in _TOKEN.findall(typed)]
    keys = frozenset(_in_header(token).casefold() for token in tokens) - {""}
    if len(keys) > 1 or len({token.casefold() for token in tokens}) > 1:
        problem = "is meer dan één e-mailadres"
    elif keys:
        problem = "is een e-mailadres met iets erbij"
    elif not all(token.isascii() for token in tokens):
        problem = "heeft een letter die in een e-mailadres niet kan"
    else:
        problem = "is geen e-mailadres" if typed else ""
    return EmailAddress("", text, problem, keys)


def _in_header(word: str) -> str:
    """An address with its domain in ASCII; empty when it is not an address."""
    local, _, domain = word.rpartition("@")
    if not _LOCAL.fullmatch(local) or len(local) > 64 or _TWO_WAYS.search(domain):
        return ""
    try:
        plain = domain.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return ""
    labels = plain.split(".")
    good = len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and _TOP.fullmatch(labels[-1])
    return f"{local}@{plain}" if good and len(plain) < 254 else ""
