"""Keep the styles, lists and fonts that are used, under names that do not reveal their author."""

import re
from collections.abc import Container, Sequence
from copy import deepcopy
from typing import Final

from wijkexcel.documents.form_styles import FORM_STYLES
from wijkexcel.documents.seen.cascade import SIZES, Looks
from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.tags import Element, each, find, name, on, remove, value
from wijkexcel.documents.seen.words import BUILT_IN
from wijkexcel.documents.word_styles import STYLES

_OURS: Final = frozenset(
    found.lower()
    for part in (STYLES, FORM_STYLES)
    for found in re.findall(r'<w:name w:val="([^"]+)"', part)
)
_NEEDS: Final = ("w:pStyle", "w:rStyle", "w:tblStyle")
_BASES: Final = ("w:basedOn", "w:link")
_REFERS: Final = (*_NEEDS, *_BASES, "w:next")
_FACES: Final = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_SMALLEST: Final = 8
_PALE: Final = "FFFFF"
_SIGNS_ONLY: Final = re.compile(r"(%[1-9]|[^\w%]|[o§_\uf000-\uf0ff])*")


def keep_used_styles(styles: Element, looks: Looks, users: Sequence[Element]) -> dict[str, str]:
    """Remove styles that no text, list or style uses; return the new ids of the others."""
    wanted = [*looks.defaults.values()]
    for user in users:
        wanted += [value(e) for tag in _NEEDS for e in user.iter(name(tag))]
    kept: dict[str, Element] = {}
    while wanted:
        style_id = wanted.pop()
        if style_id in looks.styles and style_id not in kept:
            kept[style_id] = style = looks.styles[style_id]
            wanted += [value(find(style, tag)) for tag in _BASES]
    for child in list(styles):
        if child.tag != name("w:docDefaults") and child not in kept.values():
            remove(child)
    return _renamed(kept)


def _renamed(kept: dict[str, Element]) -> dict[str, str]:
    """Give each style a name and id; only Word's own names and the program's are kept."""
    new: dict[str, str] = {}
    for number, style in enumerate(list(kept.values()), 1):
        said = find(style, "w:name")
        called = " ".join(value(said).split())
        old = value(style, "w:styleId")
        if called.lower() in BUILT_IN | _OURS:
            plain = "".join(word[:1].upper() + word[1:] for word in called.split())
            fits = old.isascii() and old.lower() in {plain.lower(), "tablenormal"}
            new_id = old if fits else plain
        else:
            new_id = f"Stijl{number}"
            called = f"Stijl {number}"
        while new_id in new.values():
            new_id, called = f"{new_id}x", f"{called} x"
        new[old] = new_id
        style.set(name("w:styleId"), new_id)
        if said is not None:
            said.set(name("w:val"), called)
    return new


def follow_new_names(root: Element, new: dict[str, str]) -> None:
    """Update references to styles to the new ids; references to removed styles are left out."""
    for element in each(root, *_REFERS):
        found = new.get(value(element))
        if found is None:
            remove(element)
        else:
            element.set(name("w:val"), found)


def keep_used_lists(numbering: Element, users: Sequence[Element], styles: Container[str]) -> None:
    """Remove unused lists, and the contents of unused levels.

    Raises:
        TemplateError: a list has pictures before its items.
    """
    used = {value(e) for user in users for e in user.iter(name("w:numId"))}
    nums = [n for n in numbering.iter(name("w:num")) if value(n, "w:numId") in used]
    wanted = {value(find(n, "w:abstractNumId")) for n in nums}
    lists = list(numbering.iter(name("w:abstractNum")))
    _resolve_links(lists)
    kept = [*nums, *(a for a in lists if value(a, "w:abstractNumId") in wanted)]
    for child in list(numbering):
        if child not in kept:
            remove(child)
    levels = _levels(nums, users)
    for list_ in numbering.iter(name("w:abstractNum"), name("w:num")):
        own = value(list_, "w:abstractNumId") or value(find(list_, "w:abstractNumId"))
        for level in list_.iter(name("w:lvl")):
            _level(level, levels.get(own, set()), styles)


def _levels(nums: Sequence[Element], users: Sequence[Element]) -> dict[str, set[str]]:
    """The levels used of each list."""
    list_of = {value(n, "w:numId"): value(find(n, "w:abstractNumId")) for n in nums}
    shown: dict[str, set[str]] = {list_: set() for list_ in list_of.values()}
    for said in (s for user in users for s in user.iter(name("w:numPr"))):
        level = value(find(said, "w:ilvl"), without="0")
        number = value(find(said, "w:numId"))
        # Without its own number it is in the list of its style, whichever that is.
        for list_ in [list_of.get(number, "")] if number else list(shown):
            shown.setdefault(list_, set()).add(level)
    return shown


def _resolve_links(lists: Sequence[Element]) -> None:
    """Copy the levels into a list that takes them from another through a style."""
    by_style = {value(link): a for a in lists if (link := find(a, "w:styleLink")) is not None}
    for list_ in lists:
        link = find(list_, "w:numStyleLink")
        if link is not None:
            source = by_style.get(value(link))
            levels = [] if source is None else source.findall(name("w:lvl"))
            remove(link)
            list_.extend(deepcopy(level) for level in levels)
    for source in by_style.values():
        for link in each(source, "w:styleLink"):
            remove(link)


def _level(level: Element, shown: set[str], styles: Container[str]) -> None:
    text = find(level, "w:lvlText")
    hidden = any(on(find(level, "w:rPr", tag)) for tag in ("w:vanish", "w:webHidden"))
    hidden = hidden or _unreadable(find(level, "w:rPr"))
    unused = value(level, "w:ilvl") not in shown and value(find(level, "w:pStyle")) not in styles
    if find(level, "w:lvlPicBulletId") is not None and not unused:
        raise refuse(
            "een lijst met plaatjes als opsommingsteken",
            level,
            "Kies in Word een gewoon opsommingsteken.",
        )
    if text is not None and (hidden or (unused and not _SIGNS_ONLY.fullmatch(value(text)))):
        text.set(name("w:val"), "")


def _unreadable(look: Element | None) -> bool:
    sizes = [value(find(look, size)) for size in SIZES]
    colour = value(find(look, "w:color")).upper()
    small = any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)
    return small or colour.startswith(_PALE)


def keep_used_fonts(fonts: Element, users: Sequence[Element]) -> None:
    """Remove unused fonts."""
    used = {
        value(face, attribute)
        for user in users
        for face in user.iter(name("w:rFonts"))
        for attribute in _FACES
    } | {value(sym, "w:font") for user in users for sym in user.iter(name("w:sym"))}
    for font in each(fonts, "w:font"):
        if value(font, "w:name") not in used:
            remove(font)
