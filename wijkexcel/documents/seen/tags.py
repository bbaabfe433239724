"""Names in the parts of a Word document, and small operations on its trees."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

Element = etree._Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPS: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ADEC: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
V: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"
W10: Final = "urn:schemas-microsoft-com:office:word"
XML: Final = "http://www.w3.org/XML/1998/namespace"

PREFIXES: Final = {
    "w": W,
    "r": R,
    "a": A,
    "wp": WP,
    "pic": PIC,
    "wps": WPS,
    "wpg": WPG,
    "mc": MC,
    "adec": ADEC,
    "v": V,
    "o": OFFICE,
    "w10": W10,
}
_SHORT: Final = {uri: prefix for prefix, uri in PREFIXES.items()} | {XML: "xml"}
_OFF: Final = ("0", "false", "off")


@lru_cache(5_000)
def name(short: str) -> str:
    """The full name of ``w:p``."""
    prefix, _, local = short.partition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


@lru_cache(5_000)
def short(full: object) -> str:
    """``w:p`` for a full name; one in an unknown namespace begins with ``?:``."""
    text = str(full)
    if not text.startswith("{"):
        return text
    uri, _, local = text[1:].partition("}")
    return f"{_SHORT.get(uri, '?')}:{local}"


def value(element: Element | None, attribute: str = "w:val", without: str = "") -> str:
    """An attribute of an element that may be missing."""
    return without if element is None else element.get(name(attribute), without)


def on(element: Element | None) -> bool | None:
    """Whether an on/off property is on; None when it is not given."""
    return None if element is None else value(element, without="1") not in _OFF


def whole(text: str, without: int = 0) -> int:
    """A number of a property, rounded down; ``without`` if it is not a number."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return without


def find(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of short names."""
    for step in path:
        if element is None:
            return None
        element = element.find(name(step))
    return element


def above(element: Element, *shorts: str) -> Element | None:
    """The nearest element around this one with one of these names."""
    names = [name(s) for s in shorts]
    return next(iter(element.iterancestors(*names)), None)


def remove(element: Element) -> None:
    """Remove an element with its contents; text after it stays."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Replace an element by its contents."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    inside = list(element)
    parent.remove(element)
    for child in reversed(inside):
        parent.insert(at, child)


def words_of(element: Element) -> str:
    """All text in an element."""
    return "".join(t.text or "" for t in element.iter(name("w:t")))


def each(element: Element, *shorts: str) -> Iterator[Element]:
    """All elements with these names, as a list, so that the tree may change."""
    yield from list(element.iter(*(name(s) for s in shorts)))
