"""Older encodings of files as text: yEnc, BinHex and uuencode; bytes in, bytes out."""

import binascii
import re
from contextlib import suppress
from typing import Final

IN_BINHEX: Final = re.compile(
    rb"^\(This file must be converted with BinHex 4[^\n]*\n(?=\s*:)", re.MULTILINE
)
"""The line before a file in BinHex."""
IN_YENC: Final = re.compile(rb"^=ybegin [^\n]*\n", re.MULTILINE)
"""The line before a file in yEnc; what follows is not text."""
_MOST: Final = 32 << 20
_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_HQX: Final = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"
_AS_BASE64: Final = bytes.maketrans(_HQX, _BASE64)
_NOT_HQX: Final = bytes(set(range(256)) - set(_HQX))
_REPEAT: Final = 0x90
_Y_ESCAPED: Final = re.compile(rb"=(.)", re.DOTALL)
_Y_SHIFTED: Final = bytes((sign - 42) % 256 for sign in range(256))


def from_yenc(text: bytes) -> bytes:
    """What is between the first and last line of a yEnc block."""
    lines = [line for line in text.split(b"\n") if not line.startswith(b"=ypart")]
    plain = b"".join(line.rstrip(b"\r") for line in lines)
    signs = _Y_ESCAPED.sub(lambda found: bytes([(found[1][0] - 64) % 256]), plain)
    return signs.translate(_Y_SHIFTED)


def from_binhex(text: bytes) -> tuple[str, bytes]:
    """Name and content of a BinHex 4 file, from its first colon on; empty when it is damaged."""
    letters = text.partition(b":")[2].partition(b":")[0].translate(None, _NOT_HQX)
    packed = letters.translate(_AS_BASE64) + b"A" * (-len(letters) % 4)
    with suppress(binascii.Error, IndexError):
        data = _unrepeated(binascii.a2b_base64(packed))
        name, head = data[1 : 1 + data[0]], data[2 + data[0] :]
        size = int.from_bytes(head[10:14], "big")
        return name.decode("mac_roman", "replace"), head[20 : 20 + size]
    return "", b""


def _unrepeated(data: bytes) -> bytes:
    """Expand repeated characters."""
    out = bytearray()
    at = 0
    while (mark := data.find(_REPEAT, at)) >= 0 and len(out) < _MOST:
        out += data[at:mark]
        times = data[mark + 1]
        out += out[-1:] * (times - 1) if times else bytes([_REPEAT])
        at = mark + 2
    return bytes(out + data[at:])


def uu_line(line: bytes) -> bytes:
    """Decode one uuencoded line."""
    for length in (len(line), ((line[0] - 32 & 63) * 4 + 5) // 3 if line else 0):
        with suppress(binascii.Error):  # some programs write a line a little too long
            return binascii.a2b_uu(line[:length])
    return b""
