"""Keep the notes that the text refers to, and their separator lines."""

from typing import Final

from wijkexcel.documents.seen.tags import Element, each, find, name, remove, value

_LINES: Final = {
    "separator": "w:separator",
    "continuationSeparator": "w:continuationSeparator",
    "continuationNotice": "",
}


def keep_used_notes(stories: dict[str, Element], settings: Element | None) -> None:
    """Remove notes without a reference; if none are left, the part is removed from ``stories``."""
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes")):
        notes = stories.get(part)
        used = {
            value(reference, "w:id")
            for story, root in stories.items()
            if story != part
            for reference in root.iter(name(f"w:{kind}Reference"))
        }
        if notes is not None:
            _keep(notes, kind, used)
        if settings is not None and (notes is None or not used):
            for said in each(settings, f"w:{kind}Pr"):
                remove(said)


def _keep(notes: Element, kind: str, used: set[str]) -> None:
    for note in each(notes, f"w:{kind}"):
        line = _LINES.get(value(note, "w:type"))
        if line is not None:
            _only_a_line(note, line)
        elif value(note, "w:id") not in used:
            remove(note)


def _only_a_line(note: Element, line: str) -> None:
    first = note.find(name("w:p"))
    look = find(first, "w:pPr")
    for child in list(note):
        note.remove(child)
    paragraph = note.makeelement(name("w:p"), {}, None)
    if look is not None:
        paragraph.append(look)
    if line:
        run = paragraph.makeelement(name("w:r"), {}, None)
        run.append(run.makeelement(name(line), {}, None))
        paragraph.append(run)
    note.append(paragraph)
