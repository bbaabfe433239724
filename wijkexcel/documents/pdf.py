"""From .docx to PDF: with LibreOffice, or with Word on Windows without LibreOffice.

LibreOffice's export is tagged, declares PDF/UA-1 and PDF/A-2b, and shows its title in the window.
Conversion with Word is not tested: no test machine has Word.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from wijkexcel.errors import DocumentError
from wijkexcel.files.scratch import Scratch, scratch
from wijkexcel.files.trouble import Doing, cause

TIME_LIMIT: Final = 120.0
"""Seconds; the first start of LibreOffice on a slow machine takes half a minute."""

MORE: Final = 15.0
"""Seconds for each document after the first."""
FAILED: Final = "LibreOffice kon geen pdf maken. Open het Word-bestand en kijk het na."

_OPTIONS: Final = {
    "UseTaggedPDF": ("boolean", "true"),
    "PDFUACompliance": ("boolean", "true"),
    "SelectPdfVersion": ("long", "2"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
}
_WORD_PDF: Final = 17
_WORD_HEADING_BOOKMARKS: Final = 1


def to_pdf(docx: bytes, limit: float = TIME_LIMIT) -> bytes | None:
    """Convert a .docx; return the PDF, or None without LibreOffice and Word.

    Raises:
        DocumentError: the conversion failed or took longer than ``limit`` seconds.
    """
    made = to_pdfs([docx], limit)
    if made is None:
        return None
    if isinstance(made[0], DocumentError):
        raise made[0]
    return made[0]


def to_pdfs(
    documents: Sequence[bytes], limit: float = TIME_LIMIT
) -> list[bytes | DocumentError] | None:
    """Convert several .docx with one start of LibreOffice; if one fails, the others go on.

    ``limit`` is for the first; each further one may take ``MORE`` seconds.

    Returns:
        The PDF or the error of each document; None when there is no program for it.
    """
    soffice = find_libreoffice()
    if soffice is None and not _has_word():
        return None
    try:
        with scratch() as place:
            return _converted(soffice, documents, place, limit)
    except OSError as error:
        why, advice = cause(error, Doing.MAKE)
        failed = DocumentError(f"Er kan geen pdf worden gemaakt: {why}. {advice}")
        return [failed for _ in documents]


def _converted(
    soffice: Path | None, documents: Sequence[bytes], place: Scratch, limit: float
) -> list[bytes | DocumentError]:
    sources = [place.write(f"document{i}.docx", docx) for i, docx in enumerate(documents)]
    slow = ""
    if soffice is not None and sources:
        slow = _with_libreoffice(soffice, sources, place, limit + MORE * (len(sources) - 1))
    done: list[bytes | DocumentError] = []
    for source in sources:
        made = source.with_suffix(".pdf")
        try:
            if soffice is None:
                _with_word(source)
            done.append(made.read_bytes() if made.is_file() else DocumentError(slow or FAILED))
        except DocumentError as error:
            done.append(error)
    return done


def find_libreoffice() -> Path | None:
    """Find LibreOffice on the path or in its usual place on Windows, Mac and Linux."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
        root = os.environ.get(variable)
        if root:
            yield Path(root) / "LibreOffice" / "program" / "soffice.exe"
    app = "Applications/LibreOffice.app/Contents/MacOS/soffice"
    yield Path("/") / app
    yield Path.home() / app
    yield Path("/usr/lib/libreoffice/program/soffice")
    yield Path("/opt/libreoffice/program/soffice")


def _with_libreoffice(soffice: Path, sources: Sequence[Path], place: Scratch, limit: float) -> str:
    """Convert beside the sources; returns the message for documents without a PDF at the end."""
    folder = place.folder
    options = json.dumps({k: {"type": t, "value": v} for k, (t, v) in _OPTIONS.items()})
    command = [
        str(soffice),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **place.inherited,
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        _stop(process)
        # The last one may be incomplete.
        for half in sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)[-1:]:
            place.remove(half)
        return (
            f"LibreOffice was na {max(1, round(limit))} seconden niet klaar met de pdf. Probeer "
            "het opnieuw."
        )
    return FAILED


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Terminate LibreOffice and the programs that it started."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _has_word() -> bool:
    if sys.platform != "win32":
        return False
    winreg = import_module("winreg")
    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True


def _with_word(source: Path) -> None:
    """Convert with Word on Windows (COM; pywin32 comes with xlwings). Not tested."""
    made = source.with_suffix(".pdf")
    word: Any = None
    try:
        win32com = import_module("win32com.client")
        word = win32com.DispatchEx("Word.Application")
        document = word.Documents.Open(str(source), ReadOnly=True, AddToRecentFiles=False)
        document.ExportAsFixedFormat(
            OutputFileName=str(made),
            ExportFormat=_WORD_PDF,
            IncludeDocProps=True,
            CreateBookmarks=_WORD_HEADING_BOOKMARKS,
            DocStructureTags=True,
            UseISO19005_1=True,
        )
        document.Close(False)
    except Exception as error:
        raise DocumentError("Word kon geen pdf maken. Open het bestand en kijk het na.") from error
    finally:
        if word is not None:
            word.Quit()
