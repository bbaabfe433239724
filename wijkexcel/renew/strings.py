"""The shared strings of a workbook: those of fresh sheets are added, others keep their number."""

from lxml import etree

from wijkexcel.ooxml.cellvalue import unescape_text
from wijkexcel.ooxml.package import Element, drop
from wijkexcel.renew.styles import attributes


class Strings:
    """The shared strings of a workbook (``own``; None: it has none yet) and of a fresh one."""

    def __init__(self, own: Element | None, fresh: Element) -> None:
        made = own
        if made is None:
            # Not all programs read this part with a prefix.
            made = etree.Element(fresh.tag, nsmap=fresh.nsmap)  # type: ignore[arg-type]  # the stubs forget the default namespace
        self.root: Element = made
        self._items = [item for item in self.root if str(item.tag).endswith("}si")]
        self._fresh = list(fresh)
        self._plain: dict[str, int] = {}
        for i, item in enumerate(self._items):
            if len(item) == 1 and etree.QName(item[0]).localname == "t":
                self._plain.setdefault(item[0].text or "", i)
        self.changed = False

    def _raw(self, fresh: int) -> str:
        return "".join(map(str, self._fresh[fresh].itertext()))

    def fresh_text(self, fresh: int) -> str:
        """Text of the fresh workbook."""
        return unescape_text(self._raw(fresh))

    def text(self, own: int) -> str:
        """Text of this workbook, without phonetic guides; empty when it does not exist."""
        if not 0 <= own < len(self._items):
            return ""
        parts = (t.text or "" for t in self._items[own].iterfind("{*}t"))
        runs = (t.text or "" for t in self._items[own].iterfind("{*}r/{*}t"))
        return unescape_text("".join((*parts, *runs)))

    def number(self, fresh: int) -> int:
        """The number in this workbook of a text of the fresh one."""
        raw = self._raw(fresh)
        if raw not in self._plain:
            space = etree.QName(self.root).namespace
            item = etree.SubElement(self.root, f"{{{space}}}si")
            text = etree.SubElement(item, f"{{{space}}}t", attributes(self._fresh[fresh][0]))
            text.text = raw
            self._plain[raw] = len(self._items)
            self._items.append(item)
            # Both are optional, and how often each text is used is not worth counting.
            drop(self.root, "count", "uniqueCount")
            self.changed = True
        return self._plain[raw]
