"""Starts what is needed and passes calls to the process that talks UNO.

That process is another Python (see ``programs.pythons``), because ``uno`` only works in the exact
Python version that LibreOffice was built for, and because it replaces ``import`` for the whole
program that imports it. It costs a tenth of a second to start and little per call: a block of cells
travels in one call.
"""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, cast

from xlwings import XlwingsError

from . import programs

START_SECONDS, STOP_SECONDS = 90.0, 20.0
_HERE = str(Path(__file__).parent)
_RUN = "import sys; sys.path += sys.argv[1:]; from office.worker import main; main()"
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class GoneError(XlwingsError):
    """LibreOffice was closed, or crashed."""

    kind = "gone"


class ClosedError(XlwingsError):
    """The workbook was closed."""

    kind = "closed"


class ReadOnlyError(XlwingsError):
    """The workbook is open read-only."""

    kind = "readonly"


class ProtectedError(XlwingsError):
    """A cell to be changed is locked."""

    kind = "protected"


class UnsettledError(XlwingsError):
    """A cell is being edited and rejects the entry; the text is its address."""

    kind = "unsettled"


_ERRORS = {
    error.kind: error
    for error in (GoneError, ClosedError, ReadOnlyError, ProtectedError, UnsettledError)
}


def _start_worker() -> "tuple[subprocess.Popen[bytes], frozenset[str]]":
    tried = []
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    for python, folders in programs.pythons():
        with contextlib.suppress(OSError, EOFError, pickle.UnpicklingError):
            worker = subprocess.Popen(
                [python, "-c", _RUN, _HERE, *folders],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=_NO_WINDOW,
            )
            try:
                _, operations = pickle.load(cast("BinaryIO", worker.stdout))  # it has uno
            except BaseException:
                worker.kill()
                _close(worker)
                raise
            return worker, frozenset(operations)
        tried.append(python)
    message = (
        f"No Python here can talk to LibreOffice (tried: {', '.join(tried)}). On Linux, install "
        f"the package python3-uno; or set {programs.PYTHON} to a Python that imports uno."
    )
    raise XlwingsError(message)


def _close(worker: "subprocess.Popen[bytes]") -> None:
    for stream in (worker.stdin, worker.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
    worker.wait()


class Connection:
    """A connection to one LibreOffice, by the folder of its profile."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        self.pipe = programs.pipe_of(profile)
        self.office: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None
        self._worker, self.operations = _start_worker()

    @property
    def pid(self) -> int:
        """Process representing this LibreOffice: itself if we started it, else our worker."""
        process = self.office or self._worker
        return process.pid if process else 0

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do one operation of the modules in ``office``, such as ``cells.read``.

        Raises:
            XlwingsError: it cannot be done; the text says why.
            GoneError: LibreOffice is gone.
        """
        worker = self._worker
        if worker is None:
            raise GoneError("LibreOffice was closed.")
        with self._lock:
            try:
                pickle.dump((operation, arguments), cast("BinaryIO", worker.stdin), 4)
                cast("BinaryIO", worker.stdin).flush()
                trouble, result = pickle.load(cast("BinaryIO", worker.stdout))
            except (OSError, EOFError, ValueError) as error:
                trouble, result = "gone", str(error)
        if trouble == "gone":
            self.close()
            raise GoneError("LibreOffice was closed.")
        if trouble:
            raise _ERRORS.get(trouble, XlwingsError)(result)
        return result

    def attach(self) -> bool:
        """Connect if a LibreOffice with this profile runs and listens; return whether it does."""
        return bool(self.call("link.connect", self.pipe, 0.0))

    def start(self, *, hidden: bool) -> None:
        """Start LibreOffice, or make the one running with this profile listen; connect.

        Raises:
            XlwingsError: it did not start or does not listen.
        """
        locked, left = programs.running(self.profile), (self.profile / ".lock").exists()
        process = subprocess.Popen(
            [
                *(str(programs.soffice()), "--nologo", "--nodefault"),
                *(["--norestore"] if hidden else []),
                *(["--headless"] if _no_screen() else ["--invisible"] if hidden else []),
                *_own_profile(self.profile),
                f"--accept=pipe,name={self.pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.office = None if locked else process
        connected = self.call("link.connect", self.pipe, START_SECONDS)
        if process.poll() is not None or (left and _ends(process, 2.0)):
            self.office = None  # it only passed the request to the one already running
        if not connected:
            message = (
                "LibreOffice was started but does not answer. Close it, also a window that asks "
                "something, and try again."
            )
            raise XlwingsError(message)

    def end(self, only: Iterable[str] | None = None) -> None:
        """Close workbooks without saving; end LibreOffice unless it has other open documents.

        Args:
            only: ids of the workbooks to close; all when left out.
        """
        ended = False
        with contextlib.suppress(GoneError):
            ended = self.call("link.end", None if only is None else tuple(only))
        if ended and self.office:
            _ends(self.office, STOP_SECONDS)
        elif ended:
            deadline = time.monotonic() + STOP_SECONDS
            while programs.running(self.profile) and time.monotonic() < deadline:
                time.sleep(0.05)
        self.close()

    def kill(self) -> None:
        """End the LibreOffice that was started here, immediately."""
        if self.office is not None:
            if sys.platform == "win32":
                self.office.kill()
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.office.pid, 9)
            self.office.wait()
            (self.profile / ".lock").unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Disconnect; LibreOffice keeps running."""
        worker, self._worker = self._worker, None
        if worker:
            _close(worker)
        if self.office:
            self.office.poll()

    @property
    def alive(self) -> bool:
        """Whether LibreOffice still answers."""
        try:
            return bool(self.call("link.ping"))
        except XlwingsError:
            return False


def _ends(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _no_screen() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens)


def _own_profile(folder: Path) -> list[str]:
    if folder == programs.profile():
        return []
    return [f"-env:UserInstallation={folder.absolute().as_uri()}"]
