"""Say in Dutch what a template must not contain, and where it is."""

from typing import Final

from wijkexcel.documents.seen.tags import Element, above, each, name, short, words_of
from wijkexcel.errors import TemplateError

_STORIES: Final = {
    "w:hdr": "in een koptekst",
    "w:ftr": "in een voettekst",
    "w:footnotes": "in een voetnoot",
    "w:endnotes": "in een eindnoot",
    "w:styles": "in een stijl",
    "w:numbering": "in een lijst",
    "w:document": "in de tekst",
    "a:theme": "in de huisstijl (het thema)",
}
_SHOWN: Final = 60
PICTURE: Final = "Haal het eruit, of zet er een gewoon plaatje (PNG of JPEG) voor in de plaats."


def refuse(what: str, element: Element, advice: str = PICTURE) -> TemplateError:
    """The refusal of one item; ``what`` follows 'Het sjabloon bevat'."""
    return TemplateError(f"Het sjabloon bevat {what}, {where(element)}. {advice}")


def where(element: Element) -> str:
    """The place of an element: the part of the document, a table, and a text nearby."""
    root = element.getroottree().getroot()
    told = _STORIES.get(short(root.tag), "in het bestand")
    if above(element, "w:txbxContent") is not None:
        told = f"{told}, in een tekstvak"
    if above(element, "w:tbl") is not None:
        told = f"{told}, in een tabel"
    return told + _near(element)


def _near(element: Element) -> str:
    style = above(element, "w:style")
    if style is not None:
        named = style.find(name("w:name"))
        called = "" if named is None else named.get(name("w:val"), "")
        return f" (de stijl '{called}')" if called else ""
    here = element if short(element.tag) == "w:p" else above(element, "w:p")
    if here is None:
        here = next(each(element, "w:p"), None)
    said = "" if here is None else " ".join(words_of(here).split())
    if said:
        short_of = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        return f", bij '{short_of}'"
    before = None if here is None else _said_before(here)
    return f", na '{before[:_SHOWN]}'" if before else ""


def _said_before(paragraph: Element) -> str:
    while (before := paragraph.getprevious()) is not None:
        said = " ".join(words_of(before).split())
        if said:
            return said
        paragraph = before
    return ""
