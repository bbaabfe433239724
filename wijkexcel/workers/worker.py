"""The process in which a sandbox runs its function; only ``post.sandbox.sandbox`` starts it.

It answers over the pipe that was its standard output; anything printed there afterwards is
discarded. When the pipe for requests closes, because the parent has finished or died, it ends at
once with its children; a system alarm ends it when it is too busy to notice.
"""

import importlib
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import IO, Any

from wijkexcel.errors import WijkexcelError
from wijkexcel.workers.frames import pack, unpacked
from wijkexcel.workers.inside import limit_memory, own_pipes, write_nothing

_GRACE = 5
"""Seconds after which a hanging worker ends itself, if still running."""

Request = tuple[dict[str, Any], bytes]


def main(function: str, limits: str) -> None:
    """Answer requests until there are no more."""
    asked, answers = own_pipes()
    given = json.loads(limits)
    write_nothing()
    limit_memory(given["bytes"])
    requests: queue.Queue[Request] = queue.Queue()
    module, _, name = function.partition(":")
    work: Callable[..., Any] = getattr(importlib.import_module(module), name)
    threading.Thread(target=_listen, args=[asked, requests], daemon=True).start()
    _send(answers, pack({"result": {}}))
    while True:
        options, data = requests.get()
        _alarm(int(given["seconds"]) + _GRACE)
        reply = _reply(work, data, options)
        _alarm(0)
        _send(answers, reply)
        del data, options, reply


def _alarm(seconds: int) -> None:
    """Let the system end this process after this time, whatever it is doing; 0 is never."""
    if sys.platform != "win32":
        signal.alarm(seconds)


def _listen(pipe: IO[bytes], requests: "queue.Queue[Request]") -> None:
    """Receive requests as they come, even while the function is working, to notice the end."""
    try:
        while True:
            head, body = unpacked(pipe)
            requests.put((json.loads(head), body))
    except BaseException:  # whatever it is, there is nowhere left to report it
        if sys.platform != "win32":
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _reply(work: Callable[..., Any], data: bytes, options: dict[str, Any]) -> bytes:
    try:
        return pack({"result": work(data, **options)})
    except WijkexcelError as error:
        return pack({"failed": "refused", "text": str(error)})
    except MemoryError:
        return pack({"failed": "memory", "text": "MemoryError"})
    except BaseException as error:  # a panic in Rust is not an ``Exception``
        return pack({"failed": "crash", "text": f"{type(error).__name__}: {error}"[:2000]})


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(message)
    pipe.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
