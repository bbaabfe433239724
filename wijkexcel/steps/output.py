"""Documents beside the workbook, as docx and, if a converter is available, as PDF."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkexcel.documents.pdf import to_pdfs
from wijkexcel.errors import DocumentError
from wijkexcel.files.reading import holds
from wijkexcel.files.save import New, check, put
from wijkexcel.steps.report import Document

NO_PDF = (
    "Er is geen PDF gemaakt: daarvoor is LibreOffice of Word nodig. Open het Word-bestand en kies "
    "'Opslaan als PDF'."
)
KEPT = "{} was er al. De vorige versie heet nu {}."
OUTDATED = "De pdf die er al was, hoort bij een eerdere versie en heet nu {}."


@dataclass(frozen=True)
class Prepared:
    """Documents ready to be put in place; nothing is written yet."""

    files: tuple[New, ...]
    made: tuple[Path, ...]
    """The files that exist afterwards, including identical existing ones."""
    words: tuple[str, ...]

    def told(self, kept: Sequence[Path | None]) -> tuple[str, ...]:
        """Sentences about kept versions, as ``put`` reports, and files that could not be made."""
        said = [
            (OUTDATED if new.content is None else KEPT.replace("{}", new.path.name, 1)).format(
                previous.name
            )
            for new, previous in zip(self.files, kept, strict=True)
            if previous is not None
        ]
        return (*said, *self.words)


def prepared(documents: Iterable[Document], folder: Path, like: Path | None) -> Prepared:
    """Prepare the files for a folder: each document, and its PDF.

    LibreOffice is started once for all. Replaced files are kept, because an earlier version may
    have been changed in Word, or its PDF signed. A PDF that no longer belongs to its document is
    set aside.

    Args:
        documents: the documents.
        folder: their destination; it is made if it does not exist.
        like: the workbook, whose read permissions they get. None if it has no file.

    Raises:
        FileError: one of them cannot be put in place.
    """
    docs = {folder / document.name: document.content for document in documents}
    new = [path for path, content in docs.items() if not holds(path, content)]
    files = [New(path, docs[path], like=like, with_folder=True) for path in new]
    bare = {path: docs[path] for path in docs if path in new or not _pdf_of(path).exists()}
    check([*files, *(New(_pdf_of(path), b"", with_folder=True) for path in bare)])
    pdfs = _converted(bare)
    for path, pdf in pdfs.items():
        content = pdf if isinstance(pdf, bytes) else None
        files.append(New(_pdf_of(path), content, like=like, with_folder=True))
    without = {_pdf_of(path) for path, pdf in pdfs.items() if not isinstance(pdf, bytes)}
    made = (each for path in docs for each in (path, _pdf_of(path)) if each not in without)
    failed = {path: pdf for path, pdf in pdfs.items() if isinstance(pdf, DocumentError)}
    words = [str(e) if len(docs) == 1 else f"{path.name}: {e}" for path, e in failed.items()]
    if None in pdfs.values():
        words.append(NO_PDF)
    return Prepared(tuple(files), tuple(made), tuple(words))


def _pdf_of(docx: Path) -> Path:
    return docx.with_suffix(".pdf")


def _converted(documents: Mapping[Path, bytes]) -> dict[Path, bytes | DocumentError | None]:
    """The PDF of each document, or the error; None when there is no program for it."""
    made = to_pdfs([*documents.values()]) if documents else []
    return dict(zip(documents, made if made is not None else [None] * len(documents), strict=True))


def place(
    documents: Iterable[Document], folder: Path, like: Path | None = None
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Put documents in a folder: all or none; see ``prepared``.

    Returns:
        The existing files, and sentences about kept versions and files that could not be made.

    Raises:
        FileError: a document cannot be saved.
    """
    ready = prepared(documents, folder, like)
    return ready.made, ready.told(put(ready.files))
