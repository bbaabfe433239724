"""The documents as text, and the JSON keys that they tell of."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def documented_keys() -> dict[str, set[str]]:
    """Keys in the first column of the tables of json.md, by section and by part of one."""
    found: dict[str, set[str]] = {}
    for section in re.split(r"\n###? ", text_of("docs/json.md"))[1:]:
        title = section.splitlines()[0]
        found[title] = set(re.findall(r"^\| `([a-z_]+)` \|", section, re.MULTILINE))
    return found


def only(found: dict[str, set[str]], word: str) -> set[str]:
    keys, *_ = [keys for title, keys in found.items() if word in title]
    return keys
