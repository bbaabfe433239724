"""Find in a text what is known: names of people, addresses, codes and file names.

There is no other finder of names: what goes to partners, the letter and the copy without names
are all searched with it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from wijkexcel.dutch.lists import any_of
from wijkexcel.names.exact import (
    CODE,
    EMAIL,
    ENDING,
    FILE_WHY,
    IBAN,
    OWN_FILE,
    PHONE,
    PSEUDONYM,
    Exact,
    Hit,
    Known,
    is_iban,
    national,
)
from wijkexcel.names.fold import fold, is_wide, tokens
from wijkexcel.names.forms import Key, Part, Sought, parts_of, sought
from wijkexcel.names.mentions import SHORTEST_OWNER, Mention, Sureness, mentions
from wijkexcel.names.parse import people_in
from wijkexcel.names.stream import Word, streams
from wijkexcel.names.words import (
    ALSO_WORDS,
    DEGREES,
    FUNCTION_WORDS,
    PARTICLES,
    STREET,
    TITLES,
    is_common_role,
    says_what,
)

__all__ = (
    "CODE",
    "EMAIL",
    "ENDING",
    "FILE_WHY",
    "IBAN",
    "OWN_FILE",
    "PHONE",
    "PSEUDONYM",
    "STREET",
    "Finder",
    "Hit",
    "Known",
    "Replaced",
    "is_called",
    "is_iban",
    "national",
)

OWN_WORDS: Final = frozenset(("deelnemer", "betrokkene", "gebruiker", "bestand"))
"""Words of the pseudonyms themselves."""
_MOST_PASSES, _ALIKE, _SAME_START, _SHORTEST_JOINED = 5, 0.8, 3, 8
_PLAIN_PARTICLES: Final = frozenset(
    ["de", "het", "van", "in", "op", "uit", "aan", "bij", "voor", "te", "over", "onder", "en"]
)
"""Small words of any sentence: 'de groot' and 'van de wijk' are no names by themselves."""
_AFTER_TEXT = "hanim bey abi abla hoca efendi jr sr junior senior san"
_AFTER: Final = frozenset(_AFTER_TEXT.split())
"""What stands after a first name, as a title does before one."""
_TITLES_AFTER: Final = frozenset("先女老小太씨님")
_BEGINS: Final = re.compile(r"[.!?:;\[\"«“„•]|(?:^| )[-']$")
_NAME, _PART = "naam", "deel van een naam"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after what is known was replaced, and what was: the word, and what stands there."""

    text: str
    done: tuple[tuple[str, str, str], ...]
    """Word, what came in its place, and why."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """Words that mean somebody, and how sure that is."""

    start: int
    end: int
    sureness: Sureness
    whom: str
    why: str
    """Empty when they may not stay; otherwise what a person has to look at."""


class Finder:
    """Finds what is known in any text.

    Args:
        known: what may not stay.
        own: words of the workbook itself and its public names; alone they mean nobody.
        public: words that are ordinary here though a person may be called so (the wijk, groups);
            a full name of two words is looked for all the same.
    """

    def __init__(self, known: Known, own: frozenset[str], public: frozenset[str]) -> None:
        self.known = known
        self.ordinary = own | public | OWN_WORDS
        self._public = public | OWN_WORDS
        self._exact = Exact(known)
        self._index: dict[str, list[tuple[int, Key, Part, Sought]]] = defaultdict(list)
        self._joined: dict[str, Sought] = {}
        for pseudonym, names in known.people.items():
            for name in names:
                if not PSEUDONYM.fullmatch(name.strip()):
                    for person in people_in(name):
                        self._add(sought(pseudonym, person))
        owners = {f"{word}s" for word in self._index if len(word) >= SHORTEST_OWNER}
        self._starts = frozenset(self._index) | owners
        longest = sorted(self._joined, key=len, reverse=True)
        self._within = re.compile("|".join(map(re.escape, longest)) or r"(?!)")

    def _add(self, one: Sought) -> None:
        if not self._is_somebody(one):
            return
        for key, part in dict.fromkeys(parts_of(one)):
            at = _anchor(key)
            self._index[key[at]].append((at, key, part, one))
            joined = key[0]
            if part is Part.WHOLE and len(joined) >= _SHORTEST_JOINED and _holds_both(joined, one):
                self._joined.setdefault(joined, one)

    def _is_somebody(self, one: Sought) -> bool:
        """Whether these words are a name: 'Bewoners' and 'Team Groen' are not, 'An Stap' is."""
        words = {w for name in (*one.person.given, *one.person.surnames) for w in name}
        core = words - PARTICLES or words
        if one.person.letters or words & PARTICLES - _PLAIN_PARTICLES:
            return bool(one.person.surnames or one.person.given)
        if len(core) == 1:
            return not (core <= self.ordinary or any(map(says_what, core)))
        return not (core <= self.ordinary and any(map(says_what, core)))

    def hits(self, text: str) -> list[Hit]:
        """Return what is known in a text, in order; nothing overlaps."""
        taken: list[Hit] = []
        bare = PSEUDONYM.sub(lambda match: "\x00" * len(match[0]), text)
        for hit in (*self._exact.hits(text), *self._name_hits(bare)):
            if all(hit.end <= other.start or other.end <= hit.start for other in taken):
                taken.append(hit)
        return sorted(taken, key=lambda hit: hit.start)

    def sure(self, text: str) -> list[Hit]:
        """Return what may not stay in a text."""
        return [hit for hit in self.hits(text) if hit.replacement is not None]

    def replaced(self, text: str) -> Replaced:
        """Replace what may not stay, until nothing of it is left."""
        done: list[tuple[str, str, str]] = []
        for _ in range(_MOST_PASSES):
            found = self.sure(text)
            if not found:
                break
            for hit in reversed(found):
                text = text[: hit.start] + (hit.replacement or "") + text[hit.end :]
            done += [(hit.word, hit.replacement or "", hit.why) for hit in found]
        return Replaced(text, tuple(done))

    def _name_hits(self, text: str) -> list[Hit]:
        """Return mentions, the surest and longest first."""
        judged: list[_Judged] = []
        for words in streams(text, self._starts):
            for mention in mentions(words, text, self._index):
                found = self._judge(mention, words, text)
                if found is not None:
                    judged.append(found)
        judged += self._inside(text)
        merged: dict[tuple[int, int, Sureness, str], list[str]] = defaultdict(list)
        for one in judged:
            merged[one.start, one.end, one.sureness, one.why].append(one.whom)
        order = sorted(merged, key=lambda k: (-k[2], bool(k[3]), k[0] - k[1], k[0]))
        return [self._hit(text, key, merged[key]) for key in order]

    def _hit(self, text: str, key: tuple[int, int, Sureness, str], whom: list[str]) -> Hit:
        start, end, sureness, why = key
        names = [name for name in self.known.people if name in whom]
        called = any_of(names)
        if why:
            return Hit(start, end, text[start:end], None, why.format(called))
        sort = _NAME if sureness is Sureness.FULL else _PART
        return Hit(start, end, text[start:end], called, sort)

    def _inside(self, text: str) -> list[_Judged]:
        """Find full names inside longer words: 'verslagpietjansen.docx'."""
        folded = fold(text)
        return [
            _Judged(*folded.span(*match.span()), Sureness.FULL, self._joined[match[0]].whom, "")
            for match in self._within.finditer(folded.text)
        ]

    def _judge(self, mention: Mention, words: Sequence[Word], text: str) -> _Judged | None:
        """Say whether these words mean the person, may do so, or plainly do not."""
        first, last = mention.first, mention.last
        start, end = _start(words[first], text), mention.end

        def judged(why: str = "", *, begin: int = start, until: int = end) -> _Judged:
            return _Judged(begin, until, mention.sureness, mention.one.whom, why)

        if mention.sureness is Sureness.FULL:
            return judged()
        if mention.sureness is Sureness.HINT:
            known = {"".join(w.plain for w in words[first:last])} & self.ordinary
            return None if known else judged("kan {} zijn")
        core = words[mention.core]
        if _is_addressed(words, first) and (core.capital or core.plain not in self.ordinary):
            return judged()
        doubt = self._doubt(mention, words)
        if doubt is not None:
            return judged(doubt) if doubt else None
        if core.text.isupper() and len(core.text) > 2:
            return judged()
        own = _words_of(mention.one)
        until = self._next_name(words, last, own)
        if until is None:
            return judged("lijkt iemand anders dan {}")
        if until > last:
            return judged(until=words[until - 1].end)
        if Part.SURNAME in mention.parts:
            begin = self._name_before(words, first, mention.one)
            if begin is None:
                return judged("lijkt iemand anders dan {}")
            return judged(begin=words[begin].start)
        return judged()

    def _doubt(self, mention: Mention, words: Sequence[Word]) -> str | None:
        """Say why these words may be ordinary ones; empty when they are, None when they are not."""
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
                unsure = core.plain in self._public or core.text.isupper()
                return hint if unsure or _begins_sentence(words, mention.first) else None
            return "" if small <= _PLAIN_PARTICLES else hint
        if not core.capital and core.plain in ALSO_WORDS and small <= _PLAIN_PARTICLES:
            return hint
        return None

    def _doubt_wide(self, mention: Mention, words: Sequence[Word]) -> str | None:
        """One sign inside a word of others may be anything."""
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
        """Where the name ends; None when the next word makes it another person's."""
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
        # A slip of the pen in the surname of a known person.
        if any(SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in own):
            return at + 1
        return None

    def _name_before(self, words: Sequence[Word], first: int, one: Sought) -> int | None:
        """Where the name begins; None when the word before makes it another person's."""
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
        begins = _begins_sentence(words, at)
        if begins and word in FUNCTION_WORDS:
            return first
        # 'Piet en Els Jansen': both are called Jansen.
        if at > 1 and words[at - 1].plain in {"en", "of"} and words[at - 2].plain in given:
            return first
        return first if begins and not given else None


def _start(word: Word, text: str) -> int:
    """Where a word begins: the sign before a small t or s belongs to it."""
    if word.plain in {"t", "s"} and fold(text[word.start - 1 : word.start]).text == "'":
        return word.start - 1
    return word.start


def is_called(name: str, text: str) -> bool:
    """Whether a text is the name of this person, and nothing besides but titles and roles."""
    found = _finder_of(name).sure(text)
    single = len(tokens(name)) == 1
    if len(found) != 1 or not (found[0].why == _NAME or single):
        return False
    rest = tokens(text[: found[0].start]) + tokens(text[found[0].end :])
    return all(word in TITLES or word in DEGREES or is_common_role(word) for word in rest)


@lru_cache(256)
def _finder_of(name: str) -> "Finder":
    return Finder(Known({"": (name,)}), frozenset(), frozenset())


def _anchor(key: Key) -> int:
    """Where the word stands that tells most: the longest that is no small word."""
    return max((word not in PARTICLES, len(word), -i) for i, word in enumerate(key))[2] * -1


def _words_of(one: Sought) -> frozenset[str]:
    names = (*one.person.given, *one.person.surnames)
    return frozenset(word for name in names for word in name if word not in PARTICLES)


def _holds_both(joined: str, one: Sought) -> bool:
    """Whether a word holds a whole first name and the surname, not only a letter of it."""
    return any(
        len("".join(name)) > 2
        and (joined.startswith("".join(name)) or joined.endswith("".join(name)))
        for name in one.person.given
    )


def _same_name(word: str, other: str) -> bool:
    """Whether 'Piet' and 'Pieter' may be one: the shorter begins the longer, or it is a slip."""
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
    """Whether a title stands before these words: 'mevrouw', 'ir.', 'wethouder'."""
    if first == 0 or not words[first].near:
        return False
    before = words[first - 1].plain
    return before in TITLES and len(before) > 1
