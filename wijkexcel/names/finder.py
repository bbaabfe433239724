"""Find known items in a text: names of people, addresses, codes and file names.

This is the only finder of names: it searches outgoing texts, the letter and the copy without names.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
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
    PHONES,
    PSEUDONYM,
    Exact,
    Hit,
    Known,
    is_iban,
    national,
)
from wijkexcel.names.fold import fold, tokens
from wijkexcel.names.forms import Key, Part, Sought, parts_of, sought
from wijkexcel.names.judge import PLAIN_PARTICLES, Judge, Judged
from wijkexcel.names.mentions import SHORTEST_OWNER, Sureness, mentions
from wijkexcel.names.parse import people_in
from wijkexcel.names.stream import streams
from wijkexcel.names.words import (
    DEGREES,
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
    "PHONES",
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
_MOST_PASSES, _SHORTEST_JOINED = 5, 8
_NAME, _PART = "naam", "deel van een naam"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after replacing known items, with the replacements: old word and new."""

    text: str
    done: tuple[tuple[str, str, str], ...]
    """Word, its replacement, and why."""


class Finder:
    """Finds known items in any text.

    Args:
        known: items that must not stay.
        own: words of the workbook itself and its public names; alone they do not indicate a person.
        public: words that are ordinary here but may also be names (the wijk, groups); a full name
            of two words is searched for all the same.
    """

    def __init__(self, known: Known, own: frozenset[str], public: frozenset[str]) -> None:
        self.known = known
        self.ordinary = own | public | OWN_WORDS
        self._exact = Exact(known)
        self._index: dict[str, list[tuple[int, Key, Part, Sought]]] = defaultdict(list)
        self._joined: dict[str, Sought] = {}
        given: set[str] = set()
        for pseudonym, names in known.people.items():
            for name in names:
                if not PSEUDONYM.fullmatch(name.strip()):
                    for person in people_in(name):
                        given.update(word for one in person.given for word in one)
                        self._add(sought(pseudonym, person))
        self._judge = Judge(self.ordinary, public | OWN_WORDS, frozenset(given))
        owners = {f"{word}s" for word in self._index if len(word) >= SHORTEST_OWNER}
        self._starts = frozenset(self._index) | owners
        longest = sorted(self._joined, key=len, reverse=True)
        # 'ij' is treated as a single letter.
        either = (re.escape(word).replace("y", "(?:ij|y)") for word in longest)
        self._within = re.compile("|".join(either) or r"(?!)")

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
        if one.person.titled or one.person.letters or words & PARTICLES - PLAIN_PARTICLES:
            return bool(one.person.surnames or one.person.given)
        if len(core) == 1:
            return not (core <= self.ordinary or any(map(says_what, core)))
        return not (core <= self.ordinary and any(map(says_what, core)))

    def hits(self, text: str) -> list[Hit]:
        """Return the known items in a text, in order and without overlap."""
        taken: list[Hit] = []
        covered = bytearray(len(text))
        bare = PSEUDONYM.sub(lambda match: "\x00" * len(match[0]), text)
        for hit in (*self._exact.hits(text), *self._name_hits(bare), *self._exact.accounts(bare)):
            if not any(covered[hit.start : hit.end]):
                covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
                taken.append(hit)
        return sorted(taken, key=lambda hit: hit.start)

    def sure(self, text: str) -> list[Hit]:
        """Return the items that must not stay in a text."""
        return [hit for hit in self.hits(text) if hit.replacement is not None]

    def replaced(self, text: str) -> Replaced:
        """Replace what must not stay, until nothing of it is left."""
        done: list[tuple[str, str, str]] = []
        for _ in range(_MOST_PASSES):
            found = self.sure(text)
            if not found:
                break
            for hit in reversed(found):
                new = _apart(hit.replacement or "", text[hit.end : hit.end + 1])
                text = text[: hit.start] + new + text[hit.end :]
            done += [(hit.word, hit.replacement or "", hit.why) for hit in found]
        return Replaced(text, tuple(done))

    def _name_hits(self, text: str) -> list[Hit]:
        """Return mentions, the most certain and longest first."""
        judged: list[Judged] = []
        for words in streams(text, self._starts):
            for mention in mentions(words, text, self._index):
                found = self._judge.judged(mention, words, text)
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

    def _inside(self, text: str) -> list[Judged]:
        """Find full names inside longer words: 'verslagpietjansen.docx'."""
        folded = fold(text)
        return [
            Judged(*folded.span(*match.span()), Sureness.FULL, self._joined[word].whom, "")
            for match in self._within.finditer(folded.text)
            if (word := match[0].replace("ij", "y")) in self._joined
        ]


def _apart(new: str, after: str) -> str:
    """Separate the replacement from a character after it: S06 and 77 must not become S0677."""
    return f"{new}-" if new[-1:].isalnum() and after.isalnum() else new


def is_called(name: str, text: str) -> bool:
    """Whether a text is the name of this person, with nothing else but titles and roles."""
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
    """Index of the most distinctive word: the longest one that is not a particle."""
    return max((word not in PARTICLES, len(word), -i) for i, word in enumerate(key))[2] * -1


def _holds_both(joined: str, one: Sought) -> bool:
    """Whether a word contains a full first name and the surname, not just an initial."""
    given = ("".join(name).replace("ij", "y") for name in one.person.given)
    return any(
        len(name) > 2 and (joined.startswith(name) or joined.endswith(name)) for name in given
    )
