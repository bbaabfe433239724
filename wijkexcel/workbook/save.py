"""Put a file in place whole or not at all, and only over the version that was read."""

import contextlib
import datetime
import errno
import hashlib
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wijkexcel.errors import FileError, WorkbookChangedError, WorkbookLockedError

if sys.platform != "win32":
    import fcntl

_TEMPORARY = ".wijkexcel-tmp"
_STALE_AFTER = 3600
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ACCESS = {errno.EACCES, errno.EPERM, errno.EROFS}
_SHARING_VIOLATION = (32, 33)

# Excel's owner file: a length byte and the name in the code page of that machine, then from
# byte 55 (Word: 54) a two-byte length and the name in UTF-16.
_OWNER_UTF16_AT = (55, 54)
_OWNER_MAX_NAME = 54


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What identifies one version of a file; the time is only there to tell people."""

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "FileStamp":
        """Read the file and stamp it.

        :raises FileError: when it is not there or cannot be read.
        """
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                status = os.fstat(file.fileno())
        except OSError as error:
            raise _explained(path, error, "gelezen") from error
        return cls(status.st_size, status.st_mtime_ns, digest)

    def same_content(self, other: "FileStamp") -> bool:
        """Tell whether both stamps are of the same bytes, whenever they were written."""
        return (self.size, self.sha256) == (other.size, other.sha256)


def save_atomic(
    path: Path,
    data: bytes,
    *,
    expected: FileStamp | None = None,
    keep_previous: bool = True,
) -> Path | None:
    """Write the file so that at every moment the old or the new one is there, whole.

    The version that is replaced stays beside it as ``<stem>.vorige<suffix>``; its path is
    returned, None when there was none or it was not wanted. A symbolic link is followed.

    :raises WorkbookLockedError: when a program has the file open.
    :raises WorkbookChangedError: when the file is no longer the ``expected`` version.
    :raises FileError: when it cannot be written; the old file is then as it was. Or when the
        disk fails after the new file is in place; the message says so.
    """
    target = _real(path)
    for place in dict.fromkeys((path, target)):
        _check_not_open(place)
    try:
        with _one_saver(target.parent) as alone:
            _sweep(target, alone=alone)
            return _replace(target, data, expected, keep_previous=keep_previous)
    except OSError as error:
        raise _explained(target, error, "opgeslagen") from error


def previous_of(path: Path) -> Path:
    """Where the version before the present one is kept."""
    return path.with_name(f"{path.stem}.vorige{path.suffix}")


def _real(path: Path) -> Path:
    try:
        target = path.resolve()
        is_folder = target.is_dir()
    except (OSError, RuntimeError) as error:
        raise FileError(f"'{path}' is niet te vinden. Controleer de naam.") from error
    if is_folder:
        raise FileError(f"'{path}' is een map en geen bestand. Kies een bestandsnaam.")
    return target


def _replace(
    target: Path, data: bytes, expected: FileStamp | None, *, keep_previous: bool
) -> Path | None:
    _check_expected(target, expected)
    exists = target.exists()
    previous = previous_of(target)
    # The whole new file is on disk before anything in the folder changes its name.
    with _temporary(target, private=exists) as fresh:
        with fresh.open("r+b") as file:
            file.write(data)
            file.flush()
            if exists:
                _copy_permissions(target, fresh)
            os.fsync(file.fileno())
        if exists and keep_previous:
            with _temporary(previous, private=True) as copy:
                shutil.copyfile(target, copy)
                _copy_permissions(target, copy, times=True)
                with copy.open("r+b") as file:
                    os.fsync(file.fileno())
                # As late as can be: a sync client does not wait for our lock.
                _check_expected(target, expected)
                copy.replace(previous)
        else:
            _check_expected(target, expected)
        fresh.replace(target)
    _sync_folder(target)
    return previous if exists and keep_previous else None


def _check_expected(target: Path, expected: FileStamp | None) -> None:
    if expected is None:
        return
    if not target.exists():
        raise WorkbookChangedError(
            f"'{target}' is verwijderd of verplaatst nadat het is ingelezen; er is niets "
            "opgeslagen. Zet het bestand terug of begin opnieuw vanaf de juiste versie."
        )
    found = FileStamp.of(target)
    if not found.same_content(expected):
        moment = datetime.datetime.fromtimestamp(found.mtime_ns / 1e9)
        raise WorkbookChangedError(
            f"'{target}' is intussen door iemand anders gewijzigd "
            f"(op {moment:%d-%m-%Y om %H:%M:%S}); er is niets opgeslagen, zodat die wijziging "
            "niet verloren gaat. Voer de opdracht opnieuw uit op de nieuwe versie."
        )


@contextlib.contextmanager
def _temporary(target: Path, *, private: bool) -> Iterator[Path]:
    """Give an empty file of our own beside the target, and clear it away if it is still there."""
    path = target.with_name(f".{target.name}.{secrets.token_hex(6)}{_TEMPORARY}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    os.close(os.open(path, flags, 0o600 if private else 0o666))
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _sweep(target: Path, *, alone: bool) -> None:
    """Remove what an earlier run left that was killed while saving this file."""
    names = {f".{target.name}.", f".{target.stem}.vorige{target.suffix}."}
    for path in target.parent.iterdir() if os.access(target.parent, os.R_OK) else ():
        if not path.name.endswith(_TEMPORARY) or not path.name.startswith(tuple(names)):
            continue
        with contextlib.suppress(OSError):
            if alone or time.time() - path.stat().st_mtime > _STALE_AFTER:
                path.unlink()


def _copy_permissions(source: Path, copy: Path, *, times: bool = False) -> None:
    status = source.stat()
    if hasattr(os, "chown"):
        # Only root may give files away; then the mode alone has to do.
        with contextlib.suppress(OSError):
            os.chown(copy, status.st_uid, status.st_gid)
    shutil.copystat(source, copy)
    # copystat gives up in silence on some network shares; the mode must not be lost there.
    copy.chmod(stat.S_IMODE(status.st_mode))
    if not times:
        os.utime(copy)


@contextlib.contextmanager
def _one_saver(folder: Path) -> Iterator[bool]:
    """Keep other runs of this program out of the folder, where the file system can do that."""
    if sys.platform == "win32":
        yield False
        return
    with contextlib.ExitStack() as stack:
        try:
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            alone = True
        except OSError:
            # A folder that is not there shows itself when the file is written.
            alone = False
        yield alone


def _sync_folder(target: Path) -> None:
    """Make the new name last, once the file is in place."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        # Some network shares cannot sync a folder, and it may be closed for reading.
        if error.errno in (errno.EINVAL, errno.ENOTSUP, errno.EBADF, *_NO_ACCESS):
            return
        raise FileError(
            f"'{target}' is opgeslagen, maar de schijf meldt een fout ({error.strerror}). "
            "Controleer of het bestand te openen is voor u verder gaat."
        ) from error


def _check_not_open(path: Path) -> None:
    readers = ((f"~${path.name}", _excel_owner), (f".~lock.{path.name}#", _libreoffice_owner))
    for name, owner_in in readers:
        lock = path.with_name(name)
        try:
            if not lock.exists():
                continue
            content = lock.read_bytes()[:4096]
        except OSError:
            # Excel on Windows does not let others read it: there is a lock, of someone.
            content = b""
        owner = "".join(char for char in owner_in(content) if char.isprintable()).strip()
        by = f"door {owner}" if owner else "door iemand (het slotbestand zegt niet door wie)"
        raise WorkbookLockedError(
            f"'{path}' is geopend {by}; er is niets opgeslagen. Laat het bestand daar opslaan en "
            f"sluiten en probeer het opnieuw. Is het nergens meer open, bijvoorbeeld na een "
            f"storing, verwijder dan '{lock.name}' in dezelfde map."
        )


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
    """Read ``name,login,computer,time,profile;`` in which a backslash guards a comma."""
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


def _explained(path: Path, error: OSError, done: str) -> FileError:
    """Say in plain Dutch what stood in the way."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATION:
        return WorkbookLockedError(
            f"'{path}' is in een ander programma geopend. Sluit het daar en probeer het opnieuw."
        )
    if error.errno == errno.ENOENT:
        what = "het bestand of de map bestaat niet. Controleer de naam en de map"
    elif error.errno in _NO_SPACE:
        what = "de schijf is vol. Wat er stond is ongewijzigd; maak ruimte en probeer het opnieuw"
    elif error.errno in _NO_ACCESS:
        what = (
            "daar ontbreken de rechten voor, of de map is alleen-lezen. "
            "Kies een andere map of vraag om schrijfrechten"
        )
    else:
        what = f"het besturingssysteem meldt: {error.strerror or error}"
    return FileError(f"'{path}' kan niet worden {done}: {what}.")
