"""The parts of the server by themselves: work, counts, certificate, log lines."""

import asyncio
import json
import logging
import os
import ssl
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.support import small_calculated
from tests.server.office import alone, payload
from tests.server.running import free_port
from tests.workbook.books import example_book
from wijkexcel.errors import FileError
from wijkexcel.server.certificate import own_certificate
from wijkexcel.server.logs import NoContent
from wijkexcel.server.port import _sendable
from wijkexcel.server.quota import Quota
from wijkexcel.server.work import TEMPLATES, Order, PayloadError, carry_out
from wijkexcel.server.worker import answer

# --- work ---------------------------------------------------------------------------------------


def _order(step: str, data: bytes) -> Order:
    sent = json.dumps(payload(data)).encode()
    return Order(step, "Anna", datetime(2026, 9, 21, 9, 30), sent)


@pytest.mark.slow
def test_the_house_style_of_the_municipality_is_used(tmp_path: Path) -> None:
    order = _order("brief", example_book())
    [(_, plain)] = alone(order)
    assert plain["documenten"]
    assert alone(order, **{TEMPLATES: str(tmp_path)}) == [({"status": 200}, plain)]
    (tmp_path / "brief.docx").write_bytes(b"geen Word")
    [(head, refused)] = alone(order, **{TEMPLATES: str(tmp_path)})
    assert head == {"status": 422}
    assert "sjabloon" in refused["fout"].casefold()


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(PayloadError, match="kwamen niet goed over"):
        carry_out(_order("main", small_calculated()))


def test_an_unforeseen_error_tells_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("zeergeheim")

    monkeypatch.setattr("wijkexcel.server.worker.carry_out", fail)
    head, body = answer({"step": "brief", "who": "Anna", "when": "2026-09-21T09:30"}, b"{}")
    assert head["status"] == 500
    assert head["error"].startswith("ValueError ")
    assert "zeergeheim" not in str(head)
    assert body == b""


@pytest.mark.slow
def test_a_cell_with_a_formula_that_shows_nothing_is_not_empty() -> None:
    """A proposal never takes the place of a formula, though it shows nothing."""

    def cells(book: dict[str, Any]) -> set[tuple[int, int]]:
        sent = json.dumps(book).encode()
        [(_, found)] = alone(Order("besluit", "Anna", datetime(2026, 9, 21, 9, 30), sent))
        return {
            (a["start_row"] + r, a["start_column"] + c)
            for a in found["acties"]
            if book["sheets"][a["sheet_position"]]["name"] == "Besluit"
            for r in range(a["row_count"])
            for c in range(a["column_count"])
        }

    book = payload(small_calculated())
    row, column = min(cells(book))
    marks = book["wijkexcel"]["formules"]["Besluit"]
    line = marks[row].ljust(column + 1, "0")
    marks[row] = line[:column] + "1" + line[column + 1 :]
    assert (row, column) not in cells(book)


@pytest.mark.slow
def test_a_renamed_tab_is_found_by_its_table() -> None:
    """As Excel sends it: each sheet with the names of its tables."""
    book = payload(small_calculated())
    moment = datetime(2026, 9, 21, 9, 30)
    [(_, plain)] = alone(Order("bereken", "Anna", moment, json.dumps(book).encode()))
    sheet = next(s for s in book["sheets"] if s["name"] == "S01")
    sheet["name"] = "Jansen"
    marks = book["wijkexcel"]["formules"]
    marks["Jansen"] = marks.pop("S01")
    [(head, found)] = alone(Order("bereken", "Anna", moment, json.dumps(book).encode()))
    assert head == {"status": 200}
    assert found["rapport"]["opgaven"] == plain["rapport"]["opgaven"]


def test_dates_go_to_excel_as_numbers() -> None:
    assert _sendable(datetime(2026, 9, 21, 12, 0)) == 46286.5
    assert _sendable(datetime(2026, 9, 21).date()) == 46286.0
    assert _sendable("=1+1") == "'=1+1"
    assert _sendable(None) is None


# --- counts -------------------------------------------------------------------------------------


def test_each_person_is_counted_apart_and_anew_each_minute() -> None:
    async def work() -> list[bool]:
        quota = Quota(2)
        asked = [("a", 0), ("a", 1), ("a", 59), ("b", 59), ("a", 60)]
        return [await quota.allows(person, now) for person, now in asked]

    assert asyncio.run(work()) == [True, True, False, True, True]


@pytest.mark.oracle("redis-server")
def test_web_processes_count_together_and_redis_knows_no_one(redis_url: str) -> None:
    import redis.asyncio
    from redis.asyncio.retry import Retry
    from redis.backoff import ConstantBackoff

    async def work() -> tuple[list[bool], list[bytes], int]:
        retry = Retry(ConstantBackoff(0.05), 200)  # it may still be starting
        client = redis.asyncio.from_url(redis_url, retry=retry)
        try:
            one, other = (Quota(2, client, b"samen") for _ in range(2))
            told = [await quota.allows("Anna", 0) for quota in (one, other, one)]
            keys = await client.keys()
            return told, keys, await client.ttl(keys[0])
        finally:
            await client.aclose()

    told, keys, left = asyncio.run(work())
    assert told == [True, True, False]
    assert len(keys) == 1
    assert b"Anna" not in keys[0]
    assert 0 < left <= 120


def test_without_redis_the_work_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    import redis.asyncio

    async def work() -> list[bool]:
        client = redis.asyncio.from_url(f"redis://:geheim@127.0.0.1:{free_port()}/0")
        try:
            quota = Quota(1, client)
            return [await quota.allows("Anna", 0) for _ in range(2)]
        finally:
            await client.aclose()

    assert asyncio.run(work()) == [True, False]
    assert "Redis antwoordt niet" in caplog.text
    assert "geheim" not in caplog.text


# --- certificate and log ------------------------------------------------------------------------


def test_the_certificate_is_for_this_computer_and_cannot_sign(tmp_path: Path) -> None:
    from cryptography import x509

    folder = tmp_path / "nieuw"
    certificate, key, new = own_certificate(folder)
    assert new
    found = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    if os.name == "posix":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    before = certificate.read_bytes()
    assert own_certificate(folder) == (certificate, key, False)
    assert certificate.read_bytes() == before
    certificate.write_text("stuk")
    assert own_certificate(folder)[2]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(FileError, match=r"kan niet in .*bestand worden bewaard"):
        own_certificate(tmp_path / "bestand")


def test_a_log_line_tells_kind_and_place_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(NoContent())
    log, theirs = logging.getLogger("uvicorn.error"), logging.getLogger("xlwings_server.main")
    try:
        raise ValueError("zeergeheim")
    except ValueError as error:
        log.exception("fout bij %s", "zeergeheim")
        theirs.error(error)
    theirs.warning("Not authorized for Zeergeheim")
    assert "zeergeheim" not in caplog.text.casefold()
    assert caplog.text.count("ValueError test_a_log_line") == 2
    assert "xlwings_server.main:" in caplog.text
