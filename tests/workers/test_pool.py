"""The processes that do the work: used again, replaced when they hang, never outliving the pool."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from wijkexcel.workers.pool import BusyError, DiedError, Pool, TooLongError

FAKE = """
import json, os, struct, sys, time
source, target = sys.stdin.buffer, sys.stdout.buffer
while True:
    lengths = source.read(8)
    if len(lengths) < 8:
        break
    top, size = struct.unpack(">II", lengths)
    what, body = json.loads(source.read(top))["step"], source.read(size)
    if what == "hang":
        time.sleep(10_000)
    if what == "die":
        os._exit(1)
    said = body + str(os.getpid()).encode()
    target.write(struct.pack(">II", 2, len(said)) + b"{}" + said)
    target.flush()
"""


def _pool(seconds: float = 60.0, size: int = 1, waiting: int = 100) -> Pool:
    return Pool(size, seconds, (sys.executable, "-c", FAKE), waiting)


def _alive(pid: bytes) -> bool:
    try:
        return "Z" not in Path(f"/proc/{int(pid)}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_a_process_is_used_again_and_ends_with_the_pool() -> None:
    async def work() -> list[bytes]:
        pool = _pool()
        try:
            return [(await pool.run({"step": "go"}, b""))[1] for _ in range(3)]
        finally:
            await pool.close()

    pids = asyncio.run(work())
    assert len(set(pids)) == 1
    assert not _alive(pids[0])


def test_a_process_that_died_while_nobody_asked_fails_nobody() -> None:
    async def work() -> tuple[bytes, bytes]:
        pool = _pool()
        try:
            _, first = await pool.run({"step": "go"}, b"")
            os.kill(int(first), signal.SIGKILL)  # and asyncio has had no time to notice
            return first, (await pool.run({"step": "go"}, b""))[1]
        finally:
            await pool.close()

    before, after = asyncio.run(work())
    assert before != after


@pytest.mark.parametrize(
    ("what", "error", "seconds"), [("hang", TooLongError, 0.5), ("die", DiedError, 60.0)]
)
def test_a_process_that_hangs_or_dies_is_replaced(
    what: str, error: type[Exception], seconds: float
) -> None:
    async def work() -> tuple[bytes, bytes]:
        pool = _pool(60.0)
        try:
            _, first = await pool.run({"step": "go"}, b"")
            pool.seconds = seconds
            with pytest.raises(error):
                await pool.run({"step": what}, b"")
            assert not _alive(first)
            pool.seconds = 60.0
            return first, (await pool.run({"step": "go"}, b""))[1]
        finally:
            await pool.close()

    before, after = asyncio.run(work())
    assert before != after


def test_a_user_who_goes_away_leaves_no_half_answer_for_the_next() -> None:
    async def work() -> bytes:
        pool = _pool()
        try:
            gone = asyncio.ensure_future(pool.run({"step": "hang"}, b"van de een"))
            while not pool._busy:
                await asyncio.sleep(0)
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
            return (await pool.run({"step": "go"}, b"van de ander "))[1]
        finally:
            await pool.close()

    assert asyncio.run(work()).startswith(b"van de ander ")


def test_when_too_many_wait_the_next_is_told_so() -> None:
    async def work() -> None:
        pool = _pool(waiting=1)
        try:
            others = [asyncio.ensure_future(pool.run({"step": "hang"}, b"")) for _ in range(2)]
            while pool._asked < 2:
                await asyncio.sleep(0)
            with pytest.raises(BusyError):
                await pool.run({"step": "go"}, b"")
            for other in others:
                other.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        finally:
            await pool.close()

    asyncio.run(work())
