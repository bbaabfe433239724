"""Hashes of the workbook's contents: in the copy each is replaced by a number.

Fingerprints and the hashes of files and reasons are short. A hash allows guessing names until one
fits, so no hash of removed contents may stay. Equal hashes get the same number everywhere, so that
Logboek stays readable.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from wijkexcel.dutch.sentence import many
from wijkexcel.model.fingerprint import VERSION, aliases, is_numbered
from wijkexcel.names.finder import Replaced
from wijkexcel.privacy.carry import Typed
from wijkexcel.sentences import logged, settled

WHY: Final = "vingerafdruk of kenmerk"
UNKNOWN: Final = "[kenmerk]"
_OF_FILE: Final = re.compile(rf"(?<=\(kenmerk )(?P<marks>{logged.MARK.pattern({})})(?=\))")
_OF_FILES: Final = re.compile(rf"(?<=met kenmerk )(?P<marks>{many(logged.SEEN).pattern({})})(?=:)")
_OF_REASON: Final = re.compile(rf"(?<=\(reden )(?P<marks>{settled.REASON.pattern({})})(?=\))")
"""Places of file and reason hashes in a line of Logboek."""
_SHAPE: Final = re.compile(
    r"(?<![^\W_])(?=[0-9]*[A-Fa-f])(?=[A-Fa-f]*[0-9])"
    r"(?:[0-9A-F]{8}|[0-9A-F]{10}|(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}))(?![^\W_])"
)
"""Something that looks like an unknown hash: better to replace a word too many."""
_SURE: Final = 6
"""Minimum length of a hash that is searched for in every text."""


@dataclass(frozen=True)
class Marks:
    """The name of each hash in the copy.

    Attributes:
        versions: fingerprints.
        others: hashes of files and reasons, as given in Logboek.
        current: the name of the workbook's current version.
    """

    versions: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    current: str = ""

    def version(self, mark: str) -> str:
        """The name of a fingerprint; an unknown one is only named as a fingerprint."""
        return self.versions.get(mark.strip(), UNKNOWN)

    def replaced(self, text: str) -> Replaced:
        """Replace every hash in a line or text by its number."""
        called = self._called
        spans = {*_of_files(text), *_of_reasons(text)}
        spans |= {match.span() for match in self._anywhere.finditer(text)}
        done: list[tuple[str, str, str]] = []
        for start, end in sorted(spans, reverse=True):
            mark = text[start:end]
            as_written = (mark, mark.upper(), mark.lower())
            new = next((called[each] for each in as_written if each in called), UNKNOWN)
            text = text[:start] + new + text[end:]
            if new != mark:
                done.insert(0, (mark, new, WHY))
        return Replaced(text, tuple(done))

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return {**self.versions, **self.others}

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        """The hashes searched for in every text: those that are a separate word."""
        known = [m for m in (*self.versions, *self.others) if self.is_telling(m)]
        if not known:
            return _SHAPE
        alone = rf"(?<![^\W_])(?:{'|'.join(map(re.escape, known))})(?![^\W_])"
        return re.compile(rf"(?i:{alone})|{_SHAPE.pattern}")

    @staticmethod
    def is_telling(mark: str) -> bool:
        """Whether a hash is recognisable: long enough, and not a numbered name or plain word."""
        return len(mark) >= _SURE and not is_numbered(mark) and not mark.isalpha()

    @property
    def gone(self) -> tuple[str, ...]:
        """Hashes that must not occur in the copy."""
        return tuple(
            mark for mark, new in self._called.items() if new != mark and self.is_telling(mark)
        )


def marks_in(cells: Iterable[Typed], now: str) -> Marks:
    """Find every hash, and number them in order.

    Args:
        cells: everything that was typed.
        now: the current fingerprint of the workbook.
    """
    cells = list(cells)
    logged_ = [str(c.value).strip() for c in cells if (c.table, c.column.key) == _LOGGED]
    sent = [str(c.value).strip() for c in cells if (c.table, c.column.key) == _SENT]
    same = aliases([*logged_, now])
    versions: dict[str, str] = {}
    last = max((int(mark.split()[1]) for mark in (*logged_, *sent) if is_numbered(mark)), default=0)
    for mark in (*logged_, *sent, now):
        if mark not in versions:
            known = same.get(mark, mark)
            if not is_numbered(known):
                last += 1
                known = VERSION.format(last)
            versions[mark] = known
    texts = [str(c.value) for c in cells if (c.table, c.column.key) == ("tblLogboek", "what")]
    others: dict[str, str] = {}
    for places in (_of_files, _of_reasons):
        others |= _numbered(text[a:b] for text in texts for a, b in places(text))
    return Marks(versions, others, versions[now])


_LOGGED: Final = ("tblLogboek", "fingerprint")
_SENT: Final = ("tblDeelnemers", "version")


def _of_files(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _OF_FILE.finditer(text) if match[0])
    for match in _OF_FILES.finditer(text):
        for mark in re.finditer(r"[0-9A-F]+", match[0]):
            yield match.start() + mark.start(), match.start() + mark.end()


def _of_reasons(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _OF_REASON.finditer(text))


def _numbered(marks: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Number them; in a copy of a copy existing numbers are kept."""
    found = list(dict.fromkeys(mark for mark in marks if mark))
    own = [mark for mark in found if mark.isdecimal() and len(mark) < _SURE]
    yield from zip(own, own, strict=True)
    last = max(map(int, own), default=0)
    others = (mark for mark in found if mark not in own)
    yield from ((mark, str(i)) for i, mark in enumerate(others, last + 1))
