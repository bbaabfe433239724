"""Mark what looks like a person, an address or a personal number in a text; decide nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from wijkexcel.names.exact import OWN_FILE, PSEUDONYM, is_iban
from wijkexcel.names.fold import fold, tokens
from wijkexcel.names.words import PARTICLES, STREET, is_body, is_common_role

_NAME = r"[^\W\d_][\w'’-]*"
_SMALLS = sorted(p for p in PARTICLES if len(p) > 1 and p.isascii())
_SMALL = "|".join(_SMALLS)
_SMALL_ANY = "|".join((*_SMALLS, *(p.capitalize() for p in _SMALLS)))
_RUN = re.compile(rf"{_NAME}(?:[ ](?:(?:{_SMALL})[ ])*{_NAME})*")
_WORD = re.compile(_NAME)
CAPITAL: Final = "".join(chr(i) for i in range(0x41, 0x530) if chr(i).isupper())
"""First letters of names, including those of 'Özdemir' and 'Şahin'."""
_SMALL_WORDS = rf"(?:(?:(?:{_SMALL_ANY})|['\u2019][ts])[ -]+)*"
_SURNAME = rf"{_SMALL_WORDS}(?:[{CAPITAL}]['\u2019])?[{CAPITAL}][\w'\u2019-]*"
_WHOLE_SURNAME = rf"{_SMALL_WORDS}(?:[{CAPITAL}]['\u2019])?[{CAPITAL}][^\W\d_][\w'\u2019-]*"
_NAMED = rf"(?:(?:[{CAPITAL}]\.[ ]?)*{_SURNAME})"
"""A surname, preceded by initials and particles."""
_OFFICES = "wethouder|burgemeester|raadslid|gedeputeerde|statenlid|dominee|pastoor"
ADDRESSED: Final = re.compile(
    r"\b(?:(?:mevrouw|mevr\.?|mw\.|dhr\.?|hr\.|meneer|mijnheer|de heer|juffrouw)\s+|"
    # 'De burgemeester van Oudervliet' is not a Van Oudervliet.
    rf"(?:{_OFFICES})\s+(?-i:(?!(?:{_SMALL})\b)))(?-i:({_NAMED}))",
    re.IGNORECASE,
)
"""A title before a name: 'mevrouw Van 't Hof', 'de heer Özdemir', 'wethouder Nieuwenhuis'."""
INITIALS: Final = re.compile(rf"(?<![^\W_])(?:(?:IJ|[{CAPITAL}])\.[ ]?){{1,4}}{_WHOLE_SURNAME}")
"""Initials before a surname."""
_OFFICE = re.compile(
    r"\b(?:familie|fam\.|buurvrouw|buurman|drs\.|ing\.|ir\.|mr\.|dr\.|prof\.|jhr\.|ds\.)"
    rf"\s+(?-i:{_NAMED})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\s?31[\s./()-]*(?:\(0\))?|0)(?:[\s./()-]{0,3}\d){9}(?!\d)"
)
_POSTCODE = re.compile(
    r"(?<![^\W_])[1-9]\d{3}[ ]?[A-Z]{2}(?![^\W_])(?:[ ,]+\d{1,5}[ ]?[a-zA-Z]?\b)?"
)
_HOUSE = re.compile(
    r"(?<![^\W_])(?:[^\W\d_][\w'’-]{0,60})(?:straat|laan|weg|plein|hof|singel|kade|gracht|dreef|dijk|"
    r"steeg|plantsoen|park)\s+(?:nr\.?\s*|nummer\s+)?\d{1,5}[ ]?(?:[a-zA-Z]\b)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\d.,])\d(?:[ .-]?\d){7,8}(?![\d.,]\d)")
_NOT_IN_FILE = r"\s/\\'\"<>|:;,()"
_FILE = re.compile(
    rf"(?<![^{_NOT_IN_FILE}])[^{_NOT_IN_FILE}]+"
    r"\.(?:xls[xmb]?|ods|csv|eml|msg|docx?|odt|pdf|zip)(?![^\W_])",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?<![^\W_])[A-Za-z]:[\\/]\S+|\\\\\w\S+|/(?:home|users|mnt|media|volumes)/\S+|"
    r"(?:https?://|file:|www\.)\S+",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}[ ]?\d{4}(?:[ ]?\d{2,4}){1,3}")
_BEGINS: Final = frozenset(".!?:;\n([\"'«“‘•-")
_NO_NAMES_TEXT = (
    "ik wij we zij ze hij het de een dit dat deze die er als maar en of want dus met van voor "
    "in op bij om uit aan tot te naar over onder tussen door na wie wat waar wanneer hoe waarom "
    "geen niet wel ook nog al alle alles iedereen niemand veel weinig meer minder nu dan toen "
    "straks eerst zonder binnen buiten januari februari maart april mei juni juli augustus "
    "september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag nederland nederlands nederlandse excel word kerst pasen avg woo wmo bsn"
)
_NO_NAMES: Final = frozenset(_NO_NAMES_TEXT.split())
_INSIDE: Final = frozenset(
    ("van", "von", "de", "der", "den", "ten", "ter", "te", "el", "al", "ben")
)
"""Particles that join the capitalised words of one name; 'aan' and 'het' seldom do."""
_ARTICLES: Final = frozenset(("de", "het", "'t", "een", "van"))
_SHORTEST = 3


Words = list[tuple[int, str]]
"""Words with their positions."""


@dataclass(frozen=True)
class Ordinary:
    """What indicates a person, and what does not.

    Attributes:
        words: those of the workbook, the groups, domains and criteria.
        bodies: names of organisations, normalised for comparison.
        roles: roles of known people, normalised for comparison: they may identify a person.
    """

    words: frozenset[str]
    bodies: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


def telling(roles: Iterable[str], topics: frozenset[str]) -> frozenset[str]:
    """Select roles that are more specific than resident, adviser or member of a group.

    Args:
        roles: the roles of people.
        topics: words of groups, domains and criteria; alone they are not a role.
    """
    words = {" ".join(tokens(role)): tokens(role) for role in roles}
    return frozenset(
        role
        for role, parts in words.items()
        if parts
        and not all(is_common_role(part) for part in parts)
        and not (len(parts) == 1 and parts[0] in topics)
    )


def suspects(text: str, ordinary: Ordinary) -> list[str]:
    """List the words in a text of the copy that a person has to check, each with the reason."""
    bare = PSEUDONYM.sub(lambda match: "\x00" * len(match[0]), text)
    found: list[tuple[str, str]] = []
    told = "\n"
    for words, why in _all(bare, ordinary):
        word = " ".join(words.split())
        if word not in told:
            found.append((word, why))
            told += f"{word}\n"
    return [f"{word} ({why})" for word, why in found]


def _all(text: str, ordinary: Ordinary) -> Iterator[tuple[str, str]]:
    for match in _ACCOUNT.finditer(text):
        if not is_iban(match[0]):
            yield match[0], "rekeningnummer?"
    for pattern, why in (
        (_PATH, "pad of webadres?"),
        (_FILE, "bestandsnaam?"),
        (_PHONE, "telefoonnummer?"),
        (_POSTCODE, "postcode?"),
        (_HOUSE, "adres?"),
    ):
        for match in pattern.finditer(text):
            if not OWN_FILE.fullmatch(match[0]):
                yield match[0], why
    for match in _NUMBER.finditer(text):
        if is_bsn(match[0]):
            yield match[0], "burgerservicenummer?"
    for pattern in (INITIALS, _OFFICE, ADDRESSED):
        for match in pattern.finditer(text):
            yield match[0], "persoon?"
    for run in _runs(text):
        if not run.of_body and not (run.like_a_body and run.key in ordinary.bodies):
            yield from ((words, "naam?") for words in _told(text, run.words, ordinary.words))
    folded = fold(text).text
    for role in sorted(ordinary.roles):
        if re.search(rf"(?<![^\W_]){re.escape(role)}(?![^\W_])", folded):
            yield role, "rol van een deelnemer"


def bodies_in(text: str) -> Iterator[str]:
    """Yield names of organisations: 'Woonstichting Het Vlietdak' is elsewhere 'Het Vlietdak'."""
    yield from (run.key for run in _runs(text) if run.of_body and run.key)


@dataclass(frozen=True)
class _Run:
    """Adjacent capitalised words, and the words before them."""

    words: Words
    before: str
    article: str

    @property
    def name(self) -> Words:
        """The remainder without 'Stichting' at its start."""
        return self.words[1:] if is_body(self.words[0][1]) else self.words

    @property
    def key(self) -> str:
        """The name normalised for comparison."""
        return " ".join(fold(word).text for _, word in self.name)

    @property
    def of_body(self) -> bool:
        """Whether it is named as an organisation; one containing 'de' or 'van' may be a person."""
        apart = zip(self.name, self.name[1:], strict=False)
        joined = all(at + len(word) + 1 == after for (at, word), (after, _) in apart)
        return joined and (len(self.name) < len(self.words) or is_body(self.before))

    @property
    def like_a_body(self) -> bool:
        """Whether it can be one that is named elsewhere: 'Anna' may be a school, or a person."""
        return len(self.words) > 1 or bool(self.article)


def _runs(text: str) -> Iterator[_Run]:
    for match in _RUN.finditer(text):
        words = [(match.start() + word.start(), word[0]) for word in _WORD.finditer(match[0])]
        run: Words = []
        before = article = ""
        for at, word in [*words, (len(text), "")]:
            plain = fold(word).text
            if word[:1].isupper() and plain not in _NO_NAMES:
                if is_body(word) and run:
                    yield _Run(run, before, article)
                    before, article, run = run[-1][1], "", []
                run.append((at, word))
                continue
            if plain not in _INSIDE and run:
                yield _Run(run, before, article)
                before, run = run[-1][1], []
            if plain in _ARTICLES:
                article = word
            else:
                before, article = word, ""


def _is_odd(word: str, ordinary: frozenset[str]) -> bool:
    """Whether a capitalised word may be a name: not a street, law, abbreviation or number."""
    plain = fold(word).text
    known = plain in ordinary or STREET.search(plain) or plain.endswith("wet")
    short = len(word) < _SHORTEST or (word.isupper() and len(word) <= 5)
    return not known and not short and not any(char.isdigit() for char in word)


def _told(text: str, run: Words, ordinary: frozenset[str]) -> Iterator[str]:
    unknown = [(at, word) for at, word in run if _is_odd(word, ordinary)]
    if not unknown:
        return
    first = run[0][0]
    # One word at the start of a sentence means nothing; nor does it before a known name.
    alone = len(run) == 1 or (len(unknown) == 1 and unknown[0][0] == first)
    if alone and _begins(text, first):
        return
    end = run[-1][0] + len(run[-1][1])
    yield text[first:end]


def _begins(text: str, at: int) -> bool:
    """Whether a sentence, a line or a quotation begins here."""
    while at and text[at - 1] not in _BEGINS and text[at - 1].isspace():
        at -= 1
    return at == 0 or text[at - 1] in _BEGINS


def is_bsn(text: str) -> bool:
    """Whether digits pass the check of a citizen service number."""
    digits = [int(char) for char in text if char.isdecimal()]
    if len(digits) == 8:
        digits = [0, *digits]
    if len(digits) != 9 or not any(digits):
        return False
    total = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=False))
    return (total - digits[8]) % 11 == 0
