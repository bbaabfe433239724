"""Read one thing that came back; whatever is wrong with it becomes words, never an exception."""

import hashlib

from wijkexcel.errors import WijkexcelError
from wijkexcel.model.records import Settings
from wijkexcel.post.answer import parse
from wijkexcel.post.gather import Returned
from wijkexcel.post.mailbox import Found
from wijkexcel.workbook.source import FileSource


def returned(found: Found, settings: Settings) -> Returned:
    """Read a workbook that came back."""
    mark = hashlib.sha256(found.data).hexdigest()[:8].upper()
    try:
        answer = parse(FileSource(found.data), settings)
    except WijkexcelError as error:
        return Returned(found.name, mark, refused=str(error))
    return Returned(found.name, mark, answer)
