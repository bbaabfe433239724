"""Headers, footers and properties of the original with text that is not in the copy."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from wijkexcel.ooxml.package import Element, Package, parse_xml
from wijkexcel.privacy.clean import Gone

_KINDS: Final = {
    "oddHeader": "koptekst",
    "evenHeader": "koptekst van de even bladzijden",
    "firstHeader": "koptekst van de eerste bladzijde",
    "oddFooter": "voettekst",
    "evenFooter": "voettekst van de even bladzijden",
    "firstFooter": "voettekst van de eerste bladzijde",
}
_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|(?P<sign>.))', re.DOTALL)
_SIDES = frozenset("LCR")
_SHOWN: Final = {
    "&": "&",
    "P": "[bladzijde]",
    "N": "[aantal bladzijden]",
    "D": "[datum]",
    "T": "[tijd]",
    "F": "[bestand]",
    "Z": "[map]",
    "A": "[blad]",
    "G": "[afbeelding]",
}
_FIELDS = re.compile(r"\[(?:bladzijde|aantal bladzijden|datum|tijd|bestand|map|blad)\]|[|\s]")
_PROPERTIES: Final = {
    "docProps/core.xml": {
        "creator": "gemaakt door",
        "lastModifiedBy": "het laatst bewaard door",
        "title": "titel",
        "subject": "onderwerp",
        "description": "opmerkingen",
        "keywords": "trefwoorden",
        "category": "categorie",
        "contentStatus": "status",
        "identifier": "kenmerk",
    },
    "docProps/app.xml": {
        "Manager": "leidinggevende",
        "Company": "bedrijf",
        "HyperlinkBase": "basis van koppelingen",
    },
}


def headings(package: Package, parts: Mapping[str, str], copy: Package) -> Iterator[Gone]:
    """Yield headers and footers.

    Args:
        package: the original.
        parts: sheet -> its part in the original.
        copy: its replacement; text that is also there is not lost.
    """
    ours = {
        text
        for name in copy.names()
        if name.startswith("xl/worksheets/sheet")
        for _, text in _read(parse_xml(copy.read(name)))
    }
    for sheet, part in parts.items():
        for kind, text in _read(parse_xml(package.read(part))):
            if text not in ours and _FIELDS.sub("", text):
                yield Gone("kop- of voettekst", sheet, "", kind, text)


def _read(root: Element) -> Iterator[tuple[str, str]]:
    for holder in root.iter("{*}headerFooter"):
        for item in holder.iterchildren("{*}*"):
            kind = _KINDS.get(str(item.tag).rpartition("}")[2])
            if kind is not None and item.text:
                yield kind, readable(item.text)


def readable(text: str) -> str:
    """Write the codes of a header as words; left, middle and right separated by a bar."""

    def word(match: re.Match[str]) -> str:
        sign = match["sign"] or ""
        return " | " if sign in _SIDES and sign else _SHOWN.get(sign, "")

    return " ".join(_CODE.sub(word, text).split()).strip("| ")


def properties(package: Package, copy: Package) -> Iterator[Gone]:
    """Yield properties of the document that say who made it or what it is about."""
    for part, names in _PROPERTIES.items():
        before, after = _texts(package, part), _texts(copy, part)
        for name, label in names.items():
            text = before.get(name, "")
            if text and text != after.get(name):
                yield Gone("eigenschap van het document", "", "", label, text)


def _texts(package: Package, part: str) -> dict[str, str]:
    found = package.find(part)
    if found is None:
        return {}
    items = parse_xml(package.read(found)).iterchildren("{*}*")
    return {str(item.tag).rpartition("}")[2]: (item.text or "").strip() for item in items}
