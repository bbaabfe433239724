"""Requests of the add-in: a step on the workbook that it sends, or a function in a cell."""

import asyncio
import contextlib
import getpass
import json
import logging
import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import redis.asyncio
from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect
from xlwings_server import dependencies

from wijkexcel.errors import InnerError
from wijkexcel.server.gate import BUSY, FAILED, OUR_FUNCTION_PATH, STEP_PATH, TOLD, failure
from wijkexcel.server.quota import Quota
from wijkexcel.server.settings import ON_SERVER, WORKER, Settings
from wijkexcel.workers.pool import BusyError, DiedError, Pool, TooLongError

log = logging.getLogger("wijkexcel.server")
router = APIRouter()
ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class _Words:
    """The texts that the user sees on failure."""

    too_large: str
    too_long: str
    busy: str
    failed: str


STEP = _Words(
    too_large="Dit werkboek is te groot voor de server. Vraag uw beheerder om hulp.",
    too_long="De server is er te lang mee bezig en is gestopt. Er is niets veranderd.",
    busy=BUSY,
    failed=FAILED,
)
CELL = _Words(
    too_large="Deze tabel is te groot voor de server. Geef alleen de tabel, geen hele kolommen.",
    too_long="De server is er te lang mee bezig en is gestopt. Geef een kleinere tabel.",
    busy="Het is druk op de server. Wacht een minuut en reken opnieuw (Ctrl+Alt+F9).",
    failed="Er ging iets mis op de server. Noem uw beheerder dit nummer: {}.",
)


class _RefusedError(InnerError):
    """A request that is not carried out, with the answer."""

    def __init__(self, status: int, text: str) -> None:
        self.status, self.text = status, text


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Start the worker processes in advance, and stop them with the server."""
    settings = Settings.read(os.environ)
    app.state.settings = settings
    app.state.pool = Pool(settings.processen, settings.seconden, WORKER, environment=ON_SERVER)
    client, secret = None, secrets.token_bytes(32)
    if settings.redis:
        client = redis.asyncio.from_url(settings.redis, socket_timeout=2, socket_connect_timeout=2)
        secret = settings.geheim.encode()  # the same in every web process, which share the counts
    app.state.steps = Quota(settings.per_minuut, client, secret)
    app.state.cells = Quota(settings.cellen_per_minuut, client, secret, "cel")
    try:
        yield
    finally:
        await app.state.pool.close()
        if client is not None:
            await client.aclose()


@router.post(STEP_PATH + "{step}")
async def run_step(step: str, request: Request, user: dependencies.User) -> Response:
    """Carry out a step; the user is checked before the workbook is read."""
    name = _name(user, request.app.state.settings)
    head = {"step": step, "who": name, "when": _now().isoformat()}
    return await _answered(request, user, head, request.app.state.steps, STEP)


@router.post(OUR_FUNCTION_PATH)
async def call_function(request: Request, user: dependencies.User) -> Response:
    """Calculate what a function in a cell gives, under the same limits as a step."""
    return await _answered(request, user, {}, request.app.state.cells, CELL)


async def _answered(
    request: Request, user: Any, head: dict[str, str], quota: Quota, words: _Words
) -> Response:
    """Let a process answer, within the limits on number, size and time."""
    settings: Settings = request.app.state.settings
    try:
        if not await quota.allows(user.id or ""):
            raise _RefusedError(429, words.busy)
        body = await _body(request, settings, words)
        told, content = await request.app.state.pool.run(head, body)
        if told["status"] == 500:
            raise _RefusedError(500, _failed(told["error"], words))
        return _json(content, told["status"])
    except BusyError:
        return _said(503, words.busy)
    except TooLongError:
        return _said(504, words.too_long)
    except DiedError:
        return _said(500, _failed("DiedError", words))
    except _RefusedError as refused:
        return _said(refused.status, refused.text)


async def _body(request: Request, settings: Settings, words: _Words) -> bytes:
    """The request body, unless it is too large or too slow."""
    most = settings.max_mb * 1024 * 1024
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise _RefusedError(413, words.too_large)
    parts, size = [], 0
    try:
        async with asyncio.timeout(settings.seconden):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _RefusedError(413, words.too_large)
                parts.append(part)
    except (TimeoutError, ClientDisconnect):
        raise _RefusedError(408, words.busy) from None
    return b"".join(parts)


def _now() -> datetime:
    return datetime.now(ZONE).replace(tzinfo=None, microsecond=0)


def _name(user: Any, settings: Settings) -> str:
    """The user to record in the workbook's logbook."""
    if not settings.local:
        return str(user.name or user.email or user.id)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"


def _failed(what: str, words: _Words) -> str:
    return failure(what, words.failed)


def _json(content: bytes, status: int) -> Response:
    return Response(content, status_code=status, media_type="application/json")


def _said(status: int, text: str) -> Response:
    answer = _json(json.dumps({"fout": text}).encode(), status)
    if status == 500:
        answer.headers[TOLD.decode()] = "ja"
    return answer
