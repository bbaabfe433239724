"""The gate before xlwings Server: only what the add-in needs passes, and requests are logged.

The log gives time, purpose, outcome and duration: never an address, query, name or anything from a
workbook.
"""

import json
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wijkexcel.server.logs import described
from wijkexcel.steps.five import STEPS

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger("wijkexcel.server")
PAGES = {
    "/",
    "/taskpane.html",
    "/manifest",
    "/manifest.xml",
    "/manifest/download",
    "/favicon.ico",
    "/xlwings/custom-scripts-meta.json",
    "/xlwings/custom-functions-meta.json",
    "/xlwings/custom-functions-code.js",
}
STEP_PATH = "/wijkexcel/stap/"
FUNCTION_PATH = "/xlwings/custom-functions-call"
"""Path at which xlwings' client requests the result of a function in a cell."""
OUR_FUNCTION_PATH = "/wijkexcel/cel"
"""Path at which that is answered, without reaching xlwings Server's own route.

That route would read everything before checking the user, and calculate in the web process.
"""
MOST_INSIDE = 500
"""Maximum number of simultaneous requests."""
BUSY = "Het is druk op de server. Wacht een minuut en probeer het opnieuw."
FAILED = "Er ging iets mis op de server. Er is niets veranderd. Noem uw beheerder dit nummer: {}."
TOLD = b"x-wijkexcel-fout"
"""Header of an answer that already reports its failure, in Dutch and with a number."""
HSTS = b"strict-transport-security"
_STATIC = re.compile(r"/static/[A-Za-z0-9@._/-]+")
_FORWARDED = {b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host"}


class Gate:
    """Refuse what the add-in does not need, before anything else sees it."""

    def __init__(self, app: App, *, host: str, local: bool) -> None:
        self.app, self.host, self.local = app, host, local
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no websockets
        started, status = time.monotonic(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if self.local:  # other programs on localhost may work without encryption
                    kept = [h for h in message["headers"] if h[0].lower() != HSTS]
                    message["headers"] = kept
            await send(message)

        self._inside += 1
        try:
            refusal = self._refusal(scope)
            if refusal:
                await _refuse(noted, refusal)
            elif self._inside > MOST_INSIDE:
                await _say(noted, 503, BUSY)
            else:
                await self._served(scope, receive, noted)
        finally:
            self._inside -= 1
            log.info(
                "%s %s %d %.0f ms",
                scope["method"] if scope["method"] in {"GET", "HEAD", "POST"} else "?",
                _label(scope["path"]),
                status,
                (time.monotonic() - started) * 1000,
            )

    async def _served(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Get it answered; failures are reported in Dutch, with a number for the log."""
        if scope["path"] == FUNCTION_PATH:
            ours = {"path": OUR_FUNCTION_PATH, "raw_path": OUR_FUNCTION_PATH.encode()}
            scope = {**scope, **ours}
        started, problem = False, ""

        async def told(message: Message) -> None:
            nonlocal started, problem
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                if message["status"] == 500 and TOLD not in names:
                    problem = "status 500"
                else:
                    started = True
            if started:
                await send(message)

        try:
            await self.app(scope, receive, told)
        except Exception as error:
            problem = described(error)
        if problem and started:
            log.error("fout na het begin van een antwoord: %s", problem)
        elif problem:
            await _say(send, 500, failure(problem))

    def _refusal(self, scope: Scope) -> int:
        """The status with which a request is refused; 0 when it may continue."""
        method, path = scope["method"], scope["path"]
        headers = dict(scope["headers"])
        if _label(path) == "?":
            return 404
        asks = path == FUNCTION_PATH or path.startswith(STEP_PATH)
        allowed = {"POST"} if asks else {"GET", "HEAD"}
        if method not in allowed:
            return 405
        host = headers.get(b"host", b"").decode("latin-1").casefold()
        if self.local:
            # A proxy in front of a server without sign-in would open it to others.
            port = self.host.rpartition(":")[2]
            if host not in {self.host, f"127.0.0.1:{port}"} or _FORWARDED & headers.keys():
                return 421
        elif path != "/" and host != self.host:
            return 421
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1").casefold() != f"https://{host}":
            return 403
        return 0


def _label(path: str) -> str:
    """The purpose of a request, in fixed words; ``?`` for unknown paths."""
    if path in PAGES or path == FUNCTION_PATH:
        return path
    if path.startswith(STEP_PATH):
        return path if path.removeprefix(STEP_PATH) in STEPS else "?"
    return "/static" if _STATIC.fullmatch(path) and ".." not in path else "?"


def failure(what: str, words: str = FAILED) -> str:
    """Log the error under a number, and include that in the text for the user."""
    number = secrets.token_hex(4)
    log.error("fout %s: %s", number, what)
    return words.format(number)


async def _say(send: Send, status: int, text: str) -> None:
    body = json.dumps({"fout": text}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse(send: Send, status: int) -> None:
    headers = [
        (b"content-length", b"0"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
