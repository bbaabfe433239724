"""The running server: what it lets through, what it tells, and that nothing is mixed up."""

import base64
import http.client
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.support import reading_of, small_calculated, typed
from tests.server.office import alone, payload
from tests.server.running import WHO, Server, running
from tests.workbook.books import example_book
from wijkexcel.server.work import Order
from wijkexcel.steps.five import STEPS


def _send(server: Server, step: str, body: bytes, **headers: str) -> Any:
    return server.ask(f"/wijkexcel/stap/{step}", body, headers)


def _payload(data: bytes) -> bytes:
    return json.dumps(payload(data)).encode()


# --- nothing mixed up ---------------------------------------------------------------------------


def _own(number: int) -> bytes:
    """A workbook of a neighbourhood of its own, with names and a score of its own."""
    book = payload(small_calculated())
    tables = reading_of(small_calculated()).map.tables
    for table, row, column, value in (
        ("tblInstellingen", "wijk", "value", f"Wijk-{number:02}"),
        ("tblOpgaven", "O01", "name", f"Opgave van {number:02}"),
    ):
        located = tables[table]
        sheet = next(s for s in book["sheets"] if s["name"] == located.sheet)
        sheet["values"][located.rows[row]][located.columns[column]] = value
    return json.dumps(book).encode()


@pytest.mark.slow
def test_fifty_at_once_each_get_their_own_answer(server: Server) -> None:
    """Fifty workbooks, all five steps: each answer is what that workbook alone would give."""
    sent = [(STEPS[n % len(STEPS)], _own(n)) for n in range(50)]
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda one: _send(server, *one), sent))
    assert {answer.status for answer in answers} == {200}
    told = [json.loads(answer.body) for answer in answers]
    orders = [
        Order(step, WHO, datetime.fromisoformat(found["wanneer"]), body)
        for (step, body), found in zip(sent, told, strict=True)
    ]
    assert [found for _, found in alone(*orders)] == told
    for number, (found, answer) in enumerate(zip(told, answers, strict=True)):
        text = answer.body.decode() + "".join(
            zipfile.ZipFile(io.BytesIO(base64.b64decode(d["inhoud"])))
            .read("word/document.xml")
            .decode()
            for d in found["documenten"]
        )
        assert set(re.findall(r"(?:Wijk-|Opgave van )(\d\d)", text)) <= {f"{number:02}"}
        assert f"Opgave van {number:02}" in text


# --- what is let through ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/taskpane.html", 200),
        ("GET", "/static/js/main.js", 200),
        ("GET", "/xlwings/custom-scripts-meta.json", 200),
        ("GET", "/wijkexcel/stap/brief", 405),
        ("PUT", "/taskpane.html", 405),
        ("POST", "/wijkexcel/stap/wis", 404),
        ("POST", "/xlwings/custom-scripts-call/valideer", 404),
        ("GET", "/xlwings/custom-functions-meta.json", 200),
        ("GET", "/xlwings/custom-functions-code.js", 200),
        ("GET", "/xlwings/custom-functions-meta", 404),
        ("POST", "/xlwings/custom-functions-meta.json", 405),
        ("GET", "/xlwings/custom-functions-call", 405),
        ("POST", "/xlwings/custom-functions-call", 400),
        ("POST", "/xlwings/custom-functions-call/wijk_totaal", 404),
        ("POST", "/wijkexcel/cel", 404),
        ("GET", "/xlwings/alert?prompt=x&title=x&buttons=ok&mode=x&callback=x", 404),
        ("GET", "/socket.io/", 404),
        ("GET", "/docs", 404),
        ("GET", "/static/../config.py", 404),
        ("GET", "/static/%2e%2e/config.py", 404),
    ],
)
def test_only_what_the_add_in_needs_is_there(
    server: Server, method: str, path: str, status: int
) -> None:
    body = b"{}" if method in {"POST", "PUT"} else None
    assert server.ask(path, body, method=method).status == status


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Origin", "https://elders.nl", 403),
        ("Origin", "null", 403),
        ("Host", "elders.nl", 421),
        ("X-Forwarded-For", "10.0.0.1", 421),
        ("Forwarded", "for=10.0.0.1", 421),
    ],
)
def test_another_site_or_a_proxy_gets_nothing_on_a_laptop(
    server: Server, name: str, value: str, status: int
) -> None:
    answer = _send(server, "valideer", b"{}", **{name: value})
    assert (answer.status, answer.body) == (status, b"")


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    for answer in (server.ask("/taskpane.html"), _send(server, "brief", b"{}")):
        assert answer.headers["cache-control"] == "no-store, max-age=0"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe-eval" not in answer.headers["content-security-policy"]
        assert not {"server", "set-cookie", "access-control-allow-origin"} & answer.headers.keys()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"geen json",
        b'{"sheets": []}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"client":"x","version":"x","book":{},"names":[],"sheets":[{"name":"geheim"}]}',
    ],
)
def test_what_is_no_workbook_is_refused_without_repeating_it(server: Server, body: bytes) -> None:
    answer = _send(server, "valideer", body)
    assert answer.status == 400
    assert b"geheim" not in answer.body
    assert json.loads(answer.body)["fout"].endswith("Laad het taakvenster opnieuw.")


def test_another_workbook_is_refused_in_words(server: Server) -> None:
    book = payload(small_calculated())
    book["sheets"] = book["sheets"][:1]
    answer = _send(server, "bereken", json.dumps(book).encode())
    assert answer.status == 422
    assert json.loads(answer.body)["fout"]


# --- limits -------------------------------------------------------------------------------------


def test_too_much_is_refused_before_it_is_read(server: Server) -> None:
    host, port = server.url.removeprefix("https://").split(":")
    connection = http.client.HTTPSConnection(host, int(port), context=server.context, timeout=60)
    connection.putrequest("POST", "/wijkexcel/stap/valideer")
    connection.putheader("Content-Length", str(21 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_too_much_is_refused_too_when_its_length_is_not_told(server: Server) -> None:
    host, port = server.url.removeprefix("https://").split(":")
    connection = http.client.HTTPSConnection(host, int(port), context=server.context, timeout=60)
    parts = iter([b" " * 65536] * (20 * 16 + 1))
    connection.request(
        "POST",
        "/wijkexcel/stap/valideer",
        parts,
        encode_chunked=True,
        headers={"Transfer-Encoding": "chunked"},
    )
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.oracle("redis-server")
def test_one_person_cannot_keep_everyone_waiting(redis_url: str, tmp_path: Path) -> None:
    """Four web processes count together, also over the turn of a minute; all are stopped."""
    settings = {"PER_MINUUT": "3", "WERKERS": "4", "PROCESSEN": "1", "REDIS": redis_url}
    with running(tmp_path, **{f"WIJKEXCEL_SERVER_{k}": v for k, v in settings.items()}) as strict:
        answers = [_send(strict, "valideer", b"{}").status for _ in range(20)]
        assert set(answers) == {400, 429}
        assert 3 <= answers.count(400) <= 6
        assert redis_url not in strict.log.read_text()


# --- what is told -------------------------------------------------------------------------------


def test_the_log_holds_visits_and_no_content(server: Server) -> None:
    data = typed(small_calculated(), {("tblOpgaven", "O01", "name"): "Zeergeheim"})
    assert _send(server, "brief", _payload(data)).status in {200, 422}
    server.ask("/zeergeheim?q=zeergeheim")
    server.ask("/static/zeergeheim")
    text = server.log.read_text()
    assert re.search(r"INFO POST /wijkexcel/stap/brief 200 \d+ ms", text)
    assert "INFO GET ? 404" in text
    assert "zeergeheim" not in text.casefold()
    assert WHO not in text
    assert "127.0.0.1" not in text


@pytest.mark.slow
def test_nothing_is_kept_on_the_server(server: Server) -> None:
    before = sorted(server.folder.rglob("*"))
    assert _send(server, "besluit", _payload(example_book())).status == 200
    assert sorted(server.folder.rglob("*")) == before
    home = Path.home()
    assert not list(home.glob("besluitenblad-*")) + list(home.glob("brief-*"))


# --- the manifest -------------------------------------------------------------------------------


def test_the_manifest_names_what_exists(server: Server) -> None:
    root = ET.fromstring(server.ask("/manifest.xml").body)
    nodes = list(root.iter())
    buttons = [n.text for n in nodes if n.tag.endswith("}FunctionName")]
    assert buttons == list(STEPS)
    given = {n.get("id"): n.get("DefaultValue", "") for n in nodes if n.get("DefaultValue")}
    asked = {n.get("resid") for n in nodes if n.get("resid")}
    assert asked <= given.keys()
    assert all(len(str(each)) <= 32 for each in asked)
    for node in nodes:
        limit = {"ShortStrings": 125, "LongStrings": 250}.get(node.tag.rpartition("}")[2])
        assert not limit or all(len(n.get("DefaultValue", "")) <= limit for n in node)
    urls = {n.get("DefaultValue", "") for n in nodes} | {str(n.text) for n in nodes}
    ours = {url for url in urls if url.startswith(server.url + "/")}
    assert ours
    assert not {u for u in urls if u.startswith("http") and not u.startswith(server.url)}
    for url in ours:
        assert server.ask(url.removeprefix(server.url)).status == 200
    assert not any(n.tag.endswith("}WebApplicationInfo") for n in nodes)
