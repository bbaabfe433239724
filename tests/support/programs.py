"""Fixtures: the programs that tests run against, each started once and ended afterwards."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.support import RUN
from tests.server.running import Server, running
from tests.support import engines
from wijkexcel import addin
from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.post.back.folder import OPENED, PARSED
from wijkexcel.steps import output
from wijkexcel.workers.process import Worker
from wijkexcel.workers.sandbox import Sandbox


class _Clock(datetime):
    @classmethod
    def now(cls, tz: object = None) -> "datetime":  # type: ignore[override]
        assert tz is None
        return RUN.when


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same person at the same moment as in the file route, and no PDF (that takes seconds)."""
    monkeypatch.setattr(addin, "datetime", _Clock)
    monkeypatch.setattr(addin, "who", lambda: RUN.who)
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.App]:
    """A headless LibreOffice with a profile of its own; ended with its process."""
    before = xw.engines.active
    engine = libreoffice.register(activate=True)
    app = xw.App(visible=False, add_book=False, spec=str(tmp_path_factory.mktemp("profiel")))
    xw.engines.active = before
    try:
        yield app
    finally:
        engine.activate()
        process = app.impl.connection.office
        app.quit()
        xw.engines.active = before
        assert process.poll() is not None


@pytest.fixture
def app(office: xw.App) -> Iterator[xw.App]:
    """The same app, active in xlwings for one test, and without workbooks afterwards."""
    before = xw.engines.active
    libreoffice.register(activate=True)
    try:
        yield office
    finally:
        for book in office.books:
            book.close()
        xw.engines.active = before


@pytest.fixture(scope="session", autouse=True)
def readers() -> Iterator[None]:
    """Let all tests share the processes that read what came back, as all files of a folder do.

    Only those of the program itself: tests of the sandbox run functions of their own.
    """
    kept: dict[tuple[object, ...], list[Worker]] = defaultdict(list)
    enter, leave = Sandbox.__enter__, Sandbox.__exit__

    def asked(sandbox: Sandbox) -> tuple[object, ...]:
        return sandbox.function, sandbox.seconds, sandbox.megabytes

    def take(sandbox: Sandbox) -> Sandbox:
        free = kept[asked(sandbox)]
        while free and sandbox._worker is None:
            worker = free.pop()
            sandbox._worker = worker if worker.process.poll() is None else None
        return sandbox if sandbox._worker is not None else enter(sandbox)

    def give_back(sandbox: Sandbox, *why: object) -> None:
        if sandbox._worker is not None and sandbox.function in {PARSED, OPENED}:
            kept[asked(sandbox)].append(sandbox._worker)
            sandbox._worker = None
        leave(sandbox, *why)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sandbox, "__enter__", take)
        patch.setattr(Sandbox, "__exit__", give_back)
        yield
    for free in kept.values():
        for worker in free:
            worker.end()


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
