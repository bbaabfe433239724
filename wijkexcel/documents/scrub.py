"""Take out of a .docx everything that is not seen on paper but travels with the file.

What stays: the text, its styles, numbering, theme, fonts, settings of layout, headers, footers,
notes and pictures. What goes: comments, tracked changes (accepted), hidden text, revision ids,
custom XML, document variables, properties, thumbnail, links to other files, macros.
"""

import posixpath
from typing import Final

from lxml import etree

from wijkexcel.documents.package import CONTENT_TYPES, Parts, parse, serialise
from wijkexcel.errors import TemplateError

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE: Final = f"{_WORD}.document.main+xml"
_TEMPLATE_TYPE: Final = f"{_WORD}.template.main+xml"

_KEPT: Final = frozenset(
    f"{R}/{kind}"
    for kind in (
        "endnotes",
        "font",
        "fontTable",
        "footer",
        "footnotes",
        "header",
        "hyperlink",
        "image",
        "numbering",
        "settings",
        "styles",
        "theme",
    )
)
_SAFE_LINKS: Final = ("http://", "https://", "mailto:")
_DROPPED: Final = frozenset(
    f"{{{W}}}{tag}"
    for tag in (
        "annotationRef",
        "attachedSchema",
        "attachedTemplate",
        "commentRangeEnd",
        "commentRangeStart",
        "commentReference",
        "dataBinding",
        "del",
        "docVars",
        "documentProtection",
        "lastRenderedPageBreak",
        "mailMerge",
        "moveFrom",
        "moveFromRangeEnd",
        "moveFromRangeStart",
        "moveToRangeEnd",
        "moveToRangeStart",
        "permEnd",
        "permStart",
        "pPrChange",
        "proofErr",
        "rPrChange",
        "rsids",
        "saveThroughXslt",
        "sectPrChange",
        "tblGridChange",
        "tblPrChange",
        "tblPrExChange",
        "tcPrChange",
        "trackRevisions",
        "trPrChange",
        "writeProtection",
    )
)
_UNWRAPPED: Final = frozenset(f"{{{W}}}{tag}" for tag in ("ins", "moveTo", "smartTag", "customXml"))
_OFF: Final = ("0", "false", "off")


def scrub(parts: Parts) -> tuple[Parts, str]:
    """Return the parts that may stay, cleaned, and the name of the main part.

    Raises:
        TemplateError: the file holds macros, embedded objects or links to other files.
    """
    types = parse(parts[CONTENT_TYPES])
    main = _main_part(parts)
    kept: Parts = {}
    _walk(parts, main, kept)
    _clean_types(types, main, kept)
    kept[CONTENT_TYPES] = serialise(types)
    return kept, main


def rels_name(part: str) -> str:
    """Name of the part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _main_part(parts: Parts) -> str:
    for rel in parse(parts.get("_rels/.rels", b"<none/>")):
        if rel.get("Type", "") in {f"{R}/officeDocument", f"{_STRICT}/officeDocument"}:
            name = _resolve("", rel.get("Target", ""))
            if name in parts and not rel.get("Type", "").startswith(_STRICT):
                return name
    raise TemplateError(
        "Het sjabloon is geen gewoon Word-bestand. Sla het in Word op als 'Word-document (.docx)'."
    )


def _walk(parts: Parts, name: str, kept: Parts) -> None:
    if name in kept:
        return
    if name not in parts:
        raise TemplateError("Het sjabloon is beschadigd. Sla het in Word opnieuw op.")
    if not name.endswith(".xml"):
        kept[name] = parts[name]
        return
    root = parse(parts[name])
    _clean_tree(root)
    kept[name] = serialise(root)
    rels = rels_name(name)
    ids: set[str] = set()
    if rels in parts:
        links = parse(parts[rels])
        for rel in list(links):
            if _stays(rel):
                ids.add(rel.get("Id", ""))
                if rel.get("TargetMode") != "External":
                    target = rel.get("Target", "")
                    _walk(parts, _resolve(name, target), kept)
            else:
                links.remove(rel)
        if len(links):
            kept[rels] = serialise(links)
    used = {v for el in root.iter() for k, v in el.attrib.items() if str(k).startswith(f"{{{R}}}")}
    if not used <= ids | {""}:
        raise TemplateError(
            "Het sjabloon bevat een ingesloten object, een grafiek of een koppeling naar een ander "
            "bestand. Haal dat eruit, of zet er een gewoon plaatje voor in de plaats."
        )


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _stays(rel: etree._Element) -> bool:
    if rel.get("Type") not in _KEPT:
        return False
    if rel.get("TargetMode") != "External":
        return True
    is_link = rel.get("Type") == f"{R}/hyperlink"
    return is_link and rel.get("Target", "").lower().startswith(_SAFE_LINKS)


def _clean_tree(root: etree._Element) -> None:
    for element in list(root.iter()):
        for key in [k for k in element.attrib if str(k).startswith(f"{{{W}}}rsid")]:
            del element.attrib[key]
        for key in [k for k in element.attrib if str(k).endswith(("}paraId", "}textId"))]:
            del element.attrib[key]
        if element.tag in _DROPPED or _is_hidden(element) or _is_deleted_row(element):
            _remove(element)
        elif element.tag in _UNWRAPPED:
            _unwrap(element)


def _is_hidden(element: etree._Element) -> bool:
    if element.tag != f"{{{W}}}r":
        return False
    vanish = element.find(f"{{{W}}}rPr/{{{W}}}vanish")
    return vanish is not None and vanish.get(f"{{{W}}}val", "1") not in _OFF


def _is_deleted_row(element: etree._Element) -> bool:
    return element.tag == f"{{{W}}}tr" and element.find(f"{{{W}}}trPr/{{{W}}}del") is not None


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(list(element)):
        if child.tag not in {f"{{{W}}}customXmlPr", f"{{{W}}}smartTagPr"}:
            parent.insert(at, child)
    parent.remove(element)


def _clean_types(types: etree._Element, main: str, kept: Parts) -> None:
    for entry in list(types):
        if entry.tag != f"{{{_TYPES}}}Override":
            continue
        name = entry.get("PartName", "").lstrip("/")
        if name not in kept:
            types.remove(entry)
        elif name == main:
            if entry.get("ContentType") == _TEMPLATE_TYPE:
                entry.set("ContentType", MAIN_TYPE)
            if entry.get("ContentType") != MAIN_TYPE:
                raise TemplateError(
                    "Het sjabloon bevat macro's. Sla het in Word op als 'Word-document (.docx)'."
                )
