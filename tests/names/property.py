"""Ten ways to write each of many names: what the finder replaces, warns of, and does not see.

``python -m tests.names.property`` tries ten thousand names and prints a table.
"""

import argparse
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.names.people import Someone, people, plain
from tests.names.support import OWN
from wijkexcel.names.finder import Finder, Known

SENTENCES = (
    "Volgens {} is dit te duur.",
    "Dit kwam van {}, zegt het team.",
    "{} vroeg hierom.",
    "Daarover sprak het team met {} in mei.",
    "Er is een afspraak (zie {}).",
    "Ook {} en de bewoners willen dit.",
    "De wens is van\n{}; daarna kwam de rest.",
)
Form = Callable[[Someone, random.Random], str]


def _whole(who: Someone) -> str:
    if not who.given and not who.initials:
        return f"de heer {who.surname}"
    if who.kind.startswith("Chin"):
        return f"{who.surname}{who.given}"
    return f"{who.given or who.initials} {who.surname}"


def _any_case(who: Someone, chance: random.Random) -> str:
    return chance.choice((str, str.upper, str.lower, str.title))(_whole(who))


def _accents(who: Someone, chance: random.Random) -> str:
    whole = _whole(who)
    bare = "".join(
        c for c in unicodedata.normalize("NFD", whole) if unicodedata.category(c) != "Mn"
    )
    bare = bare.translate(str.maketrans("øØłŁıđ", "oOlLid")).replace("ß", "ss")
    written = bare, unicodedata.normalize("NFD", whole), whole.replace("ij", "ĳ"), whole
    return chance.choice(written).replace("'", chance.choice("'’‘ʼ`´"))


def _unseen(who: Someone, chance: random.Random) -> str:
    whole = _whole(who)
    at = chance.randrange(1, len(whole))
    sign = chance.choice(("\u200b", "\u00ad", "\u2060", "\ufeff"))
    hyphen = chance.choice(("-", "\u2010", "\u2011", "\u2013", "-\n", " - "))
    space = chance.choice((" ", "\u00a0", "\u202f", "\n", "  ", "\u2009"))
    written = whole[:at] + sign + whole[at:]
    return written.replace("-", hyphen).replace(" ", space)


def _reversed(who: Someone, chance: random.Random) -> str:
    comma = chance.choice((", ", " ", ","))
    if not who.given and not who.initials:
        return f"Van heer{comma}{who.surname}".replace("Van heer", "heer")
    return f"{who.surname}{comma}{who.given or who.initials}"


def _letters(who: Someone, chance: random.Random) -> str:
    if not who.initials:
        return _any_case(who, chance)
    dots = who.initials
    apart = dots.replace(".", ". ").strip()
    first = dots.partition(".")[0]
    letters = chance.choice(
        (dots, dots.replace(".", ""), apart, apart.replace(".", ""), f"{first}.")
    )
    tight = "" if letters.endswith(".") and chance.random() < 0.2 else " "
    if chance.random() < 0.3:
        return f"{who.surname}, {letters}"
    return f"{letters}{tight}{who.surname}"


def _titled(who: Someone, chance: random.Random) -> str:
    title = chance.choice(
        ("mevrouw", "de heer", "dhr.", "mw.", "wethouder", "ir.", "Mevr.", "fam.")
    )
    surname = who.surname
    return f"{title} {surname[0].upper()}{surname[1:]}"


def _surname(who: Someone, chance: random.Random) -> str:
    surname = who.surname
    return chance.choice((surname, f"{surname[0].upper()}{surname[1:]}", surname.upper()))


def _given(who: Someone, chance: random.Random) -> str:
    return who.given or _titled(who, chance)


def _possessive(who: Someone, chance: random.Random) -> str:
    name = chance.choice((who.given or who.surname, who.surname, _whole(who)))
    if not name.isascii() and not unicodedata.normalize("NFKD", name)[-1:].isascii():
        return name
    ends = ("'",) if name[-1] in "sxzSXZ" else ("s", "'s", "’s")
    return f"{name}{chance.choice(ends)} plan"


def _joined(who: Someone, chance: random.Random) -> str:
    first, last = who.given or who.initials.partition(".")[0], who.surname
    if who.kind.startswith("Chin"):
        return f"{last}{first}"
    if not first:
        return f"heer_{last}.docx".replace(" ", "_")
    camel = "".join(w[:1].upper() + w[1:] for w in re.split(r"[\s'-]+", f"{first} {last}"))
    under = re.sub(r"[\s'-]+", "_", f"{first}_{last}")
    mail = f"{first[0]}.{last}@gemeente.nl".replace(" ", ".")
    return chance.choice(
        (
            camel,
            under,
            f"verslag_{under}_v2.docx",
            f"{under.lower()}.pdf".replace("_", "."),
            f"{under.replace('_', '.').lower()}@intern",
            mail,
            camel.lower(),
            f"{first}-{last}".replace(" ", "-"),
            f"{first}.{last}".replace(" ", ""),
        )
    )


FORMS: dict[str, Form] = {
    "voluit, in elke schrijfwijze van hoofdletters": _any_case,
    "accenten los, weg of anders; apostrofs": _accents,
    "tekens die niemand ziet, andere streepjes en spaties": _unseen,
    "achternaam eerst": _reversed,
    "voorletters": _letters,
    "titel en achternaam": _titled,
    "alleen de achternaam": _surname,
    "alleen de voornaam": _given,
    "bezit": _possessive,
    "aaneen, in een adres of bestandsnaam": _joined,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One name in one form, and what came of it."""

    who: Someone
    form: str
    text: str
    left: frozenset[str]
    """Words of the name that still stand in the copy."""
    noticed: bool
    """What is left is warned of."""


def remains(who: Someone, text: str, around: str) -> frozenset[str]:
    """Words of a name in a text, found otherwise than by the finder; ``around`` is no name."""
    bare = plain(re.sub(r"Deelnemer S\d+", " ", text))
    apart = set(re.findall(r"[^\W\d_]+", bare)) - set(re.findall(r"[^\W\d_]+", plain(around)))
    whole = plain(who.surname + who.given) if not who.surname.isascii() else ""
    left = {word for word in who.words if word in apart or f"{word}s" in apart}
    left |= {word for word in who.words if len(word) >= 5 and word in re.sub(r"[\W_]+", "", bare)}
    return frozenset(left | ({whole} if whole and whole in bare else set()))


def tried(group: list[Someone], finder: Finder, chance: random.Random) -> Iterator[Tried]:
    """Write each name in each form in a sentence, and search it."""
    for who in group:
        for form, write in FORMS.items():
            around = chance.choice(SENTENCES)
            text = around.format(write(who, chance))
            left = remains(who, finder.replaced(text).text, around)
            yield Tried(who, form, text, left, bool(finder.hits(text)))


def groups(number: int, size: int = 6, seed: int = 12) -> Iterator[list[Someone]]:
    """Draw people in groups as large as a workbook has room for."""
    group: list[Someone] = []
    for who in people(number, seed):
        group.append(who)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def knows(group: list[Someone]) -> Finder:
    """The finder that knows these participants."""
    known = {f"Deelnemer S{i:02}": (who.typed,) for i, who in enumerate(group, 1)}
    return Finder(Known(known), OWN, frozenset())


def run(number: int, seed: int = 12) -> Iterator[Tried]:
    """Try so many people in every form."""
    chance = random.Random(seed)
    for group in groups(number, seed=seed):
        yield from tried(group, knows(group), chance)


def table(results: Iterable[Tried], *, show: int = 0) -> str:
    """Count per form what was replaced, only warned of, and not seen."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, list[Tried]] = defaultdict(list)
    for one in results:
        what = "vervangen" if not one.left else "gemeld" if one.noticed else "gemist"
        counts[one.form][what] += 1
        if one.left:
            shown[f"{one.form} ({what})"].append(one)
    head = f"{'vorm':<56}{'vervangen':>10}{'gemeld':>8}{'gemist':>8}"
    lines = [
        head,
        *(
            f"{form:<56}{c['vervangen']:>10}{c['gemeld']:>8}{c['gemist']:>8}"
            for form, c in counts.items()
        ),
    ]
    for form, ones in shown.items():
        step = max(1, len(ones) // show) if show else len(ones) + 1
        lines += [
            f"  {form}: {o.who.typed!r}: {o.text!r} {sorted(o.left)}" for o in ones[::step][:show]
        ]
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--namen", type=int, default=10_000)
    parser.add_argument("--toon", type=int, default=0, help="zo veel voorbeelden per vorm")
    asked = parser.parse_args()
    print(table(run(asked.namen), show=asked.toon))


if __name__ == "__main__":
    main()
