"""Which headers and footers are ever printed."""

from wijkexcel.documents.seen.tags import Element, each, find, on, remove, short, value


def keep_shown_headers(body: Element, settings: Element | None) -> None:
    """Remove references to headers and footers that no page shows."""
    sections = list(each(body, "w:sectPr"))
    even = bool(on(find(settings, "w:evenAndOddHeaders")))
    for at, section in enumerate(sections):
        for reference in each(section, "w:headerReference", "w:footerReference"):
            kind = value(reference, "w:type", "default")
            shown = {"even": even, "default": True}.get(kind)
            if shown is None:
                shown = _first_is_shown(sections[at:], short(reference.tag))
            if not shown:
                remove(reference)


def _first_is_shown(sections: list[Element], tag: str) -> bool:
    """Whether a section, or a later one that inherits from it, has a different first page."""
    for number, section in enumerate(sections):
        own = [r for r in each(section, tag) if value(r, "w:type") == "first"]
        if number and own:
            return False
        if on(find(section, "w:titlePg")):
            return True
    return False
