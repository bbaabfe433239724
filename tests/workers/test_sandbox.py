"""The sandbox against workers that hang, eat memory, die, print and lie."""

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wijkexcel.errors import FileError
from wijkexcel.workers.sandbox import Failure, Sandbox, SandboxError

BEHAVE = "tests.post.workers:behave"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="process groups and memory limits")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(BEHAVE, seconds=1.0, megabytes=300) as shared:
        yield shared


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return True


def gone(pid: int, seconds: float = 15.0) -> bool:
    until = time.monotonic() + seconds
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(pid)


def children(pid: int) -> set[int]:
    """All that a process started, also through others."""
    found = set()
    for line in subprocess.check_output(["ps", "-eo", "pid=,ppid="], text=True).splitlines():
        child, parent = map(int, line.split())
        if parent == pid:
            found |= {child} | children(child)
    return found


MISBEHAVIOUR = [
    ("sleeps", Failure.TIMEOUT),
    ("spins", Failure.TIMEOUT),
    ("holds_the_lock", Failure.TIMEOUT),
    ("ignores_signals", Failure.TIMEOUT),
    ("eats_memory", Failure.MEMORY),
    ("eats_memory_in_calamine", Failure.MEMORY),
    ("is_killed", Failure.MEMORY),
    ("aborts", Failure.CRASH),
    ("exits", Failure.CRASH),
    ("exits_politely", Failure.CRASH),
    ("overflows_the_stack", Failure.CRASH),
    ("raises", Failure.CRASH),
    ("gives_no_dict", Failure.CRASH),
    ("gives_bytes", Failure.CRASH),
    ("gives_infinity", Failure.CRASH),
    ("writes_garbage", Failure.CRASH),
    ("writes_other_json", Failure.CRASH),
]


@UNIX
@pytest.mark.parametrize(("how", "kind"), MISBEHAVIOUR)
def test_whatever_the_worker_does_the_next_file_is_read(
    sandbox: Sandbox, how: str, kind: Failure
) -> None:
    with pytest.raises(SandboxError) as caught:
        sandbox.run(b"bad", how=how)
    assert caught.value.kind is kind
    assert isinstance(caught.value, FileError)
    text = str(caught.value)
    assert "Er is niets van overgenomen" in text
    assert "sla het opnieuw op als .xlsx" in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert sandbox.run(b"good") == {"done": 4}


@UNIX
@pytest.mark.parametrize("how", [how for how, _ in MISBEHAVIOUR])
def test_nothing_is_left_of_a_worker_that_failed(sandbox: Sandbox, how: str) -> None:
    sandbox.run(b"")
    pid = sandbox.pid
    assert pid is not None
    with pytest.raises(SandboxError):
        sandbox.run(b"bad", how=how)
    assert sandbox.pid is None
    assert gone(pid)


@UNIX
def test_what_the_worker_started_ends_with_it(sandbox: Sandbox) -> None:
    sandbox.run(b"")
    pid = sandbox.pid
    assert pid is not None
    seen: set[int] = set()
    watch = threading.Timer(0.7, lambda: seen.update(children(pid)))
    watch.start()
    with pytest.raises(SandboxError):
        sandbox.run(b"", how="starts_children")
    watch.join()
    assert seen
    assert all(gone(child) for child in seen)


def test_printing_disturbs_nothing(sandbox: Sandbox) -> None:
    before = sandbox.run(b"") and sandbox.pid
    assert sandbox.run(b"", how="prints") == {"printed": True}
    assert sandbox.run(b"12") == {"done": 2}
    assert sandbox.pid == before


def test_a_refusal_is_told_as_it_is_and_costs_no_worker(sandbox: Sandbox) -> None:
    sandbox.run(b"")
    before = sandbox.pid
    with pytest.raises(SandboxError, match=r"^Dit bestand deugt niet. Stuur een ander.$") as caught:
        sandbox.run(b"", how="refuses")
    assert caught.value.kind is Failure.REFUSED
    assert sandbox.pid == before


def test_one_worker_serves_many_files() -> None:
    with Sandbox("tests.post.workers:echo") as sandbox:
        replies = [sandbox.run(bytes(size), name=f"é{size}.xlsx") for size in range(60)]
    assert [reply["length"] for reply in replies] == list(range(60))
    assert replies[7]["options"] == {"name": "é7.xlsx"}
    assert len({reply["pid"] for reply in replies}) == 1
    assert replies[0]["pid"] != os.getpid()


def test_a_large_file_fits_through_the_pipe() -> None:
    with Sandbox("tests.post.workers:echo") as sandbox:
        assert sandbox.run(bytes(20 << 20))["length"] == 20 << 20


@UNIX
def test_a_large_file_for_a_worker_that_no_longer_reads(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError) as caught:
        sandbox.run(bytes(5 << 20), how="holds_the_lock")
    assert caught.value.kind is Failure.TIMEOUT


def test_a_worker_that_cannot_start_blames_no_file() -> None:
    with Sandbox("tests.post.workers:nowhere") as sandbox, pytest.raises(SandboxError) as caught:
        sandbox.run(b"")
    assert caught.value.kind is Failure.START
    assert "ligt niet aan dit bestand" in str(caught.value)
    assert "nowhere" in caught.value.detail


@LINUX
def test_the_worker_gets_no_secrets_and_no_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WIJKEXCEL_SECRET", "geheim")
    with (tmp_path / "open.txt").open("w") as held:
        os.set_inheritable(held.fileno(), True)
        with Sandbox(BEHAVE) as sandbox:
            has = sandbox.run(b"", how="tells_what_it_has")
    assert "WIJKEXCEL_SECRET" not in has["environment"]
    assert not any("HOME" in name or "TOKEN" in name for name in has["environment"])
    assert not any(str(tmp_path) in path for path in has["files"].values())
    kinds = {path.partition(":")[0] for path in has["files"].values()}
    assert {kind for kind in kinds if not kind.startswith("/proc/")} == {"pipe", "/dev/null"}


@UNIX
def test_the_worker_writes_no_files(sandbox: Sandbox, tmp_path: Path) -> None:
    target = tmp_path / "uitvoer"
    assert sandbox.run(b"", how="writes_a_file", where=str(target)) == {"refused": "OSError"}
    assert not target.exists() or target.read_bytes() == b""


@LINUX
def test_no_files_stay_open_in_the_parent() -> None:
    before = sorted(Path("/proc/self/fd").iterdir())
    threads = threading.active_count()
    for how in ("sleeps", "aborts", "writes_garbage", ""):
        with Sandbox(BEHAVE, seconds=0.5) as sandbox, contextlib.suppress(SandboxError):
            sandbox.run(b"", how=how)
    assert sorted(Path("/proc/self/fd").iterdir()) == before
    assert threading.active_count() == threads


# --- the end of the parent -----------------------------------------------------------------------

PARENT = """
    import signal
    import sys
    # Whoever runs the tests in the background made every child deaf to an interruption.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from wijkexcel.workers.sandbox import Sandbox
    with Sandbox("tests.post.workers:behave", seconds={seconds}) as sandbox:
        sandbox.run(b"")
        print(sandbox.pid, flush=True)
        {then}
"""


def parent(then: str, seconds: int = 60) -> tuple["subprocess.Popen[str]", int]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT.format(then=then, seconds=seconds))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
    )
    assert process.stdout
    return process, int(process.stdout.readline())


@UNIX
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("how", ["sleeps", "spins", None])
def test_the_worker_ends_with_its_parent(end: signal.Signals, how: str | None) -> None:
    then = f'sandbox.run(b"", how="{how}")' if how else "sys.stdin.read()"
    process, worker = parent(then)
    time.sleep(0.3)
    process.send_signal(end)
    process.communicate(timeout=30)
    assert gone(worker)


@UNIX
def test_a_worker_too_busy_to_notice_is_ended_by_the_system() -> None:
    process, worker = parent('sandbox.run(b"", how="holds_the_lock")', seconds=1)
    process.kill()
    process.communicate(timeout=30)
    assert gone(worker)


@pytest.fixture
def can_be_interrupted() -> Iterator[None]:
    """Hear an interruption, also where the tests run in the background and it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@UNIX
@pytest.mark.usefixtures("can_be_interrupted")
def test_an_interruption_passes_through(sandbox: Sandbox) -> None:
    sandbox.run(b"")
    pid = sandbox.pid
    assert pid is not None
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.3, signal.pthread_kill, (main, signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        sandbox.run(b"", how="sleeps")
    assert gone(pid)
    assert sandbox.run(b"next") == {"done": 4}
