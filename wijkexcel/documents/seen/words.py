"""The keywords of properties of Word, drawings and older shapes; no text of a user.

A value that is neither a number nor listed here is not written, so that no property can carry a
message.
"""

from typing import Final

_WORD = """
none nil auto default true false on off both left right center start end top bottom inside outside
between bar single words double thick dotted dash dashed dashLong dashSmallGap dotDash dotDotDash
dottedHeavy dashedHeavy dashLongHeavy dashDotHeavy dashDotDotHeavy wave wavyHeavy wavyDouble triple
doubleWave dashDotStroked inset outset threeDEmboss threeDEngrave thinThickSmallGap
thickThinSmallGap thinThickThinSmallGap thinThickMediumGap thickThinMediumGap
thinThickThinMediumGap thinThickLargeGap thickThinLargeGap thinThickThinLargeGap
black blue cyan green magenta red yellow white darkBlue darkCyan darkGreen darkMagenta darkRed
darkYellow darkGray lightGray clear solid horzStripe vertStripe reverseDiagStripe diagStripe
horzCross diagCross thinHorzStripe thinVertStripe thinReverseDiagStripe thinDiagStripe
thinHorzCross thinDiagCross pct5 pct10 pct12 pct15 pct20 pct25 pct30 pct35 pct37 pct40 pct45 pct50
pct55 pct60 pct62 pct65 pct70 pct75 pct80 pct85 pct87 pct90 pct95
superscript subscript baseline exact atLeast notBeside around tight through text margin page
column character drop hyphen underscore heavy middleDot dot decimal num distribute mediumKashida
nextPage nextColumn continuous evenPage oddPage portrait landscape upperRoman lowerRoman
upperLetter lowerLetter ordinal cardinalText ordinalText decimalZero bullet numberInDash
front back allPages firstPage notFirstPage period colon emDash enDash newPage newSection even first
lines linesAndChars snapToChars textWrapping all fixed autofit dxa pct restart cont rest never
overlap pageBottom beneathText sectEnd docEnd eachSect eachPage doNotCompress compressPunctuation
compressPunctuationAndJapaneseKana dark1 light1 dark2 light2 accent1 accent2 accent3 accent4
accent5 accent6 hyperlink followedHyperlink background1 text1 background2 text2 tab space nothing
singleLevel multilevel hybridMultilevel wholeTable firstRow lastRow firstCol lastCol band1Vert
band2Vert band1Horz band2Horz neCell nwCell seCell swCell paragraph table numbering decorative
modern roman script swiss variable majorEastAsia majorBidi majorAscii majorHAnsi minorEastAsia
minorBidi minorAscii minorHAnsi eastAsia cs ltr rtl tb rl lr tbV rlV lrV btLr lrTb lrTbV tbLrV
tbRl tbRlV allLines firstAndLastLine firstLineOnly lastLineOnly indent separator
continuationSeparator continuationNotice normal preserve fullPage bestFit textFit
"""

_DRAWING = """
bothSides largest leftMargin rightMargin topMargin bottomMargin insideMargin outsideMargin line
bg1 tx1 bg2 tx2 hlink folHlink phClr dk1 lt1 dk2 lt2 major minor
tl t tr l ctr r bl b br just dist horz vert vert270 wordArtVert eaVert square clip ellipsis
rnd sq flat sng dbl thickThin thinThick tri lgDash dashDot lgDashDot lgDashDotDot sysDash sysDot
sysDashDot sysDashDotDot in stealth oval arrow sm med lg norm lighten lightenLess darken
darkenLess shape circle x y xy gray window windowText highlight highlightText clr blackWhite
lineInv triangle rtTriangle rect diamond parallelogram trapezoid pentagon hexagon heptagon octagon
decagon dodecagon star4 star5 star6 star7 star8 star10 star12 star16 star24 star32 roundRect
round1Rect round2SameRect round2DiagRect snipRoundRect snip1Rect snip2SameRect snip2DiagRect plaque
ellipse teardrop homePlate chevron pieWedge pie blockArc donut noSmoking rightArrow leftArrow
upArrow downArrow stripedRightArrow notchedRightArrow bentUpArrow leftRightArrow upDownArrow
quadArrow bentArrow uturnArrow circularArrow cube can lightningBolt heart sun moon smileyFace
foldedCorner bevel frame halfFrame corner chord arc leftBracket rightBracket leftBrace rightBrace
bracketPair bracePair straightConnector1 bentConnector2 bentConnector3 bentConnector4
curvedConnector2 curvedConnector3 curvedConnector4 callout1 borderCallout1 wedgeRectCallout
wedgeRoundRectCallout wedgeEllipseCallout cloud ribbon ribbon2 plus flowChartProcess
flowChartDecision flowChartTerminator flowChartDocument flowChartConnector textNoShape textPlain
textArchUp textArchDown textCircle textWave1 textSlantUp textFadeUp
"""

_SHAPE = """
f absolute relative static square topAndBottom tight through gradient gradientRadial tile pattern
mixed white silver gray maroon purple fuchsia lime olive navy teal aqua miter round bevel short
medium long narrow wide classic block open rect lines curved segments custom view
middle bottom baseline top-center middle-center bottom-center exactly justify bold italic
val sum product mid abs min max if mod atan2 sin cos cosatan2 sinatan2 sqrt sumangle tan
width height pixelWidth pixelHeight pixelLineWidth lineDrawn xcenter ycenter xlimo ylimo hasstroke
hasfill pixellinewidth emuwidth emuheight
left-margin-area right-margin-area top-margin-area bottom-margin-area inner-margin-area
outer-margin-area char vertical horizontal-ideographic vertical-ideographic inherit
stretch-letters-equal visible black-text-layout flow-alt bottom-to-top layout-flow
any infinity center wrap
"""

WORDS: Final = frozenset(f"{_WORD} {_DRAWING} {_SHAPE}".split())

_LEVELS = tuple(range(1, 10))
_OWN = """
normal, normal table, default paragraph font, no list, title, subtitle, header, footer, caption,
strong, emphasis, hyperlink, followedhyperlink, quote, intense quote, body text, body text 2,
body text 3, body text indent, signature, closing, date, salutation, envelope address,
envelope return, page number, line number, footnote text, footnote reference, endnote text,
endnote reference, list paragraph, table grid, no spacing, plain text, block text,
subtle emphasis, intense emphasis, placeholder text, list
"""
_LISTS = ("list", "list bullet", "list number", "list continue")

BUILT_IN: Final = frozenset(
    {
        *(" ".join(own.split()) for own in _OWN.split(",")),
        *(f"heading {level}" for level in _LEVELS),
        *_LISTS,
        *(f"{kind} {level}" for kind in _LISTS for level in _LEVELS[1:5]),
    }
)
"""Names of Word's own styles, in lower case."""
