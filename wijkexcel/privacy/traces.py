"""What the program itself wrote in a workbook: files and people in it, and what are just its words.

The lines are made by the steps, by verdelen and verzamelen and by bijwerken. Tests hold these
shapes against what those really write: a line that is not known here is free text.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from wijkexcel.layout import entry, partner
from wijkexcel.privacy.finder import OWN_FILE, PSEUDONYM

LOGGED: Final = (
    "anonimiseer: kopie gemaakt. Namen zijn vervangen. E-mailadressen, telefoonnummers, codes, en "
    "wat niet in de tabellen stond, zijn weggehaald."
)
"""The line that a copy has of its own."""
FILE_NAME: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""How the name of a file ends."""
HEAD: Final = re.compile(
    r"(?P<start>verzamel: \d+ antwoord(?:en)? van S\d+(?: \(ronde \d+\))? uit (?P<file>.+) "
    r"\(kenmerk [^()\r\n]*\))(?P<more>, vervolg)?\.(?:\r?\n|$)"
)
"""First words of what was taken from a file; a name has no line breaks, whatever else it has."""

_SCORE = r"(?:-?\d+(?:,\d+)?|weet niet)"
_CONFLICT = re.compile(
    r"O\d+, (?:(?P<mark>C\d+)|opmerking): in het werkboek staat (?:niets|'.*?'), en (?=')",
    re.DOTALL,
)
_IN = "' in "
_AFTER_MARK = re.compile(rf"(?=; '{_SCORE}' in |\.$)")
_AFTER_TEXT = re.compile(r"(?=; '|\.$)")
_MORE_FILES = re.compile(
    r"Van S\d+ zijn er meer bestanden: ook (.+)\. Ze zeggen (?:niet )?hetzelfde"
)
_LOCK_OF = re.compile(r"een bestand open heeft \(…(.+)\)\. Overgeslagen")
_OF_SCORER = re.compile(r"\bS\d{2,} \(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_MADE_FOR = re.compile(r"Het bestand is voor '(.+)', maar S\d+ is nu '(.+)'\.")
_MISSING_OF = re.compile(r"Van (.+) \(S\d+\) ontbre(?:ekt|ken) nog \d")
_LISTED: Final = "ontbreekt nog"
"""What Ontvangst says of a scorer whose files stand in one cell."""

_FILE = OWN_FILE.pattern
_IDS = r"S\d+(?:, S\d+)*"
_CELL = r"[A-Z]{1,3}\d+"
_ITEM = rf"O\d+ (?:C\d+ {_SCORE}|opmerking)(?: \(was {_SCORE}\))?"
_TOTAL = r"-?\d+(?:,\d+)?"
_FINGERPRINT = (r"[0-9A-F]{10}",)
_SHEETS = {
    partner.EXPLANATION, partner.CRITERIA, partner.OPGAVEN, partner.FORM, partner.VERSION,
    entry.ENTRY, entry.FORMS,
}  # fmt: skip
_WHO = rf"(?:{PSEUDONYM.pattern})"
_LOG = (
    re.escape(LOGGED),
    rf"verzamel: \d+ antwoord(?:en)? van S\d+(?: \(ronde \d+\))? uit {_FILE} "
    rf"\(kenmerk [0-9A-F]{{8}}\)\.\r?\n{_ITEM}(?:; {_ITEM})*",
    rf"verzamel: Werkboek met de vragen van nu teruggestuurd naar {_IDS}\.",
    rf"verdeel: (?:Uitvraag|Herinnering) gemaakt voor {_IDS}\.",
    rf"papier: formulieren gemaakt voor {_IDS}\.",
    rf"papier: leeg formulier gemaakt voor groep G\d+\.(?: Invoer voor {_IDS}\.)?",
    r"valideer: Gecontroleerd: (?:geen fouten gevonden|\d+ (?:fout|fouten) en \d+ keer let op)\.",
    r"bereken: \d+ van de \d+ gescoorde opgaven halen de score\.",
    r"bereken: \d+ (?:opgave|opgaven) doorgerekend; er is nog geen score afgesproken\.",
    r"bereken: Er zijn nog geen scores om mee te rekenen\.",
    r"bereken: Het werkboek en het programma rekenen niet hetzelfde\. Zie Bevindingen\.",
    r"heroverweeg: \d+ (?:opgave verdient|opgaven verdienen) een tweede blik\.",
    r"heroverweeg: Eerst moet duidelijk zijn welk totaal klopt\. Zie Bevindingen\.",
    r"besluit: Besluitenblad gemaakt; (?:\d+ (?:lege cel|lege cellen) ingevuld met een voorstel|"
    r"er was niets om in te vullen)\.(?: Nog geen besluit: \d+ (?:opgave|opgaven)\.)?",
    r"besluit: Geen besluitenblad gemaakt: eerst moet duidelijk zijn welk totaal klopt\. Zie "
    r"Bevindingen\.",
    r"besluit: Geen besluitenblad gemaakt: er staan nog geen opgaven in\. Vul ze in op het blad "
    r"Opgaven\.",
    r"brief: De brief aan bewoners is gemaakt\. Lees hem na voordat u hem verstuurt\.",
    r"brief: De brief kan nog niet: los eerst \d+ (?:fout|fouten) op\. Zie Bevindingen\.",
    r"bijwerken: nu ruimte voor \d+ opgaven, \d+ criteria, \d+ groepen, \d+ deelnemers\."
    rf"(?:\nNieuwe bladen: {_IDS}\.)?",
)
_PROBLEMS = (
    r"Antwoorden die in het werkboek staan: \d+\.",
    r"In dit bestand is niets ingevuld\.",
    r"Van Deelnemer S\d+ \(S\d+\) ontbre(?:ekt|ken) nog \d+ van de \d+ scores\.",
    rf"Van S\d+ zijn er meer bestanden: ook {_FILE}(?:, {_FILE})*\. Ze zeggen (?:niet )?"
    r"hetzelfde\.",
    rf"O\d+, C\d+: in het werkboek staat (?:niets|'(?:{_SCORE}|leeg)'), en '{_SCORE}' in {_FILE}"
    rf"(?:; '{_SCORE}' in {_FILE})*\.",
    r"Er zijn nog \d+ regels die hier niet passen\. Los deze eerst op\.",
)
_ACTIONS = (
    r"U hoeft niets te doen(?:: een ander bestand van deze deelnemer gaat over de vraag van nu)?\.",
    r"Vraag deze scores (?:nog|opnieuw)\.",
    r"Let op: in het werkboek (?:staat hierbij nog 1 score|staan hierbij nog \d+ scores) van "
    r"eerder, en die (?:telt|tellen) mee\. Vraag deze scores opnieuw, of haal ze weg op het "
    r"invulblad van S\d+\.",
    r"Staat er een conflict bij, kies dan welke waarde geldt\.",
    r"Stuur een herinnering: de stap 'herinner', of 'wijkexcel verdeel --herinnering'\.",
    rf"Typ de juiste waarde op het blad S\d+ in cel {_CELL}\. Haal elk bestand waarin iets anders "
    r"staat uit de map\. Verzamel daarna opnieuw\.",
)
_SECOND_LOOK = (
    r"Dat is maar net te weinig\.",
    r"De opgave kan de wijkaanpak maken of breken\.",
    rf"Met de lege scores erbij kan het nog {_TOTAL} tot {_TOTAL} worden\.",
)
_OWN: Final[Mapping[tuple[str, str], re.Pattern[str]]] = {
    place: re.compile("|".join(f"(?:{shape})" for shape in shapes))
    for place, shapes in {
        ("tblLogboek", "what"): _LOG,
        ("tblLogboek", "who"): (rf"{_WHO}(?: of {_WHO})*",),
        ("tblLogboek", "fingerprint"): _FINGERPRINT,
        ("tblDeelnemers", "version"): _FINGERPRINT,
        ("tblHeroverweging", "explained"): (
            rf"Het totaal is {_TOTAL}; afgesproken is {_TOTAL}\.(?: (?:{'|'.join(_SECOND_LOOK)}))*",
        ),
        ("tblOntvangst", "file"): (rf"{_FILE}(?:, {_FILE})*",),
        ("tblOntvangst", "scorer"): (r"S\d+",),
        ("tblOntvangst", "kind"): (
            "overgenomen", "stond er al", "overgenomen, let op", "geweigerd", "conflict",
            "conflict, gekozen", "niet verwerkt", "overgeslagen", _LISTED,
        ),
        ("tblOntvangst", "sheet"): tuple(sorted(map(re.escape, _SHEETS))),
        ("tblOntvangst", "cell"): (_CELL,),
        ("tblOntvangst", "problem"): _PROBLEMS,
        ("tblOntvangst", "action"): _ACTIONS,
    }.items()
}  # fmt: skip
Span = tuple[int, int]


def is_own(table: str, column: str, text: str) -> bool:
    """Whether a text of the copy is nothing but the program's words, ids, numbers and marks."""
    shape = _OWN.get((table, column))
    return shape is not None and shape.fullmatch(text) is not None


def people_named(table: str, column: str, text: str) -> Iterator[str]:
    """Yield whom a line of Ontvangst names, also those who stand nowhere else."""
    if (table, column) != ("tblOntvangst", "problem"):
        return
    for shape in (_OF_SCORER, _MADE_FOR, _MISSING_OF):
        for match in shape.finditer(text):
            yield from match.groups()


def file_at(table: str, column: str, text: str, kind: str = "") -> Iterator[Span]:
    """Yield where one file is named; ``kind`` is what Ontvangst says of it."""
    if (table, column) == ("tblLogboek", "what"):
        head = HEAD.match(text)
        if head is not None:
            yield head.span("file")
    elif (table, column) == ("tblOntvangst", "file") and kind != _LISTED:
        yield 0, len(text)
    elif (table, column) == ("tblOntvangst", "problem"):
        for match in _LOCK_OF.finditer(text):
            yield match.span(1)


def files_at(
    table: str, column: str, text: str, known: Collection[str], kind: str = ""
) -> Iterator[Span]:
    """Yield where files are named among others, or after texts that people typed.

    What may stand in a name also stands between them, so that ``known`` names go first.
    """
    if (table, column) == ("tblOntvangst", "file") and kind == _LISTED:
        yield from _split(text, (0, len(text)), known)
    elif (table, column) == ("tblOntvangst", "problem"):
        match = _MORE_FILES.match(text)
        if match is not None:
            yield from _split(text, match.span(1), known)
        yield from _in_conflict(text, known)


def _in_conflict(text: str, known: Collection[str]) -> Iterator[Span]:
    """Yield the files after the values that differ: 'O01, C02: … staat '3', en '4' in a.xlsx'."""
    head = _CONFLICT.match(text)
    if head is None:
        return
    after = _AFTER_MARK if head["mark"] else _AFTER_TEXT
    at, sure = head.end(), []
    while (found := text.find(_IN, at)) >= 0:
        at = found + len(_IN)
        ends = [at + len(name) for name in known if name and text.startswith(name, at)]
        whole = [end for end in ends if after.match(text, end)]
        if whole:
            sure.append((at, at := max(whole)))
    yield from sure
    # A name that is not known: better a few words of a text too many.
    edges = [head.end(), *(edge for span in sure for edge in span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        begin = text.find(_IN, start, end)
        # Before a name that is known stands the value to which that belongs.
        last = text.rfind("; '", start, end) if end < len(text) else -1
        while begin >= 0 and begin + len(_IN) < end and (last < 0 or begin < last):
            begin += len(_IN)
            stop = next((m.start() for m in after.finditer(text, begin) if m.start() <= end), end)
            yield begin, stop
            begin = text.find(_IN, stop, end)


def _split(text: str, span: Span, known: Collection[str]) -> Iterator[Span]:
    """Split a list of files; a name with a comma in it is known, or is whole with its ending."""
    start, last = span
    while start < last:
        stops = [m.start() for m in re.finditer(", ", text[start:last])] + [last - start]
        ends = [start + stop for stop in stops]
        whole = [end for end in ends if text[start:end] in known]
        likely = [end for end in ends if FILE_NAME.search(text[start:end])]
        end = whole[-1] if whole else likely[0] if likely else last
        yield start, end
        start = end + 2
