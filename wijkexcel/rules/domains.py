"""Domains as people type them: when two are one, and when they may be meant as one."""

import re
from difflib import SequenceMatcher
from typing import Final

from wijkexcel.dutch.plain import spaced

PLAIN: Final = {
    accented: plain
    for plain, letters in {
        "a": "àáâäãå",
        "c": "ç",
        "e": "èéêë",
        "i": "ìíîï",
        "n": "ñ",
        "o": "òóôöõ",
        "u": "ùúûü",
    }.items()
    for accented in letters
}
"""Letters that count as the one without their accent, here and in the workbook's formulas."""
_ACCENTS: Final = str.maketrans(PLAIN)
_SMALL: Final = frozenset(["de", "en", "het", "in", "met", "of", "op", "van", "voor"])
"""Words that tell nothing of a domain."""
_NEAR: Final = 0.85
"""Share of letters in common from which two texts differ by a slip of the pen."""
_SHORT: Final = 5
"""Shorter texts are different words if they differ at all."""


def domain_key(text: str) -> str:
    """A domain as it is compared: without capitals, accents and superfluous spaces."""
    return re.sub(" +", " ", spaced(text)).strip(" ").lower().translate(_ACCENTS)


def parts(text: str) -> frozenset[str]:
    """The keys of a text that may name several domains: of the whole, and of each of them."""
    return frozenset(filter(None, map(domain_key, (text, *re.split("[,;/]", text)))))


def alike(one: str, other: str) -> bool:
    """Whether two different keys may be meant as one domain.

    So it is when all words of one are in the other ('wonen', 'wonen en energie'), or when hardly
    a letter differs.
    """
    if one == other:
        return False
    words, others = (frozenset(re.findall(r"\w+", key)) - _SMALL for key in (one, other))
    if words and others and (words <= others or others <= words):
        return True
    if min(len(one), len(other)) < _SHORT:
        return False
    compared = SequenceMatcher(None, one, other)
    return compared.quick_ratio() >= _NEAR and compared.ratio() >= _NEAR
