"""What Excel needs beside a workbook to find its Python: settings, a main, and macros for buttons.

The workbook itself stays without macros. Formats: xlwings' documentation, 'Add-in & Settings'.
"""

import re
import sys
from importlib.resources import files
from pathlib import Path

from wijkexcel.errors import FileError
from wijkexcel.workbook.save import save_atomic

CONFIGURATION, MACROS = "xlwings.conf", "wijkexcel.bas"
_MODULE = re.compile(r"[A-Za-z]\w*", re.ASCII)
_MAIN = '''"""Zo vindt de knop Run main van xlwings de functies van wijkexcel bij {name}."""

import xlwings as xw
from wijkexcel.hosts import addin


def main():
    addin.main(xw.Book.caller())
'''


def configuration(interpreter: str, *, mac: bool) -> str:
    """Write xlwings' settings file for one interpreter."""
    key = "INTERPRETER_MAC" if mac else "INTERPRETER_WIN"
    return f'"{key}","{interpreter}"\n"ADD_WORKBOOK_TO_PYTHONPATH","True"\n'


def write_buttons(workbook: Path) -> tuple[Path, ...]:
    """Write the three files beside a workbook; returns their paths.

    Raises:
        FileError: there is no such workbook, its name is no module name (Excel's *Run main*
            imports a module of that name), or one of the files exists already.
    """
    if not workbook.is_file():
        message = f"Het werkboek {workbook} is er niet. Controleer de naam en de map."
        raise FileError(message)
    if not _MODULE.fullmatch(workbook.stem) or workbook.stem == "wijkexcel":
        message = (
            f"De knop Run main werkt niet met de naam '{workbook.name}'. Geef het werkboek een "
            "naam van letters, cijfers en lage streepjes die met een letter begint, zoals "
            "mijn_wijk.xlsx."
        )
        raise FileError(message)
    macros = files("wijkexcel.hosts").joinpath(MACROS).read_bytes()
    settings = configuration(sys.executable, mac=sys.platform == "darwin")
    contents = {
        workbook.with_name(CONFIGURATION): settings.encode(),
        workbook.with_suffix(".py"): _MAIN.format(name=workbook.name).encode(),
        workbook.with_name(MACROS): macros,
    }
    for path in contents:
        if path.exists():
            message = f"{path} bestaat al. Haal het eerst weg; het wordt niet overschreven."
            raise FileError(message)
    for path, content in contents.items():
        save_atomic(path, content, keep_previous=False)
    return tuple(contents)
