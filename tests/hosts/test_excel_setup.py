"""Setting up Excel: on pretended computers, and what is somebody else's stays."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.engines import validate_ooxml
from wijkexcel import cli, template
from wijkexcel.errors import FileError
from wijkexcel.hosts import excel_setup
from wijkexcel.hosts.excel_setup import MAC, NO_EXCEL, WINDOWS, Place, Told, install, remove

ROOT = Path(__file__).parents[2]
WORKBOOK = (ROOT / "workbook_template" / template.TEMPLATE).read_bytes()
PYTHON = "C:\\wijk\\Scripts\\python.exe"


class Addin:
    """What xlwings' command line prints, in its own words."""

    def __init__(self, *, there: bool = False, fails: str = "") -> None:
        self.there, self.fails = there, fails
        self.asked: list[str] = []

    def __call__(self, what: str) -> str:
        self.asked.append(what)
        if what == "status":
            return "The add-in is installed at X" if self.there else "The add-in is not installed."
        if self.fails:
            return self.fails
        self.there = what == "install"
        return f"Successfully {what}ed the xlwings add-in! Please restart Excel."


def computer(home: Path, system: str = WINDOWS, addin: Callable[[str], str] | None = None) -> Place:
    if system == MAC:
        (home / "Library/Containers/com.microsoft.Excel/Data").mkdir(parents=True, exist_ok=True)
    roaming = {"APPDATA": str(home / "Roaming")}
    return Place(system, home, roaming, PYTHON, addin=addin or Addin())


def files(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    ("system", "settings", "place"),
    [
        (WINDOWS, ".xlwings/xlwings.conf", "Roaming/Microsoft/Templates/wijkexcel.xltx"),
        (
            MAC,
            "Library/Containers/com.microsoft.Excel/Data/xlwings.conf",
            "Library/Group Containers/UBF8T346G9.Office/User Content.localized/"
            "Templates.localized/wijkexcel.xltx",
        ),
    ],
)
def test_it_is_put_in_place_and_taken_out_again(
    system: str, settings: str, place: str, tmp_path: Path
) -> None:
    addin = Addin()
    on = computer(tmp_path, system, addin)
    for _ in range(2):
        told = install(on, WORKBOOK)
        assert told.complete
        assert set(files(tmp_path)) == {settings, place, ".wijkexcel/excel.json"}
    assert addin.there
    assert any(line.startswith("Dit doet u zelf") for line in told.lines)
    lines = (tmp_path / settings).read_text().splitlines()
    key = "INTERPRETER_MAC" if system == MAC else "INTERPRETER_WIN"
    assert lines[0] == f'"{key}","{PYTHON}"'
    assert lines[1:] == (
        [] if system == MAC else ['"UDF MODULES","wijkexcel.hosts.excel_functions"']
    )
    assert remove(on).complete
    assert files(tmp_path) == {}
    assert not addin.there
    assert remove(on).lines == ("Er is niets weg te halen: wijkexcel heeft hier niets neergezet.",)


def test_xlwings_itself_finds_the_settings_where_they_are_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlwings
    from xlwings.utils import read_user_config

    on = computer(tmp_path)
    assert Path(xlwings.USER_CONFIG_FILE) == replace(on, home=Path.home()).configuration
    install(on, WORKBOOK)
    monkeypatch.setattr(xlwings, "USER_CONFIG_FILE", str(on.configuration))
    assert read_user_config() == {
        "interpreter_win": PYTHON,
        "udf modules": "wijkexcel.hosts.excel_functions",
    }


def test_what_somebody_else_set_stays(tmp_path: Path) -> None:
    on = computer(tmp_path, addin=Addin(there=True))
    on.configuration.parent.mkdir()
    theirs = b'"INTERPRETER_WIN","D:\\ander\\python.exe"\r\n"SHOW CONSOLE",""\r\n"PYTHONPATH","x"'
    on.configuration.write_bytes(theirs)
    told = install(on, WORKBOOK)
    assert "INTERPRETER_WIN (D:\\ander\\python.exe)" in told.lines[0]
    assert "wijkexcel knoppen" in told.lines[0]
    assert "Waar Python staat" not in told.lines[0]
    assert told.lines[0].startswith("De functies voor cellen zijn nu bekend: ")
    assert on.configuration.read_bytes().startswith(theirs)
    assert "stond al in Excel" in told.lines[1]
    assert "blijft staan" in remove(on).lines[1]
    assert on.configuration.read_bytes() == theirs + b"\n"
    assert on.addin.there  # type: ignore[attr-defined]


def test_a_newer_python_takes_the_place_of_the_one_that_was_ours(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    moved = replace(on, interpreter="D:\\nieuw\\python.exe")
    assert "stond er al" not in install(moved, WORKBOOK).lines[0]
    assert '"INTERPRETER_WIN","D:\\nieuw\\python.exe"' in on.configuration.read_text()
    assert PYTHON not in on.configuration.read_text()
    remove(moved)
    assert files(tmp_path) == {}


def test_a_setting_that_was_changed_afterwards_stays(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    on.configuration.write_text('"INTERPRETER_WIN","D:\\eigen\\python.exe"\n')
    remove(on)
    assert on.configuration.read_text() == '"INTERPRETER_WIN","D:\\eigen\\python.exe"\n'


def test_functions_of_somebody_else_stay_and_it_is_said_how_to_add_ours(tmp_path: Path) -> None:
    on = computer(tmp_path)
    on.configuration.parent.mkdir()
    theirs = '"INTERPRETER_WIN","D:\\p.exe"\n"UDF MODULES","ander"\n"CONDA PATH","C:\\conda"\n'
    on.configuration.write_text(theirs)
    assert install(on, WORKBOOK).lines[0] == (
        "Deze instellingen stonden er al en zijn niet veranderd: INTERPRETER_WIN (D:\\p.exe); UDF "
        "MODULES (ander). Excel gebruikt dus een andere Python. Moet die zo blijven? Zet dan met "
        "'wijkexcel knoppen' een eigen instelling naast het werkboek. Wilt u functies in cellen? "
        "Zet dan zelf ;wijkexcel.hosts.excel_functions achter wat bij UDF MODULES staat."
    )
    assert on.configuration.read_text() == theirs
    assert remove(on).lines[0] == "Van wijkexcel stond er niets in de instellingen van xlwings."
    assert on.configuration.read_text() == theirs


def test_a_home_folder_that_cannot_be_written_is_told_before_anything_is_done(
    tmp_path: Path,
) -> None:
    """Root may write anywhere; a file in the way of the folder stops everyone."""
    (tmp_path / ".wijkexcel").write_text("geen map")
    addin = Addin()
    with pytest.raises(FileError, match=r"\.wijkexcel' kan niet worden gemaakt"):
        install(computer(tmp_path, addin=addin), WORKBOOK)
    assert addin.asked == []
    assert set(files(tmp_path)) == {".wijkexcel"}


def test_what_is_in_place_is_written_down_at_once(tmp_path: Path) -> None:
    """A later part that fails, in whatever way, does not hide it from taking out."""

    def broken(what: str) -> str:
        raise RuntimeError(what)

    with pytest.raises(RuntimeError):
        install(computer(tmp_path, addin=broken), WORKBOOK)
    on = computer(tmp_path)
    assert on.configuration.is_file()
    remove(on)
    assert files(tmp_path) == {}


def test_a_template_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    on = computer(tmp_path)
    on.template.parent.mkdir(parents=True)
    on.template.write_bytes(b"van mij")
    told = install(on, WORKBOOK)
    assert not told.complete
    assert "bestaat al en is niet van wijkexcel" in told.lines[2]
    remove(on)
    assert on.template.read_bytes() == b"van mij"


def test_a_template_that_was_changed_stays(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    on.template.write_bytes(b"in onze huisstijl")
    assert "blijft daarom staan" in remove(on).lines[2]
    assert on.template.read_bytes() == b"in onze huisstijl"


def test_the_folder_that_was_chosen_in_excel_goes_first(tmp_path: Path) -> None:
    on = replace(computer(tmp_path), personal_templates=str(tmp_path / "Sjablonen"))
    assert install(on, WORKBOOK).complete
    assert (tmp_path / "Sjablonen" / "wijkexcel.xltx").is_file()


def test_a_template_in_a_former_folder_does_not_stay_behind(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    moved = replace(on, personal_templates=str(tmp_path / "Sjablonen"))
    told = install(moved, WORKBOOK)
    assert f"Het sjabloon is weggehaald: {on.template}." in told.lines[2]
    assert not on.template.exists()
    assert remove(moved).complete
    assert files(tmp_path) == {}


def test_the_template_is_the_workbook_as_a_template(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    assert load_workbook(on.template).template
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOK)) as before,
        zipfile.ZipFile(on.template) as after,
    ):
        assert before.namelist() == after.namelist()
        changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert changed == ["[Content_Types].xml"]


@pytest.mark.oracle("ooxml-validator")
def test_microsofts_validator_accepts_the_template(tmp_path: Path) -> None:
    (tmp_path / "wijkexcel.xltx").write_bytes(excel_setup.as_template(WORKBOOK))
    assert validate_ooxml(tmp_path / "wijkexcel.xltx") == []


@pytest.mark.parametrize("printed", ["Error: Failed to install the add-in: quit Excel.", ""])
def test_a_part_that_fails_stops_no_other(printed: str, tmp_path: Path) -> None:
    def there_is_no_excel(what: str) -> str:
        raise FileError("Excel is er niet")

    def only_prints(what: str) -> str:
        return printed

    for addin in (there_is_no_excel, only_prints):
        told = install(computer(tmp_path, addin=addin), WORKBOOK)
        assert not told.complete
        assert told.lines[1].startswith("Dat lukt niet: ")
        assert told.lines[2].startswith("Het lege werkboek staat bij de sjablonen")
        assert "invoegtoepassing" not in json.loads(
            (tmp_path / ".wijkexcel/excel.json").read_text()
        )


def test_excel_was_never_opened_on_this_mac(tmp_path: Path) -> None:
    told = install(Place(MAC, tmp_path, {}, "python", addin=Addin()), WORKBOOK)
    assert "nog nooit geopend" in told.lines[0]
    assert not told.complete


# The command ----------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform in {WINDOWS, MAC}, reason="Excel may be there")
@pytest.mark.parametrize("words", [["excel"], ["excel", "--weg"]])
def test_on_linux_it_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(words) == cli.WRONG_USE
    assert capsys.readouterr().err == f"Dat lukt niet: {NO_EXCEL}\n"


@pytest.mark.parametrize(("complete", "code"), [(True, 0), (False, cli.TO_MEND)])
def test_the_command_tells_what_was_done(
    complete: bool,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    on = computer(tmp_path)
    asked = []

    def pretended(place: Place, workbook: bytes = b"") -> Told:
        asked.append((place, workbook))
        return Told(("Gedaan.",), complete)

    monkeypatch.setattr(Place, "here", lambda: on)
    monkeypatch.setattr(template, "template_workbook", lambda: WORKBOOK)
    monkeypatch.setattr(excel_setup, "install", pretended)
    monkeypatch.setattr(excel_setup, "remove", pretended)
    assert (cli.run(["excel"]), cli.run(["excel", "--weg"])) == (code, code)
    assert asked == [(on, WORKBOOK), (on, b"")]
    assert capsys.readouterr().out == "Gedaan.\n" * 2


@pytest.mark.skipif(sys.platform in {WINDOWS, MAC}, reason="Excel may be there")
def test_xlwings_without_excel_fails_in_one_line() -> None:
    with pytest.raises(FileError, match="Excel is op deze computer niet gevonden") as failed:
        excel_setup.xlwings_addin("status")
    assert "\n" not in str(failed.value)
    assert Place.here().personal_templates == ""
