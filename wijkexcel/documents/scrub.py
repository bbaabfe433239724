"""Make a new package from a Word template, with only what is visible on paper or read aloud.

Nothing is copied just because it was present: text, formatting and pictures are selected by a list
of what a letter may contain (``seen``). What Word hides is left out; what could hide something, or
cannot be checked, is refused with its place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from wijkexcel.documents.seen.accept import accept
from wijkexcel.documents.seen.bounds import refuse_off_paper
from wijkexcel.documents.seen.cascade import Looks, looks_of
from wijkexcel.documents.seen.drawing import Paper, paper_of, settle_drawings
from wijkexcel.documents.seen.fields import settle_fields
from wijkexcel.documents.seen.hidden import leave_hidden_out, refuse_unseen
from wijkexcel.documents.seen.notes import keep_used_notes
from wijkexcel.documents.seen.pictures import PictureError, cleaned
from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.repack import DAMAGED, Package, rels_name, resolve
from wijkexcel.documents.seen.room import refuse_cut_off
from wijkexcel.documents.seen.sections import keep_shown_headers
from wijkexcel.documents.seen.styles import (
    follow_new_names,
    keep_used_fonts,
    keep_used_lists,
    keep_used_styles,
)
from wijkexcel.documents.seen.tags import Element, R, each, name, short, unwrap, words_of
from wijkexcel.errors import TemplateError
from wijkexcel.ooxml.small_package import CONTENT_TYPES, Parts, parse, read_parts

_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN: Final = "word/document.xml"
_MAIN_TYPES: Final = (f"{_WORD}.document.main+xml", f"{_WORD}.template.main+xml")
_SAFE_LINK: Final = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_LINKED: Final = ("w:hyperlink", "w:headerReference", "w:footerReference", "a:blip", "v:imagedata")
_BESIDE: Final = ("styles", "numbering", "settings", "fontTable", "theme")
_NOTES: Final = ("footnotes", "endnotes")


@dataclass(slots=True)
class _Part:
    """A part of the template: its path, its tree and its relationships."""

    was: str
    root: Element
    links: dict[str, Element]


@lru_cache(4)
def seen_parts(template: bytes) -> Mapping[str, bytes]:
    """The allowed parts of a template, cleaned: computed once for all callers.

    Raises:
        TemplateError: something in the template may not be there, or cannot be checked.
    """
    return MappingProxyType(scrub(read_parts(template))[0])


def scrub(parts: Parts) -> tuple[Parts, str]:
    """Return the allowed parts, cleaned, and the name of the main part.

    Raises:
        TemplateError: the file contains something that is not allowed, or is not a Word document.
    """
    main = _part(parts, _main_part(parts))
    beside = {kind: found for kind in _BESIDE if (found := _one(parts, main, kind))}
    stories = {kind: found for kind in _NOTES if (found := _one(parts, main, kind))}
    looks = looks_of(beside["styles"].root if "styles" in beside else None)
    stories = {"document": main, **stories}
    accept(main.root)
    rules = beside["settings"].root if "settings" in beside else None
    keep_shown_headers(main.root, rules)
    stories |= _headers(parts, main)
    _read_stories(stories, looks, paper_of(main.root))
    keep_used_notes({kind: part.root for kind, part in stories.items()}, rules)
    return _packed(parts, stories, beside, looks), MAIN


def _read_stories(stories: dict[str, _Part], looks: Looks, paper: Paper) -> None:
    for part in stories.values():
        if part is not stories["document"]:
            accept(part.root)
        settle_fields(part.root)
        leave_hidden_out(part.root, looks)
        settle_drawings(part.root, paper)
        refuse_unseen(part.root, looks)
        refuse_off_paper(part.root, paper)
        refuse_cut_off(part.root)


def _packed(
    parts: Parts, stories: dict[str, _Part], beside: dict[str, _Part], looks: Looks
) -> Parts:
    package = Package()
    roots = [part.root for part in stories.values()]
    numbering, styles = beside.get("numbering"), beside.get("styles")
    new: dict[str, str] = {}
    if styles is not None:
        new = keep_used_styles(styles.root, looks, roots)
    if numbering is not None:
        users = [*roots, styles.root] if styles is not None else roots
        keep_used_lists(numbering.root, users, new)
    everything = [*roots, *(part.root for part in beside.values())]
    for root in everything:
        follow_new_names(root, new)
    if "fontTable" in beside:
        keep_used_fonts(beside["fontTable"].root, everything)
    names = {kind: MAIN if kind == "document" else f"word/{kind}.xml" for kind in stories}
    for kind, part in stories.items():
        _follow_links(package, parts, part, names[kind], names)
    for kind, part in {**beside, **stories}.items():
        told = re.sub(r"\d+$", "", kind)
        target = "word/theme/theme1.xml" if kind == "theme" else f"word/{kind}.xml"
        package.add(target, part.root, "document.main" if kind == "document" else told)
        if kind in _BESIDE or kind in _NOTES:
            package.relate(MAIN, told, target)
    return package.finished()


def _follow_links(
    package: Package, parts: Parts, part: _Part, now: str, names: dict[str, str]
) -> None:
    """Rewrite the relationships of a part: headers, pictures and web addresses."""
    for element in each(part.root, *_LINKED):
        tag = short(element.tag)
        if tag == "w:hyperlink":
            _link(package, part, element, now)
        elif tag in {"w:headerReference", "w:footerReference"}:
            kind = element.get(name("r:id"), "")
            story = re.sub(r"\d+$", "", kind)
            element.set(name("r:id"), package.relate(now, story, names[kind]))
        elif tag in {"a:blip", "v:imagedata"}:
            attribute = name("r:embed" if tag == "a:blip" else "r:id")
            target = _target(part, element.get(attribute, ""))
            try:
                ending, data = cleaned(parts.get(target, b""))
            except PictureError:
                raise refuse(
                    "een plaatje dat geen PNG of JPEG is, of dat beschadigd is",
                    element,
                    "Sla het plaatje op als PNG en zet dat ervoor in de plaats.",
                ) from None
            picture = package.add_picture(data, ending)
            element.set(attribute, package.relate(now, "image", picture))


def _link(package: Package, part: _Part, element: Element, now: str) -> None:
    link = part.links.get(element.get(name("r:id"), ""))
    drawn = next(element.iter(name("w:drawing"), name("w:pict")), None) is not None
    if element.get(name("r:id")) is None or not (drawn or words_of(element).strip()):
        # It refers to a place in the document itself, or it is not visible.
        unwrap(element)
        return
    address = "" if link is None else link.get("Target", "")
    if link is None or link.get("TargetMode") != "External" or not _SAFE_LINK.match(address):
        raise refuse(
            "een koppeling naar een ander bestand",
            element,
            "Haal de koppeling weg, of laat hem naar een website (https) of e-mailadres gaan.",
        )
    element.set(name("r:id"), package.relate(now, "hyperlink", address, outside=True))


def _headers(parts: Parts, main: _Part) -> dict[str, _Part]:
    """Headers and footers in order of reference, by their new name."""
    found: dict[str, _Part] = {}
    known: dict[str, str] = {}
    for reference in each(main.root, "w:headerReference", "w:footerReference"):
        kind = "header" if short(reference.tag) == "w:headerReference" else "footer"
        target = _target(main, reference.get(name("r:id"), ""))
        if target not in known:
            number = sum(other.startswith(kind) for other in known.values()) + 1
            known[target] = f"{kind}{number}"
            found[known[target]] = _part(parts, target)
        reference.set(name("r:id"), known[target])
    return found


def _part(parts: Parts, at: str) -> _Part:
    if at not in parts:
        raise TemplateError(DAMAGED)
    rels = rels_name(at)
    links = parse(parts[rels]) if rels in parts else []
    return _Part(at, parse(parts[at]), {link.get("Id", ""): link for link in links})


def _one(parts: Parts, main: _Part, kind: str) -> _Part | None:
    """The part of this kind related to the main part, if any."""
    for link in main.links.values():
        if link.get("Type") == f"{R}/{kind}" and link.get("TargetMode") != "External":
            return _part(parts, resolve(main.was, link.get("Target", "")))
    return None


def _target(part: _Part, link: str) -> str:
    found = part.links.get(link)
    if found is None or found.get("TargetMode") == "External":
        raise TemplateError(
            "Het sjabloon bevat een plaatje of een ander deel dat in een ander bestand staat. Zet "
            "het in het sjabloon zelf."
        )
    return resolve(part.was, found.get("Target", ""))


def _main_part(parts: Parts) -> str:
    for rel in parse(parts.get("_rels/.rels", b"<none/>")):
        if rel.get("Type", "") in {f"{R}/officeDocument", f"{_STRICT}/officeDocument"}:
            main = resolve("", rel.get("Target", ""))
            if main in parts and not rel.get("Type", "").startswith(_STRICT):
                _refuse_macros(parts, main)
                return main
    raise TemplateError(
        "Het sjabloon is geen gewoon Word-bestand. Sla het in Word op als 'Word-document (.docx)'."
    )


def _refuse_macros(parts: Parts, main: str) -> None:
    kinds = {
        entry.get("PartName", "").lstrip("/"): entry.get("ContentType")
        for entry in parse(parts[CONTENT_TYPES])
    }
    if kinds.get(main) not in _MAIN_TYPES:
        raise TemplateError(
            "Het sjabloon bevat macro's. Sla het in Word op als 'Word-document (.docx)'."
        )
