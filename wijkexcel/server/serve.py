"""Start the server: on a laptop with one command, or for a whole municipality."""

import os
import secrets
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import uvicorn

from wijkexcel.server.certificate import own_certificate
from wijkexcel.server.given_files import check_files
from wijkexcel.server.licence import check_licence
from wijkexcel.server.logs import CONFIGURATION
from wijkexcel.server.patience import options
from wijkexcel.server.settings import PREFIX, Settings, SettingsError, licence_in
from wijkexcel.workers.inside import most_connections

APPLICATION = "wijkexcel.server.app:create"


def own_folder() -> Path:
    """Where the certificate of a laptop is kept (a service may have no home at all)."""
    return Path.home() / ".wijkexcel" / "server"


def serve(
    *, port: int | None = None, folder: Path | None = None, say: Callable[[str], None] = print
) -> None:
    """Serve the add-in until it is stopped; settings come from the environment.

    Args:
        port: port to listen on, if other than in the settings.
        folder: where the certificate of a laptop is kept, if not in the user's own folder.
        say: how to inform the user where the server is.

    Raises:
        SettingsError: it cannot start safely; the text says what to do.
        FileError: the certificate of a laptop cannot be kept.
    """
    settings = Settings.read(os.environ, poort=port, geheim=secrets.token_hex(32))
    licence = licence_in(os.environ)
    settings.check(licence)
    check_licence(licence)
    if settings.local:
        certificate, key, new = own_certificate(folder or own_folder())
        settings = replace(settings, certificaat=str(certificate), sleutel=str(key))
        if new:
            say(
                f"Er is een certificaat gemaakt: {certificate}. Vertrouw het één keer; zie "
                "docs/server.md."
            )
    check_files(settings)
    _check_port(settings)
    most_connections()
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


def _check_port(settings: Settings) -> None:
    """Check that the server can listen; otherwise only a line in the log would say so.

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
