"""Fields of Word: page numbers stay, some are replaced by their result, the rest is refused.

The code of a field is invisible on paper and can contain any text, so codes that stay are
rewritten.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from wijkexcel.documents.seen.refusal import refuse
from wijkexcel.documents.seen.tags import Element, each, find, name, remove, unwrap, value

_NUMBERS: Final = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"})
"""Fields that Word calculates by itself, identically on every machine."""
_TEXTS: Final = frozenset({"HYPERLINK", "REF", "NOTEREF", "SEQ", "QUOTE", "SYMBOL", "GOTOBUTTON"})
"""Fields with a visible result that remains true when the template is filled in."""
_MARKS: Final = frozenset({"TC", "XE", "RD", "TA"})
"""Fields that show nothing."""
_DATES: Final = frozenset({"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"})
_LISTS: Final = frozenset({"TOC", "INDEX", "PAGEREF", "TOA"})
_FORMATS: Final = {
    format_.upper(): format_
    for format_ in ("Arabic", "roman", "alphabetic", "MERGEFORMAT", "ArabicDash", "CardText")
}
_NAME: Final = re.compile(r"\s*([A-Za-z]+|=)")


@dataclass(slots=True)
class _Field:
    begin: Element
    code: list[str] = field(default_factory=list)
    before: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    shown: bool = False


def settle_fields(root: Element) -> None:
    """Process every field of a story, so that only page numbers are left as fields.

    Raises:
        TemplateError: a field depends on the file, its author or the moment, or is not closed.
    """
    for simple in each(root, "w:fldSimple"):
        _settle_simple(simple)
    if next(root.iter(name("w:fldChar"), name("w:instrText")), None) is not None:
        for run in each(root, "w:r"):
            _split(run)
        _settle_complex(root)
    for left in each(root, "w:instrText"):
        remove(left)


def _settle_simple(simple: Element) -> None:
    code = value(simple, "w:instr")
    kind = _kind(code, simple)
    if kind in _NUMBERS:
        runs = each(simple, "w:r")
        look = next((find(run, "w:rPr") for run in runs), None)
        for child in list(simple):
            simple.remove(child)
        _number(simple, code, kind, look)
    elif kind in _TEXTS:
        unwrap(simple)
    else:
        remove(simple)


def _number(simple: Element, code: str, kind: str, look: Element | None) -> None:
    """Write a page number: a fresh code, with 1 as its text until Word calculates it."""
    asked = (_FORMATS.get(word.upper()) for word in re.findall(r"\\\*\s*(\w+)", code))
    formats = "".join(f"\\* {word} " for word in asked if word)
    simple.attrib.clear()
    simple.set(name("w:instr"), f" {kind} {formats}")
    run = simple.makeelement(name("w:r"), {}, None)
    if look is not None:
        run.append(deepcopy(look))
    text = run.makeelement(name("w:t"), {}, None)
    text.text = "1"
    run.append(text)
    simple.append(run)


def _kind(code: str, at: Element) -> str:
    found = _NAME.match(code)
    kind = found[1].upper() if found else ""
    if kind in _NUMBERS | _TEXTS | _MARKS:
        return kind
    if kind in _DATES:
        raise refuse(
            "een datum die Word zelf verandert", at, "Gebruik de code {{ datum }}, of typ de datum."
        )
    if kind in _LISTS:
        raise refuse(
            "een inhoudsopgave of een verwijzing naar een bladzijde",
            at,
            "Die klopt niet meer als het sjabloon is ingevuld. Haal het veld eruit.",
        )
    raise refuse(
        f"een veld van Word ({kind or 'zonder naam'})",
        at,
        "Word vult dat zelf in, en dat kan iets anders zijn dan u nu ziet. Haal het veld eruit, of "
        "maak er gewone tekst van (klik erin en druk op Ctrl+Shift+F9).",
    )


def _split(run: Element) -> None:
    """Give each field character its own run."""
    inside = [child for child in run if child.tag != name("w:rPr")]
    signs = {name("w:fldChar"), name("w:instrText")}
    if len(inside) < 2 or not any(child.tag in signs for child in inside):
        return
    look = find(run, "w:rPr")
    parent = run.getparent()
    if parent is None:
        return
    for child in inside[1:]:
        single = run.makeelement(name("w:r"), {}, None)
        if look is not None:
            single.append(deepcopy(look))
        single.append(child)
        run.addnext(single)
        run = single


def _settle_complex(root: Element) -> None:
    opened: list[_Field] = []
    for run in each(root, "w:r"):
        sign = find(run, "w:fldChar")
        kind = value(sign, "w:fldCharType")
        if kind == "begin":
            opened.append(_Field(run))
        elif sign is not None and not opened:
            raise _unclosed(run)
        elif kind == "separate":
            opened[-1].shown = True
            remove(run)
        elif kind == "end":
            _close(opened.pop(), run)
        elif opened and not opened[-1].shown:
            opened[-1].code.append("".join(t.text or "" for t in run.iter(name("w:instrText"))))
            opened[-1].before.append(run)
        elif opened:
            opened[-1].result.append(run)
    if opened:
        raise _unclosed(opened[0].begin)


def _close(done: _Field, end: Element) -> None:
    code = "".join(done.code)
    kind = _kind(code, end)
    for run in done.before:
        remove(run)
    if kind in _NUMBERS:
        simple = end.makeelement(name("w:fldSimple"), {}, None)
        look = find(done.result[0] if done.result else done.begin, "w:rPr")
        _number(simple, code, kind, look)
        done.begin.addprevious(simple)
    if kind not in _TEXTS:
        for run in done.result:
            remove(run)
    remove(done.begin)
    remove(end)


def _unclosed(run: Element) -> Exception:
    return refuse(
        "een veld van Word dat niet goed is afgesloten",
        run,
        "Haal het veld weg en voeg het opnieuw in.",
    )
