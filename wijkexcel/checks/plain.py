"""Checks that typed text is plain: no mark-up of other programs, no garbled letters.

What goes out is plain text in a letter, a mail or a partner's workbook. There ``<p>`` and ``**``
appear literally, and 'Ã©' is not an 'é'.
"""

import re
from collections.abc import Callable, Iterator
from html.entities import html5

from wijkexcel.checks.base import Stage, error, stage, warning
from wijkexcel.checks.cells import Typed, cells
from wijkexcel.dutch.plain import UNSHOWABLE
from wijkexcel.layout.spec import Kind
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.rules.outcome import Outcome

_TEXTS = {Kind.TEXT, Kind.LONG, Kind.EMAIL}
_MOST = 40
"""Maximum length of a quotation."""

_MARKUP = re.compile(
    "|".join(
        (
            r"<!--|</?[a-z][^<>@\n]*>",  # HTML and XML; not an address in angle brackets
            r"\{\\rtf|\\par\b|\\'[0-9a-f]{2}",  # RTF
            r"\*\*[^\s*][^*\n]*\*\*|__[^\s_][^_\n]*__|~~[^\s~][^~\n]*~~",  # Markdown
            r"(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])",  # italic
            r"(?<![\w_/.@-])_[^\s_](?:[^_\n]*[^\s_])?_(?![\w_/.@-])",
            r"^ {0,3}#{1,6} \S|`[^`\n]+`",  # a heading, code
            r"\[[^\]\n]+\]\((?:https?:|www\.|mailto:)[^)\n]*\)",  # a link
            r"\[/?(?:b|i|u|url|img|quote|list|color|size)(?:=[^\]\n]*)?\]",  # BBCode
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8}[0-9]{0,2});", re.IGNORECASE)
_ESCAPED = re.compile(
    r"_x[0-9A-F]{4}_|\\u[0-9a-f]{4}|\\[rn]\\[rn]|(?:=C[23]=[0-9A-F]{2})|=E2=80=|%C3%[89AB][0-9A-F]",
    re.IGNORECASE,
)
"""Letters in the encoding of a file, a mail or a web address."""
_LOST = re.compile("\ufffd+|[\ue000-\uf8ff]+")
"""Replacement characters, and characters that only one font has."""
_TWICE = re.compile(
    "[ÂÃÄÅ][\x80-\xbf\u0152-\u2122]|â[\x80-\xbf\u0152-\u2122]{2}|ï[\x80-\xbf\u0152-\u2122]{2}"
    "|ð[\x80-\xbf\u0152-\u2122]{3}"
)
"""One letter that was decoded as two or more; ``_is_garbled`` confirms it."""
_OTHER_CODES = re.compile("√[©®´≠∂∫ß†°¢£§•¶ü±≥¥∏]|‚Ä[ôúùòìî¢¶]|├[®½í╝╗Â]|ÔÇ[ÖÿôæìØ]")
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
"""Characters without width, and the hyphen that is only visible at the end of a line."""

_RETYPE = "Typ de tekst opnieuw, of plak hem als gewone tekst, zonder opmaak."


def _is_garbled(run: str) -> bool:
    """Whether these letters are the separate bytes of one letter (UTF-8 read as cp1252)."""
    try:
        data = b"".join(_byte(char) for char in run)
        whole = data.decode("utf-8")
    except UnicodeError:
        return False
    return len(whole) == 1


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeError:
        return char.encode("latin-1")


def _first(text: str, pattern: re.Pattern[str], holds: Callable[[str], bool] | None = None) -> str:
    found = (m[0] for m in pattern.finditer(text))
    return next((part for part in found if holds is None or holds(part)), "")


def _markup(text: str) -> str:
    """Find mark-up: of a web page, of another program, or a field that was not filled in."""
    return _first(text, _MARKUP) or _first(text, _ENTITY, lambda e: e[1] == "#" or e[1:] in html5)


def _garbled(text: str) -> str:
    """Find letters that were decoded as something else."""
    return (
        _first(text, _LOST)
        or _first(text, _TWICE, _is_garbled)
        or _first(text, _OTHER_CODES)
        or _first(text, _ESCAPED)
    )


def plain_text(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """Every text is plain; for outgoing texts this is required before the letter."""
    letter_next = stage(dossier) is Stage.DECIDED
    for cell in cells(dossier):
        if cell.declared.kind in _TEXTS and isinstance(cell.value, str):
            yield from _told(cell, cell.value, letter_next=letter_next)


def _told(cell: Typed, text: str, *, letter_next: bool) -> Iterator[Finding]:
    goes_out = not cell.declared.internal
    tell = error if goes_out and letter_next else warning
    about = f"Bij {cell.declared.header}"
    if UNSHOWABLE.search(text):
        yield (error if goes_out else warning)(
            "onzichtbaar-teken",
            cell.where,
            f"{about} staat een teken dat niemand ziet en dat niet in een tekst hoort.",
            "Typ de tekst opnieuw.",
        )
    elif _UNSEEN.search(text):
        yield warning(
            "teken-zonder-breedte",
            cell.where,
            f"{about} staat een teken dat niemand ziet, zoals een verborgen koppelteken.",
            _RETYPE,
        )
    if part := _markup(text):
        yield tell(
            "opmaak-in-tekst",
            cell.where,
            f"{about} staat opmaak uit een ander programma: '{_cut(part)}'. Een lezer ziet die "
            "tekens staan.",
            _RETYPE,
        )
    if part := _garbled(text):
        yield tell(
            "tekst-verminkt",
            cell.where,
            f"{about} is een letter verkeerd overgekomen: '{_cut(part)}'.",
            _RETYPE,
        )


def _cut(part: str) -> str:
    return part if len(part) <= _MOST else f"{part[:_MOST]}…"
