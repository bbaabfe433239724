"""Properties that styles give to a text: a style, the styles it is based on, the defaults."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from wijkexcel.documents.seen.tags import Element, above, find, name, on, value

HIDING: Final = ("w:vanish", "w:webHidden", "w:specVanish")
SIZES: Final = ("w:sz", "w:szCs")
"""The second is for text in scripts such as Arabic, or marked so: any text may be either."""
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document by id, and the defaults."""

    styles: dict[str, Element] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    everywhere: Element | None = None
    part: Element | None = None

    def anywhere(self, story: Element, *shorts: str) -> Iterator[Element]:
        """Properties with these names, anywhere in a story or in the styles."""
        names = [name(s) for s in shorts]
        yield from story.iter(*names)
        if self.part is not None:
            yield from self.part.iter(*names)

    def chain(self, style: str) -> list[Element]:
        """A style and all styles it is based on, nearest first."""
        found: list[Element] = []
        while style in self.styles and len(found) < _DEEPEST:
            here = self.styles[style]
            if here in found:
                break
            found.append(here)
            style = value(find(here, "w:basedOn"))
        return found

    def of(self, kind: str, said: Element | None) -> list[Element]:
        """The chain of the given style, or else of the default style of its kind."""
        style = value(said)
        return self.chain(style if style in self.styles else self.defaults.get(kind, ""))

    def hides(self, run: Element) -> bool:
        """Whether a run is hidden, in print or in any view."""
        own = find(run, "w:rPr")
        paragraph = above(run, "w:p")
        by_paragraph = self.of("paragraph", find(paragraph, "w:pPr", "w:pStyle"))
        by_character = self.of("character", find(own, "w:rStyle"))
        return any(self._hides(tag, own, by_paragraph, by_character) for tag in HIDING)

    def hides_mark(self, paragraph: Element) -> bool:
        """Whether the paragraph mark is hidden, and with it an empty paragraph."""
        own = find(paragraph, "w:pPr", "w:rPr")
        by_paragraph = self.of("paragraph", find(paragraph, "w:pPr", "w:pStyle"))
        by_character = self.of("character", find(own, "w:rStyle"))
        return any(self._hides(tag, own, by_paragraph, by_character) for tag in HIDING)

    def _hides(
        self, tag: str, own: Element | None, paragraph: list[Element], character: list[Element]
    ) -> bool:
        direct = on(find(own, tag))
        if direct is not None:
            return direct
        # Two hiding styles show the text again: in Word each of them toggles.
        hidden = _switch(paragraph, tag) != _switch(character, tag)
        return hidden or bool(on(find(self.everywhere, tag)))

    def run(self, run: Element, tag: str) -> Element | None:
        """The nearest property of a run with this name, from any style."""
        own = find(run, "w:rPr")
        paragraph = above(run, "w:p")
        levels = [
            *self.of("character", find(own, "w:rStyle")),
            *self.of("paragraph", find(paragraph, "w:pPr", "w:pStyle")),
        ]
        found = [find(own, tag), *(find(style, "w:rPr", tag) for style in levels)]
        return next((f for f in found if f is not None), find(self.everywhere, tag))

    def paragraph(self, paragraph: Element, tag: str, attribute: str = "w:val") -> Element | None:
        """The nearest property of a paragraph with this name and this attribute."""
        levels = self.of("paragraph", find(paragraph, "w:pPr", "w:pStyle"))
        found = [find(paragraph, "w:pPr", tag), *(find(s, "w:pPr", tag) for s in levels)]
        said = name(attribute)
        return next((f for f in found if f is not None and said in f.attrib), None)


def looks_of(styles: Element | None) -> Looks:
    """Read the styles part; a document without one has no styles."""
    if styles is None:
        return Looks()
    found = {value(style, "w:styleId"): style for style in styles.iter(name("w:style"))}
    defaults = {
        value(style, "w:type"): style_id
        for style_id, style in found.items()
        if value(style, "w:default") in {"1", "true", "on"}
    }
    everywhere = find(styles, "w:docDefaults", "w:rPrDefault", "w:rPr")
    return Looks(found, defaults, everywhere, styles)


def _switch(chain: list[Element], tag: str) -> bool:
    said = (on(find(style, "w:rPr", tag)) for style in chain)
    return bool(next((s for s in said if s is not None), False))
