"""One run at a time changes a workbook; the second is told who, where, since when and what."""

import errno
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.files.support import excel_lock, left, names, nobody
from wijkexcel.errors import FileError, WorkbookChangedError, WorkbookLockedError
from wijkexcel.files import lock
from wijkexcel.files.leftovers import Keep, mark, swapping, unready
from wijkexcel.files.lock import claimed, lock_file
from wijkexcel.files.reading import digest
from wijkexcel.files.save import save_atomic

HOLD = """
import sys, time
from pathlib import Path
from wijkexcel.files.lock import claimed
with claimed(Path(sys.argv[1]), "Anna", "verzamel"):
    print("klaar", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "wijk noord.xlsx"
    path.write_bytes(b"oud")
    return path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)


@pytest.fixture
def elsewhere(book: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another program that is at it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(book)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def refusal(book: Path) -> str:
    with pytest.raises(WorkbookLockedError) as caught, claimed(book, "Bram", "bereken"):
        pass
    return str(caught.value)


class TestTheSecond:
    @pytest.mark.usefixtures("elsewhere")
    def test_is_told_who_where_since_when_and_what(self, book: Path) -> None:
        said = refusal(book)
        start, _, rest = said.partition(" sinds ")
        assert start == (
            f"'{book}' is nu in gebruik: Anna is op deze computer bezig met 'wijkexcel verzamel'"
        )
        moment, _, what = rest.partition(". ")
        assert re.fullmatch(r"\d\d-\d\d-\d{4} om \d\d:\d\d", moment)
        assert what == ("Er is niets veranderd. Wacht tot dat klaar is en probeer het opnieuw.")
        assert book.read_bytes() == b"oud"

    def test_may_after_the_first(self, book: Path) -> None:
        for who in ("Anna", "Bram"):
            with claimed(book, who, "bereken") as claim:
                claim.check()
                assert names(book.parent) == {book.name, lock_file(book).name}
            assert names(book.parent) == {book.name}

    def test_may_after_the_first_failed(self, book: Path) -> None:
        with pytest.raises(ZeroDivisionError), claimed(book, "Anna", "bereken"):
            raise ZeroDivisionError
        assert names(book.parent) == {book.name}

    def test_by_another_name(self, book: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.xlsx"
        link.symlink_to(book)
        with claimed(link, "Anna", "bereken"):
            assert "Anna is op deze computer bezig" in refusal(book)
            assert "Anna is op deze computer bezig" in refusal(tmp_path / "." / book.name)

    def test_other_workbooks_are_free(self, book: Path) -> None:
        with claimed(book, "Anna", "bereken"), claimed(book.with_name("b.xlsx"), "Bram", "brief"):
            pass

    def test_is_told_at_once_when_a_spreadsheet_program_has_it_open(self, book: Path) -> None:
        book.with_name(f"~${book.name}").write_bytes(excel_lock("Carla"))
        assert "is geopend door Carla; " in refusal(book)
        assert names(book.parent) == {book.name, f"~${book.name}"}


class TestAfterACrash:
    def test_the_next_takes_over(self, book: Path, elsewhere: "subprocess.Popen[bytes]") -> None:
        elsewhere.kill()
        elsewhere.wait()
        assert lock_file(book).exists()
        with claimed(book, "Bram", "bereken") as claim:
            claim.check()
            assert json.loads(lock_file(book).read_bytes())["who"] == "Bram"
        assert names(book.parent) == {book.name}

    def test_it_does_not_matter_which_program_has_its_number_now(self, book: Path) -> None:
        left(book)
        with claimed(book, "Bram", "bereken") as claim:
            claim.check()
        assert names(book.parent) == {book.name}

    @pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"who": "Anna"}', b"\xff\x00" * 90])
    @pytest.mark.usefixtures("impatient")
    def test_it_stopped_before_it_could_say_who_it_was(self, book: Path, content: bytes) -> None:
        lock_file(book).write_bytes(content)
        with claimed(book, "Bram", "bereken") as claim:
            claim.check()
        assert names(book.parent) == {book.name}

    def test_what_it_was_saving_is_cleared(self, book: Path) -> None:
        left(book)
        unready(book.parent, mark(book)).write_bytes(b"half")
        hidden = swapping(book, mark(book), digest(b"nieuw"), digest(b"eerder"), Keep.LATEST)
        hidden.write_bytes(b"eerder")
        others = {".ander.xlsx.abc.wijkexcel-tmp", "x.tmp"}
        for name in others:
            book.with_name(name).write_bytes(b"")
        with claimed(book, "Bram", "bereken"):
            pass
        assert names(book.parent) == {book.name, "wijk noord.vorige.xlsx", *others}
        assert book.with_name("wijk noord.vorige.xlsx").read_bytes() == b"eerder"


class TestFromAnotherComputer:
    def test_a_person_decides(self, book: Path) -> None:
        path = left(book, computer="pc-12")
        said = refusal(book)
        assert "Anna is op computer pc-12 bezig met 'wijkexcel verzamel' sinds 24-11-2026" in said
        assert said.endswith(
            "Wacht tot dat klaar is en probeer het opnieuw. Is daar niets meer bezig, bijvoorbeeld "
            f"na een storing, verwijder dan '{path.name}' in dezelfde map."
        )
        assert path.exists()
        path.unlink()
        with claimed(book, "Bram", "bereken"):
            pass

    def test_what_it_says_is_only_shown(self, book: Path) -> None:
        left(book, computer="\x1b[31mpc\n", who="A" * 4000, since="gisteren")
        said = refusal(book)
        assert "\x1b" not in said
        assert "\n" not in said
        assert "op computer [31mpc bezig" in said
        assert "sinds een onbekend moment" in said
        assert len(said) < 1000


class TestWhereLocksDoNotWork:
    @pytest.fixture
    def unlockable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(handle: int, how: int) -> None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

        monkeypatch.setattr("fcntl.flock", refuse)

    @pytest.mark.usefixtures("unlockable")
    def test_the_file_alone_still_keeps_others_out(self, book: Path) -> None:
        with claimed(book, "Anna", "bereken"):
            assert f"verwijder dan '{lock_file(book).name}'" in refusal(book)
        with claimed(book, "Bram", "bereken"):
            pass
        assert names(book.parent) == {book.name}

    @pytest.mark.usefixtures("impatient")
    def test_the_text_is_closed_to_others(
        self, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read = os.read

        def closed(handle: int, size: int) -> bytes:
            if os.fstat(handle).st_size and os.path.samestat(
                os.fstat(handle), lock_file(book).stat()
            ):
                raise OSError(errno.EACCES, os.strerror(errno.EACCES))
            return read(handle, size)

        with claimed(book, "Anna", "bereken"):
            monkeypatch.setattr(os, "read", closed)
            said = refusal(book)
        assert f"'{book}' is nu in gebruik door wijkexcel; het slot zegt niet door wie." in said
        assert f"verwijder dan '{lock_file(book).name}' in dezelfde map." in said


class TestNoLockCanBeMade:
    def test_a_read_only_folder_matters_only_when_there_is_something_to_save(
        self, book: Path
    ) -> None:
        book.parent.chmod(0o555)
        # Root may go anywhere, and pytest's own folders are closed to others.
        for parent in book.parents[1:4]:
            parent.chmod(0o755)
        try:
            with (
                nobody(),
                claimed(book, "Anna", "verzamel") as claim,
                pytest.raises(FileError, match=r"kan niet worden opgeslagen: .*alleen-lezen"),
            ):
                claim.check()
        finally:
            book.parent.chmod(0o755)
        assert names(book.parent) == {book.name}

    def test_a_full_disk(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(handle: int, data: bytes) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "write", full)
        with (
            claimed(book, "Anna", "verzamel") as claim,
            pytest.raises(FileError, match="schijf is vol"),
        ):
            claim.check()
        assert names(book.parent) == {book.name}

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with (
            claimed(tmp_path / "weg" / "a.xlsx", "Anna", "verzamel") as claim,
            pytest.raises(FileError, match="de map bestaat niet"),
        ):
            claim.check()

    def test_a_folder_is_no_workbook(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="is een map"), claimed(tmp_path, "Anna", "verzamel"):
            pass


class TestTakenAway:
    @pytest.mark.parametrize("then", ["weg", "van een ander"])
    def test_nothing_is_saved_after_that(self, book: Path, then: str) -> None:
        with claimed(book, "Anna", "verzamel") as claim:
            lock_file(book).unlink()
            if then != "weg":
                left(book, computer="pc-12")
            with pytest.raises(WorkbookChangedError, match=r"intussen weggehaald.*opnieuw uit"):
                claim.check()
        # The lock of another is not ours to take away.
        assert lock_file(book).exists() == (then != "weg")


@pytest.mark.parametrize("crashed", [False, True])
def test_of_many_at_once_one_has_it_and_nobody_is_told_of_someone_who_crashed(
    book: Path, crashed: bool
) -> None:
    """Also when all of them find the lock of a killed run at the same moment."""
    inside, most, taken, told = 0, 0, 0, set()
    guard, start = threading.Lock(), threading.Barrier(6)

    def run(who: str) -> None:
        nonlocal inside, most, taken
        start.wait()
        for _ in range(40):
            try:
                with claimed(book, who, "bereken") as claim:
                    claim.check()
                    with guard:
                        inside += 1
                        most = max(most, inside)
                        taken += 1
                    save_atomic(book, who.encode())
                    with guard:
                        inside -= 1
                    if crashed:
                        lock_file(book).unlink()
                        left(book, who="Dode", key=str(taken))
            except WorkbookLockedError as error:
                told.add(str(error).partition(" is nu in gebruik: ")[2].partition(" is op ")[0])

    threads = [threading.Thread(target=run, args=(f"wie{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert taken > 1
    assert told <= {f"wie{n}" for n in range(6)} | {""}
    with claimed(book, "Anna", "verzamel"):
        pass
    assert names(book.parent) == {book.name, "wijk noord.vorige.xlsx"}
