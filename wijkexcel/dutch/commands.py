"""How a message names a command: one way, so that what stands there can be typed as it is."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Final

PROGRAM: Final = "wijkexcel"
_BOOK, _FOLDER, _TO = "WERKBOEK", "MAP", "UIT.xlsx"
GIVEN: Final[Mapping[str, tuple[str, ...]]] = {
    "nieuw": (_TO,),
    "valideer": (_BOOK,),
    "bereken": (_BOOK,),
    "heroverweeg": (_BOOK,),
    "besluit": (_BOOK,),
    "brief": (_BOOK,),
    "ambitie": (_BOOK,),
    "voorbeeld": (_FOLDER,),
    "sjablonen": (_FOLDER,),
    "bijwerken": (_BOOK,),
    "verdeel": (_BOOK, _FOLDER),
    "papier": (_BOOK, _FOLDER),
    "meedoen": (_BOOK, _FOLDER),
    "vertel": (_BOOK, _FOLDER),
    "verzamel": (_BOOK, _FOLDER),
    "anonimiseer": (_BOOK, _TO),
    "libreoffice": (),
    "excel": (),
    "server": (),
    "knoppen": (_BOOK,),
}
"""What must be given to each command, as its own help calls it."""


def as_typed(name: str, *given: str) -> str:
    """What to type, whole: ``as_typed("verdeel")`` is 'wijkexcel verdeel WERKBOEK MAP'.

    Args:
        name: the command.
        given: what is known of what must be given, in its order, and then any options; a path with
            a space in it gets quotes.

    Raises:
        KeyError: there is no such command.
    """
    pairs = zip_longest(given, GIVEN[name], fillvalue="")
    return " ".join((PROGRAM, name, *(_quoted(known) or asked for known, asked in pairs)))


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
