"""Every command that changes a workbook keeps others out, and only those."""

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.files.support import left, nobody
from tests.post.scenes import BOOK, WHEN, NoSandbox, collection, distribution, tree
from wijkexcel.errors import FileError, WorkbookChangedError, WorkbookLockedError
from wijkexcel.files import job
from wijkexcel.files.exchange import give_name
from wijkexcel.files.lock import claimed, lock_file
from wijkexcel.files.save import New, put
from wijkexcel.hosts import file as files
from wijkexcel.post.back.on_file import collect_folder
from wijkexcel.post.out import on_file as commands_post
from wijkexcel.steps import on_file as commands
from wijkexcel.steps import output

pytestmark = pytest.mark.slow  # whole commands, one after the other

COMMANDS: dict[str, Callable[[Path], object]] = {
    **{
        step: lambda folder, step=step: commands.run_step(step, folder / BOOK, when=WHEN)  # type: ignore[misc]
        for step in ("valideer", "bereken", "heroverweeg", "besluit", "brief")
    },
    "verdeel": lambda folder: commands_post.distribute(folder / BOOK, folder / "uit", when=WHEN),
    "verzamel": lambda folder: collect_folder(folder / BOOK, folder / "terug", when=WHEN),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(output, "to_pdfs", lambda *_: None)
    for name, content in {**distribution().before, **collection().before}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_else_may_until_it_is_saved(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {}

    def save(new: Sequence[New]) -> tuple[Path | None, ...]:
        seen.update(json.loads(lock_file(new[0].path).read_bytes()))
        return put(new)

    monkeypatch.setattr(files, "put", save)
    COMMANDS[command](folder)
    assert seen["doing"] == command
    assert seen["who"]
    assert seen["computer"]
    assert datetime.fromisoformat(seen["since"]).tzinfo
    assert not lock_file(folder / BOOK).exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_second_is_told_and_nothing_changes(folder: Path, command: str) -> None:
    with claimed(folder / BOOK, "Anna", "bereken"):
        before = tree(folder)
        with pytest.raises(WorkbookLockedError, match=r"Anna is op deze computer bezig met 'wijk"):
            COMMANDS[command](folder)
        assert tree(folder) == before


def test_a_copy_elsewhere_needs_only_to_read(folder: Path) -> None:
    target = folder / "elders.xlsx"
    with claimed(folder / BOOK, "Anna", "verzamel"):
        commands.run_step("bereken", folder / BOOK, target=target, when=WHEN)
    assert target.exists()
    with (
        claimed(target, "Anna", "verzamel"),
        pytest.raises(WorkbookLockedError, match=r"elders.xlsx' is nu in gebruik"),
    ):
        commands.run_step("bereken", folder / BOOK, target=target, when=WHEN)


@pytest.mark.slow
def test_a_trial_only_reads_and_calculates_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "results_of", None)
    with claimed(folder / BOOK, "Anna", "verzamel"):
        made = collect_folder(folder / BOOK, folder / "terug", trial=True, when=WHEN)
    assert made.collected.gathered.values
    assert not made.saved


@pytest.mark.slow
def test_without_news_nothing_is_calculated_or_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    COMMANDS["verzamel"](folder)
    before = tree(folder)
    monkeypatch.setattr(files, "results_of", None)
    monkeypatch.setattr(files, "put", None)
    made = collect_folder(folder / BOOK, folder / "terug", when=WHEN)
    assert not made.saved
    assert tree(folder) == before


def test_a_read_only_folder_matters_when_there_is_news(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read is enough as long as nothing came in that was not there yet."""
    monkeypatch.setattr(
        "wijkexcel.post.back.folder.Sandbox", NoSandbox
    )  # nobody may start this Python
    with tempfile.TemporaryDirectory() as name:  # nobody may enter the folders of pytest
        place = shutil.copytree(folder, Path(name) / "map")
        Path(name).chmod(0o755)
        before = tree(place)
        place.chmod(0o555)
        with (
            nobody(),
            pytest.raises(FileError, match=r"kan niet worden opgeslagen: .*alleen-lezen"),
        ):
            COMMANDS["verzamel"](place)
        assert tree(place) == before
        place.chmod(0o755)
        COMMANDS["verzamel"](place)
        place.chmod(0o555)
        with nobody():
            made = collect_folder(place / BOOK, place / "terug", when=WHEN)
        assert not made.saved
        place.chmod(0o755)


@pytest.mark.slow
def test_a_lock_of_another_computer_is_for_a_person_to_remove(folder: Path) -> None:
    path = left(folder / BOOK, computer="pc-12")
    with pytest.raises(WorkbookLockedError, match=rf"verwijder dan '{path.name}' in dezelfde map"):
        COMMANDS["verzamel"](folder)
    path.unlink()
    COMMANDS["verzamel"](folder)


class TestWhatVerdeelMakes:
    def test_appears_at_once(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "terug").rename(folder / "elders")
        seen: list[set[str]] = []

        def save(new: Sequence[New]) -> tuple[Path | None, ...]:
            seen.append({p.name for p in folder.iterdir() if not p.name.startswith(".")})
            return put(new)

        monkeypatch.setattr(files, "put", save)
        COMMANDS["verdeel"](folder)
        assert seen == [{BOOK, "elders"}]
        assert len(list((folder / "uit").iterdir())) == 6

    def test_a_name_that_was_taken_meanwhile_is_not_overwritten(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (folder / "uit").mkdir()
        before = (folder / BOOK).read_bytes()
        names: list[Path] = []

        def interfering(fresh: Path, name: Path) -> None:
            names.append(name)
            if len(names) == 3:
                name.write_bytes(b"van een ander")
            give_name(fresh, name)

        monkeypatch.setattr(job, "give_name", interfering)
        with pytest.raises(WorkbookChangedError, match=r"intussen bijgekomen; er is niets opgesl"):
            COMMANDS["verdeel"](folder)
        assert names[-1].read_bytes() == b"van een ander"
        assert [*(folder / "uit").iterdir()] == names[-1:]
        assert (folder / BOOK).read_bytes() == before
        assert sorted(p.name for p in folder.iterdir()) == ["terug", "uit", BOOK]

    def test_a_folder_in_a_folder_that_is_not_there(self, folder: Path) -> None:
        made = commands_post.distribute(folder / BOOK, folder / "a" / "b", when=WHEN)
        assert {path.parent for path in made.files} == {folder / "a" / "b"}
        assert all(path.is_file() for path in made.files)
