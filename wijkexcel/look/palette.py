"""The palette: for each role of text or surface its colours, made from one colour of the house.

Workbooks, Word documents, charts and pages all take their colours here. A status is never told by
its colour alone: a word stands in the cell itself.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from wijkexcel.look.colour import WHITE, Colour

PETROL = Colour.of("#0F4C5C")
"""The colour of the house when a municipality gives none."""
FONT = "Calibri"
"""Present on every Windows and Mac with Office; LibreOffice replaces it by its twin Carlito."""
FIXED = "Courier New"
"""All letters equally wide, blocks and lines too; LibreOffice replaces it by Liberation Mono."""


@dataclass(frozen=True, slots=True)
class Shade:
    """Text on a surface."""

    text: Colour
    ground: Colour = WHITE


class Tab(StrEnum):
    """What a sheet is for, which colours its tab; the words are those of the manual."""

    START = "begin"
    AGREE = "afspreken"
    SCORE = "scoren"
    WEIGH = "afwegen"
    DECIDE = "besluiten"
    TECHNICAL = "techniek"
    CAREFUL = "pas op"


class Points:
    """Sizes of type in a workbook, in points."""

    SMALL = 9
    BODY = 10
    MARK = 12
    """A mark that someone gives, and a text of a line below a title."""
    HEADING = 13
    NAME = 14
    """Whose tab it is."""
    TITLE = 18


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role."""

    title: Shade
    """Titles and headings."""
    heading: Shade
    """The heading of a table."""
    criterion: Shade
    """A criterion above its column, and other surfaces that belong together."""
    ink: Shade
    """Ordinary text."""
    note: Shade
    """What explains, and what is derived."""
    input: Shade
    """What someone fills in."""
    link: Shade
    closed: Shade
    """What is not asked here."""
    good: Shade
    good_light: Shade
    short: Shade
    short_light: Shade
    open: Shade
    """Nothing is known yet."""
    todo: Shade
    """What is to be filled in or looked at now."""
    error: Shade
    warning: Shade
    bar: Colour
    """Bars of what is high enough, and of progress."""
    bar_added: Colour
    bar_other: Colour
    threshold: Colour
    """The line of the agreed score."""
    line: Colour
    """Lines between cells."""
    edge: Colour
    """The edge of a cell to fill in: seen by whoever does not see its colour (contrast 3)."""
    focus: Colour
    """Around what the keyboard is at, on a page."""

    def shades(self) -> dict[str, Shade]:
        """Every text with its surface, by role."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: shade for name, shade in found.items() if isinstance(shade, Shade)}

    def tab(self, tab: Tab) -> Colour:
        """The colour of a sheet's tab."""
        house = self.title.text
        return {
            Tab.START: house,
            Tab.AGREE: house.mixed(WHITE, 0.35),
            Tab.SCORE: Colour.of("#3E8E5A"),
            Tab.WEIGH: Colour.of("#B5541C"),
            Tab.DECIDE: Colour.of("#6B3A75"),
            Tab.TECHNICAL: Colour.of("#8A8F91"),
            Tab.CAREFUL: Colour.of("#A31621"),
        }[tab]


@cache
def palette(house: Colour = PETROL) -> Palette:
    """The palette around the colour of a house; what has a meaning of its own stays as it is."""
    ink = Colour.of("#1C1C1C")
    return Palette(
        title=Shade(house),
        heading=Shade(WHITE, house),
        criterion=Shade(ink, house.mixed(WHITE, 0.86)),
        ink=Shade(ink),
        note=Shade(Colour.of("#474C4E")),
        input=Shade(ink, Colour.of("#FFF2C2")),
        link=Shade(Colour.of("#0B5CAD")),
        closed=Shade(Colour.of("#55595B"), Colour.of("#E6E6E4")),
        good=Shade(Colour.of("#0E4429"), Colour.of("#C4E3D0")),
        good_light=Shade(Colour.of("#0E4429"), Colour.of("#E3F2E9")),
        short=Shade(Colour.of("#6B2400"), Colour.of("#F8CBB0")),
        short_light=Shade(Colour.of("#6B2400"), Colour.of("#FCE8DC")),
        open=Shade(Colour.of("#404040"), Colour.of("#ECECEA")),
        todo=Shade(ink, Colour.of("#FFDF80")),
        error=Shade(Colour.of("#8A0B12"), Colour.of("#FBD0D0")),
        warning=Shade(Colour.of("#703900"), Colour.of("#FFE6C7")),
        bar=house,
        bar_added=Colour.of("#B5541C"),
        bar_other=Colour.of("#7B868A"),
        threshold=Colour.of("#A31621"),
        line=Colour.of("#BCC4C7"),
        edge=Colour.of("#9A8438"),
        focus=Colour.of("#FFB612"),
    )
