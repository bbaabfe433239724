"""Every exception that wijkexcel raises on purpose.

::

    WijkexcelError
    ├── FileError
    │   ├── NotAWorkbookError
    │   ├── WorkbookLockedError
    │   └── WorkbookChangedError
    ├── StructureError
    ├── EngineError
    └── DocumentError
        ├── TemplateError
        └── NotReadyError

Problems in what a user typed are not exceptions: they are ``model.finding.Finding`` values.
The text of every exception is plain Dutch, fit to be shown to a user: what is wrong, what to do.
"""


class WijkexcelError(Exception):
    """Base of all errors of wijkexcel; its text is meant for the user."""


class FileError(WijkexcelError):
    """A file cannot be found, read or written."""


class NotAWorkbookError(FileError):
    """The file is not an .xlsx workbook that can be opened safely."""


class WorkbookLockedError(FileError):
    """The workbook is open elsewhere or locked by another run."""


class WorkbookChangedError(FileError):
    """The workbook changed on disk after it was read."""


class StructureError(WijkexcelError):
    """A sheet or table that the work cannot do without is missing or unreadable."""


class EngineError(WijkexcelError):
    """A calculation engine failed or disagrees with the others."""


class DocumentError(WijkexcelError):
    """A document cannot be rendered."""


class TemplateError(DocumentError):
    """A Word template asks for something that does not exist or is not allowed."""


class NotReadyError(DocumentError):
    """The workbook lacks what the document must say, or holds what may not stand in it."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
