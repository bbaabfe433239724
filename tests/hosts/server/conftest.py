"""The server and the browser, once for all tests here."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.hosts.server.running import Server, free_port, running
from tests.support import engines


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server"), WIJKEXCEL_SERVER_PER_MINUUT="100000") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Per module: while Playwright runs, a test cannot start an event loop of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path, options = engines.browser_path(), ["--no-sandbox"]
        found = playwright.chromium.launch(executable_path=path, args=options)
        yield found
        found.close()


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis that keeps nothing, stopped afterwards."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(
        ["redis-server", *options, "--dir", str(tmp_path_factory.mktemp("redis"))],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(30)
