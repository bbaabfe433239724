"""What costs much and is the same for all: made once a run, also where two processes test.

What is kept lies in a folder that the run makes for itself and throws away, under a name that
follows from all that goes into it; so it cannot be of other code or other input.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = "WIJKEXCEL_TESTRUN"
_KEPT: dict[str, bytes] = {}


def begin() -> None:
    """Make the folder of this run, if no process did; all that it starts find it."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="wijkexcel-run-")


def end() -> None:
    """Throw the folder of this run away."""
    if folder := os.environ.pop(FOLDER, ""):
        shutil.rmtree(folder, ignore_errors=True)


def once(what: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """The bytes that ``make`` gives for this source: made by the first who asks.

    ``what`` and ``source`` hold together everything that the outcome depends on.
    """
    name = f"{what}-{hashlib.sha256(source).hexdigest()}"
    if name not in _KEPT:
        _KEPT[name] = _found_or_made(name, make)
    return _KEPT[name]


def _found_or_made(name: str, make: Callable[[], bytes]) -> bytes:
    folder = os.environ.get(FOLDER)
    if folder is None:  # no test run: benchmarks and the makers of pictures use the workbooks too
        return make()
    path = Path(folder) / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = path.with_suffix(".half")
            half.write_bytes(make())
            half.rename(path)
    return path.read_bytes()
