"""Read a workbook file, for who works in Python."""

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
        The ``dossier``, everything that people filled in; and ``findings``, what could not be
        read, with sheet and cell. What could not be read is empty in the dossier.

    Raises:
        FileError: the file is not there, cannot be read, or is something else.
        NotAWorkbookError: it is damaged, or no workbook that can be opened safely.
        StructureError: it is no wijkexcel workbook.
    """
    file = Path(path)
    check_is_workbook(file)
    return read_source(FilePort.open(file))
