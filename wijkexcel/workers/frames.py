"""Messages between a process and its workers: a head as JSON and a body of bytes."""

import json
import struct
from collections.abc import Mapping
from typing import IO, Any, Final

LENGTHS: Final = struct.Struct(">II")
"""Prefix of each message: the sizes in bytes of the head and the body."""


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Write a message.

    Raises:
        ValueError: the head cannot be represented in JSON.
    """
    top = json.dumps(head, allow_nan=False).encode()
    return LENGTHS.pack(len(top), len(body)) + top + body


def unpacked(pipe: IO[bytes], most: int | None = None) -> tuple[bytes, bytes]:
    """Read a message: the encoded head, and the body.

    Raises:
        EOFError: the pipe ended, or the message is larger than ``most`` bytes.
    """
    top, size = LENGTHS.unpack(_exactly(pipe, LENGTHS.size))
    if most is not None and top + size > most:
        raise EOFError
    return _exactly(pipe, top), _exactly(pipe, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return data
