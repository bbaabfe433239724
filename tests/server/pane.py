"""The task pane in a real browser, with a workbook open in the stand-in for Excel."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.server.office import stand_in
from tests.server.running import Server


@contextmanager
def pane(browser: Any, server: Server, data: bytes, **also: Any) -> Iterator[Any]:
    """The task pane with a workbook open; no error may appear in its console."""
    context = browser.new_context(
        ignore_https_errors=True,
        viewport={"width": 350, "height": 800},
        accept_downloads=True,
        locale="nl-NL",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.problems = problems
    script = stand_in(data, **also)
    page.route(
        "**/office.js", lambda route: route.fulfill(body=script, content_type="text/javascript")
    )
    page.goto(f"{server.url}/taskpane.html")
    page.wait_for_selector("body[data-klaar=ja]")
    try:
        yield page
    finally:
        context.close()


def click(page: Any, step: str) -> dict[str, Any]:
    """Click a button and wait until the step is done; the server's answer."""
    before = page.evaluate("standIn.answers.length")
    page.click(f"[data-stap={step}]")
    page.wait_for_function("(n) => standIn.answers.length > n", arg=before)
    page.wait_for_selector("body[aria-busy=false]")
    return dict(page.evaluate("standIn.answers.at(-1)"))


def written(page: Any) -> list[tuple[str, str, Any]]:
    return [tuple(each) for each in page.evaluate("standIn.written")]
