"""Put documents beside the workbook, as docx and as PDF where a converter is at hand."""

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from wijkexcel.documents.pdf import to_pdf
from wijkexcel.errors import DocumentError, FileError
from wijkexcel.hosts.steps import Document
from wijkexcel.workbook.save import save_atomic

NO_PDF = (
    "Er is geen PDF gemaakt: daarvoor is LibreOffice of Word nodig. Open het Word-bestand en kies "
    "'Opslaan als PDF'."
)


def make_folder(folder: Path) -> None:
    """Make a folder where there is none yet.

    Raises:
        FileError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"De map {folder} kan niet worden gemaakt. Kies een andere map."
        raise FileError(message) from error


def new_folder(parent: Path, name: str) -> Path:
    """Make a folder of our own: ``name``, or ``name-2`` and so on where that is taken.

    Raises:
        FileError: it cannot be made.
    """
    for number in count(1):
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            message = (
                f"De map {folder} kan niet worden gemaakt: u mag hier niets bewaren, of de schijf "
                "is vol. Zet het werkboek in een map waar dat wel mag."
            )
            raise FileError(message) from error
        return folder
    raise AssertionError


def place(documents: Iterable[Document], folder: Path) -> tuple[list[Path], list[str]]:
    """Save documents in a folder, each also as PDF.

    Someone may have changed an earlier one in Word: then that one is kept beside it.

    Returns:
        The files made, and sentences about what was kept and what could not be made.

    Raises:
        FileError: a document cannot be saved.
    """
    made: list[Path] = []
    words: list[str] = []
    for document in documents:
        docx = folder / document.name
        if not _holds(docx, document.content):
            previous = save_atomic(docx, document.content)
            if previous is not None:
                words.append(f"{docx.name} was er al. De vorige versie heet nu {previous.name}.")
        made.append(docx)
        try:
            pdf = to_pdf(docx, docx.with_suffix(".pdf"))
        except DocumentError as error:
            words.append(str(error))
            continue
        if pdf is None:
            words.append(NO_PDF)
        else:
            made.append(pdf)
    return made, words


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
