"""Numbers in a text that reveal scores of this dossier.

A text about one opgave is compared with its scores, any other text with all scores.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from wijkexcel.dutch.figures import ALONE, UNIT, Figure, Sort, figures_in, is_labelled
from wijkexcel.dutch.numbers import fixed
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.aggregate import Floats
from wijkexcel.rules.outcome import Outcome
from wijkexcel.rules.people import heads, people_behind
from wijkexcel.rules.threshold import shown

_SHOWN = (0, 1, 2)
"""Decimals to which people round scores when copying them."""
_IS = r"\s*[:=(]\s*"
_SAYS = rf"{_IS}|\s+(?:(?:is|was|een|krijgt|kreeg|scoort|scoorde)\s+)*"
_LONG_WORD = 4
"""Shorter words of a name are small ones."""
_PERCENT = re.compile(r"%|procent", re.IGNORECASE)
_DECIMALS = re.compile(r"\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A number in a text.

    Attributes:
        figure: as found.
        sure: whether it is a real mark, mean or count of this dossier, with distinctive words.
    """

    figure: Figure
    sure: bool


class Answers:
    """The marks, means and counts of a dossier, for comparison with texts."""

    def __init__(self, dossier: Dossier, outcome: Outcome) -> None:
        self._dossier, self._outcome = dossier, outcome
        self._ids = [o.id for o in dossier.opgaven]
        self._marks: dict[str, frozenset[float]] = {}
        self._sizes: dict[str, frozenset[int]] = {}
        names = [c.name for c in dossier.criteria] + [g.name for g in dossier.groups]
        words = {word for name in names for word in name.split() if len(word) >= _LONG_WORD}
        self._named = (
            (_beside([*names, *(c.id for c in dossier.criteria)], _SAYS), True),
            (_beside(words, _IS), False),
        )

    def told(self, text: str, opgave: str = "") -> tuple[Told, ...]:
        """List the numbers in a text that may be scores of this dossier.

        Impossible ones are left out: marks off the scale, and more people than participants. A
        number without distinctive words that equals no score is left out too.

        Args:
            text: the typed text.
            opgave: id of the opgave concerned; any other id for no opgave.
        """
        opgave = opgave if opgave in self._ids else ""
        found = []
        known = figures_in(text)
        for figure in (*known, *self._beside_names(text, known)):
            possible, real = (self._mark if figure.sort is Sort.MARK else self._people)(
                figure, opgave
            )
            if possible and (figure.telling or real):
                found.append(Told(figure, figure.telling and real))
        if opgave and _DECIMALS.search(text):
            bare = (
                one
                for one in self._bare(text, opgave)
                if not any(one.words in told.figure.words for told in found)
            )
            found += [Told(figure, sure=False) for figure in bare]
        return tuple(found)

    def _beside_names(self, text: str, known: Iterable[Figure]) -> Iterator[Figure]:
        """A mark behind the name of a criterion or a group, or a word of it: 'Draagvlak: 2'."""
        if not any(map(str.isdecimal, text)):
            return
        seen = [one.words.casefold() for one in known if one.telling]
        for pattern, telling in self._named:
            for hit in pattern.finditer(text):
                words = " ".join(hit[0].split())
                low = words.casefold()
                if not any(one in low or low in one for one in seen):
                    seen.append(low)
                    yield Figure(words, Sort.MARK, (float(hit["mark"].replace(",", ".")),), telling)

    def _bare(self, text: str, opgave: str) -> Iterator[Figure]:
        """A number with decimals that is a score of the opgave, whatever the words around it."""
        result = next((o for o in self._outcome.opgaven if o.opgave == opgave), None)
        if result is None:
            return
        limit = self._dossier.settings.threshold
        floors = {c.id: c.floor for c in self._dossier.criteria}
        values = [(v, limit) for v in (result.total, *result.by_group.values()) if v is not None]
        values += [(v, floors[c]) for c, v in result.by_criterion.items()]
        both = {(shown(value, bound), round(value, 9)) for value, bound in values}
        for hit in _copied(both).finditer(text):
            if not is_labelled(text[: hit.start()]):
                value = float(hit[0].replace(",", "."))
                yield Figure(hit[0], Sort.MARK, (value,), telling=False)

    def _mark(self, figure: Figure, opgave: str) -> tuple[bool, bool]:
        s, (value, *_) = self._dossier.settings, figure.numbers
        if _PERCENT.search(figure.words):
            # By itself it is a score only where it says so, or is the one of this opgave.
            return value <= 100, bool(figure.telling or opgave) and value in self._shares_of(opgave)
        if value == s.threshold and figure.words.casefold().startswith("afgesproken"):
            return False, False
        return s.lowest <= value <= s.highest, value in self._marks_of(opgave)

    def _people(self, figure: Figure, opgave: str) -> tuple[bool, bool]:
        count, *of = figure.numbers
        whole = all(number == int(number) for number in figure.numbers)
        if "%" in figure.words or "procent" in figure.words or not whole:
            return bool(self._dossier.scorers), False
        sizes = self._sizes_of(opgave)
        possible = max(figure.numbers) <= int(heads(self._dossier).sum())
        return possible, (of[0] in sizes if of else count <= max(sizes, default=0))

    def _marks_of(self, opgave: str) -> frozenset[float]:
        """Every mark and mean of an opgave (or of all), exact and as people round it."""
        if opgave not in self._marks:
            rows = self._rows(opgave)
            agg = self._outcome.aggregate
            found: list[Floats] = [
                self._dossier.scores.values[rows],
                *(
                    values[rows]
                    for values in (agg.total, agg.group_total, agg.group_mean, agg.criterion)
                ),
            ]
            flat = np.concatenate([np.ravel(values) for values in found])
            known = flat[~np.isnan(flat)]
            self._marks[opgave] = frozenset(
                float(value) for decimals in _SHOWN for value in np.round(known, decimals)
            )
        return self._marks[opgave]

    def _shares_of(self, opgave: str) -> frozenset[float]:
        """Totals as a percentage of the scale, from its lowest mark or from nought."""
        s, low = self._dossier.settings, self._dossier.settings.lowest
        results = [o for o in self._outcome.opgaven if not opgave or o.opgave == opgave]
        totals = [v for o in results for v in (o.total, *o.by_group.values()) if v is not None]
        shares = [100 * v / s.highest for v in totals if s.highest > 0]
        shares += [100 * (v - low) / (s.highest - low) for v in totals if s.highest > low]
        written = {fixed(share, decimals) for share in shares for decimals in (0, 1)}
        return frozenset(float(share.replace(",", ".")) for share in written)

    def _sizes_of(self, opgave: str) -> frozenset[int]:
        """The sizes of groups, present and past, and the total number of people."""
        if opgave not in self._sizes:
            counted = people_behind(self._dossier, opgave or None)
            scorers, many = self._dossier.scorers, heads(self._dossier)
            # A table may be told as one, or as the people who sit at it.
            members = [
                sum(int(count) for s, count in zip(scorers, each, strict=True) if s.group == g.id)
                for g in self._dossier.groups
                for each in (np.ones_like(many), many)
            ]
            all_of_them = (sum(counted.values()), len(scorers), int(many.sum()))
            self._sizes[opgave] = frozenset({*counted.values(), *members, *all_of_them} - {0})
        return self._sizes[opgave]

    def _rows(self, opgave: str) -> list[int]:
        return [self._ids.index(opgave)] if opgave else list(range(len(self._ids)))


def _beside(names: Iterable[str], between: str) -> re.Pattern[str]:
    """A mark behind one of these names, and nothing between but what says that it is one."""
    wanted = sorted({one.strip() for one in names if len(one.strip()) > 2}, key=len, reverse=True)
    written = "|".join(r"\s+".join(map(re.escape, one.split())) for one in wanted) or r"(?!)"
    mark = r"(?P<mark>\d{1,2}(?:[.,]\d{1,2})?)(?![\w½/%-])"
    return re.compile(rf"(?<!\w)(?:{written})(?:{between}){mark}{ALONE}", re.IGNORECASE)


def _copied(scores: Iterable[tuple[float, float]]) -> re.Pattern[str]:
    """Scores as people copy them, with one or two decimals, and not other numbers or amounts.

    Args:
        scores: each as shown, and exact.
    """
    wanted = {fixed(value, decimals) for pair in scores for value in pair for decimals in (1, 2)}
    written = "|".join(sorted(one.replace(",", "[.,]") for one in wanted)) or r"(?!)"
    before = r"(?<![\d.,])(?<!€)(?<!€\s)"
    return re.compile(rf"{before}(?:{written})(?!\d|[.,]\d){UNIT}", re.IGNORECASE)
