"""The errors that are meant to be read; each kind becomes an ``XlwingsError`` of its own."""


class Problem(Exception):  # noqa: N818
    """Something that the user can understand; its text becomes an ``XlwingsError``."""

    kind = "problem"


class Closed(Problem):
    """The workbook was closed."""

    kind = "closed"


class ReadOnly(Problem):
    """The workbook is open to be read only."""

    kind = "readonly"


class Protected(Problem):
    """A cell is locked."""

    kind = "protected"


class Unsettled(Problem):
    """A cell is being edited, and does not take what is typed in it."""

    kind = "unsettled"
