"""Worker processes, each for one workbook at a time and never longer than allowed.

Processes share no memory, so no workbook can get into the answer to another. One that takes too
long, or dies, is replaced.
"""

import asyncio
import contextlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wijkexcel.errors import InnerError
from wijkexcel.workers.frames import LENGTHS, pack


class BusyError(InnerError):
    """Too many requests are waiting."""


class TooLongError(InnerError):
    """The work took longer than allowed and was stopped."""


class DiedError(InnerError):
    """The process that did the work died."""


@dataclass
class Pool:
    """At most ``size`` processes; at most ``waiting`` requests that wait for one."""

    size: int
    seconds: float
    command: Sequence[str]
    """The command of a process: it answers messages (``frames``) until its input ends."""
    waiting: int = 100
    environment: Mapping[str, str] = field(default_factory=dict)
    """Additions to the environment of a process."""
    _idle: list[asyncio.subprocess.Process] = field(default_factory=list, init=False)
    _busy: set[asyncio.subprocess.Process] = field(default_factory=set, init=False)
    _turn: asyncio.Semaphore = field(init=False)
    _asked: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._turn = asyncio.Semaphore(self.size)

    async def run(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """Carry out an order.

        Raises:
            BusyError: too many others are waiting.
            TooLongError: it was stopped because it took too long.
            DiedError: its process died.
        """
        if self._asked >= self.size + self.waiting:
            raise BusyError
        self._asked += 1
        try:
            async with self._turn:
                return await self._run(head, body)
        finally:
            self._asked -= 1

    async def _run(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        process, used = await self._take()
        try:
            return await self._on(process, head, body)
        except DiedError:
            if not used:
                raise
        # It may have died before this request, which is then not to blame.
        return await self._on(await self._start(), head, body)

    async def _on(
        self, process: asyncio.subprocess.Process, head: dict[str, Any], body: bytes
    ) -> tuple[dict[str, Any], bytes]:
        self._busy.add(process)
        done = False
        try:
            async with asyncio.timeout(self.seconds):
                result = await _exchange(process, pack(head, body))
            done = True
        except TimeoutError:
            raise TooLongError from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise DiedError from None
        finally:  # even if the user has gone: a half-read process cannot be reused
            self._busy.discard(process)
            if done:
                self._idle.append(process)
            else:
                await _stop(process)
        return result

    async def _take(self) -> tuple[asyncio.subprocess.Process, bool]:
        """Return a process, and whether it was used before."""
        while self._idle:
            process = self._idle.pop()
            if process.returncode is None:
                return process, True
        return await self._start(), False

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.command,
            env={**os.environ, **self.environment},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # a warning of a library may quote a cell
        )

    async def close(self) -> None:
        """Stop every process."""
        for process in [*self._idle, *self._busy]:
            await _stop(process)
        self._idle.clear()


async def _exchange(
    process: asyncio.subprocess.Process, message: bytes
) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(message)
    await process.stdin.drain()
    top, size = LENGTHS.unpack(await process.stdout.readexactly(LENGTHS.size))
    head = json.loads(await process.stdout.readexactly(top))
    return head, await process.stdout.readexactly(size)


async def _stop(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.shield(asyncio.ensure_future(process.wait()))
