"""How certain it is that words of a text refer to a known person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from wijkexcel.names.fold import fold, is_wide
from wijkexcel.names.forms import Part, Sought
from wijkexcel.names.mentions import Mention, Sureness
from wijkexcel.names.stream import Word
from wijkexcel.names.words import (
    ALSO_WORDS,
    DEGREES,
    FUNCTION_WORDS,
    PARTICLES,
    STREET,
    TITLES,
)

_ALIKE, _SAME_START = 0.8, 3
_PLAIN_TEXT = "de het van in op uit aan bij voor te over onder en"
PLAIN_PARTICLES: Final = frozenset(_PLAIN_TEXT.split())
"""Particles in any sentence: 'de groot' and 'van de wijk' are not names by themselves."""
_POLITE: Final = frozenset(("heer", "meneer", "mijnheer", "dhr", "mevrouw", "mevr", "mw"))
"""After these even an ordinary word is a name: 'de heer groen'."""
_AFTER_TEXT = "hanim bey abi abla hoca efendi jr sr junior senior san"
_AFTER: Final = frozenset(_AFTER_TEXT.split())
"""Words that follow a first name, like a title precedes one."""
_TITLES_AFTER: Final = frozenset("先女老小太씨님")
_BEGINS: Final = re.compile(r"[.!?:;\[\"«“„•]|(?:^| )[-']$")


@dataclass(frozen=True, slots=True)
class Judged:
    """Words that refer to a person, and how certain that is."""

    start: int
    end: int
    sureness: Sureness
    whom: str
    why: str
    """Empty when they must not stay; otherwise what a person has to check."""


@dataclass(frozen=True)
class Judge:
    """Weighs mentions.

    Args:
        ordinary: words that do not indicate a person on their own.
        public: those among them that are capitalised here like names (the wijk, groups).
        given: first names of the known people.
    """

    ordinary: frozenset[str]
    public: frozenset[str]
    given: frozenset[str] = frozenset()

    def judged(self, mention: Mention, words: Sequence[Word], text: str) -> Judged | None:
        """Decide whether these words refer to the person, may do so, or plainly do not."""
        first, last = mention.first, mention.last
        start, end = _start(words[first], text), mention.end

        def found(why: str = "", *, begin: int = start, until: int = end) -> Judged:
            return Judged(begin, until, mention.sureness, mention.one.whom, why)

        if mention.sureness is Sureness.FULL:
            return found()
        if mention.sureness is Sureness.HINT:
            known = {"".join(w.plain for w in words[first:last])} & self.ordinary
            return None if known else found("kan {} zijn")
        core = words[mention.core]
        polite = first > 0 and words[first - 1].plain in _POLITE
        meant = core.capital or core.plain not in (FUNCTION_WORDS if polite else self.ordinary)
        if _is_addressed(words, first) and meant:
            return found()
        doubt = self._doubt(mention, words)
        if doubt is not None:
            return found(doubt) if doubt else None
        if core.text.isupper() and len(core.text) > 2:
            return found()
        own = _words_of(mention.one)
        until = self._next_name(words, last, own)
        if until is None:
            return found("lijkt iemand anders dan {}")
        if until > last:
            return found(until=words[until - 1].end)
        if Part.SURNAME in mention.parts:
            begin = self._name_before(words, first, mention.one)
            if begin is None:
                return found("lijkt iemand anders dan {}")
            return found(begin=words[begin].start)
        return found()

    def _doubt(self, mention: Mention, words: Sequence[Word]) -> str | None:
        """Say why these words may be ordinary; empty when they are, None when they are not."""
        hint = "kan {} zijn"
        many = mention.last - mention.first > 1
        core = words[mention.core]
        plain = [word.plain for word in words[mention.first : mention.last]]
        small = set(plain) - {core.plain}
        ordinary = all(w in self.ordinary or w in PARTICLES for w in plain)
        if is_wide(core.plain):
            return self._doubt_wide(mention, words)
        if len(core.plain) < 3:
            if core.plain in self.ordinary and not (many and core.capital):
                return hint if core.capital else ""
            if core.text.isupper() and not many:
                return hint
            return None if core.capital else ""
        if ordinary and not (many and core.capital):
            if core.capital:
                unsure = core.plain in self.public or core.text.isupper()
                return hint if unsure or _begins_sentence(words, mention.first) else None
            return "" if small <= PLAIN_PARTICLES else hint
        if not core.capital and core.plain in ALSO_WORDS and small <= PLAIN_PARTICLES:
            return hint
        return None

    def _doubt_wide(self, mention: Mention, words: Sequence[Word]) -> str | None:
        """A single character inside a longer word may be anything."""
        if mention.last - mention.first > 1:
            return None
        after = words[mention.last] if mention.last < len(words) else None
        joined = (
            words[mention.first].gap == ""
            and mention.first > 0
            and (
                is_wide(words[mention.first - 1].plain)
                and words[mention.first - 1].plain not in "小老阿"
            )
        )
        joined = joined or (
            after is not None
            and after.gap == ""
            and is_wide(after.plain)
            and after.plain not in _TITLES_AFTER
        )
        return "lijkt iemand anders dan {}" if joined else None

    def _next_name(self, words: Sequence[Word], last: int, own: frozenset[str]) -> int | None:
        """Where the name ends; None when the next word makes it another person."""
        at = last
        while at < len(words) and words[at].gap == " " and words[at].plain in PARTICLES:
            at += 1
        if at >= len(words) or words[at].gap != " " or not words[at].text[:1].isupper():
            return last
        word = words[at].plain
        if word in self.ordinary or STREET.search(word) or len(word) == 1:
            return last
        if word in _AFTER or word in DEGREES:
            return last
        # A spelling mistake in the surname of a known person.
        if any(SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in own):
            return at + 1
        return None

    def _name_before(self, words: Sequence[Word], first: int, one: Sought) -> int | None:
        """Where the name begins; None when the previous word makes it another person."""
        at = first - 1
        if at < 0 or words[first].gap != " " or not words[at].text[:1].isupper():
            return first
        word = words[at].plain
        if word in self.ordinary or word in TITLES or len(word) == 1:
            return first
        given = {w for name in one.person.given for w in (*name, "".join(name))}
        if any(_same_name(word, other) for other in given):
            return at
        if one.person.letters or not given:
            # 'Johan Hendrik Jansen' may be 'J.H. Jansen', and 'Els Jansen' 'mevrouw Jansen'.
            if not one.letters:
                return at
            begin = first
            while (
                begin
                and words[begin].gap == " "
                and words[begin - 1].text[:1].isupper()
                and (words[begin - 1].plain[0] in one.letters)
            ):
                begin -= 1
            if begin < first:
                return begin
        # 'Piet en Els Jansen': both have the surname Jansen.
        if at > 1 and words[at - 1].plain in {"en", "of"} and words[at - 2].plain in given:
            return first
        # At the start of a sentence a capital means nothing: 'Overleg Jansen', 'Gesprek Li'.
        return first if _begins_sentence(words, at) and word not in self.given else None


def _start(word: Word, text: str) -> int:
    """Where a word begins: the apostrophe before a lower-case t or s belongs to it."""
    if word.plain in {"t", "s"} and fold(text[word.start - 1 : word.start]).text == "'":
        return word.start - 1
    return word.start


def _words_of(one: Sought) -> frozenset[str]:
    names = (*one.person.given, *one.person.surnames)
    return frozenset(word for name in names for word in name if word not in PARTICLES)


def _same_name(word: str, other: str) -> bool:
    """Whether 'Piet' and 'Pieter' may be one name: one begins the other, or it is a typo."""
    short, long = sorted((word, other), key=len)
    if len(short) >= _SAME_START and long.startswith(short):
        return True
    return SequenceMatcher(None, word, other).ratio() >= _ALIKE


def _begins_sentence(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence, a line or a quotation begins with this word."""
    if at == 0:
        return True
    word, before = words[at], words[at - 1].plain
    if _BEGINS.search(word.gap):
        return True
    return "\n" in word.between and before not in FUNCTION_WORDS and before not in PARTICLES


def _is_addressed(words: Sequence[Word], first: int) -> bool:
    """Whether a title precedes these words: 'mevrouw', 'ir.', 'wethouder'."""
    if first == 0 or not words[first].near:
        return False
    before = words[first - 1].plain
    return before in TITLES and len(before) > 1
