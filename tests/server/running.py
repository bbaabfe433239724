"""The server as a program of its own, on a free port, stopped with everything it started."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WHO = "Anna de Tester"
START = (
    "import sys; from pathlib import Path; from wijkexcel.server.serve import serve; "
    "serve(port=int(sys.argv[1]), folder=Path(sys.argv[2]))"
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path
    context: ssl.SSLContext

    def ask(
        self,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        method: str | None = None,
    ) -> Answer:
        request = urllib.request.Request(self.url + path, body, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, context=self.context, timeout=120) as found:
                return Answer(found.status, _lower(found.headers), found.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _lower(error.headers), error.read())


def _lower(headers: object) -> dict[str, str]:
    return {k.lower(): v for k, v in headers.items()}  # type: ignore[attr-defined]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Server]:
    """Start the server and wait until it answers; afterwards nothing of it is left."""
    port = free_port()
    log = folder / "server.log"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("XLWINGS_")}
    environment |= {"LOGNAME": WHO, "XLWINGS_LICENSE_KEY": "noncommercial"}
    environment |= {name: value.format(port=port) for name, value in settings.items()}
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(port), str(folder)],
            env=environment,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        certificate = folder / "localhost.pem"
        _wait(process, port, log)
        context = ssl.create_default_context(cafile=str(certificate))
        yield Server(f"https://localhost:{port}", folder, process, log, context)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            left = _left(process.pid)
            if left:
                os.killpg(process.pid, signal.SIGKILL)
        assert not left, f"processes left: {left}"


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def _left(leader: int) -> list[str]:
    """What still runs a while after the server ended (Python's own helpers end just after it)."""
    deadline = time.monotonic() + 30
    while (left := _group(leader)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def _group(leader: int) -> list[str]:
    """Commands of processes of this group that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, group = text.rpartition(")")[2].split()[:3]
        if int(group) == leader and state != "Z":
            found.append(command)
    return found
