"""Find in a text what is known: names of people, addresses, codes and file names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from wijkexcel.dutch.lists import any_of
from wijkexcel.names.forms import Key, Sureness, people_in, variants
from wijkexcel.names.words import (
    ALSO_WORDS,
    PARTICLES,
    TITLES,
    TOKEN,
    Folded,
    fold,
    tokens,
)

EMAIL, PHONE, CODE, IBAN = "[e-mailadres]", "[telefoonnummer]", "[code]", "[rekeningnummer]"
PSEUDONYM: Final = re.compile(r"(?:Deelnemer S\d{2,}|Betrokkene \d+|Gebruiker \d+)(?![^\W_])")
FILE_WHY: Final = "bestandsnaam"
ENDING: Final = (
    r"\.(?:xlsx|xlsm|xlsb|xls|xltx|xltm|ods|csv|numbers|eml|msg|zip|docx|doc|odt|pdf|jpg|jpeg|png)"
)
"""Endings that a file keeps in the copy; of any other nobody knows what it says."""
OWN_FILE: Final = re.compile(rf"bestand-\d+(?:{ENDING})?")
OWN_WORDS: Final = frozenset(("deelnemer", "betrokkene", "gebruiker", "bestand"))
"""Words of the pseudonyms themselves."""

_SIGN = r"[^\W_]"
# Only from where a word begins: from each of its letters, a long word would take forever.
_EMAIL = re.compile(
    rf"(?<!{_SIGN})(?<![.+_-])(?:mailto:)?(?:{_SIGN}|[.+_-])+@(?:{_SIGN}|-)+(?:\.(?:{_SIGN}|-)+)+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_SENTENCE = re.compile(r"(?:^|[.!?:;\n(\[\"'«“‘])\s*$")
_BEFORE = re.compile(r"(\w[\w'’-]*)\s+$")
_AFTER = re.compile(rf"\s+(?:(?:{'|'.join(sorted(PARTICLES))})\.?\s+)*([^\W\d_][\w'’-]+)")
STREET: Final = re.compile(
    r"(?:straat|laan|weg|plein|hof|singel|kade|gracht|dreef|dijk|steeg|plantsoen|park|buurt|wijk)$"
)
_MOST_PASSES, _ALIKE, _SHORTEST_CODE = 5, 0.8, 5


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; without ``replacement`` it is only for a person to look at."""

    start: int
    end: int
    word: str
    replacement: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text after what is known was replaced, and what was: the word, and what stands there."""

    text: str
    done: tuple[tuple[str, str, str], ...]
    """Word, what came in its place, and why."""


@dataclass(frozen=True)
class Known:
    """Everything that may not stay: pseudonym -> names; and addresses, codes and file names."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    """As ``national`` writes them."""
    codes: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    """File name -> what it is called in the copy; looked for in every text."""


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
        self._keys: dict[Key, dict[str, Sureness]] = {}
        self._surnames: dict[str, set[str]] = {}
        for pseudonym, names in known.people.items():
            for name in names:
                self._add(pseudonym, name, own)
        ordered = sorted(self._keys, key=lambda key: (-len("".join(key)), key))
        choices = "|".join(r"[\W_]{1,3}".join(map(re.escape, key)) for key in ordered)
        found = rf"(?<!{_SIGN})({choices})(?:'?s)?(?!{_SIGN})" if choices else r"(?!)"
        self._names = re.compile(found)
        self._exact = list(_exact_patterns(known))
        self._called = {name.casefold(): new for name, new in known.files.items()}
        files = "|".join(map(re.escape, sorted(known.files, key=lambda name: (-len(name), name))))
        alone = rf"(?<!{_SIGN})(?:{files})(?!{_SIGN})" if files else r"(?!)"
        self._files = re.compile(alone, re.IGNORECASE)

    def _add(self, pseudonym: str, name: str, own: frozenset[str]) -> None:
        if PSEUDONYM.fullmatch(name.strip()):
            return
        for person in people_in(name):
            words = set(tokens(person))
            if not words or words <= own or (len(words) == 1 and words <= self.ordinary):
                continue
            self._surnames.setdefault(pseudonym, set()).update(words - self.ordinary)
            for key, sureness in variants(person).items():
                held = self._keys.setdefault(key, {})
                held[pseudonym] = max(sureness, held.get(pseudonym, Sureness.HINT))

    def hits(self, text: str) -> list[Hit]:
        """Return what is known in a text, in order; nothing overlaps."""
        taken: list[Hit] = []
        for hit in (*self._exact_hits(text), *self._name_hits(text)):
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

    def _exact_hits(self, text: str) -> Iterator[Hit]:
        for match in self._files.finditer(text):
            new = self._called.get(match[0].casefold(), "bestand")
            yield Hit(*match.span(), match[0], new, FILE_WHY)
        for pattern, replacement, why in self._exact:
            for match in pattern.finditer(text):
                yield Hit(*match.span(), match[0], replacement, why)
        for match in _EMAIL.finditer(text):
            yield Hit(*match.span(), match[0], EMAIL, "e-mailadres")
        for match in _IBAN.finditer(text):
            if is_iban(match[0]):
                yield Hit(*match.span(), match[0], IBAN, "rekeningnummer")

    def _name_hits(self, text: str) -> Iterator[Hit]:
        folded = fold(text)
        for match in self._names.finditer(folded.text):
            words = list(TOKEN.finditer(folded.text, *match.span(1)))
            ends = match.span()
            if any(_is_small(text, folded, word) for word in words):
                # 'Marjan 't is koud' is no 'Marjan T.'
                words = [word for word in words if not _is_small(text, folded, word)]
                ends = (words[0].start(), words[-1].end()) if words else ends
            key = tuple(word[0] for word in words)
            people = self._keys.get(key)
            if people:
                best = max(people.values())
                names = [name for name, sureness in people.items() if sureness == best]
                hit = self._judged(text, folded.span(*ends), key, names, best)
                if hit is not None:
                    yield hit

    def _judged(self, text: str, span: tuple[int, int], key: Key, people: list[str],
                sureness: Sureness) -> Hit | None:  # fmt: skip
        """Say whether these words mean the person, may do so, or plainly do not."""
        start, end = span
        word = text[start:end]
        capital = any(char.isupper() for char in word)
        if sureness is Sureness.FULL:
            return Hit(start, end, word, any_of(people), "naam")
        whom = any_of(people)
        hint = Hit(start, end, word, None, f"kan {whom} zijn")
        if sureness is Sureness.HINT:
            # Initials are written in capitals; 'an' is a word and 'An' may be a name.
            return hint if word.isupper() or (word[0].isupper() and len(key) == 1) else None
        if set(key) <= self.ordinary and (len(key) == 1 or not capital):
            # 'Meer' begins many a sentence; 'van der Meer' is somebody.
            return hint if capital or len(key) > 1 else None
        if not capital and key[-1] in ALSO_WORDS:
            return hint
        if word.isupper() and len(word) > 1:
            return Hit(start, end, word, whom, "deel van een naam")
        after = self._next_name(text, end, people)
        if after is None or self._follows_a_name(text, start):
            return Hit(start, end, word, None, f"lijkt iemand anders dan {whom}")
        return Hit(start, after, text[start:after], whom, "deel van een naam")

    def _next_name(self, text: str, end: int, people: Iterable[str]) -> int | None:
        """Where the name ends; None when the next word makes it another person's."""
        match = _AFTER.match(text, end)
        if match is None or not match[1][0].isupper():
            return end
        word = fold(match[1]).text
        if word in self.ordinary or STREET.search(word):
            return end
        own = {w for person in people for w in self._surnames[person]}
        # A slip of the pen in the surname of a known person.
        if any(SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in own):
            return match.end()
        return None

    def _follows_a_name(self, text: str, start: int) -> bool:
        match = _BEFORE.search(text[:start])
        if match is None or not match[1][0].isupper():
            return False
        word = fold(match[1]).text
        if word in self.ordinary or word in TITLES:
            return False
        return _SENTENCE.search(text[: match.start()]) is None


def _is_small(text: str, folded: Folded, word: re.Match[str]) -> bool:
    """Whether a word is one letter that is no initial: not a capital."""
    start, end = folded.span(*word.span())
    return len(word[0]) == 1 and word[0] not in "vd" and not text[start:end].isupper()


def _exact_patterns(known: Known) -> Iterator[tuple[re.Pattern[str], str, str]]:
    for address in sorted(known.emails, key=lambda address: (-len(address), address)):
        yield _alone(address, re.IGNORECASE), EMAIL, "e-mailadres"
    for phone in sorted(known.phones, key=lambda phone: (-len(phone), phone)):
        digits = r"[\s./()-]*".join(phone)
        start = r"(?<![\d+])(?:(?:\+\s?|00)31[\s./()-]*(?:\(0\)[\s./-]*|0)?|0[\s./()-]*)?"
        yield re.compile(rf"{start}{digits}(?!\d)"), PHONE, "telefoonnummer"
    for code in sorted(known.codes):
        if len(code) >= _SHORTEST_CODE and not code.isdecimal():
            yield _alone(code, re.IGNORECASE), CODE, "code"


def _alone(text: str, flags: int = 0) -> re.Pattern[str]:
    """Find a text that is no part of a longer word."""
    return re.compile(rf"(?<!{_SIGN}){re.escape(text)}(?!{_SIGN})", flags)


def national(phone: str) -> str:
    """Digits of a phone number without what comes before the area; empty when it is none."""
    digits = "".join(char for char in phone if char.isdecimal())
    digits = digits.removeprefix("00")
    digits = digits.removeprefix("31") if len(digits) > 10 else digits
    digits = digits.removeprefix("0")
    return digits if len(digits) >= 8 else ""


def is_iban(text: str) -> bool:
    """Whether a text is an account number, by its own check digits."""
    bare = text.replace(" ", "")
    if not 15 <= len(bare) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1
