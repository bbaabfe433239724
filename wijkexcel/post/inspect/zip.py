"""Unpack an untrusted zip, counting what comes out instead of believing what it declares.

Readers of zips disagree about files that contradict themselves: which of two members of one name
counts, where the directory begins, how long a member is. So a file that contradicts itself is
refused; in accepted files every reader sees the same.
"""

import io
import re
import struct
import zipfile
import zlib
from urllib.parse import unquote

from wijkexcel.post.inspect.refused import ASK_AGAIN, DAMAGED, PASSWORD, RefusedError

MOST_PER_PART = 32 << 20
MOST_IN_ALL = 64 << 20
MOST_MEMBERS = 1_000

_MOST_DIRECTORY = MOST_MEMBERS * 512
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_END = 22 + 0xFFFF
_ZIP64_LOCATOR = 20
_ENCRYPTED = 0x01
_SIZES_FOLLOW = 0x08
_LIMIT_32 = 0xFFFFFFFF
_OUTSIDE = re.compile(r"(^|/)\.\.?(/|$)|^/|^[A-Za-z]:|//|[\x00-\x1f]")
_INNER_ARCHIVES = (b"PK\3\4", b"PK\5\6", b"PK\7\x08", b"Rar!\x1a\7", b"7z\xbc\xaf\x27\x1c")

NESTED = f"In dit bestand zit een ander bestand verpakt. {ASK_AGAIN}"
_TOO_LARGE = (
    "Dit bestand wordt na uitpakken veel groter dan een ingevuld werkboek kan zijn. Het wordt niet "
    "gelezen. Vraag de afzender om de scores over te nemen in het werkboek dat is toegestuurd, en "
    "dat terug te sturen."
)
_TOO_MANY = f"Dit bestand bestaat uit veel meer onderdelen dan een werkboek heeft. {ASK_AGAIN}"


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the members by name, in the order of the directory.

    Raises:
        RefusedError: it is damaged, encrypted, contradicts itself, or is too large.
    """
    start = _directory(data)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
        raise RefusedError(DAMAGED) from error
    if len(infos) > MOST_MEMBERS:
        raise RefusedError(_TOO_MANY)
    _check_names([info.orig_filename for info in infos])
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise RefusedError(PASSWORD)
    end = 0
    contents: dict[str, bytes] = {}
    room = MOST_IN_ALL
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise RefusedError(DAMAGED)
        raw, end = _stored(data, info)
        if end > start:
            raise RefusedError(DAMAGED)
        content = _inflated(raw, info, min(MOST_PER_PART, room))
        room -= len(content)
        if content.startswith(_INNER_ARCHIVES):
            raise RefusedError(NESTED)
        contents[info.filename] = content
    return {info.filename: contents[info.filename] for info in infos}


def _directory(data: bytes) -> int:
    """Find where the directory begins; it must end where the file ends, except for a comment.

    Checked before ``zipfile`` is used, which takes seconds for a directory of a million members.
    """
    if len(data) < _END.size:
        raise RefusedError(DAMAGED)
    end = data.rfind(b"PK\5\6", -_LONGEST_END)
    if end < 0 or end + _END.size > len(data):
        raise RefusedError(DAMAGED)
    signature, disk, first_disk, here, count, size, start, comment = _END.unpack_from(data, end)
    whole = end + _END.size + comment == len(data) and start + size == end
    if signature != b"PK\5\6" or disk or first_disk or here != count or not whole:
        raise RefusedError(DAMAGED)
    if data[end - _ZIP64_LOCATOR : end].startswith(b"PK\6\7"):
        raise RefusedError(DAMAGED)
    if count > MOST_MEMBERS or size > _MOST_DIRECTORY:
        raise RefusedError(_TOO_MANY)
    return int(start)


def _check_names(names: list[str]) -> None:
    plain = [unquote(name).replace("\\", "/") for name in names]
    if any(map(_OUTSIDE.search, plain)):
        raise RefusedError(
            "In dit bestand zit een onderdeel met een naam die buiten het bestand wijst. Zo'n "
            f"bestand is met de hand gemaakt en kan kwaad doen. {ASK_AGAIN}"
        )
    # Part names are compared regardless of case and escapes (OPC, part 2).
    if len({name.casefold() for name in plain}) != len(names):
        raise RefusedError(
            "In dit bestand zit een onderdeel twee keer; niet te zien is welk van de twee geldt. "
            + DAMAGED
        )


def _stored(data: bytes, info: zipfile.ZipInfo) -> tuple[memoryview, int]:
    """Return the raw bytes of a member in the file, and where they end."""
    at = info.header_offset
    if at + _LOCAL.size > len(data):
        raise RefusedError(DAMAGED)
    header = _LOCAL.unpack_from(data, at)
    signature, _, flags, method, _, _, crc, packed, size, name_length, extra_length = header
    name_at = at + _LOCAL.size
    begin = name_at + name_length + extra_length
    end = begin + info.compress_size
    name = data[name_at : name_at + name_length]
    known = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    same = (
        signature == b"PK\3\4"
        and method == info.compress_type
        and name == known
        and end <= len(data)
    )
    if same and not flags & _SIZES_FOLLOW:
        told = (info.CRC, info.compress_size, info.file_size)
        same = all(
            there in (here, _LIMIT_32)
            for there, here in zip((crc, packed, size), told, strict=True)
        )
    if not same:
        raise RefusedError(DAMAGED)
    return memoryview(data)[begin:end], end


def _inflated(raw: memoryview, info: zipfile.ZipInfo, most: int) -> bytes:
    if info.compress_type == zipfile.ZIP_STORED:
        content = bytes(raw)
        if len(content) > most:
            raise RefusedError(_TOO_LARGE)
    elif info.compress_type == zipfile.ZIP_DEFLATED and not raw and not info.file_size:
        content = b""  # no bytes at all, where one empty block belongs
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflate.decompress(raw, most + 1)
        except zlib.error as error:
            raise RefusedError(DAMAGED) from error
        if len(content) > most:
            raise RefusedError(_TOO_LARGE)
        if not inflate.eof or inflate.unused_data:
            raise RefusedError(DAMAGED)
    else:
        raise RefusedError(DAMAGED)
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise RefusedError(DAMAGED)
    return content
