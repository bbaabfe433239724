"""Pictures of a template without metadata: authors, locations, comments, thumbnails."""

import struct
import zlib
from collections.abc import Iterator
from typing import Final

from wijkexcel.errors import InnerError

PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"
_KEPT_CHUNKS: Final = {
    b"IHDR": 13,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"pHYs": 9,
}
"""The chunks needed to draw a PNG, and their maximum length."""
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples per pixel, by colour type of a PNG."""
_LACED: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""For each pass of an interlaced PNG: first column and row, and steps to the next."""
_LARGEST: Final = 200 * 2**20
_ADOBE: Final = 0xEE
_FRAME, _RESTART = 0xC0, 0xDD
_HUFFMAN: Final = frozenset({0xC4, 0xC8, 0xCC})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_TABLES: Final = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD})
_SCAN, _END, _JFIF = 0xDA, 0xD9, 0xE0


class PictureError(InnerError):
    """A picture is damaged, or of a kind that cannot be cleaned."""


def cleaned(data: bytes) -> tuple[str, bytes]:
    """The extension (png or jpeg) and bytes of a picture, with only the image itself.

    Raises:
        PictureError: it is not a PNG or JPEG, or damaged.
    """
    try:
        if data.startswith(PNG):
            return "png", _png(data)
        if data.startswith(JPEG):
            return "jpeg", _jpeg(data)
    except (struct.error, IndexError, zlib.error, ValueError, KeyError):
        raise PictureError from None
    raise PictureError


def _png(data: bytes) -> bytes:
    head: list[tuple[bytes, bytes]] = []
    pixels = b""
    for kind, content in _chunks(data):
        if kind == b"IDAT":
            pixels += content
        elif kind in _KEPT_CHUNKS:
            head.append((kind, content[: _KEPT_CHUNKS[kind]]))
    if not head or head[0][0] != b"IHDR" or not pixels:
        raise PictureError
    size = _raw_size(head[0][1])
    if size > _LARGEST:
        raise PictureError
    raw = zlib.decompressobj().decompress(pixels, size)
    if len(raw) < size:
        raise PictureError
    parts = [*head, (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    return PNG + b"".join(map(_chunk, parts))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        if len(content) < length:
            raise PictureError
        if kind == b"IEND":
            return
        yield kind, content
        at += length + 12
    raise PictureError


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, content = part
    sum_ = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", sum_)


def _raw_size(header: bytes) -> int:
    wide, high, depth, colour, _, _, laced = struct.unpack(">IIBBBBB", header)
    bits = depth * _SAMPLES[colour]

    def size(columns: int, rows: int) -> int:
        return rows * (1 + (columns * bits + 7) // 8) if columns > 0 and rows > 0 else 0

    if not laced:
        return size(wide, high)
    return sum(
        size(-((x - wide) // across), -((y - high) // down)) for x, y, across, down in _LACED
    )


def _jpeg(data: bytes) -> bytes:
    done = [b"\xff\xd8"]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise PictureError
        while data[at + 1] == 0xFF:
            at += 1
        kind = data[at + 1]
        if kind == _END:
            return b"".join([*done, b"\xff\xd9"])
        if kind in _BARE:
            at += 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        content = data[at + 4 : at + 2 + length]
        if len(content) != length - 2:
            raise PictureError
        at += 2 + length
        done += _segment(kind, content)
        if kind == _SCAN:
            end = _end_of_scan(data, at)
            done.append(data[at:end])
            at = end


def _segment(kind: int, content: bytes) -> list[bytes]:
    """A segment, if it is needed to draw the picture; for JFIF and Adobe only the numbers."""
    if kind == _JFIF and content.startswith(b"JFIF\0"):
        content = content[:12] + b"\0\0"
    elif kind == _RESTART:
        content = content[:2]
    elif _FRAME <= kind < _FRAME + 16 and kind not in _HUFFMAN:
        content = content[: 6 + 3 * content[5]]
    elif kind == _SCAN:
        content = content[: 4 + 2 * content[0]]
    elif kind == _ADOBE and content.startswith(b"Adobe"):
        content = content[:12]
    elif kind not in _TABLES:
        return []
    return [bytes((0xFF, kind)), struct.pack(">H", len(content) + 2), content]


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next segment starts: a 0xFF that is not part of the image data."""
    while True:
        at = data.index(b"\xff", at)
        following = data[at + 1]
        if following and following not in _BARE:
            return at
        at += 2
