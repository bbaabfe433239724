"""The errors for the user; each kind becomes a separate ``XlwingsError``."""


class Problem(Exception):  # noqa: N818
    """A problem that the user can understand; its text becomes an ``XlwingsError``."""

    kind = "problem"


class Closed(Problem):
    """The workbook was closed."""

    kind = "closed"


class ReadOnly(Problem):
    """The workbook is open read-only."""

    kind = "readonly"


class Protected(Problem):
    """A cell is locked."""

    kind = "protected"


class Unsettled(Problem):
    """A cell is being edited, and rejects the entry."""

    kind = "unsettled"
