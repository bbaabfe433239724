"""The people in a workbook and their names in the copy: one name per person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from wijkexcel.layout.own_words import own_words
from wijkexcel.layout.spec import Layout
from wijkexcel.names.finder import (
    EMAIL,
    PHONES,
    PSEUDONYM,
    Finder,
    Known,
    Replaced,
    national,
)
from wijkexcel.names.fold import tokens
from wijkexcel.names.persons import is_person, segments
from wijkexcel.names.suspects import Ordinary, bodies_in, telling
from wijkexcel.names.words import is_mailbox
from wijkexcel.privacy.carry import Typed
from wijkexcel.privacy.files import Files, files_in
from wijkexcel.privacy.marks import Marks, marks_in
from wijkexcel.privacy.policy import Treatment, treatment
from wijkexcel.privacy.traces import people_named
from wijkexcel.workbook.reading.convert import shown

PERSON, ACCOUNT = "Betrokkene", "Gebruiker"


@dataclass(frozen=True)
class People:
    """All known people, and the finder that recognises them."""

    finder: Finder
    others: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Words of a separate name -> pseudonym, for people who are not scorers, and accounts."""
    ordinary: Ordinary = field(default_factory=lambda: Ordinary(frozenset()))
    files: Files = field(default_factory=Files)
    marks: Marks = field(default_factory=Marks)

    def replaced(self, text: str) -> Replaced:
        """Remove hashes and names of people from a text."""
        marks = self.marks.replaced(text)
        names = self.finder.replaced(marks.text)
        return Replaced(names.text, marks.done + names.done)

    def who(self, text: str) -> Replaced:
        """Replace the people in a 'who' text by their pseudonyms; organisations stay."""
        parts = [self.person(part) for part in segments(text)]
        return Replaced(
            "".join(part.text for part in parts),
            tuple(done for part in parts for done in part.done),
        )

    def person(self, part: str) -> Replaced:
        """Replace what may be one person by a pseudonym."""
        pseudonym = self.others.get(tokens(part))
        if pseudonym is None:
            return self.replaced(part)
        inner = part.strip()
        return Replaced(part.replace(inner, pseudonym), ((inner, pseudonym, "naam"),))


def _texts(cells: Iterable[Typed], *wanted: Treatment) -> Iterator[tuple[Typed, str]]:
    for cell in cells:
        if isinstance(cell.value, str) and treatment(cell.table, cell.row, cell.column) in wanted:
            yield cell, cell.value.strip()


def people_of(cells: list[Typed], layout: Layout, version: str) -> People:
    """Find the people in cells that name people, and every hash of contents.

    ``version`` is the current fingerprint of the workbook.
    """
    own = own_words(layout)
    public = frozenset(
        word
        for cell, text in _texts(cells, Treatment.TEXT)
        for word in tokens(text)
        if (cell.table, cell.column.key)
        in {("tblGroepen", "name"), ("tblDeelnemers", "domain"), ("tblOpgaven", "domain")}
        or (cell.table, cell.row) in {("tblInstellingen", "gemeente"), ("tblInstellingen", "wijk")}
    )
    people: dict[str, list[str]] = {}
    for cell, name in _texts(cells, Treatment.NAME):
        people.setdefault(f"Deelnemer {cell.row}", []).append(name)
    files = files_in(cells)
    accounts = _accounts(cells, own | public)
    known = replace(_addresses(cells, people), files=files.anywhere(), accounts=accounts)

    def finder() -> Finder:
        named = {pseudonym: tuple(names) for pseudonym, names in people.items()}
        return Finder(replace(known, people=named), own, public)

    others: dict[tuple[str, ...], str] = {}
    numbers = _Numbers(cells)
    found = finder()
    said = [(part, PERSON) for _, text in _texts(cells, Treatment.WHO) for part in segments(text)]
    said += [
        (part, PERSON)
        for cell, text in _texts(cells, Treatment.PROGRAM)
        for name in people_named(cell.table, cell.column.key, text)
        for part in segments(name)
    ]
    said += [(text, ACCOUNT) for _, text in _texts(cells, Treatment.ACCOUNT)]
    for part, kind in said:
        key = tokens(part)
        rest = PSEUDONYM.sub("", found.replaced(part).text)
        if (
            key
            and key not in others
            and (is_person(rest, own | public) if kind == PERSON else tokens(rest))
        ):
            others[key] = numbers.next(kind)
            people.setdefault(others[key], []).extend(
                [_bare(part, own)] if kind == PERSON else _logins(part)
            )
            found = finder()
    return People(found, others, _ordinary(cells, found, public), files, marks_in(cells, version))


def _ordinary(cells: list[Typed], finder: Finder, public: frozenset[str]) -> Ordinary:
    """Collect words that do not indicate a person; ``public`` are words of groups and domains."""
    criteria = frozenset(
        word
        for cell, text in _texts(cells, Treatment.TEXT)
        for word in tokens(text)
        if (cell.table, cell.column.key) == ("tblCriteria", "name")
    )
    roles = (text for cell, text in _texts(cells, Treatment.ROLE) if cell.column.key == "role")
    told = _texts(cells, Treatment.TEXT, Treatment.WHO, Treatment.ROLE)
    bodies = frozenset(name for _, text in told for name in bodies_in(text))
    return Ordinary(finder.ordinary | criteria, bodies - {""}, telling(roles, public | criteria))


def _logins(account: str) -> list[str]:
    r"""Give an account with and without its domain: 'GEMEENTE\jansenm' is also 'jansenm'."""
    return list(dict.fromkeys((account, account.rpartition("\\")[2], account.partition("@")[0])))


def _bare(segment: str, own: frozenset[str]) -> str:
    """Remove role words before a name: 'wethouder Jansen'."""
    words = segment.split()
    while len(words) > 1 and not words[0][0].isupper() and set(tokens(words[0])) <= own:
        words = words[1:]
    return " ".join(words)


class _Numbers:
    """Continues the numbering of people who are not scorers."""

    def __init__(self, cells: Iterable[Typed]) -> None:
        taken = [
            match[0].rpartition(" ")
            for _, text in _texts(cells, Treatment.WHO, Treatment.ACCOUNT)
            for match in PSEUDONYM.finditer(text)
        ]
        self._last = {
            kind: max((int(n) for k, _, n in taken if k == kind), default=0)
            for kind in (PERSON, ACCOUNT)
        }

    def next(self, kind: str) -> str:
        """Return the next pseudonym."""
        self._last[kind] += 1
        return f"{kind} {self._last[kind]}"


_SHORTEST_ACCOUNT = 3


def _accounts(cells: list[Typed], ordinary: frozenset[str]) -> dict[str, str]:
    """Replace the part before an @ by the scorer with that address, or else by a word for one."""
    found: dict[str, str] = {}
    for cell in cells:
        gone = treatment(cell.table, cell.row, cell.column) is Treatment.GONE
        if not (gone and isinstance(cell.value, str)):
            continue
        for address in re.findall(r"[^\s<>,;:]+(?=@)", cell.value):
            account = address.casefold()
            told = [w for w in tokens(account) if not (w in ordinary or is_mailbox(w))]
            if len(account) < _SHORTEST_ACCOUNT or not told:
                continue
            whom = f"Deelnemer {cell.row}" if cell.table == "tblDeelnemers" else EMAIL
            found[account] = whom if found.get(account, whom) == whom else EMAIL
    return found


def _addresses(cells: list[Typed], people: dict[str, list[str]]) -> Known:
    gone = [
        (c, c.value if isinstance(c.value, str) else shown(c.value))
        for c in cells
        if c.value is not None and treatment(c.table, c.row, c.column) is Treatment.GONE
    ]
    phones = {
        national(phone)
        for cell, text in gone
        if "phone" in cell.row
        for phone in PHONES.findall(text)
    }
    emails = {word.strip("<>,;") for _, text in gone for word in text.split() if "@" in word}
    codes = {text.strip() for cell, text in gone if cell.column.key == "code"}
    return Known(
        {pseudonym: tuple(found) for pseudonym, found in people.items()},
        frozenset(emails),
        frozenset(phones - {""}),
        frozenset(codes),
    )
