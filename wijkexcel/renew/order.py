"""The order of a sheet's elements in SpreadsheetML, and inserting one in its place."""

from wijkexcel.ooxml.package import Element
from wijkexcel.renew.cells import local

ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_RANK = {name: i for i, name in enumerate(ORDER)}


def put(root: Element, element: Element) -> None:
    """Insert an element into a sheet after everything that has to precede it."""
    rank = _RANK[local(element)]
    at = 0
    for i, child in enumerate(root):
        # Elements that this program does not know (alternatives for older programs) stay where they
        # are.
        if _RANK.get(local(child), -1) <= rank and local(child) in _RANK:
            at = i + 1
    root.insert(at, element)
