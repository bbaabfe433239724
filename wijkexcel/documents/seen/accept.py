"""Reduce the text to what would be printed: accept changes, remove controls and wrappers."""

from typing import Final

from wijkexcel.documents.seen.refusal import PICTURE, refuse
from wijkexcel.documents.seen.tags import Element, each, find, name, on, remove, short, unwrap

_CHANGED: Final = ("w:cellDel", "w:cellIns", "w:cellMerge")
_UNSEEN = """
annotationRef attachedSchema background bookmarkEnd bookmarkStart commentRangeEnd commentRangeStart
commentReference customXmlDelRangeEnd customXmlDelRangeStart customXmlInsRangeEnd
customXmlInsRangeStart customXmlMoveFromRangeEnd customXmlMoveFromRangeStart
customXmlMoveToRangeEnd customXmlMoveToRangeStart customXmlPr del delInstrText delText fldData
lastRenderedPageBreak moveFrom moveFromRangeEnd moveFromRangeStart moveToRangeEnd moveToRangeStart
numberingChange permEnd permStart pPrChange proofErr rPrChange sectPrChange smartTagPr
tblGridChange tblPrChange tblPrExChange tcPrChange trPrChange
"""
_NEVER_SEEN: Final = frozenset(name(f"w:{tag}") for tag in _UNSEEN.split()) | {name("mc:Fallback")}
_WRAPPERS: Final = frozenset(map(name, ("w:ins", "w:moveTo", "w:smartTag", "w:customXml")))
_TOUCHED: Final = (
    *map(name, (*_CHANGED, "w:sdt", "mc:AlternateContent")),
    *_WRAPPERS,
    "{*}collapsed",
)
_BLOCK_AROUND: Final = frozenset(
    map(name, ("w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent"))
)
_KNOWN_CHOICES: Final = frozenset({"wps", "wpg"})


def accept(root: Element) -> None:
    """Reduce a story to what its reader sees, without the markup around it.

    Raises:
        TemplateError: there is a change or choice that cannot be accepted silently.
    """
    for row in each(root, "w:tr"):
        if find(row, "w:trPr", "w:del") is not None:
            remove(row)
    for choice in each(root, "mc:Choice"):
        _as_before(choice)
    for element in list(root.iter(*_NEVER_SEEN)):
        remove(element)
    for element in list(root.iter(*_TOUCHED)):
        tag = short(element.tag)
        if tag in _CHANGED:
            raise refuse(
                "een tabel met cellen waarvan een wijziging nog niet is aanvaard",
                element,
                "Aanvaard in Word alle wijzigingen (Controleren, Accepteren).",
            )
        if element.tag in _WRAPPERS:
            unwrap(element)
        elif tag == "w:sdt":
            _control(element)
        elif tag == "mc:AlternateContent":
            _choice(element)
        elif tag.endswith(":collapsed") and on(element):
            raise refuse(
                "een kop die is ingeklapt, met tekst eronder die dan niet is te zien",
                element,
                "Klap in Word alle koppen uit en sla het sjabloon opnieuw op.",
            )
    for table in each(root, "w:tbl"):
        if table.find(name("w:tr")) is None:
            remove(table)
    close(root)


def close(root: Element) -> None:
    """Restore a paragraph in each cell, box, header and note that has none left."""
    for block in root.iter(*_BLOCK_AROUND):
        last = [e for e in block if short(e.tag) in {"w:p", "w:tbl"}]
        if not last or (short(last[-1].tag) == "w:tbl" and short(block.tag) != "w:body"):
            paragraph = block.makeelement(name("w:p"), {}, None)
            section = block.find(name("w:sectPr"))
            block.insert(len(block) if section is None else block.index(section), paragraph)


def _control(control: Element) -> None:
    """Remove a content control; placeholder text is deleted."""
    inside = control.find(name("w:sdtContent"))
    asks = on(find(control, "w:sdtPr", "w:showingPlcHdr"))
    if inside is None:
        remove(control)
        return
    if asks:
        for run in each(inside, "w:r"):
            remove(run)
    for beside in list(control):
        if beside is not inside:
            remove(beside)
    unwrap(inside)
    unwrap(control)


def _as_before(choice: Element) -> None:
    """For a colour emoji or a position in percent, keep the version for older programs."""
    element = choice.getparent()
    fallback = None if element is None else element.find(name("mc:Fallback"))
    if choice.get("Requires") in {"w16se", "wp14"} and element is not None:
        remove(choice)
        if fallback is not None:
            unwrap(fallback)
        unwrap(element)


def _choice(element: Element) -> None:
    """Keep the first choice, as Word does; the fallback for older programs is removed."""
    choice = element.find(name("mc:Choice"))
    if choice is None or not set(choice.get("Requires", "").split()) <= _KNOWN_CHOICES:
        what = next(each(choice, "a:graphicData"), None) if choice is not None else None
        raise refuse(called(what), element, PICTURE)
    for other in element.findall(name("mc:Choice"))[1:]:
        remove(other)


DRAWINGS: Final = (
    ("chart", "een grafiek"),
    ("diagram", "een SmartArt-tekening"),
    ("Canvas", "een tekenpapier"),
    ("model3d", "een 3D-model"),
    ("ink", "inkt"),
)
"""Parts of the URI of a kind of drawing, and its name."""


def called(graphic: Element | None) -> str:
    """The name of a drawing that is not allowed."""
    uri = "" if graphic is None else graphic.get("uri", "")
    return next((what for part, what in DRAWINGS if part in uri), "een tekening")
