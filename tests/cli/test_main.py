"""The command line: every command, its exit code, its words and its JSON."""

import errno
import io
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.documents.factory import small_template
from tests.documents.house import with_picture
from tests.hosts.support import reading_of, run_anew, small_calculated, typed, value_at
from tests.support.command import SMALL_ROOM
from tests.workbook.books import example_book, saved_by_openpyxl, small
from wijkexcel import __version__
from wijkexcel.cli import main as cli
from wijkexcel.cli import stap
from wijkexcel.cli.stap import WITH_TEMPLATE
from wijkexcel.documents.letter import shipped_template
from wijkexcel.example import example
from wijkexcel.excel import buttons
from wijkexcel.layout.spec import Capacity
from wijkexcel.new import workbook as new_files
from wijkexcel.steps import on_file as commands
from wijkexcel.steps import output
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.output import NO_PDF

every_step = pytest.mark.parametrize("step", STEPS)
EXE = [sys.executable, "-m", "wijkexcel"]
COMMANDS = cli.parser().names
HEAVY = (
    "pandas",
    "numpy",
    "pydantic",
    "openpyxl",
    "xlwings",
    "lxml",
    "docx",
    "docxtpl",
    "xlsxwriter",
    "python_calamine",
    "betteroffice_xlsx",
    "jinja2",
    "rich",
    "dataclasses",
    "typing",
    "pathlib",
    "shutil",
    "json",
    "datetime",
    "traceback",
)


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The example, in which nothing has to be mended."""
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(example_book())
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A workbook with errors."""
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(small_calculated())
    return path


@dataclass(frozen=True)
class Done:
    """What came of one command."""

    exit_code: int
    stdout: str
    stderr: str


def run(*words: object) -> Done:
    """One command in this process; an exception that is not turned into words comes through."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def real(*words: object, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """One command in a process of its own, piped."""
    return subprocess.run(
        [*EXE, *(str(word) for word in words)],
        capture_output=True,
        check=False,
        env=os.environ | env,
        timeout=180,  # 12 s of work for the whole example, on a machine that does more.
    )


# --- exit codes ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.sample(more=2)
@every_step
def test_a_workbook_without_errors_exits_0(step: str, book: Path) -> None:
    done = run(step, book)
    assert done.exit_code == 0
    assert done.stderr == ""
    assert f"{step}: " in done.stdout


@pytest.mark.sample(more=2)
@every_step
def test_a_workbook_with_errors_exits_1_and_is_saved(step: str, faulty: Path) -> None:
    done = run(step, faulty)
    assert done.exit_code == 1
    assert done.stderr == ""
    assert "fout: " in done.stdout
    assert reading_of(faulty.read_bytes()).dossier.log[-1].what.startswith(f"{step}: ")


@pytest.mark.slow
def test_warnings_alone_exit_0(book: Path) -> None:
    done = run("valideer", book)
    assert done.exit_code == 0
    assert "let op: " in done.stdout


@pytest.mark.slow
def test_a_refused_letter_exits_1(book: Path) -> None:
    book.write_bytes(typed(example_book(), {("tblInstellingen", "sender", "value"): None}))
    done = run("brief", book)
    assert done.exit_code == 1
    assert "afzender van de brief" in done.stdout
    assert not list(book.parent.glob("*.docx"))


@pytest.mark.slow
def test_a_leak_exits_1_and_makes_no_letter(book: Path) -> None:
    secret = next(c.name for c in example().criteria if c.visibility.value == "intern")
    reason = ("tblBesluit", "O02", "public_reason")
    book.write_bytes(typed(example_book(), {reason: f"Vanwege {secret}."}))
    done = run("brief", book, "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["geweigerd"]
    assert not list(book.parent.glob("*.docx"))


WRONG_USE: dict[str, str] = {
    "": "Er ontbreekt iets: OPDRACHT.",
    "verzonnen": "De opdracht 'verzonnen' bestaat niet.",
    "valideer": "Er ontbreekt iets: WERKBOEK.",
    "valideer a.xlsx b.xlsx": "Dit is te veel of bestaat niet: b.xlsx.",
    "valideer a.xlsx --verzonnen": "Dit is te veel of bestaat niet: --verzonnen.",
    "valideer a.xlsx --sjabloon x.docx": "Dit is te veel of bestaat niet: --sjabloon x.docx.",
    "valideer a.xlsx --js": "Dit is te veel of bestaat niet: --js.",
    "valideer a.xlsx --json=ja": "Achter --json hoort geen waarde.",
    "brief a.xlsx --uit": "Achter --uit ontbreekt een waarde.",
    "nieuw": "Er ontbreekt iets: UIT.xlsx.",
    "nieuw x.xlsx --opgaven 0": "Geef bij --opgaven een heel getal van 1 tot en met 500",
    "nieuw x.xlsx --opgaven 501": "Geef bij --opgaven een heel getal van 1 tot en met 500",
    "nieuw x.xlsx --opgaven veel": "Geef bij --opgaven een heel getal van 1 tot en met 500",
    "nieuw x.xlsx --deelnemers 100": "Geef bij --deelnemers een heel getal van 1 tot en met 99",
    "nieuw x.xlsx --laagste nan": "Geef bij --laagste een gewoon getal; u gaf 'nan'.",
    "nieuw x.xlsx --hoogste inf": "Geef bij --hoogste een gewoon getal; u gaf 'inf'.",
    "nieuw x.xlsx --laagste=-inf": "Geef bij --laagste een gewoon getal; u gaf '-inf'.",
    "nieuw x.xlsx --laagste weinig": "Geef bij --laagste een gewoon getal; u gaf 'weinig'.",
    "voorbeeld": "Er ontbreekt iets: MAP.",
    "sjablonen": "Er ontbreekt iets: MAP.",
    "sjablonen a b": "Dit is te veel of bestaat niet: b.",
}


@pytest.mark.parametrize("words", WRONG_USE)
def test_wrong_use_exits_2_and_is_explained_in_dutch(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words.split())
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"Dat lukt niet: {WRONG_USE[words]}")
    assert "\nGebruik: wijkexcel" in done.stderr
    command = words.split()[:1] if words and words != "verzonnen" else []
    assert done.stderr.endswith(f"Meer uitleg: {' '.join(['wijkexcel', *command])} --help\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--versie", "--version"])
def test_the_version(option: str) -> None:
    done = run(option)
    assert (done.exit_code, done.stdout) == (0, f"wijkexcel {__version__}\n")


def test_help_is_also_a_word() -> None:
    done = run("help")
    assert (done.exit_code, done.stdout) == (0, run("--help").stdout)


def test_too_little_room_is_refused_with_what_to_do(tmp_path: Path) -> None:
    done = run("nieuw", str(tmp_path / "x.xlsx"), "--groepen", "3")
    assert done.exit_code == 2
    assert "--groepen 4 of meer" in done.stderr
    assert "maak dan in het werkboek de rijen leeg" in done.stderr


# --- when something unforeseen happens ----------------------------------------------------------


def _main(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(stap, "run_step", fail)
    monkeypatch.setattr(sys, "argv", ["wijkexcel", "valideer", "geheim.xlsx"])
    return cli.main()


def test_a_defect_is_no_traceback_and_gives_nothing_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, KeyError("een geheime naam")) == cli.DEFECT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Dat lukt niet, door een fout in het programma zelf.")
    assert "KeyError, test_main.py, regel " in shown.err
    assert "geheim" not in shown.err
    assert "Traceback" not in shown.err


def test_who_stops_it_is_not_shown_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _main(monkeypatch, KeyboardInterrupt()) == cli.WRONG_USE
    assert capsys.readouterr().err == "Gestopt.\n"


@pytest.mark.slow
def test_who_reads_the_output_may_stop_early(faulty: Path) -> None:
    """As in ``wijkexcel valideer … | head -1``; the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [*EXE, "valideer", str(faulty)], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (cli.WRONG_USE, b"")
    assert reading_of(faulty.read_bytes()).dossier.log[-1].what.startswith("valideer: ")


# --- what cannot be read or written -------------------------------------------------------------


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _unrelated() -> bytes:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "Kantinelijst"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bad_crc() -> bytes:
    data = bytearray(small_calculated())
    at = len(data) // 3
    data[at : at + 64] = bytes(byte ^ 0xFF for byte in data[at : at + 64])
    return bytes(data)


def _changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(small_calculated())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    return _zip(parts)


def _without(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(small_calculated())) as archive:
        return _zip({n: archive.read(n) for n in archive.namelist() if n != part})


BAD: dict[str, Callable[[], bytes]] = {
    "zero bytes": lambda: b"",
    "one byte": lambda: b"P",
    "text": lambda: b"Beste allemaal, hierbij de scores.",
    "csv": lambda: b"nr;score\r\nO01;4\r\n",
    "html": lambda: b"<html><table><tr><td>O01</td></tr></table></html>",
    "truncated": lambda: small_calculated()[:20_000],
    "half": lambda: small_calculated()[: len(small_calculated()) // 2],
    "no tail": lambda: small_calculated()[:-22],
    "zip magic only": lambda: b"PK\x03\x04",
    "empty zip": lambda: _zip({}),
    "zip of something else": lambda: _zip({"readme.txt": b"x"}),
    "word document": shipped_template,
    "encrypted": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(3000),
    "old xls": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 40 + b"Workbook" * 100,
    "damaged inside": _bad_crc,
    "no workbook part": lambda: _without("xl/workbook.xml"),
    "no relations": lambda: _without("xl/_rels/workbook.xml.rels"),
    "no content types": lambda: _zip({"xl/workbook.xml": b"<workbook/>"}),
    "broken xml": lambda: _changed("xl/workbook.xml", lambda x: x[:200]),
    "broken sheet": lambda: _changed("xl/worksheets/sheet1.xml", lambda x: x[:900]),
    "empty sheet part": lambda: _changed("xl/worksheets/sheet1.xml", lambda _: b""),
    "unrelated workbook": _unrelated,
    "noise": lambda: random.Random(1).randbytes(5000),
    "zip magic and noise": lambda: b"PK\x03\x04" + random.Random(2).randbytes(5000),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_and_exit_2(name: str, tmp_path: Path) -> None:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(BAD[name]())
    before = path.read_bytes()
    for step in ("valideer", "brief"):
        done = run(step, path)
        assert done.exit_code == 2
        assert done.stdout == ""
        assert done.stderr.startswith("Dat lukt niet: ")
        assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["werkboek.xlsx"]


@every_step
def test_a_file_that_is_not_there(step: str, tmp_path: Path) -> None:
    done = run(step, tmp_path / "weg.xlsx")
    assert done.exit_code == 2
    assert "weg.xlsx" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_the_name_of_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "werkboek.xlsx").mkdir()
    done = run("valideer", tmp_path / "werkboek.xlsx")
    assert done.exit_code == 2
    assert "is een map. Geef het werkboek zelf." in done.stderr


@pytest.mark.parametrize("lock", ["~$werkboek.xlsx", ".~lock.werkboek.xlsx#"])
@pytest.mark.sample(more=3)
@every_step
def test_a_workbook_that_is_open_elsewhere(step: str, lock: str, faulty: Path) -> None:
    faulty.with_name(lock).write_text(",Anna,pc,nu;" if lock.startswith(".") else "\x04Anna")
    done = run(step, faulty)
    assert done.exit_code == 2
    assert "is geopend door Anna" in done.stderr
    assert faulty.read_bytes() == small_calculated()
    assert len(list(faulty.parent.iterdir())) == 2


def test_a_target_that_is_open_elsewhere(faulty: Path) -> None:
    target = faulty.with_name("uit.xlsx")
    faulty.with_name("~$uit.xlsx").write_text("\x04Anna")
    assert run("valideer", faulty, "--uit", target).exit_code == 2
    assert not target.exists()


@pytest.mark.parametrize("target", ["weg/uit.xlsx", "map", "werkboek.xlsx/uit.xlsx"])
def test_a_target_that_cannot_be_written(target: str, faulty: Path) -> None:
    (faulty.parent / "map").mkdir()
    done = run("valideer", faulty, "--uit", faulty.parent / target)
    assert done.exit_code == 2
    assert done.stderr.startswith("Dat lukt niet: ")
    assert faulty.read_bytes() == small_calculated()


@pytest.mark.parametrize("name", ["uit", "uit.pdf", "uit.xls", "uit.xlsm"])
def test_a_target_that_is_no_name_for_a_workbook(name: str, faulty: Path) -> None:
    done = run("valideer", faulty, "--uit", faulty.with_name(name))
    assert done.exit_code == 2
    assert f"eindigt op .xlsx; u gaf {name}." in done.stderr
    assert [p.name for p in faulty.parent.iterdir()] == [faulty.name]


@pytest.mark.parametrize("name", ["scores.ods", "scores.csv", "brief.docx", "oud.xls", "scores"])
def test_a_workbook_under_another_name(name: str, faulty: Path) -> None:
    path = faulty.rename(faulty.with_name(name))
    done = run("valideer", path)
    assert done.exit_code == 2
    assert f"{name} is een werkmap van Excel met een andere naam." in done.stderr
    assert [p.name for p in faulty.parent.iterdir()] == [name]


@pytest.mark.parametrize("name", ["scores.xlsx", "scores.ods", "scores"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "maar een pdf. Geef het werkboek zelf (.xlsx)."),
        (b"PK\3\4" + bytes(22) + b"\x12\0\0\0word/document.xml<x/>", "maar een Word-bestand."),
        (b"id;score\r\nO01;4\r\n", "maar een tekstbestand"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "wachtwoord",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"),
            "oude formaat .xls",
        ),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = run("bereken", path)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "beschadigd" not in done.stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EACCES, "ontbreken de rechten"), (errno.EROFS, "alleen-lezen")],
)
def test_a_folder_that_may_not_be_written(
    number: int, said: str, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated: root may write in any folder."""
    from wijkexcel.files import save

    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(save.os, "open", refuse)
    done = run("valideer", faulty)
    assert done.exit_code == 2
    assert said in done.stderr
    assert faulty.read_bytes() == small_calculated()


# --- where the result goes ----------------------------------------------------------------------


@pytest.mark.sample(more=2)
@every_step
def test_uit_leaves_the_original_as_it_is(step: str, faulty: Path) -> None:
    target = faulty.with_name("uit.xlsx")
    run(step, faulty, "--uit", target)
    assert faulty.read_bytes() == small_calculated()
    assert reading_of(target.read_bytes()).dossier.log[-1].what.startswith(f"{step}: ")
    assert not list(faulty.parent.glob("*.vorige.*"))


@pytest.mark.sample(more=2)
@every_step
def test_in_place_keeps_the_previous_version(step: str, faulty: Path) -> None:
    run(step, faulty)
    previous = faulty.with_name("werkboek.vorige.xlsx")
    assert previous.read_bytes() == small_calculated()
    assert faulty.read_bytes() != small_calculated()
    once = faulty.read_bytes()
    run(step, faulty)
    assert previous.read_bytes() == once


def test_uit_over_an_existing_file_keeps_that_as_previous_version(faulty: Path) -> None:
    target = faulty.with_name("uit.xlsx")
    target.write_bytes(b"van vroeger")
    run("valideer", faulty, "--uit", target)
    assert faulty.with_name("uit.vorige.xlsx").read_bytes() == b"van vroeger"


@pytest.mark.slow
def test_documents_lie_beside_the_result(book: Path) -> None:
    (book.parent / "uit").mkdir()
    done = run("brief", book, "--uit", book.parent / "uit" / "nieuw.xlsx")
    (letter,) = (book.parent / "uit").glob("brief-*.docx")
    assert str(letter) in done.stdout
    assert NO_PDF in done.stdout
    assert not list(book.parent.glob("*.docx"))


# --- JSON ---------------------------------------------------------------------------------------

KEYS = {
    "versie",
    "stap",
    "melding",
    "fouten",
    "let_op",
    "gelijk_gerekend",
    "vingerafdruk",
    "drempel",
    "ingevulde_cellen",
    "geweigerd",
    "bevindingen",
    "opgaven",
    "bestanden",
    "werkboek",
}
FINDING_KEYS = {"ernst", "code", "blad", "cel", "wat", "doe"}
OPGAVE_KEYS = {
    "nr",
    "naam",
    "totaal",
    "laagst_mogelijk",
    "hoogst_mogelijk",
    "stand",
    "rang",
    "dekking",
    "per_criterium",
    "per_groep",
    "onder_ondergrens",
    "redenen_tot_heroverweging",
    "voorstel",
    "besluit",
}


@pytest.mark.sample(more=3)
@every_step
def test_json_is_one_object_with_the_documented_keys(step: str, faulty: Path) -> None:
    done = run(step, faulty, "--json")
    content: dict[str, Any] = json.loads(done.stdout)
    assert set(content) == KEYS
    assert all(set(f) == FINDING_KEYS for f in content["bevindingen"])
    assert all(set(o) == OPGAVE_KEYS for o in content["opgaven"])
    assert (content["versie"], content["stap"]) == (1, step)
    assert content["werkboek"] == str(faulty)
    assert [o["nr"] for o in content["opgaven"]] == [o.id for o in small().opgaven]
    assert content["fouten"] == sum(f["ernst"] == "fout" for f in content["bevindingen"])
    assert all(Path(path).is_file() for path in content["bestanden"])
    assert done.exit_code == (1 if content["fouten"] or content["geweigerd"] else 0)
    assert done.stderr == ""


def test_json_of_an_error(tmp_path: Path) -> None:
    for name in ("weg.xlsx", "."):
        done = run("brief", tmp_path / name, "--json")
        assert done.exit_code == 2
        content = json.loads(done.stdout)
        assert set(content) == {"versie", "fout"}
        assert done.stderr == f"Dat lukt niet: {content['fout']}\n"


@pytest.mark.slow
def test_json_holds_every_sign_whatever_the_code_page(faulty: Path) -> None:
    name = 'Éénzaamheid 👩‍👩‍👧 “漢字” \\ "'
    faulty.write_bytes(typed(small_calculated(), {("tblOpgaven", "O01", "name"): name}))
    done = real("valideer", faulty, "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["opgaven"][0]["naam"] == name


# --- words --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_piped_it_is_quiet_and_plain(faulty: Path) -> None:
    """No spinner, no colour, no boxes; also where the code page lacks a sign of a name."""
    names = {("tblOpgaven", "O01", "name"): "Eén loket 漢字", ("tblOpgaven", "O02", "cost"): "漢"}
    faulty.write_bytes(typed(small_calculated(), names))
    done = real("valideer", faulty, PYTHONIOENCODING="cp1252", TERM="xterm-256color")
    assert done.returncode == 1, done.stderr
    assert done.stderr == b""
    text = done.stdout.decode("cp1252")
    assert "\x1b" not in text
    assert not set("│┃─━┏┓") & set(text)
    assert "Eén loket" in text
    assert "valideer: Gecontroleerd: " in text


@pytest.mark.slow
def test_a_bad_file_in_a_real_process(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"")
    done = real("valideer", tmp_path / "x.xlsx")
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith("Dat lukt niet: ")
    assert done.stderr.count(b"\n") == 1


def _in_a_terminal(step: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    from rich.console import Console

    from wijkexcel.cli.terminal.step import show

    out = io.StringIO()
    result = commands.run_step(step, path, by="Anna")
    show(Console(file=out, force_terminal=True, width=160, color_system=None), result)
    return out.getvalue()


@pytest.mark.sample(more=2)
@every_step
def test_in_a_terminal_there_are_tables(
    step: str, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = _in_a_terminal(step, faulty, monkeypatch)
    assert "Bevindingen" in text
    assert f"{step}: " in text
    assert f"Bijgewerkt: {faulty}" in text
    assert "Vorige versie: " in text
    assert ("Overzicht" in text) is (step == "bereken")
    assert ("Nog eens bekijken" in text) is (step == "heroverweeg")


@pytest.mark.slow
def test_in_a_terminal_typed_text_is_no_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also not in the name of a folder; a backslash before a bracket keeps its place."""
    names = ["[red]rood[/]", "[/]", "a\\[bold]b", "[link=x]y", "C:\\[x]"]
    folder = tmp_path / "wijk [concept] [" / "bold]"
    folder.mkdir(parents=True)
    path = folder / "werk[1]boek.xlsx"
    cells = {("tblOpgaven", f"O0{i + 1}", "name"): name for i, name in enumerate(names[:3])} | {
        ("tblOpgaven", "O02", "cost"): names[3],
        ("tblOpgaven", "O03", "cost"): names[4],
    }
    path.write_bytes(typed(small_calculated(), cells))
    for step in STEPS:
        text = _in_a_terminal(step, path, monkeypatch)
        flat = "".join(part.strip() for part in text.splitlines())
        assert f"Bijgewerkt: {path}" in flat
        if step == "bereken":
            assert all(name in text for name in names[:3])
        assert names[3] in text


@pytest.mark.slow
def test_many_findings_are_counted_in_a_terminal(
    faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cells = {
        (f"tblScore_S0{s}", f"O0{o}", f"C0{c}"): 99.0
        for s in (1, 2, 3)
        for o in (1, 2, 3)
        for c in (1, 2)
    }
    faulty.write_bytes(typed(small_calculated(), cells))
    text = _in_a_terminal("valideer", faulty, monkeypatch)
    more = len(run_anew("valideer", faulty.read_bytes())[0].findings) - 25
    assert f"… en nog {more}; ze staan alle op het blad Bevindingen." in text


# --- own templates ------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_own_template_is_used(book: Path) -> None:
    mine = book.with_name("mijn.docx")
    plain = small_template("Beste bewoner van {{ wijk }}, groeten.")
    mine.write_bytes(with_picture(plain, descr="Ons logo"))
    done = run("brief", book, "--sjabloon", mine)
    assert done.exit_code == 0
    assert "niet op papier: 'Ons logo'" in " ".join(done.stdout.split())
    (letter,) = book.parent.glob("brief-*.docx")
    with zipfile.ZipFile(letter) as archive:
        text = archive.read("word/document.xml").decode()
    assert f"Beste bewoner van {example().settings.wijk}, groeten." in text


EVIL = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.system('touch gehackt') }}",
    "{% include '/etc/passwd' %}",
    "{{ verzonnen_veld }}",
    "{% for",
]


@pytest.mark.parametrize("evil", EVIL)
def test_a_hostile_template_is_refused_and_nothing_changes(
    evil: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book.parent)
    mine = book.with_name("mijn.docx")
    mine.write_bytes(small_template(evil))
    for step in ("brief", "besluit"):
        done = run(step, book, "--sjabloon", mine)
        assert done.exit_code == 2
        assert done.stderr.startswith("Dat lukt niet: ")
    assert sorted(p.name for p in book.parent.iterdir()) == ["mijn.docx", "werkboek.xlsx"]
    assert book.read_bytes() == example_book()


@pytest.mark.parametrize("content", [b"", b"geen Word", b"PK\x03\x04"])
def test_a_template_that_is_no_word_document(content: bytes, book: Path) -> None:
    mine = book.with_name("mijn.docx")
    mine.write_bytes(content)
    assert run("brief", book, "--sjabloon", mine).exit_code == 2
    assert run("brief", book, "--sjabloon", book.with_name("weg.docx")).exit_code == 2
    assert book.read_bytes() == example_book()


# --- nieuw --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_nieuw_makes_a_workbook_with_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.xlsx"
    names = ["--gemeente", "=1+1", "--wijk", "De Wég <&>", "--laagste", "0", "--hoogste", "10"]
    done = run("nieuw", path, *SMALL_ROOM, *names)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"Gemaakt: {path}")
    assert done.stdout.splitlines()[1].endswith(f"wijkexcel valideer {path}")
    found = reading_of(path.read_bytes())
    settings = found.dossier.settings
    assert (settings.gemeente, settings.wijk) == ("=1+1", "De Wég <&>")
    assert (settings.lowest, settings.highest) == (0.0, 10.0)
    capacity = found.layout.capacity
    assert (capacity.opgaven, capacity.criteria, capacity.groups, capacity.scorers) == (3, 7, 4, 2)
    assert found.dossier.opgaven == ()
    assert found.dossier.criteria
    assert openpyxl.load_workbook(path)["Start"]["B15"].data_type != "f"
    checked = run("valideer", path)
    assert checked.exit_code in {0, 1}
    assert value_at(path.read_bytes(), "tblControle", "checked_equal", "value") == "ja"


def test_nieuw_has_the_room_of_the_shipped_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Capacity] = []
    monkeypatch.setattr(new_files, "new_workbook", lambda *words, **_: asked.append(words[2]))
    assert run("nieuw", tmp_path / "nieuw.XLSX").exit_code == 0
    assert asked == [Capacity()]


REFUSED: list[tuple[list[str], str]] = [
    (["nieuw.xls"], ".xlsx"),
    (["nieuw"], ".xlsx"),
    (["weg/nieuw.xlsx"], "bestaat niet"),
    (["er-al.xlsx"], "bestaat al"),
    (["map.xlsx"], "bestaat al"),
    (["x.xlsx", "--laagste", "5", "--hoogste", "5"], "hoger"),
    (["x.xlsx", "--laagste", "5", "--hoogste", "1"], "hoger"),
    (["x.xlsx", "--laagste", "4,5", "--hoogste", "4.5"], "hoger"),
    (["x.xlsx", "--laagste", "-1", "--hoogste", "-2"], "hoger"),
    (["x.xlsx", "--criteria", "2"], "Het werkboek begint met"),
    (["x.xlsx", "--groepen", "1"], "Het werkboek begint met"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=str)
def test_nieuw_refuses(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "er-al.xlsx").write_bytes(b"van mij")
    (tmp_path / "map.xlsx").mkdir()
    done = run("nieuw", *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (tmp_path / "er-al.xlsx").read_bytes() == b"van mij"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["er-al.xlsx", "map.xlsx"]


# --- voorbeeld and sjablonen --------------------------------------------------------------------


@pytest.mark.slow
def test_voorbeeld_and_voorbeeld_again(tmp_path: Path) -> None:
    folder = tmp_path / "diep" / "voorbeeld"
    done = run("voorbeeld", folder)
    assert done.exit_code == 0
    names = sorted(re.split("[-_]", p.name)[0] for p in folder.iterdir())
    assert names == ["besluitenblad", "brief", "voorbeeld"]
    assert all(f"Gemaakt: {path}" in done.stdout for path in folder.iterdir())
    assert done.stdout.count(NO_PDF) == 1
    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = run("voorbeeld", folder)
    assert again.exit_code == 2
    assert "bestaat al" in again.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("command", ["voorbeeld", "sjablonen"])
def test_a_folder_that_cannot_be_made(command: str, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    for name in ("bestand", "bestand/map"):
        done = run(command, tmp_path / name)
        assert done.exit_code == 2
        assert "is een bestand en geen map" in done.stderr


def test_sjablonen_are_those_that_are_used(tmp_path: Path) -> None:
    done = run("sjablonen", tmp_path / "huisstijl")
    assert done.exit_code == 0
    made = sorted(p.name for p in (tmp_path / "huisstijl").iterdir())
    assert made == [
        "ambitie.docx",
        "besluitenblad.docx",
        "brief.docx",
        "brief_partners.docx",
        "formulier.docx",
        "tafel.docx",
        "vraag.docx",
    ]
    assert (tmp_path / "huisstijl" / "brief.docx").read_bytes() == shipped_template()


def test_sjablonen_never_overwrite(tmp_path: Path) -> None:
    """One that is there already stops both."""
    (tmp_path / "besluitenblad.docx").write_bytes(b"van mij")
    done = run("sjablonen", tmp_path)
    assert done.exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["besluitenblad.docx"]
    assert (tmp_path / "besluitenblad.docx").read_bytes() == b"van mij"


# --- knoppen ------------------------------------------------------------------------------------


def test_knoppen_puts_three_files_beside_the_workbook(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_windows = partial(buttons.write_buttons, system=buttons.WINDOWS)
    monkeypatch.setattr(buttons, "write_buttons", on_windows)
    made = [faulty.with_name(n) for n in ("xlwings.conf", "werkboek.py", "wijkexcel.bas")]
    assert cli.run(["knoppen", str(faulty)]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[:3] == [f"Staat klaar: {path}" for path in made]
    assert "Is dat tabblad er niet? Geef dan eerst de opdracht 'wijkexcel excel'." in said
    assert all(path.is_file() for path in made)
    assert faulty.read_bytes() == small_calculated()


def test_knoppen_refuses_in_words(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_windows = partial(buttons.write_buttons, system=buttons.WINDOWS)
    monkeypatch.setattr(buttons, "write_buttons", on_windows)
    faulty.with_name("werkboek.py").write_text("van mij")
    assert cli.run(["knoppen", str(faulty)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "werkboek.py bestaat al" in said.err
    assert cli.run(["knoppen", str(faulty.with_name("weg.xlsx"))]) == 2
    assert len(list(faulty.parent.iterdir())) == 2


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="Excel may be there")
def test_knoppen_is_refused_where_there_is_no_excel(faulty: Path) -> None:
    """What it would write there holds a path of this computer, which no Excel can use."""
    done = run("knoppen", faulty)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"Dat lukt niet: {buttons.NO_EXCEL}\n"
    assert len(list(faulty.parent.iterdir())) == 1


# --- starting up --------------------------------------------------------------------------------


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['wijkexcel', '--help']\n"
        "from wijkexcel.cli.main import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert end.code == 0\n"
        f"print('HEAVY', [m for m in {HEAVY!r} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("HEAVY []\n")
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        (
            "wijkexcel.cli.stap, wijkexcel.steps.checking",
            {"pandas", "docxtpl", "jinja2", "ssl", "rich"},
        ),
        ("wijkexcel.steps.deciding", {"pandas", "ssl", "rich"}),
        ("wijkexcel.cli.verzamel, wijkexcel.cli.verdeel", {"pandas", "rich"}),
        ("wijkexcel.cli.papier, wijkexcel.cli.vertel, wijkexcel.cli.ambitie", {"pandas", "rich"}),
        ("wijkexcel.cli.anonimiseer, wijkexcel.cli.bijwerken", {"pandas", "rich"}),
        (
            "wijkexcel.cli.nieuw",
            {"pandas", "rich", "docxtpl", "jinja2", "ssl", "python_calamine", "openpyxl"},
        ),
    ],
)
def test_a_step_imports_only_what_it_needs(module: str, unneeded: set[str]) -> None:
    """Pandas is a third of a start, the documents a tenth, the network nothing of ours."""
    code = f"import {module}, sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert unneeded & set(done.stdout.split()) == set()


def test_the_five_functions_are_commands_and_may_take_a_template() -> None:
    assert tuple(cli.STEPS) == STEPS
    assert set(WITH_TEMPLATE) <= set(STEPS)


@pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)])
def test_help_is_in_dutch(words: list[str]) -> None:
    done = run(*words, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(" ".join(["Gebruik: wijkexcel", *words]))
    for english in ("usage", "options", "arguments", "show this", "default", "required"):
        assert english not in done.stdout.casefold()


@pytest.mark.slow
def test_an_xlsm_or_a_file_of_another_program_keeps_its_name(faulty: Path) -> None:
    """What openpyxl saved is taken in place, and stays a workbook for openpyxl."""
    faulty.write_bytes(saved_by_openpyxl(small_calculated()))
    assert run("bereken", faulty).exit_code == 1
    assert openpyxl.load_workbook(faulty)["Start"] is not None


@pytest.mark.oracle("libreoffice")
def test_the_whole_example_in_a_real_process(tmp_path: Path) -> None:
    done = real("voorbeeld", tmp_path)
    assert done.returncode == 0, done.stderr
    made = sorted(p.suffix for p in tmp_path.iterdir())
    assert made == [".docx", ".docx", ".pdf", ".pdf", ".xlsx"]
    assert all(p.read_bytes().startswith(b"%PDF-") for p in tmp_path.glob("*.pdf"))
    assert NO_PDF not in done.stdout.decode()


@pytest.mark.parametrize(("words", "does"), [((), "install"), (("--weg",), "remove")])
def test_the_menu_of_libreoffice_is_put_in_or_taken_out(
    words: tuple[str, ...], does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wijkexcel import libreoffice_menu

    monkeypatch.setattr(libreoffice_menu, does, lambda: f"{does} is gedaan.")
    assert run("libreoffice", *words) == Done(0, f"{does} is gedaan.\n", "")


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XLWINGS_LIBREOFFICE", "/nergens/soffice")
    done = run("libreoffice")
    assert done.exit_code == cli.WRONG_USE
    assert done.stderr.startswith("Dat lukt niet: ")


def test_the_server_starts_on_the_port_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkexcel.server import serve

    asked: list[object] = []
    monkeypatch.setattr(serve, "serve", lambda *, port: asked.append(port))
    assert run("server", "--poort", "8443").exit_code == 0
    assert asked == [8443]
    assert run("server", "--poort", "0").exit_code == cli.WRONG_USE
