"""The people named in a cell such as those of *Deelnemers*, and the roles of its words.

A name can often be read in more than one way ('Li Wei', 'Anna Maria Jansen'). Then every reading is
used: better to search for a word too many than to overlook a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from wijkexcel.names.fold import fold, is_wide, tokens
from wijkexcel.names.words import (
    DEGREES,
    ONLY_PARTICLES,
    PARTICLES,
    TITLES,
    TITLES_OR_NAMES,
    is_common_role,
    is_organisation,
    says_what,
)

_QUOTES: Final = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'")
)
_ASIDE: Final = re.compile(r"[(\[]([^)\]]*)[)\]]?|\"([^\"]+)\"|(?<!\w)'([^\W\d_][^']*)'(?!\w)")
_MARRIED: Final = re.compile(
    r"\s*[,-]?\s+(?:e\s*[./]?\s*v\.?|geb\.?|geboren|echtg(?:enote|enoot)?\.?(?:\s+van)?|"
    r"wed(?:uwe)?\.?(?:\s+van)?|gehuwd\s+met|née)(?=\s)\s*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\s+(?:en\s*/\s*of|en|of|and|met|plus|ipv|namens|via|i\.s\.m\.|i\.p\.v\.)\s+|"
    r"[;/&+|\n\r\t\u2022\uff0c\u3001]",
    re.IGNORECASE,
)
_OF_THE: Final = re.compile(r"(?<!\w)v\.?\s?/?d\.?r?\.?\s(?=\s*\w)|(?<=\s)v\.\s(?=[^\W\d_a-z])")
"""'v.d.' and 'v/d', and 'v.' before a capital."""
_DASH: Final = re.compile(r"\s+[-\u2010-\u2014]+\s+")
_HYPHEN: Final = re.compile(r"\s*[-\u2010-\u2014]\s*")
_LETTERS: Final = re.compile(r"(?:[^\W\d_]{1,4}\.)+-?(?:[^\W\d_]\.?)?|[^\W\d_]\.?|IJ")
"""Initials before a surname: 'J.H.', 'Th.', 'J'."""
_CAPITALS: Final = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,4}")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CALLED: Final = frozenset(
    ["roepnaam", "roepn", "alias", "zeg", "maar", "genaamd", "gen", "zegge", "noemt", "zich"]
)
_LONG_SURNAMES: Final = frozenset(
    [
        "欧阳",
        "司马",
        "诸葛",
        "上官",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "端木",
        "남궁",
        "황보",
        "제갈",
        "선우",
        "독고",
    ]
)
_GENERATION: Final = re.compile(
    r"(?<=\w),?\s+[jsJS]r\b\.?(?P<turned>\s*,)?|(?<=\w),?\s+(?:junior|senior)(?=\s*$)",
)
"""What tells two apart who are called the same; 'Abraham Senior' is a name."""
_MOST_WORDS: Final = 7
Words = list[str]


@dataclass(frozen=True, slots=True)
class Person:
    """One person, as words for comparison.

    ``surnames`` contains every possible surname, with its particles; ``letters`` are the initials
    before the name when no first name is known.
    """

    given: tuple[tuple[str, ...], ...]
    letters: tuple[str, ...]
    surnames: tuple[tuple[str, ...], ...]
    turned: bool = False
    """The reverse reading: only both together indicate this person."""
    titled: bool = False
    """Preceded by a title: 'burgemeester Stap' is a person, whatever 'stap' means."""


def people_in(cell: str) -> Iterator[Person]:
    """Yield each person named in a cell, in every possible reading of the name."""
    text = cell.translate(_QUOTES).replace("_", " ")
    text = _OF_THE.sub("vd ", re.sub(r"@\S*", " ", text) if "@" in text else text)
    if len(text.split()) == 1:
        text = _CAMEL.sub(" ", text.strip())
        text = text.replace(".", " ") if re.fullmatch(r"\w{2,}(?:\.\w{2,})+", text) else text
    asides = [next(filter(None, match), "") for match in _ASIDE.findall(text)]
    rest = _MARRIED.sub("-", _ASIDE.sub(" ", text))
    calling: list[tuple[str, ...]] = []
    for aside in asides:
        words = [w for w in re.split(r"[\s:,]+", aside) if fold(w).text.strip(".") not in _CALLED]
        names = [w for w in words if not _is_remark(w)]
        if len(names) == 1 and len(words) == 1:
            calling.append(tokens(names[0]))
        elif len(names) > 1:
            yield from _people(aside, [])
    title = tokens(cell)[:2]
    titled = bool(title) and (title[0] in TITLES or title == ("de", "heer"))
    for reading in _readings(rest):
        for person in _people(reading, [name for name in calling if name]):
            yield replace(person, titled=titled)


def _readings(text: str) -> Iterator[str]:
    """Yield a name without 'jr.'; with it too, where that stands within the name."""
    found = _GENERATION.search(text)
    yield _GENERATION.sub(r"\g<turned>", text) if found else text
    if found and found["turned"]:
        yield text


def _is_remark(word: str) -> bool:
    parts = tokens(word)
    plain = not parts or any(part.isdigit() for part in parts)
    return plain or all(is_common_role(part) or part in TITLES for part in parts)


def _people(text: str, calling: list[tuple[str, ...]]) -> Iterator[Person]:
    parts = [part for piece in _BETWEEN.split(text) for part in _by_comma(_without_body(piece))]
    for i, (before, after, unsure) in enumerate(parts):
        found = [replace(one, turned=one.turned or unsure) for one in _read(before, after, calling)]
        yield from found
        # 'Piet en Els Jansen' are two people with that name.
        if len(found) == 1 and not found[0].surnames and i + 1 < len(parts) and found[0].given:
            for other in _read(*parts[i + 1][:2], []):
                if other.surnames and (other.given or other.letters):
                    yield Person(found[0].given, (), other.surnames)


def _without_body(piece: str) -> str:
    """Remove text after a dash that is not a name: 'Els Karsten - gemeente'."""
    first, *others = _DASH.split(piece)
    if not others:
        return piece
    kept = [
        part
        for part in others
        if not any(is_organisation(t) for t in tokens(part))
        and not all(_is_remark(w) for w in part.split())
    ]
    return "-".join((first, *kept))


def _by_comma(piece: str) -> Iterator[tuple[Words, Words, bool]]:
    """Yield the parts before and after a comma that belong together, and if that is uncertain.

    'Karsten, Els' is one name, and so may be 'García Márquez, Maria'; 'Els Karsten, advies' is not.
    """
    parts = [part for part in map(_bare, piece.split(",")) if part]
    while parts:
        first = parts.pop(0)
        whole = len(_core(first)) > 1 and not (_is_surname(first) or _begins_surname(first[0]))
        turned: Words = []
        while parts and not turned:
            following = parts[0]
            small = all(map(_small, following))
            if small or (not whole and len(_core(following)) <= 3):
                turned = parts.pop(0)
                # 'van 't Hof, Hans' and 'Hof, van 't, Hans'
                if small and parts and not whole:
                    turned = [*parts.pop(0), *turned]
            elif len(_core(following)) == 1:
                named = following[0][0].isupper() or first[0][0].islower()
                yield first, parts.pop(0), not named
            else:
                break
        yield first, turned, False


def _bare(part: str) -> Words:
    """Split a part into words without titles, degrees and roles."""
    words = [w for w in _HYPHEN.sub("-", part).replace(":", " ").split() if tokens(w)]
    while len(words) > 1 and _begins_with_title(words):
        words = words[1:]
    while len(words) > 1 and _is_degree(words[-1], words[:-1]):
        words = words[:-1]
    for i, word in enumerate(words):
        body = any(is_organisation(token) for token in tokens(word))
        if body and i and words[0][0].isupper() and not word[0].isupper():
            start = i
            while start and _small(words[start - 1]):
                start -= 1
            return words[:start]
    if all(_is_remark(w) for w in words) and any(says_what(t) for w in words for t in tokens(w)):
        return []
    return [] if len(words) == 1 and _is_degree(words[0], [""]) else words


def _begins_with_title(words: Words) -> bool:
    """'de Heer' is a surname, but 'de heer Jansen' has a title before one."""
    if words[0].casefold() == "de":
        return len(words) > 2 and _is_title(words[1])
    if is_organisation(fold(words[0]).text) and _is_letters(words[1], []):
        return False
    return _is_title(words[0])


def _is_title(word: str) -> bool:
    parts = tokens(word)
    if "." not in word.strip("."):
        return parts[0] in TITLES or says_what(parts[0])
    return all(part in TITLES or part in DEGREES for part in parts)


def _is_degree(word: str, before: Words) -> bool:
    bare = word.replace(".", "").casefold()
    capitals = sum(char.isupper() for char in word)
    lower = any(char.islower() for other in before for char in other) or before == [""]
    return bare in DEGREES and capitals > 1 and lower


def _is_letters(word: str, others: Words) -> bool:
    if _LETTERS.fullmatch(word):
        return not is_wide(word)
    mixed = any(char.islower() for other in others for char in other)
    return mixed and _CAPITALS.fullmatch(word) is not None


def _small(word: str) -> bool:
    """Whether a word is a particle in a surname: 't', but not an initial such as 'T' or 't.'."""
    plain = fold(word).text.strip("'")
    return plain in PARTICLES and (len(plain) > 1 or not word[-1].isupper() or word[0] == "'")


def _core(words: Words) -> Words:
    return [word for word in words if not _small(word)]


def _is_surname(words: Words) -> bool:
    """Whether all words are a surname: 'van den Berg', and possibly 'de Boer Jansen'."""
    return _small(words[0]) and fold(words[0]).text.strip("'") in ONLY_PARTICLES


def _read(before: Words, after: Words, calling: list[tuple[str, ...]]) -> Iterator[Person]:
    """Return every plausible reading of the words of one person."""
    if not before or len(before) + len(after) > _MOST_WORDS * 2:
        return
    if not after and len(before) == 1 and is_wide(fold(before[0]).text):
        yield from _wide(before[0], calling)
        return
    if after:
        small = [w for w in after if _small(w)]
        first = [w for w in after if w not in small]
        if first:
            yield _person(first, [*small, *before], calling)
            if len(_core(before)) > 1 and not _is_surname(before):
                yield from _plain(before, calling)
        else:
            yield from _plain([before[0], *small, *before[1:]], calling)
        return
    yield from _plain(before, calling)


def _plain(words: Words, calling: list[tuple[str, ...]]) -> Iterator[Person]:
    turned = _turned(words)
    if turned is not None:
        yield _person(*turned, calling)
        either = (word for word in (words[0], words[-1]) if _CAPITALS.fullmatch(word))
        if _LETTERS.fullmatch(words[-1]) or not any(either):
            return
    if len(words) == 1 or (_is_surname(words) and not _is_letters(words[0], words[1:])):
        single = len(words) == 1 and not calling
        yield _person(words, [], calling) if single else _person([], words, calling)
        if len(words) > 1 and len(_core(words)) > 1:
            yield _person(_core(words)[-1:], words[: words.index(_core(words)[-1])], calling)
        return
    last = _surname_at(words)
    first = words[:last]
    yield _person(first, words[last:], calling)
    named = [word for word in first if not _is_letters(word, words)]
    if last == len(words) - 1 and len(words) > 2 and len(named) > 1:
        for at in range(1, last):  # 'Maria García Márquez'
            yield _person(words[:at], words[at:], calling)
    if len(words) == 2 and (named or "." not in words[0]):  # 'Li Wei', 'LI Wei'
        other = _person(words[1:], words[:1], calling)
        yield replace(other, turned=bool(named))
    if fold(words[0]).text in TITLES_OR_NAMES and len(words) > 2:
        yield from _plain(words[1:], calling)


def _surname_at(words: Words) -> int:
    for i, word in enumerate(words):
        capitals = word.isupper() and len(word) > 2 and not words[0].isupper()
        if i and (_begins_surname(word) or (capitals and not _is_letters(word, words))):
            return i
    letters = [i for i, word in enumerate(words[:-1]) if _is_letters(word, words)]
    if letters and letters[-1] + 1 < len(words):
        return letters[-1] + 1  # 'J.H. García Márquez'
    return len(words) - 1


def _begins_surname(word: str) -> bool:
    """Whether a surname begins here: 'van', or 'Smit-de' in 'Smit-de Boer'."""
    small = bool(word.rpartition("-")[2]) and _small(word.rpartition("-")[2])
    return (small and not _LETTERS.fullmatch(word)) or fold(word).text.startswith("d'")


def _turned(words: Words) -> tuple[Words, Words] | None:
    """First name and surname when the surname comes first: 'Berg J. van den', 'HOF Hans'."""
    if len(words) < 2:
        return None
    tail = len(words)
    while tail > 1 and _small(words[tail - 1]):
        tail -= 1
    small, rest = words[tail:], words[:tail]
    first = len(rest)
    while first > 1 and _is_letters(rest[first - 1], rest[:1]):
        first -= 1
    if first < len(rest):
        return rest[first:], [*small, *rest[:first]]
    if small and len(rest) > 1:
        return rest[1:], [*small, rest[0]]
    capitals = 0
    while (
        capitals < len(words)
        and words[capitals].isupper()
        and (len(words[capitals].strip(".")) > 1 and "." not in words[capitals])
    ):
        capitals += 1
    core = [word for word in words[:capitals] if not _small(word)]
    if core and capitals < len(words) and len(core[0]) > 2 and not _small(words[capitals]):
        return words[capitals:], words[:capitals]
    return None


def _wide(word: str, calling: list[tuple[str, ...]]) -> Iterator[Person]:
    """Read '王伟': the surname is the first character, or the first two."""
    signs = tokens(word)
    if len(signs) == 1:
        yield Person((signs, *calling), (), ())
        return
    longer = "".join(signs[:2]) in _LONG_SURNAMES or word[:2] in _LONG_SURNAMES or len(signs) > 3
    for cut in (2, 1) if longer and len(signs) > 2 else (1,):
        yield Person((signs[cut:], *calling), (), (signs[:cut],))


def _person(first: Words, last: Words, calling: list[tuple[str, ...]]) -> Person:
    letters: list[str] = []
    given: list[tuple[str, ...]] = []
    for word in first:
        if _is_letters(word, last or first[1:]):
            parts = tokens(word)
            joined = len(parts) == 1 and "." not in word and parts[0] != "y"
            letters += list(parts[0]) if joined else parts
        elif tokens(word):
            given.append(tokens(word))
    surname = tokens(" ".join(last))
    return Person((*given, *calling), tuple(letters), (surname,) if surname else ())
