"""A house style goes along whole: the letter looks as the template does, and says no more."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.factory import PROPERTIES, everything_in, paragraphs_of
from tests.documents.house import house_style
from tests.support.engines import validate_ooxml
from wijkexcel.documents.carried import carried_along
from wijkexcel.documents.pdf import to_pdfs
from wijkexcel.documents.render import render

MAKERS = (
    "Kenmerk",
    "dms_kenmerk",
    "GemAanhef",
    "Gemeente aanhef",
    "_GoBack",
    "PowerPlus",
    "logo.png",
)
"""What the template holds of who made it, and shows nowhere."""


def letter() -> bytes:
    return render(house_style(), {}, PROPERTIES)


def pages(pdf: bytes | Exception) -> list[str]:
    """What is drawn on each page; of the tags, which nobody sees, not their names."""
    assert isinstance(pdf, bytes)
    drawn = (page.get_contents() for page in PdfReader(io.BytesIO(pdf)).pages)
    texts = ("" if d is None else d.get_data().decode("latin-1") for d in drawn)
    return [re.sub(r"^/\S+?<</MCID", "/Tag<</MCID", text, flags=re.MULTILINE) for text in texts]


@pytest.mark.oracle("libreoffice")
def test_a_house_style_looks_the_same_before_and_after() -> None:
    made = to_pdfs([house_style(), letter()])
    assert made is not None
    before, after = map(pages, made)
    assert len(after) == 2
    assert before == after


@pytest.mark.oracle("ooxml-validator")
def test_the_validator_finds_nothing_in_a_house_style(tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(letter())
    assert validate_ooxml(path) == []


def test_a_house_style_says_nothing_of_who_made_it() -> None:
    before, after = everything_in(house_style()), everything_in(letter())
    for trace in MAKERS:
        assert trace in before
        assert trace not in after


def test_all_that_is_seen_of_a_house_style_is_there() -> None:
    docx = letter()
    header = paragraphs_of(docx, "word/header1.xml")
    assert "Postbus 12, 1234 AB Oudervliet" in header
    for part, seen in (
        ("word/document.xml", "Ons kenmerk: 2026-118"),
        ("word/document.xml", "Beste bewoner,"),
        ("word/footnotes.xml", "De noot zelf."),
    ):
        assert seen in paragraphs_of(docx, part)
    for seen in (
        'string="CONCEPT"',
        'w:val="Punt %1"',
        " NUMPAGES ",
        "https://www.oudervliet.example",
    ):
        assert seen in everything_in(docx)


def test_what_goes_along_unseen_is_told() -> None:
    assert carried_along(house_style()) == (
        "Uit uw sjabloon gaat mee, al ziet u het niet op papier: 'Logo van Oudervliet'. Dat wordt "
        "voorgelezen bij een plaatje of tabel.",
        "Uit uw sjabloon gaat mee, al ziet u het niet op papier: 'https://www.oudervliet.example'. "
        "Dat staat achter een koppeling.",
    )
    assert carried_along(None) == ()
