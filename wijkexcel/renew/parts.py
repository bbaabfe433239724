"""The parts of a workbook during a change: read, replaced, added and removed, with their links."""

import hashlib
import posixpath
from collections.abc import Iterator, Set

from lxml import etree

from wijkexcel.errors import NotAWorkbookError
from wijkexcel.ooxml.package import Element, Package, Relationship, parse_xml, serialise_xml
from wijkexcel.renew.styles import said

_TYPES = "[Content_Types].xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_REL_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
KINDS = {
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "table": "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "sharedStrings": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    ),
}
REL_ID = f"{{{_REL_TYPE}}}id"


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class Parts:
    """The members of one workbook, with pending changes."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._trees: dict[str, Element] = {}
        self._asked: dict[str, bytes] = {}
        """Hash of each original part, serialised as it would be now."""
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()
        mains = [r for r in self.package.relationships("") if r.kind == "officeDocument"]
        if not mains:
            raise NotAWorkbookError(
                "Dit bestand is geen Excel-werkmap (.xlsx). Kies het werkboek zelf."
            )
        self.main = mains[0].target

    def tree(self, part: str) -> Element:
        """The part as XML; changes to it are kept."""
        if part not in self._trees:
            data = self._added[part] if part in self._added else self.package.read(part)
            self._trees[part] = parse_xml(data)
            self._asked[part] = _hash(serialise_xml(self._trees[part]))
        return self._trees[part]

    def text(self, part: str) -> bytes:
        """Content of a part."""
        return self._added[part] if part in self._added else self.package.read(part)

    def set(self, part: str, content: bytes) -> None:
        """Replace a part with these bytes, or add it."""
        self._trees.pop(part, None)
        self._added[part] = content

    def has(self, part: str) -> bool:
        """Whether the part exists."""
        there = part in self._added or self.package.find(part) is not None
        return there and part not in self._removed

    def free(self, pattern: str) -> str:
        """A name for a new part; ``pattern`` contains ``{}`` for the number."""
        number = 1
        while self.package.find(pattern.format(number)) or pattern.format(number) in self._added:
            number += 1
        return pattern.format(number)

    # Links

    @staticmethod
    def _rels_of(part: str) -> str:
        folder, base = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def _rels(self, part: str) -> Element:
        name = self._rels_of(part)
        found = self.package.find(name)
        if found is not None:
            return self.tree(found)
        if name not in self._added:
            self._added[name] = serialise_xml(
                etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})  # type: ignore[dict-item]  # lxml takes None for the default namespace
            )
        return self.tree(name)

    def has_links(self, part: str) -> bool:
        """Whether the part links to anything."""
        name = self._rels_of(part)
        return self.package.find(name) is not None or name in self._added

    def links(self, part: str) -> Iterator[Relationship]:
        """Current links of a part to other parts."""
        if not self.has_links(part):
            return
        folder = posixpath.dirname(part)
        for link in list(self._rels(part)):
            if link.get("TargetMode") != "External" and isinstance(link.tag, str):
                path = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                target = path.lstrip("/")
                kind = link.get("Type", "").rpartition("/")[2]
                yield Relationship(link.get("Id", ""), kind, self.package.find(target) or target)

    def link(self, part: str, kind: str, target: str) -> str:
        """Link a part to another; returns the id of the link."""
        rels = self._rels(part)
        taken = {link.get("Id") for link in rels}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        made = etree.SubElement(rels, f"{{{_RELS}}}Relationship")
        made.set("Id", f"rId{number}")
        made.set("Type", f"{_REL_TYPE}/{kind}")
        made.set("Target", f"/{target}")
        return f"rId{number}"

    def unlink(self, part: str, link_id: str) -> None:
        """Remove a link."""
        rels = self._rels(part)
        for link in list(rels):
            if link.get("Id") == link_id:
                rels.remove(link)

    # Parts

    def add(self, part: str, kind: str, content: bytes) -> None:
        """Add a part with its content type."""
        self._added[part] = content
        types = self.tree(_TYPES)
        made = etree.SubElement(types, f"{{{_CONTENT}}}Override")
        made.set("PartName", f"/{part}")
        made.set("ContentType", KINDS[kind])

    def remove(self, part: str) -> None:
        """Remove a part with its content type and its links."""
        types = self.tree(_TYPES)
        for item in list(types):
            if item.get("PartName", "").casefold() == f"/{part}".casefold():
                types.remove(item)
        rels = self.package.find(self._rels_of(part))
        self._removed |= {part, *([rels] if rels is not None else [])}

    def _contents(self) -> dict[str, bytes]:
        """Content of every part that is new or changed."""
        contents = dict(self._added)
        for part, tree in self._trees.items():
            now = serialise_xml(tree)
            if part in self._added or _hash(now) != self._asked[part]:
                contents[part] = now
        return {part: data for part, data in contents.items() if part not in self._removed}

    def differs(self, aside: Set[str]) -> bool:
        """Whether any part except these is new, removed, or has changed contents."""
        if self._removed - aside:
            return True
        for part, content in self._contents().items():
            if part in aside:
                continue
            found = self.package.find(part)
            if found is None or said(parse_xml(content)) != said(
                parse_xml(self.package.read(found))
            ):
                return True
        return False

    def saved(self) -> bytes:
        """The workbook with all changes; unchanged parts keep their bytes."""
        replaced: dict[str, bytes] = {}
        added: dict[str, bytes] = {}
        for part, content in self._contents().items():
            (added if self.package.find(part) is None else replaced)[part] = content
        return self.package.replaced(replaced, added=added, removed=self._removed)
