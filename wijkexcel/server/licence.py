"""Whether xlwings will take the licence key, asked before the server starts."""

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
    """See to it that xlwings takes this key; it looks for itself, without the network.

    Raises:
        SettingsError: it does not; the text says what to do, and never what the key is.
    """
    if licence == NONCOMMERCIAL:
        return
    os.environ[LICENCE] = licence
    try:
        # As it is loaded it looks at the key by itself.
        import_module("xlwings.pro.utils").LicenseHandler.validate_license("pro")
    except Exception as error:  # whatever it cannot make of a key
        raise SettingsError(NOT_TAKEN.format(error)) from error
