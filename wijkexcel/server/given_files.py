"""The files and folders in the settings, checked before the server starts.

Otherwise a fault in them would affect every user, one by one.
"""

import json
import ssl
from pathlib import Path

from wijkexcel.server.settings import PREFIX, Settings, SettingsError

TEMPLATES = ("brief.docx", "besluitenblad.docx")


def check_files(settings: Settings) -> None:
    """Check that the files and folders in the settings exist and can be used.

    Raises:
        SettingsError: it cannot; the text names the setting and says what to do.
    """
    for path in filter(None, (settings.certificaat, settings.sleutel, settings.entra_sleutels)):
        if not Path(path).is_file():
            message = f"Het bestand {path} is er niet."
            raise SettingsError(message)
    if settings.certificaat and settings.sleutel:
        _check_certificate(settings)
    if settings.entra_sleutels:
        _check_keys(Path(settings.entra_sleutels))
    if settings.sjablonen:
        _check_templates(Path(settings.sjablonen))


def _check_certificate(settings: Settings) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            settings.certificaat, settings.sleutel, password=lambda: ""
        )
    except (OSError, ValueError):
        message = (
            f"{PREFIX}CERTIFICAAT ({settings.certificaat}) en {PREFIX}SLEUTEL "
            f"({settings.sleutel}) zijn niet te lezen, horen niet bij elkaar, of de sleutel heeft "
            "een wachtwoord. Geef een certificaat en de sleutel die erbij hoort, als PEM en zonder "
            "wachtwoord."
        )
        raise SettingsError(message) from None


def _check_keys(path: Path) -> None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        keys = found["keys"]
        usable = bool(keys) and all({"kty", "kid"} <= key.keys() for key in keys)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        usable = False
    if not usable:
        message = (
            f"In het bestand {path} ({PREFIX}ENTRA_SLEUTELS) staan geen sleutels van Entra ID. "
            "Haal het opnieuw op; docs/server.md zegt waar."
        )
        raise SettingsError(message)


def _check_templates(folder: Path) -> None:
    if not folder.is_dir():
        message = f"De map {folder} ({PREFIX}SJABLONEN) is er niet."
        raise SettingsError(message)
    if not any((folder / name).is_file() for name in TEMPLATES):
        message = (
            f"In de map {folder} ({PREFIX}SJABLONEN) staat geen {TEMPLATES[0]} en geen "
            f"{TEMPLATES[1]}. Zet daar uw sjablonen neer, of laat deze instelling weg."
        )
        raise SettingsError(message)
