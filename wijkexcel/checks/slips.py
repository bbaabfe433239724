"""Checks on what may have slipped into a public text: less sure than ``leaks``, so warnings."""

import re
from collections.abc import Iterable, Iterator

from wijkexcel.checks.base import OPGAVEN, key, label, warning
from wijkexcel.checks.leaks import (
    REWRITE,
    SHORTEST_NAME,
    SHORTEST_NOTE,
    Texts,
    place,
    typed_texts,
    with_name,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Scorer
from wijkexcel.names.suspects import ADDRESSED
from wijkexcel.names.words import ROLES, SMALL_PARTS
from wijkexcel.rules.outcome import Outcome

_RUN = 5
"""This many words in a row that also stand in an internal text are no chance."""
_LONG_WORD, _LONG_WORDS = 5, 2
"""Unless they are small words, such as 'en dat is in de'."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NOT_A_NAME = frozenset(f"{SMALL_PARTS} {ROLES}".split())


def slips(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No name in part and no run of words from an internal text in a public text."""
    texts = typed_texts(dossier)
    if texts:
        yield from _names(dossier, texts)
        yield from _runs(dossier, texts)


def _words(*texts: str) -> list[str]:
    return [word for text in texts for word in _WORD.findall(text)]


def _ordinary(dossier: Dossier) -> frozenset[str]:
    """Words that are no sign of a person: the public words of the dossier itself."""
    s = dossier.settings
    texts = [s.gemeente, s.wijk, s.sender, s.contact_name]
    texts += [text for o in dossier.opgaven for text in (o.name, o.domain)]
    texts += [text for c in dossier.criteria for text in (c.name, c.question)]
    texts += [g.name for g in dossier.groups]
    return _NOT_A_NAME | {word.casefold() for word in _words(*texts)}


def _names(dossier: Dossier, texts: Texts) -> Iterator[Finding]:
    ordinary = _ordinary(dossier)
    compared = [(where, key(text)) for where, text in texts]
    whole = {(s.id, where) for s in dossier.scorers for where in with_name(s.name, compared)}
    named = {where for _, where in whole}
    parts = [(s, _parts(s, ordinary)) for s in dossier.scorers]
    for where, text in texts:
        words = frozenset(_words(text))
        for scorer, mine in parts:
            hit = [part for part in mine if part in words or part.upper() in words]
            if hit and (scorer.id, where) not in whole:
                named.add(where)
                yield warning(
                    "deel-van-naam-in-openbare-tekst",
                    where,
                    f"In {place(where)} staat '{hit[0]}'. Zo heet ook deelnemer {label(scorer)}.",
                    f"Gaat het over deze deelnemer? {REWRITE}",
                )
        if where not in named:
            yield from _addressed(where, text, ordinary)


def _parts(scorer: Scorer, ordinary: frozenset[str]) -> list[str]:
    """First name and surname of a scorer, as they are written: with a capital."""
    return [
        part
        for part in _words(scorer.name)
        if len(part) >= SHORTEST_NAME and part[0].isupper() and part.casefold() not in ordinary
    ]


def _addressed(where: Where, text: str, ordinary: frozenset[str]) -> Iterator[Finding]:
    for found in ADDRESSED.finditer(text):
        if _words(found[1])[-1].casefold() not in ordinary:
            yield warning(
                "persoon-in-openbare-tekst",
                where,
                f"In {place(where)} staat '{' '.join(found[0].split())}'. Dat lijkt een persoon.",
                "Mag deze persoon met naam in de brief? Schrijf de tekst anders als dat niet zo "
                "is.",
            )
            return


def _internal(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Each internal text, with words for what it is."""
    for d in dossier.decisions:
        yield f"de interne notitie bij {d.opgave}", d.internal_note
    for r in dossier.remarks:
        yield f"een opmerking van deelnemer {r.scorer} over {r.opgave}", r.text
    for a in dossier.reconsiderations:
        yield f"de reden bij de heroverweging van {a.opgave}", a.why


def _windows(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.casefold() for word in _words(text)]
    for i in range(len(words) - _RUN + 1):
        run = tuple(words[i : i + _RUN])
        if sum(len(word) >= _LONG_WORD for word in run) >= _LONG_WORDS:
            yield run


def _runs(dossier: Dossier, texts: Texts) -> Iterator[Finding]:
    open_texts: Iterable[str] = [text for o in dossier.opgaven for text in (o.name, o.description)]
    known = {run for text in open_texts for run in _windows(text)}
    known |= {run for c in dossier.criteria for run in _windows(f"{c.name} {c.question}")}
    secrets = [(what, text, key(text)) for what, text in _internal(dossier) if text.strip()]
    source: dict[tuple[str, ...], tuple[str, str]] = {}
    for what, text, compared in secrets:
        for run in _windows(text):
            source.setdefault(run, (what, compared))
    for where, text in texts:
        if where.table == OPGAVEN:
            continue
        for run in _windows(text):
            if run in source and run not in known:
                what, compared = source[run]
                if len(compared) >= SHORTEST_NOTE and compared in key(text):
                    continue  # ``leaks`` has said so
                yield warning(
                    "interne-woorden-in-openbare-tekst",
                    where,
                    f"In {place(where)} staat '{' '.join(run)}'. Die woorden staan ook in {what}.",
                    f"Was dit bedoeld voor wie besluit? {REWRITE}",
                )
                break
