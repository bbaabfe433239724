"""``wijkexcel anonimiseer`` as a coordinator uses it."""

import errno
import json
import os
import re
from pathlib import Path

import pytest

from tests.docs.support import documented_keys, only
from tests.privacy.canaries import hidden
from tests.privacy.peopled import peopled_book
from tests.privacy.support import everything
from tests.support.command import Run
from tests.workbook.books import empty_book, reading
from wijkexcel.cli import main as cli
from wijkexcel.cli.anonimiseer import wishes_of
from wijkexcel.cli.options import TO_MEND
from wijkexcel.errors import FileError
from wijkexcel.files import job
from wijkexcel.files.exchange import give_name
from wijkexcel.names import finder
from wijkexcel.privacy import on_file as commands_privacy


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(peopled_book())
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.slow
def test_a_copy_and_a_list_beside_it_and_the_original_as_it_was(
    book: Path, tmp_path: Path, run: Run
) -> None:
    before = book.read_bytes(), book.stat().st_mtime_ns
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx")
    assert code == 0
    assert names(tmp_path) == ["kopie-nakijken.xlsx", "kopie.xlsx", "werkboek.xlsx"]
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before
    assert f"Gemaakt: {tmp_path / 'kopie.xlsx'}" in said
    assert "kopie-nakijken.xlsx. BEVAT PERSOONSGEGEVENS: stuur dit bestand niet mee." in said
    assert said.rstrip().endswith(
        "Het programma beslist niet wat openbaar mag worden. Dat doet een mens, met de lijst "
        "erbij. Open nu kopie-nakijken.xlsx en kijk de teksten na. Geef kopie.xlsx pas daarna aan "
        "een ander."
    )
    assert "Terhoeven" not in said
    copy = reading((tmp_path / "kopie.xlsx").read_bytes()).dossier
    assert copy.scorers[0].name == "Deelnemer S01"


@pytest.mark.slow
def test_a_trial_makes_nothing(book: Path, tmp_path: Path, run: Run) -> None:
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx", "--proef")
    assert code == 0
    assert names(tmp_path) == ["werkboek.xlsx"]
    assert "Teksten om na te kijken: " in said
    assert "Dit was een proef: er is niets gemaakt." in said


@pytest.mark.slow
def test_it_says_what_kinds_of_things_are_not_in_the_copy_and_where_to_read_them(
    book: Path, tmp_path: Path, run: Run
) -> None:
    _, said = run("anonimiseer", book, tmp_path / "kopie.xlsx", "--proef")
    listed = said[said.index("Dit staat niet") : said.index("Let op bij")].splitlines()
    assert listed == [
        "Dit staat niet in de kopie:",
        "- code van een deelnemer: 3",
        "- e-mailadres: 5",
        "- eigenschap van het document: 2",
        "- organisatie (blijft staan met --houd organisatie): 3",
        "- rol of functie (blijft staan met --houd rol): 4",
        "- telefoonnummer: 1",
        "- vingerafdruk of kenmerk: 1",
        "Wat het is en waar het staat, komt op het blad Weggelaten van de lijst.",
    ]
    _, said = run("anonimiseer", book, tmp_path / "kopie.xlsx")
    assert (
        "Wat het was en waar het stond, leest u op het blad Weggelaten van kopie-nakijken.xlsx."
    ) in said


@pytest.mark.parametrize("there", ["kopie.xlsx", "kopie-nakijken.xlsx"])
def test_nothing_is_written_over(book: Path, tmp_path: Path, run: Run, there: str) -> None:
    (tmp_path / there).write_text("van iemand")
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx")
    assert code == cli.WRONG_USE
    assert f"{there} bestaat al en wordt niet overschreven." in said
    assert (tmp_path / there).read_text() == "van iemand"
    assert names(tmp_path) == sorted([there, "werkboek.xlsx"])


def test_not_even_over_itself_or_a_link(book: Path, tmp_path: Path, run: Run) -> None:
    before = book.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "weg.xlsx")
    for target in (book, tmp_path / "link.xlsx"):
        code, said = run("anonimiseer", book, target)
        assert code == cli.WRONG_USE
        assert "bestaat al" in said
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("kopie.ods",), "Geef de kopie een naam die eindigt op .xlsx; u gaf kopie.ods."),
        (("map/kopie.xlsx",), "bestaat niet. Maak die eerst."),
        (
            ("kopie.xlsx", "--houd", "naam"),
            "--houd naam bestaat niet. U kunt houden: organisatie "
            "en rol. Namen, e-mailadressen, telefoonnummers en codes gaan er altijd uit.",
        ),
    ],
)
def test_wrong_use_is_told(
    book: Path, tmp_path: Path, run: Run, words: tuple[str, ...], said: str
) -> None:
    target, *rest = words
    code, shown = run("anonimiseer", book, tmp_path / target, *rest)
    assert code == cli.WRONG_USE
    assert said in shown
    assert names(tmp_path) == ["werkboek.xlsx"]


@pytest.mark.slow
def test_roles_and_own_sheets_are_kept_when_asked(tmp_path: Path, run: Run) -> None:
    data, canaries = hidden()
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(data)
    code, _ = run(
        "anonimiseer", path, tmp_path / "kopie.xlsx", "--houd", "Rol,organisatie", "--eigen-bladen"
    )
    assert code == 0
    copy = reading((tmp_path / "kopie.xlsx").read_bytes()).dossier
    assert copy.scorers[4].role == "Woonconsulent"
    assert copy.scorers[4].organisation == "Woonstichting Het Vlietdak"
    assert canaries["own sheet"] in everything((tmp_path / "kopie.xlsx").read_bytes())


@pytest.mark.slow
def test_a_name_in_the_name_of_the_copy_is_refused(book: Path, tmp_path: Path, run: Run) -> None:
    code, said = run("anonimiseer", book, tmp_path / "voor-marjan-terhoeven.xlsx")
    assert code == TO_MEND
    assert "- 'marjan-terhoeven', in de naam van de kopie" in said
    assert names(tmp_path) == ["werkboek.xlsx"]


@pytest.mark.slow
def test_what_is_found_in_the_finished_copy_refuses_it(
    book: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should cleaning fail to replace something, the last look stops it."""
    monkeypatch.setattr(finder.Finder, "replaced", lambda _, text: finder.Replaced(text, ()))
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx")
    assert code == TO_MEND
    assert "Er is geen kopie gemaakt." in said
    assert re.search(r"- 'Jan van den Berg', in blad \w+, cel [A-Z]+\d+\n", said)
    assert names(tmp_path) == ["werkboek.xlsx"]
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx", "--json")
    assert code == TO_MEND
    content = json.loads(said)
    assert content["kopie"] is content["lijst"] is None
    found = {(f["blad"], f["woord"]) for f in content["gevonden"]}
    assert ("Besluit", "Jan van den Berg") in found
    assert {set(f) == {"onderdeel", "blad", "cel", "woord"} for f in content["gevonden"]} == {True}
    assert names(tmp_path) == ["werkboek.xlsx"]


@pytest.mark.slow
def test_when_the_copy_cannot_be_saved_the_list_does_not_stay(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(fresh: Path, name: Path) -> None:
        if name.name == "kopie.xlsx":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        give_name(fresh, name)

    monkeypatch.setattr(job, "give_name", fails)
    with pytest.raises(FileError, match=r"de schijf is vol\. Er is niets opgeslagen\."):
        commands_privacy.copy_without_names(
            book, tmp_path / "kopie.xlsx", wishes_of([], own_sheets=False)
        )
    assert names(tmp_path) == ["werkboek.xlsx"]


@pytest.mark.slow
def test_json_is_as_documented_and_holds_no_personal_data(
    book: Path, tmp_path: Path, run: Run
) -> None:
    code, said = run("anonimiseer", book, tmp_path / "kopie.xlsx", "--json")
    assert code == 0
    content = json.loads(said)
    assert set(content) == only(documented_keys(), "`anonimiseer`")
    assert content["pseudoniemen"][:4] == [
        "Deelnemer S01",
        "Deelnemer S02",
        "Deelnemer S03",
        "Betrokkene 1",
    ]
    assert content["kleine_groepen"] == [
        {"groep": "G1 (groep G1)", "deelnemers": 2},
        {"groep": "G2 (groep G2)", "deelnemers": 1},
    ]
    assert content["gevonden"] == []
    assert content["kopie"] == str(tmp_path / "kopie.xlsx")
    assert "erhoeven" not in said


@pytest.mark.slow
def test_an_empty_workbook_gives_an_empty_list(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(empty_book())
    code, said = run("anonimiseer", path, tmp_path / "kopie.xlsx")
    assert code == 0
    assert "Teksten om na te kijken: 0. Daarvan valt in 0 iets op." in said
