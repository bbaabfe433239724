"""Setting up Excel: on pretended computers, and what is somebody else's stays."""

import errno
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.engines import validate_ooxml
from tests.workbook.books import empty_book
from wijkexcel.cli import main as cli
from wijkexcel.cli.options import TO_MEND
from wijkexcel.errors import FileError
from wijkexcel.excel import place as excel_place
from wijkexcel.excel import setup as excel_setup
from wijkexcel.excel.buttons import FUNCTIONS, MAC, NO_EXCEL, WINDOWS
from wijkexcel.excel.place import NO_ANSWER, NO_START, Place
from wijkexcel.excel.setup import (
    IN_USE,
    NO_RECORD,
    OTHER_MODULES,
    OTHER_PYTHON,
    SetupReport,
    install,
    remove,
)
from wijkexcel.files.save import New, put
from wijkexcel.new import shipped as template

ROOT = Path(__file__).parents[2]
WORKBOOK = (ROOT / "workbook_template" / template.TEMPLATE).read_bytes()
PYTHON = "C:\\wijk\\Scripts\\pythonw.exe"


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
    assert "Dit doet u nog zelf:" in told.lines
    assert any("Vertrouwenscentrum" in line for line in told.lines) is (system == WINDOWS)
    assert any("macOS" in line for line in told.lines) is (system == MAC)
    lines = (tmp_path / settings).read_text().splitlines()
    key = "INTERPRETER_MAC" if system == MAC else "INTERPRETER_WIN"
    assert lines[0] == f'"{key}","{PYTHON}"'
    assert lines[1:] == ([] if system == MAC else ['"UDF MODULES","wijkexcel.excel.functions"'])
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
        "udf modules": "wijkexcel.excel.functions",
    }


@pytest.mark.parametrize(
    ("theirs", "named"),
    [
        (
            '"INTERPRETER_WIN","D:\\ander\\python.exe"\r\n',
            "INTERPRETER_WIN (D:\\ander\\python.exe)",
        ),
        ('"Interpreter","D:\\oud.exe"\n"INTERPRETER_WIN",""\n', "INTERPRETER (D:\\oud.exe)"),
        (
            '"CONDA PATH","C:\\conda"\n"CONDA ENV","wijk"\n',
            "CONDA PATH (C:\\conda) en CONDA ENV (wijk)",
        ),
        # A path goes before Anaconda: see ExecuteWindows and XLPyCommand in xlwings' Main.bas.
        (
            '"CONDA PATH","C:\\conda"\n"CONDA ENV","base"\n"INTERPRETER_WIN","D:\\x.exe"\n',
            "INTERPRETER_WIN (D:\\x.exe)",
        ),
    ],
    ids=["interpreter", "old name", "anaconda", "both"],
)
def test_the_python_of_somebody_else_stays_and_is_said(
    theirs: str, named: str, tmp_path: Path
) -> None:
    """Nor is anything added that theirs does not know: then its own functions would be lost."""
    on = computer(tmp_path, addin=Addin(there=True))
    on.configuration.parent.mkdir()
    on.configuration.write_bytes(theirs.encode())
    told = install(on, WORKBOOK)
    assert told.lines[:2] == (
        OTHER_PYTHON.format(file=on.configuration, other=named, python=PYTHON),
        "De invoegtoepassing van xlwings stond al in Excel.",
    )
    assert on.configuration.read_bytes() == theirs.encode()
    assert remove(on).lines == (
        "De invoegtoepassing van xlwings is niet door wijkexcel neergezet. Staat die in Excel, dan "
        "blijft die staan.",
        f"Het sjabloon is weggehaald: {on.template}.",
    )
    assert on.configuration.read_bytes() == theirs.encode()
    assert on.addin.there  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "theirs",
    [
        '"INTERPRETER_WIN","c:\\WIJK\\scripts\\python.exe"\n',
        '"INTERPRETER_WIN","%Wijk%\\Scripts\\pythonw.exe"\n',
        '"CONDA PATH",""\n"CONDA ENV",""\n',
        '"CONDA PATH","C:\\conda"\n',
    ],
    ids=["other program", "variable", "no anaconda", "half anaconda"],
)
def test_the_same_python_is_no_other(theirs: str, tmp_path: Path) -> None:
    on = replace(computer(tmp_path), environment={"APPDATA": str(tmp_path), "WIJK": "C:\\wijk"})
    on.configuration.parent.mkdir()
    on.configuration.write_text(theirs)
    told = install(on, WORKBOOK)
    assert told.lines[0] == f"Excel weet nu waar Python staat. Dat staat in {on.configuration}."
    assert on.configuration.read_text().endswith(f'"UDF MODULES","{FUNCTIONS}"\n')
    remove(on)
    assert on.configuration.read_text() == theirs


def test_the_modules_of_somebody_else_stay_and_it_is_said_what_to_add(tmp_path: Path) -> None:
    on = computer(tmp_path)
    on.configuration.parent.mkdir()
    on.configuration.write_text('"UDF MODULES","mijn;jouw"\n')
    said = f"Excel weet nu waar Python staat. Dat staat in {on.configuration}."
    more = OTHER_MODULES.format(other="mijn;jouw", ours=FUNCTIONS)
    assert more.endswith("dit achter: ;wijkexcel.excel.functions")
    assert install(on, WORKBOOK).lines[0] == f"{said} {more}"
    on.configuration.write_text(f'"UDF MODULES","mijn;{FUNCTIONS}"\n')
    assert install(on, WORKBOOK).lines[0] == said
    remove(on)
    assert on.configuration.read_text() == f'"UDF MODULES","mijn;{FUNCTIONS}"\n'


def test_a_newer_python_takes_the_place_of_the_one_that_was_ours(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    moved = replace(on, interpreter="D:\\nieuw\\python.exe")
    assert install(moved, WORKBOOK).lines[0].startswith("Excel weet nu waar Python staat.")
    assert '"INTERPRETER_WIN","D:\\nieuw\\python.exe"' in on.configuration.read_text()
    assert PYTHON not in on.configuration.read_text()
    remove(moved)
    assert files(tmp_path) == {}


def test_a_setting_that_was_changed_afterwards_stays(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    on.configuration.write_text('"INTERPRETER_WIN","D:\\eigen\\python.exe"\n')
    assert remove(on).lines[0] == f"In {on.configuration} stond geen instelling van wijkexcel meer."
    assert on.configuration.read_text() == '"INTERPRETER_WIN","D:\\eigen\\python.exe"\n'


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


def test_another_folder_chosen_afterwards_leaves_no_template_behind(tmp_path: Path) -> None:
    before = computer(tmp_path)
    install(before, WORKBOOK)
    after = replace(before, personal_templates=str(tmp_path / "Sjablonen"))
    assert install(after, WORKBOOK).lines[2:4] == (
        f"Het lege werkboek staat bij de sjablonen: {after.template}.",
        f"Het sjabloon is weggehaald: {before.template}.",
    )
    assert after.template.is_file()
    assert not before.template.exists()
    remove(after)
    assert files(tmp_path) == {}


@pytest.mark.slow
def test_a_template_that_cannot_be_taken_away_yet_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as one that Excel holds on Windows."""
    before = computer(tmp_path)
    install(before, WORKBOOK)
    after = replace(before, personal_templates=str(tmp_path / "Sjablonen"))
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", refused)
        told = install(after, WORKBOOK)
        assert not told.complete
        assert told.lines[3].startswith(f"Dat lukt niet: '{before.template}' kan niet worden ")
        assert not remove(after).complete
    assert remove(after).complete
    assert files(tmp_path) == {}


def refused(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_the_template_that_an_earlier_version_wrote_down_is_known(tmp_path: Path) -> None:
    on = computer(tmp_path)
    install(on, WORKBOOK)
    noted = json.loads(on.record.read_bytes())
    ((path, content),) = noted.pop("sjablonen").items()
    on.record.write_text(json.dumps(noted | {"sjabloon": {"pad": path, "hash": content}}))
    remove(on)
    assert files(tmp_path) == {}


@pytest.mark.slow
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
    """A small one: what was done to it has nothing to do with its size."""
    (tmp_path / "wijkexcel.xltx").write_bytes(excel_setup.as_template(empty_book()))
    assert validate_ooxml(tmp_path / "wijkexcel.xltx") == []


@pytest.mark.parametrize("printed", ["Error: Failed to install the add-in: quit Excel.", ""])
def test_a_part_that_fails_stops_no_other(printed: str, tmp_path: Path) -> None:
    def there_is_no_excel(what: str) -> str:
        raise FileError("Excel is er niet")

    def only_prints(what: str) -> str:
        return printed

    detail = f"{IN_USE} (Voor wie u helpt, xlwings meldt: {printed or 'niets'})"
    for addin, said in ((there_is_no_excel, "Excel is er niet"), (only_prints, detail)):
        told = install(computer(tmp_path, addin=addin), WORKBOOK)
        assert not told.complete
        assert told.lines[1] == f"Dat lukt niet: {said}"
        assert told.lines[2].startswith("Het lege werkboek staat bij de sjablonen")
        assert "invoegtoepassing" not in json.loads(
            (tmp_path / ".wijkexcel/excel.json").read_text()
        )


def test_an_add_in_that_was_taken_out_by_hand_is_not_asked_for(tmp_path: Path) -> None:
    addin = Addin()
    on = computer(tmp_path, addin=addin)
    install(on, WORKBOOK)
    addin.there = False
    told = remove(on)
    assert told.complete
    assert told.lines[1] == "De invoegtoepassing van xlwings stond niet meer in Excel."
    assert "remove" not in addin.asked
    assert files(tmp_path) == {}


def test_what_cannot_be_written_down_is_not_done(tmp_path: Path) -> None:
    """Else it could not be taken out again. A file where the folder should be stops anybody."""
    (tmp_path / ".wijkexcel").write_text("van iemand anders")
    addin = Addin()
    on = computer(tmp_path, addin=addin)
    with pytest.raises(FileError) as refused:
        install(on, WORKBOOK)
    assert str(refused.value) == NO_RECORD.format(tmp_path / ".wijkexcel")
    assert addin.asked == []
    assert files(tmp_path) == {".wijkexcel": b"van iemand anders"}


def test_what_was_done_is_written_down_at_once(tmp_path: Path) -> None:
    """So a computer that stops halfway leaves nothing that cannot be taken out."""
    on = computer(tmp_path, addin=Addin())

    def stops(what: str) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        install(replace(on, addin=stops), WORKBOOK)
    assert on.configuration.is_file()
    remove(on)
    assert files(tmp_path) == {}


def test_a_record_that_cannot_be_written_any_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = computer(tmp_path)
    written: list[Path] = []

    def full(new: Sequence[New]) -> None:
        written.append(new[0].path)
        if written.count(on.record) > 1 and new[0].path == on.record:
            raise FileError("de schijf is vol")
        put(new)

    monkeypatch.setattr(excel_setup, "put", full)
    told = install(on, WORKBOOK)
    assert not told.complete
    assert told.lines.count("Dat lukt niet: de schijf is vol") == 1
    assert "De invoegtoepassing van xlwings staat in Excel." in told.lines


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


@pytest.mark.slow
@pytest.mark.parametrize(("complete", "code"), [(True, 0), (False, TO_MEND)])
def test_the_command_tells_what_was_done(
    complete: bool,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    on = computer(tmp_path)
    asked = []

    def pretended(place: Place, workbook: bytes = b"") -> SetupReport:
        asked.append((place, workbook))
        return SetupReport(("Gedaan.",), complete)

    monkeypatch.setattr(Place, "here", lambda: on)
    monkeypatch.setattr("wijkexcel.cli.excel.template_workbook", lambda: WORKBOOK)
    monkeypatch.setattr(excel_setup, "install", pretended)
    monkeypatch.setattr(excel_setup, "remove", pretended)
    assert (cli.run(["excel"]), cli.run(["excel", "--weg"])) == (code, code)
    assert asked == [(on, WORKBOOK), (on, b"")]
    assert capsys.readouterr().out == "Gedaan.\n" * 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in {WINDOWS, MAC}, reason="Excel may be there")
def test_without_excel_it_says_what_that_means_and_what_xlwings_said() -> None:
    with pytest.raises(FileError) as failed:
        excel_place.xlwings_addin("status")
    assert str(failed.value).startswith(
        f"{NO_START} (Voor wie u helpt, xlwings meldt: xlwings.XlwingsError: The interactive mode"
    )
    assert "\n" not in str(failed.value)
    assert Place.here().personal_templates == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (subprocess.TimeoutExpired("xlwings", 180), NO_ANSWER),
        (OSError("geen geheugen"), f"{NO_START} (Voor wie u helpt, xlwings meldt: geen geheugen)"),
    ],
)
def test_an_excel_that_does_not_answer(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(subprocess, "run", never)
    with pytest.raises(FileError) as failed:
        excel_place.xlwings_addin("status")
    assert str(failed.value) == said
