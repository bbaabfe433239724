"""A second way of finding people: by words near each other, not by the forms of a name.

The finder knows the forms of a name and replaces them. This module checks in another way whether it
missed something: words of a name close together in any order, a surname next to an initial, or the
letters of a name in sequence with anything between them. So a form that the finder overlooks is
detected here.
"""

import re
import unicodedata
from bisect import bisect, bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from wijkexcel.names.finder import PSEUDONYM, Known
from wijkexcel.names.words import ALSO_WORDS, PARTICLES, TITLES

_ALIKE: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ĳ": "ij",
    }
)
_NO_LETTER = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:['’]s\b)?")
_DIGITS = re.compile(r"\d[\d\s./()+-]*\d")
_STOPS: Final = ".!?:;([\"'«“‘"
"""After these, and at the start of a text, a capital means nothing."""
_BETWEEN = frozenset(["en", "of", "&", "met", "aan"])
_NEAR: Final = 3
"""Maximum number of other words among those of a name."""
_RUN_ON: Final = 8
"""Minimum length of a name that is detected within a longer word."""
_SHORTEST: Final = 3
_SHORTEST_CODE: Final = 5


def plain(text: str) -> str:
    """Letters without accents, capitals and invisible characters."""
    if text.isascii():
        return text.lower()
    whole = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return "".join(c for c in whole if unicodedata.category(c) not in {"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: without accents, as typed, and its position."""

    plain: str
    typed: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins like a name; in a script without capitals every word does."""
        return not self.typed[0].islower()


def words_of(text: str) -> list[Word]:
    """Split a text into words, also at capitals within a word."""
    found = []
    for match in _WORD.finditer(text):
        edges = [
            match.start(),
            *(m.start() + match.start() for m in _HUMP.finditer(match[0])),
            match.end(),
        ]
        for start, end in pairwise(edges):
            typed = text[start:end]
            bare = typed[:-2] if typed.endswith(("'s", "’s")) else typed
            found.append(Word(plain(bare), typed, start, end))
    return [word for word in found if word.plain]


@dataclass(frozen=True)
class Person:
    """The words of one name.

    Attributes:
        strong: the words that are not a title, particle or initial.
        surname: those among them that form the surname.
        initials: first letters of the words before the surname.
        small: whether it contains a particle, such as 'van'.
    """

    strong: tuple[str, ...]
    surname: frozenset[str]
    initials: frozenset[str]
    small: bool

    @classmethod
    def of(cls, name: str) -> "Person":
        """Parse a name; the part before a comma is the surname."""
        bare = re.sub(r"[(\[]([^)\]]*)[)\]]", r" \1 ", name)
        before, _, after = bare.partition(",")
        turned = bool(after.strip()) and len(words_of(before)) <= _NEAR
        written = (f"{after} {before}" if turned else bare).split()
        words = _bare_words(" ".join(written))
        strong = tuple(w for w in words if len(w) > 1 and w not in PARTICLES)
        last = before if turned else " ".join(written[_surname_from(written) :])
        surname = frozenset(_bare_words(last)) & frozenset(strong) or frozenset(strong[-1:])
        first = (w for w in words if w not in surname and w not in PARTICLES)
        small = not frozenset(words).isdisjoint(PARTICLES)
        return cls(strong, surname, frozenset(w[0] for w in first), small)


def _surname_from(written: Sequence[str]) -> int:
    """Where the surname begins: at 'van', or at 'Smit-de' of 'Smit-de Boer'; else the last word."""
    parts = (plain(word.rpartition("-")[2]).strip(".'’") for word in written)
    return next((i for i, part in enumerate(parts) if i and part in PARTICLES), len(written) - 1)


def _bare_words(name: str) -> list[str]:
    return [word.plain for word in words_of(name) if word.plain not in TITLES]


@dataclass(frozen=True, slots=True)
class Seen:
    """A match in a text; ``sure`` is False for one word that may belong to another name."""

    word: str
    start: int
    end: int
    sure: bool = True


class Watch:
    """Searches for all known people, and for addresses, codes, files and hashes.

    Args:
        known: everything that must not stay.
        ordinary: words that do not indicate a person on their own.
        marks: hashes of removed contents.
    """

    def __init__(
        self, known: Known, ordinary: Collection[str], marks: Collection[str] = ()
    ) -> None:
        names = {
            name
            for names in known.people.values()
            for name in names
            if not PSEUDONYM.fullmatch(name)
        }
        self._ordinary = ordinary
        self._by_word: dict[str, list[Person]] = {}
        for person in map(Person.of, sorted(names)):
            for word in person.strong:
                self._by_word.setdefault(word, []).append(person)
        self._run_on = self._letters(names)
        self._any = _one_of(self._by_word)
        self._exact = self._exactly(known, marks)
        self._any_exact = _one_of(self._exact)
        self._phones = known.phones

    @staticmethod
    def _letters(names: Collection[str]) -> frozenset[str]:
        """Full names reduced to their letters, in the usual and the reverse order."""
        found: set[str] = set()
        for name in names:
            strong, words = Person.of(name).strong, _bare_words(name)
            for order in (words, words[::-1], strong, strong[::-1]):
                letters = "".join(order)
                foreign = letters.lower() == letters.upper()
                if (foreign and len(letters) > 1) or (len(strong) > 1 and len(letters) >= _RUN_ON):
                    found.add(letters)
        return frozenset(found)

    @staticmethod
    def _exactly(known: Known, marks: Collection[str]) -> dict[str, str]:
        """Texts that are searched for literally, ignoring capitals."""
        codes = [code for code in known.codes if len(code) >= _SHORTEST_CODE and not code.isdigit()]
        return {plain(text): text for text in (*known.emails, *codes, *known.files, *marks) if text}

    def seen(self, text: str) -> Iterator[Seen]:
        """Yield the matches in a text."""
        folded = plain(text)
        yield from self._as_written(text, folded)
        if self._any.search(_NO_LETTER.sub("", folded)) is None:
            return
        words = words_of(text)
        yield from self._run_together(words, text)
        for i, word in enumerate(words):
            for person in self._known(word.plain):
                yield from self._near(words[i : i + 2 + _NEAR], person, text)
                if word.plain in person.surname:
                    yield from self._by_initial(words, i, person, text)
            if self._known(word.plain) and self._alone(words, i, text):
                yield Seen(word.typed, word.start, word.end, sure=False)

    def _known(self, word: str) -> Sequence[Person]:
        """People who may have this name; 'Jansens' may be Jansen's."""
        found = self._by_word.get(word)
        if found is None and word.endswith("s") and len(word) > _SHORTEST:
            found = self._by_word.get(word[:-1])
        return found or ()

    def _as_written(self, text: str, folded: str) -> Iterator[Seen]:
        for needle, said in self._exact.items() if self._any_exact.search(folded) else ():
            at = folded.find(needle)
            while at >= 0:
                end = at + len(needle)
                if not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum()):
                    yield Seen(said, 0, len(text))
                    break
                at = folded.find(needle, at + 1)
        for match in _DIGITS.finditer(text) if self._phones else ():
            digits = "".join(char for char in match[0] if char.isdecimal())
            if len(digits) >= _RUN_ON and any(phone in digits for phone in self._phones):
                yield Seen(match[0], match.start(), match.end())

    def _near(self, near: Sequence[Word], person: Person, text: str) -> Iterator[Seen]:
        """All words of a name close together, in any order, beginning with the first of these."""
        found = [i for i, word in enumerate(near) if word.plain in person.strong]
        met = {near[i].plain for i in found}
        if len(met) < 2 or met.isdisjoint(person.surname):
            return
        names = [near[i] for i in found]
        between = [word for word in near[: found[-1]] if word.plain not in met]
        telling = any(self._is_telling(w) and len(w.plain) >= _SHORTEST for w in names)
        together = all(word.plain in PARTICLES for word in between)
        if any(word.plain in _BETWEEN for word in between):
            return
        if telling or (together and all(word.capital for word in names)):
            yield Seen(text[names[0].start : names[-1].end], names[0].start, names[-1].end)

    def _is_telling(self, word: Word) -> bool:
        return word.plain not in self._ordinary and word.plain not in ALSO_WORDS

    def _by_initial(
        self, words: Sequence[Word], i: int, person: Person, text: str
    ) -> Iterator[Seen]:
        """A surname beside an initial of the same person: before it, or after a comma."""
        word, first = words[i], i
        if not (word.capital or self._is_telling(word)):
            return
        while first and words[first - 1].plain in PARTICLES:
            first -= 1
        if first < i and word.capital and person.small:
            yield Seen(
                text[words[first].start : word.end], words[first].start, word.end, sure=False
            )
        while first and _are_initials(words[first - 1], text):
            first -= 1
            if words[first].plain[0] in person.initials:
                start = words[first].start
                yield Seen(text[start : word.end], start, word.end)
        for after in words[i + 1 : i + 2]:
            turned = text[word.end : after.start].strip() == ","
            if turned and after.plain[0] in person.initials and _are_initials(after, text):
                yield Seen(text[word.start : after.end], word.start, after.end)

    def _alone(self, words: Sequence[Word], i: int, text: str) -> bool:
        """Whether one word of a name identifies a person: not ordinary, not in another name."""
        word = words[i]
        if len(word.plain) < _SHORTEST or not self._is_telling(word):
            return False
        if not word.capital and len(word.plain) < _RUN_ON - _NEAR:
            return False
        beside = [*words[max(i - 1, 0) : i], *words[i + 1 : i + 2]]
        return not any(self._is_somebodys(w, text) for w in beside)

    def _is_somebodys(self, word: Word, text: str) -> bool:
        """Whether a word beside a name makes it another person: a capital within a sentence."""
        before = text[: word.start].rstrip()
        first = before[-1:] in _STOPS or "\n" in text[len(before) : word.start]
        return word.capital and not first and word.typed.isalpha() and self._is_telling(word)

    def _run_together(self, words: Sequence[Word], text: str) -> Iterator[Seen]:
        """The letters of a name in sequence, whatever is between them."""
        letters = "".join(word.plain for word in words)
        found = [needle for needle in self._run_on if needle in letters]
        if not found:
            return
        ends = list(accumulate(len(word.plain) for word in words))
        begins = {0, *ends}
        for needle in found:
            at = letters.find(needle)
            foreign = needle.lower() == needle.upper()
            while at >= 0:
                end = at + len(needle)
                first, last = bisect(ends, at), bisect_left(ends, end)
                whole = end in ends or first == last or len(needle) > _RUN_ON + _SHORTEST
                if foreign or (at in begins and whole):
                    word = text[words[first].start : words[last].end]
                    yield Seen(word, words[first].start, words[last].end)
                    break
                at = letters.find(needle, at + 1)


def _one_of(words: Collection[str]) -> re.Pattern[str]:
    """Tells quickly whether a text contains any of these at all."""
    return re.compile("|".join(map(re.escape, sorted(words))) or r"(?!)")


def _are_initials(word: Word, text: str) -> bool:
    """Whether a word consists only of initials: capitals, or one letter with a dot."""
    dotted = len(word.plain) == 1 and text[word.end : word.end + 1] == "."
    return dotted or (word.typed.isupper() and len(word.plain) <= _NEAR)
