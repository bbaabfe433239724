"""Before anyone has signed in: how large a head may be, how long it may take, how many may wait."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from wijkexcel.server import gate, patience
from wijkexcel.server.gate import Gate
from wijkexcel.server.patience import options

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Streams]]


async def hello(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hallo"})


@asynccontextmanager
async def serving(app: Any = hello) -> AsyncIterator[Connect]:
    """A small application behind the same protocol, and a way to connect to it."""
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none", **options())
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield lambda: asyncio.open_connection("127.0.0.1", port)
    finally:
        server.should_exit = True
        await task


async def answer(connect: Connect, head: bytes = b"") -> bytes:
    reader, writer = await connect()
    writer.write(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n" + head + b"\r\n")
    try:
        return await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.close()


def test_a_head_that_is_too_large_is_refused_before_it_is_whole() -> None:
    async def work() -> tuple[bytes, bytes]:
        async with serving() as connect:
            fits = await answer(connect, b"a: " + b"x" * 20_000 + b"\r\n")
            reader, writer = await connect()
            writer.write(b"GET / HTTP/1.1\r\na: " + b"x" * 40_000)
            return fits, await asyncio.wait_for(reader.read(), 30)

    fits, refused = asyncio.run(work())
    assert b"hallo" in fits
    assert refused.startswith(b"HTTP/1.1 400")


def test_a_head_that_dawdles_is_cut_off_though_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.3)

    async def work() -> bool:
        async with serving() as connect:
            reader, writer = await connect()
            for _ in range(200):
                writer.write(b"G")
                await asyncio.sleep(0.02)
                if reader.at_eof() or writer.is_closing():
                    return True
            return False

    assert asyncio.run(work())


def test_many_half_made_requests_keep_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_WAITING", 20)

    async def work() -> tuple[bytes, int]:
        async with serving() as connect:
            half = [await connect() for _ in range(60)]
            for _, writer in half:
                writer.write(b"GET / HTTP/1.1\r\n")
            served = await answer(connect)
            closed = sum(reader.at_eof() or reader.exception() is not None for reader, _ in half)
            for _, writer in half:
                writer.close()
            return served, closed

    served, closed = asyncio.run(work())
    assert b"hallo" in served
    assert closed >= 40


async def through_gate(app: Any) -> tuple[int, bytes]:
    """What comes of a visit to the start page: status and body."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/taskpane.html",
        "headers": [(b"host", b"localhost:8000")],
    }
    await Gate(app, host="localhost:8000", local=True)(scope, receive, send)
    return sent[0]["status"], b"".join(m.get("body", b"") for m in sent[1:])


async def raises(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("Anna Berg")


async def fails(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 500, "headers": []})
    await send({"type": "http.response.body", "body": b"Internal Server Error"})


@pytest.mark.parametrize("app", [raises, fails])
def test_whatever_fails_is_told_in_dutch_with_a_number(
    app: Any, caplog: pytest.LogCaptureFixture
) -> None:
    status, body = asyncio.run(through_gate(app))
    said = json.loads(body)["fout"]
    assert status == 500
    assert said.startswith("Er ging iets mis op de server.")
    number = said.split()[-1].rstrip(".")
    assert number in caplog.text
    assert "Anna Berg" not in caplog.text


def test_more_at_the_same_time_than_it_answers_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_INSIDE", 0)
    status, body = asyncio.run(through_gate(hello))
    assert (status, json.loads(body)["fout"]) == (503, gate.BUSY)
