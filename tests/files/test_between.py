"""Somebody puts another version there at any moment: nobody's work is lost."""

import contextlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.files.support import contents, in_between
from wijkexcel.errors import FileError, WorkbookChangedError
from wijkexcel.files import job
from wijkexcel.files.leftovers import Keep
from wijkexcel.files.reading import FileStamp
from wijkexcel.files.save import New, put

pytestmark = pytest.mark.slow  # whole commands, one after the other

OLD, NEW, THEIRS = b"oud", b"nieuw", b"van een ander"


@pytest.fixture(autouse=True)
def _in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a disk does with it is another matter, and takes time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def renamed_over(book: Path) -> None:
    """As most programs save, and every sync client."""
    fresh = book.with_name("onderweg")
    fresh.write_bytes(THEIRS)
    fresh.replace(book)


def written_over(book: Path) -> None:
    """As some do: in the file itself."""
    with contextlib.suppress(FileNotFoundError), book.open("r+b") as file:
        file.write(THEIRS)
        file.truncate()


def gone(book: Path) -> None:
    book.unlink(missing_ok=True)


def at_every_moment(
    folder: Path, act: Callable[[Path], None], keep: Keep, *, expected: bool
) -> list[tuple[dict[str, bytes], bool]]:
    """Save while something happens at each moment in turn; gives what is there then, and if it said
    that nothing was saved."""
    found = []
    for at in count(1):
        place = folder / str(at)
        place.mkdir(parents=True)
        book = place / "wijk.xlsx"
        book.write_bytes(OLD)
        new = New(book, NEW, keep, expected=FileStamp.of(book) if expected else None)
        told = False
        passed = at
        try:
            passed = in_between(lambda new=new: put([new]), at, lambda book=book: act(book))
        except FileError as error:
            told = "er is niets opgeslagen" in str(error).lower()
        if passed < at:
            return found
        assert [p.name for p in place.iterdir() if p.name.startswith(".")] == []
        found.append((contents(place), told))
    raise AssertionError


@pytest.mark.parametrize("act", [renamed_over, written_over])
@pytest.mark.parametrize(
    ("keep", "expected"), [(Keep.LATEST, True), (Keep.OTHERS, True), (Keep.EVERY, False)]
)
def test_what_they_put_there_is_still_there(
    tmp_path: Path, act: Callable[[Path], None], keep: Keep, expected: bool
) -> None:
    found = at_every_moment(tmp_path, act, keep, expected=expected)
    assert len(found) > 30
    for files, told in found:
        assert THEIRS in files.values()
        if told:
            assert files == {"wijk.xlsx": THEIRS}
        elif files["wijk.xlsx"] == NEW:
            assert not expected  # it was read before, and is not in the new one
        else:  # theirs came after ours
            assert files["wijk.xlsx"] == THEIRS
    assert any(told for _, told in found) == expected


def test_what_is_in_the_new_one_takes_no_place_of_an_earlier_version(tmp_path: Path) -> None:
    book = tmp_path / "wijk.xlsx"
    book.write_bytes(OLD)
    put([New(book, NEW, Keep.LATEST)])
    assert put([New(book, THEIRS, Keep.OTHERS, expected=FileStamp.of(book))]) == (None,)
    assert contents(tmp_path) == {"wijk.xlsx": THEIRS, "wijk.vorige.xlsx": OLD}


def test_a_file_that_is_taken_away_is_not_brought_back(tmp_path: Path) -> None:
    for files, told in at_every_moment(tmp_path, gone, Keep.LATEST, expected=True):
        assert (files == {}) if told else (OLD in files.values())


def test_where_names_cannot_be_swapped_a_blink_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written in the file itself is never lost; what is put over it only between the last
    look and the next step."""
    monkeypatch.setattr(job, "swapped", lambda *_: False)
    written = at_every_moment(tmp_path / "in", written_over, Keep.LATEST, expected=True)
    assert all(THEIRS in files.values() for files, _ in written)
    renamed = at_every_moment(tmp_path / "over", renamed_over, Keep.LATEST, expected=True)
    lost = [files for files, _ in renamed if THEIRS not in files.values()]
    assert len(lost) <= 2
    assert len(renamed) > 60


def test_a_second_version_of_a_person_does_not_replace_the_first(tmp_path: Path) -> None:
    letter = tmp_path / "brief.docx"
    kept = []
    for turn in range(3):
        letter.write_bytes(b"van mij, versie %d" % turn)
        kept += put([New(letter, b"van het programma %d" % turn)])
    assert [path.name for path in kept if path] == [
        "brief.vorige.docx",
        "brief.vorige-2.docx",
        "brief.vorige-3.docx",
    ]
    assert [path.read_bytes() for path in kept if path] == [
        b"van mij, versie %d" % turn for turn in range(3)
    ]


def test_what_is_kept_apart_no_later_save_takes(tmp_path: Path) -> None:
    """As of a workbook of which not all could come along; the version before each save is one."""
    book = tmp_path / "wijk.xlsx"
    book.write_bytes(b"0")
    kept = [
        put([New(book, b"%d" % turn, keep)])[0]
        for turn, keep in enumerate([Keep.LATEST, Keep.APART, Keep.LATEST, Keep.LATEST], 1)
    ]
    assert [path.name for path in kept if path] == [
        "wijk.vorige.xlsx",
        "wijk.vorige-2.xlsx",
        "wijk.vorige.xlsx",
        "wijk.vorige.xlsx",
    ]
    assert contents(tmp_path) == {
        "wijk.xlsx": b"4",
        "wijk.vorige.xlsx": b"3",
        "wijk.vorige-2.xlsx": b"1",
    }


def test_all_or_none(tmp_path: Path) -> None:
    """Somebody makes the folder that was to come with everything in it: at whatever moment, either
    everything is there, or everything is as it was."""
    old = {name: b"oud " + name.encode() for name in ("a.xlsx", "b.docx", "c.pdf")}
    made = {"a.xlsx": NEW, "b.docx": NEW, "d.docx": NEW, "uit/e.docx": NEW}
    kept = {"a.vorige.xlsx", "b.vorige.docx", "c.vorige.pdf"}
    refused = 0
    for at in count(1, 5):
        place = tmp_path / str(at)
        place.mkdir()
        for name, content in old.items():
            (place / name).write_bytes(content)
        files = [
            New(place / "a.xlsx", NEW, Keep.LATEST),
            New(place / "b.docx", NEW),
            New(place / "c.pdf", None),
            New(place / "d.docx", NEW),
            New(place / "uit" / "e.docx", NEW, with_folder=True),
        ]
        passed = at
        try:
            passed = in_between(
                lambda files=files: put(files),
                at,
                lambda place=place: (place / "uit").mkdir(exist_ok=True),
            )
        except WorkbookChangedError:
            refused += 1
            assert every_file(place) == old
        else:
            found = every_file(place)
            assert {name: found.pop(name) for name in made} == made
            assert found.keys() == kept
        if passed < at:
            break
    assert refused > 20


def every_file(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
