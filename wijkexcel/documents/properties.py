"""The properties of a document: only those set by the program, none of the template."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from wijkexcel.ooxml.escape import escaped
from wijkexcel.ooxml.small_package import CONTENT_TYPES, Parts, parse, serialise
from wijkexcel.outgoing.wording import one_line

LANGUAGE: Final = "nl-NL"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = f"{_PACKAGE}/content-types"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, author (the municipality) and date of a document."""

    title: str
    author: str
    created: date


def set_properties(parts: Parts, main: str, properties: Properties) -> None:
    """Write the properties into a package that has none."""
    parts["docProps/core.xml"] = _core(properties)
    parts["docProps/app.xml"] = _app()
    parts["_rels/.rels"] = _rels(main)
    types = parse(parts[CONTENT_TYPES])
    for name, kind in (("/docProps/core.xml", _CORE_TYPE), ("/docProps/app.xml", _APP_TYPE)):
        for entry in [e for e in types if e.get("PartName") == name]:
            types.remove(entry)
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=name, ContentType=kind)
    parts[CONTENT_TYPES] = serialise(types)


def _core(properties: Properties) -> bytes:
    when = f"{properties.created.isoformat()}T00:00:00Z"
    stamp = "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{when}</dcterms:{tag}>'
        for tag in ("created", "modified")
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(one_line(properties.title))}</dc:title>"
        f"<dc:creator>{escaped(one_line(properties.author))}</dc:creator>"
        f"<dc:language>{LANGUAGE}</dc:language>{stamp}</cp:coreProperties>"
    ).encode()


def _app() -> bytes:
    return (
        f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>wijkexcel</Application></Properties>"
    ).encode()


def _rels(main: str) -> bytes:
    office = f"{_OFFICE}/relationships"
    links = (
        (f"{office}/officeDocument", main),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{office}/extended-properties", "docProps/app.xml"),
    )
    rels = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(links, 1)
    )
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rels}</Relationships>'
    ).encode()
