"""Contents of a template that are not visible on paper: texts read aloud, and link targets.

They stay, because people need them; so the user of the template is informed of them.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from wijkexcel.documents.scrub import seen_parts
from wijkexcel.documents.seen.tags import each, name
from wijkexcel.dutch.lists import listed
from wijkexcel.ooxml.small_package import parse

_ALOUD: Final = {
    "wp:docPr": "descr",
    "w:tblCaption": name("w:val"),
    "w:tblDescription": name("w:val"),
    "v:shape": "alt",
    "v:rect": "alt",
    "v:group": "alt",
}
_LONGEST: Final = 80


@dataclass(frozen=True)
class Unseen:
    """What is carried over from a template without being seen on paper."""

    aloud: tuple[str, ...] = ()
    """Alternative texts."""
    links: tuple[str, ...] = ()
    """Addresses."""


def unseen(template: bytes | None) -> Unseen:
    """What is carried over unseen; nothing without a template.

    Raises:
        TemplateError: the template cannot be used.
    """
    aloud: list[str] = []
    links: list[str] = []
    for part, data in (seen_parts(template) if template is not None else {}).items():
        if part.endswith((".xml", ".rels")) and part.startswith("word/"):
            root = parse(data)
            aloud += [
                element.get(attribute, "").strip()
                for tag, attribute in _ALOUD.items()
                for element in each(root, tag)
            ]
            links += [
                unquote(link.get("Target", ""))
                for link in root
                if link.get("TargetMode") == "External"
            ]
    return Unseen(*(tuple(dict.fromkeys(filter(None, found))) for found in (aloud, links)))


def carried_along(template: bytes | None) -> tuple[str, ...]:
    """Sentences on texts and addresses that are carried over unseen.

    Raises:
        TemplateError: the template cannot be used.
    """
    found = unseen(template)
    return (
        *_told("wordt voorgelezen bij een plaatje of tabel", found.aloud),
        *_told("staat achter een koppeling", found.links),
    )


def _told(what: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    if not texts:
        return ()
    shown = listed(f"'{text[:_LONGEST]}'" for text in texts)
    return (f"Uit uw sjabloon gaat mee, al ziet u het niet op papier: {shown}. Dat {what}.",)
