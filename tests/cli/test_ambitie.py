"""The page for the joint ambition: what it says, and when it is refused."""

from pathlib import Path

import pytest

from tests.documents.factory import everything_in, paragraphs_of, with_decision, with_settings
from tests.workbook.books import calculated, example_book
from wijkexcel.cli import main as cli
from wijkexcel.example import example
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice
from wijkexcel.steps import output

CHOSEN = [o for o in example().opgaven if example().decision(o.id).choice is Choice.CHOSEN]


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)


def with_ambition(opgave: str, **fields: str) -> Dossier:
    dossier = example()
    changed = tuple(
        a.model_copy(update=fields) if a.opgave == opgave else a for a in dossier.ambitions
    )
    return dossier.model_copy(update={"ambitions": changed})


def made(folder: Path, book: bytes, *words: str) -> tuple[int, Path | None]:
    path = folder / "werkboek.xlsx"
    path.write_bytes(book)
    code = cli.run(["ambitie", str(path), *words])
    return code, next(folder.glob("ambitie-*.docx"), None)


@pytest.mark.slow
def test_the_page_tells_of_each_chosen_opgave_and_of_no_other(tmp_path: Path) -> None:
    code, page = made(tmp_path, example_book())
    assert code == 0
    assert page is not None
    told = "\n".join(paragraphs_of(page.read_bytes()))
    for opgave in example().opgaven:
        assert (opgave.name in told) is (opgave in CHOSEN)
    for opgave in CHOSEN:
        said = example().ambition(opgave.id)
        assert said.objective in told
        assert said.who in told
        assert said.in_tender in told
        assert said.measured_by not in told
    assert everything_in(page.read_bytes()).count("Politieke winst") == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dossier", "why"),
    [
        (with_ambition("O01", who=" "), "O01 Riool vervangen: wie het doet ontbreekt."),
        (with_decision(example(), "O01", decided_by=""), "staat niet wie besloot."),
        (
            with_ambition("O01", objective="Fatma Yildizhan wil een nieuw riool in 2029."),
            "staat de naam van een deelnemer",
        ),
    ],
    ids=["not complete", "not decided", "somebody is named"],
)
def test_it_is_not_made_while_something_is_wrong(
    dossier: Dossier, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, page = made(tmp_path, calculated(dossier))
    assert (code, page) == (1, None)
    assert why in capsys.readouterr().out


@pytest.mark.slow
def test_what_only_the_letter_needs_is_no_obstacle(tmp_path: Path) -> None:
    silent = with_settings(example(), sender="", what_was_asked="", next_steps="")
    code, page = made(tmp_path, calculated(silent))
    assert code == 1, "it is still an error, for the letter"
    assert page is not None
