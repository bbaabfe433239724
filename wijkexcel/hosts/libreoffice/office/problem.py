"""The one error that is meant to be read."""


class Problem(Exception):  # noqa: N818
    """Something that the user can understand; its text becomes an ``XlwingsError``."""
