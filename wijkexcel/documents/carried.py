"""Contents of a template that are not visible on paper: texts read aloud, and link targets.

They stay, because people need them; so the user of the template is informed of them.
"""

from typing import Final
from urllib.parse import unquote

from wijkexcel.documents.scrub import scrub
from wijkexcel.documents.seen.tags import each, name
from wijkexcel.dutch.lists import listed
from wijkexcel.ooxml.small_package import parse, read_parts

_ALOUD: Final = {
    "wp:docPr": "descr",
    "w:tblCaption": name("w:val"),
    "w:tblDescription": name("w:val"),
    "v:shape": "alt",
    "v:rect": "alt",
    "v:group": "alt",
}
_LONGEST: Final = 80


def carried_along(template: bytes | None) -> tuple[str, ...]:
    """Sentences on texts and addresses that are carried over unseen; none without a template.

    Raises:
        TemplateError: the template cannot be used.
    """
    if template is None:
        return ()
    parts, _ = scrub(read_parts(template))
    aloud: list[str] = []
    links: list[str] = []
    for part, data in parts.items():
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
    return (
        *_told("wordt voorgelezen bij een plaatje of tabel", aloud),
        *_told("staat achter een koppeling", links),
    )


def _told(what: str, texts: list[str]) -> tuple[str, ...]:
    once = list(dict.fromkeys(filter(None, texts)))
    if not once:
        return ()
    shown = listed(f"'{text[:_LONGEST]}'" for text in once)
    return (f"Uit uw sjabloon gaat mee, al ziet u het niet op papier: {shown}. Dat {what}.",)
