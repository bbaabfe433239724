"""What the add-in asks of the server: carry out one of the five steps on the workbook it sends."""

import asyncio
import contextlib
import getpass
import json
import logging
import os
import secrets
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from xlwings_server import dependencies

from wijkexcel.hosts.server.pool import BusyError, DiedError, Pool, TooLongError
from wijkexcel.hosts.server.quota import Quota
from wijkexcel.hosts.server.settings import Settings

log = logging.getLogger("wijkexcel.server")
router = APIRouter()
ZONE = ZoneInfo("Europe/Amsterdam")

TOO_LARGE = "Dit werkboek is te groot voor de server. Vraag uw beheerder om hulp."
TOO_LONG = "De server is er te lang mee bezig en is gestopt. Er is niets veranderd."
BUSY = "Het is druk op de server. Wacht een minuut en probeer het opnieuw."
FAILED = "Er ging iets mis op de server. Er is niets veranderd. Noem uw beheerder dit nummer: {}."


class _Refused(Exception):  # noqa: N818
    def __init__(self, status: int, text: str) -> None:
        self.status, self.text = status, text


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Have the processes ready that do the work, and stop them with the server."""
    settings = Settings.read(os.environ)
    app.state.settings = settings
    app.state.pool = Pool(settings.processen, settings.seconden)
    app.state.quota = Quota(settings.per_minuut)
    if settings.redis:
        import redis.asyncio  # noqa: PLC0415

        client = redis.asyncio.from_url(settings.redis, socket_timeout=2, socket_connect_timeout=2)
        # The same in every web process, so that they count together.
        app.state.quota = Quota(settings.per_minuut, client, settings.geheim.encode())
    try:
        yield
    finally:
        await app.state.pool.close()
        if settings.redis:
            await app.state.quota.redis.aclose()


@router.post("/wijkexcel/stap/{step}")
async def run_step(step: str, request: Request, user: dependencies.User) -> Response:
    """Carry out a step; who asks was checked before the workbook is read."""
    settings: Settings = request.app.state.settings
    try:
        if not await request.app.state.quota.allows(user.id or ""):
            raise _Refused(429, BUSY)
        body = await _body(request, settings)
        head = {"step": step, "who": _name(user, settings), "when": _now().isoformat()}
        told, content = await request.app.state.pool.run(head, body)
        if told["status"] == 500:
            raise _Refused(500, _failed(told["error"]))
        return _json(content, told["status"])
    except BusyError:
        return _said(503, BUSY)
    except TooLongError:
        return _said(504, TOO_LONG)
    except DiedError:
        return _said(500, _failed("DiedError"))
    except _Refused as refused:
        return _said(refused.status, refused.text)


async def _body(request: Request, settings: Settings) -> bytes:
    """The workbook as it was sent, as long as it is not too large and does not dawdle."""
    most = settings.max_mb * 1024 * 1024
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise _Refused(413, TOO_LARGE)
    parts, size = [], 0
    try:
        async with asyncio.timeout(settings.seconden):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _Refused(413, TOO_LARGE)
                parts.append(part)
    except (TimeoutError, ClientDisconnect):
        raise _Refused(408, BUSY) from None
    return b"".join(parts)


def _now() -> datetime:
    return datetime.now(ZONE).replace(tzinfo=None, microsecond=0)


def _name(user: Any, settings: Settings) -> str:
    """Who goes into the logbook of the workbook."""
    if not settings.local:
        return str(user.name or user.email or user.id)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"


def _failed(what: str) -> str:
    number = secrets.token_hex(4)
    log.error("fout %s: %s", number, what)
    return FAILED.format(number)


def _json(content: bytes, status: int) -> Response:
    return Response(content, status_code=status, media_type="application/json")


def _said(status: int, text: str) -> Response:
    return _json(json.dumps({"fout": text}).encode(), status)
