"""Mark in a text what looks like a person, an address or somebody's number; decide nothing."""

import re
from collections.abc import Iterator
from typing import Final

from wijkexcel.checks.slips import ADDRESSED
from wijkexcel.privacy.finder import OWN_FILE, PSEUDONYM, STREET, is_iban
from wijkexcel.privacy.words import PARTICLES, fold

_NAME = r"[^\W\d_][\w'’-]*"
_SMALL = "|".join(sorted(p for p in PARTICLES if len(p) > 1))
_RUN = re.compile(rf"{_NAME}(?:[ ](?:(?:{_SMALL})[ ])*{_NAME})*")
_WORD = re.compile(_NAME)
_INITIALS = re.compile(
    rf"(?<![^\W_])(?:[A-Z]\.[ ]?){{1,4}}(?:(?:{_SMALL})[ ])*[A-Z][^\W\d_][\w'’-]*"
)
_OFFICE = re.compile(
    r"\b(?:wethouder|burgemeester|familie|fam\.|buurvrouw|buurman|drs\.|ing\.|ir\.|mr\.|dr\.|prof\.)"
    r"\s+(?-i:(?:(?:van|de|der|den|ten|ter)\s+)*[A-Z][\w'’-]*)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\s?31[\s./()-]*(?:\(0\))?|0)(?:[\s./()-]{0,3}\d){9}(?!\d)"
)
_POSTCODE = re.compile(
    r"(?<![^\W_])[1-9]\d{3}[ ]?[A-Z]{2}(?![^\W_])(?:[ ,]+\d{1,5}[ ]?[a-zA-Z]?\b)?"
)
_HOUSE = re.compile(
    r"(?<![^\W_])(?:[^\W\d_][\w'’-]*)(?:straat|laan|weg|plein|hof|singel|kade|gracht|dreef|dijk|"
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
    r"(?:https?://|file:|www\.)\S+", re.IGNORECASE,
)  # fmt: skip
_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}[ ]?[A-Z]{4}[ ]?\d{4}(?:[ ]?\d{2,4}){1,3}")
_START = re.compile(r"(?:^|[.!?:;\n(\[\"'«“‘•-])\s*$")
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
"""Small words that join the capitals of one name; 'aan' and 'het' seldom do."""
_SHORTEST = 3


def suspects(text: str, ordinary: frozenset[str], roles: frozenset[str]) -> list[str]:
    """List the words in a text that a person has to look at, each with why.

    Args:
        text: as it stands in the copy.
        ordinary: words that are no sign of a person.
        roles: what known people do, folded: who is meant may follow from it.
    """
    bare = PSEUDONYM.sub(lambda match: "\x00" * len(match[0]), text)
    found: list[tuple[str, str]] = []
    for words, why in _all(bare, ordinary, roles):
        word = " ".join(words.split())
        if not any(word in other for other, _ in found):
            found.append((word, why))
    return [f"{word} ({why})" for word, why in found]


def _all(text: str, ordinary: frozenset[str], roles: frozenset[str]) -> Iterator[tuple[str, str]]:
    for match in _ACCOUNT.finditer(text):
        if not is_iban(match[0]):
            yield match[0], "rekeningnummer?"
    for pattern, why in (
        (_PATH, "pad of webadres?"), (_FILE, "bestandsnaam?"),
        (_PHONE, "telefoonnummer?"), (_POSTCODE, "postcode?"), (_HOUSE, "adres?"),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if not OWN_FILE.fullmatch(match[0]):
                yield match[0], why
    for match in _NUMBER.finditer(text):
        if is_bsn(match[0]):
            yield match[0], "burgerservicenummer?"
    for pattern in (_INITIALS, _OFFICE, ADDRESSED):
        for match in pattern.finditer(text):
            yield match[0], "persoon?"
    yield from ((words, "naam?") for words in _capitals(text, ordinary))
    folded = fold(text).text
    for role in sorted(roles):
        if re.search(rf"(?<![^\W_]){re.escape(role)}", folded):
            yield role, "rol van een deelnemer"


def _capitals(text: str, ordinary: frozenset[str]) -> Iterator[str]:
    """Yield words with a capital that no sentence begins with and that are no one's else."""
    for match in _RUN.finditer(text):
        words = [(match.start() + word.start(), word[0]) for word in _WORD.finditer(match[0])]
        run: list[tuple[int, str]] = []
        for at, word in [*words, (len(text), "")]:
            plain = fold(word).text
            if word[:1].isupper() and plain not in _NO_NAMES:
                run.append((at, word))
                continue
            if plain not in _INSIDE:
                yield from _told(text, run, ordinary)
                run = []


def _is_odd(word: str, ordinary: frozenset[str]) -> bool:
    """Whether a word with a capital may be a name: no street, law, abbreviation or number."""
    plain = fold(word).text
    known = plain in ordinary or STREET.search(plain) or plain.endswith("wet")
    short = len(word) < _SHORTEST or (word.isupper() and len(word) <= 5)
    return not known and not short and not any(char.isdigit() for char in word)


def _told(text: str, run: list[tuple[int, str]], ordinary: frozenset[str]) -> Iterator[str]:
    unknown = [(at, word) for at, word in run if _is_odd(word, ordinary)]
    if not unknown:
        return
    first = run[0][0]
    # One word that begins a sentence says nothing; nor does it before a name that is known.
    if len(run) == 1 and _START.search(text[:first]):
        return
    if len(unknown) == 1 and unknown[0][0] == first and _START.search(text[:first]):
        return
    end = run[-1][0] + len(run[-1][1])
    yield text[first:end]


def is_bsn(text: str) -> bool:
    """Whether digits pass the check of a citizen service number."""
    digits = [int(char) for char in text if char.isdecimal()]
    if len(digits) == 8:
        digits = [0, *digits]
    if len(digits) != 9 or not any(digits):
        return False
    total = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=False))
    return (total - digits[8]) % 11 == 0
