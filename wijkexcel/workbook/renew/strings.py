"""The shared texts of a workbook: those of fresh sheets are added, the others keep their number."""

from lxml import etree

from wijkexcel.workbook.cellvalue import unescape_text
from wijkexcel.workbook.package import Element


class Strings:
    """The shared texts of a workbook (``own``; None: it has none yet) and of a fresh one."""

    def __init__(self, own: Element | None, fresh: Element) -> None:
        made = own
        if made is None:
            made = etree.Element(fresh.tag, nsmap=fresh.nsmap)
        self.root: Element = made
        self._items = [item for item in self.root if etree.QName(item).localname == "si"]
        self._fresh = list(fresh)
        self._plain: dict[str, int] = {}
        for i, item in enumerate(self._items):
            if len(item) == 1 and etree.QName(item[0]).localname == "t":
                self._plain.setdefault(item[0].text or "", i)
        self.changed = False

    def fresh_text(self, fresh: int) -> str:
        """Text of the fresh workbook."""
        return unescape_text("".join(self._fresh[fresh].itertext()))

    def text(self, own: int) -> str:
        """Text of this workbook, without phonetic help; empty when it is not there."""
        if not 0 <= own < len(self._items):
            return ""
        parts = (t.text or "" for t in self._items[own].iterfind("{*}t"))
        runs = (t.text or "" for t in self._items[own].iterfind("{*}r/{*}t"))
        return unescape_text("".join((*parts, *runs)))

    def number(self, fresh: int) -> int:
        """Number here of a text of the fresh workbook."""
        raw = "".join(self._fresh[fresh].itertext())
        if raw not in self._plain:
            space = etree.QName(self.root).namespace
            item = etree.SubElement(self.root, f"{{{space}}}si")
            text = etree.SubElement(item, f"{{{space}}}t", dict(self._fresh[fresh][0].attrib))
            text.text = raw
            self._plain[raw] = len(self._items)
            self._items.append(item)
            # Both may be left out, and how often each text is used is not worth counting.
            self.root.attrib.pop("count", None)
            self.root.attrib.pop("uniqueCount", None)
            self.changed = True
        return self._plain[raw]
