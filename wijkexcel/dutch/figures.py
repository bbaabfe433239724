"""Numbers that people type and that reveal scores: marks, means, and counts of few people.

'gaf een 3', 'scoorde 4,2', '2 van de 3 bewoners', 'twee deelnemers waren tegen'; and not 'in 2027',
'12 woningen', '3 van de 10 straten' or 'artikel 3'. A number only counts because of the words
around it. ``wijkexcel.rules.figures`` compares its value.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Final


class Sort(Enum):
    """The kinds of number."""

    MARK = auto()
    PEOPLE = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    Attributes:
        words: the text, with the words that make it one.
        sort: a mark (or a mean of marks), or a count of people.
        numbers: its numbers in order; for people the count, and the total if given.
        telling: whether the words leave little doubt; otherwise it may well be something else.
    """

    words: str
    sort: Sort
    numbers: tuple[float, ...]
    telling: bool


_COUNTED: Final = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
)
_MARKS: Final = {
    "enen": 1.0,
    "tweeën": 2.0,
    "drieën": 3.0,
    "vijven": 5.0,
    "zessen": 6.0,
    "zevens": 7.0,
    "negens": 9.0,
    "tienen": 10.0,
}
"""Marks in the plural; 'vieren' and 'achten' are mostly verbs."""
_SHARES: Final = {
    "de helft": 0.5,
    "een derde": 1 / 3,
    "een kwart": 0.25,
    "driekwart": 0.75,
    "twee derde": 2 / 3,
    "tweederde": 2 / 3,
}
_VALUES: Final = {
    **{word: float(value) for value, word in enumerate(_COUNTED)},
    **_MARKS,
    **_SHARES,
    **dict.fromkeys(("een", "eén"), 1.0),
    **dict.fromkeys(("beide", "allebei de"), 2.0),
    "geen": 0.0,
}

_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_SPOKEN = rf"(?:{'|'.join(_COUNTED)})\s+komma\s+(?:{'|'.join(_COUNTED[:10])}|\d)"
"""'twee komma drie'."""
_CANDIDATE: Final = re.compile(
    rf"(?<![\w€.,/-])(?<!€\s)(?:\d{{1,2}}/\d{{1,2}}(?=\s+(?:van|deel)\b)|"
    rf"\d{{1,3}}(?:[.,]\d{{1,2}})?½?|\d{{1,2}}['’](?:en|s)|{_SPOKEN}|{_WORD})"
    r"(?![\w°€½]|[.,]\d|[-–/]\w|\s*(?:°|€))"
)
"""A separate number: not within '2e', '45.000', '3-jarig' or '2027-2030', and not an amount."""
_GO_ON = (
    "op|voor|aan|bij|van|met|in|als|en|of|maar|want|omdat|terwijl|toch|ook|niet|terug|gemiddeld|"
    "allebei|door|uit|over|tegen|dit|deze|die|dat|dan|naar|zonder|na|om|is|was|waren|zijn|tot|"
    "hier|daar|er|hem|haar|het|de|een|wij|we|zij|ze|dus|net|nog|alleen|gaf|gaven|geeft|geven|kreeg|"
    "kregen|krijgt|te|onder|boven|viel|vielen|valt|bleef|blijft|bleek|kwam|kwamen|komt|lag|ligt|"
    "werd|wordt|heeft|had|ging|gaat|kan|kon|zou|zal|wil|wilde|moet|mag|hoort|haalt|haalde|scoort|"
    "scoorde|stopt|stopte|zakt|zakte|toen|terwijl|waardoor|waarmee|daarom|daardoor|helaas|"
    "eigenlijk|echter|tegenover|behalve|volgens|na|nu|al|zo|hoog|laag|veel|erg"
)
UNIT: Final = (
    r"(?!\s*(?:%|°|procent|euro|miljoen|mln|miljard|ton|meter|kilometer|km|cm|mm|m|m2|m²|m3|m³|"
    r"hectare|ha|kwh|liter|kuub|graad|graden|uur|dag|dagen|weken|maand|maanden|jaar|keer|maal|fte|"
    r"verdiepingen|\S+\s+per)(?!\w))"
)
"""Words after a number with decimals that is not a score; also 'auto's per huis'."""
_GAP = r"(?:[^.!?;:\n]*\s|\s+)"
_ARTICLE = r"(?:een|['’]n|n)\s+"
_NICE = r"(?:dikke?|magere|krappe|ruime|kleine?|nette|mooie|lage|hoge)"
_GAVE = (
    r"\b(?:gaf|gaven|geeft|geven|kreeg|kregen|krijgt|krijgen|haal(?:t|de|den)|scoor(?:t|de|den)|"
    r"scoren|beoordeel(?:t|de|den)|waardeer(?:t|de|den)|stem(?:t|de|den)|zet(?:te|ten)?|"
    r"vul(?:t|de|den))\b"
)
_SCORED = r"\b(?:scoor(?:t|de|den)|scoren)\b"
_SCORE = (
    r"(?<!\bin )\b(?:scores?|cijfers?|rapportcijfer|totaal|totaalscore|eindscore|eindcijfer|"
    r"(?:eind)?oordeel|eindwaardering|beoordeling|groepsscore|deelscore|gemiddelde|waardering|"
    r"punten(?:aantal|totaal))"
)
_LINKS = (
    r"(?:\s*[:=]\s*|\s+(?:is|was|werd|zijn|waren|werden|lag|ligt|van|komt|kwam|uit|op|ruim|bijna|ongeveer|precies|een|hier|"
    r"daar|de|het|bewoners|groep)\b)*\s*"
)
_PERSON = (
    r"(?:(?:mede)?bewon(?:ers?|sters?)|huurders?|deelnemers?|deelneemsters?|mens(?:en)?|"
    r"persoon|personen|invullers?|stemmers?|eigena(?:ars?|ren)|ambtena(?:ar|ren)|collega['’]?s?|"
    r"(?:team|raads|bestuurs|commissie)?leden|(?:team|raads|bestuurs|commissie)lid|"
    r"respondent(?:en)?|vertegenwoordigers?|buren|buur(?:man|vrouw)|mannen|vrouwen|wethouders?|"
    r"adviseurs?|projectleiders?|partners?|partijen|groepen|stemmen|"
    r"(?:tegen|voor)(?:stemmers?|stemmen|stem|standers?))\b"
)
_PEOPLE = rf"\s+(?:[\wëïéè-]+e\s+)?{_PERSON}"
"""With or without an adjective: 'twee andere bewoners'."""
_OF = r"\s+van(?:\s+(?:de|onze|alle|die|deze|al\s+de|in\s+totaal))?"
_M = rf"\s+(?P<m>\d{{1,3}}|{_WORD})(?![\w.,]\d|\w)"
_VOTES = r"(?:stem(?:men)?\s+)?(?:voor|tegen)\b"


@dataclass(frozen=True, slots=True)
class _Form:
    """The context of a number: the words before and after it."""

    sort: Sort
    telling: bool
    before: str
    behind: str
    numbers: str = ""
    """The allowed words for its number, if not any number will do."""


ALONE = rf"(?=\s*$|\s*[.,;:!?)\]\"'’”»…](?!\d)|\s+[-–]\s|\s+(?!(?:tot|t/m)\b)(?:{_GO_ON})\b)"
"""After a mark, as opposed to a number of things: the sentence ends, or continues."""
_BROKEN = rf"\d+(?:[.,]\d+½?|½)|{_SPOKEN}"
"""With decimals: things are not counted so, and only a unit can make it something else."""
_MARK = rf"\d[^/]*|{'|'.join(_COUNTED)}|{_SPOKEN}"
_ENDED = (
    r"\b(?:eindig(?:t|de|den)|kom(?:t|en)?|kwam(?:en)?|blij(?:ft|ven)|bleef|bleven|zat(?:en)?|"
    r"zit(?:ten)?|lag(?:en)?|ligt|liggen|stond(?:en)?|staat|staan|strand(?:t|de|den)|bracht(?:en)?|"
    r"zakte?n?|daalden?|stegen|steeg|ging(?:en)?)\b(?:\s+\w+){0,3}?\s+(?:op|met|van|naar|tot|dan)"
)
"""Words before a score reached: 'bleef steken op', 'kwam uit op', 'niet verder dan'."""
_WIDE: Final = rf"(?={UNIT})(?!\s+(?:tot|t/m|afgesproken)\b)"
"""After a mark with decimals."""
_PERCENT: Final = rf"\s*(?:%|procent\b)(?!\s+(?:van|in|op|aan|voor)\b){ALONE}"
"""A mark as a share of the scale: 'haalt 64 procent'; not so much of something else."""
_FORMS: Final = (
    _Form(
        Sort.MARK,
        True,
        rf"(?:{_GAVE}{_GAP}(?:met\s+)?{_ARTICLE}(?:{_NICE}\s+)?|{_SCORED}{_GAP}|"
        r"\b(?:gaf|gaven|geeft|kreeg|kregen|krijgt)\s+(?:gemiddeld\s+)?|"
        rf"(?:\bafgesproken\s)?{_SCORE}{_LINKS}|\bgem(?:iddeld)?(?:\s+(?:een|op|met|ruim|bijna))*\s+|"
        r"\b(?:allemaal|vooral|keer|overal|elk|ieder|iedereen|steeds|meestal|bijna|net)\s+"
        rf"{_ARTICLE}|\b{_ARTICLE}{_NICE}\s+)",
        ALONE,
        _MARK,
    ),
    _Form(
        Sort.MARK,
        True,
        rf"(?:{_GAVE}{_GAP}(?:met\s+)?{_ARTICLE}|"
        rf"(?:\bafgesproken\s)?{_SCORE}{_LINKS})",
        _WIDE,
        _BROKEN,
    ),
    _Form(
        Sort.MARK,
        False,
        rf"(?:{_ENDED}|\b(?:werd|wordt|was|is|met|op))\s+(?:{_ARTICLE})?",
        rf"(?:\s+punt(?:en)?\b)?{ALONE}",
        _BROKEN,
    ),
    _Form(
        Sort.MARK,
        True,
        rf"(?:{_SCORED}{_GAP}|(?:\bafgesproken\s)?{_SCORE}{_LINKS})",
        _PERCENT,
        r"\d.*",
    ),
    _Form(Sort.MARK, False, "", _PERCENT, r"\d.*"),
    _Form(
        Sort.MARK, False, rf"\bniet\s+(?:verder|hoger)\s+(?:\w+\s+)?dan\s+{_ARTICLE}", ALONE, _MARK
    ),
    _Form(
        Sort.MARK,
        False,
        rf"\b{_PERSON}\s*[:=(]\s*(?:gem(?:iddeld)?\s+)?(?:{_ARTICLE})?",
        ALONE,
        _MARK,
    ),
    _Form(
        Sort.MARK,
        True,
        rf"\b{_ARTICLE}",
        r"\s+(?:gegeven|gekregen|gescoord|beoordeeld|gehaald|gewaardeerd|behaald|ingevuld)\b",
        _MARK,
    ),
    _Form(Sort.MARK, True, rf"{_GAVE}{_GAP}", r"\s+punt(?:en)?\b", _MARK),
    _Form(Sort.MARK, True, rf"(?:\b{_ARTICLE})?", r"\s+gemiddeld\b", _MARK),
    _Form(Sort.MARK, True, r"\been\s+", r"\s+(?:op|voor|bij)\s+(?!de\s+\d|\d)", _MARK),
    _Form(Sort.MARK, True, "", "", rf"{'|'.join(_MARKS)}|\d+['’](?:en|s)"),
    _Form(
        Sort.MARK,
        False,
        rf"\b(?:(?:hoger|lager|minder|meer|beter|slechter)\s+dan\s+(?:{_ARTICLE})?|"
        r"(?:boven|onder)\s+(?:de|een)\s+)",
        ALONE,
        _MARK,
    ),
    _Form(Sort.PEOPLE, True, "", rf"{_OF}{_M}{_PEOPLE}"),
    _Form(Sort.PEOPLE, False, "", rf"\s+op\s+de{_M}{_PEOPLE}"),
    _Form(Sort.PEOPLE, True, r"\balle\s*", rf"(?:\s+de)?{_PEOPLE}"),
    _Form(
        Sort.PEOPLE, True, "", rf"\s+{_VOTES}(?:\s+(?:en|bij)|\s*[,;/])(?:\s+en)?{_M}\s+{_VOTES}"
    ),
    _Form(
        Sort.PEOPLE,
        True,
        r"(?:\b(?:was|werd|is|met|uitslag|stemming|stemmen)\s*:?\s*|^\s*)",
        rf"\s+tegen{_M}{ALONE}",
        _MARK,
    ),
    _Form(Sort.PEOPLE, True, r"\b(?:meer|minder)derheid\s*[(:,]?\s*", rf"{_OF}{_M}"),
    _Form(Sort.PEOPLE, True, r"\bmet\s+", rf"\s+tegen{_M}\s+stem(?:men)?\b"),
    _Form(
        Sort.PEOPLE,
        True,
        "",
        r"\s+(?:stem(?:men)?|stemden?|waren|was)\s+(?:voor|tegen)\b"
        r"(?!\s+(?:de|het|een)\b)",
        _MARK,
    ),
    _Form(
        Sort.PEOPLE,
        False,
        "",
        rf"{_OF}{_M}\s+(?:was|waren|gaf|gaven|stem(?:de|den)|"
        r"vond(?:en)?|wilden?|koos|kozen|zei(?:den)?|scoorden?)\b",
    ),
    _Form(Sort.PEOPLE, False, "", rf"(?:\s+enkele)?{_OF}{_PEOPLE}", "[eé]én|een|geen"),
    _Form(Sort.PEOPLE, False, "", _PEOPLE, rf"{_MARK}|eén|beide|allebei de"),
    _Form(Sort.PEOPLE, False, r"\b(?:slechts|maar|precies|hooguit)\s+", _PEOPLE, "een"),
    _Form(Sort.PEOPLE, False, "", rf"\s*(?:%|procent){_OF}{_PEOPLE}", r"\d.*"),
    _Form(Sort.PEOPLE, False, "", rf"{_OF}{_PEOPLE}", "|".join((*_SHARES, r"\d+/\d+"))),
)

_OPINION: Final = (
    r"\b(?:tegen(?!woordig|over|aan)|voorst(?:em|and)\w*|zag(?:en)?\b[^.,]{0,30}\bzitten|vóór|gaf|gaven|geeft|geven|scoor(?:t|de|den)|stem(?:t|de|den)|"
    r"(?:vond(?:en)?|vind(?:t|en))\s+(?:het|dit|dat|deze|de|er|hem|haar|niets|alles|ook)|wil(?:de|den|len)?|wou(?:den)?|koos|kozen|kiest|kiezen|zei(?:den)?|twijfel\w*|"
    r"eens|oneens|positief|negatief|enthousiast|laag|hoog|kreeg|kregen|antwoord\w*|vul(?:t|de|den)|"
    r"weet\s+niet|wist(?:en)?\s+het\s+niet|cijfers?|scores?|"
    r"(?:was|waren|is|zijn)\s+voor(?=\s*[.,;!?]|\s*$))"
)
_LABEL: Final = (
    r"\b(?:vra(?:ag|gen)|criteri(?:um|a)|onderde(?:el|len)|fases?|stap(?:pen)?|punt(?:en)?|nummers?|"
    r"nr|artikel(?:en)?|routes?|rondes?|lijn|wijk|blok(?:ken)?|bouwdeel|deel|hoofdstuk|paragraaf|"
    r"bijlage|perceel|opgaven?|groep|kwartaal|tabel|kolom|blad|pagina|versie|scenario)"
    r"(?:\s+\S{1,3},)*(?:\s+\S{1,3}\s+en)?\s*$"
)
"""Things that are only labelled by a number: 'vraag 3', 'de onderdelen 2 en 3'."""
_AT_WORK: Final = (
    r"\b(?:werk(?:t|en|te|ten)|kan|kunnen|kunt|kom(?:t|en)|kwam(?:en)?|meedenk\w*|meewerk\w*|"
    r"plaats\s+voor|samen\s+met|bestaa(?:t|n)|vroe(?:g|gen)|vra(?:ag|gen)\s+wij|"
    r"woont|wonen|contact\w*|wordt|worden)\b"
)
"""Verbs for being present: the number of people reveals no answer."""
_BEFORE, _BEHIND = 70, 60
"""Distance around a number in which its words are searched."""


def figures_in(text: str) -> tuple[Figure, ...]:
    """Find the numbers in a text that may reveal scores, in order.

    Of nested matches the distinctive one is returned, or else the longest.
    """
    seen = _seen(text)
    low = _ABBREVIATED.sub("gem ", _lower(seen))
    found: list[tuple[int, int, Figure]] = []
    for number in _CANDIDATE.finditer(low):
        before = _END.split(low[max(0, number.start() - _BEFORE) : number.start()])[-1]
        behind = low[number.end() : number.end() + _BEHIND]
        for form in _FORMS:
            if form.numbers and not _pattern(form.numbers).fullmatch(number[0]):
                continue
            # The most expensive test last, as it is mostly not needed.
            tail = _pattern(form.behind).match(behind)
            lead = _pattern(rf"{form.before}\Z").search(before) if tail else None
            if tail is None or lead is None or (form.sort is Sort.MARK and is_labelled(before)):
                continue
            start = number.start() - len(lead[0])
            end = number.end() + tail.end()
            people = form.sort is Sort.PEOPLE
            telling = form.telling or (people and _around(_OPINION, low, start))
            if people and not telling and _around(_AT_WORK, low, start):
                continue
            of = tail.groupdict().get("m")
            values = tuple(_value(one) for one in (*number[0].split("/"), of) if one)
            words = " ".join(seen[start:end].split()).rstrip(" .,;:!?)")
            found.append((start, end, Figure(words, form.sort, values, telling)))
    return _apart(found, len(seen))


_END: Final = re.compile(r"[.!?;\n](?!\d)")
"""The end of a sentence, and not the point in a number."""
_ABBREVIATED: Final = re.compile(r"\bgem\.(?=\s)")
"""Its point does not end a sentence."""
_CLAUSE: Final = re.compile(r"[.,!?;\n](?!\d)")


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


def is_labelled(before: str) -> bool:
    """Whether a number after these words is only a label: 'vraag 3', 'bijlage 2.3'."""
    return _pattern(_LABEL).search(before.lower()) is not None


def _around(words: str, low: str, start: int) -> bool:
    """Whether the words around it, up to a comma, say what these people think or do."""
    clause = _CLAUSE.split(low[max(0, start - 200) : start])[-1]
    clause += _CLAUSE.split(low[start : start + 200])[0]
    return _pattern(words).search(clause) is not None


def _apart(found: list[tuple[int, int, Figure]], length: int) -> tuple[Figure, ...]:
    """Keep one of nested matches."""
    taken, kept = bytearray(length), []
    for start, end, figure in sorted(found, key=lambda f: (not f[2].telling, f[0] - f[1])):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            kept.append((start, figure))
    return tuple(figure for _, figure in sorted(kept, key=lambda f: f[0]))


def _seen(text: str) -> str:
    """A text as it is read: without invisible characters, and with plain spaces and letters."""
    plain = unicodedata.normalize("NFC", text)
    plain = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in plain)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def _lower(text: str) -> str:
    """A text in lower case, keeping the positions of letters."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _value(text: str) -> float:
    word = " ".join(text.split())
    if word in _VALUES:
        return _VALUES[word]
    if " komma " in word:
        before, _, behind = word.partition(" komma ")
        return _VALUES[before] + _value(behind) / 10
    digits = re.match(r"\d+(?:[.,]\d+)?", word)
    if digits is None:
        message = f"{text!r} is no number"
        raise AssertionError(message)
    return float(digits[0].replace(",", ".")) + (0.5 if "½" in word else 0.0)
