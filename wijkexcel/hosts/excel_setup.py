"""What a program can set up for the user's own Excel: the add-in, where Python is, the template.

Each part stands by itself: one that fails is told and stops no other. Nothing that somebody else
set is changed; what was put in place is written down, so that it can be taken out again and
nothing else. Places and formats: xlwings' sources, ``cli.py`` and ``addin/Config.bas``.
"""

import hashlib
import io
import json
import locale
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.hosts.buttons import CONFIGURATION, as_excel_reads
from wijkexcel.workbook.save import save_atomic

TEMPLATE = "wijkexcel.xltx"
FUNCTIONS = "wijkexcel.hosts.excel_functions"
WINDOWS, MAC = "win32", "darwin"
NO_EXCEL = (
    "Excel is er alleen voor Windows en Mac, en niet voor deze computer. Werkt u met LibreOffice? "
    "Gebruik dan 'wijkexcel libreoffice'. De opdrachten op de opdrachtregel werken overal."
)
NOT_DONE = (
    "Dit moet u zelf doen, want een programma mag het niet:",
    "- Excel sluiten en opnieuw openen. Staat het tabblad xlwings er niet? Zie docs/excel.md.",
    "- Toestaan dat Excel de invoegtoepassing laadt, als uw organisatie dat blokkeert: Bestand, "
    "Opties, Vertrouwenscentrum. Vraag het uw ICT-afdeling.",
)
NOT_DONE_WINDOWS = (
    "- Alleen voor functies in cellen: in het Vertrouwenscentrum, Macro-instellingen, toegang tot "
    "het VBA-projectobjectmodel vertrouwen.",
)
NOT_DONE_MAC = (
    "- Op een Mac de vraag van macOS toestaan of Excel andere programma's mag besturen.",
)
_XLSX, _XLTX = (f"spreadsheetml.{kind}.main+xml".encode() for kind in ("sheet", "template"))
_CONTENT_TYPES = "[Content_Types].xml"
_OFFICE_ON_MAC = "Library/Group Containers/UBF8T346G9.Office"

Runner = Callable[[str], str]
"""Carries out ``xlwings addin WHAT`` and returns what it printed."""


def xlwings_addin(what: str) -> str:
    """Carry out ``xlwings addin WHAT`` with this Python; it may start Excel for a moment.

    Raises:
        FileError: it failed, most often because Excel is not there.
    """
    command = [sys.executable, "-c", "from xlwings.cli import main; main()", "addin", what]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FileError(str(error)) from error
    if done.returncode:
        raise FileError((done.stderr.strip().splitlines() or ["onbekende fout"])[-1])
    return done.stdout


@dataclass(frozen=True)
class Place:
    """The computer on which Excel is set up."""

    system: str = sys.platform
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    interpreter: str = sys.executable
    personal_templates: str = ""
    """The folder for personal templates that the user chose in Excel, if any."""
    addin: Runner = xlwings_addin

    @classmethod
    def here(cls) -> "Place":
        """This computer."""
        return cls(personal_templates=_chosen_in_excel())

    def check(self) -> None:
        """Raise ``FileError`` where there can be no Excel."""
        if self.system not in {WINDOWS, MAC}:
            raise FileError(NO_EXCEL)

    @property
    def configuration(self) -> Path:
        """The settings of xlwings for this user."""
        if self.system == MAC:
            return self.home / "Library/Containers/com.microsoft.Excel/Data" / CONFIGURATION
        return self.home / ".xlwings" / CONFIGURATION

    @property
    def record(self) -> Path:
        """Where is written down what was put in place."""
        return self.home / ".wijkexcel" / "excel.json"

    @property
    def template(self) -> Path:
        """Where Excel looks for templates of this user."""
        if self.system == MAC:
            office = self.home / _OFFICE_ON_MAC
            plain = office / "User Content" / "Templates"
            localised = office / "User Content.localized" / "Templates.localized"
            return (plain if plain.is_dir() else localised) / TEMPLATE
        if self.personal_templates:
            return Path(self.personal_templates) / TEMPLATE
        roaming = self.environment.get("APPDATA") or str(self.home / "AppData" / "Roaming")
        return Path(roaming) / "Microsoft" / "Templates" / TEMPLATE

    @property
    def settings(self) -> dict[str, str]:
        """What xlwings must know to find this Python and our functions."""
        if self.system == MAC:
            return {"INTERPRETER_MAC": self.interpreter}
        return {"INTERPRETER_WIN": self.interpreter, "UDF MODULES": FUNCTIONS}


@dataclass(frozen=True)
class Told:
    """What was done, in sentences, and whether every part succeeded."""

    lines: tuple[str, ...]
    complete: bool


def install(place: Place, template: bytes) -> Told:
    """Set up Excel; what cannot be done by a program is told at the end.

    Args:
        place: the computer.
        template: the empty workbook, as .xlsx.

    Raises:
        FileError: there can be no Excel on this computer.
    """
    place.check()
    record = _recorded(place)
    told, complete = _each(
        lambda: _put_settings(place, record),
        lambda: _put_addin(place, record),
        lambda: _put_template(place, record, as_template(template)),
    )
    _write(place.record, json.dumps(record, indent=2).encode())
    own = NOT_DONE_MAC if place.system == MAC else NOT_DONE_WINDOWS
    return Told((*told, *NOT_DONE, *own), complete)


def remove(place: Place) -> Told:
    """Take out what ``install`` put in place, and nothing else.

    Raises:
        FileError: there can be no Excel on this computer.
    """
    place.check()
    record = _recorded(place)
    if not record:
        return Told(("Er is niets weg te halen: wijkexcel heeft hier niets neergezet.",), True)
    told, complete = _each(
        lambda: _take_settings(place, record),
        lambda: _take_addin(place, record),
        lambda: _take_template(record),
    )
    if record:
        _write(place.record, json.dumps(record, indent=2).encode())
    else:
        place.record.unlink(missing_ok=True)
    return Told(told, complete)


def as_template(workbook: bytes) -> bytes:
    """Make an .xltx of an .xlsx: Excel then opens a new workbook and leaves the template alone."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == _CONTENT_TYPES:
                content = content.replace(_XLSX, _XLTX)
            target.writestr(entry, content)
    return result.getvalue()


# The parts ------------------------------------------------------------------------------------


def _each(*parts: Callable[[], str]) -> tuple[tuple[str, ...], bool]:
    """Do each part; one that fails is told."""
    told, complete = [], True
    for part in parts:
        try:
            told.append(part())
        except (FileError, OSError) as error:
            told.append(f"Dat lukt niet: {error}")
            complete = False
    return tuple(told), complete


def _put_settings(place: Place, record: dict[str, Any]) -> str:
    lines = _lines(place.configuration)
    ours: dict[str, str] = record.get("instellingen", {})
    kept, new = [], {}
    for key, value in place.settings.items():
        found = _value(lines, key)
        if not found or found == ours.get(key):
            new[key] = value
        elif found != value:
            kept.append(f"{key} ({found})")
    if place.system == WINDOWS and _value(lines, "CONDA PATH"):
        kept.append("CONDA PATH, en die gaat voor")
    rest = [line for line in lines if _key(line) not in new]
    added = [as_excel_reads(f'"{key}","{value}"\n') for key, value in new.items()]
    if place.system == MAC and not place.configuration.parent.is_dir():
        message = "Excel is op deze Mac nog nooit geopend. Open Excel één keer en probeer opnieuw."
        raise FileError(message)
    if added:
        _write(place.configuration, b"".join([*rest, *added]))
        record["instellingen"] = new
    said = f"Waar Python staat, is nu bekend: {place.configuration}."
    if kept:
        said += (
            f" Deze instelling stond er al en is niet veranderd: {'; '.join(kept)}. Wilt u die "
            "houden? Zet dan met 'wijkexcel knoppen' een eigen instelling naast het werkboek."
        )
    return said


def _take_settings(place: Place, record: dict[str, Any]) -> str:
    ours: dict[str, str] = record.pop("instellingen", {})
    lines = _lines(place.configuration)
    rest = [
        line
        for line in lines
        if _key(line) not in ours or _value([line], _key(line)) != ours[_key(line)]
    ]
    if ours and rest:
        _write(place.configuration, b"".join(rest))
    elif ours:
        place.configuration.unlink(missing_ok=True)
    return f"De instellingen van wijkexcel zijn weg uit {place.configuration}."


def _put_addin(place: Place, record: dict[str, Any]) -> str:
    if not record.get("invoegtoepassing") and "is installed" in place.addin("status"):
        return "De invoegtoepassing van xlwings stond al in Excel."
    _succeeded(place.addin("install"))
    record["invoegtoepassing"] = True
    return "De invoegtoepassing van xlwings staat in Excel."


def _take_addin(place: Place, record: dict[str, Any]) -> str:
    if not record.get("invoegtoepassing"):
        return "De invoegtoepassing van xlwings is niet van wijkexcel en blijft staan."
    _succeeded(place.addin("remove"))
    del record["invoegtoepassing"]
    return "De invoegtoepassing van xlwings is uit Excel gehaald."


def _succeeded(printed: str) -> None:
    """Raise when xlwings says that it failed: it does so in print only."""
    if "Successfully" not in printed:
        message = (
            f"xlwings meldt: {printed.strip() or 'niets'}. Sluit Excel helemaal en probeer opnieuw."
        )
        raise FileError(message)


def _put_template(place: Place, record: dict[str, Any], content: bytes) -> str:
    target = place.template
    known: dict[str, str] = record.get("sjabloon", {})
    if target.exists() and _hash(target.read_bytes()) not in {known.get("hash"), _hash(content)}:
        message = f"{target} bestaat al en is niet van wijkexcel. Haal het eerst weg."
        raise FileError(message)
    _write(target, content)
    record["sjabloon"] = {"pad": str(target), "hash": _hash(content)}
    return f"Het lege werkboek staat bij de sjablonen: {target}."


def _take_template(record: dict[str, Any]) -> str:
    known: dict[str, str] = record.pop("sjabloon", {})
    target = Path(known.get("pad", ""))
    if not known or not target.is_file():
        return "Het sjabloon was er niet meer."
    if _hash(target.read_bytes()) != known["hash"]:
        return f"Het sjabloon {target} is veranderd en blijft daarom staan. Het is nu van u."
    target.unlink()
    return f"Het sjabloon is weggehaald: {target}."


# Files ----------------------------------------------------------------------------------------


def _lines(path: Path) -> list[bytes]:
    """Lines of a settings file, each with its end; blank ones left out."""
    if not path.is_file():
        return []
    lines = (line for line in path.read_bytes().splitlines(keepends=True) if line.strip())
    return [line if line.endswith(b"\n") else line + b"\n" for line in lines]


def _key(line: bytes) -> str:
    return line.split(b",", 1)[0].strip().strip(b'"').decode("latin-1").upper()


def _value(lines: list[bytes], key: str) -> str | None:
    """The value of a setting as it was written; None when it is not there."""
    encoding = locale.getpreferredencoding(do_setlocale=False)
    for line in lines:
        if _key(line) == key:
            text = line.partition(b",")[2].strip().strip(b'"')
            return text.decode(encoding, errors="replace")
    return None


def _recorded(place: Place) -> dict[str, Any]:
    try:
        found = json.loads(place.record.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    save_atomic(path, content, keep_previous=False)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _chosen_in_excel() -> str:
    """The folder for personal templates as set in Excel's options; empty when it is not."""
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415

    try:
        with winreg.OpenKey(
            winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Office\16.0\Excel\Options"
        ) as key:
            return os.path.expandvars(str(winreg.QueryValueEx(key, "PersonalTemplates")[0]))
    except OSError:
        return ""
