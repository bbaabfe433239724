"""Drives one headless LibreOffice for ``engines.LibreOffice``; run by Debian's /usr/bin/python3.

Usage: ``libreoffice_worker.py PROFILE``. One JSON request per line on standard input, one JSON
answer per line on standard output; the end of standard input ends LibreOffice too.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found, unused-ignore]
from com.sun.star.beans import (  # type: ignore[import-not-found, unused-ignore]
    PropertyValue,
)
from com.sun.star.connection import (  # type: ignore[import-not-found, unused-ignore]
    NoConnectException,
)

START_SECONDS = 90
STOP_SECONDS = 5
ERROR_RESULTS = 4  # com.sun.star.sheet.FormulaResult.ERROR
EXCEL_ERRORS = {
    32767: "#N/A",
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
}
# Without the first two LibreOffice shows the values stored in the file instead of calculating.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def properties(**values: object) -> tuple[Any, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def start(profile: Path) -> tuple["subprocess.Popen[bytes]", Any]:
    """Start LibreOffice with its own profile; return its process and desktop."""
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    pipe = f"wijkexcel{os.getpid()}"
    office = subprocess.Popen(
        [
            *("soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            f"-env:UserInstallation={profile.as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"},
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(url)
            break
        except NoConnectException:
            if time.monotonic() > deadline or office.poll() not in {None, 0}:
                raise
            time.sleep(0.05)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    return office, desktop


def read(document: Any, boxes: dict[str, list[int]]) -> dict[str, list[list[object]]]:
    """Return the values in one box (first row, column, last row, column) per sheet."""
    found: dict[str, list[list[object]]] = {}
    for name, (top, left, bottom, right) in boxes.items():
        sheet = document.Sheets.getByName(name)
        box = sheet.getCellRangeByPosition(left, top, right, bottom)
        rows = [list(row) for row in box.getDataArray()]
        for wrong in box.queryFormulaCells(ERROR_RESULTS).getRangeAddresses():
            for row in range(wrong.StartRow, wrong.EndRow + 1):
                for column in range(wrong.StartColumn, wrong.EndColumn + 1):
                    code = sheet.getCellByPosition(column, row).getError()
                    text = EXCEL_ERRORS.get(code, f"#FOUT:{code}")
                    rows[row - top][column - left] = text
        found[name] = rows
    return found


def answer(desktop: Any, request: dict[str, Any]) -> object:
    """Open the file of one request, do what it asks and close the file."""
    url = Path(request["path"]).as_uri()
    document = desktop.loadComponentFromURL(
        url, "_blank", 0, properties(Hidden=True, ReadOnly="type" not in request)
    )
    if document is None:
        message = "LibreOffice cannot open the file"
        raise RuntimeError(message)
    try:
        if "type" in request:
            for name, cells in request["type"].items():
                sheet = document.Sheets.getByName(name)
                for address, text in cells.items():
                    # As typed in the cell: '4' is a number, 'weet niet' is text.
                    sheet.getCellRangeByName(address).setFormula(text)
            for path, kind in request["save"]:
                document.storeToURL(Path(path).as_uri(), properties(FilterName=kind))
            return None
        if "boxes" in request:
            return read(document, request["boxes"])
        calc = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
        pdf_filter = "calc_pdf_Export" if calc else "writer_pdf_Export"
        document.storeToURL(Path(request["pdf"]).as_uri(), properties(FilterName=pdf_filter))
        return None
    finally:
        document.close(True)


def main() -> None:
    profile = Path(sys.argv[1])
    try:
        office, desktop = start(profile)
        for line in sys.stdin:
            try:
                reply = {"result": answer(desktop, json.loads(line))}
            except Exception as error:  # the answer says what went wrong; the caller decides
                reply = {"error": f"{type(error).__name__}: {error}"}
            sys.stdout.write(json.dumps(reply) + "\n")
            sys.stdout.flush()
        desktop.terminate()
        office.wait(STOP_SECONDS)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
        os.killpg(0, signal.SIGKILL)  # LibreOffice is in this process's own group


if __name__ == "__main__":
    main()
