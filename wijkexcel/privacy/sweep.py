"""Text of the original that is neither in the copy nor listed yet, so that nothing is forgotten.

Every text of every part of the original is compared with the copy. A text that is not there, was
not typed in a table, was not listed before, and is not a word of the file format itself is
reported: by its kind if known, and otherwise as 'overig'.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from wijkexcel.ooxml.package import Package
from wijkexcel.privacy import headings
from wijkexcel.privacy.clean import Gone
from wijkexcel.privacy.spots import (
    BYTES,
    COMMENT,
    INSTRUCTION,
    NAME,
    RESULT,
    Spot,
    readings,
    spots,
    words_in,
)

OTHER: Final = "overig"
_OVERTYPED: Final = "tekst op een plek die de kopie zelf vult"
_KINDS: Final = (
    (r"", r"dataValidation@(prompt|error)(Title)?", "melding of uitleg bij een cel"),
    (r"", r"formula[12]", "keuzelijst of regel voor invoer"),
    (r"comments|persons|threaded", r".*", "schrijver of kenmerk van een opmerking"),
    (r"docprops/custom", r".*", "eigen eigenschap van het document"),
    (r"docprops/", r".*", "eigenschap van het document"),
    (r"", r"scenario.*|inputCells.*", "scenario"),
    (r"", r"custom(Sheet|Workbook)View.*", "aangepaste weergave"),
    (r"", r"hyperlink.*|Relationship.*", "koppeling"),
    (r"", r"definedName.*", "eigen naam voor cellen"),
    (r"", r"(odd|even|first)(Header|Footer)", "kop- of voettekst"),
    (r"", r"protectedRange.*", "beveiligd bereik"),
    (r"", r"sheet@name|TitlesOfParts|lpstr", "naam van een blad"),
    (r"worksheets/", r"formula|cfRule.*|cfvo.*", "voorwaardelijke opmaak"),
    (r"", r"customFilter.*|filter@.*", "filter"),
    (r"charts/|chartsheets/|chartex/", r".*", "grafiek"),
    (r"pivot", r".*", "draaitabel"),
    (r"connections|querytables", r".*", "gegevensverbinding"),
    (r"/tables/", r".*", "naam of kolom van een tabel"),
    (r"externallinks", r".*", "koppeling naar een ander bestand"),
    (r"drawing|diagrams/|vml", r".*", "tekstvak, vorm of alternatieve tekst"),
    (r"styles\.xml", r".*", "naam of code van een opmaak"),
    (r"theme/", r".*", "naam of lettertype van het thema"),
    (r"customxml/", r".*", "verborgen gegevens (customXml)"),
    (r"revisions/", r".*", "wijzigingen bijhouden"),
    (r"sharedstrings", r"rFont.*|rPr.*", "lettertype"),
    (r"sharedstrings", r".*", "tekst die in geen cel staat"),
    (r"worksheets/", r"f", "tekst in een formule"),
    (r"worksheets/", r"v|t|is", _OVERTYPED),
    (r"worksheets/", RESULT, _OVERTYPED),
    (r"", rf"{COMMENT}|{INSTRUCTION}", "opmerking in het bestand zelf"),
    (r"", rf"{NAME}|Override@PartName", "naam van een onderdeel van het bestand"),
    (r"", BYTES, "tekst in een onderdeel dat geen tekst is"),
)
"""Part of a member's name, place in it -> its name in the list; the first match counts."""
_CELLS: Final = re.compile(r"worksheets/|sharedStrings|charts/|/tables/")
"""Parts with cells, or derived from cells."""
_WHO: Final = re.compile(r"author|person@.*|fileSharing@userName|userInfo@name|header@userName")
"""Places for an author: mostly a name that also occurs elsewhere."""
_TOGETHER: Final = frozenset(
    (
        "naam of code van een opmaak",
        "naam of lettertype van het thema",
        "lettertype",
        "naam van een onderdeel van het bestand",
        OTHER,
    )
)
"""Kinds with possibly many uninformative items: one line per part."""
_FORMULAS: Final = frozenset(("f", "formula", "formula1", "formula2", "definedName"))
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_NUMBERS = re.compile(r"[-+]?(?!0\d)(?:[\d.,:;%\s-]|[eE][-+]?\d)*")
_CODES = re.compile(
    r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?|"
    r"#?(?=[A-Fa-f]*\d|[Ff]+$)[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?|rId\d+|R[0-9a-f]{16,32}|"
    r"_x0000_[a-z]+\d+|\d+(?:pt|px|mm|cm|in|em|f)|[a-z]{2}-[A-Z]{2}|"
    r"\d{4}-\d\d-\d\dT[\d:.]+Z?"
)
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}")
_AREA = re.compile(r"\$?[A-Z]{1,3}\$?\d{0,7}:\$?[A-Z]{1,3}\$?\d{0,7}|\$?\d{1,7}:\$?\d{1,7}")
_NAMESPACE = re.compile(
    r"https?://(?:schemas\.(?:openxmlformats\.org|microsoft\.com)|purl\.org|www\.w3\.org)/[\w/.#-]*|"
    r"(?:application|image|text)/[\w.+-]+|urn:schemas-microsoft-com:[\w:.]+"
)
_TECHNICAL: Final = (
    "true false TRUE FALSE x14 x14ac x15 x15ac x16r2 xr xr2 xr3 mc a14 c14 c16r2 preserve xml rels "
    "bin vml png jpeg jpg gif emf wmf svg tiff data Calc ExcelA1"
)
_PHONE = re.compile(r"(?:\+|00?)[\d\s()-]{8,}")
_HEADING = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
_USUAL = re.compile(
    r"xl|docProps|customXml|_rels|worksheets|drawings|charts|tables|media|embeddings|theme|"
    r"threadedComments|persons|pivotCache|pivotTables|externalLinks|printerSettings|queryTables|"
    r"revisions|ctrlProps|activeX|diagrams|slicers|slicerCaches|timelines|timelineCaches|"
    r"webextensions|richData|model|ink|chartsheets|dialogsheets|macrosheets|featurePropertyBag|"
    r"documenttasks|customProperty|changes|namedSheetViews|\.rels|\[Content_Types\]\.xml|"
    r"(?:app|core|custom|thumbnail|workbook|styles|sharedStrings|calcChain|metadata|connections|"
    r"sheet|chart|chartsheet|chartEx|colors|style|drawing|vmlDrawing|image|comments|"
    r"threadedComment|person|table|tableSingleCells|theme|themeOverride|printerSettings|"
    r"externalLink|vbaProject|vbaProjectSignature|oleObject|package|userNames|revisionHeaders|"
    r"revisionLog|pivotCacheDefinition|pivotCacheRecords|pivotTable|activeX|ctrlProp|queryTable|"
    r"item|itemProps|slicer|slicerCache|timeline|timelineCache|data|layout|quickStyle|control|"
    r"hdphoto|dialogsheet|macrosheet|intlsheet|volatileDependencies|webextension|taskpanes|model|"
    r"ink|richData|richStyles|documenttask|featurePropertyBag|rdrichvalue|rdrichvaluestructure|"
    r"rdRichValueTypes|richValueRel|xmlMaps|attachedToolbars|customProperty|cellImages)"
    r"\d*(?:\.(?:xml|rels|bin|vml|png|jpe?g|gif|emf|wmf|svg|tiff?|data|docx|xlsx|pptx|wdp))*"
)
"""Usual names of folders and parts."""
_MOST = 2_000
"""Maximum number of characters shown of non-text contents."""


@lru_cache
def _vocabulary() -> frozenset[str]:
    """Values of the file format itself: 'center', 'thin', 'accent1'."""
    text = (files("wijkexcel.privacy") / "vocabulary.txt").read_text("utf-8")
    return frozenset((*text.split(), *_TECHNICAL.split()))


def is_technical(text: str) -> bool:
    """Whether a text is nothing but numbers, addresses, codes or words of the file format."""
    if _PHONE.fullmatch(text):
        return False
    words = re.split(r"[\s,]+", text)
    shapes = (_NUMBERS, _CODES, _CELL, _AREA, _NAMESPACE)
    return _NUMBERS.fullmatch(text) is not None or all(
        word in _vocabulary() or any(shape.fullmatch(word) for shape in shapes) for word in words
    )


def rest(
    original: Package,
    copy: Package,
    ours: Collection[str],
    treated: Iterable[str],
    listed: Iterable[str],
) -> Iterator[Gone]:
    """Yield the texts that were not listed yet.

    Args:
        original: the workbook.
        copy: its replacement; text that is also there is not lost.
        ours: sheets other than the user's own; their cells are already listed.
        treated: values typed in the tables.
        listed: texts that are on the list.
    """
    there = {text for spot in spots(copy) for text in (spot.text.strip(), *_texts_of(spot, copy))}
    listed, typed = list(listed), {text.strip() for text in treated}
    # Typed values occur in cells and what derives from cells; elsewhere it is not from a table.
    from_cells, apart = _Told(there | typed, listed), _Told(there, listed)
    done: set[tuple[str, str]] = set()
    together: dict[tuple[str, str, str], list[str]] = {}
    for spot in spots(original):
        if spot.where == RESULT and spot.sheet in ours:
            continue  # a formula result: the copy calculates it itself
        kind = _kind_of(spot)
        told = from_cells if _CELLS.search(spot.part) else apart
        for text in _texts_of(spot, original):
            named = _WHO.fullmatch(spot.where) is None and told.has(text)
            about = "" if _WHO.fullmatch(spot.where) is None else kind
            if not text or is_technical(text) or named or (about, text) in done:
                continue
            done.add((about, text))
            where = "" if kind in _TOGETHER else spot.cell
            together.setdefault((kind, spot.sheet, where or f"@{spot.part}"), []).append(text)
    for (kind, sheet, place), texts in together.items():
        of_part = place.startswith("@")
        yield Gone(
            kind,
            sheet,
            "" if of_part else place.partition(":")[0],
            place[1:] if of_part else "",
            " | ".join(texts),
        )


def _texts_of(spot: Spot, package: Package) -> Iterator[str]:
    """Yield the texts in a spot: the literals of a formula, the words of a header."""
    if spot.where == BYTES:
        yield words_in(spot.text)[:_MOST]
    elif spot.where in {NAME, "Override@PartName"}:
        if not all(_USUAL.fullmatch(word) for word in spot.text.strip("/").split("/")):
            yield spot.text
    elif spot.where in _FORMULAS:
        yield from (match[1].strip() for match in _LITERAL.finditer(spot.text) if match[1].strip())
    elif _HEADING.fullmatch(spot.where):
        yield headings.readable(spot.text)
    elif not (spot.where == "Relationship@Target" and _inside(spot, package)):
        plain, *hidden = readings(spot.text)
        yield plain.strip()
        yield from (words_in(text)[:_MOST] for text in hidden)


def _inside(spot: Spot, package: Package) -> bool:
    """Whether the target of a link is a part of the same file."""
    base = spot.text.rpartition("/")[2]
    return any(name.rpartition("/")[2] == base for name in package.names())


def _kind_of(spot: Spot) -> str:
    part = spot.part.casefold()
    for sign, where, kind in _KINDS:
        if re.search(sign, part) and re.fullmatch(where, spot.where):
            return kind
    return OTHER


class _Told:
    """Listed texts; also a text that occurs in one of those, as words."""

    def __init__(self, whole: Collection[str], listed: Iterable[str]) -> None:
        self._whole = frozenset(whole)
        self._all = "\n".join([*listed, *whole])

    def has(self, text: str) -> bool:
        if text in self._whole:
            return True
        at = self._all.find(text)
        while at >= 0:
            before, after = self._all[at - 1 : at], self._all[at + len(text) : at + len(text) + 1]
            if not (before.isalnum() or after.isalnum()):
                return True
            at = self._all.find(text, at + 1)
        return False
