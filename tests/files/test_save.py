"""Saving: the old file or the new one, whole, whatever happens; and never over another's work."""

import contextlib
import errno
import itertools
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from tests.files.support import excel_lock, names, nobody
from wijkexcel.errors import FileError, WorkbookChangedError, WorkbookLockedError
from wijkexcel.files import job
from wijkexcel.files.reading import FileStamp
from wijkexcel.files.save import New, keep_copy, put, save_atomic

OLD, NEW = b"oud" * 1000, b"nieuw" * 1000


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "wijk noord.xlsx"
    path.write_bytes(OLD)
    return path


class TestSaving:
    def test_keeps_the_previous_version(self, book: Path) -> None:
        previous = save_atomic(book, NEW)
        assert previous == book.parent / "wijk noord.vorige.xlsx"
        assert previous.read_bytes() == OLD
        assert book.read_bytes() == NEW
        assert names(book.parent) == {book.name, previous.name}

    def test_previous_is_the_last_one(self, book: Path) -> None:
        save_atomic(book, b"tussen")
        previous = save_atomic(book, NEW)
        assert previous is not None
        assert previous.read_bytes() == b"tussen"

    def test_previous_is_not_wanted(self, book: Path) -> None:
        assert save_atomic(book, NEW, keep_previous=False) is None
        assert names(book.parent) == {book.name}

    def test_new_file(self, tmp_path: Path) -> None:
        path = tmp_path / "nieuw.xlsx"
        mask = os.umask(0o027)
        try:
            assert save_atomic(path, NEW) is None
        finally:
            os.umask(mask)
        assert path.read_bytes() == NEW
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        assert names(tmp_path) == {path.name}

    @pytest.mark.parametrize("mode", [0o600, 0o664, 0o640])
    def test_permissions_are_kept(self, book: Path, mode: int) -> None:
        book.chmod(mode)
        previous = save_atomic(book, NEW)
        assert previous is not None
        assert stat.S_IMODE(book.stat().st_mode) == mode
        assert stat.S_IMODE(previous.stat().st_mode) == mode

    @pytest.mark.skipif(os.geteuid() != 0, reason="alleen root kan een eigenaar zetten")
    def test_owner_is_kept(self, book: Path) -> None:
        os.chown(book, 12345, 23456)
        save_atomic(book, NEW)
        assert (book.stat().st_uid, book.stat().st_gid) == (12345, 23456)

    def test_new_file_is_new(self, book: Path) -> None:
        os.utime(book, (1, 1))
        previous = save_atomic(book, NEW)
        assert previous is not None
        assert previous.stat().st_mtime == 1
        assert time.time() - book.stat().st_mtime < 60

    def test_symbolic_link_stays_a_link(self, book: Path, tmp_path: Path) -> None:
        folder = tmp_path / "elders"
        folder.mkdir()
        link = folder / "link.xlsx"
        link.symlink_to(book)
        assert save_atomic(link, NEW) == tmp_path / "wijk noord.vorige.xlsx"
        assert link.is_symlink()
        assert book.read_bytes() == NEW
        (tmp_path / f"~${book.name}").write_bytes(b"")
        with pytest.raises(WorkbookLockedError):
            save_atomic(link, OLD)

    def test_strange_places(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="is een map"):
            save_atomic(tmp_path, NEW)
        with pytest.raises(FileError, match="bestaat niet"):
            save_atomic(tmp_path / "weg" / "a.xlsx", NEW)
        with pytest.raises(FileError):
            save_atomic(tmp_path / ("a" * 300 + ".xlsx"), NEW)
        circle = tmp_path / "rond.xlsx"
        circle.symlink_to(circle)
        with pytest.raises(FileError):
            save_atomic(circle, NEW)

    def test_all_is_synced_before_it_gets_its_name(
        self, book: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        steps: list[str] = []
        fsync, swapped, replace = os.fsync, job.swapped, Path.replace

        def seen_fsync(handle: int) -> None:
            steps.append("map" if stat.S_ISDIR(os.fstat(handle).st_mode) else "bestand")
            fsync(handle)

        def seen_swap(one: Path, other: Path) -> bool:
            steps.append(f"ruil met {other.name}")
            return swapped(one, other)

        def seen_replace(self: Path, target: Path) -> Path:
            steps.append(f"naar {target.name}")
            return replace(self, target)

        monkeypatch.setattr(os, "fsync", seen_fsync)
        monkeypatch.setattr(job, "swapped", seen_swap)
        monkeypatch.setattr(Path, "replace", seen_replace)
        save_atomic(book, NEW)
        assert steps == [
            "bestand",
            "ruil met wijk noord.xlsx",
            "naar wijk noord.vorige.xlsx",
            "map",
        ]

    def test_what_is_saved_in_between_does_not_wait_for_itself(self, book: Path) -> None:
        signal.alarm(20)
        put([New(book.with_name("uit.xlsx"), NEW)], between=lambda: keep_copy(book))
        signal.alarm(0)
        assert names(book.parent) == {book.name, "wijk noord.vorige.xlsx", "uit.xlsx"}

    def test_when_that_fails_nothing_has_its_place(self, book: Path) -> None:
        def fails() -> None:
            raise FileError("kan niet")

        with pytest.raises(FileError, match=r"^kan niet$"):
            put([New(book.parent / "uit" / "a.xlsx", NEW, with_folder=True)], between=fails)
        assert names(book.parent) == {book.name}

    def test_what_cannot_be_taken_back_is_told(self, book: Path) -> None:
        """The other program has saved; then what was to go out cannot get its place."""
        with pytest.raises(FileError, match="Het werkboek is wel al opgeslagen"):
            put(
                [New(book.parent / "uit" / "a.xlsx", NEW, with_folder=True)],
                between=(book.parent / "uit").mkdir,
            )
        assert names(book.parent) == {book.name, "uit"}


class TestChanged:
    def test_same_version(self, book: Path) -> None:
        save_atomic(book, NEW, expected=FileStamp.of(book))
        assert book.read_bytes() == NEW

    def test_only_touched(self, book: Path) -> None:
        stamp = FileStamp.of(book)
        os.utime(book, (5, 5))
        save_atomic(book, NEW, expected=stamp)
        assert book.read_bytes() == NEW

    def test_other_content_of_the_same_size_and_time(self, book: Path) -> None:
        stamp = FileStamp.of(book)
        book.write_bytes(OLD[::-1])
        os.utime(book, ns=(stamp.mtime_ns, stamp.mtime_ns))
        with pytest.raises(WorkbookChangedError, match=r"intussen .* gewijzigd \(op \d\d-\d\d-"):
            save_atomic(book, NEW, expected=stamp)
        assert book.read_bytes() == OLD[::-1]
        assert names(book.parent) == {book.name}

    def test_gone(self, book: Path) -> None:
        stamp = FileStamp.of(book)
        book.unlink()
        with pytest.raises(WorkbookChangedError, match="verwijderd"):
            save_atomic(book, NEW, expected=stamp)
        assert names(book.parent) == set()

    def test_of_two_at_once_one_is_told(self, book: Path) -> None:
        for attempt in range(20):
            book.write_bytes(OLD)
            stamp = FileStamp.of(book)
            results: list[object] = []
            barrier = threading.Barrier(4)

            def run(
                number: int,
                stamp: FileStamp = stamp,
                results: list[object] = results,
                barrier: threading.Barrier = barrier,
                attempt: int = attempt,
            ) -> None:
                barrier.wait()
                try:
                    save_atomic(book, b"%d %d" % (attempt, number), expected=stamp)
                    results.append(number)
                except WorkbookChangedError as error:
                    results.append(error)

            threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            winners = [result for result in results if isinstance(result, int)]
            assert len(results) == 4
            assert len(winners) == 1
            assert book.read_bytes() == b"%d %d" % (attempt, winners[0])

    def test_stamp_of_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match=r"weg.xlsx' kan niet worden gelezen: .* bestaat niet"):
            FileStamp.of(tmp_path / "weg.xlsx")


class TestLocked:
    @pytest.mark.parametrize(
        ("content", "who"),
        [
            (excel_lock("Fatma Öztürk-Łoś"), "Fatma Öztürk-Łoś"),
            (b"\x03Jan" + b" " * 51, "Jan"),
            (b"\x07Jansen\x00" + b" " * 157, "Jansen"),
        ],
    )
    def test_by_excel(self, book: Path, content: bytes, who: str) -> None:
        lock = book.with_name(f"~${book.name}")
        lock.write_bytes(content)
        with pytest.raises(WorkbookLockedError) as caught:
            save_atomic(book, NEW)
        assert f"is geopend door {who}; " in str(caught.value)
        assert f"verwijder dan '{lock.name}'" in str(caught.value)
        assert book.read_bytes() == OLD
        assert names(book.parent) == {book.name, lock.name}

    @pytest.mark.parametrize(
        ("content", "who"),
        [
            (
                "Fatma Öztürk,fo,pc-12,23.11.2026 10:11,file:///home/fo/.config;",
                "Fatma Öztürk op computer pc-12 sinds 23.11.2026 10:11",
            ),
            (",fo,pc-12,23.11.2026 10:11,x;", "fo op computer pc-12 sinds 23.11.2026 10:11"),
            ("Jan;", "Jan"),
            ("Jansen\\, J.\\;\\\\,fo,,,;", "Jansen, J.;\\"),
        ],
    )
    def test_by_libreoffice(self, book: Path, content: str, who: str) -> None:
        lock = book.with_name(f".~lock.{book.name}#")
        lock.write_text(content, encoding="utf-8")
        with pytest.raises(WorkbookLockedError) as caught:
            save_atomic(book, NEW)
        assert f"is geopend door {who}; " in str(caught.value)
        assert f"verwijder dan '{lock.name}'" in str(caught.value)
        assert book.read_bytes() == OLD

    @pytest.mark.parametrize("name", ["~${}", ".~lock.{}#"])
    @pytest.mark.parametrize("content", [b"", b"\xff" * 200, b"\0" * 165, b",,,;", b"\x05"])
    def test_by_who_knows(self, book: Path, name: str, content: bytes) -> None:
        book.with_name(name.format(book.name)).write_bytes(content)
        with pytest.raises(WorkbookLockedError, match="is geopend door iemand"):
            save_atomic(book, NEW)

    def test_a_new_file_may_be_locked_too(self, tmp_path: Path) -> None:
        (tmp_path / "~$a.xlsx").write_bytes(b"")
        with pytest.raises(WorkbookLockedError):
            save_atomic(tmp_path / "a.xlsx", NEW)

    @pytest.mark.oracle
    def test_a_lock_file_that_libreoffice_made(self, tmp_path: Path) -> None:
        if shutil.which("soffice") is None:
            pytest.skip("soffice (LibreOffice) staat niet op het pad")
        path = tmp_path / "open.xlsx"
        with xlsxwriter.Workbook(path) as made:
            made.add_worksheet()
        before = path.read_bytes()
        lock = path.with_name(f".~lock.{path.name}#")
        process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{tmp_path}/profiel",
                *("--headless", "--norestore", "--calc", str(path)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            until = time.monotonic() + 20
            while time.monotonic() < until and not (lock.exists() and lock.stat().st_size):
                time.sleep(0.1)
            with pytest.raises(WorkbookLockedError, match=r"op computer \S+ sinds \d\d\.\d\d\."):
                save_atomic(path, NEW)
            assert path.read_bytes() == before
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def failing_at(number: int, code: int) -> Iterator[list[int]]:
    """Let the so-many-th call that can touch the disk fail; gives how many there were."""
    count = [0]

    def failing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            count[0] += 1
            if count[0] == number:
                raise OSError(code, os.strerror(code))
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "open", "link", "chmod", "rename", "replace"):
            patch.setattr(os, name, failing(getattr(os, name)))
        patch.setattr(job, "swapped", failing(job.swapped))
        yield count


class TestTrouble:
    def test_read_only_folder(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path = folder / "a.xlsx"
            path.write_bytes(OLD)
            path.chmod(0o644)
            folder.chmod(0o555)
            try:
                with nobody(), pytest.raises(FileError, match="alleen-lezen"):
                    save_atomic(path, NEW)
            finally:
                folder.chmod(0o755)
            assert path.read_bytes() == OLD
            assert names(folder) == {"a.xlsx"}

    @pytest.mark.parametrize("keep", [True, False])
    def test_disk_full_for_real(self, book: Path, keep: bool) -> None:
        """A limit on file size stops the write half-way, as a full disk does."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        old_signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            with pytest.raises(FileError, match="schijf is vol"):
                save_atomic(book, NEW * 10, keep_previous=keep)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, old_signal)
        assert book.read_bytes() == OLD
        assert names(book.parent) == {book.name}

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
    @pytest.mark.parametrize("can_swap", [True, False])
    def test_any_step_may_fail(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, can_swap: bool
    ) -> None:
        """Let the n-th call that can touch the disk fail; old or new is there, whole."""
        if not can_swap:
            monkeypatch.setattr(job, "swapped", lambda *_: False)
        outcomes = []
        for fails_at in itertools.count(1):
            book = tmp_path / str(fails_at) / "wijk noord.xlsx"
            book.parent.mkdir()
            book.write_bytes(OLD)
            previous = book.with_name("wijk noord.vorige.xlsx")
            previous.write_bytes(b"nog ouder")
            with failing_at(fails_at, code) as count:
                try:
                    save_atomic(book, NEW)
                    message = ""
                except FileError as error:
                    message = str(error)
            if count[0] < fails_at:
                break
            assert names(book.parent) == {book.name, previous.name}
            both = (book.read_bytes(), previous.read_bytes())
            if not message or "is opgeslagen, maar" in message:
                assert both == (NEW, OLD)
            else:
                assert "Er is niets opgeslagen." in message
                assert both == (OLD, b"nog ouder")
            outcomes.append(message)
        assert len(outcomes) > 8
        # The lock and the folder's own sync may fail in silence; nothing else may.
        assert sum(not message for message in outcomes) <= 3

    def test_interrupted_by_the_user(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(handle: int) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            save_atomic(book, NEW)
        assert book.read_bytes() == OLD
        assert names(book.parent) == {book.name}

    def test_killed_at_any_moment(self, book: Path) -> None:
        """After kill -9 the file is whole, and the next save clears what was left."""
        code = (
            "import sys; from pathlib import Path\n"
            "from wijkexcel.files.save import save_atomic\n"
            "path = Path(sys.argv[1]); print('klaar', flush=True); n = 0\n"
            "while True:\n"
            "    n += 1; save_atomic(path, (b'%08d' % n) * 200_000)\n"
        )
        littered = 0
        dice = random.Random(1)
        for _ in range(12):
            process = subprocess.Popen(
                [sys.executable, "-c", code, str(book)], stdout=subprocess.PIPE
            )
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(dice.random() * 0.15)
            process.kill()
            process.wait()
            process.stdout.close()
            for path in (book, book.with_name("wijk noord.vorige.xlsx")):
                if path.exists():
                    data = path.read_bytes()
                    assert data == OLD or data == data[:8] * 200_000
            littered += len(names(book.parent)) > 2
        save_atomic(book, NEW)
        assert names(book.parent) == {book.name, "wijk noord.vorige.xlsx"}
        assert littered, "the kill never came at a telling moment"

    def test_leaves_the_temporary_files_of_others_alone(self, book: Path) -> None:
        others = {".ander.xlsx.abc.wijkexcel-tmp", ".wijk noord.xlsx.swp", "x.tmp"}
        for name in others:
            (book.parent / name).write_bytes(b"")
        save_atomic(book, NEW, keep_previous=False)
        assert names(book.parent) == {book.name, *others}
