"""What the fixture ``run`` in ``tests/conftest.py`` is: a command as typed, in this process."""

from collections.abc import Callable

SMALL_ROOM = ("--opgaven", "3", "--criteria", "7", "--groepen", "4", "--deelnemers", "2")
"""For ``nieuw`` where the size tells nothing."""
Run = Callable[..., tuple[int, str]]
"""Takes the words of a command; gives its exit code and all that it showed."""
