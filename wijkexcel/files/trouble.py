"""Errors of the operating system in plain Dutch: each cause its own sentence."""

import errno
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from wijkexcel.errors import FileError, WorkbookLockedError


class Doing(StrEnum):
    """The intended action on a file or folder, as in 'kan niet worden gelezen'.

    The advice depends on it: failing to read does not call for write permission.
    """

    READ = "gelezen"
    SAVE = "opgeslagen"
    FIND = "gelezen of opgeslagen"
    """Found, before the purpose is known."""
    CHANGE = "gelezen of veranderd"
    MAKE = "gemaakt"
    REMOVE = "weggehaald"


Why = tuple[str, str]
"""The cause, and what to do about it; the second is a sentence or more."""
_ASK: Final = "Vraag het uw ICT-afdeling."
_FULL: Final = ("de schijf is vol", "Maak ruimte en probeer het opnieuw.")
_NO_RIGHTS: Final = "daar ontbreken de rechten voor"
_RIGHTS: Final = (
    f"{_NO_RIGHTS}, of het bestand of de map is alleen-lezen",
    "Kies een andere map of vraag om schrijfrechten.",
)
_NETWORK: Final = (
    "de schijf of de netwerkmap geeft een fout",
    "Controleer of die nog aangesloten is en probeer het opnieuw. Blijft het zo? " + _ASK,
)
_BUSY: Final = ("een ander programma gebruikt het nu", "Sluit het daar en probeer het opnieuw.")
_LOOK: Final = "Controleer de naam en de map."
_CAUSES: Final[dict[int, Why]] = {
    errno.ENOENT: ("het bestand of de map bestaat niet", _LOOK),
    errno.EEXIST: ("er staat al iets met die naam", "Kies een andere naam."),
    errno.ENOTDIR: ("een deel van die plek is een bestand en geen map", "Kies een andere map."),
    errno.EISDIR: ("dat is een map en geen bestand", "Kies een andere naam voor het bestand."),
    errno.ENAMETOOLONG: ("de naam is te lang", "Kies een kortere naam."),
    errno.ELOOP: ("de verwijzingen daar wijzen naar elkaar", "Kies een andere map."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("uw ruimte op deze schijf is op", "Ruim iets op of vraag om meer ruimte."),
    errno.EFBIG: ("de schijf is vol, of neemt zo'n groot bestand niet aan", _FULL[1]),
    errno.EROFS: ("die schijf is alleen-lezen", "Kies een andere map."),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.ETXTBSY: _BUSY,
    errno.EBUSY: _BUSY,
    errno.EXDEV: ("de map ligt op een andere schijf", "Kies een map op dezelfde schijf."),
    errno.EMFILE: (
        "er staan te veel bestanden tegelijk open",
        "Sluit programma's en probeer het opnieuw.",
    ),
    errno.ENOTEMPTY: ("die map is niet leeg", "Kies een lege map."),
    errno.EINVAL: ("die naam kan daar niet", "Kies een naam van gewone letters en cijfers."),
}
"""For writing; other actions have their own texts where these would be of no use."""
_CAUSES[errno.ENFILE] = _CAUSES[errno.EMFILE]
for _name in (
    "EIO",
    "ENXIO",
    "ENODEV",
    "ESTALE",
    "ETIMEDOUT",
    "EHOSTDOWN",
    "ENOTCONN",
    "EREMOTEIO",
    "ECONNRESET",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENETDOWN",
):
    if hasattr(errno, _name):
        _CAUSES[getattr(errno, _name)] = _NETWORK


def _found(rights: Why) -> dict[int, Why]:
    """What to do about a file that should exist already."""
    return {
        errno.ENOTDIR: (_CAUSES[errno.ENOTDIR][0], _LOOK),
        errno.EISDIR: (_CAUSES[errno.EISDIR][0], "Geef een bestand."),
        errno.ENAMETOOLONG: (
            _CAUSES[errno.ENAMETOOLONG][0],
            "Klopt de naam? Geef het bestand of de map dan een kortere naam.",
        ),
        errno.ELOOP: (_CAUSES[errno.ELOOP][0], "Geef het bestand zelf."),
        errno.EINVAL: (_CAUSES[errno.EINVAL][0], "Controleer de naam."),
        errno.EACCES: rights,
        errno.EPERM: rights,
    }


_OWN: Final[dict[Doing, Mapping[int, Why]]] = {
    Doing.READ: _found((_NO_RIGHTS, "Vraag om rechten om het te lezen.")),
    Doing.FIND: _found((_NO_RIGHTS, "Kies een andere map of vraag om rechten voor deze.")),
    Doing.CHANGE: _found((_RIGHTS[0], "Vraag om rechten om het te lezen en te veranderen.")),
    Doing.REMOVE: _found((_RIGHTS[0], "Haal het zelf weg, of vraag om rechten daarvoor."))
    | {errno.EROFS: (_CAUSES[errno.EROFS][0], "Laat het staan, of vraag wie het mag weghalen.")},
}
_ON_WINDOWS: Final[dict[int, int]] = {
    19: errno.EROFS,
    32: errno.EBUSY,
    33: errno.EBUSY,
    39: errno.ENOSPC,
    112: errno.ENOSPC,
    123: errno.EINVAL,
    206: errno.ENAMETOOLONG,
    **dict.fromkeys((51, 53, 55, 59, 64, 67, 121, 1231), errno.EIO),
}
"""Windows error numbers that say more than Python's translation of them."""
_SHARING_VIOLATION: Final = (32, 33)


def cause(error: OSError, doing: Doing) -> Why:
    """The cause, and what to do about it."""
    number = _ON_WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)
    other = (f"het besturingssysteem meldt: {error.strerror or error}", _ASK)
    return _OWN.get(doing, {}).get(number) or _CAUSES.get(number, other)


def explained(
    path: Path, error: OSError, doing: Doing, *, what: str = "", state: str = ""
) -> FileError:
    """Describe the failure of an action.

    Args:
        path: the file or folder.
        error: the error of the operating system.
        doing: the intended action.
        what: what it is, with a capital; empty for only its name.
        state: a sentence on the present state.
    """
    why, advice = cause(error, doing)
    said = " ".join(filter(None, (f"'{path}' kan niet worden {doing}: {why}.", state, advice)))
    kind = FileError
    if getattr(error, "winerror", None) in _SHARING_VIOLATION:
        kind = WorkbookLockedError
    return kind(f"{what} {said}".strip())
