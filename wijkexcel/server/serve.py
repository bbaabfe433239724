"""Start the server: on a laptop with one command, or for a whole municipality."""

import contextlib
import os
import secrets
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from wijkexcel.errors import WijkexcelError
from wijkexcel.server.given_files import check_files
from wijkexcel.server.settings import PREFIX, Settings, SettingsError, licence_in

APPLICATION = "wijkexcel.server.app:create"
NOT_INSTALLED = (
    "De server is een extra en is hier nog niet geïnstalleerd. Geef in de map van wijkexcel deze "
    "opdracht: {python} -m pip install --no-deps --require-hashes -r requirements-server.lock. "
    "Meer uitleg staat in docs/server.md."
)


class NotInstalledError(WijkexcelError):
    """The optional parts of the server are not there."""


def own_folder() -> Path:
    """Where the certificate of a laptop is kept (a service may have no home at all)."""
    return Path.home() / ".wijkexcel" / "server"


def serve(
    *, port: int | None = None, folder: Path | None = None, say: Callable[[str], None] = print
) -> None:
    """Serve the add-in until it is stopped; settings come from the environment.

    Args:
        port: port to listen on, if it must be another than the setting says.
        folder: where the certificate of a laptop is kept, if not in the user's own folder.
        say: how to tell the user where the server is.

    Raises:
        NotInstalledError: the extra ``wijkexcel[server]`` is not installed.
        SettingsError: it cannot start safely; the text says what to do.
        FileError: the certificate of a laptop cannot be kept.
    """
    if not all(find_spec(name) for name in ("uvicorn", "xlwings_server")):
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise NotInstalledError(NOT_INSTALLED.format(python=python))
    import uvicorn  # noqa: PLC0415 - xlwings Server itself only once the environment is right

    from wijkexcel.server.licence import check_licence  # noqa: PLC0415
    from wijkexcel.server.logs import CONFIGURATION  # noqa: PLC0415
    from wijkexcel.server.patience import options  # noqa: PLC0415

    settings = Settings.read(os.environ, poort=port, geheim=secrets.token_hex(32))
    licence = licence_in(os.environ)
    settings.check(licence)
    check_licence(licence)
    if settings.local:
        from wijkexcel.server.certificate import own_certificate  # noqa: PLC0415

        certificate, key, new = own_certificate(folder or own_folder())
        settings = replace(settings, certificaat=str(certificate), sleutel=str(key))
        if new:
            say(
                f"Er is een certificaat gemaakt: {certificate}. Vertrouw het één keer; zie "
                "docs/server.md."
            )
    check_files(settings)
    _check_port(settings)
    _allow_connections()
    settings.pass_on(os.environ)
    say(
        f"De server start op https://{settings.host}. Het manifest voor Excel haalt u op van "
        f"https://{settings.host}/manifest/download. Stoppen: Ctrl+C."
    )
    uvicorn.run(
        APPLICATION,
        factory=True,
        host=settings.adres,
        port=settings.poort,
        workers=settings.werkers,
        ssl_certfile=settings.certificaat or None,
        ssl_keyfile=settings.sleutel or None,
        log_config=CONFIGURATION,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=int(settings.seconden),
        ws="none",
        **options(),
    )


def _allow_connections() -> None:
    """Let each process have as many connections open as the system gives it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _check_port(settings: Settings) -> None:
    """See to it that the server can listen; otherwise only a line in the log would tell.

    Raises:
        SettingsError: it cannot; the text says what to do.
    """
    family = socket.AF_INET6 if ":" in settings.adres else socket.AF_INET
    try:
        socket.create_server((settings.adres, settings.poort), family=family).close()
    except (OSError, OverflowError):
        message = (
            f"De server kan niet luisteren op {settings.adres}, poort {settings.poort}. Draait hij "
            "al? Dan hoeft u niets te doen. Gebruikt een ander programma deze poort, of mag u hem "
            f"niet gebruiken? Kies een andere met --poort of {PREFIX}POORT en haal daarna het "
            "manifest opnieuw op."
        )
        raise SettingsError(message) from None
