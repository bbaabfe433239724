"""What may not go to partners goes to nobody: end to end, with the cell in which it stands."""

from pathlib import Path

import pytest

from tests.checks.changes import Change, on
from tests.hosts.open_books import opened, result_on_start
from tests.post.back.support import answer, back
from tests.post.out.support import NOTHING, book, saved
from tests.post.support import few, unanswered
from tests.support.command import Run
from wijkexcel import addin
from wijkexcel.cli.options import TO_MEND
from wijkexcel.errors import NotReadyError

pytestmark = pytest.mark.usefixtures("without_pdf")
NAMED: Change = on("opgaven", "O02", description="Ruben Oldenkamp belde erover.")
FOUND = "In de tekst bij 'Beschrijving' van O02 staat de naam van een deelnemer: S02 (Ruben Oldenk"


@pytest.mark.parametrize("words", [["verdeel"], ["papier"], ["papier", "--leeg", "G3"]])
def test_a_name_in_a_description_goes_to_nobody(words: list[str], tmp_path: Path, run: Run) -> None:
    path = saved(NAMED(few()), tmp_path)
    before = path.read_bytes()
    code, said = run(words[0], path, tmp_path / "uit", *words[1:])
    assert code == TO_MEND
    assert f"fout: Opgaven!E7: {FOUND}" in said
    assert said.endswith(f"{NOTHING}\n")
    assert path.read_bytes() == before
    assert not (tmp_path / "uit").exists()


@pytest.mark.slow
def test_nor_from_an_open_workbook(tmp_path: Path) -> None:
    with opened(book(NAMED(few())), tmp_path) as live:
        addin.herinner(live)
        said = result_on_start(live)
    assert "Er is niets gemaakt" in said
    assert FOUND in said
    assert [path.name for path in tmp_path.iterdir()] == ["werkboek.xlsx"]


def test_what_only_looks_so_is_told_and_made(tmp_path: Path, run: Run) -> None:
    path = saved(on("opgaven", "O02", description="Oldenkamp belde.")(few()), tmp_path)
    code, said = run("verdeel", path, tmp_path / "uit", "--wie", "S01")
    assert code == 0
    assert "Opgaven!E7: In de tekst bij 'Beschrijving' van O02 staat 'Oldenkamp'. Zo heet" in said
    assert (tmp_path / "uit").exists()


def test_an_own_mail_text_with_a_name_is_refused(tmp_path: Path, run: Run) -> None:
    path = saved(few(), tmp_path)
    before = path.read_bytes()
    text = tmp_path / "mail.txt"
    text.write_text("Onderwerp: Dag\n\nBeste {naam},\nRuben Oldenkamp vroeg erom.\n", "utf-8")
    code, said = run("verdeel", path, tmp_path / "uit", "--mailtekst", text)
    assert code != 0
    assert "In regel 4 van de mailtekst staat de naam van een deelnemer: S02" in said
    assert path.read_bytes() == before
    assert not (tmp_path / "uit").exists()


def test_where_forms_are_handed_in_names_no_participant(tmp_path: Path, run: Run) -> None:
    path = saved(few(), tmp_path)
    words = ("papier", path, tmp_path / "uit", "--waar", "Bij Ruben Oldenkamp thuis.")
    code, said = run(*words)
    assert code != 0
    assert "In de tekst bij --waar staat de naam van een deelnemer: S02" in said
    assert not (tmp_path / "uit").exists()


def test_nor_does_it_go_back_to_who_has_something_left() -> None:
    later = NAMED(unanswered())  # somebody typed it after the workbooks went out
    with pytest.raises(NotReadyError, match=r"van O02 staat de naam van een deelnemer: S02"):
        back({"a.xlsx": answer(O03_C02="nog niet")}, later)
