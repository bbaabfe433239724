"""Make the pictures of the documentation: ``make beelden`` writes ``docs/beelden/*.png``.

The example is rebuilt, converted to PDF by LibreOffice and to pictures by pdftoppm. If Pillow is
installed, white borders are cropped and colours reduced, so that the files stay small.
"""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docs.maken import beelden_bron, beelden_menu
from wijkexcel.documents.pdf import find_libreoffice
from wijkexcel.new.documents import make_example
from wijkexcel.workbook.building.entry import build_entry
from wijkexcel.workbook.building.paper import INSIDE

DAY: Final = beelden_bron.DAY
TARGET: Final = Path(__file__).parents[1] / "beelden"
MAX_SIZE: Final = 150_000
"""In bytes; a larger picture gets fewer colours."""

_DUTCH: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-NL</value></prop></item>
</oor:items>
"""
"""Settings of LibreOffice: numbers and dates as the workbook's users see them."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: a sheet of the workbook or a page of a document, and which part of it.

    ``right`` and ``bottom`` give the share of the page that is shown.
    """

    name: str
    sheet: str = ""
    page: int = 1
    width: int = 1500
    right: float = 1.0
    bottom: float = 1.0
    of: str = "werkboek"
    """The file: ``werkboek``, ``brief``, ``formulier``, ``invoer``, ``tafel`` or ``vraag``."""


HEADING: Final = 32
"""Height in points of the print heading at the top of a page of the workbook."""


PICTURES: Final = (
    Picture("start", "Start", bottom=0.93),
    Picture("invulblad", "S01", right=0.77, bottom=0.93),
    Picture("overzicht", "Overzicht", right=0.84, bottom=0.93),
    Picture("heroverweging", "Heroverweging", bottom=0.49),
    Picture("besluit", "Besluit", bottom=0.613),
    Picture("brief", width=900, of="brief"),
    Picture("brief-2", page=2, width=900, of="brief"),
    Picture("formulier", page=3, width=900, of="formulier"),
    Picture("invoer", "Invoer", bottom=0.93, of="invoer"),
    Picture("tafel", width=900, of="tafel"),
    Picture("vraag", width=900, of="vraag"),
)


def main() -> None:
    """Remake all pictures."""
    soffice = find_libreoffice()
    if soffice is None:
        sys.exit("Zonder LibreOffice kunnen de beelden niet worden gemaakt.")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wijkexcel-") as folder:
        work = Path(folder)
        workbook, results = make_example(work / "voorbeeld")
        form, entry, *handouts = _on_paper(work)
        (letter,) = [f for f in results[-1].files if f.suffix == ".pdf"]
        sources = {
            "werkboek": _to_pdf(soffice, workbook, work),
            "brief": letter,
            "formulier": _to_pdf(soffice, form, work),
            "invoer": _to_pdf(soffice, entry, work),
            **{paper.stem: _to_pdf(soffice, paper, work) for paper in handouts},
        }
        for picture in PICTURES:
            source = sources[picture.of]
            page = dict(_pages(source))[picture.sheet] if picture.sheet else picture.page
            print(_draw(picture, source, page))
        if missing := beelden_menu.missing():
            sys.exit(f"{beelden_menu.NAME} is niet gemaakt, want {missing} is er niet")
        print(beelden_menu.draw(workbook, TARGET, work, _DUTCH))
    beelden_bron.write()


def _on_paper(work: Path) -> tuple[Path, ...]:
    """Make the form of a resident, the workbook for entering residents' forms, and the handouts."""
    asked = beelden_bron.residents()
    form, entry = work / "formulier.docx", work / "invoer.xlsx"
    form.write_bytes(beelden_bron.form_of(asked[0]))
    entry.write_bytes(build_entry(beelden_bron.cleared(asked), DAY))
    handouts = {work / f"{name}.docx": made for name, made in beelden_bron.handouts().items()}
    for path, made in handouts.items():
        path.write_bytes(made)
    return form, entry, *handouts


def _to_pdf(soffice: Path, workbook: Path, work: Path) -> Path:
    profile = work / "profiel"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_DUTCH, encoding="utf-8")
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--norestore", "--convert-to", "pdf", "--outdir", str(work), str(workbook)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return work / f"{workbook.stem}.pdf"


def _pages(book: Path) -> Iterator[tuple[str, int]]:
    """First page of each sheet, by the sheet name in the print heading."""
    text = subprocess.run(
        ["pdftotext", str(book), "-"], check=True, capture_output=True, text=True, timeout=120
    ).stdout
    seen: set[str] = set()
    for number, page in enumerate(text.split("\f"), 1):
        above = " ".join(page[:400].split()).replace(INSIDE, "")
        found = re.match(r"wijkexcel\s+(\S+)", above)
        if found and found.group(1) not in seen:
            seen.add(found.group(1))
            yield found.group(1), number


def _draw(picture: Picture, source: Path, page: int) -> Path:
    target = TARGET / f"{picture.name}.png"
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(page), "-l", str(page)]
    command += ["-scale-to-x", str(round(picture.width / picture.right)), "-scale-to-y", "-1"]
    subprocess.run([*command, str(source), str(target.with_suffix(""))], check=True, timeout=120)
    if importlib.util.find_spec("PIL"):
        part = (
            HEADING / _height(source, page) if picture.sheet else 0.0,
            picture.right,
            picture.bottom,
        )
        importlib.import_module("docs.maken.trim").trim(target, part, MAX_SIZE)
    return target


def _height(source: Path, page: int) -> float:
    """Height of a page in points."""
    command = ["pdfinfo", "-f", str(page), "-l", str(page), str(source)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    found = re.search(r"^Page.* size:\s+[\d.]+ x ([\d.]+) pts", said, re.MULTILINE)
    if found is None:
        sys.exit(f"pdfinfo zegt niet hoe groot bladzijde {page} van {source.name} is.")
    return float(found.group(1))


if __name__ == "__main__":
    main()
