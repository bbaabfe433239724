"""The port for a live workbook with a file on this machine: changes are saved, or undone.

Changes of a step are held until ``save``. So the open workbook contains nothing that is not in the
file, and a step that ends halfway leaves the workbook as it was.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkexcel.errors import FileError
from wijkexcel.files.leftovers import Keep
from wijkexcel.files.reading import FileStamp, read_file
from wijkexcel.files.save import keep_copy
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_cells import stands
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.workbook.reading.source import FileSource

UNSAVED = (
    "Dit werkboek is nog niet opgeslagen. Sla het op in een gewone map op deze computer en kies "
    "de opdracht opnieuw."
)
IN_CLOUD = (
    "Dit werkboek staat op SharePoint of OneDrive, en daarvan is op deze computer geen map. Laat "
    "OneDrive die map op deze computer zetten en open het werkboek daaruit."
)
GONE = "{} staat niet meer waar het stond. Sla het werkboek opnieuw op en kies de opdracht opnieuw."
NOT_SAVED = (
    "'{}' kan niet worden opgeslagen. Misschien is het alleen-lezen, heeft een ander het open, "
    "of is de schijf vol. Sla het zelf op, zo nodig in een andere map, en kies de opdracht "
    "opnieuw. Er is niets veranderd."
)
NOT_WRITTEN = (
    "Op het blad {} kan niet in cel {} worden geschreven. Haal filters van dat blad en kies de "
    "opdracht opnieuw. Er is niets veranderd."
)


@dataclass
class LiveFile(LivePort):
    """An open workbook with its file in a folder on this machine."""

    path: Path = field(default_factory=Path)
    _held: list[CellEdit] = field(default_factory=list, init=False)

    @classmethod
    def of(cls, book: Any, title: str = "wijkexcel") -> "LiveFile":
        """The port for an open workbook, ready to be read; ``title`` as in ``LivePort``.

        Raises:
            FileError: nothing can be written, or it has no file in a folder on this machine.
            Exception: the program's own, where the cell rejects the entry.
        """
        port = cls(book, title)
        port.path = Path(port.address)
        if port.in_cloud:
            raise FileError(IN_CLOUD)
        if not port.path.is_absolute():
            raise FileError(UNSAVED)
        if not port.path.is_file():
            raise FileError(GONE.format(port.path))
        port.begin()
        return port

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Hold cells until ``save``."""
        self._held += edits

    @property
    def changed(self) -> bool:
        """Whether the held changes differ from the present contents."""
        return any(not stands(self.grid(edit.sheet), edit) for edit in self._held)

    def save(self, keep: Keep = Keep.LATEST) -> Path | None:
        """Write the held changes and save the workbook; returns where its previous version is.

        That version contains everything that the user had typed, whether saved or not. It is not
        kept with ``Keep.OTHERS``: then all of that is in the new one.

        Raises:
            FileError: it cannot be written or saved; the open workbook is then as it was.
            WorkbookChangedError: a user typed since it was read.
        """
        self.check_unchanged()
        self._store()
        previous = keep_copy(self.path) if keep is Keep.LATEST else None
        before = FileStamp.of(self.path)
        try:
            self._write_all()
            self._store()
            if FileStamp.of(self.path).same_content(before) or not self._in_file():
                raise FileError(NOT_SAVED.format(self.path))
        except FileError:
            self.take_back()
            raise
        except Exception as error:  # each spreadsheet program raises its own errors
            self.take_back()
            raise FileError(NOT_SAVED.format(self.path)) from error
        self._held.clear()
        return previous

    def _store(self) -> None:
        """Let the program save the workbook in its place."""
        refused = FileError(NOT_SAVED.format(self.path))
        if not os.access(self.path, os.W_OK):
            raise refused  # some programs would ask where to save a copy
        try:
            self.book.save()
        except Exception as error:  # each spreadsheet program raises its own errors
            raise refused from error

    def _write_all(self) -> None:
        """Write the held changes and check that they are there.

        A filter may prevent filling a block of cells as a whole; cell by cell it works.
        """
        LivePort.write(self, self._held)
        for edit in self._missed():
            LivePort.write(self, [edit])
        for edit in self._missed():
            raise FileError(NOT_WRITTEN.format(edit.sheet, edit.cell))

    def _missed(self) -> list[CellEdit]:
        return [edit for edit in self._held if not stands(self.grid(edit.sheet), edit)]

    def _in_file(self) -> bool:
        """Whether the file has it as well: text and numbers only, because dates vary in form."""
        source = FileSource(read_file(self.path))
        return all(
            stands(source.grid(edit.sheet), edit)
            for edit in self._held
            if isinstance(edit.value, str | float | int)
        )
