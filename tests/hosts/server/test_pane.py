"""The add-in in a real browser, with xlwings' own client, against the running server.

Excel itself is a stand-in (``office.js``); what it was told to write is put in the file and held
against the same step on the file.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.server.office import payload, saved, stand_in
from tests.hosts.server.running import WHO, Server
from tests.hosts.support import file_values, run_anew, small_calculated, typed
from tests.hosts.test_addin import wrong
from tests.workbook.books import example_book
from wijkexcel.hosts.steps import STEPS, Run

pytestmark = pytest.mark.oracle("chromium")
PICTURES = os.environ.get("WIJKEXCEL_TEST_PICTURES")


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


def assert_same(one: bytes, other: bytes) -> None:
    left, right = file_values(one), file_values(other)
    assert {k: (left.get(k), right.get(k)) for k in left.keys() | right.keys()
            if left.get(k) != right.get(k)} == {}  # fmt: skip


BOOKS = {"small": small_calculated, "wrong": wrong, "example": example_book}


@pytest.mark.parametrize("book", BOOKS)
def test_the_five_steps_do_the_same_as_on_the_file(browser: Any, server: Server, book: str) -> None:
    data = BOOKS[book]()
    for step in STEPS:
        with pane(browser, server, data) as page:
            answer = click(page, step)
            run = Run(datetime.fromisoformat(answer["wanneer"]), WHO)
            report, filed = run_anew(step, data, run)
            assert page.inner_text("#melding") == report.message
            assert_same(saved(data, written(page)), filed)
            assert len(answer["documenten"]) == len(report.documents)
            for made in report.documents:
                with page.expect_download() as found:
                    page.click(f"text=Download {made.name}")
                assert found.value.suggested_filename == made.name
                assert Path(found.value.path()).read_bytes() == made.content
            assert page.problems == []


def test_the_payload_made_in_python_is_the_one_of_the_client(browser: Any, server: Server) -> None:
    """So that the tests without a browser send what Excel would."""
    for data in (wrong(), example_book()):
        ours = payload(data)
        with pane(browser, server, data) as page:
            with page.expect_request("**/wijkexcel/stap/*") as found:
                page.click("[data-stap=valideer]")
            theirs = json.loads(found.value.post_data)
            assert [s["name"] for s in theirs["sheets"]] == [s["name"] for s in ours["sheets"]]
            for one, other in zip(theirs["sheets"], ours["sheets"], strict=True):
                assert one["values"] == other["values"], one["name"]
            for name, rows in theirs["wijkexcel"]["formules"].items():
                marked = [row.rstrip("0") for row in ours["wijkexcel"]["formules"][name]]
                assert [row.rstrip("0") for row in rows] == marked, name


def test_a_finding_leads_to_its_cell(browser: Any, server: Server) -> None:
    with pane(browser, server, wrong()) as page:
        report = click(page, "valideer")["rapport"]
        finding = next(f for f in report["bevindingen"] if f["ernst"] == "fout" and f["cel"])
        page.click(f"text=Ga naar {finding['blad']}, cel {finding['cel']} >> nth=0")
        page.wait_for_function("standIn.selected !== ''")
        assert page.evaluate("standIn.selected") == f"{finding['blad']}!{finding['cel']}"


def test_what_was_typed_never_becomes_html(browser: Any, server: Server) -> None:
    nasty = "<img src=x onerror=document.title='mis'>"
    data = typed(small_calculated(), {("tblOpgaven", "O01", "name"): nasty})
    with pane(browser, server, data) as page:
        click(page, "bereken")
        assert nasty in page.inner_text("#opgaven")
        assert page.locator("#opgaven img").count() == 0
        assert page.title() == "wijkexcel"


def test_the_state_of_the_five_steps_and_the_outcome_are_shown(
    browser: Any, server: Server
) -> None:
    with pane(browser, server, example_book()) as page:
        answer = click(page, "bereken")
        assert page.locator("#stappen li").count() == 5
        assert "7 opgaven halen de score" in page.inner_text("#stappen")
        rows = page.locator("#opgaven tr").all_inner_texts()
        assert len(rows) == len(answer["rapport"]["opgaven"])
        assert page.problems == []


MEANWHILE = {
    "a choice was made": "standIn.sheet('Besluit').formulas.at(-1)[2] = 'gekozen'",
    "a row was added": "standIn.sheet('Besluit').formulas.push(['O99'])",
    "a sheet was renamed": "standIn.sheet('S01').name = 'Jansen'",
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_nothing_is_written_when_the_workbook_changed_meanwhile(
    browser: Any, server: Server, what: str
) -> None:
    """What people do while the server is at work is never written over."""
    with pane(browser, server, small_calculated()) as page:
        page.evaluate(
            f"""() => {{
            const ask = window.fetch;
            window.fetch = async (...what) => {{
                const answer = await ask(...what);
                {MEANWHILE[what]};
                return answer;
            }};
        }}"""
        )
        assert click(page, "besluit")["acties"]
        assert "veranderd terwijl de server bezig was" in page.inner_text("#melding")
        assert written(page) == []
        assert page.locator("#stukken a").count() == 0


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "niet aangemeld"),
        (403, "mag deze invoegtoepassing niet gebruiken"),
        (502, "geeft geen antwoord"),
    ],
)
def test_a_refusal_is_a_sentence_and_writes_nothing(
    browser: Any, server: Server, status: int, words: str
) -> None:
    with pane(browser, server, small_calculated()) as page:
        page.route("**/wijkexcel/stap/*", lambda r: r.fulfill(status=status, body="{}x"))
        page.click("[data-stap=besluit]")
        page.wait_for_selector("#melding[data-soort=fout]")
        assert words in page.inner_text("#melding")
        assert written(page) == []


def test_the_user_hears_it_when_excel_refuses_to_write(browser: Any, server: Server) -> None:
    with pane(browser, server, small_calculated()) as page:
        page.evaluate("standIn.fail = 'AccessDenied'")
        click(page, "valideer")
        assert "schrijven in het werkboek lukte niet" in page.inner_text("#melding")


def test_a_workbook_on_manual_calculation_is_calculated_first(browser: Any, server: Server) -> None:
    with pane(browser, server, small_calculated(), calculation="Manual") as page:
        click(page, "bereken")
        assert page.evaluate("standIn.shown") == ["calculate Full"]


def test_the_ribbon_runs_the_same_steps_and_opens_the_pane(browser: Any, server: Server) -> None:
    with pane(browser, server, small_calculated()) as page:
        assert page.evaluate("Object.keys(standIn.ribbon)") == list(STEPS)
        ended = page.evaluate(
            "new Promise((done) => standIn.ribbon.bereken({ completed: () => done('klaar') }))"
        )
        assert ended == "klaar"
        assert page.evaluate("standIn.shown") == ["pane"]
        assert page.inner_text("#melding").endswith("halen de score.")


def test_on_a_mac_the_user_reads_what_to_do(browser: Any, server: Server) -> None:
    with pane(browser, server, example_book(), platform="Mac") as page:
        click(page, "brief")
        assert page.is_visible("#mac")


@pytest.mark.parametrize(
    ("name", "book", "step"),
    [("begin", "example", None), ("brief", "example", "brief"), ("fouten", "wrong", "valideer")],
)
def test_everything_fits_in_a_narrow_pane(
    browser: Any, server: Server, tmp_path: Path, name: str, book: str, step: str | None
) -> None:
    with pane(browser, server, BOOKS[book]()) as page:
        if step:
            click(page, step)
        page.set_viewport_size({"width": 320, "height": 800})
        too_wide = """[...document.querySelectorAll("main *")].filter(
            (each) => each.getBoundingClientRect().right > 320.5).map((each) => each.outerHTML)"""
        assert page.evaluate(too_wide) == []
        page.screenshot(path=Path(PICTURES or tmp_path) / f"{name}.png", full_page=True)


def test_with_office_js_itself_nothing_is_asked_of_another_server(
    browser: Any, server: Server
) -> None:
    """Microsoft's own script, outside Excel: it loads, tells nobody, and the user reads why."""
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if server.url not in r.url else None)
    page.goto(f"{server.url}/taskpane.html")
    page.wait_for_selector("text=Het taakvenster is niet goed geladen.")
    context.close()
    assert elsewhere == []
