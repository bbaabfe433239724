"""Merge the formats of freshly built sheets into a workbook's existing style sheet.

Formats are only added: those used by the file keep their number. Existing ones are recognised by
their contents, so that doing this twice adds nothing.
"""

import re
from collections.abc import Iterator

from lxml import etree

from wijkexcel.ooxml.package import Element

_CUSTOM_FROM = 164
_DATES = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47}
_BEFORE = {
    "numFmts": (),
    "fonts": ("numFmts",),
    "fills": ("numFmts", "fonts"),
    "borders": ("numFmts", "fonts", "fills"),
    "cellXfs": ("numFmts", "fonts", "fills", "borders", "cellStyleXfs"),
    "dxfs": ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"),
}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
Said = tuple[object, ...]


def said(element: Element) -> Said:
    """The contents of an element, regardless of prefixes and order of attributes."""
    name = etree.QName(element).localname
    inner = tuple(said(child) for child in element if isinstance(child.tag, str))
    return name, tuple(sorted(element.attrib.items())), (element.text or "").strip(), inner


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element."""
    return {str(key): str(value) for key, value in element.attrib.items()}


def _copy(element: Element, to: Element) -> Element:
    """A copy of an element in the namespace of the destination style sheet."""
    space = etree.QName(to).namespace
    made = to.makeelement(f"{{{space}}}{etree.QName(element).localname}", attributes(element))
    made.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            made.append(_copy(child, to))
    return made


class _List:
    """One list of the style sheet: fonts, fills, borders, cell formats and so on."""

    def __init__(self, root: Element, name: str) -> None:
        space = etree.QName(root).namespace
        found = root.find(f"{{{space}}}{name}")
        if found is None:
            found = root.makeelement(f"{{{space}}}{name}")
            before = [c for b in _BEFORE[name] for c in root.iterchildren(f"{{{space}}}{b}")]
            root.insert(root.index(before[-1]) + 1 if before else 0, found)
        self.element: Element = found
        self._known: dict[Said, int] = {}
        for i, child in enumerate(self):
            self._known.setdefault(said(child), i)
        self.changed = False

    def __iter__(self) -> Iterator[Element]:
        return (child for child in self.element if isinstance(child.tag, str))

    def add(self, element: Element) -> int:
        """Index of an equal item, which is added if there is none."""
        key = said(element)
        if key not in self._known:
            self._known[key] = sum(1 for _ in self)
            self.element.append(_copy(element, self.element))
            self.element.set("count", str(self._known[key] + 1))
            self.changed = True
        return self._known[key]


class Styles:
    """The style sheets of a workbook and of a freshly built one."""

    def __init__(self, own: Element, fresh: Element) -> None:
        self.root = own
        self._lists = {n: _List(own, n) for n in ("fonts", "fills", "borders", "cellXfs", "dxfs")}
        self._own_formats = self._formats(own)
        self._fresh_formats = self._formats(fresh)
        self._fresh = {
            name: list(fresh.iterfind(f"{{*}}{name}/*"))
            for name in ("fonts", "fills", "borders", "cellXfs", "dxfs")
        }
        self._xfs = list(self._lists["cellXfs"])
        self._cell: dict[int, int] = {}
        self._dxf: dict[int, int] = {}
        self._formats_changed = False

    @staticmethod
    def _formats(root: Element) -> dict[int, str]:
        return {
            int(f.get("numFmtId", "0")): f.get("formatCode", "")
            for f in root.iterfind("{*}numFmts/{*}numFmt")
        }

    @property
    def changed(self) -> bool:
        """Whether anything was added."""
        return self._formats_changed or any(item.changed for item in self._lists.values())

    def cell(self, fresh: int) -> int:
        """The number in this workbook of a cell format of the fresh one."""
        if fresh not in self._cell:
            xf = _copy(self._fresh["cellXfs"][fresh], self.root)
            for name, key in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
                part = self._fresh[name][int(xf.get(key, "0"))]
                xf.set(key, str(self._lists[name].add(part)))
            xf.set("numFmtId", str(self._number_format(int(xf.get("numFmtId", "0")))))
            xf.set("xfId", "0")
            self._cell[fresh] = self._lists["cellXfs"].add(xf)
            self._xfs = list(self._lists["cellXfs"])
        return self._cell[fresh]

    def difference(self, fresh: int) -> int:
        """The number in this workbook of a conditional format's style of the fresh one."""
        if fresh not in self._dxf:
            self._dxf[fresh] = self._lists["dxfs"].add(self._fresh["dxfs"][fresh])
        return self._dxf[fresh]

    def _number_format(self, fresh: int) -> int:
        code = self._fresh_formats.get(fresh)
        if code is None:
            return fresh
        for number, text in self._own_formats.items():
            if text == code:
                return number
        number = max((_CUSTOM_FROM - 1, *self._own_formats)) + 1
        self._own_formats[number] = code
        formats = _List(self.root, "numFmts").element
        item = formats.makeelement(
            f"{{{etree.QName(self.root).namespace}}}numFmt",
            {"numFmtId": str(number), "formatCode": code},
        )
        formats.append(item)
        formats.set("count", str(len(formats)))
        self._formats_changed = True
        return number

    def is_locked(self, own: int) -> bool:
        """Whether a cell with this format is locked on a protected sheet."""
        xf = self._xf(own)
        guard = None if xf is None else xf.find("{*}protection")
        return guard is None or guard.get("locked", "1") in ("1", "true")

    def is_date(self, own: int) -> bool:
        """Whether a number in a cell with this format is shown as a date or time."""
        xf = self._xf(own)
        number = 0 if xf is None else int(xf.get("numFmtId", "0"))
        code = _QUOTED.sub("", self._own_formats.get(number, "")).lower()
        return number in _DATES or any(sign in code for sign in "dmyhs")

    def _xf(self, own: int) -> Element | None:
        return self._xfs[own] if 0 <= own < len(self._xfs) else None
