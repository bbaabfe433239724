"""The letter on the command line: whom it is for, and that the rules are the same for each."""

from pathlib import Path

import pytest

from tests.documents.factory import everything_in, paragraphs_of, with_decision
from tests.workbook.books import calculated, example_book
from wijkexcel.cli import main as cli
from wijkexcel.example import example
from wijkexcel.steps import output


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)


def letters(folder: Path, book: bytes, *words: str) -> tuple[int, list[Path]]:
    path = folder / "werkboek.xlsx"
    path.write_bytes(book)
    return cli.run(["brief", str(path), *words]), sorted(folder.glob("brief-*.docx"))


@pytest.mark.slow
def test_the_letter_to_partners_says_how_and_who_and_stands_beside_that_to_residents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, (ours,) = letters(tmp_path, example_book())
    code, made = letters(tmp_path, example_book(), "--voor", "partners")
    assert code == 0
    assert "De brief aan partners is gemaakt." in capsys.readouterr().out
    assert len(made) == 2
    theirs = next(path for path in made if path != ours)
    assert theirs.name.startswith("brief-partners-")
    told = paragraphs_of(theirs.read_bytes())
    assert "Aan de partners in Lijsterhoek" in told
    assert "Aan de bewoners van Lijsterhoek" in paragraphs_of(ours.read_bytes())
    for decision in example().decisions:
        assert any(decision.public_reason in text for text in told)
        assert decision.internal_note == "" or decision.internal_note not in "\n".join(told)
    assert example().ambition("O01").who in told
    for secret in ("Politieke winst", *(s.name for s in example().scorers)):
        assert secret not in everything_in(theirs.read_bytes())


@pytest.mark.slow
def test_a_name_is_no_more_let_through_to_partners_than_to_residents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = with_decision(example(), "O01", public_reason="Fatma Yildizhan wilde dit graag.")
    code, made = letters(tmp_path, calculated(named), "--voor", "partners")
    assert (code, made) == (1, [])
    assert "staat de naam van een deelnemer" in capsys.readouterr().out


def test_another_reader_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        letters(tmp_path, b"", "--voor", "iedereen")
    assert "Geef bij --voor bewoners of partners; u gaf 'iedereen'." in capsys.readouterr().err
