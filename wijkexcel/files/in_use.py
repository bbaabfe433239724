"""Whether a spreadsheet or word processing program has a file open, by its lock file."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from wijkexcel.errors import FileError, WorkbookLockedError
from wijkexcel.files.reading import read_file
from wijkexcel.files.trouble import Doing, explained

# Excel's owner file: a length byte and the name in the code page of that machine, then from
# byte 55 (Word: 54) a two-byte length and the name in UTF-16.
_OWNER_UTF16_AT = (55, 54)
_OWNER_MAX_NAME = 54
_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}


def check_not_open(path: Path) -> None:
    """Check that no program has the file open.

    Raises:
        WorkbookLockedError: one has; the message names its user.
        FileError: the folder cannot be examined.
    """
    for lock, owner_in in _locks(path):
        try:
            lock.lstat()
        except ValueError:  # a null in the name
            continue
        except OSError as error:
            # No program can make a lock with a name that is too long.
            if error.errno in _NOT_THERE:
                continue
            raise explained(path, error, Doing.READ) from error
        try:
            content = read_file(lock)[:4096]
        except FileError:
            # Excel on Windows does not let others read it: there is a lock, of an unknown user.
            content = b""
        owner = "".join(char for char in owner_in(content) if char.isprintable()).strip()
        by = f"door {owner}" if owner else "door iemand (het slotbestand zegt niet door wie)"
        raise WorkbookLockedError(
            f"'{path}' is geopend {by}; er is niets opgeslagen. Laat het bestand daar opslaan en "
            f"sluiten en probeer het opnieuw. Is het nergens meer open, bijvoorbeeld na een "
            f"storing, verwijder dan '{lock.name}' in dezelfde map."
        )


def _locks(path: Path) -> Iterator[tuple[Path, Callable[[bytes], str]]]:
    yield path.with_name(f"~${path.name}"), _excel_owner
    yield path.with_name(f".~lock.{path.name}#"), _libreoffice_owner
    # Word omits the first two letters of a long name, but none of a short one.
    left_out = min(2, max(0, len(path.stem) - 6))
    if path.suffix.lower() == ".docx" and left_out:
        yield path.with_name(f"~${path.name[left_out:]}"), _excel_owner


def _excel_owner(content: bytes) -> str:
    for at in _OWNER_UTF16_AT:
        length = int.from_bytes(content[at : at + 2], "little")
        raw = content[at + 2 : at + 2 + 2 * length]
        if 0 < length <= _OWNER_MAX_NAME and len(raw) == 2 * length:
            return raw.decode("utf-16-le", "ignore")
    length = content[0] if content else 0
    raw = content[1 : 1 + length]
    sound = length <= _OWNER_MAX_NAME and len(raw) == length
    return raw.decode("cp1252", "ignore") if sound else ""


def _libreoffice_owner(content: bytes) -> str:
    """Read ``name,login,computer,time,profile;`` in which a backslash escapes a comma."""
    fields = [""]
    text = iter(content.decode("utf-8", "ignore"))
    for char in text:
        if char == "\\":
            fields[-1] += next(text, "")
        elif char == ",":
            fields.append("")
        elif char == ";":
            break
        else:
            fields[-1] += char
    fields += [""] * (4 - len(fields))
    name, login, computer, moment = fields[:4]
    who = name or login
    if who and computer:
        who += f" op computer {computer}"
    return f"{who} sinds {moment}" if who and moment else who
