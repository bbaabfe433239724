"""Who may read and write afterwards: the same people as before, and nobody else."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.support import ANNA, BRAM, OTHERS, TEAM, as_user, only_root
from wijkexcel.files import rights
from wijkexcel.files.lock import claimed, lock_file
from wijkexcel.files.save import New, put, save_atomic

pytestmark = only_root


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that a team shares, under one that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shared = Path(name) / "gedeeld"
        shared.mkdir()
        os.chown(shared, ANNA, TEAM)
        shared.chmod(0o770)
        yield shared


def book_of_anna(folder: Path, mode: int) -> Path:
    book = folder / "wijk noord.xlsx"
    book.write_bytes(b"oud")
    os.chown(book, ANNA, TEAM)
    book.chmod(mode)
    return book


def listed(path: Path) -> rights.Entries:
    with contextlib.suppress(OSError):
        return rights._unpacked(os.getxattr(path, rights._LIST))
    return {}


def can(path: Path, user: int, groups: tuple[int, ...], how: int) -> bool:
    """What the system itself says of somebody."""
    return as_user(user, groups, lambda: os.close(os.open(path, how))) == ""


@pytest.mark.parametrize("mode", [0o660, 0o664])
def test_a_colleague_of_the_group_saves_and_the_group_stays(folder: Path, mode: int) -> None:
    book = book_of_anna(folder, mode)
    assert as_user(BRAM, (OTHERS, TEAM), lambda: save_atomic(book, b"nieuw")) == ""
    for path, content in ((book, b"nieuw"), (folder / "wijk noord.vorige.xlsx", b"oud")):
        assert path.read_bytes() == content
        assert path.stat().st_gid == TEAM
        assert stat.S_IMODE(path.stat().st_mode) == mode
    assert can(book, ANNA, (TEAM,), os.O_RDWR)


def test_one_who_is_not_in_the_group_locks_nobody_out_and_lets_nobody_in(folder: Path) -> None:
    """May write by an access list; then the group is on such a list afterwards."""
    folder.chmod(0o777)
    book = book_of_anna(folder, 0o660)
    entries = rights._entries(book) | {(rights._USER, BRAM): 6}
    if not rights._give(book, entries):
        pytest.skip("geen toegangslijsten op deze schijf")
    assert as_user(BRAM, (OTHERS,), lambda: save_atomic(book, b"nieuw")) == ""
    assert book.read_bytes() == b"nieuw"
    assert can(book, ANNA, (TEAM,), os.O_RDWR)
    assert can(book, 12_003, (TEAM,), os.O_RDWR)
    assert can(book, BRAM, (OTHERS,), os.O_RDWR)
    assert not can(book, 12_004, (OTHERS,), os.O_RDONLY)


def test_where_the_group_cannot_be_kept_at_all_it_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk without access lists, as many network shares are."""

    def none(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    folder.chmod(0o777)
    book = book_of_anna(folder, 0o640)
    os.chown(book, BRAM, TEAM)
    monkeypatch.setattr(os, "setxattr", none)
    said = as_user(BRAM, (OTHERS,), lambda: save_atomic(book, b"nieuw"))
    assert said == rights.OTHER_GROUP.format(book)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {book.name: b"oud"}


def test_a_file_that_may_not_be_written_is_not_replaced_either(folder: Path) -> None:
    book = book_of_anna(folder, 0o640)
    said = as_user(BRAM, (TEAM,), lambda: save_atomic(book, b"nieuw"))
    assert "ontbreken de rechten" in said
    assert said.count("Er is niets opgeslagen.") == 1
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {book.name: b"oud"}


def test_a_list_that_comes_with_the_folder_lets_nobody_in(folder: Path) -> None:
    """Files made in such a folder get its list; the mode would then be that of all on it."""
    carla = {(rights._USER, 12_003): 7, (rights._MASK, rights._NOBODY): 7}
    try:
        os.setxattr(
            folder,
            "system.posix_acl_default",
            rights._packed(rights._entries(folder) | carla),
        )
    except OSError:
        pytest.skip("geen toegangslijsten op deze schijf")
    folder.chmod(0o777)
    book = book_of_anna(folder, 0o660)
    os.removexattr(book, rights._LIST)
    book.chmod(0o660)
    assert as_user(BRAM, (TEAM,), lambda: save_atomic(book, b"nieuw")) == ""
    assert listed(book) == {}
    assert not can(book, 12_003, (OTHERS,), os.O_RDONLY)


@pytest.mark.parametrize(
    ("mode", "file", "made"), [(0o600, 0o600, 0o700), (0o660, 0o660, 0o770), (0o755, 0o644, 0o755)]
)
def test_what_is_made_from_a_workbook_gets_its_rights(
    folder: Path, mode: int, file: int, made: int
) -> None:
    book = book_of_anna(folder, mode)
    new = New(folder / "uit" / "a" / "brief.docx", b"x", like=book, with_folder=True)
    beside = New(folder / "brief.docx", b"x", like=book)
    lock: list[int] = []

    def work() -> None:
        put([beside, new])
        with claimed(book, "Anna", "brief"):
            lock.append(stat.S_IMODE(lock_file(book).stat().st_mode))
            if lock != [file]:
                raise AssertionError(lock)

    assert as_user(ANNA, (OTHERS, TEAM), work) == ""
    for path, wanted in (
        (beside.path, file),
        (new.path, file),
        (new.path.parent, made),
        (folder / "uit", made),
    ):
        status = path.stat()
        assert (path.name, stat.S_IMODE(status.st_mode)) == (path.name, wanted)
        assert status.st_gid == TEAM


def test_a_label_that_was_put_on_a_file_stays(folder: Path) -> None:
    book = book_of_anna(folder, 0o660)
    try:
        os.setxattr(book, "user.label", b"vertrouwelijk")
    except OSError:
        pytest.skip("geen kenmerken op deze schijf")
    save_atomic(book, b"nieuw")
    assert os.getxattr(book, "user.label") == b"vertrouwelijk"
