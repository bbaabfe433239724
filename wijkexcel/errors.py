"""Every exception that wijkexcel raises on purpose, in one tree.

::

    OurError
    ├── InnerError                           caught within
    │   ├── BusyError                        workers.pool
    │   ├── DiedError                        workers.pool
    │   ├── PictureError                     documents.seen.pictures
    │   ├── RefusedError                     post.inspect.refused
    │   ├── TooLongError                     workers.pool
    │   ├── UnsoundError                     ooxml.formula
    │   ├── _NoTextError                     documents.render
    │   └── _RefusedError                    server.routes
    └── WijkexcelError                       for the user
        ├── CellError                        excel.cell_functions
        ├── DocumentError
        │   ├── NotReadyError
        │   └── TemplateError
        ├── EngineError
        ├── FileError
        │   ├── NotAWorkbookError
        │   ├── SandboxError                 workers.process
        │   ├── WorkbookChangedError
        │   │   └── StoredResultsMisledError steps.frame
        │   └── WorkbookLockedError
        ├── NotInstalledError                server.installed
        ├── PayloadError                     server.work
        ├── SettingsError                    server.settings
        └── StructureError

Those with a module beside them belong to that one room. ``xlwings_libreoffice`` knows nothing of
the rest and has a tree of its own (``xlwings.XlwingsError``, and ``Problem`` within the office).

Problems in what a user typed are not exceptions: they are ``model.finding.Finding`` values.
"""


class OurError(Exception):
    """Everything that wijkexcel raises on purpose."""


class WijkexcelError(OurError):
    """Base of all errors that a caller may get.

    The text is plain Dutch, fit to be shown to a user: what is wrong, what to do.
    """


class InnerError(OurError):
    """A sign from one part of the program to another, which catches it; no user sees its text."""


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
