"""Installs the menu in the user's LibreOffice, or removes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from xlwings import XlwingsError

from wijkexcel.errors import FileError
from wijkexcel.excel.buttons import quiet_interpreter
from wijkexcel.files.scratch import scratch
from wijkexcel.libreoffice_menu.extension import IDENTIFIER, extension
from wijkexcel.xlwings_libreoffice import programs
from wijkexcel.xlwings_libreoffice.connection import Connection


def install(profile: Path | None = None) -> str:
    """Install the menu for this Python; returns a sentence about what to do next.

    An existing menu is replaced. LibreOffice may be open.

    Args:
        profile: folder of a profile other than the user's own.

    Raises:
        FileError: LibreOffice is not installed, does not answer or rejects the extension.
    """
    with _office(profile) as (office, running), scratch() as place:
        file = place.write("wijkexcel.oxt", extension(Path(quiet_interpreter()), _version()))
        office.call("extensions.remove", IDENTIFIER)
        office.call("extensions.add", str(file))
    first = "Sluit LibreOffice en open daarna een werkboek" if running else "Open een werkboek"
    return f"Het menu wijkexcel is geplaatst. {first} in LibreOffice; het menu staat bovenaan."


def remove(profile: Path | None = None) -> str:
    """Remove the menu; returns a sentence.

    Raises:
        FileError: LibreOffice is not installed or does not answer.
    """
    with _office(profile) as (office, running):
        if IDENTIFIER not in office.call("extensions.listed"):
            return "Er is niets weg te halen: het menu wijkexcel staat niet in LibreOffice."
        office.call("extensions.remove", IDENTIFIER)
    gone = "Het menu wijkexcel is weggehaald."
    if not running:
        return gone
    return (
        f"{gone} LibreOffice is nog open, en daar staat het menu nog tot u het sluit. Sla uw werk "
        "op, sluit LibreOffice en open het opnieuw."
    )


@contextmanager
def _office(profile: Path | None) -> Iterator[tuple[Connection, bool]]:
    """LibreOffice, and whether it was running; if not, it is started and ended invisibly."""
    try:
        office = Connection(profile.absolute() if profile else programs.profile())
        try:
            if not office.attach():
                office.start(hidden=True)
            yield office, office.office is None
        finally:
            if office.office is not None:  # started only for this
                office.end(only=())
            office.close()
    except XlwingsError as error:
        message = f"Het menu kon niet worden geplaatst of weggehaald: {error}"
        raise FileError(message) from error


def _version() -> str:
    try:
        return version("wijkexcel")
    except PackageNotFoundError:
        return "0"
