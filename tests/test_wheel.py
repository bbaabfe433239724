"""The wheel, built and installed in an environment of its own: it holds everything, and works.

Without network: the environment sees the libraries that are installed here, and not this checkout.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from wijkexcel import __version__
from wijkexcel.example import example
from wijkexcel.rules.outcome import outcome_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
INFO = f"wijkexcel-{__version__}.dist-info"
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


BOOK = "mijn_wijk.xlsx"
TABLE = f"""
from wijkexcel import opgaven_frame, outcome_of, read
dossier = read("{BOOK}").dossier
print(list(opgaven_frame(dossier, outcome_of(dossier)))[:2])
"""


def done(words: Sequence[object], cwd: Path, **env: str) -> str:
    """What a program printed; it ended well."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    result = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=clean | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@dataclass(frozen=True)
class Installed:
    """An environment in which the wheel is installed, and an empty folder to work in."""

    environment: Path
    folder: Path

    def command(self, *words: object) -> str:
        """Give a command of the installed program."""
        home = str(self.folder / "home")
        program = self.environment / SCRIPTS / "wijkexcel"
        return done([program, *words], self.folder, HOME=home, USERPROFILE=home)

    def python(self, code: str) -> str:
        """Run Python there."""
        return done([self.environment / SCRIPTS / "python", "-c", code], self.folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("schoon")
    venv.create(place / "omgeving", with_pip=False)
    found = Installed(place / "omgeving", place / "map")
    (found.folder / "home").mkdir(parents=True)
    python = found.environment / SCRIPTS / "python"
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", python]
    done([*pip, "install", "--no-index", "--no-deps", wheel], place)
    # A .pth only adds a folder: what lies in that folder to find this checkout is not followed.
    site = found.python("import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    libraries = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (Path(site) / "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    small = ("--opgaven", 5, "--criteria", 7, "--groepen", 4, "--deelnemers", 3)
    found.command("nieuw", BOOK, *small)
    return found


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "wijkexcel").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if not name.startswith(f"{INFO}/")} == here
    assert "wijkexcel/py.typed" in names
    licence = {f"{INFO}/licenses/LICENSE"}
    rest = {f"{INFO}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    assert names - here == rest | licence
    assert not any("maken" in name or "tests" in name for name in names)


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    place = installed.python("import wijkexcel; print(wijkexcel.__file__)").strip()
    assert Path(place).is_relative_to(installed.environment)
    assert installed.command("--versie") == f"wijkexcel {__version__}\n"


def test_the_example_runs_from_there(installed: Installed) -> None:
    installed.command("voorbeeld", "voorbeeld")
    made = {path.name for path in (installed.folder / "voorbeeld").glob("*.docx")}
    assert len(made) == 2
    book = installed.folder / "voorbeeld" / "voorbeeld_lijsterhoek.xlsx"
    content = json.loads(installed.command("bereken", book, "--json"))
    assert content["gelijk_gerekend"] is True
    expected = {o.opgave: o.total for o in outcome_of(example()).opgaven}
    assert {o["nr"]: o["totaal"] for o in content["opgaven"]} == expected
    sent = json.loads(installed.command("verdeel", book, "uitvraag", "--json"))
    assert sent["verstuurd"]
    forms = json.loads(installed.command("papier", book, "papier", "--leeg", "G3", "--json"))
    assert forms["formulieren"]
    copied = json.loads(installed.command("anonimiseer", book, "kopie.xlsx", "--json"))
    assert copied["kopie"]


def test_a_workbook_gives_a_table_and_the_word_templates_are_there(
    installed: Installed,
) -> None:
    assert installed.python(TABLE) == "['naam', 'rang']\n"
    installed.command("sjablonen", "sjablonen")
    assert len(list((installed.folder / "sjablonen").glob("*.docx"))) == 7


def test_menu_buttons_and_server_find_their_files(installed: Installed) -> None:
    """All that the package reads beside its modules, from where it is installed."""
    found = installed.python(
        "from pathlib import Path\n"
        "from wijkexcel.excel.buttons import WINDOWS, write_buttons\n"
        "from wijkexcel.libreoffice_menu.extension import START, extension\n"
        "from wijkexcel.server.settings import PROJECT\n"
        f"buttons = write_buttons(Path('{BOOK}'), WINDOWS)\n"
        "assert all(path.is_file() for path in buttons)\n"
        "assert len(extension(Path.cwd(), '1')) > 1000\n"
        "for name in ('templates/manifest.xml', 'templates/taskpane.html',\n"
        "        'static/js/wijkexcel/pane.js', 'static/css/style.css',\n"
        "        'static/images/icons/wijkexcel-32.png', 'custom_functions/__init__.py'):\n"
        "    assert (PROJECT / name).is_file(), name\n"
        "print(START.is_file(), len(buttons))\n"
    )
    assert found == "True 3\n"
