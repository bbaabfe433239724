"""A process that carries out steps and functions for cells, one at a time, for ``pool``.

It reads orders from its input and writes answers to its output, both with their length before them.
It ends when its input ends, so it never outlives the server. Its report on an unexpected error
contains places in our code, never the text of the error: that may quote a cell.
"""

import contextlib
import json
from datetime import datetime
from typing import Any

from wijkexcel.errors import WijkexcelError
from wijkexcel.server.cells import call
from wijkexcel.server.logs import described
from wijkexcel.server.work import Order, PayloadError, carry_out
from wijkexcel.workers.frames import pack, unpacked
from wijkexcel.workers.inside import limit_memory, own_pipes

MEMORY = 4 * 1024**3


def answer(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """HTTP status, and the answer to the add-in as JSON."""
    try:
        return {"status": 200}, json.dumps(_done(head, body), allow_nan=False).encode()
    except PayloadError as error:
        return {"status": 400}, _said(str(error))
    except WijkexcelError as error:
        return {"status": 422}, _said(str(error))
    except Exception as error:  # whatever it is, its text must not be passed on
        return {"status": 500, "error": described(error)}, b""


def _done(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Carry out the request: a step, or else a function for a cell."""
    if "step" not in head:
        return call(body)
    moment = datetime.fromisoformat(head["when"])
    return carry_out(Order(head["step"], head["who"], moment, body))


def _said(text: str) -> bytes:
    return json.dumps({"fout": text}).encode()


def main() -> None:
    """Answer orders until the input ends."""
    asked, answers = own_pipes()
    limit_memory(MEMORY)
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            head, body = unpacked(asked)
            answers.write(pack(*answer(json.loads(head), body)))
            answers.flush()


if __name__ == "__main__":
    main()
