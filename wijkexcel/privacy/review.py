"""Fill the review list: which text is where, what needs attention, what was replaced."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wijkexcel.dutch import numbers
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.lists import listed
from wijkexcel.layout.review import (
    EXPLAINED,
    LEFT_TABLE,
    NAMES_TABLE,
    REVIEW_TABLE,
    WARNING,
    declare_review,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.ooxml.cellvalue import MAX_TEXT
from wijkexcel.privacy.carry import writable
from wijkexcel.privacy.clean import Cleaned
from wijkexcel.privacy.people import People
from wijkexcel.rules.domains import domain_key
from wijkexcel.workbook.building.build import build_layout
from wijkexcel.workbook.typed_cells import Plain, Rows

DECIDES_NOTHING = (
    "Het programma beslist niet wat openbaar mag worden. Dat doet een mens, met de lijst erbij."
)
NOTHING = "(niets)"


@dataclass(frozen=True)
class Traceable:
    """What still identifies a person although the names are removed.

    ``small``: names of groups with fewer people than the minimum, with their size.
    ``alone``: scorers who are the only ones of their group with their domain.
    """

    small: tuple[tuple[str, int], ...]
    alone: tuple[str, ...]


def traceable(dossier: Dossier, cleaned: Dossier) -> Traceable:
    """Find small groups and people who are the only one; group names are those of the copy."""
    sizes = Counter(scorer.group for scorer in dossier.scorers)
    limit = dossier.settings.smallest_group
    small = tuple(
        (f"{group.id} ({group.name})", sizes[group.id])
        for group in cleaned.groups
        if 0 < sizes[group.id] < limit
    )
    pairs = Counter((s.group, domain_key(s.domain)) for s in dossier.scorers)
    alone = tuple(
        s.id
        for s in dossier.scorers
        if s.domain and pairs[s.group, domain_key(s.domain)] == 1 and sizes[s.group] > 1
    )
    return Traceable(small, alone)


def people_said(count: int) -> str:
    """State a number of people in words."""
    return numbers.count(count, "deelnemer", "deelnemers")


def small_groups(found: Traceable, limit: int) -> str:
    """Say which groups are so small that scores identify a person."""
    if not found.small:
        return f"Er is geen groep met minder dan {people_said(limit)}."
    groups = listed(f"{name}: {people_said(count)}" for name, count in found.small)
    return (
        f"Let op bij {groups}. In zo'n kleine groep weet men wie welke score gaf, ook zonder naam. "
        f"De kleinste groep die openbaar mag, is in dit werkboek {limit}."
    )


def build_review(
    copy_name: str, cleaned: Cleaned, people: People, found: Traceable, limit: int, day: date
) -> bytes:
    """Build the list as a workbook: values only, no formulas."""
    names = _people(cleaned, people)
    layout = declare_review(len(cleaned.reviews), len(names), len(cleaned.gone))
    rows: Rows = {
        EXPLAINED: _explained(copy_name, found, limit),
        REVIEW_TABLE: _reviews(cleaned),
        NAMES_TABLE: names,
        LEFT_TABLE: _numbered(
            [
                {"kind": g.kind, "sheet": g.sheet, "cell": g.cell, "what": g.what, "text": g.text}
                for g in cleaned.gone
            ]
        ),
    }
    return build_layout(layout, rows, title=WARNING, author="wijkexcel", created=day)


def _numbered(records: Sequence[dict[str, str]]) -> dict[str, dict[str, Plain]]:
    if not records:
        return {"1": {"what": NOTHING, "names": NOTHING}}
    return {
        str(i): {key: _fitting(text) for key, text in record.items() if text}
        for i, record in enumerate(records, 1)
    }


def _fitting(text: str) -> str:
    """Shorten a text that is too long for a cell, such as a text of many marks."""
    fits = len(text.encode("utf-16-le")) <= 2 * MAX_TEXT
    return writable(text if fits else text[: MAX_TEXT // 2])


def _reviews(cleaned: Cleaned) -> dict[str, dict[str, Plain]]:
    return _numbered(
        [
            {
                "sheet": review.place.sheet,
                "cell": review.place.cell,
                "what": review.place.what,
                "notice": "ja" if review.marked or review.replaced else "nee",
                "marked": "; ".join(review.marked),
                "replaced": "; ".join(
                    f"{word} → {new}{' (deel van een naam: klopt dit?)' if 'deel' in why else ''}"
                    for word, new, why in dict.fromkeys(review.replaced)
                ),
                "text": review.text,
            }
            for review in cleaned.reviews
        ]
    )


def _people(cleaned: Cleaned, people: People) -> dict[str, dict[str, Plain]]:
    times = Counter(
        name for review in cleaned.reviews for name in {new for _, new, _ in review.replaced}
    )
    persons = [
        {
            "pseudonym": pseudonym,
            "names": "; ".join(dict.fromkeys(names)),
            "times": _times(times[pseudonym]),
        }
        for pseudonym, names in people.finder.known.people.items()
    ]
    files = [
        {"pseudonym": new, "names": name} for name, new in people.files.names.items() if new != name
    ]
    return _numbered([*persons, *files])


def _times(number: int) -> str:
    """Say in how many listed texts a name was replaced; possibly none."""
    return f"{number} teksten" if number > 1 else "1 tekst" if number else ""


def _explained(copy_name: str, found: Traceable, limit: int) -> dict[str, dict[str, Plain]]:
    alone = (
        f"{listed(found.alone)}: zij zijn de enigen in hun groep met hun domein. Wie de wijk kent, "
        "weet dan soms wie het is."
        if found.alone
        else "Niemand is de enige in zijn groep met zijn domein."
    )
    texts = {
        "what": (
            "Wat is dit?",
            f"De lijst bij de kopie {copy_name}. In deze lijst staan echte namen en adressen. "
            "Bewaar hem bij het originele werkboek en stuur hem nooit mee met de kopie.",
        ),
        "how": (
            "Wat doet u nu?",
            "1. Lees op het blad Nakijken elke tekst. Begin met de rijen waar iets opvalt.\n"
            "2. Moet er iets weg? Verander het in de kopie, op het blad en in de cel die erbij "
            "staan.\n"
            "3. Kijk op het blad Weggelaten wat er niet in de kopie staat.\n"
            "4. Hebt u de kopie in Excel bewaard? Dan staat uw eigen naam nu in de eigenschappen. "
            f"Maak van die kopie nog eens een kopie met '{as_typed('anonimiseer')}', en gebruik "
            "die.",
        ),
        "copied": (
            "Wat gaat er mee?",
            "Alleen wat in de tabellen van het werkboek staat. De kopie is opnieuw opgebouwd, met "
            "dezelfde scores en dezelfde formules. Wat u er zelf bij zette, zit er niet in: "
            "notities, afbeeldingen, tekstvakken, kop- en voetteksten, opmaak en eigen bladen.",
        ),
        "groups": ("Zijn scores te herleiden?", small_groups(found, limit)),
        "alone": ("En het domein?", alone),
        "missed": (
            "Wat kan het programma missen?",
            "Namen die nergens in het werkboek als deelnemer of betrokkene staan, bijnamen, "
            "schrijffouten, en zinnen waaruit blijkt over wie het gaat. Daarom leest u alles zelf.",
        ),
        "not": (
            "Is de kopie anoniem?",
            "Nee. De nummers van de deelnemers zijn dezelfde gebleven. Wie het originele werkboek "
            "heeft, kan iedereen terugvinden. Voor de AVG blijven het persoonsgegevens.",
        ),
        "end": ("Mag de kopie openbaar worden?", DECIDES_NOTHING),
    }
    return {key: {"question": question, "text": text} for key, (question, text) in texts.items()}
