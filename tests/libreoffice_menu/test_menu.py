"""The menu in a real LibreOffice: installed, chosen, and taken out again."""

import io
import os
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from lxml import etree

from tests.hosts.support import RESULT, reading_of, small_calculated
from tests.post.support import few, not_sent
from tests.workbook.books import calculated
from wijkexcel import libreoffice_menu
from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.errors import FileError
from wijkexcel.layout.sheets.settings import POST_STEPS, RUN_STEPS
from wijkexcel.libreoffice_menu import __main__ as menu
from wijkexcel.libreoffice_menu.extension import ENTRIES, extension, macro_url
from wijkexcel.xlwings_libreoffice import programs

SECONDS = 40


def test_the_extension_has_an_entry_for_each_step() -> None:
    assert tuple(step for step, _ in ENTRIES) == RUN_STEPS
    data = extension(Path("/een pad/python"), "1.2.3")
    assert data == extension(Path("/een pad/python"), "1.2.3")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name), etree.XMLParser(load_dtd=False))
        addons = archive.read("Addons.xcu").decode()
        basic = archive.read("Wijkexcel/Menu.xba").decode()
    for step, label in ENTRIES:
        assert f"Wijkexcel.Menu.{step.capitalize()}?" in addons
        assert label in addons
        assert f"Sub {step.capitalize()}\n" in basic
    assert 'PYTHON = "file:///een%20pad/python"' in basic.replace("&quot;", '"')


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.App]:
    """A LibreOffice in whose profile (a path with a space) the menu was installed."""
    profile = tmp_path_factory.mktemp("mijn profiel")
    assert libreoffice_menu.install(profile).startswith("Het menu wijkexcel is geplaatst. Open")
    assert not programs.running(profile)
    before = xw.engines.active
    libreoffice.register(activate=True)
    app = xw.App(visible=True, add_book=False, spec=str(profile))
    xw.engines.active = before
    try:
        yield app
    finally:
        app.quit()


@pytest.mark.oracle("libreoffice")
@pytest.mark.sample(more=1, always=("verdeel",))
@pytest.mark.parametrize("step", RUN_STEPS)
def test_an_entry_does_its_step(step: str, installed: xw.App, tmp_path: Path) -> None:
    """Chosen in one of two open workbooks, it works on that one."""
    for left in installed.books:
        left.close()
    other = installed.books.add()
    by_mail = calculated(not_sent(few()))
    data = by_mail if step in POST_STEPS else small_calculated()
    (tmp_path / "wijk.xlsx").write_bytes(data)
    book = installed.books.open(tmp_path / "wijk.xlsx")
    book.impl.activate()
    start = reading_of(data).map.tables[RESULT[0]]
    told = book.sheets[start.sheet][start.cell(*RESULT[1:])]
    before = told.value
    installed.macro(macro_url(step))()
    deadline = time.monotonic() + SECONDS
    while True:
        said = told.value
        if said != before and str(said).startswith(f"{step}: "):
            break
        assert time.monotonic() < deadline, said
        time.sleep(0.2)
    while _menus():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    if step == "besluit":
        assert list(tmp_path.glob("besluit*.docx"))
    if step == "verdeel":
        (out,) = tmp_path.glob("uitvraag-*")
        assert len(list(out.iterdir())) == 2 * len(few().scorers)
    book.close()
    other.close()


def _menus() -> list[str]:
    """Steps that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"libreoffice_menu" in line and b"start.py" in line and folder.name != str(os.getpid()):
            found.append(folder.name)
    return found


@pytest.mark.oracle("libreoffice")
def test_another_workbook_is_told_to_be_another(installed: xw.App) -> None:
    book = installed.books.add()
    assert menu.run(book, "valideer").startswith("valideer: Dit is geen werkboek van wijkexcel:")
    book.close()


def test_without_a_connection_libreoffice_itself_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Else nobody would know why nothing happens."""

    def fail(_: Path) -> None:
        raise xw.XlwingsError('No "Python" here')

    started: list[list[str]] = []
    monkeypatch.setattr(libreoffice, "attach", fail)
    monkeypatch.setattr(programs, "soffice", lambda: Path("/soffice"))
    monkeypatch.setattr(subprocess, "run", lambda words, **_: started.append(list(map(str, words))))
    menu.main(["valideer", "1", (tmp_path / "user").as_uri()])
    ((program, profile, url),) = started
    assert (program, profile) == ("/soffice", f"-env:UserInstallation={tmp_path.as_uri()}")
    assert url.startswith('macro:///Wijkexcel.Menu.Zeg("De opdracht valideer is niet begonnen: het')
    assert url.endswith("(No 'Python' here)\")")


@pytest.mark.oracle("libreoffice")
def test_it_is_replaced_and_taken_out(tmp_path: Path) -> None:
    for _ in range(2):
        libreoffice_menu.install(tmp_path)
    connection = libreoffice.engine.Connection(tmp_path)
    connection.start(hidden=True)
    assert connection.call("extensions.listed") == ["nl.wijkexcel.menu"]
    said = libreoffice_menu.install(tmp_path)
    assert said.startswith("Het menu wijkexcel is geplaatst. Sluit LibreOffice en open daarna")
    assert libreoffice_menu.remove(tmp_path) == (
        "Het menu wijkexcel is weggehaald. LibreOffice is nog open, en daar staat het menu nog tot "
        "u het sluit. Sla uw werk op, sluit LibreOffice en open het opnieuw."
    )
    libreoffice_menu.install(tmp_path)
    connection.end()
    assert libreoffice_menu.remove(tmp_path) == "Het menu wijkexcel is weggehaald."
    assert libreoffice_menu.remove(tmp_path) == (
        "Er is niets weg te halen: het menu wijkexcel staat niet in LibreOffice."
    )


def test_without_libreoffice_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(programs.PROGRAM, raising=False)
    monkeypatch.setenv("PATH", "/leeg")
    monkeypatch.setattr(programs, "_MAC", "/nergens")
    with pytest.raises(FileError, match="Het menu kon niet worden geplaatst"):
        libreoffice_menu.install(tmp_path)


@pytest.mark.parametrize("text", ["/tmp/een map/user", "/tmp/één%20/user"])
def test_the_folder_of_settings_comes_through(text: str) -> None:
    assert menu.profile_of(Path(text).as_uri()) == Path(text).parent
