"""An .xlsx file as a zip of parts: read single parts, replace some, copy the rest.

Members that are not replaced are copied as compressed bytes, so nothing unknown to this program can
be lost.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from lxml import etree

from wijkexcel.errors import FileError, NotAWorkbookError
from wijkexcel.ooxml.parts import as_utf8, find_part, known_names, rels_of, target_of

Element: TypeAlias = etree._Element

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_HAS_DESCRIPTOR = 0x08
_DEFLATE_SPEED = 0x06
_ENCRYPTED = 0x01
_ZIP64_FIELD = 0x0001
_LIMIT_32 = 0xFFFFFFFF
_LIMIT_16 = 0xFFFF
USUAL_MAIN = "xl/workbook.xml"
_FIRST_MOMENT = (0, 1 << 5 | 1)
"""1 January 1980, the earliest time in a zip."""

# Exceptions that zipfile raises on damaged files, found by flipping bytes.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
NO_WORKBOOK = (
    "Dit bestand is niet te lezen als werkboek. Open het in Excel of LibreOffice, sla het op als "
    ".xlsx en probeer het opnieuw. Zit er een wachtwoord op? Haal dat er dan eerst af."
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One link from a part to another part of the same package."""

    id: str
    kind: str
    """The last step of the relationship type: ``worksheet``, ``table``, …"""
    target: str
    """The member name of its target part, as in the package if present."""


def parse_xml(data: bytes) -> Element:
    """Parse one part without entities, network or DTD.

    Raises:
        NotAWorkbookError: it is not well-formed XML or has a DTD.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAWorkbookError(NO_WORKBOOK) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # not in the stubs
        raise NotAWorkbookError(
            "Dit bestand bevat een DTD; die hoort niet in een werkmap en kan kwaad doen. "
            "Het bestand wordt niet gebruikt. Sla het in Excel opnieuw op als .xlsx."
        )
    return root


def serialise_xml(root: Element) -> bytes:
    """Serialise a part as UTF-8, keeping comments around the root and ``standalone``."""
    tree = root.getroottree()
    standalone = {True: ' standalone="yes"', False: ' standalone="no"'}.get(
        tree.docinfo.standalone  # type: ignore[arg-type]  # the stubs forget that it can be None
    )
    head = f'<?xml version="1.0" encoding="UTF-8"{standalone or ""}?>\n'
    return head.encode() + etree.tostring(tree, encoding="UTF-8", xml_declaration=False)


def drop(element: Element, *names: str) -> None:
    """Remove attributes, if present."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


class Package:
    """The members of one .xlsx file, held in memory and never changed.

    The guard against zip bombs is elsewhere: give this only bytes that passed it.
    """

    def __init__(self, source: bytes) -> None:
        """Read the directory of the zip.

        Raises:
            NotAWorkbookError: it is not a zip, damaged, encrypted, or has two members with one
                name.
        """
        self._source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source))
        except _ZIP_ERRORS as error:
            raise NotAWorkbookError(NO_WORKBOOK) from error
        infos = self._zip.infolist()
        self._infos = {info.filename: info for info in infos}
        # Part names are compared regardless of case (OPC, part 2).
        self._names = known_names(self._infos)
        if len(self._names) != len(infos):
            raise NotAWorkbookError(NO_WORKBOOK)
        for info in infos:
            if info.flag_bits & _ENCRYPTED or info.compress_type not in (
                zipfile.ZIP_STORED,
                zipfile.ZIP_DEFLATED,
            ):
                raise NotAWorkbookError(NO_WORKBOOK)

    def names(self) -> tuple[str, ...]:
        """Return the names of all members, in order."""
        return tuple(self._infos)

    def find(self, name: str) -> str | None:
        """Return the member name of a part, or None; percent-escapes and case do not matter."""
        return find_part(self._names, name)

    @cached_property
    def main(self) -> str | None:
        """The part that names the sheets, wherever it is; None if there is none."""
        links = (link for link in self.relationships("") if link.kind == "officeDocument")
        return self.find(next((link.target for link in links), USUAL_MAIN))

    def read(self, name: str) -> bytes:
        """Return the content of one member.

        Raises:
            NotAWorkbookError: it is missing or its checksum is wrong.
        """
        try:
            return self._zip.read(name)
        except _ZIP_ERRORS as error:
            raise NotAWorkbookError(NO_WORKBOOK) from error

    def xml(self, name: str) -> bytes:
        """Return the content of one member that is XML, as UTF-8.

        Raises:
            NotAWorkbookError: it is missing, damaged or in an unknown encoding.
        """
        return self.xml_and_whether_usual(name)[0]

    def xml_and_whether_usual(self, name: str) -> tuple[bytes, bool]:
        """Return the content of one member as UTF-8, and whether it is stored like that.

        Raises:
            NotAWorkbookError: it is missing, damaged or in an unknown encoding.
        """
        raw = self.read(name)
        try:
            xml = as_utf8(raw)
        except ValueError as error:
            raise NotAWorkbookError(NO_WORKBOOK) from error
        return xml, xml is raw

    @property
    def comment(self) -> str:
        """The comment of the zip itself; mostly empty."""
        return self._zip.comment.decode("utf-8", "replace")

    @property
    def content(self) -> bytes:
        """The whole file."""
        return self._source

    def usual(self) -> "Package":
        """Return the package with names and encoding that all programs accept; often itself."""
        main = self.main
        if main is None or ("\\" not in main and self.xml_and_whether_usual(main)[1]):
            return self
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name in self._infos:
                is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
                content = self.xml(name) if is_xml else self.read(name)
                archive.writestr(zipfile.ZipInfo(name.replace("\\", "/")), content)
        return Package(out.getvalue())

    def size(self, name: str) -> int:
        """Return the declared size of a member when unpacked, in bytes."""
        return self._infos[name].file_size

    def relationships(self, part: str) -> Iterator[Relationship]:
        """Yield the links of a part (``""`` for the package itself) to other parts inside."""
        rels = self.find(rels_of(part))
        if rels is None:
            return
        for link in parse_xml(self.xml(rels)).iter(_RELATIONSHIP):
            if link.get("TargetMode") == "External":
                continue
            kind = link.get("Type", "").rpartition("/")[2]
            target = target_of(self._names, part, link.get("Target", ""))
            yield Relationship(link.get("Id", ""), kind, target)

    def replaced(
        self,
        parts: Mapping[str, bytes],
        *,
        added: Mapping[str, bytes] = MappingProxyType({}),
        removed: Set[str] = frozenset(),
        packed: bool = True,
    ) -> bytes:
        """Return the package with the content of some members replaced.

        Order, names, timestamps, extra fields and compression stay; other members keep their
        compressed bytes. ``added`` are new members, which come last; ``removed`` are left out.
        Without ``packed`` replaced members are not compressed: for a copy that is read once.

        Raises:
            KeyError: a name is not a member, or an added name is.
            FileError: the result would need the zip64 format.
        """
        unknown = (parts.keys() | removed) - self._infos.keys()
        unknown |= {name for name in added if name.casefold() in self._names}
        if unknown:
            raise KeyError(*unknown)
        out = bytearray()
        directory = bytearray()
        members = [info for name, info in self._infos.items() if name not in removed]
        new = {name: _member(name) for name in sorted(added)}
        for info in (*members, *new.values()):
            offset = len(out)
            if info.filename in new:
                stored = _Stored.of(info, added[info.filename])
            else:
                stored = self._stored(info, parts.get(info.filename), packed=packed)
            if offset + len(stored.data) > _LIMIT_32 or stored.size > _LIMIT_32:
                raise FileError("De werkmap wordt groter dan 4 GB en kan niet worden opgeslagen.")
            out += stored.local_header() + stored.data
            directory += stored.directory_entry(info, offset)
        count = len(members) + len(new)
        if count >= _LIMIT_16 or len(out) + len(directory) > _LIMIT_32:
            raise FileError("De werkmap wordt te groot en kan niet worden opgeslagen.")
        comment = self._zip.comment
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), len(comment))
        return bytes(out + directory) + end + comment

    def _stored(self, info: zipfile.ZipInfo, content: bytes | None, *, packed: bool) -> "_Stored":
        at = info.header_offset
        if self._source[at : at + 4] != b"PK\3\4" or at + _LOCAL.size > len(self._source):
            raise NotAWorkbookError(NO_WORKBOOK)
        header = _LOCAL.unpack_from(self._source, at)
        flags, method, stamp_time, stamp_date = header[2:6]
        name_at = at + _LOCAL.size
        extra_at = name_at + header[9]
        data_at = extra_at + header[10]
        data_end = data_at + info.compress_size
        if data_end > len(self._source) or method != info.compress_type:
            raise NotAWorkbookError(NO_WORKBOOK)
        data, crc, size = self._source[data_at:data_end], info.CRC, info.file_size
        # The sizes go into the header itself, so the descriptor after the data is dropped.
        flags &= ~_HAS_DESCRIPTOR
        if content is not None:
            data, crc, size = content, zlib.crc32(content), len(content)
            flags &= ~_DEFLATE_SPEED
            if not packed:
                method = zipfile.ZIP_STORED
            elif method == zipfile.ZIP_DEFLATED:
                data = _squeezed(content)
        return _Stored(
            version=header[1],
            flags=flags,
            method=method,
            stamp=(stamp_time, stamp_date),
            name=self._source[name_at:extra_at],
            extra=_without_zip64(self._source[extra_at:data_at]),
            data=data,
            crc=crc,
            size=size,
        )


@dataclass(frozen=True, slots=True)
class _Stored:
    """One member as it will be stored in the new file."""

    version: int
    flags: int
    method: int
    stamp: tuple[int, int]
    name: bytes
    extra: bytes
    data: bytes
    crc: int
    size: int

    @classmethod
    def of(cls, info: zipfile.ZipInfo, content: bytes) -> "_Stored":
        """Store a new member."""
        return cls(
            version=info.extract_version,
            flags=0,
            method=zipfile.ZIP_DEFLATED,
            stamp=_FIRST_MOMENT,
            name=info.filename.encode("ascii"),
            extra=b"",
            data=_squeezed(content),
            crc=zlib.crc32(content),
            size=len(content),
        )

    def local_header(self) -> bytes:
        return (
            _LOCAL.pack(
                b"PK\3\4",
                self.version,
                self.flags,
                self.method,
                *self.stamp,
                self.crc,
                len(self.data),
                self.size,
                len(self.name),
                len(self.extra),
            )
            + self.name
            + self.extra
        )

    def directory_entry(self, info: zipfile.ZipInfo, offset: int) -> bytes:
        extra = _without_zip64(info.extra)
        return (
            _CENTRAL.pack(
                b"PK\1\2",
                info.create_version,
                info.create_system,
                info.extract_version,
                0,
                self.flags,
                self.method,
                *self.stamp,
                self.crc,
                len(self.data),
                self.size,
                len(self.name),
                len(extra),
                len(info.comment),
                0,
                info.internal_attr,
                info.external_attr,
                offset,
            )
            + self.name
            + extra
            + info.comment
        )


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    # As written on any machine: the bytes must not reveal which one.
    info.create_system = 0
    info.external_attr = 0
    return info


def _squeezed(content: bytes) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeeze.compress(content) + squeeze.flush()


def _without_zip64(extra: bytes) -> bytes:
    """Drop the zip64 field, whose sizes and offset are those of the old file."""
    kept = bytearray()
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64_FIELD:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return bytes(kept + extra[at:])
