"""Write a new package of the remaining parts: new names, numbers and list of contents."""

import posixpath
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from lxml import etree

from wijkexcel.documents.seen.allowed import (
    ALLOWED,
    CONTENT,
    INSIDE,
    check_attributes,
    check_text,
)
from wijkexcel.documents.seen.refusal import PICTURE, refuse
from wijkexcel.documents.seen.tags import PREFIXES, Element, name, remove, short
from wijkexcel.errors import TemplateError
from wijkexcel.ooxml.small_package import CONTENT_TYPES, Parts, parse, serialise

_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_FULL: Final = frozenset(map(name, ("w:tcPr", "w:sectPr")))
_REFUSED: Final = {
    "w:object": "een ingesloten object",
    "w:altChunk": "een ander document",
    "w:subDoc": "een ander document",
    "w:contentPart": "inkt",
    "w:ruby": "tekst met uitspraaktekens",
    "wps:linkedTxbx": "een tekstvak dat in een ander doorloopt",
    "wpg:graphicFrame": "een grafiek of SmartArt-tekening",
}
DAMAGED: Final = "Het sjabloon is beschadigd. Sla het in Word opnieuw op."


def rels_name(part: str) -> str:
    """Name of the part with the relationships of a part."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def resolve(part: str, target: str) -> str:
    """The target part of a relationship."""
    target = unquote(target)
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


@dataclass(slots=True)
class Package:
    """A new package, to which parts and relationships are added."""

    parts: Parts = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, part: str, root: Element, kind: str) -> None:
        """Add one XML part, writing only what is allowed.

        Raises:
            TemplateError: it contains something that is not allowed.
        """
        sift(root)
        etree.cleanup_namespaces(root, top_nsmap=_used_prefixes(root))
        self.parts[part] = serialise(root)
        self.types[part] = _THEME if kind == "theme" else f"{_WORD}.{kind}+xml"

    def add_picture(self, data: bytes, ending: str) -> str:
        """Add a picture, once, and return the name of its part."""
        pictures = [part for part in self.parts if part.startswith("word/media/")]
        same = next((part for part in pictures if self.parts[part] == data), None)
        part = same or f"word/media/image{len(pictures) + 1}.{ending}"
        self.parts[part] = data
        return part

    def relate(self, part: str, kind: str, target: str, outside: bool = False) -> str:
        """Relate a part to another or to an address; return the id of the relationship."""
        links = self.links.setdefault(part, [])
        at = target if outside else posixpath.relpath(target, posixpath.dirname(part) or ".")
        link = {"Type": f"{_OFFICE}/{kind}", "Target": at}
        if outside:
            link["TargetMode"] = "External"
        for known in links:
            if {**link, "Id": known["Id"]} == known:
                return known["Id"]
        links.append({"Id": f"rId{len(links) + 1}", **link})
        return links[-1]["Id"]

    def finished(self) -> Parts:
        """All parts, with the relationships and the list of contents."""
        for part, links in self.links.items():
            root = parse(f'<Relationships xmlns="{_RELS}"/>'.encode())
            for link in links:
                etree.SubElement(root, f"{{{_RELS}}}Relationship", link)
            self.parts[rels_name(part)] = serialise(root)
        types = parse(f'<Types xmlns="{_TYPES}"/>'.encode())
        endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
        endings |= {"xml": "application/xml"}
        for part in self.parts:
            ending = posixpath.splitext(part)[1][1:]
            if ending in {"png", "jpeg"}:
                endings[ending] = f"image/{ending}"
        for ending, kind in endings.items():
            default = {"Extension": ending, "ContentType": kind}
            etree.SubElement(types, f"{{{_TYPES}}}Default", default)
        for part, kind in self.types.items():
            override = {"PartName": f"/{part}", "ContentType": kind}
            etree.SubElement(types, f"{{{_TYPES}}}Override", override)
        return {CONTENT_TYPES: serialise(types), **self.parts}


def _used_prefixes(root: Element) -> dict[str, str]:
    names = {str(e.tag) for e in root.iter("*")} | {
        str(k) for e in root.iter("*") for k in e.attrib
    }
    used = {etree.QName(full).namespace for full in names}
    return {prefix: uri for prefix, uri in PREFIXES.items() if uri in used}


def sift(root: Element) -> None:
    """Remove everything from a part that is not in the list of allowed items.

    Raises:
        TemplateError: something visible is not in the list.
    """
    for element in list(root.iter("*")):
        around = element.getparent()
        if around is None:
            if element is not root:
                continue
        elif element.tag not in ALLOWED:
            if around.tag in CONTENT:
                raise refuse(_called(element), element, PICTURE)
            remove(element)
            continue
        elif element.tag in INSIDE and around.tag not in INSIDE[element.tag]:
            raise TemplateError(DAMAGED)
        if not check_attributes(element) and len(element) == 0 and element.tag not in CONTENT:
            remove(element)
            continue
        check_text(element)


def _called(element: Element) -> str:
    tag = short(element.tag)
    local = tag.partition(":")[2]
    if "officeDocument/2006/math" in str(element.tag):
        return "een wiskundige formule"
    if local.startswith(("day", "month", "year")):
        return "een datum die Word zelf verandert"
    return _REFUSED.get(tag, f"een onderdeel dat niet mee kan ('{local[:30]}')")
