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
from wijkexcel.hosts.buttons import CONFIGURATION, NO_EXCEL, SYSTEMS, as_excel_reads, interpreter
from wijkexcel.workbook.save import explained, save_atomic

TEMPLATE = "wijkexcel.xltx"
FUNCTIONS = "wijkexcel.hosts.excel_functions"
WINDOWS, MAC = SYSTEMS
NOT_DONE_WINDOWS = (
    "Dit doet u zelf:",
    "- Sluit Excel en open het opnieuw. Staat het tabblad xlwings er niet? Zie docs/excel.md.",
    "- Blokkeert uw organisatie invoegtoepassingen? Sta deze toe: Bestand, Opties, "
    "Vertrouwenscentrum. Vraag het uw ICT-afdeling.",
    "- Alleen voor functies in cellen: zet in het Vertrouwenscentrum, Macro-instellingen, aan dat "
    "u toegang tot het VBA-projectobjectmodel vertrouwt.",
)
NOT_DONE_MAC = (
    "Dit doet u zelf:",
    "- Sluit Excel met Cmd-Q en open het opnieuw. Staat het tabblad xlwings er niet? Zie "
    "docs/excel.md.",
    "- Vraagt macOS of Excel andere programma's mag besturen? Sta dat toe.",
    "- Blokkeert uw organisatie invoegtoepassingen? Vraag het uw ICT-afdeling.",
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
        raise FileError(_no_excel(str(error))) from error
    if done.returncode:
        raise FileError(_no_excel((done.stderr.strip().splitlines() or [""])[-1]))
    return done.stdout


def _no_excel(said: str) -> str:
    """What it means that xlwings could not even start; what it said is for who comes to help."""
    return (
        "Excel is op deze computer niet gevonden, of het antwoordt niet. Open Excel één keer, "
        f"sluit het en geef de opdracht opnieuw. Melding van xlwings: {said or 'geen'}"
    )


@dataclass(frozen=True)
class Place:
    """The computer on which Excel is set up."""

    system: str = sys.platform
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    interpreter: str = field(default_factory=interpreter)
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
        FileError: there can be no Excel on this computer, or the home folder cannot be written.
    """
    place.check()
    record = _recorded(place)
    _keep(place, record)  # first: what cannot be written down could not be taken out again
    told, complete = _each(
        place,
        record,
        lambda: _put_settings(place, record),
        lambda: _put_addin(place, record),
        lambda: _put_template(place, record, as_template(template)),
    )
    return Told((*told, *(NOT_DONE_MAC if place.system == MAC else NOT_DONE_WINDOWS)), complete)


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
        place,
        record,
        lambda: _take_settings(place, record),
        lambda: _take_addin(place, record),
        lambda: _take_template(record),
    )
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


def _each(
    place: Place, record: dict[str, Any], *parts: Callable[[], str]
) -> tuple[tuple[str, ...], bool]:
    """Do each part and write down what is in place now; one that fails is told."""
    told, complete = [], True
    for part in parts:
        try:
            told.append(part())
            _keep(place, record)
        except OSError as error:
            where = Path(error.filename or place.home)
            told.append(f"Dat lukt niet: {explained(where, error, 'veranderd')}")
            complete = False
        except FileError as error:
            told.append(f"Dat lukt niet: {error}")
            complete = False
    if not record:
        place.record.unlink(missing_ok=True)
    return tuple(told), complete


def _put_settings(place: Place, record: dict[str, Any]) -> str:
    lines = _lines(place.configuration)
    ours: dict[str, str] = record.get("instellingen", {})
    kept: dict[str, str] = {}
    new: dict[str, str] = {}
    for key, value in place.settings.items():
        found = _value(lines, key)
        if not found or found == ours.get(key):
            new[key] = value
        elif found != value:
            kept[key] = found
    rest = [line for line in lines if _key(line) not in new]
    added = [as_excel_reads(f'"{key}","{value}"\n') for key, value in new.items()]
    if place.system == MAC and not place.configuration.parent.is_dir():
        message = "Excel is op deze Mac nog nooit geopend. Open Excel één keer en probeer opnieuw."
        raise FileError(message)
    if added:
        _write(place.configuration, b"".join([*rest, *added]))
        record["instellingen"] = new
    told = []
    if new.keys() - {"UDF MODULES"}:
        told.append(f"Waar Python staat, is nu bekend: {place.configuration}.")
    elif new:
        told.append(f"De functies voor cellen zijn nu bekend: {place.configuration}.")
    if kept:
        first = "Deze instelling stond" if len(kept) == 1 else "Deze instellingen stonden"
        last = "is" if len(kept) == 1 else "zijn"
        each = "; ".join(f"{key} ({value})" for key, value in kept.items())
        told.append(f"{first} er al en {last} niet veranderd: {each}.")
    if kept.keys() - {"UDF MODULES"}:
        told.append(
            "Excel gebruikt dus een andere Python. Moet die zo blijven? Zet dan met 'wijkexcel "
            "knoppen' een eigen instelling naast het werkboek."
        )
    if "UDF MODULES" in kept:
        told.append(
            f"Wilt u functies in cellen? Zet dan zelf ;{FUNCTIONS} achter wat bij UDF MODULES "
            "staat."
        )
    return " ".join(told) or f"Waar Python staat, was al bekend: {place.configuration}."


def _take_settings(place: Place, record: dict[str, Any]) -> str:
    ours: dict[str, str] = record.pop("instellingen", {})
    if not ours:
        return "Van wijkexcel stond er niets in de instellingen van xlwings."
    lines = _lines(place.configuration)
    rest = [
        line
        for line in lines
        if _key(line) not in ours or _value([line], _key(line)) != ours[_key(line)]
    ]
    if rest:
        _write(place.configuration, b"".join(rest))
    else:
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
            "De invoegtoepassing van xlwings is niet geplaatst of weggehaald. Sluit Excel helemaal "
            f"en geef de opdracht opnieuw. Melding van xlwings: {printed.strip() or 'geen'}"
        )
        raise FileError(message)


def _put_template(place: Place, record: dict[str, Any], content: bytes) -> str:
    target = place.template
    known: dict[str, str] = record.get("sjabloon", {})
    if target.exists() and _hash(target.read_bytes()) not in {known.get("hash"), _hash(content)}:
        message = f"{target} bestaat al en is niet van wijkexcel. Haal het eerst weg."
        raise FileError(message)
    _write(target, content)
    moved = ""
    if known and Path(known["pad"]) != target:  # the user chose another folder in Excel since
        moved = f" {_take_template(record)}"
    record["sjabloon"] = {"pad": str(target), "hash": _hash(content)}
    return f"Het lege werkboek staat bij de sjablonen: {target}.{moved}"


def _take_template(record: dict[str, Any]) -> str:
    known: dict[str, str] = record.pop("sjabloon", {})
    if not known:
        return "Er was geen sjabloon van wijkexcel."
    target = Path(known["pad"])
    if not target.is_file():
        return f"Het sjabloon was er niet meer: {target}."
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


def _keep(place: Place, record: dict[str, Any]) -> None:
    _write(place.record, json.dumps(record, indent=2).encode())


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(path.parent, error, "gemaakt") from error
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
