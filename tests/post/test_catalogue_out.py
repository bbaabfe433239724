"""The lines O of the catalogue, and Z for what goes out: through the real ``verdeel``."""

import email
import email.policy
import importlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.post.catalogue import PLACE, WHEN, sent, wijk
from tests.post.catalogue_out import ELSEWHERE, FORMULAS, HOSTILE, WORDS
from tests.post.support import Form, changed
from tests.workbook.books import calculated
from wijkexcel.errors import TemplateError
from wijkexcel.layout.partner_form import FORM
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import ScoreTable
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.out.on_file import Distribution, distribute
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate


def test_what_is_tried_elsewhere_is_there() -> None:
    for module, name in ELSEWHERE.values():
        found = importlib.import_module(module)
        assert not name or callable(getattr(found, name))


def sent_out(dossier: Dossier, folder: Path, **options: Any) -> Distribution:
    book = folder / "werkboek.xlsx"
    book.write_bytes(calculated(dossier))
    return distribute(book, folder / "uit", when=WHEN, **options)


def named(text: str) -> Dossier:
    """A wijk in which everything that a scorer reads of the work is called this."""
    dossier = wijk()
    first, *opgaven = dossier.opgaven
    criterion, *criteria = dossier.criteria
    marks, *anchors = dossier.anchors
    meant = {"lowest": text, "middle": text, "highest": text}
    return dossier.model_copy(
        update={
            "opgaven": (first.model_copy(update={"name": text, "coupling": text}), *opgaven),
            "criteria": (criterion.model_copy(update={"name": text, "question": text}), *criteria),
            "anchors": (marks.model_copy(update=meant), *anchors),
        }
    )


def called(text: str) -> Dossier:
    """A wijk in which the first scorer is called this: by itself, as others do not read names."""
    dossier = wijk()
    scorer, *scorers = dossier.scorers
    first = scorer.model_copy(update={"name": text})
    return dossier.model_copy(update={"scorers": (first, *scorers)})


def texts_of(book: bytes) -> list[str]:
    loaded = openpyxl.load_workbook(io.BytesIO(book))
    return [str(c.value) for sheet in loaded for row in sheet.iter_rows() for c in row if c.value]


@pytest.mark.sample(more=6)
@pytest.mark.slow
@pytest.mark.parametrize("where", [named, called])
@pytest.mark.parametrize("text", FORMULAS.values(), ids=FORMULAS)
def test_o1_text_stays_text(text: str, where: Callable[[str], Dossier], tmp_path: Path) -> None:
    parcel = sent_out(where(text), tmp_path).sending.parcels[0]
    plain = texts_of(sent().blank["S01"])
    formulas = {t for t in plain if t.startswith("=")}
    own = {t for t in texts_of(parcel.workbook) if t.startswith("=") and t.strip() != text.strip()}
    assert own == formulas
    loaded = openpyxl.load_workbook(io.BytesIO(parcel.workbook))
    cells = [c for s in loaded for row in s.iter_rows() for c in row if c.value == text.strip(" ")]
    assert cells
    assert {c.data_type for c in cells} == {"s"}
    with zipfile.ZipFile(io.BytesIO(parcel.workbook)) as archive:
        for name in archive.namelist():
            assert b"TargetMode" not in archive.read(name)
            assert "externalLink" not in name


def test_o1_a_remark_stays_text(tmp_path: Path) -> None:
    text = '=HYPERLINK("http://voorbeeld.nl")'

    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        cell = form.sheet.cell(form.row("O03", "remark"), form.column("remark"))
        cell.value, cell.data_type = text, "s"

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(changed(sent().filled(), change))
    book = tmp_path / "werkboek.xlsx"
    book.write_bytes(sent().book)
    collect_folder(book, tmp_path / "in", when=WHEN)
    found = read(source := FileSource(book.read_bytes()))
    assert [(r.opgave, r.text) for r in found.dossier.remarks] == [("O03", text)]
    located = found.map.tables["tblScore_S01"]
    place = located.rows["O03"], located.columns["remark"]
    assert place not in source.specials(located.sheet).formulas


@pytest.mark.sample(more=2)
@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_o2_words_of_templates_are_just_words(text: str, tmp_path: Path) -> None:
    parcel = sent_out(named(text), tmp_path).sending.parcels[0]
    grid = FileSource(parcel.workbook).grid("Opgaven")
    assert text in {cell for row in grid for cell in row}


@pytest.mark.sample(more=2)
@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_o2_a_name_is_just_words(text: str, tmp_path: Path) -> None:
    parcel = sent_out(called(text), tmp_path).sending.parcels[0]
    assert parcel.mail is not None
    mail = email.message_from_bytes(parcel.mail, policy=email.policy.default)
    assert f"Beste {text}," in mail.get_body().get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["een\x0ctwee", "een\x00twee"])
def test_o2_what_no_cell_can_hold(text: str, tmp_path: Path) -> None:
    """Nobody can type these; a file can bring them. Then the coordinator is told where."""
    book = tmp_path / "werkboek.xlsx"

    def change(loaded: openpyxl.Workbook) -> None:
        sheet = loaded["Opgaven"]
        row = next(r for r in sheet.iter_rows() if r[0].value == "O01")
        row[1].value = text.replace("\x0c", "_x000C_").replace("\x00", "_x0000_")

    book.write_bytes(recalculate(changed(calculated(wijk()), change)).data)
    before = book.read_bytes()
    made = distribute(book, tmp_path / "uit", when=WHEN)
    (refused,) = made.sending.refused
    assert (refused.sheet, refused.cell) == ("Opgaven", "B6")
    assert "een teken dat niemand ziet" in refused.problem
    assert not (tmp_path / "uit").exists()
    assert book.read_bytes() == before


@pytest.mark.parametrize("field", HOSTILE.values(), ids=HOSTILE)
def test_o3_a_mail_text_reaches_nothing(field: str, tmp_path: Path) -> None:
    text = tmp_path / "mail.txt"
    text.write_text(f"Onderwerp: x\n\n{field}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        sent_out(wijk(), tmp_path, text=text)
    assert field in str(refused.value)
    assert not (tmp_path / "uit").exists()


def test_z1_nothing_to_ask(tmp_path: Path) -> None:
    dossier = wijk()
    table = dossier.scores
    bare = dossier.model_copy(
        update={
            "opgaven": (),
            "scores": ScoreTable.of((), table.scorers, table.criteria, {}),
        }
    )
    book = tmp_path / "werkboek.xlsx"
    room = Capacity(3, 3, len(dossier.groups), len(dossier.scorers), 1)
    book.write_bytes(calculated(bare, room))
    made = distribute(book, tmp_path / "uit", when=WHEN)
    assert made.files == ()
    assert made.sending.notes == (
        "Er zijn nog geen opgaven om te scoren. Vul het blad Opgaven in.",
    )


def test_z1_nobody_to_ask(tmp_path: Path) -> None:
    dossier = wijk()
    table = dossier.scores
    bare = dossier.model_copy(
        update={
            "scorers": (),
            "scores": ScoreTable.of(table.opgaven, (), table.criteria, {}),
        }
    )
    room = Capacity(5, 3, len(dossier.groups), 2, 1)
    book = tmp_path / "werkboek.xlsx"
    book.write_bytes(calculated(bare, room))
    made = distribute(book, tmp_path / "uit", when=WHEN)
    assert made.files == ()
    assert made.sending.notes == ("Er is niemand om iets te sturen. Vul het blad Deelnemers in.",)


def test_z1_one_resident(tmp_path: Path) -> None:
    dossier = wijk()
    table = dossier.scores
    scorer = dossier.scorers[-1].model_copy(update={"id": "S01"})
    one = dossier.model_copy(
        update={
            "scorers": (scorer,),
            "scores": ScoreTable.of(table.opgaven, ("S01",), table.criteria, {}),
        }
    )
    (parcel,) = sent_out(one, tmp_path).sending.parcels
    assert {c.id for c in parcel.request.criteria} == {"C01"}
    assert PLACE[0] in {o.id for o in parcel.request.opgaven}
