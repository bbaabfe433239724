"""How long the server waits for the head of a request, and for how many at once.

Before sign-in nothing may be expensive: the head of a request has a maximum size (given to
``uvicorn``) and time, and connections without a complete head are counted separately. Requests past
that stage are never refused because of them.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_BYTES = 32 * 1024
"""Largest head of a request: a token of Entra ID with many groups is some 10 kB."""
HEAD_SECONDS = 10.0
"""Longest time from opening a connection to the end of the request's head."""
MOST_WAITING = 300
"""Maximum number of connections without a complete head; beyond it the oldest is closed."""
SLOW_READS = 60
"""Factor on that time for reading an answer."""


class PatientProtocol(H11Protocol):
    """Closes a connection that does not complete the head of its request in time.

    ``uvicorn`` has no such limit: it waits forever, and counts waiting connections as requests.
    """

    _waiting: dict["PatientProtocol", None] = {}  # noqa: RUF012 - one for all connections
    _timer: asyncio.TimerHandle | None = None
    _slow = 0

    def connection_made(self, transport: Any) -> None:
        """Start the clock for the first request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._settle()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Stop the clock when the head of a request is complete."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before and not self._idle:
            self._settle()

    def on_response_complete(self) -> None:
        """Start the clock for the next request on the same connection."""
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
            self._slow += 1  # the previous answer is still being read
            self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)
        else:
            self._abort()

    def _abort(self) -> None:
        self._settle()
        self.transport.abort()


def options() -> dict[str, Any]:
    """The options for ``uvicorn``."""
    return {
        "http": PatientProtocol,
        "h11_max_incomplete_event_size": HEAD_BYTES,
        "limit_concurrency": None,  # it would count waiting connections; the gate counts the others
    }
