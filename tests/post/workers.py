"""Functions for the sandbox to run: some do well, most misbehave."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from wijkexcel.errors import NotAWorkbookError

Reply = dict[str, Any]


def echo(data: bytes, **options: Any) -> Reply:
    return {"length": len(data), "options": options, "pid": os.getpid()}


def behave(data: bytes, *, how: str = "", where: str = "") -> Reply:
    """Do as told, by name."""
    result = globals()[f"_{how}"](where) if how else {"done": len(data)}
    assert isinstance(result, dict) or how in {"gives_no_dict", "gives_bytes"}
    return result


def _sleeps(_: str) -> Reply:
    time.sleep(600)
    return {}


def _spins(_: str) -> Reply:
    while True:
        pass


def _holds_the_lock(_: str) -> Reply:
    """A hang in C that keeps every other thread of the worker from running."""
    ctypes.PyDLL(None).sleep(600)
    return {}


def _ignores_signals(_: str) -> Reply:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    return _sleeps("")


def _starts_children(where: str) -> Reply:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    with open(1, "w", closefd=False) as out:
        out.write("x")
    Path(where)  # cannot be written: the worker writes no files
    os.environ["CHILD"] = str(child.pid)
    return _sleeps("")


def _eats_memory(_: str) -> Reply:
    return {"size": len([bytearray(50 << 20) for _ in range(100)])}


def _eats_memory_in_calamine(_: str) -> Reply:
    """Rust aborts the process when an allocation fails."""
    import io

    import python_calamine

    from tests.post.makes import one_far_cell

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(one_far_cell()))
    return {"rows": len(book.get_sheet_by_index(1).to_python(skip_empty_area=False))}


def _is_killed(_: str) -> Reply:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _aborts(_: str) -> Reply:
    os.abort()


def _exits(_: str) -> Reply:
    os._exit(0)


def _exits_politely(_: str) -> Reply:
    raise SystemExit(0)


def _overflows_the_stack(_: str) -> Reply:
    ctypes.string_at(0)
    return {}


def _raises(_: str) -> Reply:
    raise ZeroDivisionError("a secret of the file")


def _refuses(_: str) -> Reply:
    raise NotAWorkbookError("Dit bestand deugt niet. Stuur een ander.")


def _gives_no_dict(_: str) -> object:
    return [1, 2]


def _gives_bytes(_: str) -> object:
    return {"raw": b"\0"}


def _gives_infinity(_: str) -> Reply:
    return {"score": float("inf")}


def _prints(_: str) -> Reply:
    """To everything that a library may print to; far more than a pipe holds."""
    for _turn in range(300):
        print("rommel" * 200)
        print("rommel" * 200, file=sys.stderr)
        os.write(1, b"\0\xff" * 500)
        os.write(2, b"\0\xff" * 500)
    sys.stdout.flush()
    return {"printed": True}


def _writes_garbage(_: str) -> Reply:
    """Straight into the pipe of the answers."""
    for number in range(3, 20):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    return {}


def _writes_other_json(_: str) -> Reply:
    body = b'["no", "reply"]'
    for number in range(3, 20):
        try:
            os.write(number, len(body).to_bytes(8, "big") + body)
        except OSError:
            continue
    return {}


def _writes_a_file(where: str) -> Reply:
    try:
        Path(where).write_bytes(b"x")
    except OSError as error:
        return {"refused": type(error).__name__}
    return {}


def _tells_what_it_has(_: str) -> Reply:
    """Environment and open files."""
    opened = {}
    for link in Path("/proc/self/fd").iterdir():
        try:
            opened[link.name] = str(link.readlink())
        except OSError:
            continue
    return {"environment": dict(os.environ), "files": opened, "folder": str(Path.cwd())}
