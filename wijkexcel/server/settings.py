"""The settings of the server: from the environment or the command line, checked before it starts.

Every setting of xlwings Server is set here, so that nothing left in the environment or in a
``.env`` can switch on something unintended.
"""

import hashlib
import ipaddress
import json
import math
import os
import re
import sys
import uuid
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from wijkexcel.errors import WijkexcelError

PREFIX = "WIJKEXCEL_SERVER_"
PROJECT = Path(__file__).parent / "project"
ON_SERVER = {"XLWINGS_ON_SERVER": "true"}
"""xlwings reads it when imported."""
WORKER = (sys.executable, "-m", "wijkexcel.server.worker")
LICENCE = "XLWINGS_LICENSE_KEY"
NO_LICENCE = (
    "xlwings Server heeft een eigen licentie. Lees docs/server.md, 'De licentie'. Mag u het niet-"
    f"commercieel gebruiken? Zet dan {LICENCE}=noncommercial. Een adviesbureau koopt een sleutel "
    "op xlwings.org en zet die daar neer."
)
NONCOMMERCIAL = "noncommercial"
POLICY = (
    "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; img-src 'self' data:; "
    "font-src 'self' https://res-1.cdn.office.net; style-src 'self' 'unsafe-inline'"
)


class SettingsError(WijkexcelError):
    """The server cannot start safely with these settings."""


def licence_in(environment: Mapping[str, str]) -> str:
    """The choice of licence, without accidental additions of a command prompt or person.

    ``set X=noncommercial && …`` in Windows keeps the space, and also quotes.
    """
    found = environment.get(LICENCE, "").strip().strip("\"'").strip()
    return NONCOMMERCIAL if found.casefold() == NONCOMMERCIAL else found


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*(?::[1-9][0-9]{{0,4}})?")
_MOST: dict[str, int] = {
    "poort": 65_535,
    "werkers": 100,
    "processen": 100,
    "max_mb": 1000,
    "seconden": 3600,
    "per_minuut": 100_000,
    "cellen_per_minuut": 1_000_000,
}
"""Settings that are numbers, each with the highest plausible value."""


@dataclass(frozen=True)
class Settings:
    """How the server runs. In the environment: ``WIJKEXCEL_SERVER_`` and the name in capitals."""

    naam: str = ""
    """Host name of the server for Excel, such as ``wijkexcel.gemeente.nl``; empty: a laptop."""
    adres: str = "127.0.0.1"
    """Address to listen on."""
    poort: int = 8000
    werkers: int = 1
    """Web processes."""
    processen: int = 2
    """Calculating processes per web process."""
    max_mb: int = 20
    """Largest accepted workbook, in the form in which it is sent."""
    seconden: float = 60.0
    """Longest time for one step."""
    per_minuut: int = 30
    """Most steps per person per minute."""
    cellen_per_minuut: int = 600
    """Most cells with a function per person per minute: one change may request all of them."""
    entra_client: str = ""
    entra_tenant: str = ""
    entra_rol: str = ""
    """Role in Entra ID that a user must have; empty: everyone to whom the add-in is assigned."""
    entra_sleutels: str = ""
    """File with the public keys of Entra ID, for a server that cannot reach Microsoft."""
    redis: str = ""
    """Where the web processes share their counts per person."""
    certificaat: str = ""
    sleutel: str = ""
    proxy: bool = False
    """Whether a proxy before the server does the encryption."""
    geheim: str = field(default="", repr=False)
    """Secret shared by the web processes to hide who is counted; new at each start."""
    sjablonen: str = ""
    """Folder with ``brief.docx`` and ``besluitenblad.docx`` in the municipality's house style."""

    @classmethod
    def read(cls, environment: Mapping[str, str], **given: Any) -> "Settings":
        """Settings from the environment; given values take precedence.

        Raises:
            SettingsError: a setting is invalid.
        """
        values: dict[str, Any] = {}
        for each in fields(cls):
            text = environment.get(PREFIX + each.name.upper(), "").strip()
            if text:
                values[each.name] = _value(each.name, each.type, text)
        return cls(**values | {k: v for k, v in given.items() if v is not None})

    @property
    def local(self) -> bool:
        """Whether this is a laptop: only its own user can reach it."""
        return not (self.naam or self.proxy or self.entra_client or self.entra_tenant)

    @property
    def providers(self) -> list[str]:
        """Ways to sign in, in the terms of xlwings Server."""
        return [] if self.local else ["entraid"]

    @property
    def host(self) -> str:
        """Host name, and port if not the usual one, by which Excel finds the server."""
        return f"localhost:{self.poort}" if self.local else self.naam

    def check(self, licence: str) -> None:
        """Check that the server can start safely.

        Raises:
            SettingsError: it cannot; the text says what to do.
        """
        if not licence:
            raise SettingsError(NO_LICENCE)
        for name, most in _MOST.items():
            value = getattr(self, name)
            if not math.isfinite(value) or value <= 0:
                message = f"{PREFIX}{name.upper()} moet hoger zijn dan 0."
                raise SettingsError(message)
            if value > most:
                message = f"{PREFIX}{name.upper()} mag niet hoger zijn dan {most}."
                raise SettingsError(message)
        if self.redis and not self.redis.startswith(("redis://", "rediss://", "unix://")):
            message = f"{PREFIX}REDIS moet beginnen met redis://, rediss:// of unix://."
            raise SettingsError(message)
        if self.local:
            if not _loopback(self.adres):
                message = (
                    "Zonder inloggen luistert de server alleen op deze computer zelf. Wilt u hem "
                    f"voor anderen openzetten? Stel dan {PREFIX}NAAM, {PREFIX}ENTRA_CLIENT en "
                    f"{PREFIX}ENTRA_TENANT in; zie docs/server.md."
                )
                raise SettingsError(message)
            return
        if not (self.naam and _uuid(self.entra_client) and _uuid(self.entra_tenant)):
            message = (
                "Een server voor meer mensen start niet zonder inloggen. Stel in: "
                f"{PREFIX}NAAM (de naam van de server), {PREFIX}ENTRA_CLIENT en "
                f"{PREFIX}ENTRA_TENANT (de twee id's van de app in Entra ID)."
            )
            raise SettingsError(message)
        self._check_name()
        for name in ("entra_client", "entra_tenant"):
            if (text := getattr(self, name)) != text.lower():
                message = (
                    f"Schrijf {PREFIX}{name.upper()} met kleine letters: {text.lower()}. Entra ID "
                    "schrijft het zo, en anders kan niemand inloggen."
                )
                raise SettingsError(message)
        if not self.proxy and not (self.certificaat and self.sleutel):
            message = (
                f"Zonder versleuteling start de server niet. Stel {PREFIX}CERTIFICAAT en "
                f"{PREFIX}SLEUTEL in, of {PREFIX}PROXY=ja als een proxy ervoor dat doet."
            )
            raise SettingsError(message)

    def _check_name(self) -> None:
        """Check that the name is only a host name: it must equal the one in Excel's requests."""
        bare = self.naam.lower().removeprefix("https://").removeprefix("http://").strip("/ ")
        if _HOST.fullmatch(self.naam) is None:
            if _HOST.fullmatch(bare):
                how = f"Schrijf alleen de naam, met kleine letters: {bare}."
            else:
                how = "Schrijf alleen de naam, zoals wijkexcel.gemeente.nl, en zo nodig :poort."
            message = f"{PREFIX}NAAM is geen naam van een server: {self.naam}. {how}"
            raise SettingsError(message)

    def pass_on(self, environment: MutableMapping[str, str]) -> None:
        """Put these settings in the environment, for us and for xlwings Server, and no others."""
        licence = licence_in(environment)
        for key in [k for k in environment if k.startswith(("XLWINGS_", PREFIX))]:
            del environment[key]
        for each in fields(self):
            environment[PREFIX + each.name.upper()] = str(getattr(self, each.name))
        environment.update(
            {
                LICENCE: licence,
                "DOTENV_PATH": os.devnull,
                "XLWINGS_PROJECT_DIR": str(PROJECT),
                "XLWINGS_ENVIRONMENT": "prod",
                "XLWINGS_PROJECT_NAME": "wijkexcel",
                "XLWINGS_HOSTNAME": self.host,
                "XLWINGS_MANIFEST_ID_PROD": _manifest_id(self.host),
                "XLWINGS_FUNCTIONS_NAMESPACE": "",  # the same names as in Excel on Windows
                "XLWINGS_CUSTOM_FUNCTIONS_MAX_RETRIES": "1",  # an immediate retry makes it busier
                "XLWINGS_LOG_LEVEL": "WARNING",
                "XLWINGS_REQUEST_TIMEOUT": str(int(self.seconden) + 30),
                "XLWINGS_CORS_ALLOW_ORIGINS": "[]",
                "XLWINGS_CUSTOM_HEADERS": json.dumps({"Content-Security-Policy": POLICY}),
                "XLWINGS_AUTH_PROVIDERS": json.dumps(self.providers),
                "XLWINGS_AUTH_ENTRAID_CLIENT_ID": self.entra_client,
                "XLWINGS_AUTH_ENTRAID_TENANT_ID": self.entra_tenant,
                "XLWINGS_AUTH_REQUIRED_ROLES": json.dumps(
                    [self.entra_rol] if self.entra_rol else []
                ),
            }
        )
        for part in (
            "ALPINEJS_CSP",
            "BOOTSTRAP",
            "EXAMPLES",
            "HOTRELOAD",
            "HTMX",
            "SOCKETIO",
            "TESTS",
            "WASM",
        ):
            environment[f"XLWINGS_ENABLE_{part}"] = "false"


def _value(name: str, kind: Any, text: str) -> Any:
    try:
        if kind is bool:
            return {"ja": True, "true": True, "nee": False, "false": False}[text.casefold()]
        return kind(text)
    except (KeyError, ValueError):
        what = "ja of nee" if kind is bool else "een getal"
        message = f"{PREFIX}{name.upper()} moet {what} zijn."
        raise SettingsError(message) from None


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.casefold()
    except ValueError:
        return False


def _manifest_id(host: str) -> str:
    """A unique id for each server, the same at each start."""
    return str(
        uuid.UUID(bytes=hashlib.sha256(f"wijkexcel {host}".encode()).digest()[:16], version=4)
    )
