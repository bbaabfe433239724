"""Colours, and how well one can be read on another."""

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, criterion 1.4.3)."""
_HEX = re.compile(r"#?([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour of the screen: red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> "Colour":
        """Read ``#RRGGBB``, with or without the sign.

        Raises:
            ValueError: it is something else.
        """
        found = _HEX.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        return cls(*(int(part, 16) for part in found.groups()))

    def __str__(self) -> str:
        """As workbooks and web pages write it: ``#RRGGBB``."""
        return f"#{self.bare}"

    @property
    def bare(self) -> str:
        """As Word writes it: ``RRGGBB``."""
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def luminance(self) -> float:
        """How much light it gives, from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        red, green, blue = (_light(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: "Colour", share: float) -> "Colour":
        """This colour with so much (0 to 1) of another through it."""
        pairs = (
            (self.red, other.red),
            (self.green, other.green),
            (self.blue, other.blue),
        )
        return Colour(*(round(own + share * (more - own)) for own, more in pairs))


def contrast(one: Colour, other: Colour) -> float:
    """Contrast of two colours, from 1 (the same) to 21 (black on white); WCAG 2.2."""
    low, high = sorted((one.luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)


def _light(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


WHITE = Colour(255, 255, 255)
