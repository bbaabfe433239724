"""Text typed in a user's own template: it appears in each document made from it."""

import re
from collections.abc import Iterator
from typing import Final

from wijkexcel.documents.carried import unseen
from wijkexcel.documents.scrub import seen_parts
from wijkexcel.documents.seen.tags import each, name
from wijkexcel.look.house import FILE, PLAIN, House
from wijkexcel.ooxml.small_package import parse
from wijkexcel.outgoing.typed import Cell, Typed
from wijkexcel.outgoing.wording import clean

TEMPLATE: Final = Cell("", "", "uw Word-sjabloon")
_CODE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTES: Final = "'\"\u2018\u2019\u201c\u201d"
_LITERAL: Final = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
_SPACES: Final = frozenset((name("w:tab"), name("w:br"), name("w:cr")))


def own_text(template: bytes | None, house: House = PLAIN) -> tuple[Typed, ...]:
    """The paragraphs of a template without its codes, and what is carried over unseen.

    Quoted words in a code may be printed. Without a template: what is said of the logo.

    Raises:
        TemplateError: the template cannot be used.
    """
    if template is None:
        return () if house.logo is None else (Typed(house.logo.text, Cell("", "", FILE)),)
    said = (
        text
        for part, data in seen_parts(template).items()
        if part.startswith("word/") and part.endswith(".xml")
        for text in _paragraphs(data)
    )
    also = unseen(template)
    hidden = (clean(_CODE.sub(_printed, text)) for text in (*also.aloud, *also.links))
    texts = dict.fromkeys((*said, *hidden))
    return tuple(Typed(text, TEMPLATE) for text in texts if text.strip())


def _paragraphs(data: bytes) -> Iterator[str]:
    for paragraph in each(parse(data), "w:p"):
        text = "".join(
            " " if element.tag in _SPACES else element.text or ""
            for element in paragraph.iter(name("w:t"), *_SPACES)
        )
        yield clean(_CODE.sub(_printed, text))


def _printed(code: re.Match[str]) -> str:
    """The texts that a code itself may print."""
    return f" {' … '.join(_LITERAL.findall(code[0])) or '…'} "
