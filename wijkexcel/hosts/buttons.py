"""What Excel needs beside a workbook to find its Python: settings, a main, and macros for buttons.

The workbook itself stays without macros. Formats: xlwings' documentation, 'Add-in & Settings'.
"""

import keyword
import locale
import re
import sys
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.workbook.save import save_atomic
from wijkexcel.workbook.source import FileSource

SYSTEM = sys.platform
SYSTEMS = "win32", "darwin"
"""Where there can be an Excel: Windows and Mac."""
NO_EXCEL = (
    "Excel is er alleen voor Windows en Mac, en niet voor deze computer. Werkt u met LibreOffice? "
    "Gebruik dan 'wijkexcel libreoffice'. De opdrachten op de opdrachtregel werken overal."
)
CONFIGURATION, MACROS = "xlwings.conf", "wijkexcel.bas"
_MODULE = re.compile(r"[A-Za-z]\w*", re.ASCII)
_SUFFIXES = (".xlsx", ".xlsm")
_MAIN = b'''"""De knop Run main van xlwings voert hiermee een stap van wijkexcel uit."""

from wijkexcel.addin import main

__all__ = ["main"]
'''


def interpreter() -> str:
    """This Python, and on Windows the one that opens no black window, where that is there."""
    windowless = Path(sys.executable).with_name("pythonw.exe")
    return str(windowless) if windowless.is_file() else sys.executable


def configuration(python: str, *, mac: bool) -> str:
    """Write xlwings' settings file for one interpreter."""
    key = "INTERPRETER_MAC" if mac else "INTERPRETER_WIN"
    return f'"{key}","{python}"\n"ADD_WORKBOOK_TO_PYTHONPATH","True"\n'


def as_excel_reads(text: str) -> bytes:
    """Settings in the encoding in which Excel reads them: the system's.

    Raises:
        FileError: the text holds a sign that this encoding does not have.
    """
    try:
        return text.encode(locale.getpreferredencoding(do_setlocale=False))
    except UnicodeEncodeError as error:
        message = (
            f"In het pad {sys.executable} staan tekens die xlwings niet kan lezen. Installeer "
            "wijkexcel in een map met een naam van gewone letters."
        )
        raise FileError(message) from error


def write_buttons(workbook: Path) -> tuple[Path, ...]:
    """Write the three files beside a workbook; returns their paths.

    One that is there already, just so, is left as it is: two workbooks may share a folder.

    Raises:
        FileError: there is no such workbook, its name cannot be that of a module of its own
            (Excel's *Run main* imports that), or one of the files exists already and differs.
        NotAWorkbookError: it is no workbook.
    """
    if not workbook.is_file():
        message = f"Het werkboek {workbook} is er niet. Controleer de naam en de map."
        raise FileError(message)
    if workbook.suffix.lower() not in _SUFFIXES:
        message = f"{workbook.name} is geen werkboek. Geef een bestand dat eindigt op .xlsx."
        raise FileError(message)
    _check_name(workbook)
    FileSource(workbook.read_bytes()).table_sheets()  # raises when it is no workbook
    contents = {
        workbook.with_name(CONFIGURATION): as_excel_reads(
            configuration(interpreter(), mac=SYSTEM == "darwin")
        ),
        workbook.with_suffix(".py"): _MAIN,
        workbook.with_name(MACROS): files("wijkexcel.hosts").joinpath(MACROS).read_bytes(),
    }
    wanted = {path: content for path, content in contents.items() if not _holds(path, content)}
    for path in wanted:
        if path.exists():
            message = f"{path} bestaat al. Haal het eerst weg; het wordt niet overschreven."
            raise FileError(message)
    for path, content in wanted.items():
        save_atomic(path, content, keep_previous=False)
    return tuple(contents)


def _check_name(workbook: Path) -> None:
    """See to it that a module beside the workbook is found under its name, and hides no other.

    Raises:
        FileError: it would not be, or would.
    """
    name = workbook.stem
    if not _MODULE.fullmatch(name) or keyword.iskeyword(name.casefold()):
        message = (
            f"De knop Run main werkt niet met de naam '{workbook.name}'. Geef het werkboek een "
            "naam van letters, cijfers en lage streepjes die met een letter begint, zoals "
            "mijn_wijk.xlsx."
        )
        raise FileError(message)
    taken = {*sys.stdlib_module_names, *metadata.packages_distributions(), "wijkexcel"}
    if name.casefold() in {each.casefold() for each in taken}:
        message = (
            f"De knop Run main werkt niet met de naam '{workbook.name}': Python heeft zelf een "
            f"onderdeel dat {name} heet. Geef het werkboek een andere naam, zoals mijn_wijk.xlsx."
        )
        raise FileError(message)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
