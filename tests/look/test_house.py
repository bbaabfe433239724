"""The house style of a municipality: one small file, for workbook and documents."""

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from wijkexcel.documents.house_style import in_house
from wijkexcel.documents.letter import shipped_template
from wijkexcel.errors import FileError, NotReadyError
from wijkexcel.example import example
from wijkexcel.layout.spec import Capacity
from wijkexcel.look.colour import Colour
from wijkexcel.look.house import FILE, KEYS, PLAIN, house_beside, read_house
from wijkexcel.new.workbook import new_from_starter
from wijkexcel.ooxml.small_package import read_parts
from wijkexcel.steps.on_file import Result, run_step
from wijkexcel.workbook.building.build import build

BLUE = "#00557F"
SMALL = Capacity(6, 8, 4, 3, 2)
WHOLE = f'kleur = "{BLUE}"\nlogo = "logo.png"\nlogo_tekst = "Logo van Oudervliet"\n'


def picture(kind: str, hidden: str = "") -> bytes:
    made, info = io.BytesIO(), PngInfo()
    info.add_text("Author", hidden)
    more = {"pnginfo": info} if hidden else {}
    Image.new("RGB", (40, 10), (0, 85, 127)).save(made, kind, **more)
    return made.getvalue()


def written(folder: Path, text: str, logo: bytes = b"") -> Path:
    """A house style in a folder, with its logo."""
    (folder / FILE).write_text(text, encoding="utf-8")
    if logo:
        (folder / "logo.png").write_bytes(logo)
    return folder / FILE


def letter_in(folder: Path) -> Result:
    book = folder / "w.xlsx"
    book.write_bytes(build(example(), created=date(2026, 1, 1), calculated=True))
    return run_step("brief", book, when=datetime(2026, 9, 21, 12), by="een test")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_house_style_has_a_colour_and_a_logo(tmp_path: Path, kind: str) -> None:
    house = read_house(written(tmp_path, WHOLE, picture(kind)))
    assert house.colour == Colour.of(BLUE)
    assert house.logo is not None
    assert (house.logo.width, house.logo.height, house.logo.text) == (40, 10, "Logo van Oudervliet")
    assert house.logo.extension == kind.lower()


def test_without_a_file_it_is_the_plain_one_and_each_line_may_be_left_out(tmp_path: Path) -> None:
    assert house_beside(tmp_path / "w.xlsx") == PLAIN
    written(tmp_path, "")
    assert house_beside(tmp_path / "w.xlsx") == PLAIN


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kleur = "blauw"', "De kleur 'blauw' is geen kleur."),
        ('kleur = "#FFCC00"', "De kleur #FFCC00 is te licht"),
        ("kleur = 7", "Zet achter kleur een tekst tussen aanhalingstekens"),
        ("kleur = blauw", "Schrijf elke regel zo"),
        ('lettertype = "Arial"', "De regel 'lettertype' is niet bekend."),
        ('logo = "weg.png"', "Het logo 'weg.png' kan niet worden gelezen."),
        ('logo = "../logo.png"', "Zet het logo in dezelfde map"),
        ('logo = "logo.png"', "Zeg wat er op het logo staat"),
        ('logo = "tekst.png"\nlogo_tekst = "Logo"', "is geen PNG of JPEG"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "tekst.png").write_bytes(b"geen plaatje")
    path = written(tmp_path, text, picture("PNG"))
    with pytest.raises(FileError, match=f"De huisstijl {FILE} is niet te gebruiken.") as told:
        read_house(path)
    assert said in str(told.value)


@pytest.mark.parametrize("cut", [9, 20])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_that_is_cut_off_is_no_picture(tmp_path: Path, kind: str, cut: int) -> None:
    with pytest.raises(FileError, match="is geen PNG of JPEG"):
        read_house(written(tmp_path, WHOLE, picture(kind)[:cut]))


def test_the_lines_of_the_file_are_those_that_are_read() -> None:
    assert set(KEYS) == {line.split(" = ")[0] for line in WHOLE.splitlines()}


def test_a_new_workbook_has_the_colour(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, picture("PNG"))
    new_from_starter(tmp_path / "w.xlsx", SMALL, wijk="Lijsterhoek")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Start"]
    assert sheet["A1"].font.color.rgb == f"FF{BLUE[1:]}"
    assert sheet["A5"].fill.fgColor.rgb == f"FF{BLUE[1:]}"


def test_a_shipped_template_takes_colour_and_logo(tmp_path: Path) -> None:
    house = read_house(written(tmp_path, WHOLE, picture("PNG")))
    parts = read_parts(in_house(shipped_template(), house))
    assert parts["word/media/logo.png"] == picture("PNG")
    assert f'"{BLUE[1:]}"'.encode() in parts["word/styles.xml"]
    assert in_house(shipped_template(), PLAIN) == shipped_template()


@pytest.mark.slow
def test_the_letter_beside_it_has_the_logo_without_what_is_hidden_in_it(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, picture("PNG", hidden="Marjan Terhoeven"))
    (letter,) = letter_in(tmp_path).report.documents
    parts = read_parts(letter.content)
    (name,) = (n for n in parts if n.startswith("word/media/"))
    assert b"Terhoeven" not in parts[name]
    assert any(b"Logo van Oudervliet" in data for data in parts.values())


@pytest.mark.slow
def test_a_name_in_the_words_for_the_logo_stops_the_letter(tmp_path: Path) -> None:
    who = example().scorers[0].name
    written(tmp_path, WHOLE.replace("van Oudervliet", f"door {who}"), picture("PNG"))
    with pytest.raises(NotReadyError, match=FILE):
        letter_in(tmp_path)
