"""What Excel needs beside a workbook to find its Python: settings, a main, and macros for buttons.

The workbook itself stays without macros. Formats: xlwings' documentation, 'Add-in & Settings'.
"""

import locale
import re
import sys
from importlib.resources import files
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.workbook.save import save_atomic

CONFIGURATION, MACROS = "xlwings.conf", "wijkexcel.bas"
_MODULE = re.compile(r"[A-Za-z]\w*", re.ASCII)
_SUFFIXES = (".xlsx", ".xlsm")
_MAIN = b'''"""De knop Run main van xlwings voert hiermee een stap van wijkexcel uit."""

from wijkexcel.addin import main

__all__ = ["main"]
'''


def configuration(interpreter: str, *, mac: bool) -> str:
    """Write xlwings' settings file for one interpreter."""
    key = "INTERPRETER_MAC" if mac else "INTERPRETER_WIN"
    return f'"{key}","{interpreter}"\n"ADD_WORKBOOK_TO_PYTHONPATH","True"\n'


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
        FileError: there is no such workbook, its name is no module name (Excel's *Run main*
            imports a module of that name), or one of the files exists already and differs.
    """
    if not workbook.is_file():
        message = f"Het werkboek {workbook} is er niet. Controleer de naam en de map."
        raise FileError(message)
    if workbook.suffix.lower() not in _SUFFIXES:
        message = f"{workbook.name} is geen werkboek. Geef een bestand dat eindigt op .xlsx."
        raise FileError(message)
    if not _MODULE.fullmatch(workbook.stem) or workbook.stem.casefold() == "wijkexcel":
        message = (
            f"De knop Run main werkt niet met de naam '{workbook.name}'. Geef het werkboek een "
            "naam van letters, cijfers en lage streepjes die met een letter begint, zoals "
            "mijn_wijk.xlsx."
        )
        raise FileError(message)
    contents = {
        workbook.with_name(CONFIGURATION): as_excel_reads(
            configuration(sys.executable, mac=sys.platform == "darwin")
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


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
