"""Checks that nothing internal was typed into a text that becomes public (promise 5)."""

import re
from collections.abc import Iterator

from wijkexcel.checks.base import (
    AMBITION,
    DECISIONS,
    OPGAVEN,
    SETTINGS,
    error,
    header,
    key,
    label,
    setting,
    setting_label,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Visibility
from wijkexcel.rules.outcome import Outcome

SHORTEST_NAME = 3
SHORTEST_NOTE = 12
"""Shorter notes ('akkoord', 'zie boven') are too common to call a leak."""
REWRITE = "Schrijf deze tekst anders: hij wordt openbaar."

Texts = list[tuple[Where, str]]


def typed_texts(dossier: Dossier) -> Texts:
    """List all typed texts that reach public documents, with their place, as they were typed."""
    s = dossier.settings
    found = [
        (setting("what_was_asked"), s.what_was_asked),
        (setting("next_steps"), s.next_steps),
    ]
    for o in dossier.opgaven:
        found.append((Where(OPGAVEN, o.id, "put_forward_by"), o.put_forward_by))
    for d in dossier.decisions:
        found.append((Where(DECISIONS, d.opgave, "public_reason"), d.public_reason))
        found.append((Where(DECISIONS, d.opgave, "follow_up"), d.follow_up))
    for a in dossier.ambitions:
        fields = ("objective", "measured_by", "first_measures", "who")
        found += [(Where(AMBITION, a.opgave, field), getattr(a, field)) for field in fields]
    return [(where, text) for where, text in found if text.strip()]


def public_texts(dossier: Dossier) -> Texts:
    """List the same texts as compared."""
    return [(where, key(text)) for where, text in typed_texts(dossier)]


def leaks(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No internal criterion, scorer, internal note or remark stands in a public text."""
    texts = public_texts(dossier)
    if texts:
        yield from _criteria(dossier, texts)
        yield from _scorers(dossier, texts)
        yield from _notes(dossier, texts)


def place(where: Where) -> str:
    """Name the place of a public text."""
    if where.table == SETTINGS:
        return f"de tekst bij {setting_label(where.row)}"
    return f"de openbare tekst bij {header(where.table, where.column)} van {where.row}"


def _criteria(dossier: Dossier, texts: Texts) -> Iterator[Finding]:
    for c in dossier.criteria:
        if c.visibility is Visibility.INTERNAL:
            for where in with_name(c.name, texts):
                yield error(
                    "intern-criterium-in-openbare-tekst",
                    where,
                    f"In {place(where)} staat de naam van een intern criterium: {label(c)}.",
                    REWRITE,
                )


def _scorers(dossier: Dossier, texts: Texts) -> Iterator[Finding]:
    s = dossier.settings
    public = {key(s.sender), key(s.contact_name), *(key(g.name) for g in dossier.groups)}
    for scorer in dossier.scorers:
        if key(scorer.name) not in public:
            for where in with_name(scorer.name, texts):
                yield error(
                    "deelnemer-in-openbare-tekst",
                    where,
                    f"In {place(where)} staat de naam van een deelnemer: {label(scorer)}.",
                    REWRITE,
                )


def _notes(dossier: Dossier, texts: Texts) -> Iterator[Finding]:
    n = SHORTEST_NOTE
    starts = {text[i : i + n] for _where, text in texts for i in range(len(text) - n + 1)}

    def places_of(secret: str) -> list[Where]:
        """Return the places of texts that hold a note in full; most notes begin in none."""
        sought = key(secret)
        return [w for w, text in texts if sought in text] if sought[:n] in starts else []

    for d in dossier.decisions:
        for where in places_of(d.internal_note):
            yield error(
                "notitie-in-openbare-tekst",
                where,
                f"In {place(where)} staat letterlijk de interne notitie bij {d.opgave}.",
                REWRITE,
            )
    for remark in dossier.remarks:
        for where in places_of(remark.text):
            yield error(
                "opmerking-in-openbare-tekst",
                where,
                f"In {place(where)} staat letterlijk een opmerking van deelnemer "
                f"{remark.scorer} over {remark.opgave}.",
                REWRITE,
            )


def with_name(name: str, texts: Texts) -> list[Where]:
    """Return the places of texts in which a name stands as whole words."""
    sought = key(name)
    if len(sought) < SHORTEST_NAME:
        return []
    whole = re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)")
    return [where for where, text in texts if sought in text and whole.search(text)]
