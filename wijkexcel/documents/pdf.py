"""From .docx to PDF: LibreOffice, or Word on Windows where LibreOffice is not there.

LibreOffice's export is tagged, declares PDF/UA-1 and PDF/A-2b, and shows its title in the window.
The way through Word is not proven: no test machine has Word.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from wijkexcel.errors import DocumentError

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


def to_pdf(docx: Path, out: Path, limit: float = TIME_LIMIT) -> Path | None:
    """Convert a .docx; return ``out``, or None when neither LibreOffice nor Word is there.

    ``out`` appears whole or not at all.

    Raises:
        DocumentError: the conversion failed or took longer than ``limit`` seconds.
    """
    made = to_pdfs([docx], [out], limit)
    if made is None:
        return None
    if isinstance(made[0], DocumentError):
        raise made[0]
    return made[0]


def to_pdfs(
    documents: Sequence[Path], outs: Sequence[Path], limit: float = TIME_LIMIT
) -> list[Path | DocumentError] | None:
    """Convert several .docx, which costs one start of LibreOffice; one that fails costs no other.

    ``limit`` is for the first; each further one may take ``MORE`` seconds.

    Returns:
        Of each document its PDF or what went wrong; None when there is no program for it.
    """
    soffice = find_libreoffice()
    if soffice is None and not _has_word():
        return None
    done: list[Path | DocumentError] = []
    with tempfile.TemporaryDirectory(prefix="wijkexcel-", ignore_cleanup_errors=True) as folder:
        sources = [Path(folder) / f"document{i}.docx" for i in range(len(documents))]
        there = [_copied(docx, source) for docx, source in zip(documents, sources, strict=True)]
        ready = [source for source, ok in zip(sources, there, strict=True) if ok]
        slow = ""
        if soffice is not None and ready:
            slow = _with_libreoffice(soffice, ready, limit + MORE * (len(ready) - 1))
        for docx, source, ok, out in zip(documents, sources, there, outs, strict=True):
            try:
                if not ok:
                    raise DocumentError(f"Het bestand {docx.name} kan niet worden gelezen.")
                if soffice is None:
                    _with_word(source)
                elif not source.with_suffix(".pdf").is_file():
                    raise DocumentError(slow or FAILED)
                _place(source.with_suffix(".pdf"), out)
                done.append(out)
            except DocumentError as error:
                done.append(error)
    return done


def _copied(docx: Path, source: Path) -> bool:
    try:
        shutil.copyfile(docx, source)
    except OSError:
        return False
    return True


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


def _with_libreoffice(soffice: Path, sources: Sequence[Path], limit: float) -> str:
    """Convert beside the sources; returns what to say of those that are not there when it ends."""
    folder = sources[0].parent
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
    )
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        _stop(process)
        # The last one may have been cut off halfway.
        for half in sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)[-1:]:
            half.unlink()
        return (
            f"LibreOffice was na {limit:.0f} seconden niet klaar met de pdf. Probeer het opnieuw."
        )
    return FAILED


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with the programs that it started."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _has_word() -> bool:
    if sys.platform != "win32":
        return False
    import winreg  # noqa: PLC0415

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Word.Application"))
    except OSError:
        return False
    return True


def _with_word(source: Path) -> None:
    """Convert through Word on Windows (COM; pywin32 comes with xlwings). Not proven."""
    made = source.with_suffix(".pdf")
    word: Any = None
    try:
        import win32com.client  # type: ignore[import-untyped, import-not-found, unused-ignore]  # noqa: PLC0415

        word = win32com.client.DispatchEx("Word.Application")
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


def _place(made: Path, out: Path) -> None:
    """Put the PDF in its place whole: copy beside it, then replace."""
    part = out.with_name(f".{out.name}.deel")
    try:
        shutil.copyfile(made, part)
        part.replace(out)
    except OSError:
        part.unlink(missing_ok=True)
        raise DocumentError(
            f"De pdf {out.name} kan niet worden geschreven. Staat hij nog open? Sluit hem dan."
        ) from None
