"""Permissions of a file that replaces another, or is made from it.

A user who is not the owner makes a file of their own, so owner and group can change. The group is
kept if the user is a member. If it cannot be, and for the former owner, an access list (as on
Linux) expresses what the mode cannot.
"""

import contextlib
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from wijkexcel.errors import FileError

OTHER_GROUP = (
    "'{}' is van een groep waar u niet in zit. Slaat u het op, dan kunnen anderen er niet meer "
    "bij. Er is niets opgeslagen. Vraag iemand van die groep om dit te doen, of bewaar het "
    "resultaat onder een andere naam."
)
_LIST = "system.posix_acl_access"
_OWNER, _USER, _GROUP_OF_FILE, _GROUP, _MASK, _OTHER = 1, 2, 4, 8, 16, 32
_NOBODY = 0xFFFFFFFF
_VERSION, _ENTRY = struct.Struct("<I"), struct.Struct("<HHI")
_READ_WRITE, _EXECUTE = 6, 1

Entries = dict[tuple[int, int], int]
"""The permissions in an access list, by (kind, number)."""


def hand_over(fresh: Path, source: Path) -> None:
    """Give a replacement file the same owner, group, mode, access lists and attributes.

    Raises:
        FileError: users of ``source`` would lose access, or others would gain it.
        OSError: the disk fails.
    """
    _copy_attributes(source, fresh)
    _own(fresh, source.stat())
    entries = _entries(source)
    if not _give(fresh, entries | _lacking(fresh, source.stat(), entries), source.stat().st_mode):
        raise FileError(OTHER_GROUP.format(source))


def lend(made: Path, source: Path) -> None:
    """Give a new file or folder the rights of the file that it was made from, and no more.

    A folder may be entered by everyone who may read it.

    Raises:
        OSError: the disk fails.
    """
    entries, folder = _entries(source), made.is_dir()
    _own(made, source.stat())
    entries |= _lacking(made, source.stat(), entries)
    for who, may in entries.items():
        entries[who] = may & _READ_WRITE | (_EXECUTE if folder and may & 4 else 0)
    if not _give(made, entries):
        plain = {who: may for who, may in entries.items() if who[0] in (_OWNER, _OTHER)}
        plain[_GROUP_OF_FILE, _NOBODY] = _least(entries)
        _give(made, plain)


def _own(made: Path, status: os.stat_result) -> None:
    """Set the same owner and group as far as possible: root both, others only their groups."""
    if not hasattr(os, "chown"):
        return
    for owner in (status.st_uid, -1):
        with contextlib.suppress(OSError):
            os.chown(made, owner, status.st_gid)
            return


def _lacking(made: Path, status: os.stat_result, entries: Entries) -> Entries:
    """The access list needed because the owner or group has changed."""
    now, more = made.stat(), Entries()
    owner, group, other = (entries[kind, _NOBODY] for kind in (_OWNER, _GROUP_OF_FILE, _OTHER))
    does = owner & _READ_WRITE
    if now.st_uid != status.st_uid and does & ~group and does & ~other:
        more[_USER, status.st_uid] = owner
    if now.st_gid != status.st_gid and group != other:
        more[_GROUP, status.st_gid] = group
        more[_GROUP_OF_FILE, _NOBODY] = other
    return more


def _least(entries: Entries) -> int:
    """Everyone's permissions: also those of a group with unknown members."""
    return entries[_OTHER, _NOBODY] & entries[_GROUP_OF_FILE, _NOBODY]


def _give(made: Path, entries: Entries, mode: int | None = None) -> bool:
    """Set everyone's permissions; False if an access list is needed but not supported here."""
    if any(kind in (_USER, _GROUP) for kind, _ in entries):
        entries = entries | {(_MASK, _NOBODY): _union(entries)}
        try:
            os.setxattr(made, _LIST, _packed(entries))
        except (OSError, AttributeError):
            return False
        return True
    # A list may be inherited from the folder; the mode would then admit everyone on it.
    if hasattr(os, "removexattr"):
        with contextlib.suppress(OSError):
            os.removexattr(made, _LIST)
    owner, group, other = (entries[kind, _NOBODY] for kind in (_OWNER, _GROUP_OF_FILE, _OTHER))
    plain = owner << 6 | group << 3 | other
    special = made.stat().st_mode if mode is None else mode
    made.chmod(stat.S_IMODE(special) & ~0o777 | plain)
    return True


def _union(entries: Entries) -> int:
    found = 0
    for (kind, _), may in entries.items():
        found |= may if kind in (_USER, _GROUP, _GROUP_OF_FILE) else 0
    return found


def _entries(path: Path) -> Entries:
    """All permissions of a file: its access list, or its mode in that form."""
    mode = path.stat().st_mode
    plain = {
        (_OWNER, _NOBODY): mode >> 6 & 7,
        (_GROUP_OF_FILE, _NOBODY): mode >> 3 & 7,
        (_OTHER, _NOBODY): mode & 7,
    }
    with contextlib.suppress(OSError, AttributeError, struct.error):
        found = _unpacked(os.getxattr(path, _LIST))
        mask = found.pop((_MASK, _NOBODY), 7)
        return plain | {
            who: may & mask if who[0] in (_USER, _GROUP, _GROUP_OF_FILE) else may
            for who, may in found.items()
        }
    return plain


def _unpacked(content: bytes) -> Entries:
    entries = _ENTRY.iter_unpack(content[_VERSION.size :])
    return {(kind, who): may for kind, may, who in entries}


def _packed(entries: Entries) -> bytes:
    """A list in the kernel's format: sorted by kind and number."""
    ordered: Iterable[tuple[tuple[int, int], int]] = sorted(entries.items())
    return _VERSION.pack(2) + b"".join(_ENTRY.pack(k, may, who) for (k, who), may in ordered)


def _copy_attributes(source: Path, fresh: Path) -> None:
    """Copy the other attributes of a file, such as labels; not its rights, and not its time."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(source):
            if name != _LIST:
                with contextlib.suppress(OSError):
                    os.setxattr(fresh, name, os.getxattr(source, name))
