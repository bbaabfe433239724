"""How long the server waits for a visit to say what it wants, and for how many at once.

Before anyone has signed in nothing may cost much: the head of a request has a size (given to
``uvicorn``) and a time, and connections that have not said anything whole yet count only among
themselves. Who is further than that is never refused because of them.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_BYTES = 32 * 1024
"""Largest head of a request: a token of Entra ID with many groups is some 10 kB."""
HEAD_SECONDS = 10.0
"""Longest time from the first sign of a visit to the end of its head."""
MOST_WAITING = 300
"""So many connections may be without a whole head; then the one that waited longest is closed."""
SLOW_READS = 60
"""So many times that time an answer may take to be read."""


class PatientProtocol(H11Protocol):
    """Closes a connection that does not get to the end of the head of its request in time.

    ``uvicorn`` has no such time: it waits for good, and counts who waits among its visitors.
    """

    _waiting: dict["PatientProtocol", None] = {}  # noqa: RUF012 - one for all connections
    _timer: asyncio.TimerHandle | None = None
    _slow = 0

    def connection_made(self, transport: Any) -> None:
        """Start the time of the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._settle()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Stop the time when the head of a request is there."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before and not self._idle:
            self._settle()

    def on_response_complete(self) -> None:
        """Start the time of the next request on the same connection."""
        self._slow = 0
        if not self.transport.is_closing():
            self._wait()
        super().on_response_complete()

    @property
    def _idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._settle()
        self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)
        self._waiting[self] = None
        if len(self._waiting) > MOST_WAITING:
            next(iter(self._waiting))._abort()

    def _settle(self) -> None:
        self._waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        if not self._idle:
            self._settle()
        elif self.transport.get_write_buffer_size() and self._slow < SLOW_READS:
            self._slow += 1  # the answer before it is still being read
            self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)
        else:
            self._abort()

    def _abort(self) -> None:
        self._settle()
        self.transport.abort()


def options() -> dict[str, Any]:
    """What ``uvicorn`` is told of it."""
    return {
        "http": PatientProtocol,
        "h11_max_incomplete_event_size": HEAD_BYTES,
        "limit_concurrency": None,  # it would count those that wait; the gate counts the others
    }
