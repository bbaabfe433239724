"""How the parts of an office file are named, linked and encoded; shared by every reader."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import unquote

_WIDE_MARKS: Final = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_KNOWN: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"}
)
_WIDE_NAMES: Final = frozenset({"utf-16", "utf-16le", "utf-16be"})
_DECLARED: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,80}?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)"
)
_SAID: Final = re.compile(r"(<\?xml[^>]{0,80}?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def as_utf8(data: bytes) -> bytes:
    """Return XML in the one encoding that all readers accept.

    Power Query stores its parts in UTF-16, and a few programs write an older encoding.

    Raises:
        ValueError: it is not in the declared encoding, or in one that no office file uses.
    """
    wide = next((name for mark, name in _WIDE_MARKS if data.startswith(mark)), "")
    declared = None if wide else _DECLARED.match(data)
    said = declared[1].decode("ascii").lower() if declared else ""
    if not wide and said in {"", "utf-8", "utf8"}:
        return data
    if not wide and said not in _KNOWN | _WIDE_NAMES:
        raise ValueError(said)
    # What can be read with one byte per character is not UTF-16, whatever it declares.
    text = data.decode(wide or (said if said in _KNOWN else "utf-8")).removeprefix("\ufeff")
    return _SAID.sub(r"\1", text, count=1).encode()


def rels_of(part: str) -> str:
    """Return the name of the part with the links of a part; ``""`` is the package."""
    folder, base = posixpath.split(part.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{base}.rels")


def owner_of(rels: str) -> str:
    """Return the part to which the links in a part belong."""
    folder, base = posixpath.split(rels.replace("\\", "/"))
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def known_names(names: Iterable[str]) -> dict[str, str]:
    """Return names of parts by their normalised form: without case, with either slash."""
    return {_plain(name): name for name in names}


def find_part(known: Mapping[str, str], name: str) -> str | None:
    """Return a name as it is in the file, or None; escapes and case do not matter."""
    plain = _plain(name)
    return known.get(plain) or known.get(unquote(plain))


def target_of(known: Mapping[str, str], owner: str, target: str) -> str:
    """Return the target part of a link of ``owner``, whether or not it exists.

    Targets may be relative to the part (Excel, XlsxWriter) or absolute (openpyxl).
    """
    here = posixpath.join("/", posixpath.dirname(owner.replace("\\", "/")))
    path = posixpath.normpath(posixpath.join(here, target.replace("\\", "/"))).lstrip("/")
    return find_part(known, path) or path


def _plain(name: str) -> str:
    """Some programs on Windows write names with backslashes."""
    return name.replace("\\", "/").casefold()
