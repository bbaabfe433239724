"""The process in which a sandbox runs its function; only ``post.sandbox.sandbox`` starts it.

It answers over the pipe that was its standard output; from then on what anything prints there
goes nowhere. When the pipe for requests closes, because the parent is done or dead, it ends at
once with all that it started; an alarm of the system ends it when it is too busy to notice.
"""

import contextlib
import importlib
import json
import os
import queue
import signal
import struct
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

_HEAD = struct.Struct(">Q")
_GRACE = 5
"""Seconds after which a hanging worker ends itself, should nobody else have done so."""

Request = tuple[dict[str, Any], bytes]


def main(function: str, limits: str) -> None:
    """Answer requests until there are no more."""
    asked, answers = _own_pipes()
    given = json.loads(limits)
    _limit(given["bytes"])
    requests: queue.Queue[Request] = queue.Queue()
    module, _, name = function.partition(":")
    work: Callable[..., Any] = getattr(importlib.import_module(module), name)
    threading.Thread(target=_listen, args=[asked, requests], daemon=True).start()
    _send(answers, _as_json({"result": {}}))
    while True:
        options, data = requests.get()
        _alarm(int(given["seconds"]) + _GRACE)
        reply = _reply(work, data, options)
        _alarm(0)
        _send(answers, reply)
        del data, options, reply


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Take the two pipes away from whatever prints or reads; both stay closed for children."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return asked, answers


def _limit(most: int) -> None:
    """Limit memory; and write nothing, not even what a crash leaves behind."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    for kind, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, most),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def _alarm(seconds: int) -> None:
    """Have the system end this process after so long, whatever it is doing; 0 is never."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _listen(pipe: IO[bytes], requests: "queue.Queue[Request]") -> None:
    """Take requests as they come, also while the function is at work, so as to notice the end."""
    try:
        while True:
            options = json.loads(_frame(pipe))
            requests.put((options, _frame(pipe)))
    except BaseException:  # whatever it is, there is nobody left to tell
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _frame(pipe: IO[bytes]) -> bytes:
    (length,) = _HEAD.unpack(pipe.read(_HEAD.size))
    body = pipe.read(length)
    if len(body) != length:
        raise EOFError
    return body


def _reply(work: Callable[..., Any], data: bytes, options: dict[str, Any]) -> bytes:
    from wijkexcel.errors import WijkexcelError  # noqa: PLC0415 - after the limits

    try:
        return _as_json({"result": work(data, **options)})
    except WijkexcelError as error:
        return _as_json({"failed": "refused", "text": str(error)})
    except MemoryError:
        return _as_json({"failed": "memory", "text": "MemoryError"})
    except BaseException as error:  # a panic in Rust is no ``Exception``
        return _as_json({"failed": "crash", "text": f"{type(error).__name__}: {error}"[:2000]})


def _as_json(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply, allow_nan=False).encode()


def _send(pipe: IO[bytes], body: bytes) -> None:
    pipe.write(_HEAD.pack(len(body)) + body)
    pipe.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
