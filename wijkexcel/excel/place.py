"""The computer on which Excel is set up: file locations, and calling xlwings."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.excel.buttons import CONFIGURATION, MAC, check_system, quiet_interpreter

TEMPLATE = "wijkexcel.xltx"
NO_START = (
    "Excel is niet gevonden, of het wil niet starten. Staat Excel op deze computer? Open het dan "
    "één keer zelf, sluit het helemaal en geef de opdracht opnieuw."
)
NO_ANSWER = (
    "Excel geeft geen antwoord. Staat er ergens een venster van Excel met een vraag? Beantwoord "
    "die, sluit Excel helemaal en geef de opdracht opnieuw."
)
_OFFICE_ON_MAC = "Library/Group Containers/UBF8T346G9.Office"

Runner = Callable[[str], str]
"""Runs ``xlwings addin WHAT`` and returns its output."""


def xlwings_addin(what: str) -> str:
    """Run ``xlwings addin WHAT`` with this Python; it may start Excel for a moment.

    Raises:
        FileError: it failed, mostly because Excel is not installed.
    """
    command = [sys.executable, "-c", "from xlwings.cli import main; main()", "addin", what]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    except subprocess.TimeoutExpired as error:
        raise FileError(NO_ANSWER) from error
    except OSError as error:
        raise FileError(with_detail(NO_START, str(error))) from error
    if done.returncode:
        raise FileError(with_detail(NO_START, done.stderr))
    return done.stdout


def with_detail(said: str, words: str) -> str:
    """The meaning for the user, followed by the original message, for support staff."""
    last = (words.strip().splitlines() or ["niets"])[-1]
    return f"{said} (Voor wie u helpt, xlwings meldt: {last})"


@dataclass(frozen=True)
class Place:
    """The computer on which Excel is set up."""

    system: str = sys.platform
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    interpreter: str = field(default_factory=quiet_interpreter)
    personal_templates: str = ""
    """The folder for personal templates that the user chose in Excel, if any."""
    addin: Runner = xlwings_addin

    @classmethod
    def here(cls) -> "Place":
        """This computer."""
        return cls(personal_templates=_chosen_in_excel())

    def check(self) -> None:
        """Stop on systems without Excel.

        Raises:
            FileError: this is neither Windows nor a Mac.
        """
        check_system(self.system)

    @property
    def configuration(self) -> Path:
        """The settings of xlwings for this user."""
        if self.system == MAC:
            return self.home / "Library/Containers/com.microsoft.Excel/Data" / CONFIGURATION
        return self.home / ".xlwings" / CONFIGURATION

    @property
    def record(self) -> Path:
        """The file that records what was installed."""
        return self.home / ".wijkexcel" / "excel.json"

    @property
    def template(self) -> Path:
        """Where Excel looks for this user's templates."""
        if self.system == MAC:
            office = self.home / _OFFICE_ON_MAC
            plain = office / "User Content" / "Templates"
            localised = office / "User Content.localized" / "Templates.localized"
            return (plain if plain.is_dir() else localised) / TEMPLATE
        if self.personal_templates:
            return Path(self.personal_templates) / TEMPLATE
        roaming = self.environment.get("APPDATA") or str(self.home / "AppData" / "Roaming")
        return Path(roaming) / "Microsoft" / "Templates" / TEMPLATE


def _chosen_in_excel() -> str:
    """The folder for personal templates as set in Excel's options; empty if not set."""
    if sys.platform != "win32":
        return ""
    winreg = import_module("winreg")
    try:
        with winreg.OpenKey(
            winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Office\16.0\Excel\Options"
        ) as key:
            return os.path.expandvars(str(winreg.QueryValueEx(key, "PersonalTemplates")[0]))
    except OSError:
        return ""
