"""Functions in cells through the server: asked by xlwings' own client in a real browser."""

import json
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.support import example_block, reading_of, run_file
from tests.server.asking import CRITERIA, SCORES, asked
from tests.server.office import alone_cell
from tests.server.pane import pane
from tests.server.running import Server, running
from tests.workbook.books import example_book
from wijkexcel.excel.cell_functions import FUNCTIONS
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.outcome import outcome_of

CALL = "/xlwings/custom-functions-call"


def cell(page: Any, name: str, *given: Any) -> Any:
    """What a cell with this function shows."""
    return page.evaluate(
        "([name, given]) => standIn.cell(name, ...given)", [name.upper(), list(given)]
    )


# --- the same as on the file --------------------------------------------------------------------


@pytest.mark.oracle("chromium")
def test_each_function_gives_what_the_file_gives(browser: Any, server: Server) -> None:
    """The workbook's own weights and threshold: the totals of ``bereken`` on that file."""
    report, _ = run_file("bereken", example_book())
    settings = report.dossier.settings
    scores, sheet, criteria = (
        example_block(t) for t in ("tblOverzicht", "calcOpgaven", "tblCriteria")
    )
    with pane(browser, server, example_book()) as page:
        assert page.evaluate("Object.keys(standIn.functions).sort()") == sorted(
            function.__name__.upper() for function in FUNCTIONS
        )
        limit = settings.threshold
        rows = cell(page, "wijk_tabel", sheet, criteria, limit)
        assert [row[0] for row in rows[1:]] == [o.opgave for o in report.outcome.opgaven]
        every = list(zip(rows[1:], report.outcome.opgaven, strict=True))
        for row, wanted in every:  # all in one call; the others are a call for each opgave
            assert row[1:4] == pytest.approx((wanted.total, wanted.lowest, wanted.highest), 1e-9)
            assert row[4] == wanted.status.value
        for row, wanted in (every[0], every[len(every) // 2], every[-1]):
            one = wanted.opgave
            [[total]] = cell(page, "wijk_totaal", one, scores, criteria)
            [[low]] = cell(page, "wijk_laagst", one, sheet, criteria)
            [[high]] = cell(page, "wijk_hoogst", one, sheet, criteria)
            assert (total, low, high) == pytest.approx(tuple(row[1:4]), 1e-9)
            assert cell(page, "wijk_stand", one, sheet, criteria, limit) == [[row[4]]]
            reaches = {True: "ja", False: "nee"}[wanted.status.reaches]
            assert cell(page, "wijk_haalt", one, scores, criteria, limit) == [[reaches]]
        assert page.problems == []


@pytest.mark.oracle("chromium")
def test_other_weights_give_the_outcome_of_that_dossier(browser: Any, server: Server) -> None:
    dossier = reading_of(example_book()).dossier
    tried = _weighed(dossier)
    criteria = [["Nr", "Gewicht"], *([c.id, c.weight] for c in tried.criteria)]
    with pane(browser, server, example_book()) as page:
        for wanted in outcome_of(tried).opgaven:
            [[total]] = cell(
                page, "wijk_totaal", wanted.opgave, example_block("tblOverzicht"), criteria
            )
            assert total == pytest.approx(wanted.total, 1e-9)


def _weighed(dossier: Dossier) -> Dossier:
    criteria = tuple(
        c.model_copy(update={"weight": float(n)}) for n, c in enumerate(dossier.criteria)
    )
    return dossier.model_copy(update={"criteria": criteria})


@pytest.mark.oracle("chromium")
def test_the_question_made_in_python_is_the_one_of_the_client(browser: Any, server: Server) -> None:
    """So that the tests without a browser ask what Excel would."""
    with pane(browser, server, example_book()) as page:
        with page.expect_request(f"**{CALL}") as found:
            cell(page, "wijk_totaal", "O01", SCORES, CRITERIA)
        theirs = json.loads(found.value.post_data)
        ours = json.loads(asked()) | {"session_id": theirs["session_id"]}
        assert theirs == ours


def test_what_excel_is_told_is_what_can_be_asked(server: Server) -> None:
    """The list with help for Excel, the code that asks, and the manifest that names both."""
    told = json.loads(server.ask("/xlwings/custom-functions-meta.json").body)
    code = server.ask("/xlwings/custom-functions-code.js").body.decode()
    names = {function.__name__.upper(): str(function.__doc__) for function in FUNCTIONS}
    assert {f["id"]: f["description"] for f in told["functions"]} == names
    assert {f["name"] for f in told["functions"]} == set(names)
    for name in names:
        assert f'CustomFunctions.associate("{name}", {name.lower()});' in code
    assert f'window.location.origin + "{CALL}"' in code
    root = ET.fromstring(server.ask("/manifest.xml").body)
    given = {n.get("id"): n.get("DefaultValue") for n in root.iter() if n.get("DefaultValue")}
    point = next(
        node
        for node in root.iter()
        if node.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "CustomFunctions"
    )
    named = {
        node.tag.rpartition("}")[2]: given[node[0].get("resid")].removeprefix(server.url)
        for node in point
    }
    assert named == {
        "Script": "/xlwings/custom-functions-code.js",
        "Page": "/taskpane.html",
        "Metadata": "/xlwings/custom-functions-meta.json",
    }


# --- what is wrong is said in the cell ----------------------------------------------------------


@pytest.mark.oracle("chromium")
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {"status": 401},
            "U bent niet aangemeld. Sluit Excel, open het opnieuw en meld u aan met "
            "uw werkaccount.",
        ),
        (
            {"status": 403},
            "U mag deze invoegtoepassing niet gebruiken. Vraag uw beheerder om toegang.",
        ),
        (
            {"status": 502, "body": "Bad gateway"},
            "De server geeft geen antwoord. Reken het later opnieuw (Ctrl+Alt+F9).",
        ),
        (
            {"status": 429, "content_type": "application/json", "body": '{"fout": "Het is druk."}'},
            "Het is druk.",
        ),
        (None, "De server geeft geen antwoord. Reken het later opnieuw (Ctrl+Alt+F9)."),
    ],
)
def test_a_refusal_is_a_sentence_in_the_cell_and_is_asked_once(
    browser: Any, server: Server, answer: dict[str, Any] | None, said: str
) -> None:
    with pane(browser, server, example_book()) as page:
        times: list[str] = []
        page.on("request", lambda r: times.append(r.url) if r.url.endswith(CALL) else None)
        page.route(f"**{CALL}", lambda r: r.fulfill(**answer) if answer else r.abort())
        shown = cell(page, "wijk_totaal", "O01", SCORES, CRITERIA)
        assert shown == [[f"Dat lukt niet. {said}"]]
        assert len(times) == 1


def test_wrong_use_is_said_in_the_cell(server: Server) -> None:
    answer = server.ask(CALL, asked("wijk_totaal", [["O09"]], SCORES, CRITERIA))
    assert json.loads(answer.body) == {
        "result": [["Dat lukt niet: opgave 'O09' staat niet in de scores."]]
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"geen json",
        b"\xff\xfe",
        b"[" * 100_000,
        asked("zeergeheim"),
        asked("CATEGORY"),
        asked("__builtins__"),
        b'{"func_name": "wijk_totaal", "args": "zeergeheim"}',
    ],
)
def test_what_is_no_question_is_refused_without_repeating_it(server: Server, body: bytes) -> None:
    answer = server.ask(CALL, body)
    assert answer.status == 400
    assert json.loads(answer.body) == {
        "fout": "De gegevens van deze cel kwamen niet goed over. Sluit Excel en open het opnieuw."
    }


# --- limits -------------------------------------------------------------------------------------


def test_a_table_that_is_too_large_is_refused(server: Server) -> None:
    answer = server.ask(CALL, b" " * (20 * 1024 * 1024 + 1))
    assert answer.status == 413
    assert json.loads(answer.body)["fout"].startswith("Deze tabel is te groot voor de server.")


@pytest.mark.slow
def test_time_and_number_are_limited_apart_from_the_steps(tmp_path: Path) -> None:
    """What takes too long is stopped; cells and steps are counted each by themselves."""
    settings = {"SECONDEN": "0.2", "PER_MINUUT": "1", "CELLEN_PER_MINUUT": "4"}
    with running(tmp_path, **{f"WIJKEXCEL_SERVER_{k}": v for k, v in settings.items()}) as strict:
        answers = [strict.ask(CALL, asked()) for _ in range(12)]
        statuses = [answer.status for answer in answers]
        assert set(statuses) == {504, 429}  # a process is not even started in 0.2 seconds
        assert 4 <= statuses.count(504) <= 8
        said = {json.loads(answer.body)["fout"] for answer in answers}
        assert said == {
            "De server is er te lang mee bezig en is gestopt. Geef een kleinere tabel.",
            "Het is druk op de server. Wacht een minuut en reken opnieuw (Ctrl+Alt+F9).",
        }
        assert strict.ask("/wijkexcel/stap/valideer", b"{}").status == 504


def test_fifty_at_once_each_get_their_own_answer(server: Server) -> None:
    """Fifty cells with a table of their own: each gets the total of that table."""
    sent = [
        asked("wijk_totaal", [["O01"]], [SCORES[0], ["O01", n, n]], CRITERIA) for n in range(50)
    ]
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda body: server.ask(CALL, body), sent))
    assert [json.loads(answer.body) for answer in answers] == [
        {"result": [[float(n)]]} for n in range(50)
    ]


def test_the_log_holds_no_content(server: Server) -> None:
    scores = [[*SCORES[0], "Opgave"], ["O01", 4, 2, "Zeergeheim"]]
    assert server.ask(CALL, asked("wijk_totaal", [["Zeergeheim"]], scores, CRITERIA)).status == 200
    text = server.log.read_text()
    assert f"INFO POST {CALL} 200" in text
    assert "zeergeheim" not in text.casefold()
    assert "werkboek.xlsx" not in text
    assert "wijk_totaal" not in text


@pytest.mark.slow
def test_an_unforeseen_error_tells_no_content() -> None:
    head, body = alone_cell(asked("wijk_totaal", [["O01"]], [[{"type": "Zeergeheim"}]], CRITERIA))
    assert head["status"] == 500
    assert head["error"].startswith("KeyError ")
    assert "zeergeheim" not in json.dumps([head, body]).casefold()
