"""LibreOffice itself: started, found, attached to, ended; workbooks opened and saved."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.xlwings_libreoffice import programs
from wijkexcel.xlwings_libreoffice.engine import Engine

pytestmark = pytest.mark.oracle("libreoffice")


@pytest.fixture
def other(app: xw.App, tmp_path: Path) -> Iterator[xw.App]:
    """A second LibreOffice, with a profile of its own."""
    second = xw.App(visible=False, add_book=False, spec=str(tmp_path / "tweede"))
    try:
        yield second
    finally:
        second.kill()
        app.activate()


def processes(text: str) -> list[int]:
    """Processes whose command line holds a text."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if text in line and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def test_registering_twice_changes_nothing(app: xw.App) -> None:
    assert libreoffice.register() is libreoffice.register()
    assert [engine.name for engine in xw.engines].count("libreoffice") == 1
    assert app.engine.name == "libreoffice"
    assert app.version.major >= 24


def test_a_workbook_is_made_saved_closed_and_opened(app: xw.App, tmp_path: Path) -> None:
    book = xw.Book()
    book.sheets[0]["A1"].value = [["tekst", 5], ["'=x", "=B1*2"]]
    path = tmp_path / "wijk één.xlsx"
    book.save(path)
    assert (book.name, book.fullname) == (path.name, str(path))
    book.close()
    assert len(app.books) == 0
    again = xw.Book(path)
    assert again.sheets[0]["A1:B2"].value == [["tekst", 5.0], ["=x", 10.0]]
    assert xw.Book("wijk één.xlsx") == again
    assert app.books["wijk één.xlsx"] == again == app.books.active == app.books.open(path)
    assert path.with_name(f".~lock.{path.name}#").exists()
    ods = tmp_path / "wijk.ods"
    again.save(ods)
    assert app.books[0].fullname == str(ods)
    again.close()
    assert {p.name for p in tmp_path.iterdir()} == {"wijk.ods", path.name}


def test_what_cannot_be_opened_or_saved_is_said(app: xw.App, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        xw.Book(tmp_path / "weg.xlsx")
    (tmp_path / "tekst.docx").write_bytes(b"geen document")
    with pytest.raises(xw.XlwingsError, match=r"tekst\.docx.*is not a workbook|cannot open"):
        app.books.open(tmp_path / "tekst.docx")
    book = app.books.add()
    with pytest.raises(xw.XlwingsError, match="cannot save"):
        book.save(tmp_path / "geen map" / "wijk.xlsx")
    with pytest.raises(xw.XlwingsError, match=r"does not save as '\.pptx'"):
        book.save(tmp_path / "wijk.pptx")
    book.save(tmp_path / "wijk.xlsx")
    book.close()
    locked = app.books.open(tmp_path / "wijk.xlsx", read_only=True)
    with pytest.raises(xw.XlwingsError, match=r"'wijk\.xlsx' is read-only"):
        locked.save()
    with pytest.raises(KeyError):
        app.books["weg.xlsx"]


def test_a_workbook_that_the_user_closed_is_said_to_be_closed(app: xw.App) -> None:
    book = app.books.add()
    sheet, area = book.sheets[0], book.sheets[0]["A1"]
    book.close()
    with pytest.raises(xw.XlwingsError, match=r"The workbook is closed\."):
        area.value = 3
    with pytest.raises(xw.XlwingsError, match=r"The workbook is closed\."):
        _ = sheet.used_range


def test_sheets(app: xw.App) -> None:
    book = app.books.add()
    first = book.sheets[0]
    last = book.sheets.add("Laatste", after=first)
    book.sheets.add("Eerste", before=first)
    assert book.sheet_names == ["Eerste", first.name, "Laatste"]
    assert book.sheets.active.name == "Eerste"
    last.activate()
    assert book.sheets.active == last == book.sheets["laatste"] == book.sheets[-1]
    assert last.index == 3
    last.visible = False
    assert (last.visible, first.visible) == (False, True)
    with pytest.raises(xw.XlwingsError, match="'Laatste' is hidden"):
        last.activate()
    first.name = "Hernoemd"
    first["A1"].value = 1
    copy = first.copy(name="Kopie")
    assert copy["A1"].value == 1.0
    copy.move(before=book.sheets[0])
    assert book.sheet_names == ["Kopie", "Eerste", "Hernoemd", "Laatste"]
    with pytest.raises(ValueError, match="already present"):
        book.sheets.add("kopie")
    with pytest.raises(xw.XlwingsError, match="There is a sheet 'Kopie' already"):
        first.name = "Kopie"
    for name in ("Kopie", "Eerste"):
        book.sheets[name].delete()
    with pytest.raises(xw.XlwingsError, match="at least one visible sheet"):
        first.delete()
    with pytest.raises(xw.XlwingsError, match="There is no sheet 'weg' in"):
        _ = book.sheets["weg"]
    with pytest.raises(xw.XlwingsError, match="There is no sheet 'Kopie'"):
        _ = copy["A1"].value


def test_protected_sheets_let_only_unlocked_cells_be_written(app: xw.App, tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Protection

    made = Workbook()
    made.active["B2"].protection = Protection(locked=False)
    made.active["B3"].protection = Protection(locked=False)
    made.active["B4"] = "vast"
    made.active.protection.enable()
    made.save(tmp_path / "beveiligd.xlsx")
    sheet = app.books.open(tmp_path / "beveiligd.xlsx").sheets[0]
    assert sheet.api.protected()
    sheet["B2:B3"].value = [[1], ["=B2+1"]]
    assert sheet["B2:B3"].value == [1.0, 2.0]
    for change in (
        lambda: setattr(sheet["B3:B4"], "value", [[7], [8]]),
        lambda: setattr(sheet["B4"], "formula", "=1"),
        lambda: setattr(sheet["B4"], "color", (1, 2, 3)),
        sheet["B4"].clear_contents,
        lambda: sheet["A1:B2"].sort(1),
    ):
        with pytest.raises(xw.XlwingsError, match="on a protected sheet"):
            change()
    assert sheet["B2:B4"].value == [1.0, 2.0, "vast"]
    sheet.api.unprotect("")
    sheet["B4"].value = 3
    sheet.api.protect("geheim")
    with pytest.raises(xw.XlwingsError, match="password"):
        sheet.api.unprotect("anders")
    assert sheet["B4"].value == 3.0


def test_switches(app: xw.App) -> None:
    book = app.books.add()
    book.sheets[0]["A1"].value = [[1, "=A1+1"]]
    with app.properties(screen_updating=False, calculation="manual", status_bar="Bezig"):
        assert (app.screen_updating, app.calculation) == (False, "manual")
        book.sheets[0]["A1"].value = 5
    assert (app.screen_updating, app.calculation) == (True, "automatic")
    app.calculate()
    assert book.sheets[0]["B1"].value == 6.0
    book.sheets[0]["B2:C3"].select()
    assert app.selection == book.selection == book.sheets[0]["B2:C3"]


def test_two_at_once(app: xw.App, other: xw.App, tmp_path: Path) -> None:
    assert xw.apps.active == other
    assert {app.pid, other.pid} <= set(xw.apps.keys())
    mine, theirs = app.books.add(), other.books.add()
    mine.sheets[0]["A1"].value, theirs.sheets[0]["A1"].value = 1, 2
    assert (mine.sheets[0]["A1"].value, theirs.sheets[0]["A1"].value) == (1.0, 2.0)
    app.activate()
    assert xw.apps.active == app


def test_another_program_finds_the_same_libreoffice(
    app: xw.App, other: xw.App, tmp_path: Path
) -> None:
    other.books.add().save(tmp_path / "gedeeld.xlsx")
    second = Engine().apps.attach(tmp_path / "tweede")
    assert [book.name for book in second.books] == ["gedeeld.xlsx"]
    for end in (second.quit, second.kill):
        with pytest.raises(xw.XlwingsError, match="was not started here, so it is not ended"):
            end()
    second.connection.close()
    assert [book.name for book in other.books] == ["gedeeld.xlsx"]
    with pytest.raises(xw.XlwingsError, match=r"gedeeld\.xlsx' is open elsewhere: close it there"):
        app.books.open(tmp_path / "gedeeld.xlsx")
    with pytest.raises(xw.XlwingsError, match="runs already, and one profile runs once"):
        Engine().apps.add(spec=str(tmp_path / "tweede"))


def test_a_lock_that_a_crash_left_is_no_office(app: xw.App, tmp_path: Path) -> None:
    """Also while another LibreOffice runs."""
    (tmp_path / ".lock").touch()
    assert not programs.running(tmp_path)
    assert programs.running(app.impl.connection.profile)


def test_the_office_of_the_user_is_never_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started without ``--accept``, as from an icon; what is typed in it is not saved yet."""
    from openpyxl import Workbook

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "mijn instellingen"))
    profile, path = programs.profile(), tmp_path / "open.xlsx"
    Workbook().save(path)
    started = subprocess.Popen(
        [
            programs.soffice(),
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.as_uri()}",
            path,
        ],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    apps = Engine().apps
    try:
        deadline = time.monotonic() + 60
        while not path.with_name(f".~lock.{path.name}#").exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert programs.running(profile)
        (users,) = apps
        (book,) = users.books
        book.sheets(1).range("A1").raw_value = "getypt"
        own = apps.add(visible=False)
        place = own.connection.profile
        assert (own.connection.profile == profile, len(own.books)) == (False, 0)
        own.books.add()
        own.quit()
        assert not place.exists()
        for end in (users.quit, users.kill):
            with pytest.raises(xw.XlwingsError, match="was not started here, so it is not ended"):
                end()
        assert [b.name for b in apps.attach().books] == ["open.xlsx"]
        assert book.sheets(1).range("A1").raw_value == "getypt"
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def test_a_script_of_the_user_needs_one_call_and_leaves_nothing(tmp_path: Path) -> None:
    """With the user's own profile, as ``xw.Book(name)`` does it; then ``quit``."""
    script = (
        "import xlwings as xw\n"
        "from wijkexcel import xlwings_libreoffice as libreoffice\n"
        "libreoffice.register()\n"
        "assert len(xw.apps) == 0\n"
        "book = xw.Book()\n"
        "book.sheets[0]['A1'].value = 'hallo'\n"
        "book.save('wijk.xlsx')\n"
        "assert len(xw.apps) == 1\n"
        "assert xw.Book('wijk.xlsx').sheets[0].range('A1').value == 'hallo'\n"
        "from wijkexcel.xlwings_libreoffice.engine import Engine\n"
        "(other,) = Engine().apps\n"
        "assert (other.hidden, len(other.books)) == (False, 1)\n"
        "other.books.add()  # as the user does meanwhile\n"
        "try:\n"
        "    book.app.kill()\n"
        "except xw.XlwingsError as error:\n"
        "    assert 'Not opened here' in str(error)\n"
        "book.app.quit()\n"
        "assert len(other.books) == 1\n"
        "other.connection.end()\n"
        "assert len(xw.apps) == 0\n"
        "xw.App(visible=False)  # nobody ends it: this program does, when it ends\n"
    )
    folder = tmp_path / "werk"
    folder.mkdir()
    root = Path(libreoffice.__file__).parents[2]
    environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path / "instellingen"), "PYTHONPATH": str(root)}
    environment |= {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in folder.iterdir()] == ["wijk.xlsx"]
    assert processes(str(tmp_path)) == []
    assert not list(tmp_path.glob("xlwings-*"))


def test_a_crash_is_said_and_a_new_one_can_be_started(app: xw.App, tmp_path: Path) -> None:
    profile = tmp_path / "valt om"
    broken = xw.App(visible=False, spec=str(profile))
    area = broken.books[0].sheets[0]["A1"]
    os.killpg(broken.pid, signal.SIGKILL)
    with pytest.raises(libreoffice.GoneError, match=r"LibreOffice was closed\."):
        area.value = 1
    assert broken.impl not in list(xw.engines["libreoffice"].impl.apps)
    again = xw.App(visible=False, spec=str(profile))
    try:
        assert again.books[0].sheets[0]["A1"].value is None
    finally:
        again.kill()
        app.activate()
    assert processes(programs.pipe_of(profile)) == []


def test_no_office_or_no_python_for_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(programs.PYTHON, "/geen/python")
    with pytest.raises(xw.XlwingsError, match="No Python here can talk to LibreOffice"):
        Engine().apps.add(spec="/tmp/nooit")
    monkeypatch.delenv(programs.PYTHON)
    monkeypatch.delenv(programs.PROGRAM, raising=False)
    monkeypatch.setenv("PATH", "/leeg")
    monkeypatch.setattr(programs, "_MAC", "/nergens")
    with pytest.raises(xw.XlwingsError, match=r"LibreOffice was not found\. Install it"):
        programs.soffice()
