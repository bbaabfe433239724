"""What the operating system says stood in the way, in plain Dutch: each cause its own sentence."""

import errno
from pathlib import Path

from wijkexcel.errors import FileError, WorkbookLockedError

_ASK = "Vraag het uw ICT-afdeling."
_FULL = ("de schijf is vol", "Maak ruimte en probeer het opnieuw.")
_RIGHTS = (
    "daar ontbreken de rechten voor, of het bestand of de map is alleen-lezen",
    "Kies een andere map of vraag om schrijfrechten.",
)
_TOO_LONG = ("de naam is te lang", "Geef het bestand of de map een kortere naam.")
_NETWORK = (
    "de schijf of de netwerkmap geeft een fout",
    "Controleer of die nog aangesloten is en probeer het opnieuw. Blijft het zo? " + _ASK,
)
_BUSY = ("een ander programma gebruikt het nu", "Sluit het daar en probeer het opnieuw.")
_CAUSES: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("het bestand of de map bestaat niet", "Controleer de naam en de map."),
    errno.EEXIST: ("er staat al iets met die naam", "Kies een andere naam."),
    errno.ENOTDIR: (
        "een deel van die plek is een bestand en geen map",
        "Kies een andere naam voor de map.",
    ),
    errno.EISDIR: (
        "dat is een map en geen bestand",
        "Kies een bestand, of geef de map een andere naam.",
    ),
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.ELOOP: ("de verwijzingen daar wijzen naar elkaar", "Geef het bestand zelf."),
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("uw ruimte op deze schijf is op", "Ruim iets op of vraag om meer ruimte."),
    errno.EFBIG: ("de schijf is vol, of neemt zo'n groot bestand niet aan", _FULL[1]),
    errno.EROFS: ("die schijf is alleen-lezen", "Kies een andere map."),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.ETXTBSY: _BUSY,
    errno.EBUSY: _BUSY,
    errno.EXDEV: ("de map ligt op een andere schijf", "Kies een map op dezelfde schijf."),
    errno.EMFILE: ("er staan te veel bestanden tegelijk open", "Sluit programma's en probeer het "
                   "opnieuw."),
    errno.ENOTEMPTY: ("die map is niet leeg", "Kies een lege map."),
    errno.EINVAL: ("die naam kan daar niet", "Kies een naam van gewone letters en cijfers."),
}  # fmt: skip
_CAUSES[errno.ENFILE] = _CAUSES[errno.EMFILE]
for _name in ("EIO", "ENXIO", "ENODEV", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "ENOTCONN", "EREMOTEIO",
              "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"):  # fmt: skip
    if hasattr(errno, _name):
        _CAUSES[getattr(errno, _name)] = _NETWORK
_ON_WINDOWS: dict[int, tuple[str, str]] = {
    19: _CAUSES[errno.EROFS],
    39: _FULL,
    112: _FULL,
    123: _CAUSES[errno.EINVAL],
    206: _TOO_LONG,
    **dict.fromkeys((51, 53, 55, 59, 64, 67, 121, 1231), _NETWORK),
}
"""Where Windows' own number says more than the one that Python makes of it."""
_SHARING_VIOLATION = (32, 33)


def cause(error: OSError) -> tuple[str, str]:
    """What stood in the way, and what to do about it; the second is a sentence or more."""
    own = getattr(error, "winerror", None)
    if own in _SHARING_VIOLATION:
        return _BUSY
    if own in _ON_WINDOWS:
        return _ON_WINDOWS[own]
    other = (f"het besturingssysteem meldt: {error.strerror or error}", _ASK)
    return _CAUSES.get(error.errno or 0, other)


def explained(
    path: Path, error: OSError, done: str, *, what: str = "", state: str = ""
) -> FileError:
    """Say what stood in the way of what was to be done.

    Args:
        path: the file or folder.
        error: what the operating system said.
        done: what was to be done with it, as in 'kan niet worden opgeslagen'.
        what: what it is, with a capital; empty for nothing but its name.
        state: a sentence that says how things are now.
    """
    why, advice = cause(error)
    said = " ".join(filter(None, (f"'{path}' kan niet worden {done}: {why}.", state, advice)))
    kind = FileError
    if getattr(error, "winerror", None) in _SHARING_VIOLATION:
        kind = WorkbookLockedError
    return kind(f"{what} {said}".strip())
