"""Texts of the program itself in a workbook: files and people in them, and its own words.

The lines are made by the steps, by verdelen and verzamelen and by bijwerken, from the sentences
that are declared in ``dutch``; any other line is free text.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from wijkexcel.dutch.ids import CALLED, CELL, ID, SCORE, SCORER
from wijkexcel.dutch.sentence import FILE, PERSON, TYPED, Narrow, Sentence
from wijkexcel.layout import entry, partner, partner_form
from wijkexcel.names.finder import OWN_FILE, PSEUDONYM
from wijkexcel.sentences import logged, received, rounds, second_look, settled

FILE_NAME: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""Extensions of file names."""
HEAD: Final = re.compile(
    rf"(?P<start>{logged.START.pattern({}, named=True)})(?P<more>{re.escape(logged.MORE)})?\."
    r"(?:\r?\n|$)"
)
"""Opening words of the answers taken from a file; a file name has no line breaks."""

_CONFLICT = re.compile(rf"{received.CONFLICT.until('given')}(?=')")
_AFTER_MARK = re.compile(rf"(?=; '(?:{SCORE.pattern({})}){received.IN_FILE}|\.$)")
_AFTER_TEXT = re.compile(r"(?=; '|\.$)")
_CALLED = re.compile(
    CALLED.pattern({ID: r"\bS\d{2,}", PERSON: r"[^()]*(?:\([^()]*\)[^()]*)*"}, named=True)
)
"""A scorer as named in every sentence; a name may contain something in brackets."""
_MADE_FOR = re.compile(received.MADE_FOR.pattern({}, named=True))
_LISTED: Final = "ontbreekt nog"
"""Text in Ontvangst on a scorer whose files are in one cell."""

_FILE = OWN_FILE.pattern
_NOBODYS: Final[Narrow] = {
    FILE: _FILE,
    PERSON: PSEUDONYM.pattern,
    TYPED: r"(?!)",
    logged.MARK: r"\d{1,5}",
    logged.SEEN: r"\d{1,5}",
    settled.REASON: r"\d{1,5}",
}
"""Words that a sentence of the copy may contain besides ids, numbers and hashes."""
_SHEETS = {
    partner.EXPLANATION,
    partner.CRITERIA,
    partner.OPGAVEN,
    partner_form.FORM,
    partner.VERSION,
    entry.ENTRY,
    entry.FORMS,
}
_WHO = rf"(?:{PSEUDONYM.pattern})"


def _shapes(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(sentence.pattern(_NOBODYS) for sentence in sentences)


_OWN: Final[Mapping[tuple[str, str], re.Pattern[str]]] = {
    place: re.compile("|".join(f"(?:{shape})" for shape in shapes))
    for place, shapes in {
        ("tblLogboek", "what"): _shapes(logged.LINES),
        ("tblLogboek", "who"): (rf"{_WHO}(?: of {_WHO})*",),
        ("tblHeroverweging", "explained"): _shapes((second_look.EXPLAINED,)),
        ("tblHeroverweging", "first_round"): _shapes((rounds.BESIDE,)),
        ("tblOntvangst", "file"): (rf"{_FILE}(?:, {_FILE})*",),
        ("tblOntvangst", "scorer"): (SCORER.pattern({}),),
        ("tblOntvangst", "kind"): (
            "overgenomen",
            "stond er al",  # older workbooks have this one
            "overgenomen, let op",
            "geweigerd",
            "conflict",
            "conflict, gekozen",
            "niet verwerkt",
            "overgeslagen",
            _LISTED,
        ),
        ("tblOntvangst", "sheet"): (*sorted(map(re.escape, _SHEETS)), SCORER.pattern({})),
        ("tblOntvangst", "cell"): (CELL.pattern({}),),
        ("tblOntvangst", "problem"): _shapes(received.PROBLEMS),
        ("tblOntvangst", "action"): _shapes(received.ACTIONS),
    }.items()
}
Span = tuple[int, int]


def is_own(table: str, column: str, text: str) -> bool:
    """Whether a text of the copy consists only of the program's words, ids, numbers and hashes."""
    shape = _OWN.get((table, column))
    return shape is not None and shape.fullmatch(text) is not None


def people_named(table: str, column: str, text: str) -> Iterator[str]:
    """Yield the people named in a line of Ontvangst, even if they occur nowhere else."""
    if (table, column) != ("tblOntvangst", "problem"):
        return
    for match in _CALLED.finditer(text):
        yield match["name"]
    made_for, missing = _MADE_FOR.match(text), received.MISSING.match(text)
    if made_for is not None:
        yield made_for["file_for"]
        yield made_for["name"]
    if missing is not None:
        yield missing["name"]


def file_at(table: str, column: str, text: str, kind: str = "") -> Iterator[Span]:
    """Yield places where one file is named; ``kind`` is its status in Ontvangst."""
    if (table, column) == ("tblLogboek", "what"):
        head = HEAD.match(text)
        if head is not None:
            yield head.span("file")
    elif (table, column) == ("tblOntvangst", "file") and kind != _LISTED:
        yield 0, len(text)
    elif (table, column) == ("tblOntvangst", "problem"):
        lock = received.LOCK.match(text)
        if lock is not None:
            yield lock.span("file")


def files_at(
    table: str, column: str, text: str, known: Collection[str], kind: str = ""
) -> Iterator[Span]:
    """Yield places where files are named in lists, or after typed texts.

    Separators may also occur in names, so ``known`` names go first.
    """
    if (table, column) == ("tblOntvangst", "file") and kind == _LISTED:
        yield from _split(text, (0, len(text)), known)
    elif (table, column) == ("tblOntvangst", "problem"):
        more = received.MORE_FILES.match(text)
        if more is not None:
            yield from _split(text, more.span("files"), known)
        yield from _in_conflict(text, known)


def _in_conflict(text: str, known: Collection[str]) -> Iterator[Span]:
    """Yield the files after the values that differ: 'O01, C02: … staat '3', en '4' in a.xlsx'."""
    head = _CONFLICT.match(text)
    if head is None:
        return
    after = _AFTER_TEXT if head["what"] == received.REMARK else _AFTER_MARK
    at, sure = head.end(), []
    while (found := text.find(received.IN_FILE, at)) >= 0:
        at = found + len(received.IN_FILE)
        ends = [at + len(name) for name in known if name and text.startswith(name, at)]
        whole = [end for end in ends if after.match(text, end)]
        if whole:
            sure.append((at, at := max(whole)))
    yield from sure
    # An unknown name: better to include a few words of a text too many.
    edges = [head.end(), *(edge for span in sure for edge in span), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        begin = text.find(received.IN_FILE, start, end)
        # A known name is preceded by its value.
        last = text.rfind("; '", start, end) if end < len(text) else -1
        while begin >= 0 and begin + len(received.IN_FILE) < end and (last < 0 or begin < last):
            begin += len(received.IN_FILE)
            stop = next((m.start() for m in after.finditer(text, begin) if m.start() <= end), end)
            yield begin, stop
            begin = text.find(received.IN_FILE, stop, end)


def _split(text: str, span: Span, known: Collection[str]) -> Iterator[Span]:
    """Split a list of files; a name with a comma is known, or recognised by its extension."""
    start, last = span
    while start < last:
        stops = [m.start() for m in re.finditer(", ", text[start:last])] + [last - start]
        ends = [start + stop for stop in stops]
        whole = [end for end in ends if text[start:end] in known]
        likely = [end for end in ends if FILE_NAME.search(text[start:end])]
        end = whole[-1] if whole else likely[0] if likely else last
        yield start, end
        start = end + 2
