"""Where a person may be named in a text: parts of a name, combined and weighed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from wijkexcel.names.fold import is_wide
from wijkexcel.names.forms import Key, Part, Sought
from wijkexcel.names.stream import Word
from wijkexcel.names.words import PARTICLES, TITLES


class Sureness(IntEnum):
    """How certain it is that these words refer to this person."""

    HINT = 0
    """Initials alone: for a person to check."""
    PART = 1
    """A first name or a surname alone."""
    FULL = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Words from ``first`` up to ``last`` that may name a person."""

    first: int
    last: int
    end: int
    """Where the mention ends in the text: after the s of a possessive."""
    one: Sought
    sureness: Sureness
    parts: frozenset[Part]
    core: int
    """The word that counts: the last one in 'van der Meer'."""


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    end: int
    part: Part
    unsure: bool
    """It may be the possessive of a very short name, and is a name itself: 'Ans plan'."""


Index = Mapping[str, Sequence[tuple[int, Key, Part, Sought]]]
"""By the most distinctive word: its index in the key, the key, and its part and person."""
_ENDS: Final = frozenset(".!?;:")
_MOST_BETWEEN, _MOST_PARTS = 5, 12
SHORTEST_OWNER: Final = 2
"""A shorter name has no possessive without an apostrophe."""
_SHORTEST_SURE: Final = 3
"""A shorter name gives a hint only: 'Ans plan' may be An's, but 'Ans' is a name too."""


def mentions(words: Sequence[Word], text: str, index: Index) -> Iterator[Mention]:
    """Yield all mentions of the people in ``index``."""
    found: dict[Sought, list[_Found]] = defaultdict(list)
    for i, word in enumerate(words):
        for spelt in word.spelt:
            for form in (spelt, spelt[:-1]) if spelt[-1:] == "s" else (spelt,):
                for at, key, part, one in index.get(form, ()):
                    hit = _match(words, i - at, key, text) if i >= at else None
                    if hit is not None:
                        last, end, unsure = hit
                        found[one].append(_Found(i - at, last, end, part, unsure))
    for one, parts in found.items():
        yield from _of_one(words, text, one, parts)


def _match(words: Sequence[Word], at: int, key: Key, text: str) -> tuple[int, int, bool] | None:
    """Where a key that begins here ends: the word after it, the position, and if it is unsure."""
    last = at + len(key)
    if last > len(words):
        return None
    unsure = False
    for k, wanted in enumerate(key):
        word = words[at + k]
        if k and not word.near:
            return None
        if wanted not in word.spelt:
            if k < len(key) - 1 or f"{wanted}s" not in word.spelt:
                return None
            unsure = len(wanted) < _SHORTEST_SURE
            if len(wanted) < SHORTEST_OWNER or (unsure and not word.text[:1].isupper()):
                return None
    end = words[last - 1].end
    if last < len(words) and words[last].plain == "s" and words[last].gap == "'":
        end = words[last].end
    elif text[end : end + 1] in {"'", "\u2019"} and text[end - 1 : end] in "sxzSXZ":
        end += 1 if not text[end + 1 : end + 2].isalnum() else 0
    return last, end, unsure


def _of_one(
    words: Sequence[Word], text: str, one: Sought, found: list[_Found]
) -> Iterator[Mention]:
    found = _longest(found)
    used: set[int] = set()
    names = [f for f in found if f.part in {Part.GIVEN, Part.SURNAME}]
    for group in _groups(words, names):
        first, last = group[0].first, max(f.last for f in group)
        end = max(f.end for f in group)
        parts = frozenset(f.part for f in group)
        surname = next((f for f in group if f.part is Part.SURNAME), None)
        full = _is_full(group)
        grown = _with_letters(words, one, first, last, parts, full=full)
        if grown is not None:
            first, wider = grown
            end = end if wider == last else words[wider - 1].end
            last, full = max(last, wider), True
        used |= set(range(first, last))
        core = (surname or group[0]).last - 1
        unsure = any(f.unsure for f in group)
        sureness = Sureness.FULL if full else Sureness.HINT if unsure else Sureness.PART
        if full or not one.person.turned:
            yield Mention(first, last, end, one, sureness, parts, core)
    for f in found:
        if f.part is Part.WHOLE:
            parts = frozenset((f.part,))
            yield Mention(f.first, f.last, f.end, one, Sureness.FULL, parts, f.first)
        elif f.part is Part.LETTERS and not used & set(range(f.first, f.last)):
            whole = text[words[f.first].start : words[f.last - 1].end]
            if whole.isupper():
                parts = frozenset((f.part,))
                yield Mention(f.first, f.last, f.end, one, Sureness.HINT, parts, f.first)


def _longest(found: Iterable[_Found]) -> list[_Found]:
    """Drop what is within a longer match of the same part."""
    kept: list[_Found] = []
    for one in sorted(set(found), key=lambda f: (f.part, f.first, -f.last)):
        same = kept and kept[-1].part is one.part
        if not (same and kept[-1].first <= one.first and one.last <= kept[-1].last):
            kept.append(one)
    return sorted(kept, key=lambda f: (f.first, f.last, f.part))


def _groups(words: Sequence[Word], found: list[_Found]) -> Iterator[list[_Found]]:
    """Combine parts that belong together: 'Jansen, Piet' and 'J.H. (Hans) Jansen'."""
    group: list[_Found] = []
    for one in found:
        if group and (len(group) == _MOST_PARTS or not _goes_on(words, group, one)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _goes_on(words: Sequence[Word], group: list[_Found], one: _Found) -> bool:
    """Whether a part belongs to those before it, and does not begin the name again."""
    last = max(f.last for f in group)
    if one.first < last:
        return True
    mine = {word.plain for word in words[one.first : one.last]} - PARTICLES
    if any(mine & {word.plain for word in words[f.first : f.last]} for f in group):
        return False
    double = one.part is Part.SURNAME and any(f.part is Part.SURNAME for f in group)
    if double or _is_full(group):
        between = words[last : one.first + 1]
        return all(w.gap in {" ", "-", " - ", "'", " '"} for w in between) and len(between) < 3
    return _together(words, last, one.first)


def _together(words: Sequence[Word], last: int, first: int) -> bool:
    """Whether there are only initials, titles, particles or one other name in between."""
    others = 0
    if first - last > _MOST_BETWEEN:
        return False
    for i in range(last, first + 1):
        word = words[i]
        if not word.near or "\n\n" in word.between:
            return False
        ended = _ENDS.intersection(word.gap) and " " in word.gap
        if ended and not (len(words[i - 1].plain) <= 2 or words[i - 1].plain in TITLES):
            return False
        if i < first and not _is_filling(word):
            others += 1
            if others > 1 or not word.capital:
                return False
    return others == 0 or first - last <= _MOST_BETWEEN


def _is_filling(word: Word) -> bool:
    return len(word.plain) == 1 or word.plain in PARTICLES or word.plain in TITLES


def _is_full(group: list[_Found]) -> bool:
    """Whether there are both a first name and a surname, or two parts of a surname."""
    given = {i for f in group if f.part is Part.GIVEN for i in range(f.first, f.last)}
    surname = {i for f in group if f.part is Part.SURNAME for i in range(f.first, f.last)}
    if not given or not surname:
        return False
    return (len(given | surname) > 1 and bool(given - surname or surname - given)) or (
        len(given | surname) > 1
    )


def _with_letters(
    words: Sequence[Word], one: Sought, first: int, last: int, parts: frozenset[Part], *, full: bool
) -> tuple[int, int] | None:
    """Include initials before or after: 'P.J. Jansen', 'Jansen, P.', 'Marjan T.'."""
    begin = first
    if Part.SURNAME in parts:
        while begin > 0 and words[begin].near and _is_letter(words, begin - 1, one.letters):
            begin -= 1
        if begin < first and _begins(words[begin].plain, one):
            return begin, last
        end = last
        while end < len(words) and words[end].near and _is_letter(words, end, one.letters):
            end += 1
        if end > last and _begins(words[last].plain, one) and not full:
            while (
                end < len(words)
                and words[end].near
                and words[end].plain in PARTICLES
                and (any(words[end].plain in surname for surname in one.person.surnames))
            ):
                end += 1
            return first, end
    if Part.GIVEN in parts and not full and last < len(words):
        word = words[last]
        letters = {s[0] for surname in one.person.surnames for s in surname}
        single = len(word.plain) == 1 and word.near and not is_wide(word.plain)
        if single and word.plain in letters and word.capital and word.gap in {" ", " ("}:
            return first, last + 1
    return None


def _begins(letters: str, one: Sought) -> bool:
    """Whether initials match the first names: 'p', 'pj', 'th' for 'Theodora'."""
    known = one.letters
    given = ["".join(name) for name in one.person.given]
    return bool(known) and (letters[:1] in known or any(name.startswith(letters) for name in given))


def _is_letter(words: Sequence[Word], at: int, letters: str) -> bool:
    """Whether a word is initials: 'P', 'p.', 'PJ', 'Th.'."""
    word = words[at]
    if is_wide(word.plain) or not word.plain.isalpha():
        return False
    dot = at + 1 < len(words) and words[at + 1].gap.startswith(".")
    dot = dot or at + 1 == len(words)
    if len(word.plain) == 1:
        return (word.capital or dot) and not word.gap.endswith("'")
    if len(word.plain) <= 3 and dot and word.plain[:1] in letters and word.plain not in TITLES:
        return word.capital
    return len(word.plain) <= 4 and word.text.isupper() and word.plain[0] in letters
