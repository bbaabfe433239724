"""Read a workbook file, for users of the Python interface."""

import os
from pathlib import Path

from wijkexcel.hosts.file import FilePort, check_is_workbook
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.read import read as read_source


def read(path: str | os.PathLike[str]) -> Reading:
    """Read a workbook file; nothing is written.

    Args:
        path: the workbook (.xlsx or .xlsm), as Excel or LibreOffice saved it.

    Returns:
        The ``dossier``, everything that was filled in; and ``findings``, what could not be read,
        with sheet and cell. Unreadable cells are empty in the dossier.

    Raises:
        FileError: the file does not exist, cannot be read, or is something else.
        NotAWorkbookError: it is damaged, or cannot be opened safely as a workbook.
        StructureError: it is not a wijkexcel workbook.
    """
    file = Path(path)
    check_is_workbook(file)
    return read_source(FilePort.open(file))
