"""What the server accepts as settings; it does not start when that is not safe."""

import re
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from wijkexcel.server import installed
from wijkexcel.server.certificate import own_certificate
from wijkexcel.server.given_files import check_files
from wijkexcel.server.serve import serve
from wijkexcel.server.settings import (
    LICENCE,
    NO_LICENCE,
    Settings,
    SettingsError,
    licence_in,
)

CLIENT = "11111111-2222-4333-8444-555555555555"
TENANT = "66666666-7777-4888-9999-aaaaaaaaaaaa"
PUBLIC = {
    "naam": "wijkexcel.gemeente.nl",
    "entra_client": CLIENT,
    "entra_tenant": TENANT,
    "proxy": True,
}


def test_a_laptop_needs_a_licence_and_no_more() -> None:
    Settings().check("noncommercial")
    with pytest.raises(SettingsError, match="eigen licentie") as raised:
        Settings().check(licence_in({LICENCE: " "}))
    assert str(raised.value) == NO_LICENCE


@pytest.mark.parametrize(
    "typed",
    ["noncommercial", "Noncommercial", "noncommercial ", '"noncommercial"', " NonCommercial\t"],
)
def test_a_choice_is_taken_as_it_is_meant(typed: str) -> None:
    """Such as with the space that ``set X=noncommercial && …`` gives on Windows."""
    environment = {LICENCE: typed}
    assert licence_in(environment) == "noncommercial"
    Settings().pass_on(environment)
    assert environment[LICENCE] == "noncommercial"


@pytest.mark.parametrize("key", ["onzin", "gAonzin", "e30=d0b5e", "eyJhIjogMX0="])
def test_a_key_that_xlwings_does_not_take_is_said_before_anything_starts(
    key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(LICENCE, key)
    said: list[str] = []
    with pytest.raises(SettingsError) as refused:
        serve(port=1, folder=tmp_path / "nieuw", say=said.append)
    assert str(refused.value).startswith(
        "De server is niet gestart: xlwings neemt de licentie in XLWINGS_LICENSE_KEY niet aan. "
        "Staat daar een gekochte sleutel? Kijk of die er helemaal staat en nog geldig is"
    )
    assert "xlwings meldt: Invalid xlwings license key" in str(refused.value)
    assert key not in str(refused.value)
    assert said == []
    assert not (tmp_path / "nieuw").exists()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"adres": "0.0.0.0"}, "luistert de server alleen op deze computer"),
        ({"adres": "::"}, "luistert de server alleen op deze computer"),
        ({"adres": "localhost.elders.nl"}, "luistert de server alleen op deze computer"),
        ({"naam": "wijkexcel.gemeente.nl"}, "start niet zonder inloggen"),
        ({"proxy": True}, "start niet zonder inloggen"),
        (PUBLIC | {"entra_client": ""}, "start niet zonder inloggen"),
        (PUBLIC | {"entra_tenant": "common"}, "start niet zonder inloggen"),
        (PUBLIC | {"entra_tenant": "organizations"}, "start niet zonder inloggen"),
        (PUBLIC | {"naam": ""}, "start niet zonder inloggen"),
        (PUBLIC | {"proxy": False}, "Zonder versleuteling"),
        (PUBLIC | {"proxy": False, "certificaat": "x.pem"}, "Zonder versleuteling"),
        ({"werkers": 0}, "WERKERS moet hoger zijn dan 0"),
        ({"seconden": -1.0}, "SECONDEN moet hoger zijn dan 0"),
        ({"seconden": float("nan")}, "SECONDEN moet hoger zijn dan 0"),
        ({"seconden": float("inf")}, "SECONDEN moet hoger zijn dan 0"),
        ({"seconden": 1e9}, "SECONDEN mag niet hoger zijn dan 3600"),
        ({"poort": 0}, "POORT moet hoger zijn dan 0"),
        ({"poort": 70_000}, "POORT mag niet hoger zijn dan 65535"),
        ({"redis": "redis.gemeente.nl"}, "REDIS moet beginnen met redis://"),
        (PUBLIC | {"naam": "Wijkexcel.Gemeente.nl"}, "kleine letters: wijkexcel.gemeente.nl"),
        (PUBLIC | {"naam": "https://wijkexcel.gemeente.nl/"}, "letters: wijkexcel.gemeente.nl"),
        (PUBLIC | {"naam": "wijk excel"}, "NAAM is geen naam van een server: wijk excel"),
        (PUBLIC | {"naam": "wijkexcel.gemeente.nl/wijk"}, "NAAM is geen naam van een server"),
        (PUBLIC | {"entra_tenant": TENANT.upper()}, f"met kleine letters: {TENANT}"),
        (PUBLIC | {"entra_client": TENANT.upper()}, f"met kleine letters: {TENANT}"),
    ],
)
def test_it_does_not_start_when_that_is_not_safe(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        Settings(**settings).check("noncommercial")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_laptop_may_listen_on_its_own_addresses(address: str) -> None:
    Settings(adres=address).check("noncommercial")


def test_a_server_for_everyone_may_start_behind_a_proxy() -> None:
    Settings(**PUBLIC).check("noncommercial")


def test_settings_come_from_the_environment() -> None:
    found = Settings.read(
        {
            "WIJKEXCEL_SERVER_WERKERS": "4",
            "WIJKEXCEL_SERVER_PROXY": "ja",
            "WIJKEXCEL_SERVER_NAAM": " wijkexcel.gemeente.nl ",
            "WIJKEXCEL_SERVER_SECONDEN": "",
        },
        poort=9000,
        adres=None,
    )
    assert found == Settings(werkers=4, proxy=True, naam="wijkexcel.gemeente.nl", poort=9000)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("WERKERS", "veel", "WERKERS moet een getal zijn"), ("PROXY", "misschien", "ja of nee")],
)
def test_a_setting_that_is_wrong_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        Settings.read({f"WIJKEXCEL_SERVER_{name}": value})


def test_what_lies_about_in_the_environment_is_cleared() -> None:
    """Such as xlwings Server's own way to log in, which takes a token that everyone can read."""
    environment = {
        LICENCE: "noncommercial",
        "XLWINGS_AUTH_PROVIDERS": '["custom"]',
        "XLWINGS_ENABLE_EXAMPLES": "true",
        "XLWINGS_AUTH_ENTRAID_MULTITENANT": "true",
        "XLWINGS_ADD_SECURITY_HEADERS": "false",
        "DOTENV_PATH": "ergens/.env",
        "HOME": "/root",
    }
    Settings(**PUBLIC).pass_on(environment)
    assert environment["XLWINGS_AUTH_PROVIDERS"] == '["entraid"]'
    assert environment["XLWINGS_ENABLE_EXAMPLES"] == "false"
    assert "XLWINGS_AUTH_ENTRAID_MULTITENANT" not in environment
    assert "XLWINGS_ADD_SECURITY_HEADERS" not in environment
    assert environment["HOME"] == "/root"
    assert environment[LICENCE] == "noncommercial"
    again = dict(environment)
    Settings.read(again).pass_on(again)
    assert again == environment


def test_the_secret_of_the_counts_is_not_shown() -> None:
    assert "zeergeheim" not in repr(Settings(geheim="zeergeheim"))


def test_each_server_has_a_manifest_of_its_own_that_stays_the_same() -> None:
    ids = []
    for name in ("a.nl", "b.nl", "a.nl"):
        environment = {LICENCE: "noncommercial"}
        Settings(**PUBLIC | {"naam": name}).pass_on(environment)
        ids.append(environment["XLWINGS_MANIFEST_ID_PROD"])
    assert ids[0] == ids[2] != ids[1]


@pytest.mark.parametrize(
    ("python", "shown"),
    [("/wijk/bin/python", "/wijk/bin/python"), ("C:\\mijn map\\p.exe", '"C:\\mijn map\\p.exe"')],
)
def test_without_the_extra_the_user_reads_how_to_install_it(
    python: str, shown: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    with pytest.raises(installed.NotInstalledError) as refused:
        installed.check_installed()
    assert str(refused.value) == (
        "De server is een extra en is hier nog niet geïnstalleerd. Geef in de map van wijkexcel "
        f"deze opdracht: {shown} -m pip install --no-deps --require-hashes -r "
        "requirements-server.lock. Meer uitleg staat in docs/server.md."
    )


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(LICENCE, "noncommercial")
    for name, value in (PUBLIC | {"proxy": "ja", "entra_sleutels": "weg.json"}).items():
        monkeypatch.setenv(f"WIJKEXCEL_SERVER_{name.upper()}", str(value))
    with pytest.raises(SettingsError, match=r"Het bestand weg\.json is er niet\."):
        serve(folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("entra_sleutels", "geen json", "staan geen sleutels van Entra ID"),
        ("entra_sleutels", '{"keys": []}', "staan geen sleutels van Entra ID"),
        ("entra_sleutels", '["keys"]', "staan geen sleutels van Entra ID"),
        ("certificaat", "geen certificaat", "CERTIFICAAT .* zijn niet te lezen"),
        ("sjablonen", None, "SJABLONEN.* is er niet"),
        ("sjablonen", "", "staat geen brief.docx en geen besluitenblad.docx"),
    ],
)
def test_what_a_setting_names_is_looked_at_before_it_starts(
    tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    path = tmp_path / "gegeven"
    if name == "sjablonen" and content is not None:
        path.mkdir()
    elif content is not None:
        path.write_text(content)
    given = {name: str(path)}
    if name == "certificaat":
        given["sleutel"] = str(path)
    with pytest.raises(SettingsError, match=words):
        check_files(Settings(**given))


def test_what_is_right_passes(tmp_path: Path) -> None:
    certificate, key, _ = own_certificate(tmp_path)
    (tmp_path / "brief.docx").write_bytes(b"")
    keys = tmp_path / "sleutels.json"
    keys.write_text('{"keys": [{"kty": "RSA", "kid": "een", "n": "AQAB", "e": "AQAB"}]}')
    check_files(
        Settings(
            certificaat=str(certificate),
            sleutel=str(key),
            entra_sleutels=str(keys),
            sjablonen=str(tmp_path),
        )
    )


def test_a_port_that_is_taken_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(LICENCE, "noncommercial")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = f"De server kan niet luisteren op 127.0.0.1, poort {port}. Draait hij al?"
        with pytest.raises(SettingsError, match=re.escape(said)):
            serve(port=port, folder=tmp_path, say=lambda _: None)
