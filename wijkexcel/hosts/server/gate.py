"""The gate before xlwings Server: only what the add-in needs passes, and each visit is logged.

The log says when, what, how it went and how long it took: never an address, a query, a name or
anything out of a workbook.
"""

import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wijkexcel.hosts.steps import STEPS

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger("wijkexcel.server")
PAGES = {"/", "/taskpane.html", "/manifest", "/manifest.xml", "/manifest/download",
         "/favicon.ico", "/xlwings/custom-scripts-meta.json",
         "/xlwings/custom-functions-meta.json", "/xlwings/custom-functions-code.js"}  # fmt: skip
STEP_PATH = "/wijkexcel/stap/"
FUNCTION_PATH = "/xlwings/custom-functions-call"
"""Where xlwings' client asks what a function in a cell gives."""
OUR_FUNCTION_PATH = "/wijkexcel/cel"
"""Where that is answered. xlwings Server's own answer would read everything before it knows who
asks, and calculate in the web process; nothing reaches it."""
HSTS = b"strict-transport-security"
_STATIC = re.compile(r"/static/[A-Za-z0-9@._/-]+")
_FORWARDED = {b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host"}


class Gate:
    """Refuse what the add-in does not need, before anything else sees it."""

    def __init__(self, app: App, *, host: str, local: bool) -> None:
        self.app, self.host, self.local = app, host, local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one visit."""
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
                if self.local:  # other programs on localhost may well do without encryption
                    kept = [h for h in message["headers"] if h[0].lower() != HSTS]
                    message["headers"] = kept
            await send(message)

        try:
            refusal = self._refusal(scope)
            if refusal:
                await _refuse(noted, refusal)
            elif scope["path"] == FUNCTION_PATH:
                ours = {"path": OUR_FUNCTION_PATH, "raw_path": OUR_FUNCTION_PATH.encode()}
                await self.app({**scope, **ours}, receive, noted)
            else:
                await self.app(scope, receive, noted)
        finally:
            log.info(
                "%s %s %d %.0f ms",
                scope["method"] if scope["method"] in {"GET", "HEAD", "POST"} else "?",
                _label(scope["path"]),
                status,
                (time.monotonic() - started) * 1000,
            )

    def _refusal(self, scope: Scope) -> int:
        """The status with which a visit is refused; 0 when it may go on."""
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
            # A proxy before a server without logging in would open it to others.
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
    """What a visit was for, in words that no visitor chose; ``?`` for what is not there."""
    if path in PAGES or path == FUNCTION_PATH:
        return path
    if path.startswith(STEP_PATH):
        return path if path.removeprefix(STEP_PATH) in STEPS else "?"
    return "/static" if _STATIC.fullmatch(path) and ".." not in path else "?"


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store"),
               (b"x-content-type-options", b"nosniff")]  # fmt: skip
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
