"""Unwrap signed messages (S/MIME) and winmail.dat (Outlook): bytes in, bytes out.

Reads only as much of both formats as leads to the content; anything malformed ends the search.
"""

import zlib
from collections.abc import Iterator

from wijkexcel.files.kinds import unarmoured
from wijkexcel.post.inspect.zip import MOST_IN_ALL

_DEEPEST = 12
_SEQUENCE, _OCTETS, _OCTETS_IN_PIECES, _CONTENT = 0x30, 0x04, 0x24, 0xA0
_ZLIB = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x03\x08"

_NAME, _DATA, _BEGIN, _EMBEDDED = 0x00018010, 0x0006800F, 0x00069002, 0x00069005
TNEF = b"\x78\x9f\x3e\x22"

Element = tuple[int, int, int, int]
"""A BER element: its tag, start and end of its content, and start of the next element."""


def signed_content(data: bytes) -> bytes:
    """The signed (or only compressed) content; empty when absent or not found."""
    data = unarmoured(data)
    try:
        ((_, start, end, _),) = _within(data, 0, len(data))[:1]
        info = _within(data, start, end)
        inner = _within(data, *info[1][1:3])
        for tag, start, end, _ in _within(data, *inner[0][1:3]):
            pieces = _within(data, start, end) if tag == _SEQUENCE else []
            content = [piece for piece in pieces if piece[0] == _CONTENT]
            if content:
                found = b"".join(_octets(data, *content[0][1:3], _DEEPEST))
                return _inflated(found) if _ZLIB in data[:80] else found
    except (IndexError, ValueError, RecursionError, zlib.error):
        pass
    return b""


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, MOST_IN_ALL)


def _within(data: bytes, start: int, end: int) -> list[Element]:
    """The elements at one level."""
    found = []
    while start < end and data[start : start + 2] != b"\0\0":
        found.append(_element(data, start, end, _DEEPEST))
        start = found[-1][3]
    return found


def _element(data: bytes, at: int, most: int, depth: int) -> Element:
    if not depth:
        raise ValueError("nested too deep")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:  # until two zeros
        here = start
        while data[here : here + 2] != b"\0\0":
            if here >= most:
                raise ValueError("no end")
            here = _element(data, here, most, depth - 1)[3]
        return tag, start, here, here + 2
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[start : start + size], "big")
        start += size
    end = start + length
    if end > most or length > len(data):
        raise ValueError("longer than what it is in")
    return tag, start, end, end


def _octets(data: bytes, start: int, end: int, depth: int) -> Iterator[bytes]:
    for tag, begin, stop, _ in _within(data, start, end):
        if tag == _OCTETS:
            yield data[begin:stop]
        elif tag == _OCTETS_IN_PIECES and depth:
            yield from _octets(data, begin, stop, depth - 1)


def in_tnef(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the attachments in winmail.dat, with their names."""
    at, name, held = 6, "", b""
    while at + 9 <= len(data):
        attribute = int.from_bytes(data[at + 1 : at + 5], "little")
        length = int.from_bytes(data[at + 5 : at + 9], "little")
        content = data[at + 9 : at + 9 + length]
        at += 9 + length + 2
        if attribute == _BEGIN:
            if held:
                yield name, held
            name, held = "", b""
        elif attribute == _NAME:
            name = content.partition(b"\0")[0].decode("cp1252", "replace")
        elif attribute == _DATA:
            held = content
        elif attribute == _EMBEDDED and not held and TNEF in content:
            held = content[content.index(TNEF) :]
    if held:
        yield name, held
