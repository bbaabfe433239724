"""Whether xlwings accepts the licence key, checked before the server starts."""

import os
from importlib import import_module

from wijkexcel.server.settings import LICENCE, NONCOMMERCIAL, SettingsError

NOT_TAKEN = (
    f"De server is niet gestart: xlwings neemt de licentie in {LICENCE} niet aan. Staat daar een "
    "gekochte sleutel? Kijk of die er helemaal staat en nog geldig is, en vraag zo nodig een "
    f"nieuwe bij xlwings. Mag u het niet-commercieel gebruiken? Zet dan {LICENCE}={NONCOMMERCIAL}. "
    "(Voor wie u helpt, xlwings meldt: {})"
)


def check_licence(licence: str) -> None:
    """Check that xlwings accepts this key; it does so itself, without the network.

    Raises:
        SettingsError: it does not; the text says what to do, but never contains the key.
    """
    if licence == NONCOMMERCIAL:
        return
    os.environ[LICENCE] = licence
    try:
        # It checks the key when it is loaded.
        import_module("xlwings.pro.utils").LicenseHandler.validate_license("pro")
    except Exception as error:  # it may raise anything for an invalid key
        raise SettingsError(NOT_TAKEN.format(error)) from error
