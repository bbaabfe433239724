"""Each cause has a sentence of its own, with what to do; none is taken for another."""

import errno
import os
from pathlib import Path

import pytest

from tests.files.support import names
from wijkexcel.errors import FileError, WorkbookLockedError
from wijkexcel.files.in_use import check_not_open
from wijkexcel.files.lock import claimed
from wijkexcel.files.save import New, check, save_atomic
from wijkexcel.files.trouble import Doing, explained

CAUSES = {
    errno.ENOENT: "bestaat niet",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op deze schijf is op",
    errno.EROFS: "die schijf is alleen-lezen",
    errno.EACCES: "daar ontbreken de rechten voor",
    errno.ETXTBSY: "een ander programma gebruikt het",
    errno.EXDEV: "op een andere schijf",
    errno.ELOOP: "wijzen naar elkaar",
    errno.ENOTDIR: "een bestand en geen map",
    errno.EISDIR: "een map en geen bestand",
    errno.ESTALE: "geeft een fout",
    errno.EMFILE: "te veel bestanden tegelijk open",
    errno.EEXIST: "er staat al iets met die naam",
}


@pytest.mark.parametrize("number", CAUSES)
def test_every_cause_is_told_as_what_it_is(number: int) -> None:
    said = str(explained(Path("a.xlsx"), OSError(number, os.strerror(number)), Doing.SAVE))
    assert [cause for cause in CAUSES.values() if cause in said] == [CAUSES[number]]
    assert said.startswith("'a.xlsx' kan niet worden opgeslagen: ")
    assert said.endswith(".")
    assert os.strerror(number) not in said
    assert said.count(". ") >= 1, "what to do"


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_cannot_be_read_is_not_helped_by_what_helps_to_write(number: int) -> None:
    error = OSError(number, os.strerror(number))
    read, found, saved = (
        str(explained(Path("a.xlsx"), error, doing))
        for doing in (Doing.READ, Doing.FIND, Doing.SAVE)
    )
    if number not in {errno.EEXIST, errno.EROFS, errno.ENOTEMPTY, errno.EXDEV}:
        assert not [words for words in ("schrijf", "alleen-lezen", "Kies") if words in read], read
    assert "schrijfrechten" not in found
    assert "te lezen" not in saved


def test_a_folder_that_is_a_file_is_told_by_what_was_wanted_of_it() -> None:
    error = OSError(errno.ENOTDIR, "Not a directory")
    said = {doing: str(explained(Path("a/b"), error, doing)) for doing in Doing}
    assert said[Doing.READ].endswith("een bestand en geen map. Controleer de naam en de map.")
    assert said[Doing.SAVE].endswith("een bestand en geen map. Kies een andere map.")
    assert said[Doing.MAKE].endswith("een bestand en geen map. Kies een andere map.")


def test_one_that_nobody_thought_of_in_the_words_of_the_system() -> None:
    said = str(explained(Path("a"), OSError(errno.EDOM, "Numerical argument"), Doing.READ))
    assert said == (
        "'a' kan niet worden gelezen: het besturingssysteem meldt: Numerical argument. Vraag het "
        "uw ICT-afdeling."
    )


@pytest.mark.parametrize(
    ("number", "cause", "kind"),
    [
        (32, "een ander programma gebruikt het", WorkbookLockedError),
        (33, "een ander programma gebruikt het", WorkbookLockedError),
        (112, "de schijf is vol", FileError),
        (19, "die schijf is alleen-lezen", FileError),
        (206, "de naam is te lang", FileError),
        (64, "de netwerkmap geeft een fout", FileError),
        (5, "daar ontbreken de rechten voor", FileError),
    ],
)
def test_what_windows_says_goes_before_what_python_makes_of_it(
    number: int, cause: str, kind: type[FileError]
) -> None:
    error = OSError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    told = explained(Path("a"), error, Doing.SAVE)
    assert cause in str(told)
    assert type(told) is kind


@pytest.mark.parametrize("letters", [251, 300, 5000])
def test_a_name_that_is_too_long_is_not_in_use_by_anyone(tmp_path: Path, letters: int) -> None:
    path = tmp_path / ("a" * (letters - 5) + ".xlsx")
    check_not_open(path)
    with pytest.raises(FileError, match="de naam is te lang") as caught:
        save_atomic(path, b"x")
    assert type(caught.value) is FileError
    assert names(tmp_path) == set()


def test_one_too_long_for_what_lies_beside_it_is_read_and_told_before_anything_is_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / ("a" * 246 + ".xlsx")
    path.write_bytes(b"oud")
    with (
        claimed(path, "Anna", "bereken") as claim,
        pytest.raises(FileError, match="de naam is te lang"),
    ):
        claim.check()
    with pytest.raises(FileError, match=r"de naam is te lang\. Er is niets opgeslagen\."):
        save_atomic(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert names(tmp_path) == {path.name}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("bestand/brief.docx", "/bestand' is een bestand en geen map. Er is niets opgeslagen."),
        ("bestand/diep/brief.docx", "/bestand' is een bestand en geen map."),
        ("map", "dat is een map en geen bestand. Er is niets opgeslagen."),
        ("weg", "de naam"),
        ("pijp", "is geen gewoon bestand"),
        ("een\0ander", "die naam kan daar niet"),
    ],
)
def test_targets_are_looked_at_before_anything_is_written(
    tmp_path: Path, place: str, said: str
) -> None:
    (tmp_path / "bestand").write_bytes(b"x")
    (tmp_path / "map").mkdir()
    os.mkfifo(tmp_path / "pijp")
    path = tmp_path / (place if place != "weg" else "w" * 300)
    before = names(tmp_path)
    with pytest.raises(FileError) as caught:
        check([New(tmp_path / "vrij.docx", b"x"), New(path, b"x", with_folder=True)])
    assert said in str(caught.value)
    assert names(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("brief.docx", "~$brief.docx"),
        ("brieven.docx", "~$ieven.docx"[:2] + "rieven.docx"),
        ("brief-wijk.docx", "~$ief-wijk.docx"),
    ],
)
def test_a_document_that_is_open_in_word(tmp_path: Path, name: str, lock: str) -> None:
    (tmp_path / lock).write_bytes(b"\x03Jan" + b" " * 51)
    with pytest.raises(WorkbookLockedError, match="is geopend door Jan; er is niets opgeslagen"):
        check_not_open(tmp_path / name)
