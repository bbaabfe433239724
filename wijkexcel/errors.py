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

Errors with a module beside them belong to that room. ``xlwings_libreoffice`` is independent of the
rest and has its own tree (``xlwings.XlwingsError``, and ``Problem`` within the office).

Problems in what a user typed are not exceptions: they are ``model.finding.Finding`` values.
"""


class OurError(Exception):
    """Everything that wijkexcel raises on purpose."""


class WijkexcelError(OurError):
    """Base of all errors that a caller may get.

    The text is plain Dutch, suitable for users: what is wrong, and what to do.
    """


class InnerError(OurError):
    """A signal between parts of the program, which is caught; users never see its text."""


class FileError(WijkexcelError):
    """A file cannot be found, read or written."""


class NotAWorkbookError(FileError):
    """The file is not an .xlsx workbook that can be opened safely."""


class WorkbookLockedError(FileError):
    """The workbook is open elsewhere or locked by another run."""


class WorkbookChangedError(FileError):
    """The workbook changed on disk after it was read."""


class StructureError(WijkexcelError):
    """An essential sheet or table is missing or unreadable."""


class EngineError(WijkexcelError):
    """A calculation engine failed or disagrees with the others."""


class DocumentError(WijkexcelError):
    """A document cannot be rendered."""


class TemplateError(DocumentError):
    """A Word template uses something that does not exist or is not allowed."""


class NotReadyError(DocumentError):
    """Required contents of a document are missing in the workbook, or forbidden ones present."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
