"""Elements over the cells of a sheet: conditional formats, drop-downs, links, merges, breaks."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from wijkexcel.ooxml.cellvalue import Area, parse_area
from wijkexcel.ooxml.package import Element
from wijkexcel.renew.cells import NS, local
from wijkexcel.renew.leftover import Fate, Leftover, short
from wijkexcel.renew.order import put
from wijkexcel.renew.refs import UnsoundError, rewritten
from wijkexcel.renew.roles import Part
from wijkexcel.renew.sheet import Renewal

_CELL = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+")
_FINDINGS = "bevinding_cellen"
_AGAIN = "Maak het opnieuw als u het nodig hebt."
_REF_ONLY = {
    "protectedRanges": "sqref",
    "ignoredErrors": "sqref",
    "mergeCells": "ref",
    "cellWatches": "r",
}
"""Lists whose items only have a range."""
_EARLIER_RULES = {
    ("decimal", "between", "-1000000000", "1000000000"),
    ("whole", "greaterThanOrEqual", "0", ""),
}
"""Rules of earlier versions of the program itself: not made by users."""
_POSITIONED = ("scenarios", "customSheetViews", "dataConsolidate")


def areas_of(sqref: str) -> list[Area]:
    """Blocks of a list such as ``A1:B2 D4``; anything else is left out."""
    found = []
    for ref in sqref.split():
        try:
            found.append(parse_area(ref.replace("$", "")))
        except ValueError:
            continue
    return found


def moved_sqref(renewal: Renewal, sqref: str) -> str | None:
    """The new places of the blocks; None when one of them has no place."""
    moved = [renewal.moves.area(area) for area in areas_of(sqref)]
    if not moved or None in moved:
        return None
    return " ".join(map(str, moved))


def _say(renewal: Renewal, fate: Fate, place: str, what: str, action: str = _AGAIN) -> None:
    renewal.found.append(Leftover(fate, renewal.name, place, what, action))


def _formulas(renewal: Renewal, item: Element, tags: tuple[str, ...]) -> bool:
    """Make the formulas of an item follow moved cells; return whether that was certain."""
    try:
        for formula in item.iter():
            if local(formula) in tags and formula.text:
                formula.text = rewritten(formula.text, renewal.name, renewal.all_moves)
    except UnsoundError:
        return False
    return True


def _shape(formula: str) -> str:
    return _CELL.sub("#", formula)


def conditional_formats(renewal: Renewal) -> None:
    """The program's own as built, in their existing colours; others are kept."""
    root = renewal.old.root
    ours: dict[str, Element] = {}
    own: list[tuple[int, Element, str]] = []
    shapes = {
        _shape(f.text or "") for f in renewal.fresh.root.iterfind(f".//{NS}cfRule/{NS}formula")
    }
    for block in root.findall(f"{NS}conditionalFormatting"):
        for rule in block.findall(f"{NS}cfRule"):
            text = rule.findtext(f"{NS}formula") or ""
            if renewal.earlier is not None and re.search(renewal.earlier.formulas, text):
                continue
            if rule.get("type") == "expression" and (_shape(text) in shapes or _FINDINGS in text):
                ours.setdefault(_shape(text), rule)
            else:
                own.append((_priority(rule), deepcopy(rule), block.get("sqref", "")))
        root.remove(block)
    first = min(map(_priority, ours.values()), default=0)
    made: list[tuple[int, Element]] = []
    blocks: list[Element] = []
    for block in renewal.fresh.root.iterfind(f"{NS}conditionalFormatting"):
        copy = deepcopy(block)
        for rule in copy.iterfind(f"{NS}cfRule"):
            had = ours.get(_shape(rule.findtext(f"{NS}formula") or ""))
            number = had.get("dxfId") if had is not None else None
            if number is None:
                number = str(renewal.styles.difference(int(rule.get("dxfId", "0"))))
            rule.set("dxfId", number)
            made.append((first, rule))
        blocks.append(copy)
    for priority, rule, sqref in sorted(own, key=lambda item: item[0]):
        moved = None if renewal.hidden else moved_sqref(renewal, sqref)
        if moved is None or not _formulas(renewal, rule, ("formula",)):
            _say(renewal, Fate.LOST, sqref, "Een eigen voorwaardelijke opmaak.")
            continue
        block = root.makeelement(f"{NS}conditionalFormatting", {"sqref": moved})
        block.append(rule)
        blocks.append(block)
        made.append((priority if priority < first else first + 1, rule))
    for i, (_, rule) in enumerate(sorted(made, key=lambda item: item[0]), 1):
        rule.set("priority", str(i))
    for block in blocks:
        put(root, block)


def _priority(rule: Element) -> int:
    text = rule.get("priority", "1")
    return int(text) if text.isdecimal() else 1


def _rule(item: Element) -> tuple[str, ...]:
    """What a validation accepts, apart from its messages."""
    first, second = (item.findtext(f"{NS}{name}") or "" for name in ("formula1", "formula2"))
    kind = item.get("type", "none")
    if kind == "custom":
        return kind, _shape(first)  # it names the cell itself, which may have moved
    if kind in ("none", "list"):
        return kind, first
    return kind, item.get("operator", "between"), first, second


def validations(renewal: Renewal) -> None:
    """The program's own as built; users' ones on cells without a rule are kept."""
    root = renewal.old.root
    had = root.find(f"{NS}dataValidations")
    fresh = renewal.fresh.root.find(f"{NS}dataValidations")
    made = [] if fresh is None else [deepcopy(item) for item in fresh]
    by_cell: dict[tuple[int, int], Element] = {}
    built = {item: _rule(item) for item in made}
    for item in made:
        for area in areas_of(item.get("sqref", "")):
            by_cell[area.top, area.left] = item
    told: set[Element] = set()
    for item in [] if had is None or renewal.hidden else list(had):
        loose = []
        for area in areas_of(item.get("sqref", "")):
            moved = renewal.moves.area(area)
            if moved is None:
                _say(renewal, Fate.LOST, str(area), "Een eigen keuzelijst of invoercontrole.")
                continue
            ours = _covering(renewal, moved, by_cell)
            if ours is None:
                loose.append(str(moved))
            elif ours not in told and not _same_rule(renewal, item, ours, area, built[ours]):
                told.add(ours)
        if loose and _touches_program(renewal, loose):
            _say(renewal, Fate.LOST, item.get("sqref", ""), "Een eigen keuzelijst.")
        elif loose:
            copy = deepcopy(item)
            copy.set("sqref", " ".join(loose))
            if _formulas(renewal, copy, ("formula1", "formula2")):
                made.append(copy)
            else:
                _say(renewal, Fate.LOST, item.get("sqref", ""), "Een eigen keuzelijst.")
    if had is not None:
        root.remove(had)
    if made:
        holder = root.makeelement(f"{NS}dataValidations", {"count": str(len(made))})
        holder.extend(made)
        put(root, holder)


def _covering(
    renewal: Renewal, area: Area, by_cell: dict[tuple[int, int], Element]
) -> Element | None:
    """The program's validation for the column in which this block begins."""
    role = renewal.roles.get((area.top, area.left))
    if role is None or role.part is not Part.TYPED:
        return None
    for row in range(area.top, 0, -1):
        item = by_cell.get((row, area.left))
        if item is not None:
            covered = areas_of(item.get("sqref", ""))
            return item if any((area.top, area.left) in c for c in covered) else None
    return None


def _touches_program(renewal: Renewal, refs: list[str]) -> bool:
    typed = {place for place, role in renewal.roles.items() if role.part is Part.TYPED}
    return any(place in area for area in areas_of(" ".join(refs)) for place in typed)


def _refuses_nothing(ours: Element) -> bool:
    """Whether the program's rule is no more than a suggestion, which a user's own goes before."""
    return _rule(ours)[0] == "none" or ours.get("showErrorMessage") not in {"1", "true"}


def _same_rule(
    renewal: Renewal, old: Element, ours: Element, area: Area, built: tuple[str, ...]
) -> bool:
    """Whether both accept the same values; a user's rule on a free column is adopted."""
    if _rule(old) in {_rule(ours), built}:
        return True
    if _refuses_nothing(ours) and old.get("type", "none") != "none":
        copy = deepcopy(old)
        if _formulas(renewal, copy, ("formula1", "formula2")):
            said_before = {k: ours.get(k) or "" for k in ("promptTitle", "prompt")}
            copy.set("sqref", ours.get("sqref", ""))
            ours.attrib.clear()
            for key, value in (*said_before.items(), *copy.attrib.items()):
                ours.set(key, value)
            ours[:] = list(copy)
            return True
    if old.get("type", "none") != "none" and _rule(old) not in _EARLIER_RULES:
        said = short("; ".join(filter(None, _rule(old))))
        _say(
            renewal,
            Fate.RENEWED,
            str(area),
            f"De invoercontrole was '{said}'.",
            "Die van het programma geldt nu weer.",
        )
    return False


def links(renewal: Renewal) -> None:
    """The program's links as built; users' links at their new place."""
    root = renewal.old.root
    had = root.find(f"{NS}hyperlinks")
    fresh = renewal.fresh.root.find(f"{NS}hyperlinks")
    made = [] if fresh is None else [deepcopy(item) for item in fresh]
    taken = {item.get("ref") for item in made}
    for item in [] if had is None else list(had):
        moved = moved_sqref(renewal, item.get("ref", ""))
        if moved in taken:
            continue
        if moved is None:
            _say(renewal, Fate.LOST, item.get("ref", ""), "Een eigen koppeling (hyperlink).")
            continue
        item.set("ref", moved)
        made.append(item)
    if had is not None:
        root.remove(had)
    if made:
        holder = root.makeelement(f"{NS}hyperlinks")
        holder.extend(made)
        put(root, holder)


def others(renewal: Renewal) -> None:
    """Everything else that has a range."""
    if renewal.moves.still:
        return
    root = renewal.old.root
    for name, key in _REF_ONLY.items():
        holder = root.find(f"{NS}{name}")
        for item in [] if holder is None else list(holder):
            moved = moved_sqref(renewal, item.get(key, ""))
            if moved is not None and not (name == "mergeCells" and _in_table(renewal, moved)):
                item.set(key, moved)
                continue
            if name != "ignoredErrors":
                _say(renewal, Fate.LOST, item.get(key, ""), _NAMES[name])
            item.getparent().remove(item)  # type: ignore[union-attr]
        if holder is not None and not len(holder):
            root.remove(holder)
        elif holder is not None and "count" in holder.attrib:
            holder.set("count", str(len(holder)))
    _breaks(renewal, "rowBreaks", renewal.moves.row)
    _breaks(renewal, "colBreaks", renewal.moves.column)
    for name in _POSITIONED:
        for holder in root.findall(f"{NS}{name}"):
            root.remove(holder)
            _say(renewal, Fate.LOST, "", f"Een instelling van dit blad ({name}).")
    _extensions(renewal)


_NAMES = {
    "protectedRanges": "Een eigen bereik dat ook beveiligd te bewerken was.",
    "mergeCells": "Samengevoegde cellen.",
    "cellWatches": "Een controlevenster op een cel.",
}


def _in_table(renewal: Renewal, ref: str) -> bool:
    return any(
        block.new.top <= area.bottom
        and area.top <= block.new.bottom
        and block.new.left <= area.right
        and area.left <= block.new_right
        for area in areas_of(ref)
        for block in renewal.moves.blocks
    )


def _breaks(renewal: Renewal, name: str, move: Callable[[int], int | None]) -> None:
    """Keep page breaks before the same row or column."""
    for item in renewal.old.root.iterfind(f"{NS}{name}/{NS}brk"):
        number = item.get("id", "")
        moved = move(int(number) + 1) if number.isdecimal() else None
        if moved is not None:
            item.set("id", str(moved - 1))


def _extensions(renewal: Renewal) -> None:
    """Newer conditional formats, drop-downs and sparklines."""
    for holder in list(_extended(renewal.old.root)):
        places = [item for item in holder.iter() if local(item) == "sqref" and item.text]
        moved = [moved_sqref(renewal, item.text or "") for item in places]
        if None in moved or not _formulas(renewal, holder, ("f", "formula", "formula1")):
            _prune(holder)
            where = places[0].text or "" if places else ""
            _say(renewal, Fate.LOST, where, "Een eigen opmaak, keuzelijst of sparkline.")
            continue
        for item, text in zip(places, moved, strict=True):
            item.text = text


def _prune(item: Element) -> None:
    """Remove an item, and the lists around it that become empty."""
    parent = item.getparent()
    while parent is not None:
        parent.remove(item)
        if len(parent) or local(parent) == "worksheet":
            return
        item, parent = parent, parent.getparent()


def _extended(root: Element) -> Iterator[Element]:
    names = {"conditionalFormatting", "dataValidation", "sparkline"}
    for ext in root.iterfind(f"{NS}extLst/{NS}ext"):
        yield from (item for item in ext.iter() if local(item) in names)
