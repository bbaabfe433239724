"""What a program can set up in the user's own Excel: the add-in, the path to Python, the template.

The parts are independent: a part that fails is reported; the others go on. Settings made by others
are not changed; what was installed is recorded at once, so that exactly that can be removed again.
For locations and formats see xlwings' sources, ``cli.py`` and ``addin/Config.bas``.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import FileError
from wijkexcel.excel import settings as excel_settings
from wijkexcel.excel.buttons import FUNCTIONS, INTERPRETERS, MAC, settings_for
from wijkexcel.excel.place import Place, with_detail
from wijkexcel.files.folders import remove as take_away
from wijkexcel.files.reading import read_file
from wijkexcel.files.save import Keep, New, put
from wijkexcel.files.trouble import Doing, explained

NOT_DONE = (
    "Dit doet u nog zelf:",
    "- Sluit Excel helemaal en open het opnieuw. Staat het tabblad xlwings er niet? Zie "
    "docs/excel.md.",
)
NOT_DONE_WINDOWS = (
    "- Houdt uw organisatie de invoegtoepassing tegen? Toestaan gaat bij Bestand, Opties, "
    "Vertrouwenscentrum. Vraag het uw ICT-afdeling.",
    "- Alleen voor functies in cellen: zet in het Vertrouwenscentrum, bij Macro-instellingen, een "
    "vinkje bij toegang tot het VBA-projectobjectmodel vertrouwen.",
)
NOT_DONE_MAC = (
    "- Houdt uw organisatie de invoegtoepassing tegen? Vraag het uw ICT-afdeling.",
    "- Vraagt macOS of Excel andere programma's mag besturen? Sta dat toe.",
)
NO_RECORD = (
    "wijkexcel schrijft op wat het in Excel zet, zodat u het weer kunt weghalen. In de map {} kan "
    "dat niet, dus er is niets gedaan. Vraag uw ICT-afdeling of u in die map mag schrijven, en "
    "of de schijf vol is."
)
IN_USE = (
    "Het bestand van de invoegtoepassing kan niet worden neergezet of weggehaald. Meestal houdt "
    "Excel het vast. Sluit Excel helemaal en geef de opdracht opnieuw."
)
OTHER_PYTHON = (
    "In {file} stond al welke Python Excel gebruikt: {other}. Dat is niet veranderd. Staat "
    "wijkexcel niet in die Python, dan vindt Excel het daarmee niet. Wilt u die Python houden? "
    f"Geef dan bij elk werkboek de opdracht '{as_typed('knoppen')}': die zet er een eigen "
    "instelling naast. Gebruikt u die niet meer? Vul dan in Excel op het tabblad xlwings bij "
    "Interpreter in: {python}"
)
OTHER_MODULES = (
    "Bij UDF Modules stond al '{other}' en dat is niet veranderd. Wilt u functies in cellen? Zet "
    "daar dan in Excel, op het tabblad xlwings, dit achter: ;{ours}"
)
_XLSX, _XLTX = (f"spreadsheetml.{kind}.main+xml".encode() for kind in ("sheet", "template"))
_CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class SetupReport:
    """The results, in sentences, and whether every part succeeded."""

    lines: tuple[str, ...]
    complete: bool


def install(place: Place, template: bytes) -> SetupReport:
    """Set up Excel; steps that a program cannot do are listed at the end.

    Args:
        place: the computer.
        template: the empty workbook, as .xlsx.

    Raises:
        FileError: there is no Excel for this system, or installed parts cannot be recorded; then
            nothing is done.
    """
    place.check()
    record = _recorded(place)
    try:
        _write(place.record, _as_bytes(record))
    except FileError as error:
        raise FileError(NO_RECORD.format(place.record.parent)) from error
    lines, complete = _each(
        lambda: _keep(place, record),
        lambda: _put_settings(place, record),
        lambda: _put_addin(place, record),
        lambda: _put_template(place, record, as_template(template)),
        *(_taking_earlier(place, record, path) for path in _templates(record)),
    )
    own = NOT_DONE_MAC if place.system == MAC else NOT_DONE_WINDOWS
    return SetupReport((*lines, *NOT_DONE, *own), complete)


def remove(place: Place) -> SetupReport:
    """Remove what ``install`` installed, and nothing else.

    Raises:
        FileError: there is no Excel for this system.
    """
    place.check()
    record = _recorded(place)
    if not record:
        return SetupReport(
            ("Er is niets weg te halen: wijkexcel heeft hier niets neergezet.",), True
        )
    lines, complete = _each(
        lambda: _keep(place, record),
        lambda: _take_settings(place, record),
        lambda: _take_addin(place, record),
        *(_taking(record, path) for path in _templates(record)),
    )
    return SetupReport(lines, complete)


def as_template(workbook: bytes) -> bytes:
    """Convert an .xlsx to an .xltx: Excel then opens a new workbook, not the template itself."""
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


def _each(keep: Callable[[], str], *parts: Callable[[], str]) -> tuple[tuple[str, ...], bool]:
    """Carry out each part and record what it installed; failures are reported."""
    lines, complete = [], True
    for part in (step for each in parts for step in (each, keep)):
        try:
            lines.append(part())
        except FileError as error:
            lines.append(f"Dat lukt niet: {error}")
            complete = False
        except OSError as error:
            file = Path(error.filename or ".")
            lines.append(f"Dat lukt niet: {explained(file, error, Doing.CHANGE)}")
            complete = False
    return tuple(dict.fromkeys(filter(None, lines))), complete


def _put_settings(place: Place, record: dict[str, Any]) -> str:
    file = place.configuration
    if place.system == MAC and not file.parent.is_dir():
        message = "Excel is op deze Mac nog nooit geopend. Open Excel één keer en probeer opnieuw."
        raise FileError(message)
    wanted = settings_for(place.system, place.interpreter)
    ours: dict[str, str] = record.get("instellingen", {})
    made = excel_settings.put(_content(file), wanted, ours, place.environment)
    if made.content is not None:
        _write(file, made.content)
    record["instellingen"] = made.ours
    if made.other_python:
        python = wanted[INTERPRETERS[place.system]]
        return OTHER_PYTHON.format(file=file, other=made.other_python, python=python)
    said = f"Excel weet nu waar Python staat. Dat staat in {file}."
    if made.other_modules:
        said += " " + OTHER_MODULES.format(other=made.other_modules, ours=FUNCTIONS)
    return said


def _take_settings(place: Place, record: dict[str, Any]) -> str:
    if not record.get("instellingen"):
        return ""
    file = place.configuration
    rest = excel_settings.take(_content(file), record["instellingen"])
    if rest:
        _write(file, rest)
    elif rest is not None:
        take_away(file)
    del record["instellingen"]
    if rest is None:
        return f"In {file} stond geen instelling van wijkexcel meer."
    return f"De instellingen van wijkexcel zijn weg uit {file}."


def _put_addin(place: Place, record: dict[str, Any]) -> str:
    if not record.get("invoegtoepassing") and _has_addin(place):
        return "De invoegtoepassing van xlwings stond al in Excel."
    _succeeded(place.addin("install"))
    record["invoegtoepassing"] = True
    return "De invoegtoepassing van xlwings staat in Excel."


def _take_addin(place: Place, record: dict[str, Any]) -> str:
    if not record.get("invoegtoepassing"):
        return (
            "De invoegtoepassing van xlwings is niet door wijkexcel neergezet. Staat die in Excel, "
            "dan blijft die staan."
        )
    there = _has_addin(place)
    if there:
        _succeeded(place.addin("remove"))
    del record["invoegtoepassing"]
    gone = "is uit Excel gehaald" if there else "stond niet meer in Excel"
    return f"De invoegtoepassing van xlwings {gone}."


def _has_addin(place: Place) -> bool:
    return "is installed" in place.addin("status")


def _succeeded(printed: str) -> None:
    """Check whether xlwings reports a failure, which it does only in its output.

    Raises:
        FileError: it does.
    """
    if "Successfully" not in printed:
        raise FileError(with_detail(IN_USE, printed))


def _put_template(place: Place, record: dict[str, Any], content: bytes) -> str:
    target = place.template
    known = _templates(record)
    there = target.exists() and _hash(read_file(target))
    if there and there not in {known.get(str(target)), _hash(content)}:
        message = f"{target} bestaat al en is niet van wijkexcel. Haal het eerst weg."
        raise FileError(message)
    _write(target, content)
    record["sjablonen"] = known | {str(target): _hash(content)}
    return f"Het lege werkboek staat bij de sjablonen: {target}."


def _taking_earlier(place: Place, record: dict[str, Any], path: str) -> Callable[[], str]:
    """Remove our file from a folder that Excel no longer uses since its settings changed."""

    def take() -> str:
        now = str(place.template)
        moved = path != now and now in _templates(record)
        return _take_template(record, path) if moved else ""

    return take


def _taking(record: dict[str, Any], path: str) -> Callable[[], str]:
    return lambda: _take_template(record, path)


def _take_template(record: dict[str, Any], path: str) -> str:
    """Remove a template if it is still unchanged."""
    known, target = _templates(record), Path(path)
    there = target.is_file()
    ours = there and _hash(read_file(target)) == known[path]
    if ours:
        take_away(target)
    record["sjablonen"] = {each: content for each, content in known.items() if each != path}
    if ours:
        return f"Het sjabloon is weggehaald: {path}."
    if there:
        return f"Het sjabloon {path} is veranderd en blijft daarom staan. Het is nu van u."
    return f"Het sjabloon {path} was er niet meer."


# Files ----------------------------------------------------------------------------------------


def _templates(record: dict[str, Any]) -> dict[str, str]:
    """Hash of each installed template, by its path."""
    found: dict[str, str] = record.get("sjablonen", {})
    return found


def _keep(place: Place, record: dict[str, Any]) -> str:
    """Record what is installed now; there is nothing to report."""
    kept = {key: value for key, value in record.items() if value}
    if kept:
        _write(place.record, _as_bytes(kept))
    else:
        take_away(place.record)
    return ""


def _as_bytes(record: dict[str, Any]) -> bytes:
    return json.dumps(record, indent=2).encode()


def _content(path: Path) -> bytes:
    return read_file(path) if path.is_file() else b""


def _recorded(place: Place) -> dict[str, Any]:
    try:
        found = json.loads(read_file(place.record))
    except (FileError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    if "sjabloon" in found:  # of an earlier version, which had only one template
        earlier = found.pop("sjabloon")
        found["sjablonen"] = {earlier["pad"]: earlier["hash"]}
    return found


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, and make its folder if necessary.

    Raises:
        FileError: it cannot be written.
    """
    put([New(path, content, Keep.NONE, follow=True, with_folder=True)])


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
