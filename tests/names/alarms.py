"""Sentences in which nobody is named: how often the finder says that somebody is.

``python -m tests.names.alarms`` prints how many of each thousand, and which.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from tests.names.people import plain
from tests.names.property import groups
from tests.names.support import OWN
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.names.finder import Finder, Known
from wijkexcel.names.suspects import Ordinary, suspects

DOCS = Path(__file__).parents[2] / "docs"
_ENGLISH = {"architectuur", "json"}
_NAMED = {"berg", "jan", "jansen", "pietjansen", "piet"}
"""People whom the manual itself names, in its examples of names."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n{2,}|\n\s*[-*\d|]+[. ]|\|")
_MARKS = re.compile(r"[`*_#>\[\]]|\(\S+\)|https?://\S+")


def _strings(value: object) -> Iterator[str]:
    """All texts in a value of the example, whatever holds them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _layout() -> Iterator[str]:
    layout = declare(Capacity(2, 2, 2, 2, 2))
    for sheet in layout.sheets:
        yield from (sheet.title, sheet.purpose)
        yield from (cell.content for cell in sheet.cells if isinstance(cell.content, str))
        for table in sheet.tables:
            yield table.purpose
            for column in table.columns:
                yield from (column.header, column.help, *column.choices)
    for setting in layout.settings:
        yield from (setting.label, setting.help, *setting.choices)


@lru_cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the example, the workbook and the manual, once; without its people."""
    data = example().model_dump(mode="json", exclude={"scores"})
    scorers = data.pop("scorers")
    settings = data["settings"]
    people = {w for s in scorers for w in plain(s["name"]).split()}
    people |= _NAMED | set(
        plain(f"{settings.pop('sender')} {settings.pop('contact_name')}").split()
    )
    manual = "\n\n".join(
        re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in sorted(DOCS.glob("*.md"))
        if path.stem not in _ENGLISH
    )
    texts = [*_strings(data), *_layout(), re.sub(r"\n(?!\n|\s*[-*\d|])", " ", manual)]
    found: dict[str, None] = {}
    for text in texts:
        for piece in _SENTENCE.split(text):
            said = " ".join(_MARKS.sub(" ", piece).split())
            if len(said.split()) > 2 and not people & set(re.findall(r"\w+", plain(said))):
                found[said] = None
    return tuple(found)


def alarms(number: int, seed: int = 12) -> Iterator[tuple[str, str, bool]]:
    """Yield sentence, words and whether it was sure, for groups of 24 who are not in them."""
    chance = random.Random(seed)
    for group, chosen in zip(groups(24 * 50, 24, seed), _draws(number, chance), strict=False):
        known = {f"Deelnemer S{i:02}": (who.typed,) for i, who in enumerate(group, 1)}
        finder = Finder(Known(known), OWN, frozenset())
        for said in chosen:
            for hit in finder.hits(said)[:1]:
                yield said, f"{hit.word} ({hit.why})", hit.replacement is not None


def _draws(number: int, chance: random.Random) -> Iterator[list[str]]:
    drawn = list(sentences())
    chance.shuffle(drawn)
    drawn = drawn[:number]
    size = max(1, len(drawn) // 50)
    for at in range(0, len(drawn), size):
        yield drawn[at : at + size]


def main() -> None:
    """Print figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zinnen", type=int, default=2_000)
    asked = parser.parse_args()
    found = list(alarms(asked.zinnen))
    sure = sum(one[2] for one in found)
    of = min(asked.zinnen, len(sentences()))
    print(f"{of} zinnen: {sure} keer zeker, {len(found) - sure} keer gemeld")
    for said, word, _ in found:
        print(f"  {word}: {said[:100]}")
    marks = Counter(bool(suspects(said, Ordinary(OWN))) for said in sentences()[:of])
    print(f"lijkt een persoon, adres of nummer: {marks[True]} van {of}")


if __name__ == "__main__":
    main()
