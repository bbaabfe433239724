"""The person at the keyboard."""

import getpass


def who() -> str:
    """Name of the person at the keyboard, for the logbook; there may be none in a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"
