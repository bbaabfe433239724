"""The five functions do the same wherever the workbook is: one test for every host.

On a file, in a live LibreOffice, and through the server in a browser with a stand-in for Excel; and
on a small engine that stands in for Excel with xlwings in it. Each is held against the step on
the same bytes: the same cells in every sheet, the same sentence, the same documents.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from openpyxl import Workbook

from benchmarks.dossiers import random_dossier
from benchmarks.sizes import Size
from tests.hosts.support import (
    RESULT,
    RUN,
    file_values,
    live_values,
    reading_of,
    run_anew,
    run_file,
    small_calculated,
    typed,
    value_at,
    wrong,
)
from tests.server.office import saved
from tests.server.pane import click, pane, written
from tests.server.running import WHO, Server
from tests.support.xlwings_engine import open_book
from tests.workbook.books import (
    book_of,
    calculated,
    example_book,
    permuted,
    saved_by_openpyxl,
    small,
)
from wijkexcel import addin
from wijkexcel.hosts.live import LivePort
from wijkexcel.steps import on_file as commands
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.output import NO_PDF
from wijkexcel.steps.report import Run
from wijkexcel.workbook.recalculate import recalculate

pytestmark = pytest.mark.usefixtures("fixed")


@dataclass(frozen=True)
class Seen:
    """What a user has after a step."""

    cells: dict[tuple[str, str], Any]
    told: str
    documents: dict[str, bytes]
    also: str = ""
    """What the sentence on Start says besides."""
    run: Run = field(default=RUN)


Step = Callable[[str], Seen]
Host = Callable[[bytes, Path], AbstractContextManager[Step]]

# --- the hosts ----------------------------------------------------------------------------------


@contextmanager
def file(data: bytes, folder: Path) -> Iterator[Step]:
    """The command line on a file."""
    path = _put(data, folder)

    def step(name: str) -> Seen:
        done = commands.run_step(name, path, when=RUN.when, by=RUN.who)
        content = path.read_bytes()
        return Seen(file_values(content), done.report.message, _documents(folder))

    yield step


@contextmanager
def live(book: xw.Book, folder: Path) -> Iterator[Step]:
    """The functions of the add-in on a workbook that is open."""

    def step(name: str) -> Seen:
        getattr(addin, name)(book)
        documents = _documents(folder)
        saved_as = ", ".join(str(folder / name) for name in documents)
        also = f" Opgeslagen: {saved_as}. {NO_PDF}" if documents else ""
        told = str(value_at(LivePort(book), *RESULT)).removeprefix(f"{name}: ").removesuffix(also)
        return Seen(live_values(book), told, documents, also)

    yield step


@contextmanager
def browsed(data: bytes, browser: Any, server: Server) -> Iterator[Step]:
    """A click in the task pane, and the workbook with what was written calculated and saved."""

    def step(name: str) -> Seen:
        nonlocal data
        with pane(browser, server, data) as page:
            answer = click(page, name)
            data = saved(data, written(page))
            assert page.problems == []
            documents = {}
            for made in answer["documenten"]:
                with page.expect_download() as found:
                    page.click(f"text=Download {made['naam']}")
                documents[found.value.suggested_filename] = Path(found.value.path()).read_bytes()
            run = Run(datetime.fromisoformat(answer["wanneer"]), WHO)
            return Seen(file_values(data), page.inner_text("#melding"), documents, run=run)

    yield step


def _put(data: bytes, folder: Path) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(data)
    return path


def _documents(folder: Path) -> dict[str, bytes]:
    """The documents of this step, taken away so that the next has only its own."""
    found = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    for name in found:
        (folder / name).unlink()
    return found


HOSTS = [
    pytest.param("file"),
    pytest.param("libreoffice", marks=pytest.mark.oracle("libreoffice")),
    pytest.param("server", marks=pytest.mark.oracle("chromium")),
    pytest.param("excel"),
]


@pytest.fixture
def host(request: pytest.FixtureRequest) -> Host:
    """One of the hosts; its program is started only for its own tests."""
    if request.param == "file":
        return file
    if request.param == "server":
        browser, server = (request.getfixturevalue(name) for name in ("browser", "server"))
        return lambda data, _: browsed(data, browser, server)

    @contextmanager
    def opened(data: bytes, folder: Path) -> Iterator[Step]:
        path = _put(data, folder)
        if request.param == "excel":
            with open_book(path) as book, live(book, folder) as step:
                yield step
            return
        book = request.getfixturevalue("app").books.open(path)
        with live(book, folder) as step:
            yield step

    return opened


every_host = pytest.mark.parametrize("host", HOSTS, indirect=True)

# --- the workbooks ------------------------------------------------------------------------------


@lru_cache
def odd() -> bytes:
    """What users do: sort, rename, hide, add a sheet, decide with a formula, type no score."""
    orders = {"tblOpgaven": (2, 0, 1), "tblBesluit": (1, 2, 0), "tblHeroverweging": (2, 1, 0)}
    sorted_book = permuted(book_of(small()), small(), orders, {})
    filled = typed(
        sorted_book,
        {
            ("tblOpgaven", "O01", "name"): "Riolering 🚧 «Noord»\nen dakgoten",
            ("tblOpgaven", "O02", "put_forward_by"): "  mevrouw Öztürk-d'Hondt ",
            ("tblOpgaven", "O03", "planning"): "1-2",
            ("tblScore_S03", "O01", "C01"): "3,5",
            ("tblScore_S03", "O02", "C02"): "WEET NIET",
            ("tblInstellingen", "sender", "value"): None,
        },
    )
    decision = reading_of(filled).map.tables["tblBesluit"].cell("O02", "choice")

    def change(book: Workbook) -> None:
        book["Besluit"][decision] = '=IF(1=1,"","x")'
        book["Opgaven"].row_dimensions[8].hidden = True
        own = book.create_sheet("Eigen blad", 1)
        own["B2"], own["B3"], own["B4"] = 0.1, datetime(2026, 5, 4, 13, 30), '=Overzicht!A1&"!"'
        own["C2"], own["C3"], own["C4"] = True, "'=geen formule", "=1/0"

    return recalculate(_renamed(saved_by_openpyxl(filled, change))).data


def _renamed(data: bytes) -> bytes:
    """With a tab renamed as Excel does it: in every formula and link that leads there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(b"'S01'!", b"'Marjan &amp; co'!")
            content = content.replace(b'name="S01"', b'name="Marjan &amp; co"')
            new.writestr(part, content)
    return out.getvalue()


@lru_cache
def large() -> bytes:
    """Many rows: 45 opgaven, half of them without a decision."""
    size = Size("breed", 45, 4, 3, 4)
    return calculated(random_dossier(size), size.capacity)


BOOKS = {
    "small": small_calculated,
    "wrong": wrong,
    "example": example_book,
    "odd": odd,
    "large": large,
}

# --- the same -----------------------------------------------------------------------------------


def assert_same(seen: Seen, step: str, data: bytes) -> bytes:
    """Hold a step on a host against that step on the same bytes; what those became."""
    run = run_file if seen.run == RUN else run_anew
    report, filed = run(step, data, seen.run)
    located = reading_of(filed).map.tables[RESULT[0]]
    sentence = f"{step}: {report.message}{seen.also}"
    wanted = file_values(filed) | {(located.sheet, located.cell(*RESULT[1:])): sentence}
    found = seen.cells
    differ = {
        place: (found.get(place), wanted.get(place))
        for place in found.keys() | wanted.keys()
        if found.get(place) != wanted.get(place)
    }
    assert differ == {}
    assert seen.told == report.message
    assert seen.documents == {made.name: made.content for made in report.documents}
    return filed


ALWAYS = ("valideer-wrong", "brief-odd")
"""On every host the two strangest workbooks; every step, and documents, on the example below."""


@pytest.mark.slow
@pytest.mark.sample(more=4, always=ALWAYS)
@every_host
@pytest.mark.parametrize("book", [name for name in BOOKS if name != "example"])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_the_same_on_every_host(host: Host, book: str, step: str, tmp_path: Path) -> None:
    data = BOOKS[book]()
    with host(data, tmp_path) as run:
        assert_same(run(step), step, data)


@pytest.mark.slow
@every_host
def test_the_five_steps_one_after_another(host: Host, tmp_path: Path) -> None:
    """The main job on the example: each step finds what the former wrote."""
    data = BOOKS["example"]()
    with host(data, tmp_path) as run:
        for step in STEPS:
            data = assert_same(run(step), step, data)
