"""What people see in a terminal: a real one, in which the commands run by themselves."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from tests.post.filling import fill
from tests.post.support import few, not_sent
from tests.workbook.books import calculated, example_book

pytestmark = pytest.mark.slow


def in_terminal(*words: object) -> str:
    """Run a command in a terminal and return the lines that it shows, without colours."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wijkexcel", *map(str, words)]
    environment = os.environ | {"TERM": "dumb", "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as running:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # Linux says so when the other side has closed
            while part := os.read(ours, 1 << 16):
                shown += part
    os.close(ours)
    assert running.returncode in {0, 1}, shown.decode()
    return "\n".join(line.rstrip() for line in shown.decode().splitlines())


def test_a_step_shows_tables(tmp_path: Path) -> None:
    book = tmp_path / "werkboek.xlsx"
    book.write_bytes(example_book())
    shown = in_terminal("bereken", book)
    assert "Overzicht\n┏" in shown
    assert f"Bijgewerkt: {book}" in shown


def test_so_do_the_commands_of_the_post_and_of_renewing(tmp_path: Path) -> None:
    book, out = tmp_path / "werkboek.xlsx", tmp_path / "uit"
    book.write_bytes(calculated(not_sent(few())))
    shown = in_terminal("verdeel", book, out, "--voor", "12-12-2026")
    assert "Wie heeft al ingevuld?\n┏" in shown
    assert "│ Marjan Terhoeven" in shown
    fill(out, "S01", 4)
    fill(out, "S02", "x")
    shown = in_terminal("verzamel", book, out, "--proef")
    assert "Wat er terugkwam\n┏" in shown
    assert "│ geweigerd" in shown
    changed = openpyxl.load_workbook(book)
    changed["Besluit"]["C6"] = "over de formule heen"
    changed.save(book)
    shown = in_terminal("bijwerken", book, "--opgaven", "9")
    assert "Wat u moet weten\n┏" in shown
    assert "│ Besluit!C6" in shown
