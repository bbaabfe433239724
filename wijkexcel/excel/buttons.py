"""Files that Excel needs beside a workbook to find Python: settings, a main, button macros.

The workbook itself has no macros. Formats: xlwings' documentation, 'Add-in & Settings'.
"""

import keyword
import locale
import os
import re
import sys
from importlib.machinery import PathFinder
from importlib.resources import files
from pathlib import Path

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import FileError
from wijkexcel.files.reading import holds
from wijkexcel.files.save import New, put
from wijkexcel.hosts.file import FilePort, check_is_workbook
from wijkexcel.workbook.reading.read import read

CONFIGURATION, MACROS = "xlwings.conf", "wijkexcel.bas"
FUNCTIONS = "wijkexcel.excel.functions"
WINDOWS, MAC = "win32", "darwin"
INTERPRETERS = {WINDOWS: "INTERPRETER_WIN", MAC: "INTERPRETER_MAC"}
MODULES = "UDF MODULES"
NO_EXCEL = (
    "Excel is er alleen voor Windows en Mac, en niet voor deze computer. Werkt u met LibreOffice? "
    f"Gebruik dan '{as_typed('libreoffice')}'. De opdrachten op de opdrachtregel werken overal."
)
_MODULE = re.compile(r"[A-Za-z]\w*", re.ASCII)
_MAIN = b'''"""De knop Run main van xlwings voert hiermee een opdracht van wijkexcel uit."""

from wijkexcel.addin import main

__all__ = ["main"]
'''


def check_system(system: str) -> None:
    """Stop on systems without Excel.

    Raises:
        FileError: this is neither Windows nor a Mac.
    """
    if system not in INTERPRETERS:
        raise FileError(NO_EXCEL)


def quiet_interpreter() -> str:
    """This Python; on Windows the version without a console window, if present."""
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet) if sys.platform == WINDOWS and quiet.is_file() else sys.executable


def settings_for(system: str, interpreter: str) -> dict[str, str]:
    """What xlwings needs to find Python, and our functions for cells if present there."""
    found = {INTERPRETERS[system]: interpreter}
    return found | ({MODULES: FUNCTIONS} if system == WINDOWS else {})


def settings_line(key: str, value: str) -> str:
    """One line of xlwings' settings file."""
    return f'"{key}","{value}"\n'


def configuration(system: str, interpreter: str) -> str:
    """Write xlwings' settings file for a folder with workbooks."""
    settings = settings_for(system, interpreter) | {"ADD_WORKBOOK_TO_PYTHONPATH": "True"}
    return "".join(settings_line(key, value) for key, value in settings.items())


def as_excel_reads(text: str) -> bytes:
    """Settings in the encoding that Excel reads: that of the system.

    Raises:
        FileError: the text contains a character that this encoding does not have.
    """
    try:
        return text.encode(locale.getpreferredencoding(do_setlocale=False))
    except UnicodeEncodeError as error:
        message = (
            f"In het pad {sys.executable} staan tekens die xlwings niet kan lezen. Installeer "
            "wijkexcel in een map met een naam van gewone letters."
        )
        raise FileError(message) from error


def write_buttons(workbook: Path, system: str = sys.platform) -> tuple[Path, ...]:
    """Write the three files beside a workbook; returns their paths.

    An identical existing file is left as it is: two workbooks may share a folder.

    Raises:
        FileError: there is no Excel for this system, the workbook does not exist, its name is not a
            module name (Excel's *Run main* imports a module of that name), or one of the files
            exists already and differs.
        StructureError: it is not a wijkexcel workbook.
    """
    check_system(system)
    _check_workbook(workbook)
    _check_name(workbook)
    contents = {
        workbook.with_name(CONFIGURATION): as_excel_reads(
            configuration(system, quiet_interpreter())
        ),
        workbook.with_suffix(".py"): _MAIN,
        workbook.with_name(MACROS): files("wijkexcel.excel").joinpath(MACROS).read_bytes(),
    }
    wanted = {path: content for path, content in contents.items() if not holds(path, content)}
    for path in wanted:
        if os.path.lexists(path):
            message = f"{path} bestaat al. Haal het eerst weg; het wordt niet overschreven."
            raise FileError(message)
    put([New(path, content, like=workbook, free=True) for path, content in wanted.items()])
    return tuple(contents)


def _check_workbook(workbook: Path) -> None:
    """Refuse files that are not our workbook: the buttons would do nothing."""
    check_is_workbook(workbook)
    read(FilePort.open(workbook))


def _check_name(workbook: Path) -> None:
    """Refuse a name that Python cannot import, or that another module has.

    Python started by Excel searches the workbook's folder first: a ``pandas.py`` there would also
    replace pandas for every other workbook in that folder.
    """
    name = workbook.stem
    if not _MODULE.fullmatch(name) or keyword.iskeyword(name.casefold()):
        why = ""
    elif any(_is_module(each, workbook.parent) for each in (name, name.casefold())):
        why = " Een onderdeel van Python of van wijkexcel heet al zo."
    else:
        return
    message = (
        f"De knop Run main werkt niet met de naam '{workbook.name}'.{why} Geef het werkboek een "
        "naam van letters, cijfers en lage streepjes die met een letter begint, zoals "
        "mijn_wijk.xlsx."
    )
    raise FileError(message)


def _is_module(name: str, folder: Path) -> bool:
    """Whether this Python has a module with that name outside the folder of the workbook."""
    if name in {"wijkexcel", *sys.stdlib_module_names}:
        return True
    own = {folder.resolve(), Path.cwd()}
    found = PathFinder.find_spec(name, [p for p in sys.path if p and Path(p).resolve() not in own])
    # A plain folder counts as a package too, but has no origin; it does no harm.
    origin = found.origin if found is not None else None
    return origin is not None and not holds(Path(origin), _MAIN)
