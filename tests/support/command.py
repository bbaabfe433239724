"""What the fixture ``run`` in ``tests/conftest.py`` is: a command as typed, in this process."""

from collections.abc import Callable

Run = Callable[..., tuple[int, str]]
"""Takes the words of a command; gives its exit code and all that it showed."""
