"""A sentence that the program writes and later recognises: declared once, used both ways.

::

    SENT = Sentence("verdeel: {what} gemaakt voor {ids}.", what=one_of("Uitvraag"), ids=SCORERS)
    SENT.write(what="Uitvraag", ids=["S01", "S02"])  # 'verdeel: Uitvraag gemaakt voor S01, S02.'
    SENT.match("verdeel: Uitvraag gemaakt voor S01.")["ids"]  # 'S01'

Whatever is written is always recognised: a value that would not be is refused, as a programming
error.
"""

import re
from collections.abc import Callable, Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any, Final


class Written(str):
    """A text written by a ``Sentence``, so that it can be recognised; only these are logged."""

    __slots__ = ()


class Slot:
    """One slot of a sentence: how a value is written, and its pattern.

    Args:
        pattern: a regular expression without capturing groups.
        says: converts the value to words.
    """

    def __init__(self, pattern: str, says: Callable[[Any], str] = str) -> None:
        self._pattern = pattern
        self._says = says

    def write(self, value: Any) -> str:
        """Put a value in words.

        Raises:
            ValueError: it would not be recognised.
        """
        text = self._says(value)
        if re.fullmatch(self.pattern({}), text) is None:
            message = f"{text!r} is no {self._pattern}"
            raise ValueError(message)
        return text

    def pattern(self, narrow: "Narrow") -> str:
        """Its pattern; ``narrow`` has stricter patterns for some slots."""
        return narrow.get(self, self._pattern)


Narrow = Mapping[Slot, str]

NUMBER: Final = Slot(r"\d+")
FILE: Final = Slot(r"[^\n]*", lambda name: str(name).replace("\n", " "))
"""The name of a file: on one line, whatever its name."""
PERSON: Final = Slot(r"(?s:.*)")
TYPED: Final = Slot(r"(?s:.*?)")
"""Typed text, on any number of lines; matched as short as possible."""


class Sentence(Slot):
    """A sentence with slots; it can itself be in a slot of another one.

    Args:
        template: the words, with ``{name}`` for each slot.
        slots: the slots by name; each name occurs once in the template.
    """

    def __init__(self, template: str, **slots: Slot) -> None:
        super().__init__(template)
        self.template = template
        self.slots = slots
        parsed = list(Formatter().parse(template))
        self._parts = [(literal, name) for literal, name, _, _ in parsed]
        names = [name for _, name in self._parts if name is not None]
        if sorted(names) != sorted(slots):
            message = f"{template!r} has {names}, declared are {sorted(slots)}"
            raise TypeError(message)

    def write(self, value: Mapping[str, Any] | str | None = None, /, **values: Any) -> Written:
        """Write the sentence.

        Args:
            value: in a slot of another sentence: its values, or a text that it wrote before.
            values: its values by name.

        Raises:
            TypeError: the given values do not match its slots.
            ValueError: a value would not be recognised.
        """
        if isinstance(value, str):
            return Written(super().write(value))
        given = {**(value or {}), **values}
        if given.keys() != self.slots.keys():
            message = f"{self.template!r} wants {sorted(self.slots)}, not {sorted(given)}"
            raise TypeError(message)
        return Written(
            "".join(
                literal + (self.slots[name].write(given[name]) if name is not None else "")
                for literal, name in self._parts
            )
        )

    def pattern(self, narrow: Narrow, *, named: bool = False) -> str:
        """Derive the regular expression; ``named`` has a group for each slot."""
        return "".join(
            re.escape(literal) + ("" if name is None else self._group(name, narrow, named=named))
            for literal, name in self._parts
        )

    def until(self, name: str) -> str:
        """Derive the regular expression, with groups, of everything before a slot."""
        whole, slot = self.pattern({}, named=True), self._group(name, {}, named=True)
        return whole[: whole.index(slot)]

    def _group(self, name: str, narrow: Narrow, *, named: bool) -> str:
        return f"({'?P<' + name + '>' if named else '?:'}{self.slots[name].pattern(narrow)})"

    def match(self, text: str, narrow: Narrow = MappingProxyType({})) -> re.Match[str] | None:
        """Recognise the sentence; the groups of the match are the contents of its slots."""
        return re.fullmatch(self.pattern(narrow, named=True), text)


def one_of(*words: str) -> Slot:
    """One of these words."""
    return Slot("|".join(map(re.escape, words)))


def either(*slots: Slot) -> Slot:
    """A text already written by one of these."""
    return _Either(slots)


def maybe(slot: Slot) -> Slot:
    """The same, or nothing when the value is None."""
    return _Maybe(slot)


def many(slot: Slot, between: str = ", ") -> Slot:
    """One or more of the same, with a separator."""
    return _Many(slot, between)


def counted(one: str, more: str) -> Slot:
    """A number with its words, as ``1 fout`` and ``3 fouten``; ``{}`` marks the number."""
    single = one.replace("{}", "1")

    def says(number: int) -> str:
        return single if number == 1 else more.replace("{}", str(number))

    several = re.escape(more).replace(re.escape("{}"), r"(?!1(?!\d))\d+")
    return Slot(f"{re.escape(single)}|{several}", says)


class _Either(Slot):
    def __init__(self, slots: tuple[Slot, ...]) -> None:
        super().__init__("")
        self._slots = slots

    def pattern(self, narrow: Narrow) -> str:
        return "|".join(f"(?:{slot.pattern(narrow)})" for slot in self._slots)


class _Maybe(Slot):
    def __init__(self, slot: Slot) -> None:
        super().__init__("")
        self._slot = slot

    def write(self, value: Any) -> str:
        return "" if value is None else self._slot.write(value)

    def pattern(self, narrow: Narrow) -> str:
        return f"(?:{self._slot.pattern(narrow)})?"


class _Many(Slot):
    def __init__(self, slot: Slot, between: str) -> None:
        super().__init__("")
        self._slot = slot
        self._between = between

    def write(self, value: Any) -> str:
        """Write each; there must be at least one.

        Raises:
            ValueError: there is none, or one would not be recognised.
        """
        if not value:
            message = "nothing to list"
            raise ValueError(message)
        return self._between.join(self._slot.write(item) for item in value)

    def pattern(self, narrow: Narrow) -> str:
        one = f"(?:{self._slot.pattern(narrow)})"
        return f"{one}(?:{re.escape(self._between)}{one})*"
