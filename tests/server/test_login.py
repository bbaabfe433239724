"""Logging in with Entra ID, with tokens that the test signs itself."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from tests.hosts.support import small_calculated
from tests.server.asking import asked
from tests.server.office import payload
from tests.server.running import Server, running
from wijkexcel.server.certificate import own_certificate

CLIENT = "11111111-2222-4333-8444-555555555555"
TENANT = "66666666-7777-4888-9999-aaaaaaaaaaaa"
NAME = "Fatima de Beheerder"
KEY = RSAKey.generate_key(2048, {"kid": "een"})
STRANGER = RSAKey.generate_key(2048, {"kid": "een"})
HOUR = 3600


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    return {
        "aud": CLIENT,
        "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
        "tid": TENANT,
        "oid": "een-persoon",
        "ver": "2.0",
        "name": NAME,
        "roles": ["wijkteam"],
        "iat": now - 60,
        "nbf": now - 60,
        "exp": now + HOUR,
    } | other


def token(key: Any = KEY, alg: str = "RS256", **other: Any) -> str:
    kept = {name: value for name, value in claims(**other).items() if value is not None}
    return "Bearer " + jwt.encode({"alg": alg, "kid": "een"}, kept, key, algorithms=[alg])


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guarded")
    certificate, key, _ = own_certificate(folder)
    keys = folder / "sleutels.json"
    keys.write_text(json.dumps(KeySet([KEY]).as_dict(private=False)))
    settings = {
        "NAAM": "localhost:{port}",
        "CERTIFICAAT": str(certificate),
        "SLEUTEL": str(key),
        "ENTRA_CLIENT": CLIENT,
        "ENTRA_TENANT": TENANT,
        "ENTRA_ROL": "wijkteam",
        "ENTRA_SLEUTELS": str(keys),
    }
    with running(folder, **{f"WIJKEXCEL_SERVER_{k}": v for k, v in settings.items()}) as found:
        yield found


STEP, CELL = "/wijkexcel/stap/valideer", "/xlwings/custom-functions-call"
both = pytest.mark.parametrize("path", [STEP, CELL])


def _ask(server: Server, authorization: str | None, body: bytes = b"{}", path: str = STEP) -> Any:
    headers = {"Authorization": authorization} if authorization is not None else {}
    return server.ask(path, body, headers)


BAD = {
    "none": lambda: None,
    "empty": lambda: "",
    "xlwings' own test token": lambda: "test-token",
    "no token": lambda: "Bearer onzin",
    "Office could not get one": lambda: "Error 13001: niet aangemeld",
    "expired": lambda: token(exp=int(time.time()) - HOUR),
    "never expires": lambda: token(exp=None),
    "not valid yet": lambda: token(nbf=int(time.time()) + HOUR),
    "for another app": lambda: token(aud=TENANT),
    "from another issuer": lambda: token(iss="https://login.microsoftonline.com/x/v2.0"),
    "of another tenant": lambda: token(tid=CLIENT),
    "of nobody": lambda: token(oid=None),
    "of an unknown version": lambda: token(ver="9.0"),
    "signed by a stranger": lambda: token(STRANGER),
    "of a service": lambda: token(sub="een-persoon", name=None),
    "of a service that says so": lambda: token(idtyp="app", scp="access_as_user"),
    "of a service without its subject": lambda: token(sub="iets", name=None),
}


@both
@pytest.mark.parametrize("what", BAD)
def test_without_a_valid_token_nothing_is_done(guarded: Server, what: str, path: str) -> None:
    assert _ask(guarded, BAD[what](), path=path).status == 401


@both
def test_who_lacks_the_role_is_refused(guarded: Server, path: str) -> None:
    assert _ask(guarded, token(roles=["lezer"]), path=path).status == 403


def test_a_colleague_gets_what_a_function_in_a_cell_gives(guarded: Server) -> None:
    answer = _ask(guarded, token(), asked(), CELL)
    assert (answer.status, json.loads(answer.body)) == (200, {"result": [[3.5]]})


def test_a_colleague_gets_an_answer_and_stands_in_the_logbook(guarded: Server) -> None:
    body = json.dumps(payload(small_calculated())).encode()
    answer = _ask(guarded, token(), body)
    assert answer.status == 200
    written = json.loads(answer.body)["acties"]
    assert NAME in [value for action in written for row in action["values"] for value in row]


@both
def test_who_asks_is_checked_before_what_was_sent_is_read(guarded: Server, path: str) -> None:
    assert _ask(guarded, "Bearer onzin", b"x" * (21 * 1024 * 1024), path).status == 401


def test_no_token_and_no_name_reach_the_log(guarded: Server) -> None:
    used = token()
    _ask(guarded, used)
    _ask(guarded, token(STRANGER))
    _ask(guarded, used, asked(), CELL)
    text = guarded.log.read_text()
    assert used.removeprefix("Bearer ")[:40] not in text
    assert NAME not in text
    assert "een-persoon" not in text


def test_the_manifest_asks_office_to_log_in(guarded: Server) -> None:
    text = guarded.ask("/manifest.xml").body.decode()
    host = guarded.url.removeprefix("https://")
    assert f"<Id>{CLIENT}</Id>" in text
    assert f"<Resource>api://{host}/{CLIENT}</Resource>" in text


def test_another_name_than_its_own_is_refused(guarded: Server) -> None:
    answer = guarded.ask("/taskpane.html", headers={"Host": "elders.nl"})
    assert answer.status == 421
    assert guarded.ask("/", headers={"Host": "10.0.0.1"}).status == 200
