"""The add-in in a real browser, with xlwings' own client, against the running server.

Excel itself is a stand-in (``office.js``). That the steps give the same as on a file stands in
``test_three_hosts``.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.support import small_calculated, typed, wrong
from tests.server.office import payload
from tests.server.pane import click, pane, written
from tests.server.running import Server
from tests.workbook.books import example_book
from wijkexcel.steps.five import STEPS

pytestmark = pytest.mark.oracle("chromium")
PICTURES = os.environ.get("WIJKEXCEL_TEST_PICTURES")


BOOKS = {"small": small_calculated, "wrong": wrong, "example": example_book}


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
                names = [[table["name"] for table in sheet["tables"]] for sheet in (one, other)]
                assert names[0] == names[1]
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
        assert "7 opgaven hoog genoeg" in page.inner_text("#stappen")
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
