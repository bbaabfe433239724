"""One worker process of a sandbox: started, queried, and always terminated."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Final

from wijkexcel.errors import FileError
from wijkexcel.workers.frames import pack, unpacked

START_SECONDS = 60.0
"""Time for a worker to import its function; not counted for the first request."""

_MOST_REPLY = 64 << 20
_TAIL = 8192
_JOIN_SECONDS = 2.0
_SLICE = 0.2
"""Longest single wait: on Windows waiting cannot be interrupted from the keyboard."""
_PASSED_ON = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
_KEPT: Final = frozenset({"refused", "memory"})


class Failure(StrEnum):
    """Why there is no result."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"
    START = "start"
    """The worker cannot even start; no file is to blame."""
    REFUSED = "refused"
    """The function itself refused the file, with a ``WijkexcelError``."""


_TEXTS = {
    Failure.TIMEOUT: "Het lezen van dit bestand duurde te lang en is afgebroken.",
    Failure.MEMORY: "Het lezen van dit bestand kostte te veel geheugen en is afgebroken.",
    Failure.CRASH: "Dit bestand is niet te lezen: het programma dat het las, liep erop vast.",
    Failure.START: "Het programma dat bestanden leest, start niet op.",
}
_REINSTALL = "Dit ligt niet aan dit bestand. Installeer wijkexcel opnieuw, of vraag een beheerder."
_ADVICE = (
    "Er is niets van overgenomen. Open het in Excel of LibreOffice, sla het opnieuw op als .xlsx "
    "en probeer het nog eens. Lukt dat niet, vraag dan de afzender om het opnieuw te sturen."
)


class SandboxError(FileError):
    """A function had no result for a file; the text says what to do."""

    def __init__(self, kind: Failure, text: str = "", detail: str = "") -> None:
        advice = _REINSTALL if kind is Failure.START else _ADVICE
        super().__init__(text or f"{_TEXTS.get(kind, '')} {advice}".strip())
        self.kind = kind
        self.detail = detail
        """For investigation, not for users: the worker's last output."""


class Worker:
    """A process that runs one function, one request at a time."""

    def __init__(self, function: str, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._ready = False
        self._replies: queue.Queue[bytes | None] = queue.Queue()
        self._said = b""
        limits = {"seconds": seconds, "bytes": megabytes << 20}
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NO_WINDOW}
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-s", "-m", "wijkexcel.workers.worker"),
                *(function, json.dumps(limits)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            **apart,
        )
        assert self.process.stdout
        assert self.process.stderr
        self._threads = [
            threading.Thread(target=self._listen, args=[self.process.stdout], daemon=True),
            threading.Thread(target=self._overhear, args=[self.process.stderr], daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def ask(self, data: bytes, options: Mapping[str, Any]) -> dict[str, Any]:
        """Send one request and wait for the result.

        Raises:
            SandboxError: there is no result, or no usable one.
        """
        if not self._ready:
            try:
                self._reply(START_SECONDS)
            except SandboxError as error:
                raise SandboxError(Failure.START, detail=error.detail) from error
            self._ready = True
        sender = threading.Thread(target=self._send, args=[pack(options, data)], daemon=True)
        self._threads.append(sender)
        sender.start()
        reply = self._reply(self._seconds)
        sender.join()
        self._threads.remove(sender)
        return reply

    def _send(self, message: bytes) -> None:
        """In a separate thread: a hanging worker does not read its input."""
        pipe = self.process.stdin
        assert pipe
        with contextlib.suppress(OSError, ValueError):
            pipe.write(message)
            pipe.flush()

    def _listen(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError):
            while True:
                head, _ = unpacked(pipe, _MOST_REPLY)
                self._replies.put(head)
        self._replies.put(None)

    def _overhear(self, pipe: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while heard := os.read(pipe.fileno(), _TAIL):
                self._said = (self._said + heard)[-_TAIL:]

    def _reply(self, seconds: float) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise SandboxError(Failure.TIMEOUT)
            try:
                body = self._replies.get(timeout=min(left, _SLICE))
                break
            except queue.Empty:
                continue
        if body is None:
            raise self._died()
        try:
            reply = json.loads(body)
            if "result" in reply:
                result = reply["result"]
                if isinstance(result, dict):
                    return result
                raise SandboxError(Failure.CRASH, detail=f"no dict: {type(result)}")
            kind, text = str(reply["failed"]), str(reply["text"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise SandboxError(Failure.CRASH, detail=f"no reply: {body[:200]!r}") from error
        if kind in _KEPT:
            raise SandboxError(Failure(kind), text if kind == "refused" else "", text)
        raise SandboxError(Failure.CRASH, detail=text)

    def _died(self) -> SandboxError:
        by_itself = _wait_for_end(self.process, 1.0)
        self.end()
        said = self._said.decode("utf-8", "replace")
        code = self.process.returncode
        killed = by_itself and _killed_by_system(code)
        memory = killed or "memory allocation of" in said or "MemoryError" in said
        return SandboxError(
            Failure.MEMORY if memory else Failure.CRASH, detail=f"exit code {code}: {said[-1000:]}"
        )

    def end(self) -> None:
        """Terminate the process and its children; there is nothing to wait for."""
        _kill_tree(self.process)
        self.process.wait()
        for thread in self._threads:
            thread.join(_JOIN_SECONDS)
        if any(thread.is_alive() for thread in self._threads):
            return  # a pipe is still open elsewhere; closing it here would wait for that
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()


def _environment() -> dict[str, str]:
    """Only what Python needs to start and find the same modules; no secrets of the parent."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        # Threads reserve memory, all of which counts, used or not.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
    }


def _killed_by_system(code: int | None) -> bool:
    return sys.platform != "win32" and code == -signal.SIGKILL


def _wait_for_end(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Let a process that closed its pipes end by itself, without reaping it; return whether it did.

    Until it is reaped its number is not reused, so ``_kill_tree`` cannot hit another process.
    """
    if sys.platform == "win32" or not hasattr(os, "waitid"):
        time.sleep(_SLICE)
        return True
    until = time.monotonic() + seconds
    flags = os.WEXITED | os.WNOWAIT | os.WNOHANG
    while os.waitid(os.P_PID, process.pid, flags) is None:
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def _kill_tree(process: "subprocess.Popen[bytes]") -> None:
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],
            capture_output=True,
            check=False,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
