"""Find passages in a text that come from another: all of it, half of it, or successive words."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from wijkexcel.outgoing.inflected import rows, stems
from wijkexcel.outgoing.leaves import Leaf
from wijkexcel.outgoing.typed import Cell, Piece
from wijkexcel.outgoing.words import Words, is_telling_row, worded

_HALF: Final = 4
_HALF_OF: Final = range(6, 13)
"""For a text of the given length, this many successive words are about half."""
_ROWS: Final = {_HALF: (22, 2), 5: (0, 2), 6: (24, 1)}
"""This many successive words are no coincidence, with enough letters and long words among them.

Short words, such as 'en dat is in de', often occur together.
"""
_SHORT: Final = 5
"""A text with fewer words is only found as a whole."""
_LONG_WORD: Final = 5
_SHORTEST: Final = 10
_SETTLES_TEXT: Final = (
    "akkoord oneens mee eens prima goed besproken overlegd afgerond gereed klaar volgt later "
    "onbekend onduidelijk onzeker duidelijk bekend mogelijk misschien dubbel vervallen"
)
_SETTLES: Final = frozenset(_SETTLES_TEXT.split())
"""Words that are the whole note in many workbooks and say nothing about an opgave."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text that also occur in a secret."""

    cell: Cell
    """The place of the secret."""
    words: str
    whole: bool
    """Whether it is the complete secret."""
    short: bool
    """Whether the secret is only a few words, which may be there for another reason."""
    common: bool = False
    """Whether it is a single word that is ordinary in this workbook."""


class Told(Enum):
    """How a secret is distinguished from coincidence."""

    ALWAYS = auto()
    """By its words, however common."""
    WHOLE = auto()
    """As a whole, by one word that is not ordinary in this workbook."""
    IN_A_WORD = auto()
    """By one word that is not ordinary in this workbook, or by successive words."""
    IN_SENTENCES = auto()
    """Also requires some length: 'akkoord' and 'zie boven' are too common to call a leak."""


@dataclass(frozen=True, slots=True)
class _Secret:
    cell: Cell
    words: Words
    told: Told


class Passages:
    """Finds parts of texts that must not occur in outgoing texts.

    Args:
        secrets: the internal values.
        open_: public texts, each with its cell: words that also occur there are no evidence.
        ordinary: words that are no evidence by themselves.
        told: how each secret is distinguished from coincidence.
        naming: words of the names of opgaven, groups and the like.
    """

    def __init__(
        self,
        secrets: Iterable[Leaf],
        open_: Iterable[Piece],
        ordinary: frozenset[str],
        told: Callable[[Cell], Told],
        naming: frozenset[str] = frozenset(),
    ) -> None:
        self._naming = naming
        self._names: list[tuple[_Secret, Words]] = []
        self._ordinary = ordinary
        self._open = [(one.cell, worded(one.text)) for one in open_]
        self._begins: dict[Words, list[_Secret]] = {}
        self._runs: dict[Words, _Secret] = {}
        for leaf in secrets:
            if isinstance(leaf.value, str):
                self._add(_Secret(leaf.cell, worded(leaf.value).words, told(leaf.cell)))
        self._lengths = sorted({len(run) for run in self._runs})

    def _add(self, secret: _Secret) -> None:
        words = secret.words
        if not words:
            return
        self._begins.setdefault(words[:2], []).append(secret)
        if secret.told is Told.ALWAYS and (begins := stems(words)):
            self._names.append((secret, begins))
        if len(words) >= _SHORT and secret.told is not Told.WHOLE:
            for size, (letters, longs) in _ROWS.items():
                if size == _HALF and len(words) not in _HALF_OF:
                    continue
                for at in range(len(words) - size + 1):
                    run = words[at : at + size]
                    if is_telling_row(run, letters, longs) and not self._is_ordinary(secret, run):
                        self._runs.setdefault(run, secret)

    def _is_ordinary(self, secret: _Secret, run: Words) -> bool:
        """Whether successive words are no evidence: no sentence, and all words ordinary."""
        return secret.told is not Told.IN_SENTENCES and self._ordinary.issuperset(run)

    def found(self, piece: Piece) -> Iterator[Passage]:
        """Yield the secrets in a text: complete ones, or else the first successive words."""
        text = worded(piece.text)
        told: set[Cell] = set()
        for at in range(len(text.words)):
            for size in (2, 1):
                for secret in self._begins.get(text.words[at : at + size], ()):
                    if len(secret.words) < size or secret.cell in told:
                        continue
                    count = len(secret.words)
                    if text.words[at : at + count] == secret.words and self._tells(secret, piece):
                        told.add(secret.cell)
                        yield Passage(
                            secret.cell,
                            text.quoted(at, count),
                            True,
                            count < _SHORT,
                            self._is_common(secret.words, piece.cell),
                        )
        for secret, begins in self._names:
            for at, count in rows(text.words, begins):
                run = text.words[at : at + count]
                if secret.cell not in told and not self._is_open(run, piece.cell):
                    told.add(secret.cell)
                    yield Passage(secret.cell, text.quoted(at, count), False, False)
        for at in range(len(text.words)):
            for size in self._lengths:
                run = text.words[at : at + size]
                found = self._runs.get(run) if len(run) == size else None
                if found is None or self._is_open(run, piece.cell):
                    continue
                if found.cell not in told:
                    yield Passage(found.cell, text.quoted(at, size), False, False)
                    return

    def _tells(self, secret: _Secret, piece: Piece) -> bool:
        """Whether the full words of a secret are evidence: not when they are public elsewhere."""
        if secret.told is Told.ALWAYS:
            return True
        words = secret.words
        if len(words) >= _SHORT and secret.told is Told.IN_SENTENCES:
            return True
        telling = [word for word in words if self._is_telling(word, piece.cell)]
        if secret.told is Told.IN_SENTENCES:
            long_enough = len(words) > 1 and len("".join(words)) >= _SHORTEST
            if not long_enough and not (telling and _SETTLES.isdisjoint(words)):
                return False
        elif not telling:
            return False
        return not self._is_open(words, piece.cell)

    def _is_common(self, words: Words, cell: Cell) -> bool:
        """Whether it is a single word that names something else, or is public anyway."""
        if len(words) != 1:
            return False
        return words[0] in self._naming or (
            words[0] in self._ordinary and self._is_open(words, cell)
        )

    def _is_telling(self, word: str, cell: Cell) -> bool:
        if word in self._ordinary or word.isdecimal():
            return False
        if len(word) < _LONG_WORD and not _is_mixed(word):
            return False
        return not self._is_open((word,), cell)

    def _is_open(self, words: Words, cell: Cell) -> bool:
        """Whether words occur in a public text of another cell."""
        return any(other != cell and text.holds(words) for other, text in self._open)


def _is_mixed(word: str) -> bool:
    """Whether it is a code rather than a word: letters and digits."""
    return any(sign.isdecimal() for sign in word) and not word.isdecimal()
