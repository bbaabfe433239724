"""Whether the extra that the whole server needs is installed."""

import sys
from importlib.util import find_spec

from wijkexcel.errors import WijkexcelError

NOT_INSTALLED = (
    "De server is een extra en is hier nog niet geïnstalleerd. Geef in de map van wijkexcel deze "
    "opdracht: {python} -m pip install --no-deps --require-hashes -r requirements-server.lock. "
    "Meer uitleg staat in docs/server.md."
)


class NotInstalledError(WijkexcelError):
    """The optional parts of the server are not installed."""


def check_installed() -> None:
    """Check that the extra is installed.

    Raises:
        NotInstalledError: the extra ``wijkexcel[server]`` is not installed.
    """
    if not all(find_spec(name) for name in ("uvicorn", "xlwings_server")):
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise NotInstalledError(NOT_INSTALLED.format(python=python))
