"""The last look: every text in every part of a finished file, searched for what may not stay."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from wijkexcel.errors import NotAWorkbookError
from wijkexcel.names.finder import PSEUDONYM, Finder
from wijkexcel.workbook.cellvalue import unescape_text
from wijkexcel.workbook.package import Element, Package, parse_xml

_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_CELL = re.compile(r"[A-Z]{0,3}\d{1,7}")
_JOINED = ("si", "is", "p", "comment", "text", "threadedComment")
"""Elements in which one text may be cut in pieces, each with its own look."""
_SMALLEST = 4


@dataclass(frozen=True, slots=True)
class Residue:
    """Something that may not stay, and the part in which it stands."""

    part: str
    word: str


def residue(data: bytes, finder: Finder, empty: bytes | None = None) -> list[Residue]:
    """Search a finished file.

    Args:
        data: the file.
        finder: knows what may not stay.
        empty: the same workbook with nothing filled in: what stands in that is nobody's.
    """
    package = Package(data)
    found: dict[Residue, None] = {}
    known: dict[str, tuple[str, ...]] = dict.fromkeys(_own_texts(empty) if empty else (), ())
    for name in package.names():
        for text in (name, *texts_in(package.read(name))):
            if text not in known:
                known[text] = tuple(hit.word for hit in finder.sure(text))
            for word in known[text]:
                found[Residue(name, word)] = None
    own = tuple(_loose(empty)) if empty else ("", "")
    for text, ours in zip(_loose(data), own, strict=True):
        for word in _needles(finder):
            if word in text and word not in ours:
                found[Residue("", word)] = None
    return list(found)


def _own_texts(data: bytes) -> frozenset[str]:
    """Collect every text in a file, and the names of its parts."""
    package = Package(data)
    names = package.names()
    return frozenset(text for name in names for text in (name, *texts_in(package.read(name))))


def texts_in(content: bytes) -> Iterator[str]:
    """Yield every text in a part: of XML the texts and attributes, of anything else all of it."""
    try:
        root = parse_xml(content)
    except NotAWorkbookError:
        for text in _decoded(content):
            yield text
            yield from _hidden(text)
        return
    for text in _in_xml(root):
        yield text
        yield from _hidden(text)


def _in_xml(root: Element) -> Iterator[str]:
    for node in root.getroottree().iter():
        # The address of a cell: there are very many, and a cell is nobody.
        attributes = [v for k, v in node.attrib.items() if k != "r" or not _CELL.fullmatch(str(v))]
        for text in (node.text, node.tail, *attributes):
            if text and not text.isspace():
                yield unescape_text(str(text))
        if isinstance(node, etree._ProcessingInstruction):
            yield str(node.target)
        elif isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _JOINED and len(node):
            yield unescape_text("".join(map(str, node.itertext())))


def _hidden(text: str) -> Iterator[str]:
    """Yield what is written as base64 or percent escapes in a text."""
    for match in _BASE64.finditer(text):
        try:
            raw = base64.b64decode(match[0] + "=" * (-len(match[0]) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from _decoded(raw)
    if _ESCAPE.search(text):
        yield _ESCAPE.sub(lambda match: chr(int(match[0][1:], 16)), text)


def _decoded(raw: bytes) -> Iterator[str]:
    """Yield bytes as the texts that they may be; what is plainly no text is left out."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = raw.decode(encoding, "replace")
        letters = sum(char.isalnum() for char in text)
        if letters >= _SMALLEST:
            yield text


def _loose(data: bytes) -> Iterable[str]:
    """What lies between the parts: names, comments and fields of the zip itself."""
    return data.decode("utf-8", "ignore"), data.decode("utf-16-le", "ignore")


def _needles(finder: Finder) -> list[str]:
    known = finder.known
    names = [name for names in known.people.values() for name in names if " " in name.strip()]
    words = [*names, *known.codes, *known.files]
    return [word for word in words if len(word) >= _SMALLEST and not PSEUDONYM.fullmatch(word)]
